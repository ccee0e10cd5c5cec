"""Web archives of crawlers (WARC): each page that was fetched with success is an article."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import Final, NamedTuple

from digest_app.domain.document import Document
from digest_app.domain.problems import UnreadableFile
from digest_app.readers import limits
from digest_app.readers.allowance import extend
from digest_app.readers.mhtml import saved_from
from digest_app.readers.nested import placed
from digest_app.readers.reading import Reading
from digest_app.readers.saved_page import read_saved_page

_RECORD: Final = re.compile(rb"WARC/1\.[01]\r?\n(?P<head>.*?)\r?\n\r?\n", re.DOTALL)
_LENGTH: Final = re.compile(rb"^content-length:[ \t]*(\d+)", re.IGNORECASE | re.MULTILINE)
_TARGET: Final = re.compile(rb"^warc-target-uri:[ \t]*<?([^\r\n>]+)", re.IGNORECASE | re.MULTILINE)
_TYPE: Final = re.compile(rb"^warc-type:[ \t]*(\w+)", re.IGNORECASE | re.MULTILINE)
_CHUNK: Final = re.compile(rb"([0-9a-fA-F]+)[^\r\n]*\r?\n")
_OK: Final = re.compile(rb"HTTP/\S+ 200\b")


class Record(NamedTuple):
    """One record: its kind, the address it was fetched from, what was fetched."""

    kind: bytes
    address: str
    body: bytes


def read_warc(data: bytes, name: str) -> Reading:
    """Read the pages of a WARC file; what is not a page is passed over.

    Raises:
        UnreadableFile: if there is no page with text in it.
    """
    documents: list[Document] = []
    empty = 0
    for number, record in enumerate(records(data)):
        if html := _page(record):
            extend()
            try:
                page = saved_from(read_saved_page(html, name), record.address)
                documents += placed([page], number)
            except UnreadableFile:
                empty += 1
        if len(documents) >= limits.MAX_ARTICLES:
            break
    if not documents:
        raise UnreadableFile(name, "The web archive holds no page with text.")
    notes = (f"{empty} of its pages hold no text.",) if empty else ()
    return Reading(tuple(documents), "WARC", notes)


def records(data: bytes) -> Iterator[Record]:
    """Yield the records of a WARC file in order, whatever they hold."""
    position = 0
    while found := _RECORD.search(data, position):
        head = found["head"] + b"\n"
        length = _LENGTH.search(head)
        end = found.end() + int(length[1][:12]) if length else found.end()
        kind, target = _TYPE.search(head), _TARGET.search(head)
        address = target[1].decode("utf-8", "replace").strip() if target else ""
        yield Record(kind[1].lower() if kind else b"", address, data[found.end() : end])
        position = end


def _page(record: Record) -> bytes:
    """Return the HTML of a successful answer; empty for anything else."""
    if record.kind == b"resource":
        return record.body if b"<html" in record.body[:2000].lower() else b""
    return fetched(record) if b"html" in _parted(record)[0].lower() else b""


def fetched(record: Record) -> bytes:
    """Return what was fetched with success; empty for records of anything else."""
    if record.kind == b"resource":
        return record.body
    head, body = _parted(record)
    fields = head.lower()
    if record.kind != b"response" or not _OK.match(head):
        return b""
    if b"transfer-encoding: chunked" in fields:
        body = _unchunked(body)
    return _inflated(body) if b"content-encoding:" in fields else body


def _parted(record: Record) -> tuple[bytes, bytes]:
    """Return the header lines of an answer, and what follows them."""
    head, _, body = record.body.replace(b"\r\n\r\n", b"\n\n", 1).partition(b"\n\n")
    return head, body


def _unchunked(body: bytes) -> bytes:
    """Put chunks together; a body that says it is chunked and is not stays as it is."""
    pieces: list[bytes] = []
    position = 0
    while found := _CHUNK.match(body, position):
        size = int(found[1][:12], 16)
        if not size:
            break
        pieces.append(body[found.end() : found.end() + size])
        position = found.end() + size + 2
    return b"".join(pieces) or body


def _inflated(body: bytes) -> bytes:
    try:
        return zlib.decompressobj(wbits=47).decompress(body, limits.MAX_PAGE_BYTES)
    except zlib.error:
        return body
