"""Plain text: every line that has words is a block, and hard-wrapped lines are one paragraph."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from digest_app.domain.block import Block, BlockKind
from digest_app.domain.compiled import compiled
from digest_app.domain.document import Document
from digest_app.domain.problems import UnreadableFile
from digest_app.readers import limits
from digest_app.readers.claims import settle
from digest_app.readers.encoding import scrub
from digest_app.readers.mojibake import NOTE, looks_wrong
from digest_app.readers.statements import stated_in_lines

_LINE: Final = re.compile(r"\S[^\n]*")
_MARKED: Final = re.compile(
    r"(?P<heading>\#{1,6})[ ]\S|(?P<item>[-*•‣▪–][ \t]|\d{1,2}[.)][ \t])\S|(?P<quote>>)[ ]?\S"
)
MARKS: Final = frozenset("#-*•‣▪–>0123456789")
# Lines that an editor or a mail program broke: most lines of long paragraphs end near one margin.
_MARGIN: Final = range(50, 100)
_WRAPPED_LINES: Final = 3


def read_text(text: str, name: str = "") -> Document:
    """Read a plain or pasted text; ``name`` is used in errors only.

    The text stays as it is, but for line ends, NULs and lone surrogates.

    Raises:
        UnreadableFile: if there are no words in it, or more than an article can have.
    """
    text = scrub(str(text))
    blocks = _joined(_QUICK.blocks_of(text) if _QUICK else plain_blocks(text), text)
    if not blocks:
        raise UnreadableFile(name or "pasted text", "There is no text in it.")
    if len(text) > limits.MAX_TEXT_CHARS:
        what = f"It is longer than any article ({len(text):,} characters)."
        raise UnreadableFile(name or "pasted text", what, "Cut it into its articles first.")
    notes = (NOTE,) if looks_wrong(text) else ()
    return Document(text, tuple(blocks), settle(stated_in_lines(text, blocks)), notes=notes)


def plain_blocks(text: str) -> list[Block]:
    """Cut the text into its lines, without the white space around them."""
    made: list[Block] = []
    for line in _LINE.finditer(text):
        start, end = line.span()
        if text[end - 1].isspace():
            end = start + len(line[0].rstrip())
        made.append(line_block(text, start, end) if text[start] in MARKS else Block(start, end))
    return made


def line_block(text: str, start: int, end: int) -> Block:
    """Return the block of a line, which may say itself what it is."""
    mark = _MARKED.match(text, start, end)
    return _marked(start, end, mark) if mark else Block(start, end)


def _marked(start: int, end: int, mark: re.Match[str]) -> Block:
    """Return the block of a line that says itself what it is, in the manner of Markdown."""
    if heading := mark["heading"]:
        return Block(start, end, BlockKind.HEADING, len(heading))
    if mark["item"]:
        return Block(start, end, BlockKind.LIST_ITEM, 1)
    return Block(start, end, BlockKind.QUOTE)


def _joined(blocks: list[Block], text: str) -> list[Block]:
    """Make hard-wrapped lines one paragraph; a text whose lines are paragraphs stays as it is."""
    if not _is_wrapped(blocks, text):
        return blocks
    made: list[Block] = []
    for block in blocks:
        last = made[-1] if made else None
        if last and block.kind is BlockKind.PARAGRAPH and _goes_on(last, block, text):
            made[-1] = last._replace(end=block.end)
        else:
            made.append(block)
    return made


def _goes_on(last: Block, block: Block, text: str) -> bool:
    """Tell whether the line before is full, so that this one continues it."""
    if text.count("\n", last.end, block.start) != 1 or last.kind is BlockKind.HEADING:
        return False
    line = last.end - max(last.start, text.rfind("\n", 0, last.end) + 1)
    first_word = text[block.start : block.end].partition(" ")[0]
    return line + 1 + len(first_word) >= _MARGIN.start


def _is_wrapped(blocks: list[Block], text: str) -> bool:
    """Tell whether most lines that are followed by another one end near a margin."""
    if len(blocks) < _WRAPPED_LINES or any(b.end - b.start >= _MARGIN.stop for b in blocks):
        return False
    inside = [
        one.end - one.start
        for one, two in pairwise(blocks)
        if two.start - one.end <= 2 and text.count("\n", one.end, two.start) == 1  # noqa: PLR2004 - a line end and a space
    ]
    near = sum(length in _MARGIN for length in inside)
    return near >= _WRAPPED_LINES and near >= 0.6 * len(inside)


_QUICK: Final = compiled("digest_app.readers.compiled_text")  # it takes what stands above
