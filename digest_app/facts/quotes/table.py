"""One language's words and rules that show who speaks, from ``resources/quotes``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from digest_app.assets import resource

_SIGNS = {
    "said": "V", "saying": "G", "say": "B", "according": "Z", "pronoun": "P", "relative": "w",
    "that": "t", "determiner": "D", "auxiliary": "X", "adverb": "R", "preposition": "p",
    "conjunction": "&", "time": "#", "what": "h", "thus": "z", "naming": "k",
}  # fmt: skip
_SMALL = frozenset("ZpP&twR")
_MEANS = {"he": "m", "she": "f", "it": "x"}
FALLBACK = "en"
# Without a table of their own nothing can be told: their words are not parted by spaces.
_UNSPACED = frozenset({"zh", "ja", "ko", "th", "lo", "km", "my"})


class Rule(NamedTuple):
    """What stands before a quotation and after it where somebody says it.

    Each is an expression, None where anything may stand there. The group ``who`` is the speaker
    and ``cue`` the verb. ``before`` ends where the quotation begins; ``after`` begins behind it.
    ``whole`` tells that words said so are given in full.
    """

    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    whole: bool


class Table(NamedTuple):
    """``words`` maps a word to its class, see :mod:`digest_app.facts.quotes.units`.

    ``documents`` speak for whoever issues them; ``themselves`` and ``like`` make a claim of any
    verb before them (bills *itself as*); ``rules`` are tried before the classes; ``pronouns``
    are he ``m``, she ``f``, it and they ``x``.
    """

    words: Mapping[str, str]
    documents: frozenset[str] = frozenset()
    themselves: frozenset[str] = frozenset()
    like: frozenset[str] = frozenset()
    rules: tuple[Rule, ...] = ()
    pronouns: Mapping[str, str] = MappingProxyType({})


@cache
def table(language: str) -> Table:
    """Return the table of a BCP 47 tag's language, or the English one.

    It is empty for a language that parts no words and has no table: who speaks cannot be told.
    """
    code = language.lower().partition("-")[0]
    path = resource(f"quotes/{code}.toml")
    if not path.exists():
        if code in _UNSPACED:
            return Table({})
        path = resource(f"quotes/{FALLBACK}.toml")
    with path.open("rb") as file:
        return _read(tomllib.load(file))


def small_words(language: str) -> frozenset[str]:
    """Return the words that open a sentence and are no part of a name: prepositions, pronouns."""
    own = resource(f"quotes/{language.lower().partition('-')[0]}.toml").exists()
    return frozenset(w for w, sign in table(language).words.items() if sign in _SMALL and own)


def _read(data: Mapping[str, Any]) -> Table:
    """Turn a file's content into a table."""
    classes, claims = data.get("classes", {}), data.get("claims", {})
    words = {word: _SIGNS[name] for name, listed in classes.items() for word in listed.split()}
    documents, themselves, like = (
        frozenset(claims.get(name, "").split()) for name in ("documents", "themselves", "like")
    )
    told = {_MEANS[name]: listed for name, listed in data.get("pronouns", {}).items()}
    pronouns = {word: means for means, listed in told.items() for word in listed.split()}
    return Table(words, documents, themselves, like, tuple(_rules(data)), pronouns)


def _rules(data: Mapping[str, Any]) -> list[Rule]:
    """Compile the rules; ``{name}`` in one stands for the piece of that name."""
    pieces = data.get("pieces", {})

    def compiled(shape: str) -> re.Pattern[str] | None:
        full = re.sub(r"\{([a-z]+)\}", lambda m: pieces[m[1]], shape)
        return re.compile(full) if shape else None

    return [
        Rule(
            compiled(rule.get("before", "")),
            compiled(rule.get("after", "")),
            rule.get("whole", False),
        )
        for rule in data.get("rule", [])
    ]
