"""The words of an element, as a reader of the page sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_CODE: Final = frozenset({"script", "style"})


def shown(node: LexborNode, separator: str = "") -> str:
    """Return the texts inside an element, joined; what scripts and styles hold is none of them.

    They are no words of a page, and where it is read fast they are not parsed at all.
    """
    if node.css_first("script,style", None) is None:
        return node.text(separator=separator)
    inside = (part for part in node.traverse(include_text=True) if part.tag == "-text")
    return separator.join(part.text_content or "" for part in inside if not _is_code(part))


def _is_code(text: LexborNode) -> bool:
    return text.parent is not None and text.parent.tag in _CODE
