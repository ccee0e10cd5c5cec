"""The one door of this room: a file's bytes go in, its articles come out, or a sentence why not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from digest_app.domain.document import Document
from digest_app.domain.problems import UnreadableFile
from digest_app.readers import limits
from digest_app.readers.encoding import decode
from digest_app.readers.markdown import read_markdown
from digest_app.readers.reading import Reading
from digest_app.readers.saved_page import read_saved_page
from digest_app.readers.sniffing import Format, sniff
from digest_app.readers.text import read_text

_Read = Callable[[bytes, str], Reading]


def read(data: bytes, name: str = "") -> Reading:
    """Read a file by what it holds; ``name`` is used in errors and where content cannot tell.

    Raises:
        UnreadableFile: which file, what is wrong with it, what to do next.
    """
    shown = name or "pasted text"
    if not data.strip(b" \t\r\n\0"):
        raise UnreadableFile(shown, "The file is empty.", "Save or download it again.")
    if len(data) > limits.MAX_FILE_BYTES:
        what = f"The file is larger than {limits.MAX_FILE_BYTES // limits.MIB} MB."
        raise UnreadableFile(shown, what, "Cut it into smaller files.")
    found = sniff(data, name)
    if not isinstance(found, Format):
        raise UnreadableFile(shown, f"It is {found}.", _ADVICE)
    return _READERS[found](data, shown)


_ADVICE: Final = "Save it as PDF, DOCX, HTML or plain text and add that."


def _text(data: bytes, name: str) -> Reading:
    return _one(read_text(_decoded(data, name), name), Format.TEXT)


def _markdown(data: bytes, name: str) -> Reading:
    return _one(read_markdown(_decoded(data, name), name), Format.MARKDOWN)


def _page(data: bytes, name: str) -> Reading:
    return _one(read_saved_page(data, name), Format.PAGE)


def _one(document: Document, found: Format) -> Reading:
    return Reading((document,), found.value)


def _decoded(data: bytes, name: str) -> str:
    """Decode a text file, unless it is longer than any article in any encoding."""
    if len(data) > 4 * limits.MAX_TEXT_CHARS:
        what = f"It is longer than any article ({len(data) // limits.MIB} MB of text)."
        raise UnreadableFile(name, what, "Cut it into its articles first.")
    return decode(data).text


_READERS: Final[dict[Format, _Read]] = {
    Format.TEXT: _text,
    Format.MARKDOWN: _markdown,
    Format.PAGE: _page,
}
