"""Keeping the library safe: checks, backups, and the ways back from damage."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from digest_app.app.import_worker import Analyse
from digest_app.app.importing import add_files
from digest_app.domain.changes import Outcome
from digest_app.domain.counting import counted
from digest_app.domain.listing import View
from digest_app.domain.marks import Place
from digest_app.domain.problems import DamagedLibrary, DigestError, Problem
from digest_app.domain.steps import CalledOff, Step, Tell, silently
from digest_app.library import schema
from digest_app.library.backups import Backup, contents, list_backups, restore
from digest_app.library.library import Library
from digest_app.library.salvage import Salvaged, orphans_of, salvage

__all__ = [
    "Backup",
    "Checked",
    "KeptBackup",
    "Recovered",
    "Report",
    "Restored",
    "back_up",
    "check_everything",
    "check_originals",
    "check_quickly",
    "damage",
    "go_back_to",
    "keep_daily",
    "list_backups",
    "recover",
    "restorable",
    "restore",
    "salvage",
]


_REPAIR = "Restore a backup, or save what can be read."

# -- checks -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Checked:
    """One original that was checked: how many are through, how many there are, is it whole."""

    done: int
    total: int
    sha256: str
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Report:
    """What a check of the whole library looked at, and everything that it found wrong.

    ``is_damaged``: the database needs to be repaired; a bad original alone does not.
    """

    articles: int
    originals: int
    problems: tuple[Problem, ...] = ()
    is_damaged: bool = False


def check_quickly(library: Library, tell: Tell = silently) -> str:
    """Look for damage in the database, off the window's thread; return what is wrong, or "".

    Raises:
        CalledOff: by ``tell``.
    """
    step = Step("Checking the database")
    found = library.database.damage(_wishes_an_end(tell, step))
    tell(step)
    return found


def _wishes_an_end(tell: Tell, step: Step) -> Callable[[], bool]:
    """Ask whether to go on from where nothing may be raised."""

    def is_over() -> bool:
        try:
            tell(step)
        except CalledOff:
            return True
        return False

    return is_over


def check_originals(library: Library) -> Iterator[Checked]:
    """Read every original and compare its bytes with its hash: “Check library”."""
    wanted = library.articles.all_originals()
    for done, sha256 in enumerate(wanted, start=1):
        yield Checked(done, len(wanted), sha256, library.originals.is_whole(sha256))


def check_everything(library: Library, tell: Tell = silently) -> Report:
    """Check the database, every article in it, and every original by its hash.

    Raises:
        CalledOff: by ``tell``.
    """
    problems: list[Problem] = []
    if found := check_quickly(library, tell):
        problems.append(damage(library, found).problem)
    try:
        numbers = _all_ids(library)
        problems += _bad_articles(library, numbers, tell)
        is_damaged = bool(problems)
        originals = 0
        for checked in check_originals(library):
            originals = checked.total
            tell(Step("Comparing each original", checked.done, checked.total))
            if not checked.is_whole:
                problems.append(_bad_original(library, checked.sha256))
            problems += _bad_pictures(library, checked.sha256)
        problems += _left_over(library)
    except DigestError as error:
        return Report(0, 0, (*problems, error.problem), is_damaged=True)
    return Report(len(numbers), originals, tuple(problems), is_damaged)


def damage(library: Library, found: str) -> DamagedLibrary:
    """Return the error that tells what a quick check found."""
    detail = found.splitlines()[-1].strip().rstrip(".")
    what = f"the database is damaged ({detail})."
    return DamagedLibrary(str(library.folder), what, _REPAIR)


def _bad_articles(library: Library, numbers: tuple[int, ...], tell: Tell) -> Iterator[Problem]:
    for done, number in enumerate(numbers, start=1):
        tell(Step("Reading each article", done, len(numbers)))
        try:
            library.articles.get(number)
        except DigestError as error:
            yield error.problem


def _all_ids(library: Library) -> tuple[int, ...]:
    return tuple(n for place in Place for n in library.listing.ids(View(place=place)))


def _title_of(library: Library, sha256: str) -> str:
    rows = library.listing.rows(library.articles.of_original(sha256))
    return rows[0].title if rows else sha256[:12]


def _bad_pictures(library: Library, sha256: str) -> Iterator[Problem]:
    files = library.pictures.files
    for name, picture in library.pictures.of(sha256).items():
        if not files.is_whole(picture):
            became = "was changed" if files.path(picture).exists() else "is missing"
            what, next_step = f"a picture of it {became} ({name}).", "Add the saved page again."
            yield Problem(_title_of(library, sha256), what, next_step)


def _bad_original(library: Library, sha256: str) -> Problem:
    path = library.originals.path(sha256)
    became = "was changed" if path.exists() else "is missing"
    what = f"its original {became} ({path.relative_to(library.folder)})."
    return Problem(_title_of(library, sha256), what, "Add the file again to put it right.")


def _left_over(library: Library) -> Iterator[Problem]:
    """Tell of originals that no article comes from; an import that runs keeps them first."""
    orphans = () if library.jobs.unfinished() else orphans_of(library.folder, library.database)
    if orphans:
        folder = library.originals.folder
        what = f"{counted(len(orphans), 'file')} in it came without an article."
        yield Problem(folder.name, what, f"Add the folder {folder} to read what is missing again.")


# -- backups ------------------------------------------------------------------------------


class KeptBackup(NamedTuple):
    """A backup that can be restored, and how many articles it holds."""

    backup: Backup
    articles: int


@dataclass(frozen=True, slots=True)
class Restored:
    """What restoring a backup came to.

    ``articles`` came back; ``missing`` of their originals are gone; ``orphans`` are originals
    of files added since, to be read again; ``set_aside`` is the database from before.
    """

    articles: int
    missing: int
    orphans: tuple[Path, ...]
    set_aside: Path | None


def keep_daily(library: Library, tell: Tell = silently) -> Backup | None:
    """Make today's backup of the database if there is none yet; seven are kept."""
    return library.backups.make_daily(tell=tell)


def back_up(library: Library, tell: Tell = silently) -> Backup:
    """Make a backup now, in place of the one that today has."""
    return library.backups.make(tell=tell)


def restorable(folder: Path) -> tuple[KeptBackup, ...]:
    """Return the backups that can be read by this version, the newest first."""
    found = [(backup, contents(backup.path)) for backup in list_backups(folder)]
    newest = len(schema.MIGRATIONS)
    return tuple(
        KeptBackup(backup, held.articles)
        for backup, held in found
        if held is not None and held.version <= newest
    )


def go_back_to(
    folder: Path, backup: Path, *, backs_up: bool = False, tell: Tell = silently
) -> Restored:
    """Put a backup in the place of the database. The library must not be open anywhere.

    With ``backs_up`` the present state becomes a backup first, unless it is damaged.

    Raises:
        CalledOff: by ``tell``.
        LibraryError: it cannot be put there; everything is as it was.
    """
    tell(Step("Backing up the library as it is"))
    if backs_up:
        with suppress(DamagedLibrary), Library.open(folder) as library:
            library.backups.make_before_restore()
    tell(Step("Putting the backup in place"))
    aside = restore(folder, backup)
    with Library.open(folder) as library:
        wanted = library.articles.all_originals()
        missing = sum(not library.originals.path(sha256).exists() for sha256 in wanted)
        orphans = orphans_of(folder, library.database)
        return Restored(len(_all_ids(library)), missing, orphans, aside)


@dataclass(frozen=True, slots=True)
class Recovered:
    """What came of a damaged library: rows that were readable, and files that were read again."""

    salvaged: Salvaged
    read_again: tuple[Outcome, ...]


def recover(folder: Path, analyse: Analyse | None = None) -> Recovered:
    """Make a library work again whose database is damaged; nothing is deleted.

    Rows that can be read go into a new database, articles whose rows are lost are read again
    from their originals, and the index is made anew. The library must not be open anywhere.
    """
    made = salvage(folder)
    with Library.open(folder) as library:
        while library.catch_up():
            pass
        outcomes = add_files(library, made.orphans, analyse=analyse) if made.orphans else []
    return Recovered(made, tuple(outcomes))
