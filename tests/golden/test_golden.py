"""Each sample article, cleaned, as a person drew it; `--update-golden` redraws the pictures."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest_app import extract
from digest_app.assets import seeds
from digest_app.domain.boilerplate import BoilerplateKind
from tests.golden.picture import draw

PICTURES = Path(__file__).parent
SAMPLES = sorted(path.name for path in seeds().iterdir())


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_cleaned_as_a_person_would_clean_it(
    name: str, request: pytest.FixtureRequest
) -> None:
    expected = PICTURES / name / "expected.txt"

    drawn = draw(extract((seeds() / name).read_bytes(), name=name))

    if request.config.getoption("--update-golden"):
        expected.parent.mkdir(exist_ok=True)
        expected.write_text(drawn, encoding="utf-8")
    assert drawn == expected.read_text(encoding="utf-8")


def test_the_pictures_show_every_kind_of_boilerplate() -> None:
    lines = [line for name in SAMPLES for line in _picture(name).splitlines()]

    shown = {line.partition(" | ")[0].lstrip("+") for line in lines if " | " in line}

    assert shown == {"keep", *BoilerplateKind}


def test_no_picture_is_left_of_a_sample_that_is_gone() -> None:
    folders = {path.parent.name for path in PICTURES.glob("*/expected.txt")}

    assert folders == set(SAMPLES)


def _picture(name: str) -> str:
    return (PICTURES / name / "expected.txt").read_text(encoding="utf-8")
