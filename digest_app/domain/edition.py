"""An edition: a digest with its articles' words filled in, ready for any writer.

Every passage knows the article and the range it came from, so that an export can be checked
against the library word by word before it leaves.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from digest_app.domain.block import BlockKind, Inline
from digest_app.domain.fact import FactType


@dataclass(frozen=True, slots=True)
class Source:
    """What a footnote names: one article, and the file that proves it.

    ``number`` counts from 1 in the order of the edition; ``sha256`` is the original file's.
    """

    number: int
    article: int
    title: str
    publisher: str = ""
    byline: str = ""
    published: str = ""
    url: str = ""
    file: str = ""
    sha256: str = ""


class Passage(NamedTuple):
    """Words of an article: ``text == article.text[start:end]``; ``inlines`` count inside it."""

    article: int
    start: int
    end: int
    text: str
    inlines: tuple[Inline, ...] = ()


class Picture(NamedTuple):
    """A picture that an article's file holds, ``data`` being its bytes of this media type.

    ``name`` is the picture's own in the edition, with an ending; ``alt`` are its words for those
    who do not see it; ``caption`` is what cleaning folded away and only a picture brings back.
    """

    name: str
    kind: str
    data: bytes
    alt: str = ""
    caption: str = ""


class Paragraph(NamedTuple):
    """One block's kept passages; more than one where boilerplate stood in the middle.

    ``pictures`` stand above them; a paragraph of pictures alone has no passages. ``ordinal`` is
    the number of an item in a numbered list, 0 for any other.
    """

    passages: tuple[Passage, ...]
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    pictures: tuple[Picture, ...] = ()
    ordinal: int = 0


class Value(NamedTuple):
    """A pinned fact's range inside its statement's text, with its type and speaker."""

    start: int
    end: int
    type: FactType
    speaker: str = ""


class Statement(NamedTuple):
    """A sentence of an article with the pinned values in it."""

    passage: Passage
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One article of an edition; ``note`` is the user's own words, in Markdown."""

    title: str
    source: Source
    paragraphs: tuple[Paragraph, ...] = ()
    statements: tuple[Statement, ...] = ()
    note: str = ""
    language: str = ""

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Every passage, statements first, as a writer shows them."""
        shown = tuple(p for paragraph in self.paragraphs for p in paragraph.passages)
        return (*(s.passage for s in self.statements), *shown)


@dataclass(frozen=True, slots=True)
class Part:
    """One section of an edition."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """A digest's content; ``intro`` is the user's own words, in Markdown."""

    title: str
    intro: str
    parts: tuple[Part, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """All items in order."""
        return tuple(item for part in self.parts for item in part.items)

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """Every picture, in order."""
        shown = (paragraph for item in self.items for paragraph in item.paragraphs)
        return tuple(picture for paragraph in shown for picture in paragraph.pictures)

    @property
    def sources(self) -> tuple[Source, ...]:
        """The footnotes, by number."""
        return tuple(item.source for item in self.items)
