"""What a user asks the library for: the parts of a query, as they combine."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from digest_app.domain.fact import FactType
from digest_app.domain.marks import Place


class Field(StrEnum):
    """Where words are looked for; ANYWHERE is everything an article says and is called."""

    ANYWHERE = "anywhere"
    TITLE = "title"
    BODY = "body"
    BYLINE = "byline"
    PUBLISHER = "publisher"
    SPEAKERS = "speakers"


class Sign(StrEnum):
    """How a figure or a date is compared."""

    OVER = ">"
    AT_LEAST = ">="
    UNDER = "<"
    AT_MOST = "<="
    EQUAL = "="


@dataclass(frozen=True, slots=True)
class Phrase:
    """Folded words that follow each other; with ``grows`` the last may go on."""

    words: tuple[str, ...]
    field: Field = Field.ANYWHERE
    grows: bool = False


@dataclass(frozen=True, slots=True)
class IsRead:
    """The article was read, or was not."""

    read: bool


@dataclass(frozen=True, slots=True)
class IsStarred:
    """The article has a star."""


@dataclass(frozen=True, slots=True)
class InPlace:
    """The article lies in this place."""

    place: Place


@dataclass(frozen=True, slots=True)
class HasLabel:
    """The article has a label with this name, whatever its case; any label when empty."""

    name: str


@dataclass(frozen=True, slots=True)
class HasFact:
    """The article has a fact of this type."""

    type: FactType


@dataclass(frozen=True, slots=True)
class HasFigure:
    """The article has a sum or share that compares so; ``unit`` is a currency, or empty for any."""

    type: FactType
    sign: Sign
    amount: float
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Dated:
    """The article is from then on, or from before; ``date`` is ISO 8601 as precise as given.

    The date of an article is when it was published, or, where it does not say, when it came in.
    """

    sign: Sign
    date: str


@dataclass(frozen=True, slots=True)
class Not:
    """What does not hold."""

    part: Query


@dataclass(frozen=True, slots=True)
class All:
    """Everything of this holds; with no parts, anything does."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """One of this holds at least."""

    parts: tuple[Query, ...]


Leaf = Phrase | IsRead | IsStarred | InPlace | HasLabel | HasFact | HasFigure | Dated
Query = Leaf | Not | All | Any

EVERYTHING = All(())


def phrases(query: Query) -> tuple[Phrase, ...]:
    """Return the phrases that a match may show; those that are denied are left out."""
    match query:
        case Phrase():
            return (query,)
        case All(parts) | Any(parts):
            return tuple(p for part in parts for p in phrases(part))
        case _:
            return ()


def asks_for_place(query: Query) -> bool:
    """Tell whether a query says itself where to look; else the Trash is left out."""
    match query:
        case InPlace():
            return True
        case All(parts) | Any(parts):
            return any(asks_for_place(part) for part in parts)
        case Not(part):
            return asks_for_place(part)
        case _:
            return False
