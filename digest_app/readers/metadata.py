"""What a saved page states about its article, best source first, from its parsed tree.

The head of the page is asked, and its JSON-LD; the body is searched only for what these leave
open, because a search costs as much as a tenth of the parse.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

from digest_app.domain.document import Metadata
from digest_app.readers import json_ld, meta_names, naming
from digest_app.readers.claims import Claim, settle
from digest_app.readers.dates import iso_date
from digest_app.readers.page_lines import marked_claims

_OPEN_GRAPH: Final = "OpenGraph"
_META: Final = "meta tags"


class _Head(NamedTuple):
    """The raw statements of a page: its meta tags by name, its links, title and scripts."""

    metas: dict[str, list[str]]
    canonical: str
    base: str
    title: str
    language: str


def page_metadata(tree: LexborHTMLParser, address: str = "") -> Metadata:
    """Return what the page states; ``address`` is where it was saved from, if the file says so."""
    head = _read_head(tree)
    claims = [*json_ld.claims(_scripts(tree)), *_claims(head, address)]
    stated = {claim.field for claim in claims if claim.value}
    claims += marked_claims(tree, stated)
    return settle(_without_site(claims, head, address))


def _read_head(tree: LexborHTMLParser) -> _Head:
    metas: dict[str, list[str]] = {}
    canonical = base = title = ""
    for node in _head_nodes(tree):
        tag = node.tag
        if tag == "meta":
            _note(metas, node.attributes)
        elif tag == "link" and not canonical:
            canonical = _canonical(node.attributes)
        elif tag == "title":
            title = title or node.text()
        elif tag == "base":
            base = base or node.attributes.get("href") or ""
    root = tree.root
    language = (
        (root.attributes.get("lang") or root.attributes.get("xml:lang") or "") if root else ""
    )
    return _Head(metas, canonical, base, title, language)


def _head_nodes(tree: LexborHTMLParser) -> Iterator[LexborNode]:
    """Walk the head's elements; where the page's head is broken, look for them everywhere."""
    head = tree.head
    node = head.first_child if head else None
    count = 0
    while node is not None:
        count += node.tag == "meta"
        yield node
        node = node.next
    if count < 3:  # noqa: PLR2004 - a charset and a viewport say nothing
        yield from tree.css("body meta, body title, body link[rel=canonical]")


def _note(metas: dict[str, list[str]], attributes: dict[str, str | None]) -> None:
    content = attributes.get("content")
    key = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
    if content and key:
        metas.setdefault(key.lower(), []).append(content)


def _canonical(attributes: dict[str, str | None]) -> str:
    return (attributes.get("href") or "") if attributes.get("rel") == "canonical" else ""


def _scripts(tree: LexborHTMLParser) -> list[str]:
    return [
        node.text(deep=True)
        for node in tree.tags("script")
        if (node.attributes.get("type") or "").endswith("ld+json")
    ]


def _claims(head: _Head, address: str) -> Iterator[Claim]:
    metas, base = head.metas, head.base or address
    yield Claim("url", "the canonical link", naming.plain_address(head.canonical, base))
    yield Claim("url", _OPEN_GRAPH, naming.plain_address(_first(metas, "og:url"), base))
    yield Claim("url", "where it was saved from", naming.plain_address(address))
    yield Claim("title", _OPEN_GRAPH, _plain(_first(metas, "og:title")))
    yield from (
        Claim("title", _META, _plain(_first(metas, key)))
        for key in meta_names.TITLES
        if key in metas
    )
    yield Claim("title", "the page's title", _plain(head.title))
    yield from _people(metas)
    yield Claim("publisher", _OPEN_GRAPH, _plain(_first(metas, "og:site_name")))
    yield from (
        Claim("publisher", _META, _name(_first(metas, k)))
        for k in meta_names.PUBLISHERS
        if k in metas
    )
    yield from _dates(metas, "published", meta_names.PUBLISHED, head.language)
    yield from _dates(metas, "modified", meta_names.MODIFIED, head.language)
    yield Claim("language", "the page's language", naming.language_tag(head.language))
    yield Claim("language", _OPEN_GRAPH, naming.language_tag(_first(metas, "og:locale")))
    image = _first(metas, "og:image") or _first(metas, "twitter:image")
    yield Claim("image", _OPEN_GRAPH, naming.plain_address(image, base))
    yield Claim("description", _OPEN_GRAPH, _plain(_first(metas, "og:description")))
    yield Claim("description", _META, _plain(_first(metas, "description")))


def _people(metas: dict[str, list[str]]) -> Iterator[Claim]:
    for key in meta_names.AUTHORS:
        if key in metas:
            names = (n for stated in metas[key] for n in naming.authors(stated))
            yield Claim("authors", _META, tuple(dict.fromkeys(names)))


def _dates(
    metas: dict[str, list[str]], field: str, keys: tuple[str, ...], language: str
) -> Iterator[Claim]:
    for key in keys:
        if key in metas:
            source = _OPEN_GRAPH if key.startswith(("article:", "og:")) else _META
            yield Claim(field, source, iso_date(metas[key][0], language))


def _without_site(claims: list[Claim], head: _Head, address: str) -> Iterator[Claim]:
    """Take the site's name off the titles, and find it there where nothing else states it."""
    url = next((c.value for c in claims if c.field == "url" and c.value), address)
    site = next((c.value for c in claims if c.field == "publisher" and c.value), "")
    for claim in claims:
        if claim.field == "title":
            title = naming.headline(str(claim.value), str(site), str(url))
            yield claim._replace(value=title)
        else:
            yield claim
    if not site:
        yield Claim("publisher", "the page's title", naming.site_name(head.title, str(url)))


def _first(metas: dict[str, list[str]], key: str) -> str:
    return metas[key][0] if key in metas else ""


def _plain(stated: str) -> str:
    return " ".join(unescape(stated).split())


def _name(stated: str) -> str:
    return "" if naming.plain_address(stated) else _plain(stated)
