"""A fact in the making: grouping and ranking fill in what finding could not know."""

from __future__ import annotations

from dataclasses import dataclass

from digest_app.domain.fact import Fact, FactType, Part

NAMES = (FactType.PERSON, FactType.ORGANIZATION, FactType.PLACE)
FIGURES = (FactType.MONEY, FactType.PERCENT, FactType.DATE, FactType.QUANTITY)


@dataclass(slots=True, eq=False)
class Draft:
    """The fields of a :class:`Fact`, open for writing; ``note`` says why a value stays open."""

    type: FactType
    text: str
    start: int
    end: int
    value: str
    sentence_start: int
    sentence_end: int
    parts: tuple[Part, ...] = ()
    note: str = ""
    speaker: str = ""
    speaker_start: int | None = None
    speaker_end: int | None = None
    score: float = 0.0
    key: bool = False
    why: str = ""
    group: int = 0

    def fact(self) -> Fact:
        """Return the finished fact."""
        return Fact(
            self.type,
            self.text,
            self.start,
            self.end,
            self.value,
            self.speaker,
            self.speaker_start,
            self.speaker_end,
            self.sentence_start,
            self.sentence_end,
            round(self.score, 3),
            self.key,
            self.why,
            self.group,
            self.parts,
        )
