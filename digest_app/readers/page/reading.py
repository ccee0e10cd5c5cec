"""From the bytes of a saved page to a document: decode, parse once, walk once."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Callable
from functools import cache, partial
from typing import TYPE_CHECKING, Final, cast

from digest_app.domain.block import Block, Element, Inline
from digest_app.domain.document import Document
from digest_app.readers.encoding import decode_page, scrub
from digest_app.readers.metadata import page_metadata
from digest_app.readers.page import native
from digest_app.readers.page.walk import Walk
from digest_app.readers.slimming import slimmed

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_WIDE: Final = (b"\xff\xfe", b"\xfe\xff", b"\0")
_UNREAD: Final = "\N{REPLACEMENT CHARACTER}"

Walked = tuple[str, list[Block], list[Element], list[Inline]]
"""What a page shows: its text, its blocks, the elements they stand in, and its inlines."""


def read_page(data: bytes | str, *, inlines: bool = True) -> Document:
    """Read a saved page: every text it holds, in blocks with their layout, in reading order.

    ``inlines`` asks for links, emphasis and images too. Nothing is left out or judged, save
    scripts, styles and the controls of forms. Never fails: a page without words is a document
    without text.
    """
    source = data.removeprefix(BOM_UTF8) if isinstance(data, bytes) else scrub(data)
    if isinstance(source, bytes) and _needs_decoding(source):
        source = decode_page(source)
    document = _read(source, inlines=inlines)
    if isinstance(source, bytes) and _UNREAD in document.text and not _is_utf8(source):
        return _read(decode_page(source), inlines=inlines)
    return document


def _needs_decoding(data: bytes) -> bool:
    """Tell the encodings that parse as if they were UTF-8, and are not.

    The parser takes UTF-8; what is neither that nor found here shows as U+FFFD in the text. To
    decode every page first only to find that it is UTF-8 would cost a quarter of the parse.
    """
    return data.startswith(_WIDE[:2]) or _WIDE[2] in data or b"\x1b" in data


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _read(source: bytes | str, *, inlines: bool) -> Document:
    tree = _parsed(source)
    if tree.body is None:
        return Document("", metadata=page_metadata(tree)[0])
    text, blocks, elements, made = _walked(tree.body, inlines=inlines)
    metadata, stated = page_metadata(tree)
    return Document(
        text, tuple(blocks), metadata, tuple(made), elements=tuple(elements), stated=stated
    )


def _walked(body: LexborNode, *, inlines: bool) -> Walked:
    quick = native.walk()
    if quick is not None:
        return cast("Walked", quick.walked(body, inlines))
    walk = Walk(marked=inlines)
    walk.over(body)
    return "".join(walk.texts), walk.blocks, walk.elements, walk.inlines


def _parsed(source: bytes | str) -> LexborHTMLParser:
    return _parser()(slimmed(source.encode() if isinstance(source, str) else source))


@cache
def _parser() -> Callable[[bytes], LexborHTMLParser]:
    """Return the parser without what it does for pages that scripts work on.

    At each node it makes it looks who is to be told. All that comes of it is that an option is
    copied into a button's ``<selectedcontent>``; what is in the page stands there once.
    """
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 - not at the program's start

    try:
        from selectolax.lexbor import LexborDocumentOptions  # noqa: PLC0415 - new in selectolax 1
    except ImportError:
        return LexborHTMLParser
    return partial(LexborHTMLParser, options=LexborDocumentOptions.WO_EVENTS)
