"""The words of one language by class, and the shapes that numbers and dates take in it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from digest_app.assets import resource
from digest_app.facts.tokens import listed

FALLBACK = "en"

# Every class of words or signs, in no order. A class is one character of a class string.
_CLASSES = listed(
    """
    int decimal year iso_date numeric_date clock_time
    number magnitude short_magnitude plenty several half ordinal part ordinal_suffix decade_suffix
    article and or of to per each the from preposition early late mid earlier ago last this next old
    daypart quarter_letter percent currency weak_currency coin code weak_code symbol
    coin_letter month maybe_month
    short_month weekday short_weekday season quarter unit relative_day clock half_day zone holiday
    measure never_counted year_sign month_sign day_sign
    dash slash comma dot apostrophe word name break other
    """
)
# Letters of Latin-1: for letters beyond it, compiling the shapes takes five times as long.
SIGN: Mapping[str, str] = {name: chr(0xA1 + i) for i, name in enumerate(sorted(_CLASSES))}

# Marks that mean the same in every language.
_MARKS = {
    "-": "dash", "\u2010": "dash", "\u2011": "dash", "\u2012": "dash", "\u2013": "dash",
    "/": "slash", ",": "comma", ".": "dot", "'": "apostrophe", "\u2019": "apostrophe",
    "%": "percent", "\uff05": "percent", "\n": "break",
}  # fmt: skip
_MARK_VALUES = {"%": "%", "\uff05": "%"}

# A shape is worth trying only where one of these stands.
_TRIGGERS = listed(
    """
    int decimal year iso_date numeric_date clock_time number magnitude plenty several half percent
    currency coin month maybe_month short_month weekday short_weekday season quarter relative_day
    clock holiday last this next ago unit ordinal quarter_letter
    """
)
_NEVER_GLUE = ("word", "name", "break", "other", "never_counted")


class Entry(NamedTuple):
    """What a word means to the grammar: its class's sign and its value there."""

    sign: str
    value: Any = None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One language's table, ready to use.

    ``entries`` maps lower-cased words to their class; ``capital`` are the signs of classes whose
    words must begin with a capital; ``token`` finds the pieces; ``shapes`` has for each kind
    (percent, money, date, quantity) one expression over class strings, a named group a shape.
    ``portions`` are what a price is for ("$80 a barrel"), ``portion_link`` the class of the word
    between, ``adjective`` what may stand before it.
    Shapes stand only in ``island``s of words that a grammar can use, with a ``trigger`` in them.
    """

    language: str
    entries: Mapping[str, Entry]
    codes: Mapping[str, str]
    weak_codes: Mapping[str, str]
    capital: frozenset[str]
    token: re.Pattern[str]
    shapes: Mapping[str, re.Pattern[str]]
    island: re.Pattern[str]
    trigger: re.Pattern[str]
    plural: re.Pattern[str]
    countable: tuple[str, ...]
    decimal: str
    day_first: bool
    future: frozenset[str]
    portions: frozenset[str]
    portion_link: str
    adjective: re.Pattern[str]


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that have a table, as ISO 639-1 codes."""
    shared = {"shapes", "currencies"}
    return tuple(sorted(p.stem for p in resource("grammar").glob("*.toml") if p.stem not in shared))


def lexicon(language: str) -> Lexicon:
    """Return the table for a BCP 47 tag; English serves where there is none."""
    code = language.lower().partition("-")[0]
    return _load(code if code in languages() else FALLBACK)


@cache
def _load(code: str) -> Lexicon:
    """Read one language's table and compile its shapes."""
    table, shared, money = _read(code), _read("shapes"), _read("currencies")
    signs = table["signs"]
    entries = {**_entries(money), **_entries(table)}
    glue = "".join(sign for name, sign in SIGN.items() if name not in _NEVER_GLUE)
    triggers = "".join(SIGN[name] for name in _TRIGGERS)
    return Lexicon(
        language=code,
        entries=entries,
        codes={**money["codes"], **money["weak_codes"]},
        weak_codes=money["weak_codes"],
        capital=frozenset(SIGN[name] for name in signs.get("capital", [])),
        token=_token_pattern(entries, spaced=signs["spaced"], whole=signs.get("spaceless", False)),
        shapes=dict(_shapes(shared, table.get("shapes", {}))),
        island=re.compile(f"[{glue}]+"),
        trigger=re.compile(f"[{triggers}]"),
        plural=re.compile(signs["plural"]),
        countable=("word", "name") if signs.get("capital_nouns", False) else ("word",),
        decimal=signs["decimal"],
        day_first=signs["day_first"],
        future=frozenset(signs.get("future", [])),
        portions=frozenset(signs.get("portions", "").split()),
        portion_link=signs.get("portion_link", "article"),
        adjective=re.compile(signs.get("adjective", "(?!)")),
    )


def _read(name: str) -> dict[str, Any]:
    """Read one file of the grammar."""
    with resource(f"grammar/{name}.toml").open("rb") as file:
        return tomllib.load(file)


def _entries(table: Mapping[str, Any]) -> dict[str, Entry]:
    """Turn a table of classes into one of words."""
    made = {mark: Entry(SIGN[name], _MARK_VALUES.get(mark)) for mark, name in _MARKS.items()}
    for name, words in table.get("words", {}).items():
        made.update({word: Entry(SIGN[name]) for word in words.split()})
    for name, words in table.items():
        if name in SIGN:
            made.update({word: Entry(SIGN[name], value) for word, value in words.items()})
    return made


def _token_pattern(entries: Mapping[str, Entry], *, spaced: bool, whole: bool) -> re.Pattern[str]:
    """Return the expression that cuts lower-cased text into words, numbers and marks.

    Expressions of several words are one piece. Where a language writes no spaces (``whole``),
    all its words are found inside runs of letters.
    """
    phrases = sorted(
        (w for w in entries if len(w) > 1 and (whole or not w.isalpha())), key=len, reverse=True
    )
    space = r"\d{1,3}(?:[\u00a0\u202f\u2009 ]\d{3})+(?![\d])(?:[.,]\d+)?|" if spaced else ""
    edge = "" if whole else r"(?!\w)"
    known = f"(?:{_by_first_letter(phrases)}){edge}|" if phrases else ""
    return re.compile(
        rf"{known}(?=\d)(?:\d{{4}}-\d\d-\d\d(?:t[\d:.+z-]*)?|\d{{1,2}}([./-])\d{{1,2}}\1\d{{4}}(?!\d)"
        r"|\d{1,2}/\d{1,2}/\d{2}(?![\d/])|\d{1,2}:\d\d(?::\d\d)?(?:[.]\d+)*(?![\d:])"
        rf"|{space}\d+(?:[.,]\d+)*)|" + ("" if whole else r"[^\W\d_]+|") + r"[\n\t]|[^\s]"
    )


def _by_first_letter(phrases: list[str]) -> str:
    """Return phrases, longest first, as one expression that looks at each first letter once."""
    by_letter: dict[str, list[str]] = {}
    for phrase in phrases:
        by_letter.setdefault(phrase[0], []).append(_phrase(phrase)[len(re.escape(phrase[0])) :])
    branches = (f"{re.escape(c)}(?:{'|'.join(rest)})" for c, rest in by_letter.items())
    return "|".join(branches)


def _phrase(phrase: str) -> str:
    """Return a phrase as an expression in which a space is any white space but a line's end."""
    return r"[ \u00a0]".join(re.escape(word) for word in phrase.split(" "))


def _shapes(
    shared: Mapping[str, Mapping[str, str]], own: Mapping[str, Mapping[str, str]]
) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield each kind with its shapes as one expression; a language's own come first."""
    pieces: dict[str, str] = {}
    for name, shape in {**shared["pieces"], **own.get("pieces", {})}.items():
        pieces[name] = _expand(shape, pieces)
    for kind, shapes in shared.items():
        if kind != "pieces":
            all_shapes = {**own.get(kind, {}), **shapes}
            expressions = (f"(?P<{n}>{_expand(s, pieces)})" for n, s in all_shapes.items())
            yield kind, re.compile("|".join(expressions))


def _expand(shape: str, pieces: Mapping[str, str]) -> str:
    """Replace ``{piece}`` by its expression and ``<class>`` by its sign."""
    with_pieces = re.sub(r"\{(\w+)\}", lambda m: pieces[m[1]], shape)
    return re.sub(r"(?<!\?P)<(\w+)>", lambda m: SIGN[m[1]], with_pieces)
