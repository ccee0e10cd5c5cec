"""Who says a quotation where a rule of the language tells it from the letters around it.

Rules serve languages that write no spaces or put the verb last; see ``docs/languages.md``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from digest_app.facts.quotes.marks import Quoted
from digest_app.facts.quotes.table import Rule

_BEFORE, _AFTER = 120, 80
_SENTENCE_END = re.compile(r"[。！？!?\n]|(?<!\d)\.\s|[”」』»]")
_NEXT_QUOTE = re.compile(r"[“„「『«\"\n]")


class Ruled(NamedTuple):
    """The spans of the speaker and of the verb, and whether the words are given in full."""

    speaker: tuple[int, int]
    cue: tuple[int, int] | None
    whole: bool


def speaker_by_rule(
    text: str, stretch: Quoted, passage: tuple[int, int], rules: Sequence[Rule]
) -> Ruled | None:
    """Return who says the quoted words by the first rule that holds; None where none does.

    ``passage`` is the paragraph that a rule may look at, in code points of ``text``.
    """
    lo = max(passage[0], stretch.outer_start - _BEFORE)
    ends = [m.end() for m in _SENTENCE_END.finditer(text, lo, stretch.outer_start)]
    lo = ends[-1] if ends else lo
    hi = min(passage[1], stretch.outer_end + _AFTER)
    following = _NEXT_QUOTE.search(text, stretch.outer_end, hi)
    hi = following.start() if following else hi
    before, after = text[lo : stretch.outer_start], text[stretch.outer_end : hi]
    return next((found for r in rules if (found := _try(r, before, after, lo, stretch))), None)


def _try(rule: Rule, before: str, after: str, lo: int, stretch: Quoted) -> Ruled | None:
    """Return what one rule tells."""
    sides = [(rule.before, before, lo), (rule.after, after, stretch.outer_end)]
    spans: dict[str, tuple[int, int]] = {}
    for pattern, words, offset in sides:
        if pattern is None:
            continue
        match = pattern.search(words) if pattern is rule.before else pattern.match(words)
        if match is None:
            return None
        for name in match.re.groupindex:
            if match[name]:
                spans[name] = (match.start(name) + offset, match.end(name) + offset)
    return Ruled(spans["who"], spans.get("cue"), rule.whole) if "who" in spans else None
