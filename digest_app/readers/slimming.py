"""A page's bytes without what none of its readers asks for, so that there is less to parse.

Half of a news page's bytes are scripts, and a tenth of them attributes for scripts and drawing. The
parser makes a tree of all of it, and the walk passes it by. So the compiled form of this room
takes it out before; the tree is otherwise the same, and so is all that is read from it. Where it
is not sure of that (``compiled_scan.pyx`` says when), the bytes stay. Without it they all stay.

What is taken out:

- what scripts and styles hold, save JSON-LD; what comments hold. The tags stay;
- the shapes inside drawings (``<svg>``) that have no words;
- attributes that nothing reads, by their names.
"""

from __future__ import annotations

from typing import Final

from digest_app.domain.compiled import compiled

#: Attributes that no reader asks for: of drawings, of pictures' sizes, of what scripts keep.
UNREAD: Final = frozenset({
    "align", "as", "async", "bgcolor", "border", "cellpadding", "cellspacing", "crossorigin", "d",
    "decoding", "defer", "fetchpriority", "fill", "fill-rule", "frameborder", "height",
    "imagesizes", "imagesrcset", "integrity", "jsaction", "jscontroller", "jslog", "jsmodel",
    "jsname", "loading", "media", "nonce", "placeholder", "points", "preserveaspectratio",
    "referrerpolicy", "sizes", "srcset", "stroke", "stroke-linecap", "stroke-linejoin",
    "stroke-width", "tabindex", "target", "title", "transform", "valign", "viewbox", "width",
    "xmlns", "xmlns:xlink", "xlink:href",
})  # fmt: skip
#: How the names of further ones begin, and those that begin so and are read.
UNREAD_STARTS: Final = ("adobe-", "aria-", "data-", "on", "track-")
READ: Final = frozenset({"data-src"})
#: What a drawing without words holds.
SHAPES: Final = frozenset({
    "circle", "defs", "ellipse", "g", "line", "path", "polygon", "polyline", "rect", "stop", "use",
})  # fmt: skip
#: Elements that a parser compares by their attributes (the "Noah's Ark clause" of the standard's
#: 13.2.4.3, list of active formatting elements): they keep all.
ARK: Final = frozenset({
    "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
})  # fmt: skip

_scan: Final = compiled("digest_app.readers.compiled_scan")


def slimmed(page: bytes) -> bytes:
    """Return a page that a reader reads as this one, for a parser of UTF-8; often it is shorter."""
    return bytes(_scan.slimmed(page)) if _scan else page
