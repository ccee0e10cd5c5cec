"""The sentences of a text that answer a query, with the words that do."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from digest_app.domain.query import Field, Phrase
from digest_app.domain.span import Span, union
from digest_app.domain.words import Word, words

#: A longer sentence is shown around its first match only, in code points.
LONGEST = 240
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’»)\]]*\s+|(?<=[。！？])")
_LINE = re.compile(r"[^\n]+")
_SHOWN = {Field.ANYWHERE, Field.BODY}


class Excerpt(NamedTuple):
    """Words of an article that a search found: ``[start, end)`` of its text, and the matches."""

    start: int
    end: int
    matches: tuple[Span, ...]


def excerpts(
    text: str, kept: Iterable[Span], phrases: Iterable[Phrase], limit: int = 2
) -> tuple[Excerpt, ...]:
    """Return the first sentences of the kept ranges that a phrase matches, at most ``limit``.

    Positions count in the whole text.
    """
    wanted = [p for p in phrases if p.field in _SHOWN]
    found: list[Excerpt] = []
    for span in _paragraphs(text, kept) if wanted else ():
        found += _in_range(text, span, wanted)
        if len(found) >= limit:
            break
    return tuple(found[:limit])


def matches(text: str, kept: Iterable[Span], phrases: Iterable[Phrase]) -> tuple[Span, ...]:
    """Return every place of the kept ranges where a phrase stands, in order, none twice.

    Positions count in the whole text.
    """
    wanted = [p for p in phrases if p.field in _SHOWN]
    lines = _paragraphs(text, kept) if wanted else iter(())
    return tuple(span for line in lines for span in _places(text, line, wanted))


def _paragraphs(text: str, kept: Iterable[Span]) -> Iterator[Span]:
    """Yield the lines of the kept ranges: words are cut only as far as is shown."""
    for span in kept:
        for line in _LINE.finditer(text, span.start, span.end):
            yield Span(line.start(), line.end())


def _in_range(text: str, span: Span, phrases: list[Phrase]) -> list[Excerpt]:
    places = _places(text, span, phrases)
    if not places:
        return []
    ends_inside = _SENTENCE_END.finditer(text, span.start, span.end)
    starts = [span.start, *(m.end() for m in ends_inside)]
    by_sentence: dict[int, list[Span]] = {}
    for match in places:
        by_sentence.setdefault(bisect_right(starts, match.start) - 1, []).append(match)
    ends = [*starts[1:], span.end]
    return [excerpt(text, starts[n], ends[n], own) for n, own in by_sentence.items()]


def _places(text: str, span: Span, phrases: list[Phrase]) -> list[Span]:
    """Return where the phrases stand in a range; what overlaps is one place."""
    found = _matches(span.of(text), phrases)
    return list(union(Span(span.start + m.start, span.start + m.end) for m in found))


def _matches(part: str, phrases: list[Phrase]) -> Iterator[Span]:
    there = list(words(part))
    for phrase in phrases:
        for first in range(len(there) - len(phrase.words) + 1):
            if _stands_at(there, first, phrase):
                yield Span(there[first].start, there[first + len(phrase.words) - 1].end)


def _stands_at(there: list[Word], first: int, phrase: Phrase) -> bool:
    *whole, last = phrase.words
    for offset, word in enumerate(whole):
        if there[first + offset].folded != word:
            return False
    end = there[first + len(whole)].folded
    return end.startswith(last) if phrase.grows else end == last


def excerpt(text: str, start: int, end: int, matches: Sequence[Span]) -> Excerpt:
    """Return a sentence with its matches; what is longer than ``LONGEST`` is cut around them."""
    while end > start and text[end - 1].isspace():
        end -= 1
    if end - start > LONGEST:
        start = max(start, min(matches[0].start - LONGEST // 3, end - LONGEST))
        end = max(min(end, start + LONGEST), matches[0].end)
    return Excerpt(start, end, tuple(m for m in matches if start <= m.start and m.end <= end))
