"""The preview of a digest: the words of the export, in the type and the colours of the window."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextCharFormat, QTextDocument, QTextFormat
from pytestqt.qtbot import QtBot

from digest_app.domain.edition import Edition, Item, Paragraph, Part, Passage, Source
from digest_app.ui.digests.preview import Preview
from digest_app.ui.theme.look import Look
from digest_app.ui.theme.palettes import NIGHT, PALETTES, PAPER, Palette
from digest_app.writers import html

WORDS = "The bridge cost fourteen crowns, and nobody has paid them yet. " * 4
CREDIT = "The Quay"


def page(paragraphs: int = 1) -> str:
    """Return what an export writes of one article in one section."""
    body = (Paragraph((Passage(1, 0, len(WORDS), WORDS),)),) * paragraphs
    item = Item("A bridge reopens", Source(1, 1, "A bridge reopens", CREDIT), body)
    return html.write(Edition("Morning digest", "- one\n- two", (Part("Harbours", (item,)),)))


@pytest.fixture
def preview(qtbot: QtBot, look: Look) -> Preview:
    made = Preview(look)
    qtbot.addWidget(made)
    made.resize(1100, 500)
    made.show()
    return made


def letters(preview: Preview, words: str) -> QTextCharFormat:
    """Return the format in which some words of the preview are set."""
    found = preview.document().find(words)
    assert not found.isNull(), words
    return found.charFormat()


@pytest.mark.parametrize("palette", PALETTES.values(), ids=lambda palette: palette.name)
def test_text_is_set_in_the_palette_and_sources_are_muted(
    preview: Preview, look: Look, palette: Palette
) -> None:
    preview.show_page(page())

    preview.set_look(replace(look, palette=palette))

    text, credit = letters(preview, "fourteen"), letters(preview, CREDIT)
    assert text.foreground().color().name().upper() == palette.text
    assert credit.foreground().color().name().upper() == palette.muted


def test_words_are_set_in_the_article_s_type_and_follow_its_size(
    preview: Preview, look: Look
) -> None:
    preview.show_page(page())
    usual = preview.document().defaultFont()

    preview.set_look(look.sized(24))

    assert usual.families() == look.body().families()
    assert usual.pointSizeF() == look.body().pointSizeF()
    assert preview.document().defaultFont().pointSizeF() == look.sized(24).body().pointSizeF()


@pytest.mark.parametrize("width", [1100, 1800])
def test_the_column_stays_as_wide_as_is_good_to_read(
    preview: Preview, look: Look, width: int
) -> None:
    preview.show_page(page())
    preview.resize(width, 500)

    form = preview.document().rootFrame().frameFormat()
    column = preview.viewport().width() - form.leftMargin() - form.rightMargin()

    assert column == pytest.approx(38 * look.em, abs=2)


def test_a_section_s_name_is_ruled_off_and_an_article_s_title_is_not(preview: Preview) -> None:
    preview.show_page(page())
    rule = QTextFormat.Property.BlockTrailingHorizontalRulerWidth

    ruled = {
        words: preview.document().find(words).blockFormat().hasProperty(rule)
        for words in ("Harbours", "A bridge reopens", "Morning digest")
    }

    assert ruled == {"Harbours": True, "A bridge reopens": False, "Morning digest": False}


def test_another_look_keeps_the_words_and_the_place(preview: Preview, look: Look) -> None:
    """Given a long digest read to its middle, when the evening comes, one reads on there."""
    preview.show_page(page(paragraphs=40))
    before = preview.toPlainText()
    preview.verticalScrollBar().setValue(700)

    preview.set_look(replace(look, palette=NIGHT if look.palette == PAPER else PAPER))

    assert preview.verticalScrollBar().value() == 700
    assert preview.toPlainText() == before


def test_the_preview_shows_the_pictures_that_its_page_holds(qtbot: QtBot, look: Look) -> None:
    from base64 import b64encode

    from tests.gui.test_pictures import picture

    preview = Preview(look)
    qtbot.addWidget(preview)
    held = f"data:image/png;base64,{b64encode(picture(120, 60)).decode()}"
    kind = QTextDocument.ResourceType.ImageResource.value

    assert preview.loadResource(kind, QUrl(held)).size().toTuple() == (120, 60)
    assert preview.loadResource(kind, QUrl("https://elsewhere.example/a.png")) is None
    assert preview.loadResource(kind, QUrl("file:///etc/passwd")) is None
