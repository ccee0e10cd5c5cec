"""Which format a file is in, told by its content; the name is asked only where content cannot tell.

A wrong extension is no error. Measured beside this approach: libmagic and magika know the
formats of news no better, and cost a system library or 173 MB.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from digest_app.domain.compiled import compiled
from digest_app.readers.encoding import decode
from digest_app.readers.markdown import looks_like_markdown


class Format(StrEnum):
    """The formats that are read, by the name that users see."""

    TEXT = "plain text"
    MARKDOWN = "Markdown"
    PAGE = "saved page"
    MHTML = "web archive (MHTML)"
    WEBARCHIVE = "Safari web archive"
    MAIL = "e-mail"
    MAILBOX = "mailbox"
    PDF = "PDF"
    EPUB = "EPUB"
    DOCX = "Word document"
    ODT = "OpenDocument text"
    RTF = "RTF"
    FEED = "feed"
    XML = "XML"
    JSON = "JSON"
    JSON_LINES = "JSON lines"
    TABLE = "table"
    ZIP = "ZIP archive"
    GZIP = "packed file"
    LINK = "link"
    WARC = "WARC"


HEAD: Final = 4096  # bytes at the beginning of a file
PDF_HEAD: Final = 1024  # where a PDF may begin
_MAGIC: Final = (
    (b"{\\rtf", Format.RTF),
    (b"\x1f\x8b", Format.GZIP),
    (b"WARC/1.", Format.WARC),
    (b"bplist00", Format.WEBARCHIVE),
)
_ZIP_STARTS: Final = (b"PK\x03\x04", b"PK\x05\x06")
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OUTLOOK: Final = "__substg1.0_".encode("utf-16-le")
# What people drop by mistake, with the word for it.
_OTHER_MAGIC: Final = (
    (_OLE, "a document in Microsoft's old binary format"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"II*\0", "an image"),
    (b"MM\0*", "an image"),
    (b"8BPS", "an image"),
    (b"ID3", "a sound recording"),
    (b"fLaC", "a sound recording"),
    (b"OggS", "a sound recording"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\xfd7zXZ\0", "an xz archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"SQLite format 3\0", "a database"),
    (b"%!PS", "a PostScript file"),
    (b"filedesc://", "an ARC web archive, the format before WARC"),
)
_MAGICS: Final = (*_MAGIC, *_OTHER_MAGIC)
_FIRST_BYTES: Final = frozenset(magic[:1] for magic, _ in _MAGICS)
_HEADER: Final = re.compile(rb"([!-9;-~]+):(?:[ \t]|\r?$)", re.MULTILINE)
_MAIL_HEADERS: Final = frozenset({
    b"from", b"to", b"subject", b"received", b"mime-version", b"message-id", b"return-path",
    b"delivered-to", b"reply-to", b"cc", b"bcc", b"sender", b"content-type",
    b"content-transfer-encoding", b"x-mailer", b"list-id", b"dkim-signature",
})  # fmt: skip
_FEED: Final = re.compile(r"<(?:rss|feed|rdf:RDF|channel)[\s>]", re.IGNORECASE)
_HTML: Final = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|meta|link|script|style|div|span|p|br|h[1-6]|table|"
    r"article|section|main|ul|ol|img|a\s|center|font|b|i)\b[^<]{0,4000}?/?>?",
    re.IGNORECASE,
)
_PROLOGUE: Final = re.compile(
    r"(?:\s+|<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)*", re.DOTALL | re.IGNORECASE
)
CONTROL: Final = bytes({*range(0x20), 0x7F} - {*b"\t\n\v\f\r\x1b"})
_WIDE: Final = (b"\xff\xfe", b"\xfe\xff")
_BINARY_SHARE: Final = 0.02
_MARKDOWN_NAMES: Final = (".md", ".markdown", ".mdown", ".mkd", ".mdx", ".qmd", ".rmd")
_TABLE_NAMES: Final = (".csv", ".tsv")
_COLUMNS: Final = frozenset({
    "text", "content", "body", "article", "url", "link", "title", "headline", "excerpt",
    "selection", "author", "date", "published", "highlight", "book title", "book author",
})  # fmt: skip


def sniff(data: bytes, name: str = "") -> Format | str:
    """Return the format of a file that is not empty, or the words for what it is instead."""
    if _quick and _quick.is_page(data):
        return Format.PAGE
    if data.startswith(_OLE) and (name.lower().endswith(".msg") or _OUTLOOK in data):
        return "a message of Outlook (.msg), which only Outlook can save as .eml or HTML"
    if data[:1] in _FIRST_BYTES:  # most files begin otherwise
        for magic, found in _MAGICS:
            if data.startswith(magic):
                return found
    head = data[:HEAD]
    if b"%PDF-" in head[:PDF_HEAD]:
        return Format.PDF
    if head.startswith(_ZIP_STARTS):
        return Format.ZIP
    return _by_headers(head) or _media(head) or _by_text(data, name)


def is_format(found: Format | str) -> bool:
    """Tell whether :func:`sniff` found a format that is read."""
    return isinstance(found, Format)


def _by_headers(head: bytes) -> Format | None:
    """Recognise what begins with header lines: a mailbox, a mail, a page saved as a mail."""
    start = head.lstrip()
    if start.startswith(b"From ") and _HEADER.match(start, start.find(b"\n") + 1):
        return Format.MAILBOX
    if not _HEADER.match(start):
        return None
    first = re.split(rb"\r?\n[ \t]*\r?\n", start, maxsplit=1)[0]
    names = {found[1].lower() for found in _HEADER.finditer(first)}
    lines = [line for line in first.splitlines() if line[:1] not in b" \t"]
    if len(names & _MAIL_HEADERS) < 2 or len(names) < 0.6 * len(lines):  # noqa: PLR2004 - one may be chance
        return None
    page = b"snapshot-content-location" in names or b"saved by" in first.lower()
    related = b"multipart/related" in first.lower() and not names & {b"to", b"received"}
    return Format.MHTML if page or related else Format.MAIL


def _media(head: bytes) -> str:
    """Recognise images, sound and film whose signature is not at the very start."""
    if head[4:8] == b"ftyp":
        return "a film or a sound recording"
    if head[:4] == b"RIFF":
        return "an image" if head[8:12] == b"WEBP" else "a film or a sound recording"
    return "a tape archive (TAR)" if head[257:262] == b"ustar" else ""


def _by_text(data: bytes, name: str) -> Format | str:
    head = data[:HEAD]
    wide = b"\0" in head or head.startswith(_WIDE)
    text = decode(head).text if wide else head.decode("utf-8", "replace")
    text = text.lstrip("\ufeff \t\r\n")
    if _is_binary(head, text):
        return "not a text, and in no format that holds articles"
    if text.startswith("<") and (found := _markup(data, text)):
        return found
    return _by_syntax(text, name.lower())


def _by_syntax(text: str, name: str) -> Format:
    if text.startswith("[InternetShortcut]"):
        return Format.LINK
    if re.match(r"\{\s*(?:\"|\})|\[\s*(?:[\[{\"\]\d]|$)", text):
        return Format.JSON_LINES if re.match(r"\{[^\n]*\}\s*\n\s*\{", text) else Format.JSON
    if name.endswith(_TABLE_NAMES) or _has_columns(text):
        return Format.TABLE
    if _HTML.match(text):
        return Format.PAGE
    if name.endswith(_MARKDOWN_NAMES) or looks_like_markdown(text):
        return Format.MARKDOWN
    return Format.PAGE if name.endswith((".html", ".htm", ".xhtml")) else Format.TEXT


def _is_binary(head: bytes, text: str) -> bool:
    nulls = head.count(0) if b"\0" in head else 0  # to count takes ten times as long
    if head.startswith(_WIDE) or nulls * 3 >= len(head):
        control = sum(c < " " and c not in "\t\n\r\f\x1b" for c in text)
        return control > _BINARY_SHARE * len(text) or not text
    control = len(head) - len(head.translate(None, CONTROL))
    return control > _BINARY_SHARE * len(head) + 4


def _markup(data: bytes, text: str) -> Format | str | None:
    """Tell feeds, property lists, pages and other XML apart by their root element."""
    prologue = _PROLOGUE.match(text)
    root = text[prologue.end() :] if prologue else text  # it always matches
    if root.startswith("<office:document"):
        return "a flat OpenDocument file"
    if root.startswith("<plist") or "<!doctype plist" in text[:600].lower():
        return Format.LINK if b"WebMainResource" not in data[: 1 << 16] else Format.WEBARCHIVE
    if _FEED.match(root):
        return Format.FEED
    if _HTML.match(root) or re.match(
        r"\s*(?:<\?xml[^>]*>)?\s*<!doctype\s+(?:html|netscape)", text, re.IGNORECASE
    ):
        return Format.PAGE
    if text.startswith("<?xml") or re.match(r"<[a-z][\w.-]*:[\w.-]+[\s>]", root, re.IGNORECASE):
        return Format.FEED if _FEED.search(text) else Format.XML
    return (
        Format.PAGE
        if _HTML.search(text)
        else Format.XML
        if re.match(r"<[a-z]\w*[\s/>]", root, re.IGNORECASE)
        else None
    )


def _has_columns(text: str) -> bool:
    """Tell whether the first line names the columns of a table of articles."""
    first = text.partition("\n")[0].strip()
    for delimiter in ",\t;":
        names = [n.strip().strip('"').lower() for n in first.split(delimiter)]
        if len(names) > 1 and len(set(names) & _COLUMNS) > 1 and all(len(n) < 40 for n in names):  # noqa: PLR2004 - column names are short
            return True
    return False


# Asks for what is above when it is made.
_quick: Final = compiled("digest_app.readers.compiled_sniffing")
