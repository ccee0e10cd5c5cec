"""The one door of this room: a file's bytes go in, its articles come out, or a sentence why not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from digest_app.domain.document import Document
from digest_app.domain.problems import UnreadableFile
from digest_app.readers import limits
from digest_app.readers.allowance import extend
from digest_app.readers.archive import read_zip, unpacked
from digest_app.readers.docx import read_docx
from digest_app.readers.encoding import decode
from digest_app.readers.epub import read_epub
from digest_app.readers.exports import read_json, read_json_lines, read_table
from digest_app.readers.feed import read_feed
from digest_app.readers.link import read_link
from digest_app.readers.mail import read_mail, read_mailbox
from digest_app.readers.markdown import read_markdown
from digest_app.readers.mhtml import read_mhtml, read_webarchive
from digest_app.readers.news_xml import read_news_xml
from digest_app.readers.odt import read_odt
from digest_app.readers.package import Package
from digest_app.readers.pdf import read_pdf
from digest_app.readers.reading import Reading
from digest_app.readers.rtf import read_rtf
from digest_app.readers.saved_page import read_saved_page
from digest_app.readers.sniffing import Format, sniff
from digest_app.readers.text import read_text
from digest_app.readers.warc import read_warc

_BLANK: Final = b" \t\r\n\0"
_HEAD: Final = 4096


def read(data: bytes, name: str = "") -> Reading:
    """Read a file by what it holds; ``name`` is used in errors and where content cannot tell.

    Raises:
        UnreadableFile: which file, what is wrong with it, what to do next.
    """
    return _read(data, name or "pasted text", 0)


def _read(data: bytes, name: str, depth: int) -> Reading:
    """Read a file that lies in ``depth`` archives, within the limits of every file."""
    if not data[:_HEAD].strip(_BLANK) and not data.strip(_BLANK):  # most files have words there
        raise UnreadableFile(name, "The file is empty.", "Save or download it again.")
    if len(data) > limits.MAX_FILE_BYTES:
        what = f"The file is larger than {limits.MAX_FILE_BYTES // limits.MIB} MB."
        raise UnreadableFile(name, what, "Cut it into smaller files.")
    if depth > limits.MAX_NESTING:
        what = f"It lies more than {limits.MAX_NESTING} archives deep."
        raise UnreadableFile(name, what, "Unpack the archive around it.")
    reading = _dispatched(data, name, depth)
    if any(len(document.text) > limits.MAX_TEXT_CHARS for document in reading.documents):
        what = f"It holds a text of more than {limits.MAX_TEXT_CHARS:,} characters."
        raise UnreadableFile(name, what, "No article is that long; cut it into its articles.")
    return reading


def _dispatched(data: bytes, name: str, depth: int) -> Reading:
    """Hand the file to the reader of its format."""
    found = sniff(data, name)
    if not isinstance(found, Format):
        raise UnreadableFile(name, f"It is {found}.", _advice(found))
    if found in _SINGLE:
        return Reading((_SINGLE[found](data, name),), found.value)
    if found in _SEVERAL:
        return _SEVERAL[found](data, name)

    def inside(part: bytes, part_name: str) -> Reading:
        extend()
        return _read(part, part_name, depth + 1)

    return _CONTAINERS[found](data, name, inside)


def _advice(found: str) -> str:
    """Return what to do about a file that is not read, by the words for what it is."""
    return next((said for word, said in _ADVICE if word in found), _SAVE)


_SAVE: Final = "Save it as PDF, DOCX, HTML or plain text and add that."
_ADVICE: Final = (
    ("ARC web archive", "Convert it to WARC and add that."),
    ("archive", "Unpack it and add the files that were in it."),
    ("image", "Run a text recognition (OCR) program on it, and add its result."),
    ("recording", "Add its words as a text."),
    ("Outlook", "Save it so and add that."),
    ("spreadsheet", "Save it as CSV and add that."),
    ("program", "Add files that hold texts."),
    ("database", "Export its texts and add them."),
)
_Inside = Callable[[bytes, str], Reading]


def _text(data: bytes, name: str) -> Document:
    return read_text(_decoded(data, name), name)


def _markdown(data: bytes, name: str) -> Document:
    return read_markdown(_decoded(data, name), name)


def _decoded(data: bytes, name: str) -> str:
    """Decode a text file, unless it is longer than any article in any encoding."""
    if len(data) > 4 * limits.MAX_TEXT_CHARS:
        what = f"It is longer than any article ({len(data) // limits.MIB} MB of text)."
        raise UnreadableFile(name, what, "Cut it into its articles first.")
    return decode(data).text


def _packed(data: bytes, name: str, inside: _Inside) -> Reading:
    """Read what a gzip file holds."""
    return inside(unpacked(data, name), name.removesuffix(".gz"))


def _zip(data: bytes, name: str, inside: _Inside) -> Reading:
    """Tell what kind of package a ZIP is by the files that each kind must have, and read it."""
    package = Package(data, name)
    if "META-INF/container.xml" in package:
        documents, notes = read_epub(package)
        return Reading(documents, "EPUB", notes)
    if "[Content_Types].xml" in package:
        return _office(package, name)
    if "content.xml" in package and "META-INF/manifest.xml" in package:
        return Reading((read_odt(package),), "OpenDocument text")
    return read_zip(package, inside)


def _office(package: Package, name: str) -> Reading:
    """Read a Word document; name what else Microsoft's format holds."""
    for folder, what in (("xl/", "a spreadsheet"), ("ppt/", "a presentation")):
        if any(entry.startswith(folder) for entry in package.names):
            raise UnreadableFile(name, f"It is {what}.", _advice(what))
    return Reading((read_docx(package),), "Word document")


def _webarchive(data: bytes, name: str) -> Document:
    """Read a binary property list: Safari keeps pages in it, and links."""
    if b"WebMainResource" in data:
        return read_webarchive(data, name)
    return read_link(data, name)


_SINGLE: Final[dict[Format, Callable[[bytes, str], Document]]] = {
    Format.TEXT: _text,
    Format.MARKDOWN: _markdown,
    Format.PAGE: read_saved_page,
    Format.MHTML: read_mhtml,
    Format.WEBARCHIVE: _webarchive,
    Format.PDF: read_pdf,
    Format.RTF: read_rtf,
    Format.XML: read_news_xml,
    Format.LINK: read_link,
}
_SEVERAL: Final[dict[Format, Callable[[bytes, str], Reading]]] = {
    Format.FEED: read_feed,
    Format.JSON: read_json,
    Format.JSON_LINES: read_json_lines,
    Format.TABLE: read_table,
    Format.WARC: read_warc,
}
_CONTAINERS: Final[dict[Format, Callable[[bytes, str, _Inside], Reading]]] = {
    Format.MAIL: read_mail,
    Format.MAILBOX: read_mailbox,
    Format.ZIP: _zip,
    Format.GZIP: _packed,
}
