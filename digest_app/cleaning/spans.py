"""Boilerplate inside a paragraph: only the words go, the rest of the paragraph stays."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from digest_app.cleaning.rules_match import compiled, fold
from digest_app.domain.rule import Rule, Where

_LONGEST_SEARCHED: Final = 20_000
_LEAST_LEFT: Final = 3


class Found(NamedTuple):
    """Words inside a text that a rule points at, ``[start, end)``."""

    start: int
    end: int
    rule: Rule


class _Sought(NamedTuple):
    rule: Rule
    pattern: re.Pattern[str]
    words: tuple[str, ...]


class Spotter:
    """Span rules arranged for asking; build it once for a set of rules."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._sought = [_sought(rule) for rule in rules if rule.where is Where.SPAN]

    def on(self, text: str) -> Spotter:
        """Return what answers for the paragraphs of one text; ``text`` holds all of them."""
        folded = text.casefold()
        narrowed = Spotter(())
        for rule, pattern, words in self._sought:
            there = tuple(word for word in words if word in folded)
            if there or not words:
                narrowed._sought.append(_Sought(rule, pattern, there))
        return narrowed

    def find(self, text: str, start: int, end: int) -> list[Found]:
        """Return what the rules point at in ``text[start:end]``, sorted and apart."""
        if not self._sought or end - start > _LONGEST_SEARCHED:
            return []
        part = text[start:end]
        folded = part.casefold()
        found: list[Found] = []
        for rule, pattern, words in self._sought:
            if not words or any(word in folded for word in words):
                spans = (match.span() for match in pattern.finditer(part))
                found += [Found(start + a, start + b, rule) for a, b in spans if a < b]
        return _apart(found)


def _sought(rule: Rule) -> _Sought:
    """Return a span rule ready for use; without a pattern its own words are what goes."""
    words = tuple(word.casefold() for word in rule.words)
    if rule.pattern:
        return _Sought(rule, compiled(rule), words)
    ordered = sorted(rule.words, key=len, reverse=True)
    pattern = "|".join(r"\s+".join(map(re.escape, word.split())) for word in ordered)
    return _Sought(rule, re.compile(pattern, re.IGNORECASE), ())


def _apart(found: list[Found]) -> list[Found]:
    """Return the spans sorted; where two overlap, the one that begins first stays."""
    kept: list[Found] = []
    for span in sorted(found, key=lambda f: (f.start, -f.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def leaves_enough(text: str, start: int, end: int, found: Iterable[Found]) -> bool:
    """Tell whether a paragraph still says something when the spans are gone."""
    left: list[str] = []
    position = start
    for span in found:
        left.append(text[position : span.start])
        position = span.end
    left.append(text[position:end])
    return len(fold(" ".join(left)).split()) >= _LEAST_LEFT
