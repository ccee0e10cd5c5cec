"""A text as a string of classes, one sign for each word, number or mark."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from digest_app.facts.grammar.lexicon import SIGN, Entry, Lexicon

_INT, _DECIMAL, _YEAR = SIGN["int"], SIGN["decimal"], SIGN["year"]
_WORD, _NAME, _OTHER = SIGN["word"], SIGN["name"], SIGN["other"]
_CODE, _WEAK_CODE, _SHORT = SIGN["code"], SIGN["weak_code"], SIGN["short_magnitude"]
_YEARS = range(1000, 2200)
_YEAR_DIGITS = 4
_SHAPED = (
    (re.compile(r"\d{4}-\d\d-\d\d"), SIGN["iso_date"]),
    (re.compile(r"\d+([./-])\d+\1\d+$"), SIGN["numeric_date"]),
    (re.compile(r"\d+:\d"), SIGN["clock_time"]),
)


@dataclass(frozen=True, slots=True)
class Lexed:
    """A text's pieces: ``classes[i]`` is the sign of the piece ``text[starts[i]:ends[i]]``."""

    text: str
    lowered: str
    classes: str
    starts: list[int]
    ends: list[int]
    lexicon: Lexicon

    def word(self, i: int) -> str:
        """Return the i-th piece in lower case."""
        return self.lowered[self.starts[i] : self.ends[i]]

    def value(self, i: int) -> Any:
        """Return what the i-th piece is worth in its class; None where that is nothing."""
        entry = self.lexicon.entries.get(self.word(i))
        return entry.value if entry else None

    def number(self, i: int) -> Decimal:
        """Return the number that the i-th piece writes in digits."""
        return parse_number(self.word(i), self.lexicon.decimal)


def lower(text: str) -> str:
    """Return the text in lower case with every code point in its place."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := c.lower()) == 1 else c for c in text)


def lex(text: str, lexicon: Lexicon) -> Lexed:
    """Cut the text into pieces and class each; in time proportional to its length."""
    lowered = lower(text)
    spans = [match.span() for match in lexicon.token.finditer(lowered)]
    get = lexicon.entries.get
    signs: list[str] = []
    for start, end in spans:
        word = lowered[start:end]
        entry = get(word)
        if entry is None:
            plain = word.islower() and not text[start].isupper()
            signs.append(_WORD if plain else _unlisted(word, text[start:end], lexicon))
        else:
            signs.append(_listed(entry, text[start:end], lexicon))
    starts, ends = [start for start, _ in spans], [end for _, end in spans]
    return Lexed(text, lowered, "".join(signs), starts, ends, lexicon)


def _listed(entry: Entry, written: str, lexicon: Lexicon) -> str:
    """Return the sign of a piece in the table: not the month in “you may”, nor K in a code."""
    if entry.sign in lexicon.capital and not written[0].isupper():
        return _WORD
    if entry.sign == _SHORT and len(written) > 1 and written in lexicon.codes:
        return _CODE
    return entry.sign


def _unlisted(word: str, written: str, lexicon: Lexicon) -> str:
    """Return the sign of a piece that no table has."""
    if word[0].isdecimal():
        return _digits(word)
    if not word[0].isalpha():
        return _OTHER
    if written[0].isupper():
        if written in lexicon.weak_codes:
            return _WEAK_CODE
        return _CODE if written in lexicon.codes else _NAME
    return _WORD


def _digits(word: str) -> str:
    """Return the sign of a piece that begins with a digit."""
    if word.isdecimal():
        is_year = len(word) == _YEAR_DIGITS and int(word) in _YEARS
        return _YEAR if is_year else _INT
    for shape, sign in _SHAPED:
        if shape.match(word):
            return sign
    return _DECIMAL if re.fullmatch(r"\d+[.,]\d{1,2}|\d+[.,]\d{4,}", word) else _INT


def parse_number(digits: str, decimal: str) -> Decimal:
    """Return the value of digits with separators; ``decimal`` is the language's decimal sign.

    A single separator that cannot part thousands is read as the decimal sign, whichever it is.
    """
    plain = re.sub(r"[\u00a0\u202f\u2009 ]", "", digits)
    thousands = "." if decimal == "," else ","
    if re.fullmatch(rf"\d{{1,3}}(?:\{thousands}\d{{3}})+(?:\{decimal}\d+)?", plain):
        plain = plain.replace(thousands, "")
    head, sign, tail = plain.replace(thousands, decimal).rpartition(decimal)
    whole = re.sub(r"[.,]", "", head if sign else tail)
    return Decimal(f"{whole}.{tail}" if sign and whole else whole or tail)
