"""Several articles in one pasted text: where each of them may begin.

Proposals, never decisions: the user sees them and splits, or does not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from digest_app.domain.block import Block, BlockKind
from digest_app.readers.statements import is_headline
from digest_app.readers.text import read_text

_RULE: Final = re.compile(r"(?:[-=_*#~•·—–+]\s?){3,}$")
_BYLINE: Final = re.compile(
    r"(?:By|BY|Von|Par|Por|Di)\s[A-Z].{0,70}$|(?:Published|Posted|Updated)\b[:\s].{0,60}$"
)
_DATELINE: Final = re.compile(
    r"[A-Z][A-Z .'’-]{2,30}(?:,\s[^—–()]{2,30})?\s?(?:\([^)]{2,20}\)\s?)?[-–—]{1,2}\s"
)
_END: Final = re.compile(
    r"^(?:copyright\s)?(?:©|ⓒ|\(c\)\s(?:19|20)\d\d)|^copyright\b.{0,12}(?:19|20)\d\d"
    r"|all rights reserved|^tags?:|join the discussion"
    r"|^\(?reporting by|^(?:-\s?)?ends\s?-?$|^###$|^-30-$",
    re.IGNORECASE,
)
_LABEL: Final = re.compile(r"(?:title|headline|subject)\s*:\s\S", re.IGNORECASE)
_SENTENCE_END: Final = re.compile(r"[.!?…]['\"”’»)\s]*$")
_LEAST_CHARS: Final = 300
#: A line of an article's prose, and how much of it tells an article from a teaser, in letters.
_PROSE_CHARS, _ENOUGH_PROSE = 60, 240
_LOOK_BACK, _LOOK_AHEAD = 3, 6


class Split(NamedTuple):
    """Where an article may begin, in code points of the text, and why, in a sentence."""

    start: int
    reason: str


def split_points(text: str) -> tuple[Split, ...]:
    """Return where the second and each later article of a text may begin.

    Nothing is proposed that would leave an article of less than some 50 words on either side.
    """
    blocks = read_text(text).blocks if text.strip() else ()
    splits: list[Split] = []
    begin = 0
    for number in range(1, len(blocks)):
        start = blocks[number].start
        if start - begin < _LEAST_CHARS or len(text) - start < _LEAST_CHARS:
            continue
        if reason := _reason(text, blocks, number):
            splits.append(Split(start, reason))
            begin = start
    return tuple(splits)


def _reason(text: str, blocks: Sequence[Block], number: int) -> str:
    """Say why an article may begin with this block; empty where none does."""
    line = _line(text, blocks[number])
    if not _may_begin(line, blocks[number]):
        return ""
    before = [_line(text, b) for b in blocks[max(0, number - _LOOK_BACK) : number]]
    after = [_line(text, b) for b in blocks[number + 1 : number + 1 + _LOOK_AHEAD]]
    if _LABEL.match(line):
        return "A line names a title."
    if _RULE.match(before[-1]):
        return "A dividing line stands before it."
    prose = _opens_an_article(after)
    if prose and any(_END.search(one) for one in before):
        return "A headline follows the end of an article."
    dated = any(_BYLINE.match(one) for one in after[:2]) or _DATELINE.match("".join(after[:1]))
    return "A headline with a byline or a dateline stands here." if prose and dated else ""


def _opens_an_article(after: Sequence[str]) -> bool:
    """Tell prose from a list of teasers, each with its own byline and a sentence at most."""
    prose = sum(len(one) for one in after if len(one) >= _PROSE_CHARS)
    return prose >= _ENOUGH_PROSE and not any(_BYLINE.match(one) for one in after[2:])


def _may_begin(line: str, block: Block) -> bool:
    if _RULE.match(line) or _DATELINE.match(line):
        return False
    heading = block.kind is BlockKind.HEADING and block.level == 1
    is_prose = len(line) >= _PROSE_CHARS and _SENTENCE_END.search(line)
    return heading or bool(_LABEL.match(line)) or (is_headline(line) and not is_prose)


def _line(text: str, block: Block) -> str:
    return text[block.start : block.end]
