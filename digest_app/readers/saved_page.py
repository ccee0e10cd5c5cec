"""Saved pages, hostile ones too: the fast parser for what browsers write, the patient one else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from digest_app.domain.document import Document
from digest_app.domain.problems import UnreadableFile
from digest_app.readers import limits, naming
from digest_app.readers.claims import Claim, settle
from digest_app.readers.encoding import decode_page
from digest_app.readers.fragment import read_fragment
from digest_app.readers.nesting import nests_too_deep
from digest_app.readers.page import read_page
from digest_app.readers.page_lines import completed
from digest_app.readers.statements import stated_in_lines

_QUOTED: Final = re.compile(rb"\"[^\"]*\"|'[^']*'")
# Where a page nests without end, the tags that only group are taken for line ends.
_CONTAINER: Final = re.compile(
    r"(?:</?(?!(?:p|h[1-6]|li|br|a|t[rdh]|pre|title|script|style|head|img)\b)[a-zA-Z][^<>]*>\s*)+"
)
_TITLE: Final = re.compile(r"<title[^>]*>([^<]{1,400})", re.IGNORECASE)
_PATIENT_NOTE: Final = "The page is broken or unusual; it was read by the slower, patient parser."


def read_saved_page(data: bytes, name: str = "") -> Document:
    """Read a saved page.

    Raises:
        UnreadableFile: if it is too large, or no parser finds words in it.
    """
    if len(data) > limits.MAX_PAGE_BYTES:
        what = f"The page is larger than {limits.MAX_PAGE_BYTES // limits.MIB} MB."
        raise UnreadableFile(name, what, "Save it again without its pictures.")
    document = _patiently(data) if _is_hostile(data) else completed(read_page(data))
    if not document.text.strip():
        document = _patiently(data)
    if not document.text.strip():
        next_step = (
            "Open it in a browser; if it shows text there, save it as a complete page again."
        )
        raise UnreadableFile(name, "The page holds no text.", next_step)
    return document


def _patiently(data: bytes) -> Document:
    """Read the page with the parser that nothing hangs."""
    html = _without_open_comment(decode_page(data))
    if nests_too_deep(data, 0, limits.MAX_OPEN_TAGS):
        html = _CONTAINER.sub("<br>", html)
    document = read_fragment(html)
    title = _TITLE.search(html)
    stated = settle(
        [
            Claim("title", "the page's title", naming.headline(title[1]) if title else ""),
            *stated_in_lines(document.text, document.blocks),
        ]
    )
    return replace(document, metadata=stated, notes=(_PATIENT_NOTE,))


def _without_open_comment(html: str) -> str:
    """Take away the beginning of a comment that never ends, so that what follows it is read."""
    start = html.find("<!--", html.rfind("-->") + 1)
    return html if start < 0 else html[:start] + html[start:].replace("<!--", " ")


def _is_hostile(data: bytes) -> bool:
    """Tell whether the page has what hangs the fast parser and what no browser writes."""
    if any(map(_is_crowded, _long_tags(data))):
        return True
    return nests_too_deep(data, limits.TAGS_WORTH_A_LOOK, limits.MAX_OPEN_TAGS)


def _long_tags(data: bytes) -> Iterator[bytes]:
    """Yield the tags that are longer than any should be, without their ends.

    Looks for the end of a tag from the end of each stretch that is as long as the longest
    allowed, so that it reads a thousandth of an ordinary page, and no more than the stretches
    without such an end of others.
    """
    position = 0
    while position + limits.MAX_TAG_CHARS < len(data):
        end = data.rfind(b">", position, position + limits.MAX_TAG_CHARS)
        if end < 0:
            end = data.find(b">", position)
            end = len(data) if end < 0 else end
            yield from _long_parts(data, position, end)
        position = end + 1


def _long_parts(data: bytes, position: int, end: int) -> Iterator[bytes]:
    """Yield what follows a ``<`` and has a letter first, where no other is as near as it should."""
    start = data.find(b"<", position, end)
    while 0 <= start < end - limits.MAX_TAG_CHARS:
        near = data.rfind(b"<", start + 1, min(end, start + limits.MAX_TAG_CHARS + 2))
        if near < 0:
            near = data.find(b"<", start + 1, end)
            part = data[start + 1 : end if near < 0 else near]
            if len(part) > limits.MAX_TAG_CHARS and part[:1].isalpha():
                yield part
        start = near


def _is_crowded(tag: bytes) -> bool:
    """Tell whether a tag has too many attributes; a picture inside one is long and harmless."""
    return len(_QUOTED.sub(b"", tag).split()) > limits.MAX_TAG_ATTRIBUTES
