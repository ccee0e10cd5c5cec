"""Pieces of HTML that are no saved page: mail bodies, feed entries, what Markdown becomes.

Read with BeautifulSoup over Python's own parser, which survives what makes faster parsers hang
or fall silent; so this is also where a page goes that the page reader finds no words in.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from digest_app.domain.block import BlockKind, InlineKind
from digest_app.domain.document import Document, Metadata
from digest_app.readers.building import Builder

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from bs4.element import PageElement, Tag

_SILENT: Final = frozenset({
    "script", "style", "template", "noscript", "head", "title", "meta", "link", "iframe",
    "object", "embed", "applet", "svg", "math", "canvas", "audio", "video", "select", "option",
    "textarea", "input", "datalist",
})  # fmt: skip
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_BLOCKS: Final = {
    "p": BlockKind.PARAGRAPH, "li": BlockKind.LIST_ITEM, "dt": BlockKind.LIST_ITEM,
    "dd": BlockKind.LIST_ITEM, "pre": BlockKind.PREFORMATTED, "tr": BlockKind.TABLE,
    "figcaption": BlockKind.FIGURE, "caption": BlockKind.TABLE,
}  # fmt: skip
_BREAKING: Final = frozenset({
    "div", "section", "article", "main", "header", "footer", "aside", "nav", "ul", "ol", "dl",
    "table", "tbody", "thead", "tfoot", "blockquote", "figure", "form", "fieldset", "address",
    "hr", "center", "body", "html", "details", "summary",
})  # fmt: skip
_INLINES: Final = {
    "a": InlineKind.LINK, "b": InlineKind.STRONG, "strong": InlineKind.STRONG,
    "i": InlineKind.EMPHASIS, "em": InlineKind.EMPHASIS, "cite": InlineKind.EMPHASIS,
    "code": InlineKind.CODE, "kbd": InlineKind.CODE, "samp": InlineKind.CODE,
}  # fmt: skip
_LAYOUT_MARKS: Final = ["p", "div", "table", "ul", "ol", "blockquote", *_HEADINGS]
_DECLARATION: Final = re.compile(r"<!(?!--)")
# What opens a section that ends with signs of its own, and what ends it, as Python's parser does.
_SECTIONS: Final = (
    (re.compile(r"<!--"), re.compile(r"--\s*>")),
    (
        re.compile(r"<!\[\s*(?:temp|cdata|ignore|include|rcdata)\b\s*\[?", re.IGNORECASE),
        re.compile(r"\]\s*\]\s*>"),
    ),
    (re.compile(r"<!\[\s*(?:if|else|endif)\b", re.IGNORECASE), re.compile(r"\]\s*>")),
)
_CELLS: Final = frozenset({"td", "th"})
_BULLETS: Final = -1
_DIGITS: Final = 6  # no list begins at a longer number
_HIDDEN: Final = ("display:none", "visibility:hidden", "mso-hide:all")


def read_fragment(html: str, metadata: Metadata | None = None) -> Document:
    """Read a piece of HTML into blocks; what a browser would not show is left out.

    Links and images keep their addresses as stated; nothing is fetched.
    """
    walk = _Walk(Builder())
    walk.through(_parsed(html))
    return walk.builder.document(metadata)


def _parsed(html: str) -> BeautifulSoup:
    from bs4 import BeautifulSoup  # noqa: PLC0415 - plain text must not pay for it
    from bs4.builder import ParserRejectedMarkup  # noqa: PLC0415 - see above

    html = _closed(html)
    try:
        return BeautifulSoup(html, "html.parser")
    except ParserRejectedMarkup:  # Python's parser gives up on some broken declarations
        return BeautifulSoup(_DECLARATION.sub("&lt;!", html), "html.parser")


def _closed(html: str) -> str:
    """Return the text without beginnings of markup that nothing ends, each of which is text.

    For each of them Python's parser looks through all that follows, which takes hours where a
    message has nothing else in it.
    """
    for opening, closing in _SECTIONS:
        if opening.search(html):
            last = max((end.end() for end in closing.finditer(html)), default=0)
            html = html[:last] + opening.sub(" ", html[last:])
    last = html.rfind(">") + 1
    return html[:last] + html[last:].replace("<", "&lt;")


@dataclass(slots=True)
class _Walk:
    """Goes through a tree without recursion, for mails nest deeper than Python's stack."""

    builder: Builder
    lists: int = 0
    quotes: int = 0
    items: list[int] = field(default_factory=list)
    rows: list[bool] = field(default_factory=list)

    def through(self, root: Tag) -> None:
        from bs4.element import NavigableString, PreformattedString, Tag  # noqa: PLC0415 - see above

        waiting: list[PageElement | Callable[[], None]] = [root]
        while waiting:
            node = waiting.pop()
            if isinstance(node, Tag):
                if node.name not in _SILENT and not _is_hidden(node):
                    waiting.extend(filter(None, (self._enter(node),)))
                    waiting.extend(reversed(node.contents))
            elif isinstance(node, NavigableString):
                if not isinstance(node, PreformattedString):  # comments, doctypes, CDATA
                    self.builder.write(str(node))
            elif callable(node):
                node()

    def _enter(self, tag: Tag) -> Callable[[], None] | None:
        """Begin what the tag begins; return what is to be done at its end."""
        name = tag.name
        if kind := _INLINES.get(name):
            return self._inline(tag, kind)
        if name in {"br", "wbr"}:
            if name == "br":
                self.builder.break_line()
        elif name == "img":
            self._image(tag)
        elif name in _CELLS and self.rows and self.rows[-1]:
            self.builder.next_cell()
        else:
            return self._table(tag) if name == "table" else self._block(tag)
        return None

    def _block(self, tag: Tag) -> Callable[[], None] | None:
        name = tag.name
        in_row = bool(self.rows and self.rows[-1])
        if level := _HEADINGS.get(name):
            self.builder.open(BlockKind.HEADING, level)
        elif name == "blockquote":
            return self._nested("quotes")
        elif name in {"ul", "ol"}:
            self.items.append(_before_first(tag) if name == "ol" else _BULLETS)
            return self._nested("lists")
        elif name == "tr" and not in_row:
            self.builder.close()
        elif kind := _BLOCKS.get(name):
            if name == "li" and self.items and self.items[-1] != _BULLETS:
                self.items[-1] += 1
            self.builder.open(*self._in_context(kind))
        elif name in _BREAKING or name in _CELLS:
            self.builder.open(*self._in_context(BlockKind.PARAGRAPH))
        else:
            return None
        return self.builder.close

    def _in_context(self, kind: BlockKind) -> tuple[BlockKind, int, int]:
        """Return the kind, level and number of a block where the walk stands."""
        if kind in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM} and self.quotes:
            return BlockKind.QUOTE, 0, 0
        if kind is BlockKind.LIST_ITEM or (kind is BlockKind.PARAGRAPH and self.lists):
            number = max(0, self.items[-1]) if self.items else 0
            return BlockKind.LIST_ITEM, max(self.lists, 1), number
        return kind, 0, 0

    def _nested(self, what: Literal["lists", "quotes"]) -> Callable[[], None]:
        self.builder.close()
        setattr(self, what, getattr(self, what) + 1)
        self.builder.open(*self._in_context(BlockKind.PARAGRAPH))

        def leave() -> None:
            self.builder.close()
            setattr(self, what, getattr(self, what) - 1)
            if what == "lists":
                self.items.pop()

        return leave

    def _table(self, table: Tag) -> Callable[[], None]:
        """Begin a table; one that only lays out a mail has paragraphs in its cells."""
        self.builder.close()
        cells = table.find(_LAYOUT_MARKS) is None and table.find(["td", "th"]) is not None
        self.rows.append(cells)

        def leave() -> None:
            self.builder.close()
            self.rows.pop()

        return leave

    def _inline(self, tag: Tag, kind: InlineKind) -> Callable[[], None]:
        start = self.builder.position
        target = str(tag.get("href") or "") if kind is InlineKind.LINK else ""
        return lambda: self.builder.mark(start, kind, target)

    def _image(self, tag: Tag) -> None:
        if target := str(tag.get("src") or ""):
            self.builder.image(target, str(tag.get("alt") or ""))


def _before_first(numbered: Tag) -> int:
    """Return the number before the first of a numbered list."""
    stated = str(numbered.get("start") or "1")
    return int(stated) - 1 if stated.isdecimal() and 0 < len(stated) <= _DIGITS else 0


def _is_hidden(tag: Tag) -> bool:
    """Tell whether a browser shows nothing of it; newsletters hide their preview text so."""
    if tag.has_attr("hidden"):
        return True
    style = str(tag.get("style") or "").lower().replace(" ", "")
    return bool(style) and any(mark in style for mark in _HIDDEN)
