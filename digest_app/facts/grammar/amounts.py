"""Percentages and quantities: what each phrase is worth."""

from __future__ import annotations

from decimal import Decimal

from digest_app.domain.fact import FactType
from digest_app.facts.grammar.numerals import numbers, span_of
from digest_app.facts.grammar.phrase import Found, Phrase

OPEN = "The text gives no exact number."
COUNTABLE = ("word", "name")
_NOUN_REACH = 3


def percent(phrase: Phrase) -> Found | None:
    """Read a percentage, percentage points or basis points: ``4.5 %``, ``2 pp``, ``350 bp``."""
    sign = phrase.value(phrase.of("percent")[-1])
    if phrase.shape == "bare":
        known = [Decimal(1)] if sign != "%" else []
        return _found(FactType.PERCENT, phrase, f"1 {sign}") if known else None
    known = numbers(phrase)
    if phrase.shape == "fraction_of" and known:
        known = [_product(known)]
    value = f"{span_of(known)} {sign}" if known else ""
    return _found(FactType.PERCENT, phrase, value)


def _product(factors: list[Decimal]) -> Decimal:
    """Multiply: one-tenth of 1 percent."""
    made = Decimal(1)
    for factor in factors:
        made *= factor
    return made


def quantity(phrase: Phrase) -> Found | None:
    """Read a number with what it counts: ``1200 jobs``, ``12 states``, ``24 years old``."""
    known = numbers(phrase)
    if phrase.shape == "fraction" or (phrase.shape == "counted" and known == [Decimal(1)]):
        return None
    if phrase.shape == "age":
        return _found(FactType.QUANTITY, phrase, f"{span_of(known)} years old")
    noun_end = _noun_end(phrase) if phrase.shape == "counted" else phrase.last
    if noun_end is None:
        return None
    lexed = phrase.lexed
    if phrase.shape == "measure":
        unit = str(phrase.value(phrase.of("measure")[-1]))
    else:
        unit = lexed.text[lexed.starts[phrase.last] : lexed.ends[noun_end - 1]].lstrip("-–")
    value = f"{span_of(known)} {unit}" if known else ""
    note = "" if value else OPEN
    return Found(FactType.QUANTITY, phrase.start, lexed.ends[noun_end - 1], value, note)


def _noun_end(phrase: Phrase) -> int | None:
    """Return the piece after the noun that is counted: within three words, a plural.

    A hyphen makes the next word the unit: 50-kilometre.
    """
    lexed, i = phrase.lexed, phrase.last
    if phrase.kind_at(i) == "dash":
        tight = phrase.kind_at(i + 1) == "word" and lexed.starts[i + 1] == lexed.ends[i - 1] + 1
        return i + 2 if tight else None
    for j in range(i, i + _NOUN_REACH):
        if phrase.kind_at(j) not in COUNTABLE or lexed.starts[j] > lexed.ends[j - 1] + 1:
            return None
        if phrase.kind_at(j) in lexed.lexicon.countable and lexed.lexicon.plural.search(
            lexed.word(j)
        ):
            return j + 1
    return None


def _found(kind: FactType, phrase: Phrase, value: str) -> Found:
    """Return the phrase as it stands, with a note where the value stays open."""
    return Found(kind, phrase.start, phrase.end, value, "" if value else OPEN)
