"""Articles: what arrived and what we computed about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from digest_app.domain.article import Article
from digest_app.domain.fact import Fact
from digest_app.domain.listing import StoredArticle
from digest_app.domain.problems import LibraryError
from digest_app.domain.span import Span
from digest_app.library.common_lines import keys_of
from digest_app.library.database import Database
from digest_app.library.details import Details
from digest_app.library.index import Index, entry
from digest_app.library.loading import load, load_marks, load_shown
from digest_app.library.originals import Originals
from digest_app.library.packing import pack_document
from digest_app.library.pictures import Pictures
from digest_app.library.preparing import Ready, analysis_row, made_ready

Analysed = tuple[Article, tuple[Fact, ...]]


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that came in: its hash and size, the articles it holds, its name and the instant."""

    sha256: str
    size: int
    articles: Sequence[Analysed]
    name: str
    added: str
    made_by: str = ""


class Prepared(NamedTuple):
    """A file that only has to be written."""

    arrival: Arrival
    articles: tuple[Ready, ...]


def prepared(arrival: Arrival) -> Prepared:
    """Do all that can be done without the library: a writer that waits holds up every other."""
    ready = (made_ready(a, facts, arrival.name, arrival.made_by) for a, facts in arrival.articles)
    return Prepared(arrival, tuple(ready))


class Articles:
    """Adding, reading and re-analysing articles; identity is the file's hash and the part."""

    def __init__(
        self,
        database: Database,
        originals: Originals,
        pictures: Pictures,
        index: Index,
        details: Details,
    ) -> None:
        self._db = database
        self._originals = originals
        self._pictures = pictures
        self._index = index
        self._details = details
        self._lines = details.lines

    def of_original(self, sha256: str) -> tuple[int, ...]:
        """Return the articles that came from the file with this hash, in order."""
        rows = self._db.rows(
            "SELECT article.id FROM article JOIN original ON original.id = article.original"
            " WHERE sha256 = ? ORDER BY part",
            (bytes.fromhex(sha256),),
        )
        return tuple(row[0] for row in rows)

    def add(self, arrival: Arrival | Prepared) -> tuple[int, ...]:
        """Add the articles of a file whose original is kept already; return their numbers.

        Call it inside ``writing`` and after :meth:`of_original` said that the file is new.
        """
        if isinstance(arrival, Arrival):
            arrival = prepared(arrival)
        file, ready = arrival
        original = self._db.insert(
            "INSERT INTO original (sha256, size) VALUES (?, ?)",
            (bytes.fromhex(file.sha256), file.size),
        )
        return tuple(self._add_part(file, original, part, one) for part, one in enumerate(ready))

    def _add_part(
        self, arrival: Arrival, original: int, part: int, ready: Ready, *, is_new: bool = True
    ) -> int:
        number = self._db.insert(
            "INSERT INTO article (original, part, name, added, title, byline, publisher,"
            " published, url, language) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (original, part, arrival.name, arrival.added, *ready.columns),
        )
        self._db.write("INSERT INTO document VALUES (?, ?)", (number, ready.document))
        self._db.write("INSERT INTO mark (article) VALUES (?)", (number,))
        self._store_analysis(number, ready.analysis)
        new = ready.entry
        if is_new:
            self._index.likenesses.link(number, ready.title, new.body, new.bands)
        self._index.put(number, new)
        self._lines.count(number, ready.lines)
        return number

    def add_parts(
        self, number: int, articles: Sequence[Analysed], made_by: str = ""
    ) -> tuple[int, ...]:
        """Add articles that were cut out of one of the library; they have its file and its time.

        Call it inside ``writing``. They are not held against other articles, for each of them
        is like the one that it was cut out of.
        """
        row = self._db.row(
            "SELECT original, name, added, (SELECT max(part) FROM article AS other"
            " WHERE other.original = article.original) FROM article WHERE id = ?",
            (number,),
        )
        if row is None:
            raise _gone(number)
        original, name, added, last = row
        file = Arrival("", 0, (), name, added, made_by)
        ready = (made_ready(article, facts, name, made_by) for article, facts in articles)
        return tuple(
            self._add_part(file, original, part, one, is_new=False)
            for part, one in enumerate(ready, start=last + 1)
        )

    def read_again(
        self, number: int, article: Article, facts: tuple[Fact, ...], made_by: str = ""
    ) -> None:
        """Replace what was read of an article, and what was computed about it."""
        ids = [number]
        with self._db.writing(), self._index.following(ids), self._details.following(ids):
            marks = load_marks(self._db, number)
            packed = pack_document(article.document)
            self._db.write("UPDATE document SET packed = ? WHERE article = ?", (packed, number))
            self._store_analysis(number, analysis_row(article, facts, marks, made_by))

    def analyse_again(
        self, number: int, article: Article, facts: tuple[Fact, ...], made_by: str = ""
    ) -> None:
        """Replace what was computed about an article; what the user decided stays."""
        with self._db.writing(), self._index.following([number]):
            marks = load_marks(self._db, number)
            self._store_analysis(number, analysis_row(article, facts, marks, made_by))

    def _store_analysis(self, number: int, row: tuple[object, ...]) -> None:
        self._db.write("INSERT OR REPLACE INTO analysis VALUES (?, ?, ?, ?, ?)", (number, *row))

    def get(self, number: int) -> StoredArticle:
        """Return one article with its facts and marks.

        Raises:
            LibraryError: no such article.
        """
        stored = load(self._db, number)
        if stored is None:
            raise _gone(number)
        return stored

    def shown(self, number: int) -> tuple[str, tuple[Span, ...]] | None:
        """Return an article's text and the ranges of it that are shown; None where it is gone."""
        return load_shown(self._db, number)

    def original(self, number: int) -> bytes:
        """Return the bytes of the file an article came from, as they arrived."""
        return self._originals.read(self.get(number).original)

    def all_originals(self) -> tuple[str, ...]:
        """Return the hash of every original that articles came from."""
        rows = self._db.rows("SELECT lower(hex(sha256)) FROM original ORDER BY sha256")
        return tuple(row[0] for row in rows)

    def delete(self, ids: Iterable[int]) -> tuple[int, ...]:
        """Delete articles for good, with the originals that no other article needs."""
        with self._db.writing():
            gone = [n for n in ids if self._delete_one(n)]
            pictures = self._pictures.unneeded()
            orphans = self._db.write_returning(
                "DELETE FROM original WHERE id NOT IN (SELECT original FROM article)"
                " RETURNING lower(hex(sha256))"
            )
        # After the commit: a kill in between leaves a file too many, never one too few.
        for (sha256,) in orphans:
            self._originals.remove(sha256)
        self._pictures.remove(pictures)
        return tuple(gone)

    def _delete_one(self, number: int) -> bool:
        if stored := load(self._db, number):
            self._index.take_out(number, entry(stored))
            self._lines.discount(number, keys_of(stored.article))
        self._db.write("DELETE FROM likeness WHERE ? IN (article, other)", (number,))
        for table in ("labelled", "mark", "analysis", "document"):
            self._db.write(f"DELETE FROM {table} WHERE article = ?", (number,))
        return bool(self._db.write("DELETE FROM article WHERE id = ?", (number,)))


def _gone(number: int) -> LibraryError:
    return LibraryError(f"article {number}", "it is not in the library any more.")
