"""Items of lists in plain text, which begin with their own sign: ``- this``, ``2. that``."""

from __future__ import annotations

import re
from typing import NamedTuple

from digest_app.domain.block import Block, BlockKind

_SIGN = re.compile(r"(?:[-*•‣▪–]|(\d{1,2})[.)])[ \t]+(?=\S)")


class ListItem(NamedTuple):
    """An item of a list: where its words begin, its depth from 1, its number or 0."""

    start: int
    level: int
    ordinal: int


def list_item(text: str, block: Block) -> ListItem | None:
    """Return what a block is as an item of a list, without a sign of its own; None for others."""
    if block.kind is not BlockKind.LIST_ITEM:
        return None
    sign = _SIGN.match(text, block.start, block.end) if block.layout is None else None
    if sign is None or block.ordinal:
        return ListItem(block.start, max(1, block.level), block.ordinal)
    return ListItem(sign.end(), max(1, block.level), int(sign[1] or 0))
