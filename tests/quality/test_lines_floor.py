"""Cleaning of plain text may get better and never worse: floors, with the data's fingerprint."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.bench.bench_lines import kept_lines
from tests.shared_data import shared

HERE = Path(__file__).parent


def floors() -> dict[str, Any]:
    return tomllib.loads((HERE / "floors.toml").read_text("utf-8"))["lines"]


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "score_plain", shared("bench", "clean_text", "score_plain.py")
    )
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.bench_data
@pytest.mark.parametrize(("part", "how"), [("all", ""), ("as_stored", "as stored")])
def test_lines_are_cleaned_at_least_as_well_as_before(part: str, how: str) -> None:
    gold = shared("bench", "clean_text", "dev.jsonl")
    floor = floors()
    if hashlib.sha256(gold.read_bytes()).hexdigest() != floor["sha256"]:
        pytest.skip("the labelled lines are not those that the floors were measured on")
    score = scorer()
    rows = (json.loads(row) for row in gold.read_text("utf-8").splitlines())
    articles = [article for article in rows if article["how"].startswith(how)]

    found, _ = score.evaluate(articles, kept_lines)

    assert found["removal_f1"] >= floor[part]["removal_f1"]
    assert found["removal_p"] >= floor[part]["removal_p"]
    assert found["article_words_lost"] <= floor[part]["article_words_lost"]
