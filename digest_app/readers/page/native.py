"""Whether the parser's nodes may be read where they stand in memory, by compiled code."""

from __future__ import annotations

from functools import cache
from types import ModuleType

from digest_app.domain.compiled import compiled


def walk() -> ModuleType | None:
    """Return the compiled walk, or None where Python is to do it."""
    module = compiled("digest_app.readers.page.compiled_walk")
    return module if module is not None and is_known() else None


def is_known() -> bool:
    """Tell whether the installed parser keeps its nodes as our compiled code reads them.

    Ask this before any address of a node is given to compiled code.
    """
    tree = compiled("digest_app.readers.page.compiled_tree")
    return tree is not None and _is_proven(tree)


@cache
def _is_proven(tree: ModuleType) -> bool:
    try:
        return bool(tree.fits())
    except (AttributeError, IndexError, TypeError, ValueError):  # a parser of another make
        return False
