"""A page being judged: its blocks in lists, and what can only be counted over all of them."""

from __future__ import annotations

from collections import Counter
from typing import Final, NamedTuple

from digest_app.cleaning.pages.elements import Elements
from digest_app.cleaning.pages.words import line_score, name_weights, runs
from digest_app.domain.block import BlockKind, Layout
from digest_app.domain.document import Document

_PROSE_LETTERS: Final = 60
_PROSE_LINKS: Final = 0.4
_MENU_LINKS: Final = 2
_MENU_SHARE: Final = 0.8
_LONGEST_TITLE: Final = 400
_TELLING_TITLE: Final = 15
_TELLING_STANDFIRST: Final = 20
_BEGINNING: Final = 60
_CJK_LETTERS: Final = 2.2  # what a Chinese, Japanese or Korean sign says, in letters of others
_CJK_FIRST, _CJK_LAST = "\u3040", "\ud7af"
_HEADING: Final = BlockKind.HEADING
_HEADING_REACHES: Final = 3  # blocks
_PLAIN: Final = Layout()


class Likeness(NamedTuple):
    """How alike a block is to the page's title and standfirst.

    ``in_title`` is the share of its words that are the title's, ``of_title`` the share of the
    title's that it has; ``same`` is 1 where it is the title, 2 where one begins as the other;
    ``standfirst`` is 1 where it is the standfirst.
    """

    in_title: float = 0.0
    of_title: float = 0.0
    same: int = 0
    standfirst: int = 0


_UNLIKE: Final = Likeness()
_IS, _BEGINS = 1, 2
# Named tuples are made here by the hundred; this is the quick way to make one.
_new = tuple.__new__


class Page:
    """A page being judged. Lists are indexed by the blocks' numbers.

    ``group_of`` counts, for the blocks in elements of the same names: how many there are, the
    letters of their prose, their link shares put together. ``done`` is the prose of the main
    element above a block.
    """

    def __init__(self, document: Document) -> None:
        text = document.text
        blocks = document.blocks
        self.document = document
        self.blocks = blocks
        self.layouts = [block[4] or _PLAIN for block in blocks]
        self.numbers = [layout[0] for layout in self.layouts]
        self.shares = [layout[1] for layout in self.layouts]
        self.texts = [text[block[0] : block[1]] for block in blocks]
        self.lengths = list(map(weight, self.texts))
        self.prose = [
            n * (1 - s)
            if n >= _PROSE_LETTERS and s < _PROSE_LINKS and b[2] is not _HEADING
            else 0.0
            for b, n, s in zip(blocks, self.lengths, self.shares, strict=True)
        ]
        self.elements = Elements(document.elements, name_weights())
        self.elements.fill(self.numbers, self.prose, self.lengths, self.shares)
        self._group()
        self._find_prose()
        self._again: Counter[str] | None = None
        metadata = document.metadata
        self._title_words, self._standfirst = plain(metadata.title), plain(metadata.description)
        self._title = frozenset(self._title_words.split())
        self._likeness: dict[int, Likeness] = {}
        self._scores: dict[int, tuple[float, float, float]] = {}

    def _group(self) -> None:
        """Count the blocks in elements of the same names, and find the last heading."""
        groups: dict[tuple[str, str, str], list[float]] = {}
        by_number: dict[int, list[float]] = {}
        headings = set()
        everything = self.elements.all
        for number in set(self.numbers):
            tag, name, parent = everything[number]
            key = (tag, name, everything[parent][1] if parent >= 0 else "")
            by_number[number] = groups.setdefault(key, [0.0, 0.0, 0.0])
            if tag == "h1":
                headings.add(number)
        self.group_of = [by_number[number] for number in self.numbers]
        for group, share in zip(self.group_of, self.shares, strict=True):
            group[0] += 1
            group[2] += share
        places = [i for i, number in enumerate(self.numbers) if number in headings]
        self.heading = places[-1] if places else -1

    def _find_prose(self) -> None:
        """Find where the prose of the main element begins and ends, and add it up."""
        out, height, numbers = self.elements.out, self.elements.height, self.numbers
        main: list[int] = []
        done = 0.0
        done_above: list[float] = []
        for i, prose in enumerate(self.prose):
            if prose and not out[numbers[i]]:
                self.group_of[i][1] += prose
                if height[numbers[i]] <= 1:
                    done_above += [done] * (i + 1 - len(done_above))
                    done += prose
                if height[numbers[i]] == 0:
                    main.append(i)
        self.done = done_above + [done] * (len(numbers) - len(done_above))
        self.main_prose = done or 1.0
        self.first, self.last = (main[0], main[-1]) if main else (0, len(numbers) - 1)

    def candidates(self) -> list[int]:
        """Return the blocks that must be judged; the rest are furniture for certain.

        These are lists of links, what stands in parts that are named as furniture, and what is
        far from the main element among elements that hold no prose at all, save headings of prose.
        """
        elements = self.elements
        out, height, steps = elements.out, elements.height, elements.steps
        return [
            i
            for i, (number, share, links) in enumerate(self.layouts)
            if not out[number]
            and not (links > _MENU_LINKS and share > _MENU_SHARE)
            and (self.group_of[i][1] or not height[number] or steps[number] <= 1 or self._heads(i))
        ]

    def _heads(self, i: int) -> bool:
        """Tell a heading that stands in a box of its own, a few blocks above prose."""
        if self.blocks[i][2] is not _HEADING:
            return False
        out, numbers = self.elements.out, self.numbers
        below = range(i + 1, min(i + 1 + _HEADING_REACHES, len(numbers)))
        return any(self.prose[j] and not out[numbers[j]] for j in below)

    def again(self, i: int) -> int:
        """Return how often the words of a block stand on the page."""
        if self._again is None:
            self._again = Counter(self.texts)
        return self._again[self.texts[i]]

    def words(self, i: int) -> tuple[float, float, float]:
        """Return what the words of a short line weigh: on average, at least, at its beginning."""
        if not 0 <= i < len(self.texts):
            return 0.0, 0.0, 0.0
        known = self._scores.get(i)
        if known is None:
            known = self._scores[i] = line_score(self.texts[i])
        return known

    def names_publisher(self, i: int) -> bool:
        """Tell a line that is the publisher's name alone, above or below the article."""
        if self.first < i < self.last or self.blocks[i][2] is _HEADING:
            return False
        publisher = self.document.metadata.publisher
        return len(self.texts[i]) == len(publisher) and self.texts[i] == publisher

    def likeness(self, i: int) -> Likeness:
        """Return how alike a block is to the page's title and standfirst."""
        known = self._likeness.get(i)
        if known is None:
            known = self._likeness[i] = self._compared(i)
        return known

    def begins_as_told(self, i: int) -> bool:
        """Tell whether a block may begin as the title or the standfirst does; quick to ask."""
        first = self.texts[i][0].lower()[0]
        return first in (self._title_words[:1], self._standfirst[:1]) or not first.isalnum()

    def _compared(self, i: int) -> Likeness:
        if self.lengths[i] > _LONGEST_TITLE or not self._title:
            return _UNLIKE
        words = runs(self.texts[i].lower())
        if not words:
            return _UNLIKE
        shared = len(self._title.intersection(words))
        standfirst = self._standfirst
        if not shared and len(standfirst) <= _TELLING_STANDFIRST:
            return _UNLIKE
        same, is_standfirst = self._repeats(" ".join(words)) if self.begins_as_told(i) else (0, 0)
        if same == _BEGINS and not shared:
            same = 0
        shares = shared / len(words), shared / len(self._title)
        return _new(Likeness, (*shares, same, is_standfirst))

    def _repeats(self, plain: str) -> tuple[int, int]:
        """Compare a block's words with the title and the standfirst, as :class:`Likeness` says."""
        title, standfirst = self._title_words, self._standfirst
        same = 0
        if plain == title:
            same = _IS
        elif len(plain) > _TELLING_TITLE and (title.startswith(plain) or plain.startswith(title)):
            same = _BEGINS
        is_standfirst = len(plain) > _TELLING_STANDFIRST < len(standfirst) and (
            standfirst.startswith(plain[:_BEGINNING]) or plain.startswith(standfirst[:_BEGINNING])
        )
        return same, int(is_standfirst)


def weight(text: str) -> float:
    """Return the length of a text in letters, a Chinese, Japanese or Korean sign being several."""
    length = len(text)
    if text.isascii():
        return float(length)
    # A figure or a name in other letters may stand at one of these places, hardly at all three.
    for sign in (text[length // 2], text[length // 3], text[length // 5]):
        if _CJK_FIRST <= sign <= _CJK_LAST:
            return length * _CJK_LETTERS
    return float(length)


def plain(text: str) -> str:
    """Return the words of a text, lower-cased, in one line."""
    return " ".join(runs(text.lower()))
