"""A page's bytes without what none of its readers asks for, so that there is less to parse.

Half of a news page's bytes are scripts, and a quarter of them attributes for scripts and drawing.
The parser makes a tree of all of it, and the walk passes it by. So the compiled form of this room
takes it out before; the tree is otherwise the same, and so is all that is read from it. Where it
is not sure of that (``compiled_scan.pyx`` says when), the bytes stay. Without it they all stay.

What is taken out:

- what scripts and styles hold, save JSON-LD; what comments hold. The tags stay;
- the shapes inside drawings (``<svg>``) that have no words;
- attributes that nothing reads of such an element (:func:`asked`), or not with such a value.
"""

from __future__ import annotations

from functools import cache
from types import ModuleType
from typing import Final

from digest_app.domain.compiled import compiled

#: The attributes that readers ask every element for; of ``rel`` the author alone, save of links.
READ_OF_ALL: Final = frozenset({"content", "datetime", "itemprop", "rel"})
#: Those by which a page names an element around blocks, and hides it; of ``style`` this alone.
NAMING: Final = frozenset({"class", "hidden", "id", "role", "style"})
_PICTURE: Final = frozenset({"alt", "data-src", "src", "style"})
#: Those that are asked of single elements. A script's ``type`` is, where it may be JSON-LD; the
#: parser asks for that of a control, and takes an ``<image>`` for an ``<img>``.
READ_OF: Final[dict[str, frozenset[str]]] = {
    "a": frozenset({"href"}),
    "amp-img": _PICTURE,
    "base": frozenset({"href"}),
    "html": frozenset({"lang", "xml:lang"}),
    "image": _PICTURE,
    "img": _PICTURE,
    "input": frozenset({"type"}),
    "link": frozenset({"href"}),
    "meta": frozenset({"name", "property"}),
    "ol": frozenset({"start"}),
    "script": frozenset({"type", "xlink:type"}),
}
#: Elements whose attributes all stay. The parser compares them (the "Noah's Ark clause" of the
#: standard's 13.2.4.3, list of active formatting elements), or may do by them as it likes.
KEPT_WHOLE: Final = frozenset({
    "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
    "annotation-xml", "button", "option", "select", "selectedcontent", "template",
})  # fmt: skip
#: What a drawing without words holds.
SHAPES: Final = frozenset({
    "circle", "defs", "ellipse", "g", "line", "path", "polygon", "polyline", "rect", "stop", "use",
})  # fmt: skip


def asked(tag: str) -> frozenset[str] | None:
    """Return the attributes of an element that anyone asks for; None where all of them stay."""
    from digest_app.readers.page.tags import ROLES, WHOLE, Role  # noqa: PLC0415 - pages ask here

    if tag in KEPT_WHOLE:
        return None
    named = ROLES.get(tag, Role.BLOCK) is Role.BLOCK or tag in WHOLE
    return READ_OF_ALL | READ_OF.get(tag, frozenset()) | (NAMING if named else frozenset())


@cache
def _scan() -> ModuleType | None:
    return compiled("digest_app.readers.compiled_scan")


def slimmed(page: bytes) -> bytes:
    """Return a page that a reader reads as this one, for a parser of UTF-8; often it is shorter."""
    scan = _scan()
    return bytes(scan.slimmed(page)) if scan else page
