"""Parts of the program that have a compiled form too; see ``docs/decisions/`` on why.

The compiled form is built on the machine where a C compiler is, and comes ready in wheels and
bundles. Where it is missing the same is done in Python, with the same answers, more slowly.
"""

from __future__ import annotations

import os
from importlib import import_module
from types import ModuleType
from typing import Final

#: Set to anything, this makes the program do without its compiled parts.
PLAIN: Final = "DIGEST_PLAIN_PYTHON"


def compiled(name: str) -> ModuleType | None:
    """Return the compiled module of this full name, or None where it was not built."""
    if os.environ.get(PLAIN):
        return None
    try:
        return import_module(name)
    except ImportError:
        return None
