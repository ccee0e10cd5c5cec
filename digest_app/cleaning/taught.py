"""Rules that the user taught: which hold for an article, and what they say about its lines.

A taught rule beats the built-in ones. Between taught rules the nearer scope wins (this article,
then this publisher, then everywhere); at equal scope “never hide” beats “hide”.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from digest_app.cleaning.rules_match import Hit, Matcher, word_count
from digest_app.cleaning.rules_words import Vocabulary, fold
from digest_app.cleaning.spans import Found, Spotter
from digest_app.domain.rule import Action, Reach, Rule, Where

_NEAREST_FIRST: Final = (Reach.ARTICLE, Reach.PUBLISHER, Reach.EVERYWHERE)


class _Level(NamedTuple):
    """The rules of one scope and one action, arranged for asking."""

    action: Action
    matcher: Matcher
    spotter: Spotter


class Taught:
    """The taught rules that hold for one article, nearest first."""

    def __init__(self, rules: Iterable[Rule], *, publisher: str = "", article: str = "") -> None:
        mine = [rule for rule in rules if holds(rule, publisher, article)]
        self._levels = [
            _Level(action, Matcher(chosen), Spotter(chosen))
            for reach in _NEAREST_FIRST
            for action in (Action.KEEP, Action.HIDE)
            if (chosen := [r for r in mine if r.scope.reach is reach and r.action is action])
        ]

    def __bool__(self) -> bool:
        return bool(self._levels)

    def about(self, line: str) -> Hit | None:
        """Return the rule that decides about the line, or None where none does."""
        for level in self._levels:
            hits = level.matcher.on(Vocabulary(line)).hits(line, word_count(line))
            if hits:
                return hits[0]
        return None

    def spans(self, text: str, start: int, end: int) -> tuple[list[Found], list[Found]]:
        """Return the words in ``text[start:end]`` to hide, and those never to hide."""
        hide: list[Found] = []
        keep: list[Found] = []
        for level in self._levels:
            found = level.spotter.on(Vocabulary(text[start:end])).find(text, start, end)
            if level.action is Action.KEEP:
                keep += [span for span in found if not _touches(span, hide)]
            else:
                hide += [span for span in found if not _touches(span, keep)]
        return hide, keep


def holds(rule: Rule, publisher: str, article: str) -> bool:
    """Tell whether the rule's scope takes in this publisher's article."""
    reach, of = rule.scope.reach, rule.scope.of
    if reach is Reach.ARTICLE:
        return bool(article) and of == article
    return reach is Reach.EVERYWHERE or (bool(publisher) and fold(of) == fold(publisher))


def _touches(span: Found, others: Sequence[Found]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in others)


def teach(line: str, like: Rule, *, words: str = "") -> Rule:
    """Return a rule like ``like`` that catches this line: all of it, or the words marked in it.

    The line itself becomes the rule's first hit. Words at the line's beginning or end make a rule
    about that place, words inside it a rule about the words alone.
    """
    from dataclasses import replace  # noqa: PLC0415 - only teaching needs it

    whole, marked = fold(line), fold(words)
    if not marked or marked == whole:
        return replace(like, where=Where.WHOLE, words=(line.strip(),), hits=(line,))
    place = Where.SPAN
    if whole.startswith(marked):
        place = Where.BEGINS
    elif whole.endswith(marked):
        place = Where.ENDS
    return replace(like, where=place, words=(words.strip(),), hits=(line,))
