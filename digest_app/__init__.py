"""Digest: news files in, clean articles with key facts beside them, digests out.

The two functions below are the public door; importing them loads no Qt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["__version__", "extract", "find_facts"]

if TYPE_CHECKING:
    from digest_app.app.extracting import extract, find_facts


def __getattr__(name: str) -> Any:
    """Load the public functions when they are first asked for."""
    if name in {"extract", "find_facts"}:
        from digest_app.app import extracting  # noqa: PLC0415 - the point is to wait

        return getattr(extracting, name)
    msg = f"module 'digest_app' has no attribute {name!r}"
    raise AttributeError(msg)
