"""Facts as the panel shows them: mentions of one thing in one row, rows in sections."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from digest_app.domain.fact import Fact, FactType

PINNED = "Pinned"
_SECTIONS: tuple[tuple[str, tuple[FactType, ...]], ...] = (
    ("People", (FactType.PERSON,)),
    ("Organizations", (FactType.ORGANIZATION,)),
    ("Places", (FactType.PLACE,)),
    ("Money", (FactType.MONEY,)),
    ("Numbers", (FactType.PERCENT, FactType.QUANTITY)),
    ("Dates", (FactType.DATE,)),
    ("Quotes", (FactType.QUOTE,)),
    ("Roles", (FactType.ROLE,)),
)
TYPE_NAMES: dict[FactType, str] = {
    FactType.PERSON: "Person",
    FactType.ORGANIZATION: "Organization",
    FactType.PLACE: "Place",
    FactType.MONEY: "Money",
    FactType.PERCENT: "Percent",
    FactType.DATE: "Date",
    FactType.QUANTITY: "Quantity",
    FactType.QUOTE: "Quote",
    FactType.ROLE: "Role",
}
_LONG_NUMBER = re.compile(r"(?<![\d.-])\d{5,}(?![\d-])")
_NAMES = frozenset({FactType.PERSON, FactType.ORGANIZATION, FactType.PLACE})


@dataclass(frozen=True, slots=True)
class FactRow:
    """One thing with all its mentions, the one that matters most first in ``best``."""

    facts: tuple[Fact, ...]
    best: Fact
    pinned: bool

    @property
    def title(self) -> str:
        """What the row is called: a name in full, or the fact's own words on one line."""
        full = self.best.value if self.best.type in _NAMES else ""
        longest = max((f.text for f in self.facts), key=len) if self.best.type in _NAMES else ""
        return " ".join((full or longest or self.best.text).split())

    @property
    def times(self) -> str:
        """``×3`` where the thing is mentioned more than once."""
        return f"×{len(self.facts)}" if len(self.facts) > 1 else ""

    @property
    def aside(self) -> str:
        """What is said beside the words: who speaks, or the value that they mean."""
        if self.best.type is FactType.QUOTE:
            part = "in part" if self.best.value == "partial" else ""
            return " · ".join(filter(None, (self.best.speaker, part)))
        if self.best.type in _NAMES or self.best.value == self.best.text:
            return ""
        return _LONG_NUMBER.sub(lambda m: f"{int(m.group()):,}", self.best.value)

    def matches(self, words: Sequence[str]) -> bool:
        """Tell whether every one of some lower-case words stands in the row."""
        said = f"{self.title} {self.aside} {TYPE_NAMES[self.best.type]}".casefold()
        return all(word in said for word in words)


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under one name."""

    name: str
    rows: tuple[FactRow, ...]


def sections_of(facts: Sequence[Fact], wanted: str = "") -> tuple[Section, ...]:
    """Return the sections that have rows: what stands pinned first, then type by type.

    ``wanted`` keeps only rows in which all its words stand.
    """
    words = wanted.casefold().split()
    rows = [row for row in rows_of(facts) if row.matches(words)]
    made = [Section(PINNED, tuple(row for row in rows if row.pinned))]
    for name, kinds in _SECTIONS:
        made.append(Section(name, tuple(row for row in rows if row.best.type in kinds)))
    return tuple(section for section in made if section.rows)


def rows_of(facts: Iterable[Fact]) -> list[FactRow]:
    """Return one row for each thing, in the order in which the things first appear."""
    things: dict[tuple[FactType, str], list[Fact]] = {}
    for fact in facts:
        things.setdefault(_thing(fact), []).append(fact)
    return [_row(tuple(mentions)) for mentions in things.values()]


def _thing(fact: Fact) -> tuple[FactType, str]:
    """Return what tells two things apart: the group, else the value, else the words."""
    if fact.group:
        return fact.type, f"#{fact.group}"
    if fact.type is FactType.QUOTE:
        return fact.type, str(fact.start)
    return fact.type, (fact.value or " ".join(fact.text.split())).casefold()


def _row(mentions: tuple[Fact, ...]) -> FactRow:
    best = max(mentions, key=lambda fact: (fact.key, fact.score))
    return FactRow(mentions, best, any(fact.key for fact in mentions))


def statement(text: str, fact: Fact) -> tuple[str, int, int]:
    """Return a fact's sentence on one line, and where in it the fact's own words stand.

    White space is folded, so positions are of the returned line, half open.
    """
    start = min(fact.sentence_start, fact.start)
    before = " ".join(text[start : fact.start].split())
    words = " ".join(fact.text.split())
    after = text[fact.end : max(fact.sentence_end, fact.end)]
    gap = " " if before and text[fact.start - 1].isspace() else ""
    first = len(before) + len(gap)
    tail = " ".join(after.split())
    tail = f" {tail}" if tail and after[:1].isspace() else tail
    return f"{before}{gap}{words}{tail}", first, first + len(words)
