"""Boilerplate inside a paragraph: only the words go, the rest of the paragraph stays."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from digest_app.cleaning.rules_match import Heads, compiled, word_count
from digest_app.cleaning.rules_words import Needles, Sought, Vocabulary, fold
from digest_app.domain.rule import Rule, Where

LONGEST_SEARCHED: Final = 20_000


class Found(NamedTuple):
    """Words inside a text that a rule points at, ``[start, end)``."""

    start: int
    end: int
    rule: Rule


class Tried(NamedTuple):
    """A rule whose pattern is tried on lines with one of the words; on all, where there is none."""

    rule: Rule
    words: tuple[str, ...]


class Patterns:
    """Patterns of rules, with the words that decide whether a text needs them at all."""

    def __init__(self, tried: Iterable[Tried]) -> None:
        self.all = list(tried)
        self._needles = Needles(
            [(word, i) for i, (_, words) in enumerate(self.all) for word in words]
        )

    def of(self, vocabulary: Vocabulary) -> list[Tried]:
        """Return the patterns that the text has words for, with those words only."""
        found: dict[int, list[str]] = {}
        for word, i in self._needles.of(vocabulary):
            found.setdefault(i, []).append(word)
        return [
            Tried(tried.rule, tuple(found.get(i, ())))
            for i, tried in enumerate(self.all)
            if i in found or not tried.words
        ]


class Spotter:
    """Span rules arranged for asking; build it once for a set of rules."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._patterns = Patterns(
            Tried(rule, tuple(fold(word) for word in rule.words))
            for rule in rules
            if rule.where is Where.SPAN
        )

    @property
    def all(self) -> list[Tried]:
        """All its rules, each with its words."""
        return self._patterns.all

    def on(self, vocabulary: Vocabulary) -> Spotting:
        """Return what answers for the paragraphs of one text, whose words are given."""
        return Spotting(self._patterns.of(vocabulary))


class Spotting:
    """The span rules that can point at something in one text; see :meth:`Spotter.on`."""

    def __init__(self, tried: list[Tried]) -> None:
        each = [(rule, words, pattern_of(rule)) for rule, words in tried]
        self._opening = [one for one in each if is_about_opening(one[0])]
        self._inside = [one for one in each if not is_about_opening(one[0])]
        self._opens = _heads(tuple(rule for rule, *_ in self._opening))
        self._words = Sought([word for _, words, _ in self._inside for word in words])
        self._pieces = {
            max(word.split(), key=len) for _, words, _ in self._inside for word in words
        }

    def __bool__(self) -> bool:
        return bool(self._opening or self._inside)

    def places(self, folded: str) -> list[int]:
        """Return where in the folded text something stands that rules need, sorted.

        That is the longest piece of each of their words: spaces between them may differ.
        """
        return sorted([place for piece in self._pieces for place in _places(piece, folded)])

    def may_open(self, part: str) -> bool:
        """Tell whether a rule points at how a paragraph opens."""
        return any(compiled(rule).match(part) for rule in self._opens.of(part[:1]))

    def may_find(self, text: str, start: int, end: int) -> bool:
        """Tell whether a rule can point at something in ``text[start:end]``."""
        if self._opens.of(text[start : start + 1]):
            return True
        is_short = end - start <= LONGEST_SEARCHED
        return is_short and bool(self._inside) and self._words.stand_in(text, start, end)

    def find(
        self, text: str, start: int, end: int, folding: Callable[[int, int], str] | None = None
    ) -> list[Found]:
        """Return what the rules point at in ``text[start:end]``, sorted and apart.

        ``folding`` folds a stretch of the text, for who can do that quicker than from its words.
        """
        if end - start > LONGEST_SEARCHED:
            return []
        part = text[start:end]
        found: list[Found] = []
        for rule in self._opens.of(part[:1]):
            match = compiled(rule).match(part)
            if match and match.end():
                found.append(Found(start, start + match.end(), rule))
        if not self._inside:
            return _apart(found) if found else found
        folded = folding(start, end) if folding else fold(part)
        for rule, words, pattern in self._inside:
            if any(word in folded for word in words):
                spans = (match.span() for match in pattern.finditer(part))
                found += [Found(start + a, start + b, rule) for a, b in spans if a < b]
        return _apart(found) if found else found


def _places(piece: str, folded: str) -> list[int]:
    found = []
    place = folded.find(piece)
    while place >= 0:
        found.append(place)
        place = folded.find(piece, place + 1)
    return found


@lru_cache(maxsize=256)
def _heads(rules: tuple[Rule, ...]) -> Heads[Rule]:
    return Heads((rule.pattern, rule) for rule in rules)


def is_about_opening(rule: Rule) -> bool:
    """Tell whether a span rule is about how a paragraph opens."""
    return rule.pattern.startswith(r"\A")


def pattern_of(rule: Rule) -> re.Pattern[str]:
    """Return what a span rule looks for; without a pattern its own words are what goes."""
    return compiled(rule) if rule.pattern else _of_words(rule.words)


@lru_cache(maxsize=1024)
def _of_words(words: tuple[str, ...]) -> re.Pattern[str]:
    ordered = sorted(words, key=len, reverse=True)
    pattern = "|".join(r"\s+".join(map(re.escape, word.split())) for word in ordered)
    return re.compile(pattern.replace("'", "['’]"), re.IGNORECASE)


def _apart(found: list[Found]) -> list[Found]:
    """Return the spans sorted; where two overlap, the one that begins first stays."""
    kept: list[Found] = []
    for span in sorted(found, key=lambda f: (f.start, -f.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def leaves_enough(
    text: str, parts: Iterable[tuple[int, int]], found: Sequence[Found], least: int
) -> bool:
    """Tell whether at least so many words of a paragraph are left when the spans are gone."""
    left: list[str] = []
    for start, end in parts:
        position = start
        for span in found:
            if start <= span.start < end:
                left.append(text[position : span.start])
                position = span.end
        left.append(text[position:end])
    return word_count(" ".join("".join(left).split())) >= least
