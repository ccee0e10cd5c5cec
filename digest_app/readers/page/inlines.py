"""Links, emphasis and images inside a block: where they stand in the document's text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from digest_app.domain.block import Inline, InlineKind
from digest_app.readers import limits
from digest_app.readers.encoding import scrub
from digest_app.readers.page.spacing import folded

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_LINK: Final = InlineKind.LINK
_IMAGE: Final = InlineKind.IMAGE
# SingleFile keeps a picture that stands more than once in the page's styles, and has this here.
STAND_IN: Final = "data:image/svg+xml"
_IN_STYLES: Final = re.compile(r"var\(--sf-img-\d+\)")

# Named tuples are made here by the hundred; this is the quick way to make one.
_new = tuple.__new__

Mark = tuple[int, int, InlineKind, "LexborNode"]
"""An inline element of a block: it covers the block's parts ``[first, last)``."""
OpenMark = tuple[int, InlineKind, "LexborNode"]
"""One that is open yet, from its first part on."""


def linked(parts: list[str], marks: list[Mark]) -> tuple[int, int]:
    """Return how many of a block's characters stand inside links, and how many links it has."""
    inside = links = 0
    for first, last, kind, _ in marks:
        if kind is _LINK:
            links += 1
            for part in parts[first:last]:
                inside += len(part)
    return inside, links


def placed(marks: list[Mark], begins: list[int], ends: list[int]) -> list[Inline]:
    """Return the marks as ranges; the block's parts stand at ``begins`` and ``ends``."""
    made = []
    for first, last, kind, node in marks:
        begin = begins[first] if first < len(begins) else ends[-1]
        end = ends[last - 1] if last > first else begin
        if kind is _IMAGE:
            made.append(_new(Inline, (begin, max(begin, end), kind, *_image(node))))
        elif begin < end:
            address = (node.attrs.get("href") or "") if kind is _LINK else ""
            made.append(_new(Inline, (begin, end, kind, address, "")))
    if len(made) > 1:
        made.sort()
    return made


def places(parts: list[str], start: int) -> tuple[list[int], list[int]]:
    """Return where the words of each part begin and end in the text, white space being folded."""
    begins, ends, position, gap = [], [], start, False
    for part in parts:
        words = folded(part)
        if words:
            position += position > start and (gap or part[0].isspace())
            begins.append(position)
            position += len(words)
        else:
            begins.append(position)
        ends.append(position)
        gap = part[-1].isspace() or (gap and not words)
    for number in range(len(parts) - 2, -1, -1):  # white space begins where the next words do
        if begins[number] == ends[number]:
            begins[number] = begins[number + 1]
    return begins, ends


def places_as_is(parts: list[str], start: int, end: int) -> tuple[list[int], list[int]]:
    """Return where each part begins and ends in the text, white space being kept."""
    begins, ends, position = [], [], start
    for part in parts:
        begins.append(min(max(position, start), end))
        position += len(part)
        ends.append(min(max(position, start), end))
    return begins, ends


def _image(node: LexborNode) -> tuple[str, str]:
    """Return an image's address, as the page states it, and its words for those who do not see it.

    Many pages load their images late, and keep the address elsewhere until then.
    """
    stated = node.attributes
    address = stated.get("src") or stated.get("data-src") or ""
    alt = stated.get("alt")
    return real_address(address, stated.get("style")), shown_words(alt) if alt else ""


def real_address(address: str, style: str | None) -> str:
    """Return the address of an image, or the name that its style has where it is a stand-in."""
    if address.startswith(STAND_IN) and (kept := _IN_STYLES.search(style or "")):
        return kept[0]
    return address


def shown_words(alt: str) -> str:
    """Return the words of an image as they are kept."""
    return folded(scrub(alt))[: limits.MAX_ALT_CHARS]
