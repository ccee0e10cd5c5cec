"""What can be said of a line without understanding it: its shape, and the rules that catch it.

Each piece of evidence is a short name (``end:stop``, ``rule:read-also``, ``after:P``); the model
in :mod:`digest_app.cleaning.lines_model` knows the weight of each, and
:mod:`digest_app.cleaning.lines_reasons` says it in words. What its neighbours say is in
:mod:`digest_app.cleaning.lines_context`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from digest_app.cleaning.lines_context import Place, named
from digest_app.cleaning.lines_looks import (
    AROUND,
    LENGTHS,
    MOST_WORDS,
    SHARES,
    SIGNS,
    Seen,
    beginning,
    capitals,
    ending,
    ends_in_a_name,
    seen,
    shape_of,
    share,
)
from digest_app.cleaning.lines_model import Weights, weights
from digest_app.cleaning.rules_match import Asking, Hit, word_count
from digest_app.domain.block import BlockKind
from digest_app.domain.rule import Action

MOST_WORDS_LOOKED_AT: Final = 25
MOST_WORDS_NAMED: Final = 8


@dataclass(slots=True)
class Line:
    """A line as cleaning sees it: its words, what its file says it is, the rules that catch it.

    ``end`` says how it ends; ``weight`` is what all evidence that it carries weighs together, in
    log-odds; ``looked`` is what its letters are, where it is short enough for that to tell.
    """

    text: str
    kind: BlockKind
    hits: tuple[Hit, ...]
    words: int
    end: str
    shape: str
    sure: bool
    weight: float
    looked: Seen | None

    @property
    def telling(self) -> tuple[str, ...]:
        """The names of the evidence in it that there are words for."""
        if self.looked is None:
            return (f"end:{self.end}",)
        return f"end:{self.end}", *_told(self.text, self.words, self.looked)

    @property
    def evidence(self) -> tuple[str, ...]:
        """The names of the evidence that it carries. To weigh it, they are not needed."""
        words = min(self.words, MOST_WORDS)
        names = list(_common(words, self.end, beginning(self.text), self.kind))
        if self.looked is not None:
            names += _look_closer(self.text, self.words, self.looked)
        return (*names, *of_rules(self.hits, words, self.end))


class Scale:
    """Weights of the evidence of single lines, in tables by what is asked, so none is named."""

    def __init__(self, by: Weights) -> None:
        self.by = by
        self.first, self.last = by.beginning("first:"), by.beginning("last:")
        self.begins, self.word = by.beginning("begins:"), by.beginning("word:")
        self.begin = frozenset(pair.partition(" ")[0] for pair in self.begins)
        self.capitals, self.digits = _by_words(by, "capitals:"), by.beginning("digits:")
        self.tail = by.beginning("tail:name")
        self.signs = [(sign, by.evidence[name]) for sign, name in SIGNS if name in by.evidence]
        self.long_signs = [(sign, weight) for sign, weight in self.signs if len(sign) > 1]
        letters = "".join(re.escape(sign) for sign, _ in self.signs if len(sign) == 1)
        self.has_sign = re.compile(f"[{letters}]" if letters else "(?!)").search
        self.arrays: object = None  # the same for the compiled form, which makes them
        # Most lines of running text share this evidence with thousands of others.
        self.of_common = lru_cache(maxsize=4096)(self._of_common)
        self.of_place = lru_cache(maxsize=8192)(self._of_place)

    def _of_common(self, words: int, end: str, start: str, kind: BlockKind) -> float:
        return self.by.of(_common(words, end, start, kind))

    def _of_place(self, place: Place) -> float:
        return self.by.of(named(place))

    def of_more(self, text: str, words: int, looked: Seen) -> list[float]:
        """Return what weighs of the evidence that :func:`_look_closer` names, in its order."""
        folded, small, digits = looked
        tokens = folded.split()
        first, last = tokens[0].strip(AROUND), tokens[-1].strip(AROUND)
        found = [
            self.capitals[capitals(text, small, len(tokens))][words],
            self.digits.get(share(digits / len(text)), 0.0),
            self.first.get(first, 0.0),
            self.last.get(last, 0.0),
        ]
        signs = self.signs if self.has_sign(text) else self.long_signs
        found += [weight for sign, weight in signs if sign in text]
        if first in self.begin and len(tokens) > 1:
            found.append(self.begins.get(f"{first} {tokens[1].strip(AROUND)}", 0.0))
        if words <= MOST_WORDS_NAMED:
            known = self.word
            found += [known.get(token.strip(AROUND), 0.0) for token in tokens]
        if ". " in text and self.tail and ends_in_a_name(text):
            found += [self.tail.get("", 0.0), self.tail.get(f"/{LENGTHS[words]}", 0.0)]
        return found


def _by_words(by: Weights, name: str) -> dict[str, list[float]]:
    """Return the weights of evidence that ends in a line's length, by the number of words."""
    known = by.beginning(name)
    return {each: [known.get(f"{each}/{length}", 0.0) for length in LENGTHS] for each in SHARES}


@cache
def scale() -> Scale:
    """Return the shipped weights, ready for use."""
    return Scale(weights())


def look_at(
    text: str,
    kind: BlockKind,
    asking: Asking,
    scale: Scale,
    folded: str = "",
    *,
    looked: Seen | None = None,
) -> Line:
    """Return the line with the rules that catch it, and what all that can be said of it weighs.

    ``folded`` is the line as rules compare it, and ``looked`` what :func:`seen` says of it, both
    from who has them already.
    """
    words = word_count(text)
    hits = asking.hits(text, words, folded)
    end = ending(text)
    found: list[float] = []
    if words > MOST_WORDS_LOOKED_AT:
        looked = None
    else:
        looked = looked or seen(text)
        found = scale.of_more(text, words, looked)
    sure = False
    if hits:
        sure = any(hit.rule.action is Action.HIDE for hit in hits)
        known = scale.by.evidence
        found += [known.get(name, 0.0) for name in of_rules(hits, min(words, MOST_WORDS), end)]
    shape = "R" if sure else shape_of(words, end)
    weight = scale.of_common(min(words, MOST_WORDS), end, beginning(text), kind) + sum(found)
    return Line(text, kind, tuple(hits), words, end, shape, sure, weight, looked)


@lru_cache(maxsize=4096)
def _common(words: int, end: str, start: str, kind: BlockKind) -> tuple[str, ...]:
    """Return the evidence that many lines have exactly alike."""
    length = LENGTHS[words]
    names = f"end:{end}", f"length:{length}", f"{length}/{end}", f"start:{start}"
    if kind is BlockKind.PARAGRAPH:
        return names
    return (*names, f"block:{kind}", f"block:{kind}/{length}")


def of_rules(hits: Sequence[Hit], words: int, end: str) -> list[str]:
    """Return the evidence of the rules that catch a line."""
    if not hits:
        return []
    names = [f"rule:{hit.rule.name.partition('/')[0]}" for hit in hits]
    names += [f"kind:{hit.rule.kind}/{end}" for hit in hits]
    return [*names, f"rules/{LENGTHS[words]}"]


def _look_closer(text: str, words: int, looked: Seen) -> list[str]:
    """Name the evidence of a line's own words; :meth:`Scale.of_more` weighs it."""
    tokens = [token.strip(AROUND) for token in text.casefold().split()]
    own = [*_told(text, words, looked), f"first:{tokens[0]}", f"last:{tokens[-1]}"]
    own += [name for sign, name in SIGNS if sign in text]
    if len(tokens) > 1:
        own.append(f"begins:{tokens[0]} {tokens[1]}")
    if words <= MOST_WORDS_NAMED:
        own += [f"word:{token}" for token in tokens]
    if ends_in_a_name(text):
        own += ["tail:name", f"tail:name/{LENGTHS[words]}"]
    return own


def _told(text: str, words: int, looked: Seen) -> tuple[str, str]:
    """Name the evidence of a line's capitals and of its digits."""
    letters = capitals(text, looked.small, len(looked.folded.split()))
    return f"capitals:{letters}/{LENGTHS[words]}", f"digits:{share(looked.digits / len(text))}"
