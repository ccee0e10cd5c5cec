"""The sample articles are safe to open, varied, and long enough to be worth reading."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from digest_app import extract
from digest_app.assets import seeds

SAMPLES = sorted(seeds().iterdir())
PAGES = [path for path in SAMPLES if path.suffix.startswith(".htm")]
CJK = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")
WORDS_AT_LEAST, SIGNS_AT_LEAST = 300, 600


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_saved_page_among_the_samples_runs_nothing_and_fetches_nothing(path: Path) -> None:
    page = path.read_bytes().decode("utf-8", "replace")

    scripts = re.findall(r"<script(?![^>]*application/ld\+json)", page, re.IGNORECASE)
    sources = re.findall(r"(?:src|data|poster|background)\s*=\s*[\"']?(\S+)", page, re.IGNORECASE)
    loading = re.findall(r"<(?:link[^>]*stylesheet|iframe|object|embed)", page, re.IGNORECASE)

    assert not scripts
    assert not [source for source in sources if source.startswith(("http", "//"))]
    assert not loading


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_sample_is_long_enough_to_be_worth_reading(path: Path) -> None:
    text = extract(path.read_bytes(), name=path.name).cleaned_text

    assert len(text.split()) >= WORDS_AT_LEAST or len(CJK.findall(text)) >= SIGNS_AT_LEAST


def test_the_samples_come_in_every_format_that_people_have() -> None:
    assert {".txt", ".md", ".html", ".htm", ".eml"} <= {path.suffix for path in SAMPLES}


def test_every_address_in_the_samples_is_one_that_nobody_can_own() -> None:
    for path in SAMPLES:
        addresses = re.findall(rb"https?://([^/\s\"'>)]+)", path.read_bytes())

        owned = {a for a in addresses if not a.endswith((b".example", b"schema.org", b"ogp.me"))}

        assert not owned, path.name
