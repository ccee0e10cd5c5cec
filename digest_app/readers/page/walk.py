"""One walk over a parsed page: its blocks in reading order, with the elements they stand in.

A page has thousands of nodes and the walk is most of what reading it costs. So the loop is
plain, asks a node for as little as it can, and makes nothing for elements without words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from digest_app.domain.block import HIDDEN, Block, BlockKind, Element, Inline, InlineKind, Layout
from digest_app.readers.page.coarse import data, menu
from digest_app.readers.page.inlines import Mark, as_is, folded, linked, placed
from digest_app.readers.page.numbers import numbers
from digest_app.readers.page.tags import PLAIN, ROLES, Kind, Role, kind_inside

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_HEADING, _PRE, _LIST = BlockKind.HEADING, BlockKind.PREFORMATTED, BlockKind.LIST_ITEM
_TEXT, _INLINE, _BLOCK = Role.TEXT, Role.INLINE, Role.BLOCK
_MARK, _ASK, _SKIP = Role.MARK, Role.ASK, Role.SKIP
_MENU: Final[Kind] = (BlockKind.LIST_ITEM, 1, 0)
_TABLE: Final[Kind] = (BlockKind.TABLE, 0, 0)
_MAX_MARKS: Final = 20_000  # in one block; a page with more is a test of our memory
_MAX_WHOLE: Final = 500  # lists and tables that are asked about; each question searches them
_LONG: Final = 7  # digits; no list begins at such a number
_NAMES: Final = ("id", "role", "itemprop")
# Named tuples are made here by the hundred; this is the quick way to make one.
_new = tuple.__new__


class Frame:
    """An open block element; ``number`` is its own in the elements once words were found in it."""

    __slots__ = ("items", "kind", "node", "number", "outer", "tag")

    def __init__(self, node: LexborNode, tag: int, kind: Kind, outer: Frame | None) -> None:
        self.node = node
        self.tag = tag  # as the parser numbers them
        self.kind = kind
        self.outer = outer
        self.number = -1
        self.items = 0

    def next_item(self) -> int:
        """Count one more item of a numbered list; return its number."""
        if not self.items:
            stated = self.node.attributes.get("start") or ""
            self.items = int(stated) - 1 if stated.isdecimal() and len(stated) < _LONG else 0
        self.items += 1
        return self.items


class Walk:
    """Collects a page's texts, blocks, elements and, where ``marked``, inlines.

    ``texts`` put together are the document's text.
    """

    def __init__(self, *, marked: bool) -> None:
        self.texts: list[str] = []
        self.blocks: list[Block] = []
        self.elements: list[Element] = []
        self.inlines: list[Inline] = []
        self._marked = marked
        self._parts: list[str] = []  # the words of the open block, as the page has them
        self._marks: list[Mark] = []  # its marks that are closed
        self._open: list[Mark] = []  # the marks that are open, outermost first
        self._length = 0
        self._line = False  # the next block follows after one line break
        self._whole = 0

    def over(self, body: LexborNode) -> None:  # noqa: C901, PLR0912 - one loop, for its speed
        """Walk over the body, depth first and without recursion."""
        known, parts, flush = numbers(), self._parts, self._flush
        role_of, kinds = known.roles.get, known.kinds
        frame = Frame(body, body.tag_id, PLAIN, None)
        path: list[tuple[LexborNode, Role]] = []
        node = body.first_child
        while node is not None:
            tag = node.tag_id
            role = role_of(tag) or ROLES.get(node.tag, _BLOCK)
            if role is _TEXT:
                if parts or not node.is_empty_text_node:
                    words = node.text_content
                    if words and (parts or not words.isspace()):
                        parts.append(words)
            elif role is not _SKIP:
                if role is _ASK:
                    role = self._ask(node, frame)
                inner = None if role is _SKIP else node.first_child
                if role is _BLOCK:
                    if parts:
                        flush(frame)
                    self._line = False
                    if inner is not None:
                        kind = frame.kind
                        if tag in kinds:
                            kind = kind_inside(kinds[tag], kind)
                        if tag == known.item and frame.tag == known.ordered:
                            kind = (kind[0], kind[1], frame.next_item())
                        frame = Frame(node, tag, kind, frame)
                elif role is _MARK and inner is not None:
                    self._open.append(Mark(len(parts), 0, known.marks[tag], node))
                if inner is not None:
                    path.append((node, role))
                    node = inner
                    continue
            node = node.next
            while node is None and path:
                node, role = path.pop()
                if role is _BLOCK:
                    if parts:
                        flush(frame)
                    self._line = False
                    frame = frame.outer or frame
                elif role is _MARK:
                    self._close()
                node = node.next
        if parts:
            flush(frame)

    def _ask(self, node: LexborNode, frame: Frame) -> Role:
        """Take in a line break, an image, or a whole list or table; return how to go on."""
        tag = node.tag
        if tag == "br":
            self._break(frame)
        elif tag in {"img", "amp-img"}:
            if self._marked:
                here = len(self._parts)
                self._marks.append(Mark(here, here, InlineKind.IMAGE, node))
        elif not self._take(tag, node, frame):
            return _BLOCK
        return _SKIP

    def _break(self, frame: Frame) -> None:
        """End a line: the next is a block of its own, save in headings and kept lines."""
        kind = frame.kind[0]
        if not self._parts:
            self._line = False
        elif kind is _HEADING or kind is _PRE:
            self._parts.append("\n")
        else:
            self._flush(frame)
            self._line = True

    def _take(self, tag: str | None, node: LexborNode, frame: Frame) -> bool:
        """Take a list of links or a table of data as one block; tell whether it was one."""
        self._whole += 1
        if self._whole > _MAX_WHOLE:
            return False
        lines = data(node) if tag == "table" else menu(node)
        if lines is None:
            return False
        if self._parts:
            self._flush(frame)
        kind = _TABLE if tag == "table" else _MENU
        if lines.text:
            self._add(*lines, Frame(node, node.tag_id, kind, frame))
        return True

    def _close(self) -> None:
        """End the innermost mark."""
        mark = self._open.pop()
        mark.last = len(self._parts)
        if mark.last > mark.first and len(self._marks) < _MAX_MARKS:
            self._marks.append(mark)

    def _flush(self, frame: Frame) -> None:
        """Make a block of the words that were collected."""
        parts, marks = self._parts, self._marks
        for mark in self._open:
            if len(parts) > mark.first:
                marks.append(Mark(mark.first, len(parts), mark.kind, mark.node))
            mark.first = 0
        raw = parts[0] if len(parts) == 1 else "".join(parts)
        kept = frame.kind[0] is _PRE
        words = raw.strip("\n").rstrip().replace("\r", " ") if kept else " ".join(raw.split())
        if marks:
            inside, links = linked(parts, marks)
            self._add(words, inside / len(raw), links, frame)
            if self._marked:
                self._place(len(raw) - len(raw.lstrip("\n")) if kept else -1)
            marks.clear()
        else:
            self._add(words, 0.0, 0, frame)
        parts.clear()

    def _place(self, skipped: int) -> None:
        """Put the marks of the block just added where they stand."""
        start, end, *_ = self.blocks[-1]
        parts = self._parts
        begins, ends = folded(parts, start) if skipped < 0 else as_is(parts, start - skipped, end)
        self.inlines += placed(self._marks, begins, ends)

    def _add(self, words: str, share: float, links: int, frame: Frame) -> None:
        """Add a block to the text."""
        kind, level, ordinal = frame.kind
        blocks = self.blocks
        start = self._length
        if blocks:
            gap = "\n" if self._line or (kind is _LIST and blocks[-1][2] is _LIST) else "\n\n"
            self.texts.append(gap)
            start += len(gap)
        self._length = end = start + len(words)
        self.texts.append(words)
        number = frame.number if frame.number >= 0 else self._number(frame)
        layout = _new(Layout, (number, share, links))
        blocks.append(_new(Block, (start, end, kind, level, layout, ordinal)))

    def _number(self, frame: Frame) -> int:
        """Put an element, and those around it that have no number yet, into the elements."""
        waiting = []
        around: Frame | None = frame
        while around is not None and around.number < 0:
            waiting.append(around)
            around = around.outer
        number = around.number if around is not None else -1
        elements = self.elements
        while waiting:
            inner = waiting.pop()
            elements.append(_new(Element, (inner.node.tag, _words(inner.node), number)))
            inner.number = number = len(elements) - 1
        return number


def _words(node: LexborNode) -> str:
    """Return the words by which a page names an element, and says where it hides it."""
    attributes = node.attributes
    if not attributes:
        return ""
    words = attributes.get("class") or ""
    if len(attributes) > 1 or not words:
        for name in _NAMES:
            if name in attributes:
                words = f"{words} {attributes[name]}"
        if "hidden" in attributes or ("style" in attributes and _is_hidden(attributes["style"])):
            words += f" {HIDDEN}"
    return words.lower()


def _is_hidden(style: str | None) -> bool:
    return style is not None and "display:none" in style.replace(" ", "")
