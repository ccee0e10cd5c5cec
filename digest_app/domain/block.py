"""Paragraph-level pieces of an article, with what their file states about them.

These are named tuples and not data classes: a saved page has hundreds of blocks, and making
them must cost little beside parsing the page.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final, NamedTuple

from digest_app.domain.span import Span


class BlockKind(StrEnum):
    """What a block is in its file, before anyone asks whether it is boilerplate."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    QUOTE = "quote"
    TABLE = "table"
    PREFORMATTED = "preformatted"
    FIGURE = "figure"


HIDDEN: Final = "hidden-by-page"
"""The word that stands last in :attr:`Element.words` where the page does not show an element."""


class Element(NamedTuple):
    """An element of a saved page that words stand in; a document keeps them in one flat tuple.

    ``tag`` is its name; ``words`` are its class, id and role, lower-cased and joined by spaces
    (and :data:`HIDDEN` where the page says that it does not show it); ``parent`` is the number of
    the element around it in :attr:`Document.elements`, -1 for the outermost.
    """

    tag: str
    words: str
    parent: int


class Layout(NamedTuple):
    """What a page states about a block; a plain text states nothing of the kind.

    ``element`` is the number, in :attr:`Document.elements`, of the element whose own words the
    block is; ``link_share`` the share (0 to 1) of its letters that stand inside links; ``links``
    how many links it has.
    """

    element: int = 0
    link_share: float = 0.0
    links: int = 0


class Block(NamedTuple):
    """One paragraph-level piece of an article's text, ``[start, end)`` in code points.

    ``level`` is the heading level (1 to 6) or the nesting depth of a list item (from 1);
    ``ordinal`` the number of an item in a numbered list, 0 for any other. An item's further
    paragraphs have its number too. Blocks of one document are in reading order and do not
    overlap; between two of them there is nothing but white space.
    """

    start: int
    end: int
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    layout: Layout | None = None
    ordinal: int = 0

    @property
    def span(self) -> Span:
        """The block's range as a :class:`Span`."""
        return Span(self.start, self.end)


class InlineKind(StrEnum):
    """What a range inside a block is marked as in its file."""

    LINK = "link"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    CODE = "code"
    IMAGE = "image"


class Inline(NamedTuple):
    """A marked range inside a block; ``target`` is the address of a link or an image.

    Addresses are kept as the file states them. They are shown and exported, never contacted.
    ``alt`` are the words that an image has for those who do not see it.
    """

    start: int
    end: int
    kind: InlineKind
    target: str = ""
    alt: str = ""
