"""The sample articles, cleaned, as a person drew them; `picture.py` tells how to read a picture.

`pytest tests/golden --update-golden` redraws what the program says and leaves what a person said.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from digest_app import extract
from digest_app.assets import seeds
from digest_app.domain.boilerplate import BoilerplateKind
from tests.golden.picture import Line, draw, judged, read, written

PICTURES = Path(__file__).parent
SAMPLES = sorted(path.name for path in seeds().iterdir())

# Lines of all pictures where the program does not agree with a person. They only get fewer.
WRONGLY_REMOVED, WRONGLY_KEPT, WRONGLY_CALLED, WRONGLY_STATED = 5, 12, 56, 12


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_cleaned_as_its_picture_shows(
    name: str, request: pytest.FixtureRequest
) -> None:
    picture = PICTURES / name / "expected.txt"
    known = picture.read_text(encoding="utf-8") if picture.exists() else ""

    drawn = written(judged(draw(extract((seeds() / name).read_bytes(), name=name)), read(known)))

    if request.config.getoption("--update-golden"):
        picture.parent.mkdir(exist_ok=True)
        picture.write_text(drawn, encoding="utf-8")
    else:
        assert drawn == known


def test_the_program_disagrees_with_a_person_no_more_often_than_before() -> None:
    faults = [line for line in all_lines() if line.wanted != line.got]
    pieces = [line for line in faults if not line.is_field]

    removed = [line for line in pieces if line.wanted.lstrip("+") == "keep"]
    kept = [line for line in pieces if line.got.lstrip("+") == "keep"]

    assert len(removed) <= WRONGLY_REMOVED
    assert len(kept) <= WRONGLY_KEPT
    assert len(pieces) - len(removed) - len(kept) <= WRONGLY_CALLED
    assert len(faults) - len(pieces) <= WRONGLY_STATED


def test_the_pictures_show_every_kind_of_boilerplate() -> None:
    shown = {line.wanted.lstrip("+") for line in all_lines() if not line.is_field}

    assert shown == {"keep", *BoilerplateKind}


def test_no_picture_is_left_of_a_sample_that_is_gone() -> None:
    folders = {path.parent.name for path in PICTURES.glob("*/expected.txt")}

    assert folders == set(SAMPLES)


def all_lines() -> list[Line]:
    """Return every line of every picture."""
    pictures = (PICTURES / name / "expected.txt" for name in SAMPLES)
    return [line for path in pictures for line in read(path.read_text(encoding="utf-8"))]
