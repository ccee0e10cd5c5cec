"""Cleaning of saved pages may get better and never worse: floors, with the data's fingerprint."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.bench.bench_clean import loaded
from tests.bench.extractors import digest_page
from tests.shared_data import shared

PAGES = {"zyte": 40, "fundus": 40, "wcxb_articles": 40, "trafilatura_segments": 60}


def floors() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("floors.toml").read_text("utf-8"))["pages"]


@pytest.mark.bench_data
@pytest.mark.parametrize("pack", PAGES)
def test_pages_are_cleaned_at_least_as_well_as_before(pack: str) -> None:
    data = shared("bench", "clean_html", f"{pack}.tar.xz")
    floor = floors()[pack]
    if hashlib.sha256(data.read_bytes()).hexdigest() != floor["sha256"]:
        pytest.skip("the pages are not those that the floors were measured on")
    scorer = loaded(data.parent, "score_html")
    rows = scorer.load_pack(data, limit=PAGES[pack])

    found = scorer.score(rows, [digest_page(html) for _, html in rows])

    measured = {name: found[name] for name in floor if name != "sha256"}
    assert all(measured[name] >= floor[name] for name in measured), measured
