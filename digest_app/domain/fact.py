"""Facts: spans of an article's text with a type, a value and the sentence that proves them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from digest_app.domain.span import Span


class FactType(StrEnum):
    """The closed list of fact types."""

    PERSON = "person"
    ORGANIZATION = "organization"
    PLACE = "place"
    MONEY = "money"
    PERCENT = "percent"
    DATE = "date"
    QUANTITY = "quantity"
    QUOTE = "quote"
    ROLE = "role"


class Part(NamedTuple):
    """A named span of a fact: a role's ``person`` or ``organization``, a quote's ``cue``."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Fact:
    """A span of the article's text with a type; ``text == article.text[start:end]``, always.

    All positions are code points of the article's own text, half open.

    Attributes:
        value: the normalised value: ``USD 14000000``, ``4.5 %``, ``2023-04`` or an interval
            ``2024-06-12/2024-09-12``, ``1200 jobs``, the full name of a group; empty when it
            cannot be resolved.
        speaker: who says a quotation; ``speaker_start`` and ``speaker_end`` are the words that
            name the speaker beside it (a pronoun, perhaps), None when nobody is named.
        sentence_start, sentence_end: the sentence that carries the fact.
        score: how much it matters in its article, 0 to 1; comparable inside one article.
        key: ranked high enough to pin itself.
        why: the score in words.
        group: facts with the same number are mentions of one thing (0: of nothing else).
        parts: named spans, see :class:`Part`.
    """

    type: FactType
    text: str
    start: int
    end: int
    value: str = ""
    speaker: str = ""
    speaker_start: int | None = None
    speaker_end: int | None = None
    sentence_start: int = 0
    sentence_end: int = 0
    score: float = 0.0
    key: bool = False
    why: str = ""
    group: int = 0
    parts: tuple[Part, ...] = ()

    @property
    def span(self) -> Span:
        """The fact's own words as a :class:`Span`."""
        return Span(self.start, self.end)

    @property
    def sentence(self) -> Span:
        """The sentence that carries the fact."""
        return Span(self.sentence_start, self.sentence_end)
