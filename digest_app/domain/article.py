"""An article: a document, and what cleaning said about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from digest_app.domain.block import Block
from digest_app.domain.boilerplate import Piece, Removal, pieces
from digest_app.domain.compiled import compiled
from digest_app.domain.document import Document, Metadata

_cut: Final = compiled("digest_app.domain.compiled_cut")


def cleaned(text: str, removals: tuple[Removal, ...]) -> str:
    """Return the text without its removals, and without the blank lines that they leave.

    This is a view: positions never count in it.
    """
    if _cut:
        return str(_cut.cleaned(text, removals))
    kept = "".join(_kept(text, removals))
    if " \n" in kept or "\t\n" in kept:
        kept = "\n".join([line.rstrip(" \t") for line in kept.split("\n")])
    while "\n\n\n" in kept:  # a third of each run goes at once: faster than a pattern
        kept = kept.replace("\n\n\n", "\n\n")
    return kept.strip()


def _kept(text: str, removals: tuple[Removal, ...]) -> list[str]:
    """Return the stretches of the text that :func:`pieces` keeps."""
    kept = []
    position = 0
    for removal in sorted(removals):
        start, end = removal[0], removal[1]
        if start < end > position:
            if start > position:
                kept.append(text[position:start])
            position = end
    kept.append(text[position:])
    return kept


@dataclass(frozen=True, slots=True)
class Article:
    """One news item: the document as read and the removals that cleaning proposes.

    ``text`` is everything the file shows; every position anywhere counts its code points.
    ``name`` is the file's name where there was one.
    """

    document: Document
    removals: tuple[Removal, ...] = ()
    name: str = ""

    @property
    def text(self) -> str:
        """The text as read, nothing removed."""
        return self.document.text

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The paragraph-level pieces, in reading order."""
        return self.document.blocks

    @property
    def metadata(self) -> Metadata:
        """What the file states about the article."""
        return self.document.metadata

    @property
    def cleaned_text(self) -> str:
        """The text without its removals: a view, see :func:`cleaned`."""
        return cleaned(self.text, self.removals)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Kept and removed stretches in order; joined they are ``text``."""
        return pieces(self.text, self.removals)

    @property
    def title(self) -> str:
        """The headline, without the site's name; empty where the file states none."""
        return self.metadata.title

    @property
    def byline(self) -> str:
        """The authors as one line."""
        return self.metadata.byline

    @property
    def publisher(self) -> str:
        """Who published it."""
        return self.metadata.publisher

    @property
    def published(self) -> str:
        """When, in ISO 8601, as precise as the file states it."""
        return self.metadata.published

    @property
    def url(self) -> str:
        """The canonical address."""
        return self.metadata.url

    @property
    def language(self) -> str:
        """A BCP 47 tag."""
        return self.metadata.language
