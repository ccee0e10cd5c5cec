"""Code, tables, lists, notes and times of entries that stand among the article's own paragraphs.

They are unlike prose, and a block alone says little about them: what stands before and after them
in the same part of the page says more.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Mapping, Sequence
from typing import Final

from digest_app.cleaning.lines_own import is_clock
from digest_app.cleaning.pages.page import Page
from digest_app.domain.block import BlockKind

_AMONG: Final = frozenset({BlockKind.PREFORMATTED, BlockKind.TABLE})
_AFTER: Final = frozenset({BlockKind.LIST_ITEM, BlockKind.QUOTE})
_CELLS: Final = frozenset({"td", "th"})
_PARTS: Final = _CELLS | {"ul", "ol", "li", "dl", "dt", "dd", "tr", "tbody", "thead", "tfoot"}
_LINKS: Final = 0.3
_BAD_NAMES: Final = -1.0
_BARELY: Final = 0.1  # log-odds: kept, and open to the word rules
_SURELY: Final = 3.0  # log-odds: kept, and closed to the word rules
_FEWEST: Final = 3  # entries of a live blog
_REACHES: Final = 3  # blocks: a heading or two, then the entry
_BACK: Final = ("↩", "↩︎", "↩\ufe0e")


def held(page: Page, judged: Mapping[int, float]) -> dict[int, float]:
    """Return the log-odds of blocks, above zero for those that the article's paragraphs hold."""
    inside = [i for i, odds in judged.items() if odds > 0]
    raised = dict(judged)
    for i, odds in judged.items():
        if odds <= 0 and (_is_note(page, i) or (_may_be(page, i) and _is_held(page, i, inside))):
            raised[i] = _BARELY
    return raised | dict.fromkeys(_times(page, judged), _SURELY)


def _times(page: Page, judged: Mapping[int, float]) -> Sequence[int]:
    """Return the times that open entries of a live blog."""
    clocks = [i for i in judged if is_clock(page.texts[i])]
    if len(clocks) < _FEWEST:
        return ()
    opening = [i for i in clocks if _opens_entry(page, i, judged)]
    return opening if len(opening) >= _FEWEST else ()


def _opens_entry(page: Page, i: int, judged: Mapping[int, float]) -> bool:
    """Tell whether a paragraph that is kept follows a time, before the next time."""
    for j in range(i + 1, min(i + 1 + _REACHES, len(page.texts))):
        if is_clock(page.texts[j]):
            return False
        if judged.get(j, 0.0) > 0 and page.blocks[j][2] is BlockKind.PARAGRAPH:
            return True
    return False


def _is_note(page: Page, i: int) -> bool:
    """Tell a footnote: it ends with the sign that leads back to where it is noted."""
    return page.texts[i].endswith(_BACK)


def _may_be(page: Page, i: int) -> bool:
    kind = page.blocks[i][2]
    if kind not in _AMONG and kind not in _AFTER and not _is_cell(page, i):
        return False
    own, above, *_ = page.elements.told(page.numbers[i])
    return page.shares[i] <= _LINKS and own + above >= _BAD_NAMES


def _is_cell(page: Page, i: int) -> bool:
    """Tell a cell of a table that is read cell by cell, as tables are that only lay a page out."""
    return page.elements.all[page.numbers[i]].tag in _CELLS


def _is_held(page: Page, i: int, inside: Sequence[int]) -> bool:
    """Tell whether the article goes on after a block, or has come before the items of a list."""
    place = bisect(inside, i)
    holder = _holder(page, i)
    before = place > 0 and _stands_in(page, inside[place - 1], holder)
    if page.blocks[i][2] in _AFTER:
        return before
    return before and place < len(inside) and _stands_in(page, inside[place], holder)


def _holder(page: Page, i: int) -> int:
    """Return the element that a block stands in, or the list or table that it is a part of."""
    everything = page.elements.all
    number = everything[page.numbers[i]][2]
    while number >= 0 and everything[number][0] in _PARTS:
        number = everything[number][2]
    if number >= 0 and everything[number][0] == "table" and _is_cell(page, i):
        number = everything[number][2]
    return number


def _stands_in(page: Page, i: int, holder: int) -> bool:
    everything, number = page.elements.all, page.numbers[i]
    while number > holder:  # an element's number is greater than those around it
        number = everything[number][2]
    return number == holder
