"""Money, percentages and quantities: what each phrase is worth."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from digest_app.assets import resource
from digest_app.domain.fact import FactType, Part
from digest_app.facts.grammar.numerals import numbers, span_of
from digest_app.facts.grammar.phrase import Found, Phrase

_OPEN = "The text gives no exact number."
_PER = ("article", "per", "each", "slash")
_UNITS = ("unit", "quarter", "daypart")
_COUNTABLE = ("word", "name")
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


def money(phrase: Phrase) -> Found | None:
    """Read a sum: ``USD 14000000``, ``EUR 10–12``, ``USD 26 per week``."""
    factor, currency, start = _currency(phrase)
    known = [n * factor for n in numbers(phrase)]
    if phrase.shape == "coin":
        known = [factor]
    per, per_end = _per(phrase)
    value = f"{currency} {span_of(known)}{per}" if known and currency else ""
    parts = (Part("per", phrase.end + 1, per_end),) if per else ()
    note = "" if value else _OPEN
    return Found(FactType.MONEY, start, per_end or phrase.end, value, note, parts)


def _currency(phrase: Phrase) -> tuple[Decimal, str, int]:
    """Return the factor, the ISO code and the start, letters before a dollar sign included."""
    item = phrase.of("symbol", "code", "currency", "weak_currency", "coin")[0]
    if item.kind == "code":
        lexed = phrase.lexed
        word = lexed.text[lexed.starts[item.at] : lexed.ends[item.at]]
        return Decimal(1), lexed.lexicon.codes[word], phrase.start
    factor, _, code = str(phrase.value(item)).rpartition(" ")
    if item.kind == "symbol" and item.word == "$":
        letters, start = _letters_before(phrase, item.at)
        if letters:
            return Decimal(1), _dollars()[letters], min(start, phrase.start)
    return Decimal(factor or 1), code, phrase.start


def _letters_before(phrase: Phrase, index: int) -> tuple[str, int]:
    """Return the letters that stand directly before a dollar sign, if they name a country."""
    lexed, before = phrase.lexed, index - 1
    if before < 0 or lexed.ends[before] != lexed.starts[index]:
        return "", 0
    letters = lexed.text[lexed.starts[before] : lexed.ends[before]]
    return (letters, lexed.starts[before]) if letters in _dollars() else ("", 0)


@cache
def _dollars() -> Mapping[str, str]:
    """Return what letters before a dollar sign mean."""
    with resource("grammar/currencies.toml").open("rb") as file:
        table: Mapping[str, Any] = tomllib.load(file)
    return {str(letters): str(code) for letters, code in table["dollars"].items()}


def _per(phrase: Phrase) -> tuple[str, int]:
    """Return “ per week” and where it ends, if a unit follows the sum."""
    i = phrase.last
    if phrase.kind_at(i) == "dash":
        i += 1
    link = phrase.kind_at(i)
    if link not in _PER:
        return "", 0
    i += 1
    if phrase.kind_at(i) == "dash":
        i += 1
    kind = phrase.kind_at(i)
    if kind not in _UNITS and not (kind in (*_COUNTABLE, "measure") and link in ("per", "slash")):
        return "", 0
    lexed = phrase.lexed
    return f" per {lexed.text[lexed.starts[i] : lexed.ends[i]]}", lexed.ends[i]


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
    note = "" if value else _OPEN
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
        if phrase.kind_at(j) not in _COUNTABLE or lexed.starts[j] > lexed.ends[j - 1] + 1:
            return None
        if phrase.kind_at(j) in lexed.lexicon.countable and lexed.lexicon.plural.search(
            lexed.word(j)
        ):
            return j + 1
    return None


def _found(kind: FactType, phrase: Phrase, value: str) -> Found:
    """Return the phrase as it stands, with a note where the value stays open."""
    return Found(kind, phrase.start, phrase.end, value, "" if value else _OPEN)
