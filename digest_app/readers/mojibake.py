"""Text that was once decoded wrongly (``â€™`` for ``’``): found, and repaired on request."""

from __future__ import annotations

import re
from typing import Final

_SIGNS: Final = re.compile(
    "[\u00c2\u00c3][\u0080-\u00bf]|"
    "\u00e2[\u0080\u20ac][\u0080-\u00bf\u2018-\u203a\u0152-\u0178\u02c6\u02dc\u2122\u20ac]"
    "|\u00ef\u00bf\u00bd|\u00f0\u0178"
)
_OPENINGS: Final = "\u00c2\u00c3\u00e2\u00ef\u00f0"  # most texts have none: a quick look tells
NOTE: Final = "Some characters look wrongly decoded (“â€™” for “’”); they can be repaired."


def looks_wrong(text: str) -> bool:
    """Tell whether the text shows the traces of UTF-8 that was read as Windows-1252."""
    if text.isascii() or not any(sign in text for sign in _OPENINGS):
        return False
    return _SIGNS.search(text) is not None


def repaired(text: str) -> str:
    """Return the text with its wrongly decoded characters put right; all others stay.

    Quotes stay curled and ligatures stay joined: only the encoding is mended, by ``ftfy``.
    """
    import ftfy  # noqa: PLC0415 - only a text with wrong characters needs it

    return ftfy.fix_encoding(text)
