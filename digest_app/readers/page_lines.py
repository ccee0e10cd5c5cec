"""What a page shows about its article where its head says nothing: byline, dates, headline.

Two steps, because they cost differently: the elements that are marked as author or date, and,
where there are none, the lines that stand around the headline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

from digest_app.domain.block import Block, BlockKind
from digest_app.domain.compiled import compiled
from digest_app.domain.document import Document, Metadata
from digest_app.readers import naming
from digest_app.readers.claims import Claim, claims_of, settle
from digest_app.readers.dates import iso_date
from digest_app.readers.language import SAMPLE, detect
from digest_app.readers.line_words import BYLINE_CLASSES
from digest_app.readers.shown import shown
from digest_app.readers.site_names import tidied
from digest_app.readers.statements import byline_names, stated_near_title

_MICRODATA: Final = "microdata"
MARKED: Final = "[itemprop=author],[rel=author],[itemprop=datePublished],time[datetime]"
_LONGEST: Final = 120
MOST_MARKED: Final = 12
_LINES_BEFORE, _LINES_AFTER = 6, 14
_BYLINE_WORDS: Final = re.compile(rf"(?:^|[\s_-])(?:{'|'.join(BYLINE_CLASSES)})s?", re.IGNORECASE)
_AROUND: Final = 3  # elements around a block, of which one may be called a byline
_NONE: Final = range(0)
_HEADING: Final = BlockKind.HEADING
_PROSE_CHARS: Final = 80
_TAIL_LINES: Final = 10
_SEPARATING: Final = " |｜│–—·•«»:/\\-"
_QUICK: Final = compiled("digest_app.readers.compiled_page_lines")  # looks at lines in the text


class Marked(NamedTuple):
    """What a marked element states, as ``author``, author's ``link``, ``date`` or ``time``."""

    kind: str
    stated: str


def marked(node: LexborNode) -> Marked:
    """Read an element that :data:`MARKED` finds."""
    attributes = node.attributes
    if attributes.get("itemprop") == "author":
        return Marked("author", _named(node) or _text(node))
    if attributes.get("rel") == "author":
        return Marked("link", _text(node))
    stated = attributes.get("datetime") or attributes.get("content") or _text(node)
    return Marked("date" if attributes.get("itemprop") == "datePublished" else "time", stated)


def marked_claims(tree: LexborHTMLParser, found: list[Marked], stated: set[str]) -> Iterator[Claim]:
    """Read what is not in ``stated`` from the elements that are marked."""
    if "title" not in stated and (heading := tree.css_first("h1")):
        yield Claim("title", "the page's heading", _text(heading))
    if "authors" in stated and "published" in stated:
        return
    for kind, words in found:
        if kind == "author":
            yield Claim("authors", _MICRODATA, naming.authors(words))
        elif kind == "link":
            yield Claim("authors", "the author's link", naming.people(words))
        else:
            source = _MICRODATA if kind == "date" else "<time>"
            yield Claim("published", source, iso_date(words))


def completed(document: Document) -> Document:
    """Return the document with what the lines around its headline state and its head does not."""
    short = _without_tail(document)
    near = _near_title(document, short.title)
    stated = _with_byline(short, _speaking(document, near, bylines=True))
    if not _is_complete(stated):
        stated = _searched(document, stated, near)
    return document if stated is document.metadata else _stating(document, stated)


def _stating(document: Document, stated: Metadata) -> Document:
    """Return the document with this metadata; a ``replace`` would take five times as long."""
    return Document(
        document.text,
        document.blocks,
        stated,
        document.inlines,
        document.notes,
        document.elements,
        document.furniture,
        document.stated,
    )


def _searched(document: Document, stated: Metadata, near: range) -> Metadata:
    """Return what is stated with what the lines around the headline and the last lines add."""
    claims = stated_near_title(_speaking(document, near), _tail(document), document.text)
    claims += _by_class(document, near)
    if not stated.language:
        claims.append(Claim("language", "the words of the text", detect(_prose(document))))
    trusted = _trusted(claims, stated, document, near)
    found = settle(tidied([*trusted, *claims_of(stated), *claims]))
    title = naming.headline(found.title, found.publisher, found.url)
    return found if title == found.title else replace(found, title=title)


def _prose(document: Document) -> str:
    """Return the beginning of the text without its short lines: as much as a language shows in."""
    lines, size = [], 0
    for block in document.blocks:
        if block.end - block.start > _PROSE_CHARS and size < SAMPLE:
            lines.append(document.text[block.start : block.end])
            size += block.end - block.start
    return "\n".join(lines)


def _with_byline(stated: Metadata, lines: list[str]) -> Metadata:
    """Trust the byline shown where it names the author stated and more, or is stated besides."""
    shown = next((names for line in lines if (names := byline_names(line))), ()) if lines else ()
    if not shown or shown == stated.authors:
        return stated
    besides = {v for o in stated.origins if o.field == "authors" for _, v in o.others}
    if set(stated.authors) < set(shown) or ", ".join(shown) in besides:
        return settle([Claim("authors", "the byline", shown), *claims_of(stated)])
    return stated


def _without_tail(document: Document) -> Metadata:
    """Take off a title's end what no heading of the page repeats; it names the site."""
    stated = document.metadata
    if not naming.has_parts(stated.title):
        return stated
    for heading in _headings_under(document, len(stated.title)):
        if site := naming.site_behind(stated.title, heading):
            shorter = stated.title[: -len(site)].rstrip(_SEPARATING)
            named = replace(stated, title=shorter)
            behind = [Claim("publisher", "the page's title", site)]
            return settle([*claims_of(named), *behind])
    return stated


def _headings_under(document: Document, length: int) -> list[str]:
    """Return the words of the headings that are shorter than a title."""
    if _QUICK:
        known: list[str] = _QUICK.headings_under(document.text, document.blocks, length)
        return known
    return [
        document.text[block.start : block.end]
        for block in document.blocks
        if block[2] is _HEADING and block.end - block.start < length
    ]


def _is_complete(stated: Metadata) -> bool:
    known = stated.published and stated.language and stated.publisher and stated.authors
    return bool(known) and all(map(naming.is_person, stated.authors))


def _trusted(claims: list[Claim], stated: Metadata, document: Document, near: range) -> list[Claim]:
    """Return the byline shown, where what the head states are users or offices and no people.

    What the page shows as the head states it is no user's name, however short.
    """
    authors = [claim for claim in claims if claim.field == "authors"]
    if not authors or all(map(naming.is_person, stated.authors)):
        return []
    bylines = [line for line in _lines(document, near) if naming.is_byline(line)]
    if all(any(name in line for line in bylines) for name in stated.authors):
        return []
    return authors


def _near_title(document: Document, title: str) -> range:
    """Return which blocks stand around the headline as the page shows it; none if it does not."""
    number = _heading_of(document, title)
    return range(max(0, number - _LINES_BEFORE), number + _LINES_AFTER) if number >= 0 else _NONE


def _heading_of(document: Document, title: str) -> int:
    """Return the number of the block that is the headline, -1 where none is."""
    if _QUICK:
        known: int = _QUICK.heading_of(document.text, document.blocks, title)
        return known
    for number, block in enumerate(document.blocks):
        if block[2] is _HEADING and (
            block.level == 1 or document.text[block.start : block.end] == title
        ):
            return number
    return -1


def _lines(document: Document, near: range) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks[near.start : near.stop]]


def _speaking(document: Document, near: range, *, bylines: bool = False) -> list[str]:
    """Return the lines, of which the compiled form leaves out those that can state nothing.

    ``bylines``: those that can be no byline.
    """
    if _QUICK:
        known: list[str] = _QUICK.stating(
            document.text, document.blocks, near.start, near.stop, bylines=bylines
        )
        return known
    return _lines(document, near)


def _tail(document: Document) -> list[str]:
    """Return the last lines, or those of them that may say who owns the text."""
    first = max(0, len(document.blocks) - _TAIL_LINES)
    if _QUICK:
        known: list[str] = _QUICK.owning(document.text, document.blocks, first)
        return known
    return [document.text[b.start : b.end] for b in document.blocks[first:]]


def _by_class(document: Document, near: range) -> list[Claim]:
    """Read names from lines that the page itself calls a byline."""
    found = map(naming.people, _called_bylines(document, near))
    return [Claim("authors", "the byline on the page", names) for names in found if names]


def _called_bylines(document: Document, near: range) -> list[str]:
    """Return the short lines that stand in what the page calls a byline."""
    text, blocks = document.text, document.blocks
    if _QUICK:
        called: list[str] = _QUICK.called_bylines(
            text, blocks, document.elements, near.start, near.stop, _LONGEST, _names_byline
        )
        return called
    known: dict[int, bool] = {}
    return [
        text[block.start : block.end]
        for block in blocks[near.start : near.stop]
        if block.end - block.start <= _LONGEST and _is_called_byline(document, block, known)
    ]


def _is_called_byline(document: Document, block: Block, known: dict[int, bool]) -> bool:
    """Tell whether one of the three elements around a block is called a byline; notes each."""
    number = block.layout.element if block.layout else -1
    for _ in range(_AROUND):
        if number < 0:
            break
        element = document.elements[number]
        if number not in known:
            known[number] = _names_byline(element.words)
        if known[number]:
            return True
        number = element.parent
    return False


def _names_byline(words: str) -> bool:
    return any(part in words for part in BYLINE_CLASSES) and bool(_BYLINE_WORDS.search(words))


def _named(node: LexborNode) -> str:
    name = node.css_first("[itemprop=name]")
    if name is None:
        return node.attributes.get("content") or ""
    return name.attributes.get("content") or _text(name)


def _text(node: LexborNode) -> str:
    return " ".join(shown(node, " ")[:_LONGEST].split())
