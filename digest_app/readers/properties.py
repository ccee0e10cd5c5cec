"""What office documents and books state in their properties, and how that fits with their lines."""

from __future__ import annotations

import re
from typing import Final
from xml.etree.ElementTree import Element

from digest_app.domain.block import BlockKind
from digest_app.domain.document import Document, Metadata
from digest_app.readers import naming
from digest_app.readers.claims import Claim, settle
from digest_app.readers.dates import iso_date
from digest_app.readers.statements import stated_in_lines
from digest_app.readers.xml_tree import words

_SOURCE: Final = "document properties"
_FIELDS: Final = {
    "dc-title": "title",
    "dc-creator": "authors",
    "meta-initial-creator": "authors",
    "dc-publisher": "publisher",
    "dcterms-created": "published",
    "meta-creation-date": "published",
    "dc-date": "modified",
    "dcterms-modified": "modified",
    "dc-language": "language",
    "dc-description": "description",
}
_PAGE_NUMBER: Final = re.compile(
    r"(?:(?:page|seite|p\.)?\s*[-–—]?\s*\d{1,4}(?:\s*(?:of|von|/)\s*\d{1,4})?\s*[-–—]?)?",
    re.IGNORECASE,
)
_LEVELS: Final = 6
_HEADING_NAME: Final = re.compile(
    r"^(?:heading|überschrift|titre|título|titolo|titel|kop|rubrik|nadpis|nagłówek|заголовок|"
    r"標題|标题|見出し|제목)\s*(\d)$"
)
# What programs put there when nobody writes a title.
_NO_TITLE: Final = re.compile(
    r"^(?:microsoft word\b.*|untitled.*|document\s?\d*|unbenannt.*|.*\.(?:docx?|odt|rtf|pdf|indd|"
    r"qxd|pages|pptx?|xlsx?|dvi))$",
    re.IGNORECASE,
)


def style_kind(name: str, outline: int) -> tuple[BlockKind, int] | None:
    """Return the kind and level of the paragraphs of a named style; None for ordinary ones.

    ``outline`` is the level, from 0, at which the style stands in the outline; -1 for none.
    """
    name = name.casefold()
    if found := _HEADING_NAME.match(name):
        return BlockKind.HEADING, min(int(found[1]) or 1, _LEVELS)
    if 0 <= outline < _LEVELS:
        return BlockKind.HEADING, outline + 1
    if name == "title":
        return BlockKind.HEADING, 1
    return (BlockKind.QUOTE, 0) if "quot" in name or name == "block text" else None


def is_page_number(words: str) -> bool:
    """Tell whether a running head or foot says nothing but where a page stands."""
    return bool(_PAGE_NUMBER.fullmatch(words.strip()))


def property_claims(root: Element | None) -> list[Claim]:
    """Return what the elements of a properties part state; none without one."""
    if root is None:
        return []
    return [
        property_claim(_FIELDS[element.tag], words(element))
        for element in root.iter()
        if element.tag in _FIELDS
    ]


def property_claim(field: str, stated: str) -> Claim:
    """Return one property as a claim, in the form its field has."""
    if field == "authors":
        return Claim(field, _SOURCE, naming.authors(stated))
    if field in {"published", "modified"}:
        return Claim(field, _SOURCE, iso_date(stated))
    if field == "language":
        return Claim(field, _SOURCE, naming.language_tag(stated))
    return Claim(field, _SOURCE, "" if field == "title" and _NO_TITLE.match(stated) else stated)


def worded(document: Document, stated: list[Claim]) -> Metadata:
    """Settle what properties and lines state.

    A document's title is stated by its properties; its date and author are better known by its
    lines, for properties tell when and on whose machine it was typed.
    """
    lines = stated_in_lines(document.text, document.blocks)
    about = [c for c in lines if c.field in {"authors", "published", "modified"}]
    return settle([*about, *stated, *lines])
