"""Counts as people say them."""

from __future__ import annotations


def counted(count: int, one: str, many: str = "") -> str:
    """Return ``1 article`` or ``1,020 articles``."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
