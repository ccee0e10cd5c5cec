"""What there is to say of each block of a page, in numbers that the model has weights for."""

from __future__ import annotations

import re
from typing import Final

from digest_app.cleaning.pages.elements import Elements, weight
from digest_app.cleaning.pages.words import SHORT_LINE, line_weights, line_words, name_weights
from digest_app.domain.block import BlockKind
from digest_app.domain.document import Document

NAMES: Final = (
    "length",
    "end",
    "share",
    "kind",
    "level",
    "own",
    "above",
    "worst",
    "height",
    "steps",
    "place",
    "from_first",
    "to_last",
    "part_before",
    "part_after",
    "prose_before",
    "prose_after",
    "alike",
    "alike_share",
    "alike_links",
    "parent_links",
    "parent_blocks",
    "parent_mass",
    "title_in",
    "title_of",
    "same_title",
    "same_standfirst",
    "again",
    "from_heading",
    "main_share",
    "words_mean",
    "words_least",
    "words_first",
    "words_before",
    "words_after",
    "tag",
    "inside",
    "figure_or_aside",
    "mass",
    "links_before",
    "links_after",
)

_STOPS: Final = frozenset('.!?…。！？؟।"”»’)）」』')
_WORDS: Final = re.compile(r"\w+")
_KINDS: Final = {kind: number for number, kind in enumerate(BlockKind)}
_TAGS: Final = {
    name: number
    for number, name in enumerate(
        [
            "p",
            "div",
            "li",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "td",
            "span",
            "section",
            "article",
            "figcaption",
            "blockquote",
            "ul",
            "ol",
            "table",
            "pre",
            "button",
            "header",
            "aside",
            "form",
            "time",
            "address",
            "center",
        ],
        start=1,
    )
}
_SPECIAL: Final = {
    "figure": 1,
    "figcaption": 1,
    "aside": 2,
    "header": 4,
    "article": 8,
    "main": 16,
    "blockquote": 32,
    "form": 64,
    "button": 64,
    "table": 128,
}


class Page:
    """A page being judged: its blocks' texts and what was counted over all of them."""

    def __init__(self, document: Document) -> None:
        blocks = self.blocks = document.blocks
        text = document.text
        self.document = document
        self.layouts = [block.layout for block in blocks]
        self.texts = [text[block[0] : block[1]] for block in blocks]
        self.lengths = [weight(words) for words in self.texts]
        self.shares = [block.layout.link_share for block in blocks]
        self.elements = Elements(document.elements, blocks, self.lengths, name_weights())
        self.title = _plain(document.metadata.title)
        self.standfirst = _plain(document.metadata.description)
        self._title_words = frozenset(self.title.split())
        self._count()
        self._special()

    def _special(self) -> None:
        inside: list[int] = []
        for tag, _, parent in self.elements.all:
            bits = inside[parent] if parent >= 0 else 0
            inside.append(bits | _SPECIAL.get(tag, 0))
        self.inside = inside

    def _count(self) -> None:
        """Count what is repeated, and where the prose of the main element begins and ends."""
        elements, everything = self.elements, self.elements.all
        self.again: dict[str, int] = {}
        self.groups: dict[tuple[str, str, str], list[float]] = {}
        self.group_of: list[list[float]] = []
        main: list[int] = []
        done = 0.0
        self.done: list[float] = []
        self.heading = -1
        for i, block in enumerate(self.blocks):
            words, length = self.texts[i], self.lengths[i]
            self.again[words] = self.again.get(words, 0) + 1
            number = block.layout.element
            tag, name, parent = everything[number]
            key = (tag, name, everything[parent].words if parent >= 0 else "")
            group = self.groups.get(key)
            if group is None:
                group = self.groups[key] = [0.0, 0.0, 0.0]
            out = elements.out[number]
            prose = 0.0 if out else elements.prose[i]
            group[0] += 1
            group[1] += prose
            group[2] += self.shares[i]
            self.group_of.append(group)
            self.done.append(done)
            if prose:
                if elements.height[number] <= 1:
                    done += prose
                if elements.height[number] == 0:
                    main.append(i)
            if tag == "h1":
                self.heading = i
        self.main_prose = done or 1.0
        self.first, self.last = (main[0], main[-1]) if main else (0, len(self.blocks) - 1)
        self.word_scores: dict[int, tuple[float, float, float]] = {}

    def candidates(self) -> list[int]:
        """Return the blocks that the model must judge; the rest are furniture for certain."""
        out, blocks = self.elements.out, self.blocks
        return [
            i
            for i, block in enumerate(blocks)
            if not out[block.layout.element]
            and not (block.layout.links > 2 and block.layout.link_share > 0.8)
        ]

    def words(self, i: int) -> tuple[float, float, float]:
        """Return what the words of a short line weigh: on average, at least, at its beginning."""
        if not 0 <= i < len(self.texts):
            return 0.0, 0.0, 0.0
        known = self.word_scores.get(i)
        if known is None:
            known = self.word_scores[i] = _words(self.texts[i])
        return known

    def of(self, i: int) -> list[float]:
        """Return the evidence of a block, in the order of :data:`NAMES`."""
        block, text, length = self.blocks[i], self.texts[i], self.lengths[i]
        number, share, _ = block.layout
        elements = self.elements
        tag, _, parent = elements.all[number]
        own = elements.own[number]
        mean, least, first = self.words(i)
        title_in, title_of, same_title, same_standfirst = self.title_of(i)
        group = self.group_of[i]
        end = text[-1]
        before, after = self._side(i - 1), self._side(i + 1)
        total = elements.total or 1.0
        p = parent if parent >= 0 else number
        return [
            length,
            1 if end in _STOPS else 2 if end in ":：" else 0,
            share,
            _KINDS[block.kind],
            block.level,
            own,
            elements.above[number],
            elements.worst[number],
            elements.height[number],
            elements.steps[number],
            before * 5 + after,
            i - self.first,
            self.last - i,
            self.done[i] / self.main_prose,
            1 - self.done[i] / self.main_prose,
            sum(elements.prose[max(0, i - 3) : i]),
            sum(elements.prose[i + 1 : i + 4]),
            group[0],
            group[1] / total,
            group[2] / group[0],
            elements.linked[p] / (elements.letters[p] or 1.0),
            elements.inner[p],
            elements.mass[p] / total,
            title_in,
            title_of,
            same_title,
            same_standfirst,
            self.again[text],
            i - self.heading if self.heading >= 0 else 99,
            self.main_prose / total,
            mean,
            least,
            first,
            self.words(i - 1)[0],
            self.words(i + 1)[0],
            _TAGS.get(tag, 0),
            self.inside[number] & 0b11111000,
            self.inside[number] & 0b111,
            elements.mass[number] / total,
            self.shares[i - 1] if i else 1.0,
            self.shares[i + 1] if i + 1 < len(self.shares) else 1.0,
        ]

    def _side(self, i: int) -> int:
        """Return what stands beside a block: 0 nothing, 1 links, 2 furniture, 3 a scrap, 4 prose."""
        if not 0 <= i < len(self.blocks):
            return 0
        if self.shares[i] > 0.6:
            return 1
        if self.elements.out[self.blocks[i].layout.element]:
            return 2
        return 4 if self.elements.prose[i] else 3

    def title_of(self, i: int) -> tuple[float, float, int, int]:
        """Return how much of the block is the title, and of the title the block; then whether
        it is the title (1) or begins as it does (2), and whether it is the standfirst.
        """
        if self.lengths[i] > 400 or not self.title:
            return 0.0, 0.0, 0, 0
        plain = _plain(self.texts[i])
        words = plain.split()
        if not words:
            return 0.0, 0.0, 0, 0
        shared = len(self._title_words.intersection(words))
        same = 0
        if plain == self.title:
            same = 1
        elif len(plain) > 15 and (self.title.startswith(plain) or plain.startswith(self.title)):
            same = 2
        stand = self.standfirst
        alike = (
            len(plain) > 20
            and bool(stand)
            and (stand.startswith(plain[:60]) or plain.startswith(stand[:60]))
        )
        return shared / len(words), shared / len(self._title_words), same, int(alike)


def _plain(text: str) -> str:
    return " ".join(_WORDS.findall(text.lower()))


def _words(text: str) -> tuple[float, float, float]:
    if len(text) >= SHORT_LINE:
        return 0.0, 0.0, 0.0
    found = line_words(text)
    if not found:
        return -2.0, -2.0, 0.0
    known = line_weights()
    weights = [known.get(word, 0.0) for word in found]
    first = known.get("^" + found[0], 0.0)
    if len(found) > 1:
        first += known.get(f"^{found[0]} {found[1]}", 0.0)
    return sum(weights) / len(weights), min(weights), first
