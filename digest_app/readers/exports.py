"""Exports of read-later services and plain tables: JSON, JSON lines, CSV; JSON Feed among them.

Pocket, Instapaper, Omnivore, wallabag, Readwise, Pinboard and the like differ in the names of their
fields only; a record with text becomes an article, records with addresses only become one list.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any, Final

from digest_app.domain.block import BlockKind, InlineKind
from digest_app.domain.counting import counted
from digest_app.domain.document import Document
from digest_app.domain.problems import UnreadableFile
from digest_app.readers import limits
from digest_app.readers.allowance import extend
from digest_app.readers.building import Builder
from digest_app.readers.claims import Claim, claims_of, settle
from digest_app.readers.encoding import decode
from digest_app.readers.joining import joined
from digest_app.readers.reading import Reading
from digest_app.readers.records import book_of, record_claims, record_document

_Record = Mapping[str, Any]
_CONTAINERS: Final = frozenset({
    "items", "entries", "data", "results", "posts", "articles", "bookmarks", "rows", "documents",
    "recommendations", "list", "stories", "saves", "children", "feed",
})  # fmt: skip
_TELLING: Final = frozenset({
    "url", "link", "href", "uri", "content", "text", "body", "content_html", "content_text", "html",
    "resolved_url", "article__url",
})  # fmt: skip
_DEEPEST: Final = 4
_FIELD_CHARS: Final = limits.MAX_TEXT_CHARS
_SAMPLE: Final = 16_384
_DELIMITERS: Final = ",\t;|"
_LINKS_NOTE: Final = (
    "The export holds addresses and no texts. Open them in a browser, save the pages, and add "
    "these."
)
_NEXT: Final = "Export it again with the texts, or save the articles' pages."


def read_json(data: bytes, name: str) -> Reading:
    """Read a JSON file of records, wherever in it they are.

    Raises:
        UnreadableFile: if it is broken, or holds neither texts nor addresses.
    """
    value = _parsed(_text(data, name), name)
    publisher = value.get("title", "") if isinstance(value, dict) and "items" in value else ""
    return _articles(_records(value), name, "JSON", str(publisher))


def read_json_lines(data: bytes, name: str) -> Reading:
    """Read a file with one JSON record a line; lines that are broken are counted in a note.

    Raises:
        UnreadableFile: if no line holds a text or an address.
    """
    records: list[_Record] = []
    broken = 0
    for line in _text(data, name).splitlines():
        if line.strip():
            try:
                records += _records(_parsed(line, name))
            except UnreadableFile:
                broken += 1
    reading = _articles(iter(records), name, "JSON lines")
    left = "is broken and was left out" if broken == 1 else "are broken and were left out"
    notes = (f"{counted(broken, 'line')} {left}.",) if broken else ()
    return replace(reading, notes=reading.notes + notes)


def read_table(data: bytes, name: str) -> Reading:
    """Read a table (CSV, TSV) whose first line names its columns.

    Raises:
        UnreadableFile: if no column holds texts or addresses.
    """
    text = _text(data, name)
    first = text[:_SAMPLE].partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    csv.field_size_limit(_FIELD_CHARS)
    rows = csv.DictReader(text.splitlines(keepends=True), delimiter=delimiter)
    try:
        records = [{k: v for k, v in row.items() if isinstance(k, str)} for row in rows]
    except csv.Error as error:
        raise UnreadableFile(name, f"The table is damaged ({error}).", _NEXT) from error
    return _articles(iter(records), name, "table")


def _text(data: bytes, name: str) -> str:
    if len(data) > limits.MAX_STRUCTURED_BYTES:
        what = f"It is larger than {limits.MAX_STRUCTURED_BYTES // limits.MIB} MB."
        raise UnreadableFile(name, what, "Cut it into smaller files.")
    return decode(data).text


def _parsed(text: str, name: str) -> Any:
    try:
        return json.loads(text, strict=False, parse_int=float)
    except RecursionError as error:
        raise UnreadableFile(name, "It nests too deep for a file of articles.") from error
    except ValueError as error:
        what = f"Its JSON is broken ({error})."
        raise UnreadableFile(name, what, "Export or download it again.") from error


def _records(value: Any, depth: int = 0) -> Iterator[_Record]:
    """Yield the records: objects with a text or an address, in lists at any shallow depth."""
    if isinstance(value, dict):
        if _is_record(value):
            yield value
            return
        for inner in value.values():
            if depth < _DEEPEST and isinstance(inner, dict | list):
                yield from _records(inner, depth + 1)
    elif isinstance(value, list) and depth < _DEEPEST:
        for inner in value:
            yield from _records(inner, depth + 1)


def _is_record(value: _Record) -> bool:
    """Tell whether an object is an entry, and not what holds the entries."""
    keys = {str(key).strip().lower() for key in value}
    if any(isinstance(v, list | dict) for k, v in value.items() if k in _CONTAINERS):
        return False
    return bool(keys & _TELLING)


def _articles(records: Iterable[_Record], name: str, kind: str, publisher: str = "") -> Reading:
    """Make the records with text articles; if there is none, list the addresses."""
    parts: dict[str | int, list[Document]] = {}
    links: list[_Record] = []
    records = iter(records)
    for record in islice(records, limits.MAX_RECORDS):
        extend()
        document = record_document(record)
        if document is None:
            links.append(record)
        else:
            # The highlights of one book or page are one article.
            of = book_of(record) or len(parts)
            parts.setdefault(of, []).append(_published_in(document, publisher))
    if documents := [joined(of_one) for of_one in parts.values()]:
        total = sum(map(len, parts.values())) + len(links)
        notes = [f"{len(links)} of {total} entries hold no text."] if links else []
        if next(records, None) is not None:
            notes.append(f"Only the first {total:,} entries were read.")
        return Reading(tuple(documents), kind, tuple(notes))
    if list_document := _list_of(links):
        return Reading((list_document,), kind, (_LINKS_NOTE,))
    raise UnreadableFile(name, "It holds no texts and no addresses of articles.", _NEXT)


def _published_in(document: Document, publisher: str) -> Document:
    claim = Claim("publisher", "the feed", publisher)
    return replace(document, metadata=settle([*claims_of(document.metadata), claim]))


def _list_of(records: list[_Record]) -> Document | None:
    """Return one document that lists the titles with their addresses; None where there are none."""
    builder = Builder()
    for record in records:
        stated = settle(record_claims({str(k).strip().lower(): v for k, v in record.items()}))
        if stated.url:
            builder.open(BlockKind.LIST_ITEM, 1)
            start = builder.position
            builder.write(stated.title or stated.url)
            builder.mark(start, InlineKind.LINK, stated.url)
            builder.close()
    document = builder.document(notes=(_LINKS_NOTE,))
    return document if document.text else None
