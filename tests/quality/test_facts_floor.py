"""Facts may get better and never worse: floors, with the fingerprint of the data."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.bench.bench_facts import gold, measured, scorer
from tests.shared_data import shared

HERE = Path(__file__).parent
FIGURES = {
    "PERSON": "person",
    "ORG": "organization",
    "PLACE": "place",
    "MONEY": "money",
    "PERCENT": "percent",
    "DATE": "date",
}


@pytest.fixture(scope="module")
def floor() -> dict[str, Any]:
    floors = tomllib.loads((HERE / "floors.toml").read_text("utf-8"))["facts"]
    data = shared("bench", "facts", "dev.jsonl.xz")
    if hashlib.sha256(data.read_bytes()).hexdigest() != floors["sha256"]:
        pytest.skip("the labelled articles are not those that the floors were measured on")
    return floors


def figures(source: str) -> dict[str, Any]:
    folder = shared("bench", "facts")
    return measured(gold(folder / "dev.jsonl.xz", source), scorer(folder))


@pytest.mark.bench_data
def test_names_figures_and_dates_are_found_as_well_as_before(floor: dict[str, Any]) -> None:
    found = figures("ieer")

    reached = {name: found[kind]["overlap"][2] for kind, name in FIGURES.items()}

    assert all(reached[name] >= floor[name] for name in reached), reached
    assert found["ALL"]["ungrounded"] == 0


@pytest.mark.bench_data
def test_quotations_have_the_right_speaker_as_often_as_before(floor: dict[str, Any]) -> None:
    found = figures("polnear")

    assert found["QUOTE"]["quote_speaker"][2] >= floor["quote_speaker"]
    assert found["ALL"]["ungrounded"] == 0


@pytest.mark.bench_data
def test_the_names_that_matter_come_first_as_often_as_before(floor: dict[str, Any]) -> None:
    found = figures("gumnews")

    assert found["rank"]["P@5"] >= floor["salient_at_5"]
    assert found["ALL"]["ungrounded"] == 0
