"""What the JSON-LD of a page states (schema.org), from the object that is its article."""

from __future__ import annotations

import json
import re
from typing import Any, Final

from digest_app.domain.compiled import compiled
from digest_app.readers import naming
from digest_app.readers.claims import Claim
from digest_app.readers.dates import iso_date

SOURCE: Final = "JSON-LD"
BODY: Final = "body"
"""The field of a claim to the article's whole text, as it is there; metadata has no such field."""
ARTICLES: Final = frozenset({
    "Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle",
    "BackgroundNewsArticle", "OpinionNewsArticle", "ReviewNewsArticle", "AskPublicNewsArticle",
    "AdvertiserContentArticle",
    "BlogPosting", "LiveBlogPosting", "SocialMediaPosting", "TechArticle", "ScholarlyArticle",
    "MedicalScholarlyArticle", "Report", "SatiricalArticle", "Review", "Recipe", "Posting",
})  # fmt: skip
PAGES: Final = frozenset(
    {"WebPage", "ItemPage", "VideoObject", "MediaObject", "CreativeWork", "Product"}
)
GROUPS: Final = frozenset({"Organization", "NewsMediaOrganization", "Corporation", "WebSite"})
_WRAPPING: Final = re.compile(r"^\s*(?://\s*)?(?:<!--|<!\[CDATA\[)|(?://\s*)?(?:-->|\]\]>)\s*$")
_TRAILING_COMMA: Final = re.compile(r",(\s*[}\]])")
_ABOUT_ARTICLES: Final = ('"headline"', '"datePublished"', '"author"', '"publisher"')
_DECODER: Final = json.JSONDecoder(strict=False)
DEPTH: Final = 3
"""How deep lists and graphs are looked into that lie in one another."""
MOST_NAMES: Final = 50
CUT: Final = ("...", "…")
_QUICK: Final = compiled("digest_app.readers.compiled_json_ld")


def nodes(scripts: list[str]) -> list[dict[str, Any]]:
    """Return the objects in the scripts of a page."""
    made: list[dict[str, Any]] = []
    for script in scripts:
        _walk(_parsed(script), made)
    return made


def claims(nodes: list[dict[str, Any]]) -> list[Claim]:
    """Return what the objects state, the article's own object first."""
    known: list[Claim] = _QUICK.claims(nodes) if _QUICK else _claims(nodes)
    return known


def _claims(nodes: list[dict[str, Any]]) -> list[Claim]:
    named = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str)}
    mains = [n for n in nodes if _is_one_of(n, ARTICLES)]
    mains = mains or [n for n in nodes if _is_one_of(n, PAGES)]
    mains.sort(key=lambda node: "headline" not in node)
    return [claim for node in mains[:2] for claim in _stated(node, named)]


def _parsed(script: str) -> Any:
    """Parse one script, mending what pages get wrong; None where that does not help."""
    if not any(map(script.__contains__, _ABOUT_ARTICLES)):
        return None
    for attempt in (str, _mended):
        try:
            return _DECODER.decode(attempt(script))
        except (ValueError, RecursionError):
            continue
    return None


def _mended(script: str) -> str:
    return _TRAILING_COMMA.sub(r"\1", _WRAPPING.sub("", script.strip())).strip().rstrip(";")


def _walk(value: Any, into: list[dict[str, Any]], depth: int = 0) -> None:
    """Note the objects that a script holds side by side or as graphs."""
    if isinstance(value, list) and depth < DEPTH:
        for item in value:
            _walk(item, into, depth + 1)
    elif isinstance(value, dict):
        into.append(value)
        for key in ("@graph", "mainEntity"):
            if depth < DEPTH and key in value:
                _walk(value[key], into, depth + 1)


def _is_one_of(node: dict[str, Any], kinds: frozenset[str]) -> bool:
    stated = node.get("@type")
    if isinstance(stated, str):
        return stated.rpartition("/")[2] in kinds
    return isinstance(stated, list) and any(
        kind.rpartition("/")[2] in kinds for kind in stated if isinstance(kind, str)
    )


def _stated(node: dict[str, Any], named: dict[str, Any]) -> list[Claim]:
    """Return what an object states, without what it leaves empty."""
    publisher = next(iter(_names(node.get("publisher"), named)), "")
    stated = (
        ("title", _whole(_text(node.get("headline")), _text(node.get("name")))),
        ("authors", _authors(node, named, publisher)),
        ("publisher", publisher),
        ("published", iso_date(_text(node.get("datePublished")))),
        ("modified", iso_date(_text(node.get("dateModified")))),
        ("url", naming.plain_address(_text(node.get("url")) or _page(node))),
        ("language", naming.language_tag(_text(node.get("inLanguage")))),
        ("image", _image(node.get("image"), named)),
        ("description", _text(node.get("description"))),
        (BODY, _body(node)),
    )
    return [Claim(field, SOURCE, value) for field, value in stated if value]


def _whole(headline: str, name: str) -> str:
    """Return the whole headline; sites cut it at 110 characters, as a search engine wanted."""
    if headline.endswith(CUT):
        return name if name.startswith(headline.rstrip("….")) else ""
    return headline or name


def _authors(node: dict[str, Any], named: dict[str, Any], publisher: str) -> tuple[str, ...]:
    """Return the people; a group of them only where nobody is named and it is not the publisher."""
    stated = node.get("author") or node.get("creator")
    people = _names(stated, named, GROUPS)
    if not people:
        people = [n for n in _names(stated, named) if n.casefold() != publisher.casefold()]
    names = [n for name in people for n in naming.authors(name)]
    others = [n for n in names if n.casefold() != publisher.casefold()]
    return tuple(dict.fromkeys(others or names))


def _names(
    value: Any, named: dict[str, Any], without: frozenset[str] = frozenset(), depth: int = 0
) -> list[str]:
    """Return the names of one thing or of several, given as text, objects or references."""
    if isinstance(value, list):
        items = value[:MOST_NAMES] if depth < DEPTH else []
        return [name for item in items for name in _names(item, named, without, depth + 1)]
    if isinstance(value, str):
        return [value] if value.strip() and not naming.plain_address(value) else []
    if not isinstance(value, dict) or (without and _is_one_of(value, without)):
        return []
    name = value.get("name") or named.get(str(value.get("@id")), {}).get("name")
    if isinstance(name, list):
        return [n for n in name if isinstance(n, str)]
    words = _text(name)
    return [words] if words else []


def _page(node: dict[str, Any]) -> str:
    page = node.get("mainEntityOfPage")
    return _text(page.get("@id") if isinstance(page, dict) else page)


def _image(value: Any, named: dict[str, Any]) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("url") or named.get(str(value.get("@id")), {}).get("url")
    return naming.plain_address(_text(value))


def _body(node: dict[str, Any]) -> str:
    """Return the text that an object states as the article's, with the tags that it may hold."""
    stated = node.get("articleBody") or node.get("reviewBody")
    if isinstance(stated, list):
        stated = "\n".join(part for part in stated if isinstance(part, str))
    return stated if isinstance(stated, str) else ""


def _text(value: Any) -> str:
    if isinstance(value, list) and value:
        value = value[0]
    return naming.plain(value) if isinstance(value, str) else ""
