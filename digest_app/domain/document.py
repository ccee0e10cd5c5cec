"""What a reader makes of a file: its text, in blocks, and what the file states about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from digest_app.domain.block import Block, Element, Inline


class Origin(NamedTuple):
    """Where a metadata field was found: ``published`` from ``JSON-LD``, say.

    ``others`` are the values that lower-ranked sources gave and that differ, as
    ``(source, value)`` pairs: the choice is recorded, not hidden.
    """

    field: str
    source: str
    value: str
    others: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the file states about its article; an empty string means that it states nothing.

    ``published`` and ``modified`` are ISO 8601, as precise as stated: ``2024-03``,
    ``2024-03-12`` or ``2024-03-12T09:30:00+08:00``. ``language`` is a BCP 47 tag. ``image`` is
    the address or the archive name of the lead image; it is never fetched.
    """

    title: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    published: str = ""
    modified: str = ""
    url: str = ""
    language: str = ""
    image: str = ""
    description: str = ""
    origins: tuple[Origin, ...] = ()

    @property
    def byline(self) -> str:
        """The authors as one line, ``A, B and C``."""
        *most, last = self.authors or ("",)
        return f"{', '.join(most)} and {last}" if most else last


@dataclass(frozen=True, slots=True)
class Document:
    """One article as it was read: everything its file shows, nothing interpreted.

    ``text`` holds code points; all positions in ``blocks`` and ``inlines`` count in it. It has
    no NUL, no lone surrogate and no carriage return. ``notes`` are sentences for the user about
    the reading itself ("Page 7 could not be read."). ``furniture`` are the numbers of the blocks
    that belong to the pages of a PDF and not to its text: running heads and feet, page numbers.
    ``stated`` is what a page's own data states as the article's text, as it stands there, tags
    and all: a witness for cleaning, often cut short and sometimes another article's.
    """

    text: str
    blocks: tuple[Block, ...] = ()
    metadata: Metadata = field(default_factory=Metadata)
    inlines: tuple[Inline, ...] = ()
    notes: tuple[str, ...] = ()
    elements: tuple[Element, ...] = ()
    furniture: tuple[int, ...] = ()
    stated: str = ""

    def around(self, block: Block) -> Iterator[Element]:
        """Yield the elements that a block stands in, the innermost first; none without layout."""
        number = block.layout.element if block.layout else -1
        while number >= 0:
            element = self.elements[number]
            yield element
            number = element.parent
