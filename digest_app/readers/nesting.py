"""How deep the elements of a page stand in each other, told from its bytes."""

from __future__ import annotations

import re
from typing import Final

from digest_app.domain.compiled import compiled

_TAG: Final = re.compile(rb"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
NEVER_CLOSED: Final = frozenset({
    b"area", b"base", b"br", b"col", b"embed", b"hr", b"img", b"input", b"link", b"meta",
    b"source", b"track", b"wbr", b"p", b"li", b"dt", b"dd", b"tr", b"td", b"th", b"option",
})  # fmt: skip

_nesting: Final = compiled("digest_app.readers.compiled_nesting")


def nests_too_deep(page: bytes, fewest: int, deepest: int) -> bool:
    """Tell whether a page with more than ``fewest`` tags has more than ``deepest`` open at once."""
    if _nesting:
        return bool(_nesting.nests_too_deep(page, fewest, deepest))
    return page.count(b"<") > fewest and _nests(page, deepest)


def _nests(page: bytes, deepest: int) -> bool:
    depth = 0
    for closing, name in _TAG.findall(page):
        if name.lower() not in NEVER_CLOSED:
            depth = max(depth - 1, 0) if closing else depth + 1
            if depth > deepest:
                return True
    return False
