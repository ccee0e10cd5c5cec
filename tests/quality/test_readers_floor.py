"""Reading may get better and never worse: floors on real files that nobody here wrote."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import Any

import pytest

from digest_app.domain.problems import UnreadableFile
from digest_app.readers.registry import read
from tests.bench import metadata_scorer
from tests.bench.bench_readers import corpus_files, found_strings
from tests.shared_data import shared


def floors() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("floors.toml").read_text("utf-8"))["readers"]


def is_read(data: bytes, name: str) -> bool:
    try:
        return any(d.text.strip() for d in read(data, name).documents)
    except UnreadableFile:
        return False


@pytest.mark.bench_data
def test_every_real_file_is_read_or_refused_with_a_sentence_and_as_many_as_before() -> None:
    packed = shared("corpus", "files.tar.xz")
    floor = floors()
    if hashlib.sha256(packed.read_bytes()).hexdigest() != floor["sha256"]:
        pytest.skip("the corpus is not the one that the floors were measured on")

    files = sum(is_read(data, name) for name, data in corpus_files())
    strings, _ = found_strings()

    assert files >= floor["corpus_files_read"]
    assert strings >= floor["corpus_strings_found"]


@pytest.mark.bench_data
def test_pages_state_at_least_as_much_as_before() -> None:
    folder = shared("bench", "clean_html")

    for drawn, kept in (("", "metadata"), (metadata_scorer.SECOND, "metadata_second")):
        scores = metadata_scorer.score(folder, drawn)
        for field, floor in floors()[kept].items():
            assert metadata_scorer.share(scores[field]) >= floor, (kept, field)
