"""The query language: from what is typed into the search field to a :class:`Query`.

words "a phrase" begin* -without (this OR that)
title: from: by: says:        words there, as in  says:"Wang Changhu"
label:AI  is:unread  is:starred  in:trash  has:money
money:>1m  percent:>=4.5  after:2024-03  before:2024-06-12
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from digest_app.domain.fact import FactType
from digest_app.domain.marks import Place
from digest_app.domain.query import (
    All,
    Any,
    Dated,
    Field,
    HasFact,
    HasFigure,
    HasLabel,
    InPlace,
    IsRead,
    IsStarred,
    Not,
    Phrase,
    Query,
    Sign,
)
from digest_app.domain.words import can_grow, folded_words


class QueryError(Exception):
    """A query that cannot be understood; ``start`` and ``end`` are the place, in code points."""

    def __init__(self, sentence: str, start: int, end: int) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.start = start
        self.end = end


class _Token(NamedTuple):
    kind: str
    text: str
    start: int
    end: int


def _at(token: _Token, sentence: str) -> QueryError:
    return QueryError(sentence, token.start, token.end)


_TOKEN = re.compile(
    r"""
    (?P<open>\() | (?P<close>\))
  | (?P<or>OR\b(?=[\s(]|$))
  | (?P<and>AND\b(?=[\s(]|$))
  | (?P<not>-(?=[^\s-])|NOT\b(?=[\s(]))
  | (?P<name>[A-Za-z]+:(?!/))
  | "(?P<quoted>[^"]*)(?P<endquote>"?)
  | (?P<word>[^\s()"]+)
    """,
    re.VERBOSE,
)
# “1,000” is a thousand, “1.500” is one and a half; with two groups the sign is plain.
_GROUPED = r"\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d{1,3}(?:\.\d{3}){2,}"
_TIMES_WORDS = r"[kmbt]|[mbt]n|thousand|million|billion|trillion"
_FIGURE = re.compile(
    r"(?P<sign>[<>]=?|=|)\s*(?P<unit>[A-Za-z]{3}(?=[\s\d.])|[A-Za-z]{0,2}\$|[€£¥₹₩₽₺₴₪]|)\s*"
    rf"(?P<number>(?P<grouped>{_GROUPED})|\d+(?:[.,]\d+)?)\s*(?P<times>{_TIMES_WORDS}|)\s*%?",
    re.IGNORECASE,
)
# A figure may be written with spaces: “money:>1 000 000”, “money:>2 million”.
_GOES_ON = re.compile(rf"\d{{3}}|{_TIMES_WORDS}|%", re.IGNORECASE)
_TIMES = {"": 1, "k": 1e3, "t": 1e12} | {"thousand": 1e3, "tn": 1e12, "trillion": 1e12}
_TIMES |= dict.fromkeys(("m", "mn", "million"), 1e6) | dict.fromkeys(("b", "bn", "billion"), 1e9)
_CURRENCIES = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₩": "KRW", "₽": "RUB"}
_CURRENCIES |= {"US$": "USD", "C$": "CAD", "A$": "AUD", "NZ$": "NZD", "HK$": "HKD", "S$": "SGD"}
_CURRENCIES |= {"R$": "BRL", "NT$": "TWD", "₺": "TRY", "₴": "UAH", "₪": "ILS"}
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_FIELDS = {
    "title": Field.TITLE,
    "from": Field.PUBLISHER,
    "by": Field.BYLINE,
    "says": Field.SPEAKERS,
}
_NOT_UNDERSTOOD_FROM = 0.75


def parse(text: str, *, typing: bool = False) -> Query:
    """Return the query that a text asks; with ``typing`` its last word may still go on.

    Raises:
        QueryError: with a sentence and the place.
    """
    return _Parser(text, typing=typing).query()


class _Parser:
    """One pass over the tokens; every method takes what it names and returns what that asks."""

    def __init__(self, text: str, *, typing: bool) -> None:
        self._text = text
        self._typing = typing
        self._tokens = [
            _Token(m.lastgroup or "", m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text)
        ]
        self._position = 0

    def query(self) -> Query:
        made = self._either()
        if token := self._peek():
            raise _at(token, "There is a “)” without a “(”.")
        return made

    def _peek(self) -> _Token | None:
        return self._tokens[self._position] if self._position < len(self._tokens) else None

    def _take(self) -> _Token:
        self._position += 1
        return self._tokens[self._position - 1]

    def _either(self) -> Query:
        parts = [self._together()]
        while (token := self._peek()) and token.kind == "or":
            self._take()
            if parts[-1] == All(()) or (self._peek() is None and not self._typing):
                raise _at(token, "“OR” needs something on both sides.")
            if self._peek() is not None:
                parts.append(self._together())
        return parts[0] if len(parts) == 1 else Any(tuple(parts))

    def _together(self) -> Query:
        parts: list[Query] = []
        while (token := self._peek()) and token.kind not in {"or", "close"}:
            if token.kind == "and":  # both are asked for anyway
                self._take()
                continue
            made = self._one()
            if made != All(()):
                parts.append(made)
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _one(self) -> Query:
        token = self._take()
        if token.kind == "not":
            return self._denied(token)
        if token.kind == "open":
            return self._group(token)
        if token.kind == "name":
            return self._named(token)
        return self._phrase(token, Field.ANYWHERE)

    def _denied(self, token: _Token) -> Query:
        following = self._peek()
        if following is None or following.kind in {"or", "close"}:
            raise _at(token, f"“{token.text}” needs something to leave out.")
        made = self._one()
        return made if made == All(()) else Not(made)

    def _group(self, token: _Token) -> Query:
        made = self._either()
        if self._peek() is None:
            if self._typing:
                return made
            raise _at(token, "There is a “(” without a “)”.")
        self._take()
        return made

    def _phrase(self, token: _Token, field: Field) -> Query:
        words = tuple(folded_words(token.text))
        if not words:
            return All(())
        is_last = self._typing and token.end == len(self._text) and token.kind == "word"
        grows = (is_last or token.text.endswith("*")) and can_grow(words[-1])
        return Phrase(words, field, grows)

    def _named(self, name: _Token) -> Query:
        key = name.text[:-1].lower()
        if key in _FIELDS:
            value = self._value(name)
            return self._phrase(value, _FIELDS[key]) if value else All(())
        if key in _NAMED:
            value = self._value(name)
            if value and _NAMED[key] is _figure:
                value = self._whole_figure(value)
            return self._stated(key, value) if value else All(())
        _suggest(key, name)
        return self._phrase(name._replace(kind="word"), Field.ANYWHERE)

    def _stated(self, key: str, value: _Token) -> Query:
        """Return what “key:value” asks; nothing while the value is still being typed."""
        try:
            return _NAMED[key](value.text.strip('"'), value, key)
        except QueryError:
            if self._typing and value.end == len(self._text):
                return All(())
            raise

    def _whole_figure(self, value: _Token) -> _Token:
        """Take the rest of a figure that is written with single spaces."""
        while (token := self._peek()) and token.start == value.end + 1:
            if value.kind != "word" or not _GOES_ON.fullmatch(token.text):
                break
            text = self._text[value.start : token.end]
            value = value._replace(text=text, end=self._take().end)
        return value

    def _value(self, name: _Token) -> _Token | None:
        """Take what follows “name:” without a space; None while it is still being typed."""
        value = self._peek()
        if value and value.start == name.end and value.kind in {"word", "quoted", "endquote"}:
            return self._take()
        if self._typing and name.end == len(self._text):
            return None
        example = _EXAMPLES[name.text[:-1].lower()]
        sentence = f"“{name.text}” needs something to look for, as in “{example}”."
        raise _at(name, sentence)


def _suggest(key: str, name: _Token) -> None:
    """Refuse a name that is nearly one of ours; any other is just words with a colon."""
    import difflib  # noqa: PLC0415 - only for what is not understood

    near = difflib.get_close_matches(key, _EXAMPLES, n=1, cutoff=_NOT_UNDERSTOOD_FROM)
    near = near or [ours for ours, others in _ALSO_CALLED.items() if key in others]
    if near:
        sentence = f"There is nothing called “{name.text}” to search by. Did you mean “{near[0]}:”?"
        raise _at(name, sentence)


def _is(value: str, token: _Token, _: str) -> Query:
    known: dict[str, Query] = {
        "read": IsRead(True),
        "unread": IsRead(False),
        "starred": IsStarred(),
        "star": IsStarred(),
    }
    return _choose(value.lower(), known, token)


def _in(value: str, token: _Token, _: str) -> Query:
    return _choose(value.lower(), {p.value: InPlace(p) for p in Place}, token)


def _has(value: str, token: _Token, _: str) -> Query:
    known: dict[str, Query] = {kind.value: HasFact(kind) for kind in FactType}
    return _choose(value.lower(), known | {"label": HasLabel("")}, token)


def _choose(value: str, known: dict[str, Query], token: _Token) -> Query:
    if value in known:
        return known[value]
    sentence = f"“{value}” is not one of {', '.join(known)}."
    raise _at(token, sentence)


def _label(value: str, _: _Token, __: str) -> Query:
    return HasLabel(value)


def _figure(value: str, token: _Token, key: str) -> Query:
    match = _FIGURE.fullmatch(value.strip())
    if match is None:
        sentence = f"“{value}” is no amount; write it as in “{_EXAMPLES[key]}”."
        raise _at(token, sentence)
    unit = match["unit"].upper()
    number = match["number"]
    if match["grouped"]:
        number = re.sub(r"\D", "", number)
    return HasFigure(
        FactType(key),
        Sign(match["sign"] or "="),
        float(number.replace(",", ".")) * _TIMES[match["times"].lower()],
        _CURRENCIES.get(unit, unit),
    )


def _dated(value: str, token: _Token, key: str) -> Query:
    if not _DATE.fullmatch(value):
        sentence = f"“{value}” is no date; write it as in “{_EXAMPLES[key]}”."
        raise _at(token, sentence)
    return Dated(Sign.AT_LEAST if key == "after" else Sign.UNDER, value)


#: What other programs call what is asked for here.
_ALSO_CALLED = {
    "from": ("publisher", "source", "site"),
    "by": ("author", "authors", "byline", "writer"),
    "says": ("speaker",),
    "label": ("tag", "tags", "category"),
    "in": ("folder",),
    "after": ("since", "date"),
    "before": ("until",),
}
_NAMED: dict[str, Callable[[str, _Token, str], Query]] = {
    "is": _is,
    "in": _in,
    "has": _has,
    "label": _label,
    "money": _figure,
    "percent": _figure,
    "after": _dated,
    "before": _dated,
}
_EXAMPLES = {
    "title": "title:energy",
    "from": "from:courier",
    "by": "by:miller",
    "says": "says:“Wang Changhu”",
    "is": "is:unread",
    "in": "in:archive",
    "has": "has:money",
    "label": "label:AI",
    "money": "money:>1m",
    "percent": "percent:>4.5",
    "after": "after:2024-03",
    "before": "before:2024-03-12",
}
