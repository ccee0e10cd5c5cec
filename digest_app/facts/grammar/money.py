"""Sums of money: how much, whose, and for what, ``USD 14000000`` or ``USD 26 per week``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from digest_app.assets import resource
from digest_app.domain.fact import FactType, Part
from digest_app.facts.grammar.amounts import COUNTABLE, OPEN
from digest_app.facts.grammar.numerals import numbers, span_of
from digest_app.facts.grammar.phrase import Found, Phrase

_WHOSE = "The text does not say which country’s money it is."
_BEARERS = ("symbol", "code", "weak_code", "currency", "weak_currency", "coin", "coin_letter")
_PER = ("article", "the", "per", "each", "slash")
_UNITS = ("unit", "quarter", "daypart")
_PARTED = re.compile(r"\d[,\u00a0\u202f ]\d{3}")
_BRITISH = re.compile(r"£|\bpence\b|\bpound\b|\bsterling\b")
# Heights of pictures, which a p follows too.
_PICTURES = frozenset({144, 240, 360, 480, 540, 576, 720, 1080, 1440, 2160})


class _Currency(NamedTuple):
    """Whose money: its ISO code, what one of the coin is worth in it, where its words begin."""

    factor: Decimal
    code: str
    start: int


class _Per(NamedTuple):
    """What a price is for, and where its words stand."""

    unit: str
    start: int
    end: int


def money(phrase: Phrase) -> Found | None:
    """Read a sum: ``USD 14000000``, ``EUR 10–12``, ``USD 26 per week``.

    None where the letter beside the number is no money after all: R2, 720p.
    """
    if _is_something_else(phrase):
        return None
    currency, per = _currency(phrase), _per(phrase)
    known = [n * currency.factor for n in numbers(phrase)]
    if phrase.shape == "coin":
        known = [currency.factor]
    value, note = "", _WHOSE if known else OPEN
    if known and currency.code:
        value, note = f"{currency.code} {span_of(known)}", ""
    if per is None:
        return Found(FactType.MONEY, currency.start, phrase.end, value, note)
    value = f"{value} per {per.unit}" if value else ""
    parts = (Part("per", per.start, per.end),)
    return Found(FactType.MONEY, currency.start, per.end, value, note, parts)


def _is_something_else(phrase: Phrase) -> bool:
    """Tell R2 and R2.1 from R2 million, and 720p from 20p in a text about British money."""
    item = phrase.of(*_BEARERS)[0]
    lexed = phrase.lexed
    if item.kind == "weak_code":
        apart = lexed.starts[item.at + 1] > lexed.ends[item.at]
        large = phrase.has("magnitude") or phrase.has("short_magnitude")
        return apart or not (large or _PARTED.search(lexed.text, phrase.start, phrase.end))
    if item.kind == "coin_letter":
        apart = lexed.starts[item.at] > lexed.ends[item.at - 1]
        return apart or numbers(phrase)[0] in _PICTURES or not _is_british(lexed.lowered)
    return False


@lru_cache(maxsize=1)
def _is_british(lowered: str) -> bool:
    """Tell whether a text speaks of British money; looked up once for each text."""
    return _BRITISH.search(lowered) is not None


def _currency(phrase: Phrase) -> _Currency:
    """Return whose money it is; letters directly before a sign belong to it."""
    item = phrase.of(*_BEARERS)[0]
    lexed = phrase.lexed
    if item.kind in ("code", "weak_code"):
        word = lexed.text[lexed.starts[item.at] : lexed.ends[item.at]]
        return _Currency(Decimal(1), lexed.lexicon.codes[word], phrase.start)
    factor, _, code = str(phrase.value(item)).rpartition(" ")
    made = _Currency(Decimal(factor or 1), code, phrase.start)
    return _with_letters(phrase, item.at, made) if item.kind == "symbol" else made


def _with_letters(phrase: Phrase, index: int, currency: _Currency) -> _Currency:
    """Return the currency that the letters directly before a sign make of it: C$, E£."""
    lexed, before = phrase.lexed, index - 1
    if before < 0 or lexed.ends[before] != lexed.starts[index]:
        return currency
    letters = lexed.text[lexed.starts[before] : lexed.ends[before]]
    code = _letters().get(lexed.word(index), {}).get(letters)
    return (
        _Currency(Decimal(1), code, min(lexed.starts[before], phrase.start)) if code else currency
    )


@cache
def _letters() -> Mapping[str, Mapping[str, str]]:
    """Return for each sign what letters before it mean."""
    with resource("grammar/currencies.toml").open("rb") as file:
        table: Mapping[str, Mapping[str, str]] = tomllib.load(file)["letters"]
    return table


def _per(phrase: Phrase) -> _Per | None:
    """Return what the sum is for, if that follows it: “a week”, “per share”, “-a-month”."""
    start = _past_dash(phrase, phrase.last)
    link = phrase.kind_at(start)
    i = _past_dash(phrase, start + 1)
    if link not in _PER or not _is_unit(phrase, i, link):
        return None
    lexed = phrase.lexed
    last = i + 1 if _is_adjective(phrase, i) else i
    unit = lexed.text[lexed.starts[i] : lexed.ends[last]]
    first = start + 1 if link == "slash" else start
    return _Per(unit, lexed.starts[first], lexed.ends[last])


def _past_dash(phrase: Phrase, index: int) -> int:
    """Return the piece at an index, or the one behind it where that is a hyphen."""
    return index + 1 if phrase.kind_at(index) == "dash" else index


def _is_unit(phrase: Phrase, index: int, link: str) -> bool:
    """Tell whether a price can be for this: a unit of time; behind “per” any noun; a barrel."""
    kind, lexicon = phrase.kind_at(index), phrase.lexed.lexicon
    if kind == "break":
        return False
    if link == lexicon.portion_link and phrase.lexed.word(index) in lexicon.portions:
        return True
    if link in ("per", "slash") and kind in (*COUNTABLE, "measure"):
        return True
    return link != "the" and kind in _UNITS


def _is_adjective(phrase: Phrase, index: int) -> bool:
    """Tell whether a word only describes the unit that follows it: per reusable page."""
    lexed = phrase.lexed
    return (
        phrase.kind_at(index) in COUNTABLE
        and phrase.kind_at(index + 1) in COUNTABLE
        and lexed.lexicon.adjective.search(lexed.word(index)) is not None
    )
