"""Where the measuring data is, when it is there: it is never part of the project."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bench.bench_clean import loaded

_CHECKOUT = Path(__file__).resolve().parent.parent


def shared(*parts: str) -> Path:
    """Return a path in the folder of shared data, or skip the test and say what is absent."""
    root = Path(os.environ.get("DIGEST_SHARED") or _CHECKOUT.parent / "shared")
    path = root.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"measuring data “{'/'.join(parts)}” is not on this machine")
    return path


def saved_pages(pack: str, limit: int) -> Iterator[bytes]:
    """Yield the first saved pages of a pack of real ones, or skip the test."""
    data = shared("bench", "clean_html", f"{pack}.tar.xz")
    for _, html in loaded(data.parent, "score_html").load_pack(data, limit=limit):
        yield html
