"""The one place that knows where the files shipped with the program are.

In a wheel they lie inside the package; in a checkout beside it; a frozen bundle unpacks them
like a wheel.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def _root(folder: str) -> Path:
    """Return the folder inside the package, or beside it in a checkout.

    Raises:
        FileNotFoundError: if neither is there, that is, if the installation is broken.
    """
    for root in (_PACKAGE / folder, _PACKAGE.parent / folder):
        if root.is_dir():
            return root
    msg = f"the program's folder “{folder}” is missing; install it again"
    raise FileNotFoundError(msg)


def resource(name: str) -> Path:
    """Return the path of a file or folder under ``resources/``, e.g. ``rules/lines.toml``."""
    return _root("resources") / name


def seeds() -> Path:
    """Return the folder of the sample articles."""
    return _root("seeds")
