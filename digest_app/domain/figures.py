"""Where an article's pictures stand, which of them are shown, and what their captions are."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from digest_app.domain.article import Article
from digest_app.domain.block import Block, Inline, InlineKind
from digest_app.domain.boilerplate import BoilerplateKind, Removal

#: What is smaller is a sign, a face beside a name, or counts visits; in pixels.
LEAST_WIDTH, LEAST_HEIGHT = 64, 48
#: A picture with more pixels is not decoded: with 4 bytes each this is 160 MB for a moment.
MOST_PIXELS = 40_000_000
CAPTIONS: Final = frozenset({BoilerplateKind.CAPTION, BoilerplateKind.PHOTO_CREDIT})
#: A picture beside any other folded line belongs to that line: an advertisement, a menu.
BESIDE: Final = CAPTIONS | {
    *(BoilerplateKind.TITLE_REPEAT, BoilerplateKind.BYLINE, BoilerplateKind.DATELINE_META),
    *(BoilerplateKind.COPYRIGHT, BoilerplateKind.TAGS),
}
_ELSEWHERE = re.compile(
    r"(?:part:\d+/)*(?:(?:https?|ftp|file|about|blob|javascript):|//|data:,?$)", re.IGNORECASE
)


class Standing(NamedTuple):
    """A picture at a block, by the block's number: before its words or behind them.

    ``caption`` are the numbers of blocks that cleaning folded away as its caption.
    """

    mark: Inline
    block: int
    is_behind: bool
    caption: tuple[int, ...] = ()


def says_something(width: int, height: int) -> bool:
    """Tell whether a picture of this size is worth showing, and may be decoded."""
    return width >= LEAST_WIDTH and height >= LEAST_HEIGHT and width * height <= MOST_PIXELS


def to_show(inlines: Iterable[Inline], held: Collection[str]) -> list[Inline]:
    """Return the marks of pictures that are held, and of those that leave words, each once.

    Of a picture that lies elsewhere nothing is shown: it is never fetched.
    """
    seen: dict[str, Inline] = {}
    for mark in inlines:
        if mark.kind is InlineKind.IMAGE and mark.target:
            leaves_words = mark.alt and not _ELSEWHERE.match(mark.target)
            if mark.target in held or leaves_words:
                seen.setdefault(mark.target, mark)
    return list(seen.values())


def standing(article: Article, marks: Iterable[Inline]) -> Iterator[Standing]:
    """Yield where pictures stand among an article's blocks, under the removals that it has.

    A picture inside a block or at its end stands behind it, any other before the next words;
    one that belongs to folded lines other than its own caption is folded with them.
    """
    blocks = article.blocks
    ends = [block.end for block in blocks]
    for mark in marks if blocks else ():
        at = min(bisect_left(ends, mark.start), len(blocks) - 1)
        kind = folded_as(article.text, blocks[at], article.removals)
        if kind is None:
            yield Standing(mark, at, mark.start > blocks[at].start)
        elif kind in BESIDE:
            yield Standing(mark, at, is_behind=False, caption=tuple(_caption(article, at)))


def _caption(article: Article, at: int) -> Iterator[int]:
    while at < len(article.blocks):
        if folded_as(article.text, article.blocks[at], article.removals) not in CAPTIONS:
            return
        yield at
        at += 1


def folded_as(text: str, block: Block, removals: Sequence[Removal]) -> BoilerplateKind | None:
    """Return the kind that a block is folded away as; None where any word of it is kept."""
    inside = [r for r in removals if r.start < block.end and r.end > block.start]
    position = block.start
    for removal in inside:
        if text[position : max(position, removal.start)].strip():
            return None
        position = max(position, removal.end)
    if not inside or text[position : block.end].strip():
        return None
    return inside[0].kind
