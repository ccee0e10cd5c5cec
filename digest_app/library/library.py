"""The library: a folder with one database and the originals; this opens it."""

from __future__ import annotations

from pathlib import Path
from typing import Self

from digest_app.domain.problems import DamagedLibrary, LibraryError
from digest_app.library import schema
from digest_app.library.articles import Articles
from digest_app.library.backups import DATABASE, Backups, list_backups
from digest_app.library.common_lines import CommonLines
from digest_app.library.database import Database
from digest_app.library.details import Details
from digest_app.library.digests import Digests
from digest_app.library.index import Index
from digest_app.library.jobs import Jobs
from digest_app.library.labels import Labels, SavedSearches
from digest_app.library.listing import Listing
from digest_app.library.marks import MarksTable
from digest_app.library.originals import Originals
from digest_app.library.pictures import Pictures
from digest_app.library.search import Search
from digest_app.library.settings import Settings
from digest_app.library.snapshots import Snapshots

ORIGINALS = "originals"


class Library:
    """An open library: its parts stand side by side over one connection.

    It belongs to the thread that opened it; other threads and processes open their own.
    Several programs may have one library open: one writes at a time, the others wait.
    """

    def __init__(self, folder: Path, database: Database) -> None:
        self.folder = folder
        self.database = database
        self.originals = Originals(folder / ORIGINALS)
        self.index = Index(database)
        self.likenesses = self.index.likenesses
        self.common_lines = CommonLines(database)
        details = Details(database, self.common_lines)
        self.marks = MarksTable(database, self.index, details)
        self.pictures = Pictures(folder, database)
        self.articles = Articles(database, self.originals, self.pictures, self.index, details)
        self.search = Search(database, self.index)
        self.backups = Backups(folder, database)
        self.snapshots = Snapshots(database, self.index, details)
        self.listing = Listing(database)
        self.labels = Labels(database)
        self.saved_searches = SavedSearches(database)
        self.digests = Digests(database)
        self.settings = Settings(database)
        self.jobs = Jobs(database)

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open the library in a folder, and make both where they do not exist.

        Raises:
            LibraryError: the folder cannot be used, or a newer version of the program made it;
                DamagedLibrary where the database is damaged, or gone while the originals are
                there.
        """
        _make(folder)
        if not _is_filled(folder / DATABASE):
            _refuse_to_begin_anew(folder)
        database = Database(folder / DATABASE)
        try:
            schema.refuse_the_future(database)
            if schema.is_blank(database):  # its tables were in a log (“-wal”) that is gone
                _refuse_to_begin_anew(folder)
            if schema.is_outdated(database):
                Backups(folder, database).make(f"before-{len(schema.MIGRATIONS)}")
            schema.migrate(database)
        except BaseException:
            database.close()
            raise
        return cls(folder, database)

    def catch_up(self, limit: int = 200) -> int:
        """Do some of what an older version left undone; return how much is left at least.

        Articles are put in the search index first, then their lines are counted.
        """
        return self.index.catch_up(limit) or self.common_lines.catch_up(limit)

    def close(self) -> None:
        """Close the connection; closing twice is allowed."""
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryError(
            str(folder),
            f"the library’s folder cannot be made ({error.strerror or error}).",
            "Choose another folder, or allow writing to it.",
        ) from error


def _is_filled(database: Path) -> bool:
    return database.exists() and database.stat().st_size > 0


def _refuse_to_begin_anew(folder: Path) -> None:
    """Refuse to make an empty library where there was one: its database is lost, its files are not.

    Raises:
        DamagedLibrary: originals or backups are there without a database.
    """
    if list_backups(folder) or any(Originals(folder / ORIGINALS).all()):
        raise DamagedLibrary(
            str(folder),
            f"its database ({DATABASE}) is missing or empty.",
            "Restore a backup, or let Digest read the originals again.",
        )
