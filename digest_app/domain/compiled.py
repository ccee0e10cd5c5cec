"""Parts of the program that have a compiled form too: docs/decisions/0010-compiled-parts.md.

The compiled form is built on the machine where a C compiler is, and comes ready in wheels and
bundles. Where it is missing the same is done in Python, with the same answers, more slowly.
"""

from __future__ import annotations

import os
from functools import cache
from importlib import import_module
from importlib.machinery import EXTENSION_SUFFIXES
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Final

#: Set to anything, this makes the program do without its compiled parts.
PLAIN: Final = "DIGEST_PLAIN_PYTHON"

_PACKAGE = Path(__file__).resolve().parent.parent


def compiled(name: str) -> ModuleType | None:
    """Return the compiled module of this full name, or None where it was not built.

    One that was built of older sources than those beside it counts as not built: it could take
    the memory of its neighbours for what it no longer is. ``make run`` builds it again.
    """
    if os.environ.get(PLAIN):
        return None
    try:
        found = find_spec(name)
        if found is None or not found.origin or _older_than_sources(Path(found.origin)):
            return None
        return import_module(name)
    except (ImportError, AttributeError, TypeError, ValueError):
        return None


def _older_than_sources(extension: Path) -> bool:
    """Tell whether a source was changed after this was built; wheels bring no sources."""
    made = extension.stat().st_mtime_ns
    own = extension.with_name(extension.name.split(".")[0] + ".pyx")
    return made < _newest_declaration() or (own.exists() and made < own.stat().st_mtime_ns)


@cache
def _newest_declaration() -> int:
    """Return when the newest of the declarations changed that compiled modules share."""
    return max((path.stat().st_mtime_ns for path in _PACKAGE.rglob("compiled_*.pxd")), default=0)


def built() -> tuple[str, ...]:
    """Return the full names of the compiled modules that were built for this very Python."""
    parts = (
        path.relative_to(_PACKAGE.parent).with_name(path.name.removesuffix(end)).parts
        for end in EXTENSION_SUFFIXES
        for path in _PACKAGE.rglob(f"compiled_*{end}")
    )
    # “compiled_x.cpython-311-x86_64-linux-gnu.so” ends in “.so” too: that is not its name.
    return tuple(sorted(".".join(names) for names in parts if "." not in names[-1]))


def use() -> str:
    """Say in a few words whether the compiled parts are in use; this loads them all."""
    if os.environ.get(PLAIN):
        return f"turned off by {PLAIN}"
    names = built()
    idle = [name for name in names if compiled(name) is None]
    if idle:
        return f"in use, but for {', '.join(idle)}"
    return "in use" if names else "not built; cleaning takes longer"
