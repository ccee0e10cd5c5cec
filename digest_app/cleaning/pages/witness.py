"""What a page's own data states as the article's text (JSON-LD ``articleBody``): a witness.

It is heard, and not believed. It may be cut short, hold teasers and captions, leave out lists
and headings, or be another article's. So it speaks only where most of it stands on the page, for
the blocks whose words it has; against a block only where it goes on without it from the block
before to the block after, or where it ends and little of the page goes on.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from html import unescape
from typing import Final, NamedTuple

from digest_app.cleaning.pages.page import Page
from digest_app.cleaning.pages.words import runs
from digest_app.domain.block import BlockKind

_TAG: Final = re.compile(r"<[^<>]{0,400}>")
_LEAST_WORDS: Final = 40  # of a statement
_TELLING: Final = 6  # words that do not stand somewhere else by chance
_MOST_OF: Final = 0.6  # of a statement, or of a block
_TO_THE_END: Final = 0.95
_CUT_SHORT: Final = 0.3  # so much of the page going on where a statement ends, it was cut
_GAP: Final = 12  # letters; a word or two that were left out
_WHOLE: Final = re.compile(r"[.!?。！？]\s*[\"'”’»)\]]?\s*$")
_CUT: Final = ("...", "…")
# What statements leave out of articles themselves.
_OFTEN_LEFT_OUT: Final = frozenset({BlockKind.HEADING, BlockKind.TABLE, BlockKind.PREFORMATTED})

_HAS_IT: Final = 1.5
_STILL_OPEN: Final = 2.5
_PASSES_OVER: Final = -6.0
_ENDS_BEFORE: Final = -1.5


class Heard(NamedTuple):
    """What the witness says of a page's blocks, by their numbers.

    ``has`` are those whose words are stated, ``passed`` those that the statement passes over,
    ``after`` those below its end.
    """

    has: frozenset[int] = frozenset()
    passed: frozenset[int] = frozenset()
    after: frozenset[int] = frozenset()

    def weighed(self, i: int, odds: float) -> float:
        """Return a block's log-odds with what the witness adds; word rules stay to be asked."""
        if i in self.has:
            return max(odds, min(odds + _HAS_IT, _STILL_OPEN))
        if i in self.passed:
            return odds + _PASSES_OVER
        return odds + _ENDS_BEFORE if i in self.after else odds


def hear(page: Page, judged: Mapping[int, float]) -> Heard:
    """Return what the page's own data says of the blocks that were judged, in reading order."""
    stated = page.document.stated
    statement = _Statement(stated) if stated else None
    if statement is None or len(statement.words) < _LEAST_WORDS:
        return Heard()
    blocks = {i: runs(page.texts[i].lower()) for i in judged}
    places = statement.places(blocks)
    told = sum(end - start for start, end in places.values())
    if told < _MOST_OF * len(statement.text):
        return Heard()  # it is another article's, or of a page that shows only a part
    return _Hearing(page, judged, statement, places).of(blocks)


class _Statement:
    """The words that the page states, in one line, each between two spaces."""

    def __init__(self, stated: str) -> None:
        told = plain(stated)
        self.words = runs(told.lower())
        self.text = f" {' '.join(self.words)} "
        self._known: frozenset[str] = frozenset()
        self.is_whole = is_whole(told)

    def places(self, blocks: Mapping[int, Sequence[str]]) -> dict[int, tuple[int, int]]:
        """Return where each block stands that has words enough to tell, in letters."""
        found: dict[int, tuple[int, int]] = {}
        starts: dict[tuple[str, ...], int] = {}
        cursor = 0
        for i, words in blocks.items():
            if len(words) < _TELLING:
                continue
            line = f" {' '.join(words)} "
            start = self.text.find(line, max(0, cursor - 1))
            if start < 0:
                start = self.text.find(line)
            if start >= 0:
                place = start, start + len(line) - 1
            elif not self._may_have(words):
                continue
            else:
                starts = starts or grams(self.words)
                near = nearly(words, starts)
                if near is None:
                    continue
                place = near
            found[i] = place
            cursor = max(cursor, place[1])
        return found

    def _may_have(self, words: Sequence[str]) -> bool:
        """Tell whether it has as many of the words as it must to have most of them in a row."""
        known = self._known = self._known or frozenset(self.words)
        return sum([word in known for word in words]) >= _MOST_OF * (len(words) - 2)


def plain(stated: str) -> str:
    """Return a statement without its tags and entities."""
    told = unescape(stated)
    return _TAG.sub(" ", told) if "<" in told else told


def is_whole(told: str) -> bool:
    """Tell whether a statement ends as a text does, and is not cut short."""
    end = told.rstrip()[-4:]
    return bool(_WHOLE.search(end)) and not end.endswith(_CUT)


def grams(words: Sequence[str]) -> dict[tuple[str, ...], int]:
    """Return where three words in a row first stand in the line of all, in letters."""
    made: dict[tuple[str, ...], int] = {}
    place = 1
    for gram in zip(words, words[1:], words[2:], strict=False):
        made.setdefault(gram, place)
        place += len(gram[0]) + 1
    return made


def nearly(words: Sequence[str], starts: dict[tuple[str, ...], int]) -> tuple[int, int] | None:
    """Return where a block stands that is stated with other links, notes or signs in it."""
    own = list(zip(words, words[1:], words[2:], strict=False))
    hits = [starts[gram] for gram in own if gram in starts]
    if len(hits) < _MOST_OF * len(own):
        return None
    start = min(hits)
    return start, min(max(hits), start + sum(map(len, words)) + len(words))


class _Hearing:
    """One statement set beside the blocks of its page."""

    def __init__(
        self,
        page: Page,
        judged: Mapping[int, float],
        statement: _Statement,
        places: Mapping[int, tuple[int, int]],
    ) -> None:
        self._page, self._judged = page, judged
        self._statement, self._places = statement, places
        self._told = sorted(places)

    def of(self, blocks: Mapping[int, Sequence[str]]) -> Heard:
        """Return what it says of each of the blocks, given by their words."""
        has, passed = set(self._told), set()
        kinds = {self._page.blocks[i].kind for i in self._told}
        for i in blocks:
            at = bisect_left(self._told, i)
            if i in self._places or not 0 < at < len(self._told):
                continue
            end, start = self._places[self._told[at - 1]][1], self._places[self._told[at]][0]
            between = self._statement.text[max(0, end - 1) : start + 1] if start >= end else ""
            if blocks[i] and f" {' '.join(blocks[i])} " in f" {between} ":
                has.add(i)
            elif 0 <= start - end <= _GAP and self._would_have(i, kinds):
                passed.add(i)
        return Heard(frozenset(has), frozenset(passed), self._after())

    def _would_have(self, i: int, kinds: set[BlockKind]) -> bool:
        """Tell whether the statement would have a block of this kind if it were the article's."""
        kind = self._page.blocks[i].kind
        return kind not in _OFTEN_LEFT_OUT or kind in kinds

    def _after(self) -> frozenset[int]:
        """Return the blocks below the end of a statement that is whole."""
        last = max(self._told)
        below = [i for i in self._judged if i > last]
        letters = self._page.lengths
        on = sum(letters[i] for i in below if self._judged[i] > 0)
        reaches = max(end for _, end in self._places.values()) / len(self._statement.text)
        cut = on > _CUT_SHORT * sum(letters[i] for i in self._told)
        whole = self._statement.is_whole and reaches > _TO_THE_END and not cut
        return frozenset(below) if whole else frozenset()
