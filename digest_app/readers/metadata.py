"""What a saved page states about its article, best source first, from its parsed tree.

The head of the page is asked, and its JSON-LD; the body is searched only for what these leave
open, because a search costs as much as a tenth of the parse.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

from digest_app.domain.compiled import compiled
from digest_app.domain.document import Metadata
from digest_app.readers import json_ld, meta_names, naming
from digest_app.readers.claims import Claim, first_of, settle
from digest_app.readers.dates import iso_date
from digest_app.readers.page_lines import MARKED, MOST_MARKED, Marked, marked, marked_claims
from digest_app.readers.site_names import tidied

_OPEN_GRAPH: Final = "OpenGraph"
_META: Final = "meta tags"
_JSON_LD: Final = 'script[type="application/ld+json"]'
_STATING: Final = f"meta,title,link[rel=canonical],base,{_JSON_LD}"
_IN_BODY: Final = f"{_JSON_LD},{MARKED}"
_FIELDS_OF_NEWS: Final = frozenset({"title", "authors", "publisher", "published"})
_METAS_OF_A_HEAD: Final = 3
"""A charset and a viewport say nothing: a head with less than this is broken, or states nothing."""


class _Head(NamedTuple):
    """The raw statements of a page: its meta tags by name, its links, title and scripts."""

    metas: dict[str, list[str]]
    canonical: str
    base: str
    title: str
    scripts: list[str]
    language: str


def page_metadata(tree: LexborHTMLParser) -> tuple[Metadata, str]:
    """Return what the page states, best source first, each field with its source.

    The second is the text that the page's JSON-LD states as the article's, as it stands there;
    empty where it states none. It is a witness for cleaning, and nothing to show.
    """
    head = _read_head(tree)
    nodes, plain = json_ld.nodes(head.scripts), _claims(head)
    claims = [*json_ld.claims(nodes), *plain] if nodes else plain
    if not _says_enough(claims):
        shown: list[Marked] = []
        if (body := tree.body) is not None:
            scripts, shown = _read_body(body)
            if scripts:
                claims = [*json_ld.claims(nodes + json_ld.nodes(scripts)), *plain]
        claims += marked_claims(tree, shown, {claim.field for claim in claims if claim.value})
    claims, text = _without_body(claims)
    return settle(_without_site(tidied(claims), head)), text


def _says_enough(claims: list[Claim]) -> bool:
    """Tell whether the head states what matters, and people as authors, not a user's name."""
    if quick := _quick_claims():
        enough: bool = quick.says_enough(claims, _FIELDS_OF_NEWS)
        return enough
    if not {claim.field for claim in claims if claim.value} >= _FIELDS_OF_NEWS:
        return False
    authors = next((c.value for c in claims if c.field == "authors" and c.value), ())
    return all(map(naming.is_person, authors))


def _without_body(claims: list[Claim]) -> tuple[list[Claim], str]:
    """Return the claims of metadata, and the longest text that is claimed to be the article's."""
    if quick := _quick_claims():
        parted: tuple[list[Claim], str] = quick.without_body(claims)
        return parted
    text = max([str(c.value) for c in claims if c.field == json_ld.BODY], key=len, default="")
    return [claim for claim in claims if claim.field != json_ld.BODY], text


@cache
def _quick_claims() -> ModuleType | None:
    """Return the compiled form of making claims of what a page states."""
    return compiled("digest_app.readers.compiled_stated")


@cache
def _compiled() -> ModuleType | None:
    """Return the compiled form of reading head and body, where the parser's nodes are known."""
    from digest_app.readers.page.native import is_known  # noqa: PLC0415 - pages read metadata

    return compiled("digest_app.readers.compiled_head") if is_known() else None


def _read_head(tree: LexborHTMLParser) -> _Head:
    quick, root = _compiled(), tree.root
    if quick is None or root is None:
        return _found_in_head(tree)
    head = tree.head
    return _Head(*quick.read_head(head.mem_id if head else 0, root.mem_id))


def _read_body(body: LexborNode) -> tuple[list[str], list[Marked]]:
    """Return the JSON-LD in a body, and what its first marked elements state."""
    if (quick := _compiled()) is not None:
        read: tuple[list[str], list[Marked]] = quick.read_body(body.mem_id, MOST_MARKED)
        return read
    return _found_in_body(body)


def _found_in_body(body: LexborNode) -> tuple[list[str], list[Marked]]:
    found = body.css(_IN_BODY)
    others = [node for node in found if node.tag != "script"]
    scripts = [node.text(deep=True) for node in found if node.tag == "script"]
    return scripts, list(map(marked, others[:MOST_MARKED]))


def _found_in_head(tree: LexborHTMLParser) -> _Head:
    metas: dict[str, list[str]] = {}
    scripts: list[str] = []
    canonical = base = title = ""
    for node in _head_nodes(tree):
        tag = node.tag
        if tag == "meta":
            _note(metas, node.attributes)
        elif tag == "script":
            scripts.append(node.text(deep=True))
        elif tag == "link":
            canonical = canonical or node.attributes.get("href") or ""
        elif tag == "title":
            title = title or node.text()
        else:
            base = base or node.attributes.get("href") or ""
    return _Head(metas, canonical, base, title, scripts, _language(tree))


def _head_nodes(tree: LexborHTMLParser) -> list[LexborNode]:
    """Find the head's elements; where the page's head is broken, look for them everywhere.

    A search in the head alone costs a tenth of one in the whole page.
    """
    nodes = tree.head.css(_STATING) if tree.head else []
    metas = sum(node.tag == "meta" for node in nodes)
    return nodes if metas >= _METAS_OF_A_HEAD else tree.css(_STATING)


def _language(tree: LexborHTMLParser) -> str:
    attributes = tree.root.attributes if tree.root else {}
    return attributes.get("lang") or attributes.get("xml:lang") or ""


def _note(metas: dict[str, list[str]], attributes: dict[str, str | None]) -> None:
    content = attributes.get("content")
    key = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
    if content and key and key.lower() in meta_names.ALL:
        metas.setdefault(key.lower(), []).append(content)


def _claims(head: _Head) -> list[Claim]:
    """Return what the head states outside of scripts, best source first."""
    if quick := _quick_claims():
        known: list[Claim] = quick.of_head(head, _OPEN_GRAPH, _META)
        return known
    metas, base, language = head.metas, head.base, head.language
    image = _first(metas, "og:image") or _first(metas, "twitter:image")
    stated = [
        ("url", "the canonical link", naming.plain_address(head.canonical, base)),
        ("url", _OPEN_GRAPH, naming.plain_address(_first(metas, "og:url"), base)),
        _title(head),
        *_people(metas),
        ("publisher", _OPEN_GRAPH, naming.plain(_first(metas, "og:site_name"))),
        ("publisher", _META, _of_first(metas, meta_names.PUBLISHERS, _name)),
        *_dates(metas, "published", meta_names.PUBLISHED, language),
        *_dates(metas, "modified", meta_names.MODIFIED, language),
        ("language", "the page's language", naming.language_tag(language)),
        ("language", _OPEN_GRAPH, naming.language_tag(_first(metas, "og:locale"))),
        ("image", _OPEN_GRAPH, naming.plain_address(image, base)),
        ("description", _OPEN_GRAPH, naming.plain(_first(metas, "og:description"))),
        ("description", _META, naming.plain(_first(metas, "description"))),
    ]
    return [Claim(*claim) for claim in stated if claim[2]]


def _title(head: _Head) -> Claim:
    """Return one title: a page repeats it in as many tags as there are services."""
    if stated := naming.plain(_first(head.metas, "og:title")):
        whole = naming.plain(head.title)
        if whole.startswith(stated) and whole[len(stated) :].lstrip().startswith('"'):
            return Claim("title", "the page's title", whole)  # a quotation mark cut the tag short
        return Claim("title", _OPEN_GRAPH, stated)
    if stated := _of_first(head.metas, meta_names.TITLES, naming.plain):
        return Claim("title", _META, stated)
    return Claim("title", "the page's title", naming.plain(head.title))


def _of_first(
    metas: dict[str, list[str]], names: tuple[str, ...], form: Callable[[str], str]
) -> str:
    """Return the value of the first of these tags that has one, in its form."""
    for name in names:
        if name in metas and (stated := form(metas[name][0])):
            return stated
    return ""


def _people(metas: dict[str, list[str]]) -> list[Claim]:
    made: list[Claim] = []
    for key in meta_names.AUTHORS:
        if key in metas:
            names = [name for stated in metas[key] for name in naming.authors(stated)]
            made.append(Claim("authors", _META, tuple(dict.fromkeys(names))))
    return made


def _dates(
    metas: dict[str, list[str]], field: str, keys: tuple[str, ...], language: str
) -> list[Claim]:
    """Return the best known of the dates; the others repeat it."""
    for key in keys:
        if key in metas and (date := iso_date(metas[key][0], language)):
            source = _OPEN_GRAPH if key.startswith(("article:", "og:")) else _META
            return [Claim(field, source, date)]
    return []


def _without_site(claims: list[Claim], head: _Head) -> list[Claim]:
    """Take the site's name off the titles, and find it there where nothing else states it."""
    if quick := _quick_claims():
        known: list[Claim] = quick.without_site(claims, head.title)
        return known
    url, site = first_of(claims, "url"), first_of(claims, "publisher")
    made = [_without_name(c, site, url) if c.field == "title" else c for c in claims]
    if not site:
        behind = naming.site_behind(head.title, first_of(claims, "title"))
        site = behind or naming.site_name(head.title, url)
        made.append(Claim("publisher", "the page's title", site))
    return made


def _without_name(title: Claim, site: str, url: str) -> Claim:
    headline = naming.headline(str(title.value), site, url)
    return title if headline == title.value else title._replace(value=headline)


def _first(metas: dict[str, list[str]], key: str) -> str:
    return metas[key][0] if key in metas else ""


def _name(stated: str) -> str:
    return "" if naming.plain_address(stated) else naming.plain(stated)
