"""Links, emphasis and images inside a block: where they stand in the document's text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from digest_app.domain.block import Inline, InlineKind
from digest_app.readers import limits
from digest_app.readers.encoding import scrub

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_LINK: Final = InlineKind.LINK
_IMAGE: Final = InlineKind.IMAGE
_ADDRESSES: Final = {_LINK: ("href",), _IMAGE: ("src", "data-src")}
# SingleFile keeps a picture that stands more than once in the page's styles, and has this here.
_STAND_IN: Final = "data:image/svg+xml"
_IN_STYLES: Final = re.compile(r"var\(--sf-img-\d+\)")

# Named tuples are made here by the hundred; this is the quick way to make one.
_new = tuple.__new__


class Mark:
    """An inline element of a block: it covers the block's parts ``[first, last)``."""

    __slots__ = ("first", "kind", "last", "node")

    def __init__(self, first: int, last: int, kind: InlineKind, node: LexborNode) -> None:
        self.first = first
        self.last = last
        self.kind = kind
        self.node = node


def linked(parts: list[str], marks: list[Mark]) -> tuple[int, int]:
    """Return how many of a block's characters stand inside links, and how many links it has."""
    inside = links = 0
    for mark in marks:
        if mark.kind is _LINK:
            links += 1
            for part in parts[mark.first : mark.last]:
                inside += len(part)
    return inside, links


def placed(marks: list[Mark], begins: list[int], ends: list[int]) -> list[Inline]:
    """Return the marks as ranges; the block's parts stand at ``begins`` and ``ends``."""
    made = []
    for mark in marks:
        first, last, kind = mark.first, mark.last, mark.kind
        begin = begins[first] if first < len(begins) else ends[-1]
        end = ends[last - 1] if last > first else begin
        if begin < end or kind is _IMAGE:
            address = _address(mark.node, kind) if kind in _ADDRESSES else ""
            alt = _alt(mark.node) if kind is _IMAGE else ""
            made.append(_new(Inline, (begin, max(begin, end), kind, address, alt)))
    if len(made) > 1:
        made.sort()
    return made


def folded(parts: list[str], start: int) -> tuple[list[int], list[int]]:
    """Return where the words of each part begin and end in the text, white space being folded."""
    if len(parts) == 1:
        return [start], [start + len(" ".join(parts[0].split()))]
    begins, ends, position, gap = [], [], start, False
    for part in parts:
        words = part.split()
        if words:
            position += position > start and (gap or part[0].isspace())
            begins.append(position)
            position += len(" ".join(words)) if len(words) > 1 else len(words[0])
        else:
            begins.append(position)
        ends.append(position)
        gap = part[-1].isspace() or (gap and not words)
    for number in range(len(parts) - 2, -1, -1):  # white space begins where the next words do
        if begins[number] == ends[number]:
            begins[number] = begins[number + 1]
    return begins, ends


def as_is(parts: list[str], start: int, end: int) -> tuple[list[int], list[int]]:
    """Return where each part begins and ends in the text, white space being kept."""
    begins, ends, position = [], [], start
    for part in parts:
        begins.append(min(max(position, start), end))
        position += len(part)
        ends.append(min(max(position, start), end))
    return begins, ends


def _address(node: LexborNode, kind: InlineKind) -> str:
    """Return the address of a link or an image, as the page states it."""
    attributes = node.attrs
    for name in _ADDRESSES[kind]:
        if stated := attributes.get(name):
            kept = stated.startswith(_STAND_IN) and _IN_STYLES.search(attributes.get("style") or "")
            return kept[0] if kept else stated
    return ""


def _alt(node: LexborNode) -> str:
    """Return the words of an image for those who do not see it."""
    stated = node.attrs.get("alt")
    return " ".join(scrub(stated).split())[: limits.MAX_ALT_CHARS] if stated else ""
