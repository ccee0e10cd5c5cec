"""One walk over a parsed page: its blocks in reading order, with the elements they stand in.

A page has thousands of nodes and the walk is most of what reading it costs. So the loop is
plain, asks a node for as little as it can, and makes nothing for elements without words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from digest_app.domain.block import HIDDEN, Block, BlockKind, Element, Inline, InlineKind, Layout
from digest_app.readers.page.coarse import data, menu
from digest_app.readers.page.inlines import (
    Mark,
    OpenMark,
    linked,
    placed,
    places,
    places_as_is,
)
from digest_app.readers.page.numbers import KNOWN, numbers
from digest_app.readers.page.spacing import folded
from digest_app.readers.page.tags import PLAIN, ROLES, Kind, Role, kind_inside

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_HEADING, _PRE, _LIST = BlockKind.HEADING, BlockKind.PREFORMATTED, BlockKind.LIST_ITEM
_BLOCK, _MARK, _ASK, _SKIP = Role.BLOCK, Role.MARK, Role.ASK, Role.SKIP
_IMAGE: Final = InlineKind.IMAGE
_MENU: Final[Kind] = (BlockKind.LIST_ITEM, 1, 0)
_TABLE: Final[Kind] = (BlockKind.TABLE, 0, 0)
MAX_MARKS: Final = 20_000  # in one block; a page with more is a test of our memory
MAX_WHOLE: Final = 500  # lists and tables that are asked about; each question searches them
_LONG: Final = 7  # digits; no list begins at such a number
NAMES: Final = ("id", "role", "itemprop")
TELLING: Final = frozenset((*NAMES, "hidden", "style"))
# Named tuples are made here by the hundred; this is the quick way to make one.
_new = tuple.__new__


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
        self._open: list[OpenMark] = []  # the marks that are open, outermost first
        self._nodes: list[LexborNode] = []  # the block elements that are open, outermost first
        self._numbers: list[int] = []  # of those among them, from the outermost, that have words
        self._items: dict[int, int] = {}  # how many items numbered lists had so far
        self._length = 0
        self._line = False  # the next block follows after one line break
        self._whole = 0

    def over(self, body: LexborNode) -> None:  # noqa: C901, PLR0912, PLR0915 - one loop, for its speed
        """Walk over the body, depth first and without recursion."""
        known, parts, nodes, flush = numbers(), self._parts, self._nodes, self._flush
        numbered, opened = self._numbers, self._open
        text, roles, kinds, marks = known.text, known.roles, known.kinds, known.marks
        nodes.append(body)
        kind = PLAIN  # of the blocks directly in the innermost of the nodes
        path: list[tuple[LexborNode, Role, Kind]] = []
        node = body.first_child
        while node is not None:
            tag = node.tag_id
            if tag == text:
                if parts or not node.is_empty_text_node:
                    words = node.text_content
                    if words and (parts or not words.isspace()):
                        parts.append(words)
            elif (role := roles[tag] if tag < KNOWN else ROLES.get(node.tag, _BLOCK)) is not _SKIP:
                if role is _ASK:
                    role = self._ask(tag, node, kind)
                inner = None if role is _SKIP else node.first_child
                if role is _BLOCK:
                    if parts:
                        flush(kind)
                    self._line = False
                if inner is not None:
                    path.append((node, role, kind))
                    if role is _BLOCK:
                        if tag in kinds:
                            kind = kind_inside(kinds[tag], kind)
                            if tag == known.item and nodes[-1].tag_id == known.ordered:
                                kind = (kind[0], kind[1], self._next_item(nodes[-1]))
                        nodes.append(node)
                    elif role is _MARK:
                        opened.append((len(parts), marks[tag], node))
                    node = inner
                    continue
            node = node.next
            while node is None and path:
                node, role, outer = path.pop()
                if role is _BLOCK:
                    if parts:
                        flush(kind)
                    self._line = False
                    nodes.pop()
                    if len(numbered) > len(nodes):
                        numbered.pop()
                    kind = outer
                elif role is _MARK:
                    self._close()
                node = node.next
        if parts:
            flush(kind)

    def _leave(self) -> None:
        """Leave the innermost block element."""
        nodes, numbers = self._nodes, self._numbers
        nodes.pop()
        if len(numbers) > len(nodes):
            numbers.pop()

    def _next_item(self, ordered: LexborNode) -> int:
        """Count one more item of a numbered list; return its number."""
        which = ordered.mem_id
        if which not in self._items:
            self._items[which] = items_stated(ordered.attributes.get("start"))
        self._items[which] += 1
        return self._items[which]

    def _ask(self, tag: int, node: LexborNode, kind: Kind) -> Role:
        """Take in a line break, an image, or a whole list or table; return how to go on."""
        known = numbers()
        if tag == known.line_break:
            self._break(kind)
        elif tag in known.whole:
            if not self._take(node, kind, is_table=tag == known.table):
                return _BLOCK
        elif self._marked:
            here = len(self._parts)
            self._marks.append((here, here, _IMAGE, node))
        return _SKIP

    def _break(self, kind: Kind) -> None:
        """End a line: the next is a block of its own, save in headings and kept lines."""
        if not self._parts:
            self._line = False
        elif kind[0] is _HEADING or kind[0] is _PRE:
            self._parts.append("\n")
        else:
            self._flush(kind)
            self._line = True

    def _take(self, node: LexborNode, kind: Kind, *, is_table: bool) -> bool:
        """Take a list of links or a table of data as one block; tell whether it was one."""
        self._whole += 1
        if self._whole > MAX_WHOLE:
            return False
        lines = data(node) if is_table else menu(node)
        if lines is None:
            return False
        if self._parts:
            self._flush(kind)
        if lines.text:
            self._nodes.append(node)
            self._add(*lines, _TABLE if is_table else _MENU)
            self._leave()
        return True

    def _close(self) -> None:
        """End the innermost mark."""
        first, kind, node = self._open.pop()
        last = len(self._parts)
        if last > first and len(self._marks) < MAX_MARKS:
            self._marks.append((first, last, kind, node))

    def _flush(self, kind: Kind) -> None:
        """Make a block of the words that were collected."""
        parts, marks = self._parts, self._marks
        if self._open:
            self._part()
        raw = parts[0] if len(parts) == 1 else "".join(parts)
        kept = kind[0] is _PRE
        words = raw.strip("\n").rstrip().replace("\r", " ") if kept else folded(raw)
        if marks:
            inside, links = linked(parts, marks)
            self._add(words, inside / len(raw), links, kind)
            if self._marked:
                self._place(len(raw) - len(raw.lstrip("\n")) if kept else -1)
            marks.clear()
        else:
            self._add(words, 0.0, 0, kind)
        parts.clear()

    def _part(self) -> None:
        """Part the open marks where the block ends: they go on from the next one's beginning."""
        here = len(self._parts)
        for first, kind, node in self._open:
            if here > first:
                self._marks.append((first, here, kind, node))
        self._open[:] = [(0, kind, node) for _, kind, node in self._open]

    def _place(self, skipped: int) -> None:
        """Put the marks of the block just added where they stand."""
        start, end = self.blocks[-1][:2]
        parts = self._parts
        if skipped >= 0:
            begins, ends = places_as_is(parts, start - skipped, end)
        elif len(parts) == 1:
            begins, ends = [start], [end]
        else:
            begins, ends = places(parts, start)
        self.inlines += placed(self._marks, begins, ends)

    def _add(self, words: str, share: float, links: int, inside: Kind) -> None:
        """Add a block to the text."""
        kind, level, ordinal = inside
        blocks, texts = self.blocks, self.texts
        start = self._length
        if blocks:
            gap = "\n" if self._line or (kind is _LIST and blocks[-1][2] is _LIST) else "\n\n"
            texts.append(gap)
            start += len(gap)
        self._length = end = start + len(words)
        texts.append(words)
        numbers = self._numbers
        number = numbers[-1] if len(numbers) == len(self._nodes) else self._number()
        layout = _new(Layout, (number, share, links))
        blocks.append(_new(Block, (start, end, kind, level, layout, ordinal)))

    def _number(self) -> int:
        """Put the open elements that have no number yet into the elements; return the last's."""
        elements, numbers = self.elements, self._numbers
        number = numbers[-1] if numbers else -1
        for node in self._nodes[len(numbers) :]:
            elements.append(_new(Element, (node.tag, named_by(node.attributes), number)))
            number = len(elements) - 1
            numbers.append(number)
        return number


def items_stated(start: str | None) -> int:
    """Return the number before that of a numbered list's first item, by what the page states."""
    is_number = start is not None and start.isdecimal() and len(start) < _LONG
    return int(start) - 1 if start and is_number else 0


def named_by(attributes: dict[str, str | None]) -> str:
    """Return the words by which a page names an element, and says where it hides it."""
    if not attributes:
        return ""
    words = attributes.get("class") or ""
    if words and len(attributes) == 1:  # most have this one alone
        return words.lower()
    if not TELLING.isdisjoint(attributes):
        for name in NAMES:
            if name in attributes:
                words = f"{words} {attributes[name]}"
        if "hidden" in attributes or ("style" in attributes and _is_hidden(attributes["style"])):
            words += f" {HIDDEN}"
    return words.lower()


def _is_hidden(style: str | None) -> bool:
    return style is not None and "display:none" in style.replace(" ", "")
