"""Boilerplate: text in an article's file that is not the article, always with a reason."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from digest_app.domain.span import Span


class BoilerplateKind(StrEnum):
    """The closed list of kinds; the user's words for them are in :data:`KIND_NAMES`."""

    TITLE_REPEAT = "title_repeat"
    PHOTO_CREDIT = "photo_credit"
    CAPTION = "caption"
    READ_ALSO = "read_also"
    COPYRIGHT = "copyright"
    TAGS = "tags"
    NEWSLETTER = "newsletter"
    SHARE = "share"
    BYLINE = "byline"
    DATELINE_META = "dateline_meta"
    AD = "ad"
    COMMENT_PROMPT = "comment_prompt"
    PROMO = "promo"
    NAV = "nav"
    OTHER = "other"


KIND_NAMES: dict[BoilerplateKind, str] = {
    BoilerplateKind.TITLE_REPEAT: "title repeated",
    BoilerplateKind.PHOTO_CREDIT: "photo credit",
    BoilerplateKind.CAPTION: "caption",
    BoilerplateKind.READ_ALSO: "read also",
    BoilerplateKind.COPYRIGHT: "copyright",
    BoilerplateKind.TAGS: "tags",
    BoilerplateKind.NEWSLETTER: "newsletter",
    BoilerplateKind.SHARE: "share buttons",
    BoilerplateKind.BYLINE: "byline",
    BoilerplateKind.DATELINE_META: "date line",
    BoilerplateKind.AD: "advertisement",
    BoilerplateKind.COMMENT_PROMPT: "comment prompt",
    BoilerplateKind.PROMO: "promotion",
    BoilerplateKind.NAV: "navigation",
    BoilerplateKind.OTHER: "other",
}


class Removal(NamedTuple):
    """A span of the article's text marked as boilerplate, ``[start, end)`` in code points.

    ``rule`` names the rule that decided (``read-also/en``), ``reason`` says why in one
    sentence a user understands, with the evidence (``Begins with “Read Also:”.``).
    """

    start: int
    end: int
    kind: BoilerplateKind
    rule: str
    reason: str

    @property
    def span(self) -> Span:
        """The removal's range as a :class:`Span`."""
        return Span(self.start, self.end)


class Piece(NamedTuple):
    """A stretch of the text that is wholly kept (``removal`` is None) or wholly removed."""

    start: int
    end: int
    removal: Removal | None


def pieces(text: str, removals: tuple[Removal, ...]) -> tuple[Piece, ...]:
    """Cut the text into kept and removed pieces; joined in order they are the text, exactly.

    Removals may come in any order and overlap: the earlier and then the longer one wins, and
    what reaches past the text is cut off.
    """
    made: list[Piece] = []
    position = 0
    for removal in sorted(removals, key=lambda r: (r.start, -r.end)):
        start, end = max(removal.start, position), min(removal.end, len(text))
        if start >= end:
            continue
        if start > position:
            made.append(Piece(position, start, None))
        made.append(Piece(start, end, removal))
        position = end
    if position < len(text):
        made.append(Piece(position, len(text), None))
    return tuple(made)
