"""Marks: what the user decided about an article. No new analysis ever overwrites them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from digest_app.domain.boilerplate import BoilerplateKind, Removal
from digest_app.domain.fact import Fact, FactType
from digest_app.domain.span import Span


class Place(StrEnum):
    """Where an article is kept."""

    INBOX = "inbox"
    ARCHIVE = "archive"
    TRASH = "trash"


class Anchor(NamedTuple):
    """What a mark about a fact holds on to: the type and the words, not the analysis."""

    type: FactType
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Correction:
    """A fact that the user corrected, or added where ``of`` is None."""

    of: Anchor | None
    type: FactType
    start: int
    end: int
    speaker: str = ""


class Detail(NamedTuple):
    """What the user says that a field of the metadata is; it stands in place of what was read.

    ``field`` is a name of :class:`~digest_app.domain.document.Metadata`. ``values`` holds one
    value, or each author; nothing where the article states nothing of the kind.
    """

    field: str
    values: tuple[str, ...] = ()


class Offer(StrEnum):
    """Something the program offers to do with an article, until the user dismisses it."""

    SPLIT = "split"
    LETTERS = "letters"


@dataclass(frozen=True, slots=True)
class Marks:
    """Everything the user decided about one article; positions count in its own text."""

    read: bool = False
    starred: bool = False
    place: Place = Place.INBOX
    labels: tuple[str, ...] = ()
    restored: frozenset[Span] = frozenset()
    hidden: frozenset[Span] = frozenset()
    pinned: frozenset[Anchor] = frozenset()
    unpinned: frozenset[Anchor] = frozenset()
    hidden_facts: frozenset[Anchor] = frozenset()
    corrections: tuple[Correction, ...] = ()
    details: tuple[Detail, ...] = ()
    dismissed: frozenset[Offer] = frozenset()


def in_force(removals: tuple[Removal, ...], marks: Marks) -> tuple[Removal, ...]:
    """Return the removals that hold after the user's marks: restored ones gone, hidden ones in."""
    kept = [r for r in removals if not any(s.covers(r.span) for s in marks.restored)]
    by_hand = (
        Removal(s.start, s.end, BoilerplateKind.OTHER, "by-hand", "Hidden by you.")
        for s in marks.hidden
    )
    # Of two for the same words the user's own comes first, and so is the one that is told.
    return tuple(sorted([*sorted(by_hand), *sorted(kept)], key=lambda r: (r.start, r.end)))


def anchor(fact: Fact) -> Anchor:
    """Return what a mark about this fact holds on to."""
    return Anchor(fact.type, fact.start, fact.end)


def is_pinned(fact: Fact, marks: Marks) -> bool:
    """Tell whether the fact stands pinned: by ranking or by hand, and not unpinned by hand."""
    own = anchor(fact)
    return own in marks.pinned or (fact.key and own not in marks.unpinned)
