"""Lengths of time and times of day: ``P3M–P6M``, ``PT2H32M``, ``T20:30``."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from digest_app.facts.grammar import calendar
from digest_app.facts.grammar.calendar import Today
from digest_app.facts.grammar.numerals import numbers, plain
from digest_app.facts.grammar.phrase import Phrase

VAGUE = "The text gives no exact number."
_UNITS = ("unit", "quarter", "daypart")
_A_UNIT = 2  # pieces of “a year”


class Meaning(NamedTuple):
    """An ISO value, or why there is none."""

    value: str
    note: str = ""


def units(phrase: Phrase) -> list[str]:
    """Return the units of time in the phrase, as ISO 8601 writes them."""
    return [str(phrase.value(i) or "1D") for i in phrase.of(*_UNITS)]


def length(phrase: Phrase, _today: Today | None) -> Meaning | None:
    """Read “six months”, “three to six months”, “a decade”."""
    if phrase.kind_at(phrase.first) == "article" and phrase.last == phrase.first + _A_UNIT:
        return _one(phrase)
    return length_of(numbers(phrase), units(phrase)[0])


def _one(phrase: Phrase) -> Meaning | None:
    """Read “a decade”; leave “a day” and the rate in “three games a year” alone."""
    unit, before = units(phrase)[0], phrase.first - 1
    plural = phrase.lexed.lexicon.plural.search
    is_rate = phrase.kind_at(before) == "word" and plural(phrase.lexed.word(before))
    return None if is_rate or unit in ("1D", "1W", "2D", "T1S") else length_of([Decimal(1)], unit)


def length_of(counts: list[Decimal], unit: str) -> Meaning:
    """Write a length of time or a range of them: ``P2Y``, ``P3M–P6M``."""
    if not counts:
        return Meaning("", VAGUE)
    return Meaning("–".join(calendar.length(plain(c), unit) for c in counts[:2]))


def lengths(phrase: Phrase, _today: Today | None) -> Meaning | None:
    """Read “2 hours, 32 minutes”: one length in several units, ``PT2H32M``."""
    days, hours, first = "", "", phrase.first
    for item in phrase.of(*_UNITS):
        counted = Phrase(phrase.lexed, first, item.at, phrase.shape)
        count = plain(sum(numbers(counted), Decimal(0)))
        made = calendar.length(count, str(phrase.value(item) or "1D"))
        if made.startswith("PT"):
            hours += made.removeprefix("PT")
        else:
            days += made.removeprefix("P")
        first = item.at + 1
    return Meaning(f"P{days}T{hours}" if hours else f"P{days}")


def time_of_day(phrase: Phrase, _today: Today | None) -> Meaning | None:
    """Read a time of day, ``T20:30``; minutes with fractions are a length of time."""
    named = phrase.of("clock")
    if named:
        value = str(phrase.value(named[0]))
        return Meaning(f"T{value}" if value else "")
    word = phrase.lexed.word(phrase.first)
    hour, *rest = (int(n) for n in re.split(r"[:.]", word))
    half = phrase.of("half_day")
    if half:
        hour = hour % 12 + int(phrase.value(half[0]))
    minute = rest[0] if rest else 0
    if "." in word or hour > 24 or minute > 59:  # noqa: PLR2004 - the clock
        return _measured(word)
    return Meaning(f"T{hour:02d}:{minute:02d}")


def _measured(word: str) -> Meaning | None:
    """Read a stopwatch: 1:48.85."""
    *large, seconds = word.split(":")
    names = ("H", "M")[-len(large) :]
    if len(large) > len(names):
        return None
    made = "".join(f"{int(n)}{name}" for n, name in zip(large, names, strict=True))
    return Meaning(f"PT{made}{float(seconds):g}S") if seconds.count(".") < 2 else Meaning("")  # noqa: PLR2004 - one point
