"""The tables of the library, as a list of migrations: append, never edit.

Three kinds of tables are kept apart. *Article* tables hold what arrived and never change.
*Analysis* tables hold what we computed and may be thrown away and made again. *Marks* hold
what the user decided and are never overwritten by a new analysis.
"""

from __future__ import annotations

from collections.abc import Callable

from digest_app.domain.problems import LibraryError
from digest_app.library.database import Database

#: A statement, or what no statement can say.
Step = str | Callable[[Database], None]
#: Places that a search and the label counts look in; the Trash is asked for by name.
SHOWN = "('inbox', 'archive')"
#: The condition for lists: the plus keeps SQLite from reading by place and sorting everything.
IN_SIGHT = f"+mark.place IN {SHOWN}"


def _counted_in(row: str) -> str:
    """Return SQL for the tallies that a row of ``mark`` counts in."""
    return f"""
        SELECT {row}.place
        UNION ALL SELECT 'starred' WHERE {row}.starred AND {row}.place IN {SHOWN}
        UNION ALL SELECT 'label:' || label FROM labelled
                  WHERE article = {row}.article AND {row}.place IN {SHOWN}
    """


def _tally(sign: str, row: str) -> str:
    return f"""
        UPDATE tally SET total = total {sign} 1, unread = unread {sign} (NOT {row}.read)
        WHERE view IN ({_counted_in(row)});
    """


def _tally_label(sign: str, row: str) -> str:
    of_article = f"FROM mark WHERE article = {row}.article AND place IN {SHOWN}"
    return f"""
        UPDATE tally SET
            total = total {sign} (SELECT count(*) {of_article}),
            unread = unread {sign} (SELECT count(*) {of_article} AND NOT read)
        WHERE view = 'label:' || {row}.label;
    """


_ARTICLES = (
    """CREATE TABLE original (
        id INTEGER PRIMARY KEY,
        sha256 BLOB NOT NULL UNIQUE,
        size INTEGER NOT NULL
    )""",
    # AUTOINCREMENT: a number that was shown once never comes back as another article.
    """CREATE TABLE article (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        original INTEGER NOT NULL REFERENCES original(id),
        part INTEGER NOT NULL,
        name TEXT NOT NULL,
        added TEXT NOT NULL,
        title TEXT NOT NULL,
        byline TEXT NOT NULL,
        publisher TEXT NOT NULL,
        published TEXT NOT NULL,
        url TEXT NOT NULL,
        language TEXT NOT NULL,
        UNIQUE (original, part)
    )""",
    "CREATE INDEX article_by_published ON article(published, id)",
    "CREATE INDEX article_by_added ON article(added)",
    """CREATE TABLE document (
        article INTEGER PRIMARY KEY REFERENCES article(id) ON DELETE CASCADE,
        packed BLOB NOT NULL
    )""",
    """CREATE TABLE analysis (
        article INTEGER PRIMARY KEY REFERENCES article(id) ON DELETE CASCADE,
        made_by TEXT NOT NULL,
        words INTEGER NOT NULL,
        lead TEXT NOT NULL,
        packed BLOB NOT NULL
    )""",
)

_MARKS = (
    """CREATE TABLE mark (
        article INTEGER PRIMARY KEY REFERENCES article(id) ON DELETE CASCADE,
        read INTEGER NOT NULL DEFAULT 0,
        starred INTEGER NOT NULL DEFAULT 0,
        place TEXT NOT NULL DEFAULT 'inbox',
        moved TEXT NOT NULL DEFAULT '',
        decisions TEXT NOT NULL DEFAULT ''
    )""",
    "CREATE INDEX mark_by_place ON mark(place, article)",
    "CREATE INDEX mark_unread ON mark(place, article) WHERE NOT read",
    "CREATE INDEX mark_starred ON mark(article) WHERE starred",
    """CREATE TABLE label (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL UNIQUE COLLATE NOCASE,
        colour TEXT NOT NULL DEFAULT ''
    )""",
    """CREATE TABLE labelled (
        label INTEGER NOT NULL REFERENCES label(id) ON DELETE CASCADE,
        article INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,
        PRIMARY KEY (label, article)
    ) WITHOUT ROWID""",
    "CREATE INDEX labelled_by_article ON labelled(article)",
    """CREATE TABLE saved_search (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL UNIQUE COLLATE NOCASE,
        query TEXT NOT NULL,
        position INTEGER NOT NULL DEFAULT 0
    )""",
    """CREATE TABLE digest (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        title TEXT NOT NULL,
        body TEXT NOT NULL,
        changed TEXT NOT NULL
    )""",
    "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE taught_rules (scope TEXT PRIMARY KEY, toml TEXT NOT NULL) WITHOUT ROWID",
)

_TALLIES = (
    """CREATE TABLE tally (
        view TEXT PRIMARY KEY,
        total INTEGER NOT NULL DEFAULT 0,
        unread INTEGER NOT NULL DEFAULT 0
    ) WITHOUT ROWID""",
    "INSERT INTO tally (view) VALUES ('inbox'), ('archive'), ('trash'), ('starred')",
    f"CREATE TRIGGER tally_mark_added AFTER INSERT ON mark BEGIN {_tally('+', 'new')} END",
    f"CREATE TRIGGER tally_mark_gone BEFORE DELETE ON mark BEGIN {_tally('-', 'old')} END",
    f"""CREATE TRIGGER tally_mark_changed AFTER UPDATE OF read, starred, place ON mark
        WHEN old.read <> new.read OR old.starred <> new.starred OR old.place <> new.place
        BEGIN {_tally("-", "old")} {_tally("+", "new")} END""",
    f"""CREATE TRIGGER tally_labelled AFTER INSERT ON labelled
        BEGIN {_tally_label("+", "new")} END""",
    f"""CREATE TRIGGER tally_unlabelled AFTER DELETE ON labelled
        BEGIN {_tally_label("-", "old")} END""",
    """CREATE TRIGGER tally_label_made AFTER INSERT ON label
        BEGIN INSERT OR IGNORE INTO tally (view) VALUES ('label:' || new.id); END""",
    """CREATE TRIGGER tally_label_gone AFTER DELETE ON label
        BEGIN DELETE FROM tally WHERE view = 'label:' || old.id; END""",
)

_JOBS = (
    """CREATE TABLE job (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        state TEXT NOT NULL,
        roots TEXT NOT NULL,
        walked INTEGER NOT NULL DEFAULT 0,
        started TEXT NOT NULL
    )""",
    # A path is the bytes that the system knows it by: not every one of them is text.
    """CREATE TABLE job_file (
        job INTEGER NOT NULL REFERENCES job(id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        path BLOB NOT NULL,
        fate TEXT,
        outcome TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (job, position),
        UNIQUE (job, path)
    ) WITHOUT ROWID""",
    "CREATE INDEX job_file_pending ON job_file(job, position) WHERE fate IS NULL",
)

_SEARCH = (
    "CREATE TABLE search_range (number INTEGER PRIMARY KEY)",
    """CREATE TABLE indexed (
        article INTEGER PRIMARY KEY REFERENCES article(id) ON DELETE CASCADE,
        types INTEGER NOT NULL
    )""",
    """CREATE TABLE figure (
        article INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,
        type TEXT NOT NULL,
        amount REAL NOT NULL,
        unit TEXT NOT NULL,
        PRIMARY KEY (article, type, amount, unit)
    ) WITHOUT ROWID""",
)


def _index_anew(database: Database) -> None:
    """Throw the index away, because it holds more now; ``index.catch_up`` makes it again."""
    for (number,) in database.rows("SELECT number FROM search_range"):
        database.write(f"DROP TABLE search_{number:d}")
    for table in ("search_range", "indexed", "figure"):
        database.write(f"DELETE FROM {table}")


_LIKENESS: tuple[Step, ...] = (
    """CREATE TABLE band (
        key INTEGER NOT NULL,
        article INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,
        PRIMARY KEY (key, article)
    ) WITHOUT ROWID""",
    """CREATE TABLE likeness (
        article INTEGER PRIMARY KEY REFERENCES article(id) ON DELETE CASCADE,
        other INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,
        reason TEXT NOT NULL
    )""",
    "CREATE INDEX likeness_by_other ON likeness(other)",
    _index_anew,
)

_COMMON_LINES: tuple[Step, ...] = (
    "CREATE TABLE common_line (key INTEGER PRIMARY KEY, articles INTEGER NOT NULL)",
)

_PICTURES: tuple[Step, ...] = (
    """CREATE TABLE picture (
        original INTEGER NOT NULL REFERENCES original(id) ON DELETE CASCADE,
        name TEXT NOT NULL,
        sha256 BLOB NOT NULL,
        PRIMARY KEY (original, name)
    ) WITHOUT ROWID""",
)

#: A reference to the article made SQLite read the whole table for each article that is deleted;
#: ``likenesses.take_out`` deletes an article's bands by their keys.
_BANDS_ALONE: tuple[Step, ...] = (
    "ALTER TABLE band RENAME TO band_before",
    """CREATE TABLE band (
        key INTEGER NOT NULL,
        article INTEGER NOT NULL,
        PRIMARY KEY (key, article)
    ) WITHOUT ROWID""",
    "INSERT INTO band (key, article) SELECT key, article FROM band_before",
    "DROP TABLE band_before",
)

#: All lines are counted anew beside the work, newest articles first: articles older than the table
#: were never counted, and versions of one article were counted each. New articles never wait here.
#: From here on records are packed with :data:`~digest_app.library.often.OFTEN` besides, which an
#: older version cannot unpack.
_LINES_DUE: tuple[Step, ...] = (
    """CREATE TABLE lines_due (
        article INTEGER PRIMARY KEY REFERENCES article(id) ON DELETE CASCADE
    )""",
    "INSERT INTO lines_due SELECT id FROM article",
    "DELETE FROM common_line",
)

#: One entry per version: the statements that lead to it from the version before.
MIGRATIONS: tuple[tuple[Step, ...], ...] = (
    (*_ARTICLES, *_MARKS, *_TALLIES),
    _JOBS,
    _SEARCH,
    _LIKENESS,
    _COMMON_LINES,
    _PICTURES,
    _BANDS_ALONE,
    _LINES_DUE,
)


def version(database: Database) -> int:
    """Return the version of the tables in the file; 0 for a new one."""
    return int(database.value("PRAGMA user_version"))


def is_blank(database: Database) -> bool:
    """Tell whether nothing was made in this file yet, or nothing of it is left."""
    return version(database) == 0


def is_outdated(database: Database) -> bool:
    """Tell whether an older version of the program made these tables."""
    return 0 < version(database) < len(MIGRATIONS)


def refuse_the_future(database: Database) -> None:
    """Refuse a library that a newer Digest made.

    Raises:
        LibraryError: with the sentence for the user.
    """
    if version(database) > len(MIGRATIONS):
        raise LibraryError(
            str(database.path.parent),
            "this library was made by a newer version of Digest.",
            "Nothing was changed. Open it with that version, or install it here.",
        )


def migrate(database: Database) -> None:
    """Bring the tables to the newest version, one transaction for each step."""
    for number in range(version(database) + 1, len(MIGRATIONS) + 1):
        with database.writing():
            if version(database) >= number:  # another process was quicker
                continue
            for step in MIGRATIONS[number - 1]:
                if isinstance(step, str):
                    database.write(step)
                else:
                    step(database)
            database.write(f"PRAGMA user_version = {number:d}")
