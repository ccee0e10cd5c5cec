"""What a set page of an article is made of, and how it is to be set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from PySide6.QtGui import QTextDocument

from digest_app.domain.boilerplate import Removal
from digest_app.ui.article.gallery import Held
from digest_app.ui.positions import Shown
from digest_app.ui.theme.look import Look

FOLD, RESTORE, GAP = "digest:fold/", "digest:restore/", "digest:gap/"
PICTURE = "digest:picture/"


class RailKind(Enum):
    """What a rule at the left of some lines says."""

    STRIP = "strip"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class Rail:
    """A rule at the left of the lines between two places of the document."""

    first: int
    last: int
    kind: RailKind


class Placed(NamedTuple):
    """A picture at a place of the document, with its own width and height in pixels."""

    place: int
    target: str
    width: int
    height: int

    @property
    def name(self) -> str:
        """What the document calls it."""
        return f"{PICTURE}{self.place}"


@dataclass(slots=True)
class Composed:
    """A set page: the document, the map, and what is painted around its words."""

    document: QTextDocument
    shown: Shown
    rails: tuple[Rail, ...]
    chips: tuple[tuple[int, int], ...]
    strips: dict[int, int] = field(default_factory=dict)
    removals: dict[int, Removal] = field(default_factory=dict)
    pictures: tuple[Placed, ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """How a page is to be set: which strips stand open, and whether anything is folded.

    ``pictures`` are those that are here, by what marks them; None as long as nobody knows.
    """

    look: Look
    unfolded: frozenset[int] = frozenset()
    all_unfolded: bool = False
    original: bool = False
    pictures: Mapping[str, Held] | None = None
