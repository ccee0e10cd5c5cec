"""Markdown with its front matter: turned into HTML by the ``markdown`` package, then into blocks.

A text that the package would need long for, because it is quadratic in unclosed brackets, is
read as plain text, whose blocks know Markdown's headings, lists and quotes.
"""

from __future__ import annotations

import re
from typing import Final

from digest_app.domain.document import Document
from digest_app.domain.problems import UnreadableFile
from digest_app.readers import limits, naming
from digest_app.readers.claims import Claim, merged, settle
from digest_app.readers.dates import iso_date
from digest_app.readers.encoding import scrub
from digest_app.readers.fragment import read_fragment
from digest_app.readers.statements import stated_in_lines
from digest_app.readers.text import read_text

_FRONT: Final = re.compile(
    r"\A\s*(---|\+\+\+)[ \t]*\n(?P<front>.*?)\n(?:\1|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL
)
_ENTRY: Final = re.compile(r"(?P<key>[A-Za-z][\w .-]{0,40}?)\s*[:=]\s*(?P<value>.*)$")
_ITEM: Final = re.compile(r"\s*-\s+(?:name:\s*)?(?P<value>.+)$")
_EXTENSIONS: Final = ("extra", "sane_lists")
_SOURCE: Final = "front matter"
_FIELDS: Final = {
    "title": "title", "headline": "title", "author": "authors", "authors": "authors",
    "byline": "authors", "by": "authors", "creator": "authors", "publisher": "publisher",
    "site": "publisher", "site_name": "publisher", "sitename": "publisher",
    "publication": "publisher", "source": "publisher", "date": "published",
    "published": "published", "publishdate": "published", "pubdate": "published",
    "published_at": "published", "date_published": "published", "created": "published",
    "updated": "modified", "modified": "modified", "lastmod": "modified",
    "last_modified_at": "modified", "url": "url", "link": "url", "canonical": "url",
    "canonical_url": "url", "source_url": "url", "original_url": "url", "lang": "language",
    "language": "language", "locale": "language", "image": "image", "cover": "image",
    "description": "description", "summary": "description", "excerpt": "description",
    "subtitle": "description",
}  # fmt: skip


def read_markdown(text: str, name: str = "") -> Document:
    """Read a Markdown text; what its front matter states comes before what its lines state.

    Raises:
        UnreadableFile: if there are no words below the front matter.
    """
    text = scrub(text)
    front = _FRONT.match(text)
    body = text[front.end() :] if front else text
    document = _body(body, name)
    if not document.text:
        raise UnreadableFile(name or "pasted text", "There is no text in it.")
    stated = settle(_claims(front["front"])) if front else settle(())
    found = settle(stated_in_lines(document.text, document.blocks))
    return Document(
        document.text, document.blocks, merged(stated, found), document.inlines, document.notes
    )


def looks_like_markdown(text: str) -> bool:
    """Tell whether a text without a telling name is Markdown: front matter, or two of its signs."""
    head = text[:20_000]
    if front := _FRONT.match(head):
        return any(_ENTRY.match(line) for line in front["front"].splitlines())
    return sum(sign.search(head) is not None for sign in _SIGNS) > 1


_SIGNS: Final = (
    re.compile(r"^#{1,6} \S", re.MULTILINE),
    re.compile(r"\]\((?:https?:|/|\.|#|mailto:)[^)\s]*(?:\s\"[^\"]*\")?\)"),
    re.compile(r"(?<![\w*])\*\*[^\s*][^*\n]*\*\*(?!\w)|(?<!\w)__[^\s_][^_\n]*__(?!\w)"),
    re.compile(r"^(?:```|~~~)", re.MULTILINE),
    re.compile(r"^\[[^\]\n]+\]: \S+", re.MULTILINE),
    re.compile(r"^!\[[^\]\n]*\]\(", re.MULTILINE),
    re.compile(r"^> \S", re.MULTILINE),
    re.compile(r"^\|?(?:\s*:?-{3,}:?\s*\|)+", re.MULTILINE),
)


def _body(body: str, name: str) -> Document:
    brackets = body.count("[") + body.count("<") + body.count("`") + body.count("*")
    if len(body) > limits.MAX_MARKDOWN_CHARS or brackets > limits.MAX_MARKDOWN_BRACKETS:
        plain = read_text(body, name)
        note = "It is too large to be laid out as Markdown, so its marks stand in the text."
        return Document(plain.text, plain.blocks, notes=(note,))
    return read_fragment(_html(body))


def _html(body: str) -> str:
    import markdown  # noqa: PLC0415 - plain text must not pay for it

    try:
        return markdown.markdown(body, extensions=_EXTENSIONS)
    except RecursionError:  # thousands of nested quotes
        import html  # noqa: PLC0415 - beside its one use

        return f"<pre>{html.escape(body)}</pre>"


def _claims(front: str) -> list[Claim]:
    """Read the entries that we know: ``key: value`` lines, lists in brackets or as items.

    This is the part of YAML and TOML that front matter of articles uses; it builds no objects,
    follows no anchors, and never fails.
    """
    claims: list[Claim] = []
    field = ""
    for line in front.splitlines():
        if (entry := _ENTRY.match(line)) and not line[0].isspace():
            field = _FIELDS.get(
                entry["key"].strip().lower().replace("-", "_").replace(" ", "_"), ""
            )
            claims.append(_claim(field, entry["value"])) if field else None
        elif field and (item := _ITEM.match(line)):
            claims.append(_claim(field, item["value"]))
    return _people_together(claims)


def _claim(field: str, value: str) -> Claim:
    value = re.sub(r"\s+#\s.*$", "", value).strip().strip("[]")
    parts = [p.strip().strip("\"'").strip() for p in value.split(",")] if field == "authors" else []
    plain = value.strip("\"'").strip()
    if field == "authors":
        return Claim(field, _SOURCE, tuple(n for p in parts for n in naming.authors(p)))
    if field in {"published", "modified"}:
        return Claim(field, _SOURCE, iso_date(plain))
    if field == "publisher" and (address := naming.plain_address(plain)):
        return Claim("url", _SOURCE, address)
    if field == "url":
        return Claim(field, _SOURCE, naming.plain_address(plain))
    return Claim(field, _SOURCE, naming.language_tag(plain) if field == "language" else plain)


def _people_together(claims: list[Claim]) -> list[Claim]:
    """Join the authors of several items into one claim."""
    people = tuple(n for c in claims if c.field == "authors" for n in c.value)
    rest = [c for c in claims if c.field != "authors"]
    return [*rest, Claim("authors", _SOURCE, tuple(dict.fromkeys(people)))]
