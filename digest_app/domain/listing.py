"""What a list of articles shows: rows, pages and counts, and which list it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from digest_app.domain.article import Article
from digest_app.domain.document import Metadata
from digest_app.domain.fact import Fact
from digest_app.domain.marks import Marks, Place


class Order(StrEnum):
    """How a list is sorted; both newest first."""

    ADDED = "added"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class View:
    """Which articles a list holds: what lies in ``place`` and meets everything else asked.

    ``place=None`` means everywhere but the Trash. ``added_since`` and ``added_before`` are
    ISO 8601 instants in UTC, half open (``2026-11-22T00:00:00Z``); empty means unbounded.
    """

    place: Place | None = None
    label: str = ""
    starred: bool = False
    unread: bool = False
    added_since: str = ""
    added_before: str = ""


class ListRow(NamedTuple):
    """One article as a list shows it.

    ``title`` is never empty (the file's name stands in); ``published`` is ISO 8601 as precise
    as stated, or empty; ``added`` is an ISO 8601 instant in UTC; ``words`` counts the cleaned
    text; ``lead`` is its first words on one line; ``likeness`` says that an earlier article is
    nearly the same, and why (“97 % the same words; the headline differs”), or is empty.
    """

    id: int
    title: str
    publisher: str
    published: str
    added: str
    lead: str
    words: int
    read: bool
    starred: bool
    place: Place
    labels: tuple[str, ...] = ()
    language: str = ""
    likeness: str = ""


class Count(NamedTuple):
    """How many articles a list holds, and how many of them are unread."""

    total: int = 0
    unread: int = 0


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers of the sidebar; ``labels`` and ``starred`` leave the Trash out."""

    inbox: Count
    archive: Count
    trash: Count
    starred: Count
    labels: tuple[tuple[str, Count], ...] = ()

    def of(self, view: View) -> int:
        """Return how many articles a list of the sidebar holds; 0 for one that it has not."""
        if view.place is not None:
            kept = {Place.INBOX: self.inbox, Place.ARCHIVE: self.archive, Place.TRASH: self.trash}
            return kept[view.place].total
        if view.starred:
            return self.starred.total
        return dict(self.labels).get(view.label, Count()).total

    @property
    def everything(self) -> int:
        """All articles of the library, the Trash included."""
        return self.inbox.total + self.archive.total + self.trash.total


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article of the library with its facts and what the user decided about it.

    ``article.removals`` is what cleaning proposes; ``domain.marks.in_force`` says what holds.
    ``original`` is the SHA-256 of the file it came from, in hexadecimal; ``part`` its place in
    that file, from 0. ``analysed_by`` names the version of the rules that made the analysis.
    ``article.metadata`` is as the user says it is; ``stated`` is what was read.
    """

    id: int
    article: Article
    facts: tuple[Fact, ...]
    marks: Marks
    original: str
    part: int
    name: str
    added: str
    analysed_by: str = ""
    stated: Metadata = field(default_factory=Metadata)
