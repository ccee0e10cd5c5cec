"""XML of the news trade (NITF, NewsML, JATS and their kin): the paragraphs, and who states what."""

from __future__ import annotations

from typing import Final
from xml.etree.ElementTree import Element

from digest_app.domain.block import BlockKind
from digest_app.domain.document import Document
from digest_app.domain.problems import UnreadableFile
from digest_app.readers import limits, naming
from digest_app.readers.building import Builder
from digest_app.readers.claims import Claim, settle
from digest_app.readers.dates import iso_date
from digest_app.readers.language import detect
from digest_app.readers.xml_tree import parse_xml, words

_SOURCE: Final = "the XML"
_PARAGRAPHS: Final = frozenset({"p", "para", "paragraph", "Paragraph"})
_HEADINGS: Final = {"hl1": 1, "hl2": 2, "title": 2, "headline": 1, "head": 2, "subhead": 2}
_ITEMS: Final = frozenset({"li", "item", "list-item"})
_FIELDS: Final = {
    "hl1": "title", "headline": "title", "HeadLine": "title", "article-title": "title",
    "title": "title", "dc-title": "title", "byline": "authors", "ByLine": "authors",
    "byttl": "authors", "dc-creator": "authors", "by": "authors", "distributor": "publisher",
    "dc-publisher": "publisher", "provider": "publisher", "story.date": "published",
    "date.issue": "published", "dc-date": "published", "DateLine": "published",
    "versionCreated": "published",
}  # fmt: skip


def read_news_xml(data: bytes, name: str) -> Document:
    """Read an XML file whose text stands in paragraphs.

    Raises:
        UnreadableFile: if it is broken, attacks its reader, or has no paragraphs.
    """
    if len(data) > limits.MAX_STRUCTURED_BYTES:
        raise UnreadableFile(name, "The XML file is larger than any article.")
    root = parse_xml(data, name)
    builder = Builder()
    _blocks(root, builder)
    document = builder.document()
    if not document.text:
        what = "It is an XML file without the paragraphs of an article."
        raise UnreadableFile(name, what, "Save it as HTML or plain text and add that.")
    return Document(document.text, document.blocks, settle(_claims(root, document.text)))


def _blocks(element: Element, builder: Builder) -> None:
    """Add the paragraphs, headings and list items, each once, in order."""
    for child in element:
        tag = _local(child)
        if tag in _PARAGRAPHS:
            builder.add(BlockKind.PARAGRAPH, words(child))
        elif tag in _ITEMS:
            builder.add(BlockKind.LIST_ITEM, words(child), 1)
        elif tag in _HEADINGS:
            builder.add(BlockKind.HEADING, words(child), _HEADINGS[tag])
        else:
            _blocks(child, builder)


def _local(element: Element) -> str:
    return element.tag.rpartition("-")[2]


def _claims(root: Element, text: str) -> list[Claim]:
    claims = [
        _claim(field, element)
        for element in root.iter()
        if (field := _FIELDS.get(element.tag) or _FIELDS.get(_local(element)))
    ]
    claims.append(Claim("language", _SOURCE, naming.language_tag(root.get("lang", ""))))
    claims.append(Claim("language", "the words of the text", detect(text)))
    return claims


def _claim(field: str, element: Element) -> Claim:
    stated = words(element) or element.get("norm", "")
    if field == "authors":
        return Claim(field, _SOURCE, naming.authors(stated))
    return Claim(field, _SOURCE, iso_date(stated) if field == "published" else stated)
