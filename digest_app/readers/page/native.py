"""Whether the parser's nodes may be read where they stand in memory, by compiled code."""

from __future__ import annotations

from functools import cache
from types import ModuleType

from digest_app.domain.compiled import compiled


@cache
def walk() -> ModuleType | None:
    """Return the compiled walk, or None where Python is to do it."""
    return compiled("digest_app.readers.page.compiled_walk") if is_known() else None


@cache
def is_known() -> bool:
    """Tell whether the installed parser keeps its nodes as our compiled code reads them.

    Ask this before compiled code is loaded that is given addresses of nodes.
    """
    tree = compiled("digest_app.readers.page.compiled_tree")
    try:
        return tree is not None and bool(tree.fits())
    except (AttributeError, IndexError, TypeError, ValueError):  # a parser of another make
        return False
