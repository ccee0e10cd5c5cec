"""Every palette can be read: the ratios are computed, not judged by eye."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from digest_app.domain.fact import FactType
from digest_app.ui.theme import labels
from digest_app.ui.theme.dressing import style_sheet
from digest_app.ui.theme.palettes import PALETTES, Palette, contrast, mix
from digest_app.ui.wording import tip

colours = st.integers(0, 0xFFFFFF).map("#{:06X}".format)
every = pytest.mark.parametrize("palette", PALETTES.values(), ids=list(PALETTES))


@given(colours, colours)
def test_contrast_is_a_ratio_whichever_comes_first(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21


def test_black_on_white_is_the_most() -> None:
    assert round(contrast("#000000", "#FFFFFF"), 6) == 21


@given(colours, colours)
def test_mixing_ends_at_both_colours(ground: str, colour: str) -> None:
    assert mix(ground, colour, 0) == ground
    assert mix(ground, colour, 1) == colour


@every
def test_body_text_stands_out_from_its_page(palette: Palette) -> None:
    assert contrast(palette.text, palette.page) >= 11
    assert contrast(palette.muted, palette.page) >= 6
    assert contrast(palette.muted, palette.panel) >= 4.5


@every
@pytest.mark.parametrize("kind", FactType)
def test_a_fact_can_be_read_over_its_tint_and_its_sign_be_seen(
    palette: Palette, kind: FactType
) -> None:
    assert contrast(palette.text, palette.tint(kind)) >= 5.6
    assert contrast(palette.sign(kind), palette.page) >= 3


@every
def test_what_is_pointed_at_found_or_chosen_can_be_read(palette: Palette) -> None:
    for ground in (palette.glow, palette.found, palette.chosen, palette.hover, palette.chip):
        assert contrast(palette.text, ground) >= 4.5


@every
def test_the_accent_is_seen_and_written_on(palette: Palette) -> None:
    assert contrast(palette.accent, palette.page) >= 4.5
    assert contrast(palette.accent, palette.panel) >= 4.5
    assert contrast(palette.on_accent, palette.accent) >= 4.5


@every
def test_what_is_wrong_is_seen(palette: Palette) -> None:
    assert contrast(palette.wrong, palette.field) >= 4.5


@every
@given(colour=colours)
def test_any_label_s_name_can_be_read_and_its_dot_be_seen(palette: Palette, colour: str) -> None:
    assert contrast(palette.text, labels.ground(palette, colour)) >= 4.5
    for ground in (palette.panel, palette.page, palette.chosen, palette.hover):
        assert contrast(labels.dot(palette, colour), ground) >= 3


@every
def test_the_colours_to_choose_from_are_told_apart_and_a_label_without_one_is_seen(
    palette: Palette,
) -> None:
    dots = [labels.dot(palette, hue.colour) for hue in labels.HUES]

    assert len(set(dots)) == len(dots)
    for none in ("", "blue", "#12"):
        assert contrast(labels.dot(palette, none), palette.panel) >= 3


def test_new_labels_get_the_colour_that_is_used_least() -> None:
    taken: tuple[str, ...] = ()
    for _ in range(len(labels.HUES) + 1):
        taken += (labels.next_hue(taken),)

    assert len(set(taken)) == len(labels.HUES)
    assert taken[-1] == labels.HUES[0].colour


@every
def test_the_style_sheet_has_a_colour_for_every_name(palette: Palette) -> None:
    assert "$" not in style_sheet(palette)


@every
def test_no_size_of_type_is_given_in_pixels(palette: Palette) -> None:
    assert "font-size" not in style_sheet(palette)


@every
@pytest.mark.parametrize("ticked", [False, True])
def test_a_box_has_its_outline_ticked_or_not(
    qtbot: QtBot, palette: Palette, *, ticked: bool
) -> None:
    box = QCheckBox("")
    qtbot.addWidget(box)
    box.setStyleSheet(style_sheet(palette))
    box.setChecked(ticked)
    box.adjustSize()

    drawn = box.grab().toImage()

    seen = {
        drawn.pixelColor(x, y).name() for x in range(drawn.width()) for y in range(drawn.height())
    }
    assert palette.strong_line.lower() in seen
    tick = "#d9dee5" if palette.dark else "#1f2328"
    assert (tick in seen) is ticked


def test_a_tool_tip_shows_the_words_of_a_file_and_obeys_no_tags() -> None:
    assert tip("<img src='//host/a.png'> & so\non") == (
        "<qt>&lt;img src=&#x27;//host/a.png&#x27;&gt; &amp; so<br>on</qt>"
    )
    assert tip("") == ""
