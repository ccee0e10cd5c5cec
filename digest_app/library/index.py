"""The search index: words of articles in FTS5 tables, one for each range of article numbers.

Why ranges: newest first is what search shows, so it looks through the newest range first and
stops when a page is full. What a query costs is bounded by one range and not by the library,
and so is what adding an article costs. Why contentless and cut by us: the text is kept once,
packed, and words are cut and folded by ``domain.words`` alone; the ``ascii`` tokenizer only
splits at the spaces between them. Taking an article out of such a table needs the very words
that were put in, so the words always follow from what is stored.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from digest_app.domain.article import Article
from digest_app.domain.fact import Fact, FactType
from digest_app.domain.likeness import bands
from digest_app.domain.listing import StoredArticle
from digest_app.domain.marks import anchor, in_force
from digest_app.domain.words import folded_words
from digest_app.library.database import Database
from digest_app.library.likenesses import Likenesses
from digest_app.library.loading import load

#: How many article numbers share one table. Measured: see tests/bench/bench_library.py.
RANGE = 16_384
#: The body first: each word of the first column takes two bytes less than in any other. A table
#: that an older version made has them in another order, so columns go by their names.
COLUMNS = ("body", "title", "byline", "publisher", "facts", "speakers")
#: A private-use letter between two values of a column, so that no phrase spans them.
_BETWEEN = " \ue000 "
_FIGURE = re.compile(r"(?:(?P<currency>[A-Z]{3}) )?(?P<amount>-?\d+(?:\.\d+)?)(?: %)?")
_COUNTED = (FactType.MONEY, FactType.PERCENT)


class Entry(NamedTuple):
    """What the index holds of an article: columns, types of facts, figures, bands of likeness."""

    columns: tuple[str, ...]
    types: int
    figures: frozenset[tuple[str, float, str]]
    bands: tuple[int, ...]

    @property
    def body(self) -> list[str]:
        """The words of the text as it is shown."""
        return self.columns[COLUMNS.index("body")].split()


def entry(stored: StoredArticle) -> Entry:
    """Return what the index holds of an article: what the user would see of it."""
    marks = stored.marks
    article = stored.article
    shown = Article(article.document, in_force(article.removals, marks), article.name)
    facts = [f for f in stored.facts if anchor(f) not in marks.hidden_facts]
    body = folded_words(shown.cleaned_text)
    columns = (
        " ".join(body),
        *map(_line, (article.title or stored.name, article.byline, article.publisher)),
        _several(f.value for f in facts if f.value != f.text),
        _several(f.speaker for f in facts if f.speaker),
    )
    return Entry(columns, _types(facts), frozenset(_figures(facts)), bands(body))


def _line(value: str) -> str:
    return " ".join(folded_words(value))


def _several(values: Iterable[str]) -> str:
    return _BETWEEN.join(map(_line, dict.fromkeys(values)))


def type_bit(kind: FactType) -> int:
    """Return the bit that stands for a type of facts; the order of the types never changes."""
    return 1 << list(FactType).index(kind)


def _types(facts: Iterable[Fact]) -> int:
    return sum({type_bit(fact.type) for fact in facts})


def _figures(facts: Iterable[Fact]) -> Iterable[tuple[str, float, str]]:
    for fact in facts:
        match = _FIGURE.fullmatch(fact.value) if fact.type in _COUNTED else None
        if match:
            yield fact.type.value, float(match["amount"]), match["currency"] or ""


class Index:
    """Putting articles in and taking them out; always inside the transaction of the change."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self.likenesses = Likenesses(database)

    def ranges(self) -> tuple[int, ...]:
        """Return the ranges that have a table, the newest first."""
        rows = self._db.rows("SELECT number FROM search_range ORDER BY number DESC")
        return tuple(row[0] for row in rows)

    def columns(self, number: int) -> tuple[str, ...]:
        """Return the columns of a range's table in their order there."""
        rows = self._db.rows(
            "SELECT name FROM pragma_table_info(?) ORDER BY cid", (table_of(number),)
        )
        return tuple(row[0] for row in rows)

    def put(self, number: int, new: Entry) -> None:
        """Put an article in that is not there."""
        table = self._table(number // RANGE)
        self._db.write(
            f"INSERT INTO {table} (rowid, {', '.join(COLUMNS)}) VALUES (?{', ?' * len(COLUMNS)})",
            (number, *new.columns),
        )
        self._db.write("INSERT INTO indexed VALUES (?, ?)", (number, new.types))
        self._db.write_many(
            "INSERT INTO figure (article, type, amount, unit) VALUES (?, ?, ?, ?)",
            ((number, *figure) for figure in sorted(new.figures)),
        )
        self.likenesses.put(number, new.bands)

    def take_out(self, number: int, old: Entry) -> None:
        """Take an article out; ``old`` is what was put in. One that is not there is left alone."""
        if not self._db.write("DELETE FROM indexed WHERE article = ?", (number,)):
            return
        table = table_of(number // RANGE)
        self._db.write(
            f"INSERT INTO {table} ({table}, rowid, {', '.join(COLUMNS)})"
            f" VALUES ('delete', ?{', ?' * len(COLUMNS)})",
            (number, *old.columns),
        )
        self._db.write("DELETE FROM figure WHERE article = ?", (number,))
        self.likenesses.take_out(number, old.bands)

    @contextmanager
    def following(self, ids: Iterable[int]) -> Iterator[None]:
        """Keep the index true to articles whose analysis or decisions change inside."""
        before = {number: self._entry(number) for number in ids}
        yield
        for number, old in before.items():
            new = self._entry(number)
            if old != new:
                self._exchange(number, old, new)

    def _entry(self, number: int) -> Entry | None:
        stored = load(self._db, number)
        return entry(stored) if stored else None

    def _exchange(self, number: int, old: Entry | None, new: Entry | None) -> None:
        if old:
            self.take_out(number, old)
        if new:
            self.put(number, new)

    def catch_up(self, limit: int = 200) -> int:
        """Put some articles in that an older version left out; return how many are still out."""
        missing = self._missing(limit)
        with self._db.writing():
            for number in missing:
                if new := self._entry(number):
                    self.put(number, new)
        return len(self._missing(1))

    def _missing(self, limit: int) -> tuple[int, ...]:
        """Return articles that are not in the index yet, as after an update of the program."""
        rows = self._db.rows(
            "SELECT id FROM article WHERE id NOT IN (SELECT article FROM indexed)"
            " ORDER BY id DESC LIMIT ?",
            (limit,),
        )
        return tuple(row[0] for row in rows)

    def empty(self) -> None:
        """Throw the whole index away; :meth:`catch_up` makes it again."""
        for number in self.ranges():
            self._db.write(f"DROP TABLE {table_of(number)}")
        for table in ("search_range", "indexed", "figure", "band"):
            self._db.write(f"DELETE FROM {table}")

    def _table(self, number: int) -> str:
        table = table_of(number)
        if self._db.write("INSERT OR IGNORE INTO search_range VALUES (?)", (number,)):
            self._db.write(
                f"CREATE VIRTUAL TABLE {table} USING fts5("
                f"{', '.join(COLUMNS)}, content='', tokenize='ascii', prefix='2 3')"
            )
        return table


def table_of(number: int) -> str:
    """Return the name of the table of a range."""
    return f"search_{number:d}"
