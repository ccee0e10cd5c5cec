"""Articles that are nearly the same: found when one is added, told with the reason.

Nothing is merged or deleted by itself. The look-up is by the bands of the text's sketch, so
adding an article costs the same however many there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from digest_app.domain.likeness import shared_runs, shared_words
from digest_app.domain.words import folded_words
from digest_app.library.database import Database
from digest_app.library.loading import load_shown

#: From this share of common runs on, two articles are told to be nearly the same.
ALIKE = 0.4
_COMPARED = 5
#: A band that very many articles share is a form letter; it is looked into only so far.
_CROWD = 50


class Likeness(NamedTuple):
    """The article that another is nearly the same as, and the reason in words."""

    other: int
    reason: str


class Likenesses:
    """Finding and keeping which article is nearly the same as which."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def of(self, number: int) -> Likeness | None:
        """Return what an article is nearly the same as, if anything."""
        row = self._db.row("SELECT other, reason FROM likeness WHERE article = ?", (number,))
        return Likeness(*row) if row else None

    def like(self, number: int) -> tuple[int, ...]:
        """Return every article that is linked with this one, in order."""
        rows = self._db.rows(
            "SELECT other FROM likeness WHERE article = ?1"
            " UNION SELECT article FROM likeness WHERE other = ?1 ORDER BY 1",
            (number,),
        )
        return tuple(row[0] for row in rows)

    def put(self, number: int, bands: Sequence[int]) -> None:
        """Make an article findable by its bands; part of putting it in the index."""
        keys = ((key, number) for key in bands)
        self._db.write_many("INSERT OR IGNORE INTO band (key, article) VALUES (?, ?)", keys)

    def take_out(self, number: int, bands: Sequence[int]) -> None:
        """Undo :meth:`put`, given the same bands."""
        keys = ((key, number) for key in bands)
        self._db.write_many("DELETE FROM band WHERE key = ? AND article = ?", keys)

    def link(self, number: int, title: str, body: Sequence[str], bands: Sequence[int]) -> None:
        """Compare a new article with those that may be like it, and keep the nearest."""
        nearest, share = 0, ALIKE
        texts: dict[int, list[str]] = {}
        for other in self._candidates(number, bands):
            texts[other] = self._body(other)
            if (found := shared_runs(body, texts[other])) >= share:
                nearest, share = other, found
        if nearest:
            reason = self._reason(nearest, title, body, texts[nearest])
            self._db.write("INSERT INTO likeness VALUES (?, ?, ?)", (number, nearest, reason))

    def _candidates(self, number: int, bands: Sequence[int]) -> list[int]:
        met: dict[int, int] = {}
        for key in bands:
            rows = self._db.rows(
                "SELECT article FROM band WHERE key = ? AND article <> ? LIMIT ?",
                (key, number, _CROWD),
            )
            for (other,) in rows:
                met[other] = met.get(other, 0) + 1
        return sorted(met, key=lambda other: (-met[other], other))[:_COMPARED]

    def _body(self, number: int) -> list[str]:
        shown = load_shown(self._db, number)
        if shown is None:
            return []
        text, kept = shown
        return [word for span in kept for word in folded_words(span.of(text))]

    def _reason(self, other: int, title: str, body: Sequence[str], there: Sequence[str]) -> str:
        if list(body) == list(there):
            words = "the same text"
        else:
            # Never “100 %” for what is not the same.
            words = f"{min(99, int(shared_words(body, there) * 100))} % the same words"
        theirs = self._db.value("SELECT title FROM article WHERE id = ?", (other,))
        alike = folded_words(title) == folded_words(theirs or "")
        return words if alike else f"{words}; the headline differs"
