"""One record of an export as an article; its fields go by the names that programs give them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from digest_app.domain.document import Document
from digest_app.domain.problems import UnreadableFile
from digest_app.readers import naming
from digest_app.readers.claims import Claim, claims_of, settle
from digest_app.readers.dates import from_seconds, iso_date
from digest_app.readers.fragment import read_fragment
from digest_app.readers.language import detect
from digest_app.readers.text import read_text

_SOURCE: Final = "the export"
_BODIES: Final = (
    "content_html", "contenthtml", "content", "html", "full_text", "fulltext", "articlebody",
    "article_body", "article_text", "body", "text", "content_text", "article", "story", "highlight",
    "selection", "summary", "excerpt", "description",
)  # fmt: skip
_FIELDS: Final = {
    "title": (
        "title",
        "headline",
        "article__title",
        "resolved_title",
        "given_title",
        "name",
        "book title",
        "document title",
    ),
    "authors": ("author", "authors", "byline", "creator", "writer", "published_by", "book author"),
    "publisher": (
        "publisher",
        "site_name",
        "sitename",
        "site",
        "source_name",
        "publication",
        "domain_name",
        "domain",
    ),
    "published": (
        "published",
        "published_at",
        "publishedat",
        "date_published",
        "datepublished",
        "published_date",
        "publish_date",
        "pubdate",
        "date",
        "published on",
    ),
    "modified": ("modified", "date_modified", "datemodified", "updated", "updated_at"),
    "url": (
        "url",
        "link",
        "uri",
        "article__url",
        "resolved_url",
        "given_url",
        "original_url",
        "source_url",
        "permalink",
        "href",
        "address",
        "source",
        "document url",
    ),
    "language": ("language", "lang", "locale"),
    "image": (
        "image",
        "image_url",
        "lead_image_url",
        "thumbnail",
        "preview_picture",
        "cover image url",
        "top_image",
    ),
}
_MARKUP: Final = re.compile(r"</?[a-zA-Z][^<>]*>")
_ONLY_PART: Final = frozenset({"highlight", "selection", "summary", "excerpt", "description"})
_PART_NOTE: Final = "The export holds only an excerpt of it."
_LEAST_CHARS: Final = 20


def text_fields() -> frozenset[str]:
    """Return the names under which records keep their text."""
    return frozenset(_BODIES)


def record_document(record: Mapping[str, Any]) -> Document | None:
    """Make a record a document; None where it holds no text."""
    plain = {str(key).strip().lower(): value for key, value in record.items()}
    for name in _BODIES:
        body = plain.get(name)
        if isinstance(body, Mapping):
            body = body.get("value") or body.get("html") or body.get("text")
        enough = isinstance(body, str) and len(body.strip()) >= _LEAST_CHARS
        if enough and (document := _document(str(body))):
            notes = (_PART_NOTE,) if name in _ONLY_PART else ()
            by_words = Claim("language", "the words of the text", detect(document.text))
            claims = [*record_claims(plain), *claims_of(document.metadata), by_words]
            return replace(document, metadata=settle(claims), notes=notes)
    return None


def book_of(record: Mapping[str, Any]) -> str:
    """Return what a highlight was marked in, as Readwise tells it; empty for other records."""
    plain = {str(key).strip().lower(): value for key, value in record.items()}
    book = plain.get("book title") if plain.get("highlight") else None
    return f"{book}\n{plain.get('book author', '')}" if isinstance(book, str) else ""


def record_claims(plain: Mapping[str, Any]) -> list[Claim]:
    """Return what the other fields of a record state."""
    return [
        Claim(field, _SOURCE, _value(field, plain[name]))
        for field, names in _FIELDS.items()
        for name in names
        if plain.get(name)
    ]


def _document(body: str) -> Document | None:
    if _MARKUP.search(body):
        document = read_fragment(body)
        return document if document.text else None
    try:
        return read_text(body)
    except UnreadableFile:
        return None


def _value(field: str, value: Any) -> str | tuple[str, ...]:
    if field == "authors":
        return tuple(n for person in _people(value) for n in naming.authors(person))
    if isinstance(value, Mapping):
        value = value.get("name") or value.get("url") or ""
    if field in {"published", "modified"}:
        return _date(value)
    if not isinstance(value, str):
        return ""
    if field in {"url", "image"}:
        return naming.plain_address(value)
    if field == "publisher" and naming.plain_address(value):
        return ""
    return naming.language_tag(value) if field == "language" else " ".join(value.split())


def _people(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        people = value.get("name") or [p for p in value.values() if isinstance(p, Mapping)]
        return _people(people)
    if isinstance(value, list):
        return [name for person in value[:50] for name in _people(person)]
    return []


def _date(value: Any) -> str:
    if isinstance(value, str) and not re.fullmatch(r"\d{9,13}", value.strip()):
        return iso_date(value)
    try:
        return from_seconds(float(value))
    except (TypeError, ValueError):
        return ""
