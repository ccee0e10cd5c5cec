"""Lines that stand in many articles of one publisher: evidence that no word list can give.

Each line is known by a hash of publisher and words, so the table holds numbers and no text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from digest_app.domain.article import Article
from digest_app.library.database import Database
from digest_app.library.loading import load

#: No boilerplate line is longer, in code points; longer ones would only fill the table.
LONGEST = 400
_KEY_BYTES = 8


def key_of(publisher: str, line: str) -> int:
    """Return the number that a publisher's line is known by; white space does not count."""
    words = f"{publisher.casefold()}\n{' '.join(line.split())}"
    digest = hashlib.blake2b(words.encode("utf-8", "replace"), digest_size=_KEY_BYTES).digest()
    return int.from_bytes(digest, "big", signed=True)


def keys_of(article: Article) -> frozenset[int]:
    """Return the numbers of an article's short lines; none where it names no publisher."""
    if not article.publisher:
        return frozenset()
    text = article.text
    short = (b for b in article.blocks if b.end - b.start <= LONGEST)
    return frozenset(key_of(article.publisher, text[b.start : b.end]) for b in short)


class CommonLines:
    """In how many articles of a publisher a line stands.

    The versions of one article (the page saved again, the same report from another file) count
    as one: the lines that they share are the report's own.
    """

    def __init__(self, database: Database) -> None:
        self._db = database

    def count(self, number: int, keys: Iterable[int]) -> None:
        """Count the lines of an article in, once; call it inside ``writing``, after linking."""
        if not self._is_version(number):
            self._put(keys)

    def discount(self, number: int, keys: Iterable[int]) -> None:
        """Count out the lines of an article that goes; call it inside ``writing``, still linked.

        The lines of its next version count in its place. A third version counts no more once
        it has lost its link, so what is known may be too little and never too much.
        """
        if self._is_version(number):
            return
        if not self._is_due(number):
            self._take(keys)
        heir = self._db.value("SELECT min(article) FROM likeness WHERE other = ?", (number,))
        if heir and not self._is_due(heir):
            self._put(self._keys(heir))

    def exchange(self, number: int, old: Iterable[int], new: Iterable[int]) -> None:
        """Count an article's lines by others than before; call it inside ``writing``."""
        if not self._is_version(number) and not self._is_due(number):
            self._take(old)
            self._put(new)

    def catch_up(self, limit: int = 200) -> int:
        """Count the lines of some articles that an older version stored, the newest first.

        Return how many are still to come. What is read is read before the write lock is held.
        """
        rows = self._db.rows(
            "SELECT article FROM lines_due ORDER BY article DESC LIMIT ?", (limit,)
        )
        read = [(number, self._keys(number)) for (number,) in rows]
        with self._db.writing():
            for number, keys in read:
                if self._db.write("DELETE FROM lines_due WHERE article = ?", (number,)):
                    self.count(number, keys)
        return int(self._db.value("SELECT count(*) FROM lines_due"))

    def _keys(self, number: int) -> frozenset[int]:
        stored = load(self._db, number)
        return keys_of(stored.article) if stored else frozenset()

    def seen(self, publisher: str, *, beside: int = 0) -> SeenLines:
        """Return what is known of a publisher's lines; ``beside`` articles are not counted."""
        return SeenLines(self._db, publisher, beside)

    def _is_version(self, number: int) -> bool:
        """Tell whether an article is nearly the same as an earlier one, which was counted."""
        return bool(self._db.value("SELECT 1 FROM likeness WHERE article = ?", (number,)))

    def _is_due(self, number: int) -> bool:
        """Tell whether an article of an older version waits for :meth:`catch_up`."""
        return bool(self._db.value("SELECT 1 FROM lines_due WHERE article = ?", (number,)))

    def _put(self, keys: Iterable[int]) -> None:
        self._db.write_many(
            "INSERT INTO common_line VALUES (?, 1)"
            " ON CONFLICT (key) DO UPDATE SET articles = articles + 1",
            _rows(keys),
        )

    def _take(self, keys: Iterable[int]) -> None:
        rows = _rows(keys)
        self._db.write_many("UPDATE common_line SET articles = articles - 1 WHERE key = ?", rows)
        self._db.write_many("DELETE FROM common_line WHERE key = ? AND articles < 1", rows)


class SeenLines:
    """What the library knows about one publisher's lines."""

    def __init__(self, database: Database, publisher: str, beside: int) -> None:
        self._db = database
        self._publisher = publisher
        self._beside = beside

    def articles(self, line: str) -> int:
        """Return in how many other articles of this publisher the very same line stands."""
        if not self._publisher or len(line) > LONGEST:
            return 0
        found = self._db.value(
            "SELECT articles FROM common_line WHERE key = ?", (key_of(self._publisher, line),)
        )
        return max(0, int(found or 0) - self._beside)


def _rows(keys: Iterable[int]) -> list[tuple[int]]:
    return [(key,) for key in sorted(keys)]
