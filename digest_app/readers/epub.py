"""EPUB books: each chapter that has an article's length is an article, in the book's order."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final, NamedTuple
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from digest_app.domain.block import BlockKind, Inline, InlineKind
from digest_app.domain.document import Document
from digest_app.domain.problems import UnreadableFile
from digest_app.readers.allowance import extend
from digest_app.readers.claims import Claim, claims_of, settle
from digest_app.readers.joining import joined
from digest_app.readers.language import detect
from digest_app.readers.package import Package
from digest_app.readers.page import read_page
from digest_app.readers.properties import property_claims
from digest_app.readers.xml_tree import parse_xml, words

_LEAST_WORDS: Final = 60
_SOURCE: Final = "the book's properties"
_ADDRESS: Final = re.compile(r"[a-z][a-z0-9+.-]*:|$", re.IGNORECASE)
_CONTENTS: Final = "application/x-dtbncx+xml"
# The number that leads to a note, and the arrow that leads back: signs of the page, no words.
_NOTE_SIGN: Final = re.compile(
    rb"<a\b[^<>]*(?:epub:type|role)=[\"'](?:doc-)?(?:noteref|backlink)[\"'][^<>]*>"
    rb"(?:<su[bp][^<>]*>)?[^<]{0,8}(?:</su[bp]>)?</a>",
)
_TEXTS: Final = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")


class _Book(NamedTuple):
    """The parts in reading order, their titles in its contents, and what it states of itself."""

    parts: list[str]
    titles: dict[str, str]
    claims: list[Claim]
    missing: int


def read_epub(package: Package) -> tuple[tuple[Document, ...], tuple[str, ...]]:
    """Read a book; return its articles and the notes about the file.

    Raises:
        UnreadableFile: if it is damaged, protected, or holds no text.
    """
    _refuse_protected(package)
    book = _book(package)
    documents = [d for part in book.parts if (d := _part(package, part, book.titles)).text.strip()]
    if not documents:
        what = "The book holds no text."
        raise UnreadableFile(package.name, what, "If it holds pictures of pages, save their text.")
    articles = [_about(document, book.claims) for document in _chapters(documents)]
    missing = (f"{book.missing} of its parts are missing from the file.",) if book.missing else ()
    return tuple(articles), missing


def _refuse_protected(package: Package) -> None:
    path = "META-INF/encryption.xml"
    if path not in package:
        return
    methods = [e.get("Algorithm", "") for e in parse_xml(package.read(path), package.name).iter()]
    if any("obfuscation" not in m and "RC" not in m and "aes" in m for m in methods):
        what = "It is protected against copying."
        raise UnreadableFile(package.name, what, "Only the program it was bought with can read it.")


def _book(package: Package) -> _Book:
    container = parse_xml(package.read("META-INF/container.xml"), package.name)
    roots = [e.get("full-path", "") for e in container.iter() if e.tag.endswith("rootfile")]
    path = next((r for r in roots if r in package), roots[0] if roots else "content.opf")
    opf = parse_xml(package.read(path), package.name)
    parts = list(_spine(opf, posixpath.dirname(path)))
    there = [part for part in parts if part in package]
    metadata = next((e for e in opf if e.tag.endswith("metadata")), None)
    titles = _titles(package, opf, posixpath.dirname(path))
    return _Book(there, titles, _renamed(property_claims(metadata)), len(parts) - len(there))


def _titles(package: Package, opf: Element, folder: str) -> dict[str, str]:
    """Return what the table of contents calls the parts; nothing where it cannot be read."""
    titles: dict[str, str] = {}
    for item in (e for e in opf.iter() if e.tag.endswith("item")):
        name = posixpath.normpath(posixpath.join(folder, unquote(item.get("href", ""))))
        is_contents = "nav" in item.get("properties", "").split()
        if name in package and (is_contents or item.get("media-type") == _CONTENTS):
            beside = posixpath.dirname(name)
            try:
                entries = _entries(parse_xml(package.read(name), package.name))
            except UnreadableFile:
                continue
            for target, title in entries:
                path = posixpath.normpath(posixpath.join(beside, unquote(target.partition("#")[0])))
                titles.setdefault(path, title)
    return titles


def _entries(contents: Element) -> Iterator[tuple[str, str]]:
    """Yield the targets and titles of a table of contents, of EPUB 3 or of EPUB 2."""
    for element in contents.iter():
        if element.tag.endswith("a") and element.get("href"):
            yield element.get("href", ""), words(element)
        elif element.tag.endswith("navPoint"):
            label = next((e for e in element if e.tag.endswith("navLabel")), None)
            target = next((e for e in element if e.tag.endswith("content")), None)
            if target is not None:
                yield target.get("src", ""), words(label)


def _spine(opf: Element, folder: str) -> Iterator[str]:
    """Yield the names of the text parts in reading order, without the table of contents."""
    items = {e.get("id"): e for e in opf.iter() if e.tag.endswith("item")}
    for reference in (e for e in opf.iter() if e.tag.endswith("itemref")):
        item = items.get(reference.get("idref"))
        if item is None or "nav" in item.get("properties", "").split():
            continue
        if item.get("media-type", _TEXTS[0]) in _TEXTS:
            yield posixpath.normpath(posixpath.join(folder, unquote(item.get("href", ""))))


def _renamed(claims: list[Claim]) -> list[Claim]:
    """Say of the chapters what the book says: its date is theirs, its title their publisher."""
    names = {"modified": "published", "title": "publisher"}
    ranked = sorted(claims, key=lambda c: c.field == "title")
    return [Claim(names.get(c.field, c.field), _SOURCE, c.value) for c in ranked]


def _part(package: Package, part: str, titles: dict[str, str]) -> Document:
    """Read one part; its first heading is its title, or what the contents call it."""
    extend()
    document = read_page(_NOTE_SIGN.sub(b"", package.read(part)))
    headings = (b for b in document.blocks if b.kind is BlockKind.HEADING)
    heading = next((document.text[b.start : b.end] for b in headings), "")
    title = Claim("title", "the chapter's heading", heading)
    listed = Claim("title", "the table of contents", titles.get(part, ""))
    stated = settle([title, listed, *claims_of(document.metadata)])
    return replace(document, metadata=stated, inlines=tuple(_in_book(document, part)))


def _in_book(document: Document, part: str) -> Iterator[Inline]:
    """Yield the marks of a part, its pictures with their path in the book."""
    for mark in document.inlines:
        if mark.kind is InlineKind.IMAGE and not _ADDRESS.match(mark.target):
            path = posixpath.join(posixpath.dirname(part), unquote(mark.target))
            yield mark._replace(target=posixpath.normpath(path))
        else:
            yield mark


def _chapters(documents: list[Document]) -> list[Document]:
    """Join what is too short to be an article (a cover, a motto) with what follows it."""
    made: list[Document] = []
    waiting: list[Document] = []
    for document in documents:
        waiting.append(document)
        if len(document.text.split()) >= _LEAST_WORDS:
            made.append(_with_title_of(waiting))
            waiting = []
    if waiting and made:
        made[-1] = joined([made[-1], *waiting])
    return made or [joined(waiting)]


def _with_title_of(parts: list[Document]) -> Document:
    """Join short parts with their chapter, which is the last of them and gives the metadata."""
    return replace(joined(parts), metadata=parts[-1].metadata)


def _about(document: Document, book: list[Claim]) -> Document:
    """Put together what the chapter and the book state; an article is not its own publisher."""
    own_title = Claim("publisher", _SOURCE, document.metadata.title)
    claims = [
        *claims_of(document.metadata),
        *(claim for claim in book if claim != own_title),
        Claim("language", "the words of the text", detect(document.text)),
    ]
    return replace(document, metadata=settle(claims))
