"""What there is to say of a block of a page, in numbers that the model has weights for.

``shape`` needs no words and decides most blocks; ``words`` is asked for the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from digest_app.cleaning.pages.page import Page
from digest_app.domain.block import BlockKind

SHAPE: Final = (
    *("length", "end", "share", "kind", "level", "own", "above", "worst", "height", "steps"),
    *("from_first", "to_last", "part_before", "alike", "alike_share", "alike_links"),
    *("parent_links", "parent_blocks", "parent_mass", "from_heading", "main_share", "tag"),
    *("inside", "figure_or_aside", "mass"),
)
WORDS: Final = (
    *("in_title", "of_title", "same_title", "same_standfirst", "again"),
    *("words_mean", "words_least", "words_first", "words_before", "words_after"),
    *("between", "prose_before", "prose_after", "links_before", "links_after"),
)
NAMES: Final = SHAPE + WORDS
# Whole numbers, always; all others are always fractions. Python is quick to compare like with like.
WHOLE: Final = frozenset(
    (
        *("level", "height", "steps", "from_first", "to_last", "parent_blocks", "from_heading"),
        *("inside", "figure_or_aside", "same_title", "same_standfirst", "again", "between"),
    )
)

_ENDS: Final = {
    **dict.fromkeys('.!?…。！？؟।"”’»)’）」』', 1.0),
    **dict.fromkeys(":：", 2.0),
}
_KINDS: Final = {kind: float(number) for number, kind in enumerate(BlockKind)}
_NO_HEADING: Final = 99
_LINKS: Final = 0.6
_AROUND: Final = 3  # blocks whose prose is added up before and after one
_TAGS: Final = {
    name: float(number)
    for number, name in enumerate(
        (
            *("p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "span", "section"),
            *("article", "figcaption", "blockquote", "ul", "ol", "table", "pre", "button"),
            *("header", "aside", "form", "time", "address", "center"),
        ),
        start=1,
    )
}


def shape(page: Page, i: int) -> list[float]:
    """Return what structure says of a block, in the order of :data:`SHAPE`."""
    number = page.numbers[i]
    block = page.blocks[i]
    elements = page.elements
    total = elements.total
    tag, _, parent = elements.all[number]
    if parent < 0:
        parent = number
    count, prose, links = page.group_of[i]
    own, above, worst, inside = elements.told(number)
    return [
        page.lengths[i],
        _ENDS.get(page.texts[i][-1], 0.0),
        page.shares[i],
        _KINDS[block[2]],
        block[3],
        own,
        above,
        worst,
        elements.height[number],
        elements.steps[number],
        i - page.first,
        page.last - i,
        page.done[i] / page.main_prose,
        count,
        prose / total,
        links / count,
        elements.linked[parent] / (elements.letters[parent] or 1.0),
        elements.inner[parent],
        elements.mass[parent] / total,
        i - page.heading if page.heading >= 0 else _NO_HEADING,
        page.main_prose / total,
        _TAGS.get(tag, 0.0),
        inside & 0b11111000,
        inside & 0b111,
        elements.mass[number] / total,
    ]


def words(page: Page, i: int) -> list[float]:
    """Return what a block's words and its neighbours say, in the order of :data:`WORDS`."""
    prose, shares = page.prose, page.shares
    return [
        *page.likeness(i),
        page.again(i),
        *page.words(i),
        page.words(i - 1)[0],
        page.words(i + 1)[0],
        _beside(page, i - 1) * 5 + _beside(page, i + 1),
        _added(prose[max(0, i - _AROUND) : i]),
        _added(prose[i + 1 : i + 1 + _AROUND]),
        shares[i - 1] if i else 1.0,
        shares[i + 1] if i + 1 < len(shares) else 1.0,
    ]


def _added(prose: Sequence[float]) -> float:
    total = 0.0
    for letters in prose:  # one by one, and so the same in every version of Python
        total += letters
    return total


def _beside(page: Page, i: int) -> int:
    """Return what stands beside a block: 0 nothing, 1 links, 2 furniture, 3 a scrap, 4 prose."""
    if not 0 <= i < len(page.numbers):
        return 0
    if page.shares[i] > _LINKS:
        return 1
    if page.elements.out[page.numbers[i]]:
        return 2
    return 4 if page.prose[i] else 3
