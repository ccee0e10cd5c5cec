"""Feeds kept as files (RSS, Atom, RDF), by feedparser: each entry with text is an article."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any, Final

from digest_app.domain.document import Document
from digest_app.domain.problems import UnreadableFile
from digest_app.readers import limits, naming
from digest_app.readers.allowance import extend
from digest_app.readers.claims import Claim, settle
from digest_app.readers.dates import iso_date
from digest_app.readers.fragment import read_fragment
from digest_app.readers.language import detect
from digest_app.readers.reading import Reading

_SOURCE: Final = "the feed"
_SUMMARY_ONLY: Final = "The feed holds only the beginning or a summary of it."
_LEAST_CHARS: Final = 400


def read_feed(data: bytes, name: str) -> Reading:
    """Read a feed; entries without any text are counted in a note.

    Raises:
        UnreadableFile: if no entry has a text, or it declares entities, or is too large.
    """
    if b"<!ENTITY" in data:
        raise UnreadableFile(name, "It declares entities of its own, as files do that attack.")
    if len(data) > limits.MAX_STRUCTURED_BYTES:
        raise UnreadableFile(
            name, "The feed is larger than any feed.", "Cut it into smaller files."
        )
    feed = _parsed(data)
    entries = feed.get("entries", [])
    extend(min(len(entries), limits.MAX_FEED_ENTRIES))
    documents = [
        document
        for entry in entries[: limits.MAX_FEED_ENTRIES]
        if (document := _entry(dict(entry), dict(feed.get("feed", {}))))
    ]
    if not documents:
        what = "The feed has no entries." if not entries else "No entry of the feed holds a text."
        raise UnreadableFile(name, what, "Save the articles' own pages.")
    return Reading(tuple(documents), "feed", tuple(_notes(len(entries), len(documents))))


def _parsed(data: bytes) -> dict[str, Any]:
    """Parse a feed; from a stream, so that nothing is ever taken for an address to open."""
    import feedparser  # noqa: PLC0415 - slow to load, and only feeds need it

    parsed: dict[str, Any] = feedparser.parse(
        BytesIO(data), sanitize_html=False, resolve_relative_uris=False
    )
    return parsed


def _notes(entries: int, documents: int) -> list[str]:
    read = min(entries, limits.MAX_FEED_ENTRIES)
    notes = [f"{read - documents} of {read} entries hold no text."] if documents < read else []
    if read < entries:
        notes.append(f"Only the first {read:,} of {entries:,} entries were read.")
    return notes


def _entry(entry: dict[str, Any], feed: dict[str, Any]) -> Document | None:
    """Make an entry a document; None where it has no text."""
    contents = [c.get("value") or "" for c in entry.get("content", [])]
    body = max([*contents, entry.get("summary") or ""], key=len)
    document = read_fragment(body)
    if not document.text:
        return None
    whole = any(contents) or len(document.text) >= _LEAST_CHARS
    notes = () if whole else (_SUMMARY_ONLY,)
    return replace(document, metadata=settle(_claims(entry, feed, document.text)), notes=notes)


def _claims(entry: dict[str, Any], feed: dict[str, Any], text: str) -> list[Claim]:
    people = [a.get("name", "") for a in entry.get("authors", [])] or [entry.get("author", "")]
    source = entry.get("source", {}).get("title") or feed.get("title") or ""
    return [
        Claim("title", _SOURCE, _plain(entry.get("title", ""))),
        Claim("authors", _SOURCE, tuple(n for p in people for n in naming.authors(p or ""))),
        Claim("publisher", _SOURCE, _plain(source)),
        Claim("published", _SOURCE, _date(entry, "published") or _date(entry, "created")),
        Claim("modified", _SOURCE, _date(entry, "updated")),
        Claim("published", _SOURCE, _date(entry, "updated")),
        Claim("url", _SOURCE, naming.plain_address(entry.get("link", "") or "")),
        Claim("language", _SOURCE, naming.language_tag(entry.get("language", "") or "")),
        Claim("language", _SOURCE, naming.language_tag(feed.get("language", "") or "")),
        Claim("language", "the words of the text", detect(text)),
    ]


def _date(entry: dict[str, Any], field: str) -> str:
    return iso_date(str(entry.get(field) or ""))


def _plain(stated: str) -> str:
    """Return a title without the markup that feeds put in it."""
    if "<" in stated or "&" in stated:
        return " ".join(read_fragment(stated).text.split())
    return " ".join(stated.split())
