"""Whatever a power cut leaves of a library: it opens, and what was confirmed is there."""

import os
import random
from pathlib import Path

import pytest

from tests.bench.bench_kills import write_files
from tests.bench.power_loss import Writer, finish, journal, lose_power, trouble_with

FILES = 300
CUTS = 6

pytestmark = pytest.mark.skipif(
    not hasattr(os, "waitid"), reason="stopping a process needs the signals of Unix"
)


def test_nothing_confirmed_is_lost_when_the_power_goes(tmp_path: Path):
    write_files(tmp_path / "in", FILES)
    chance = random.Random(1)  # noqa: S311 - moments of cutting
    folder, moments = tmp_path / "library", [Writer.word] * CUTS
    cuts = lose_power(folder, tmp_path / "in", tmp_path / "cuts", chance, moments)

    found = {copy: trouble_with(copy, sure) for copy, sure in cuts}

    assert found
    assert {copy: trouble for copy, trouble in found.items() if trouble} == {}
    assert finish(list(found)[-1], tmp_path / "in", FILES) == ""


def test_a_log_that_is_not_there_has_no_frames(tmp_path: Path):
    assert journal(tmp_path / "none").pages == ()
