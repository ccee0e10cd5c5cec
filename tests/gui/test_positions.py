"""Code points and UTF-16 units find each other, whatever the text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from digest_app.ui.positions import Run, Shown, Units

texts = st.text(st.one_of(st.characters(codec="utf-8"), st.sampled_from("a😀𝔘 \n")), max_size=60)


@given(texts)
def test_units_are_what_utf_16_says(text: str) -> None:
    units = Units(text)

    counted = [len(text[:point].encode("utf-16-le")) // 2 for point in range(len(text) + 1)]

    assert [units.of(point) for point in range(len(text) + 1)] == counted
    assert [units.point(unit) for unit in counted] == list(range(len(text) + 1))


@given(texts.filter(bool))
def test_the_middle_of_a_pair_belongs_to_its_character(text: str) -> None:
    units = Units(text)

    for point, character in enumerate(text):
        if ord(character) > 0xFFFF:
            assert units.point(units.of(point) + 1) == point


def test_what_is_folded_away_has_no_place_and_what_is_ours_no_point() -> None:
    shown = Shown("one 😀 two three", [Run(0, 5, 10), Run(10, 15, 20)])

    assert shown.place(4) == 14
    assert shown.place(7) is None
    assert shown.point(14) == shown.point(15) == 4
    assert shown.point(17) is None
    assert shown.following(17) == 10
    assert shown.places(0, 15) == ((10, 16), (20, 25))
    assert shown.covered(12, 22) == (2, 12)
    assert shown.covered(16, 19) is None
