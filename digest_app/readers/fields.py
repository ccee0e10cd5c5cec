"""Fields of word processors: the instruction of a link, as RTF and Word documents both hold it."""

from __future__ import annotations

import re
from typing import Final

_TARGET: Final = re.compile(r"""HYPERLINK\s+(?:\\\w\s+)*(?:"([^"]*)"|(\S+))""", re.IGNORECASE)
_LOCAL: Final = re.compile(r"""HYPERLINK\s+\\l\s+"?([^"\s]+)""", re.IGNORECASE)


def link_address(instruction: str) -> str:
    """Return the address that a field leads to; empty where it is no link."""
    if local := _LOCAL.search(instruction):
        return f"#{local[1]}"
    found = _TARGET.search(instruction)
    return (found[1] or found[2] or "") if found else ""
