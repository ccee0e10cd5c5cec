"""The facts panel: one row a thing, its sentence under it, and keys that work on a row."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from pytestqt.qtbot import QtBot

from digest_app.domain.fact import Fact, FactType
from digest_app.facts.grammar.lexicon import languages
from digest_app.ui.factpanel.panel import FactPanel, names_by_shape
from digest_app.ui.factpanel.rows import rows_of, sections_of, statement
from digest_app.ui.theme.look import Look
from digest_app.ui.wording import language_name

TEXT = "AIsphere raised $14 million. Wang Changhu runs AIsphere.\nWang said so."


def fact(words: str, kind: FactType, nth: int = 0, **more: object) -> Fact:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Fact(kind, words, start, start + len(words), sentence_end=TEXT.index(".", start), **more)


FACTS = (
    fact("AIsphere", FactType.ORGANIZATION, 0, key=True, score=0.9),
    fact("$14 million", FactType.MONEY, value="USD 14000000"),
    fact("Wang Changhu", FactType.PERSON, group=7, value="Wang Changhu"),
    fact("AIsphere", FactType.ORGANIZATION, 1, score=0.2),
    fact("Wang", FactType.PERSON, 1, group=7, value="Wang Changhu", score=0.5),
)


@pytest.fixture
def panel(qtbot: QtBot, look: Look) -> FactPanel:
    made = FactPanel(look)
    qtbot.addWidget(made)
    made.resize(300, 600)
    made.show_facts(TEXT, FACTS)
    made.show()
    return made


def test_mentions_of_one_thing_are_one_row() -> None:
    rows = {row.title: row.times for row in rows_of(FACTS)}

    assert rows == {"AIsphere": "×2", "$14 million": "", "Wang Changhu": "×2"}


def test_what_is_pinned_stands_first_and_in_its_own_section_too() -> None:
    sections = sections_of(FACTS)

    assert [s.name for s in sections] == ["Pinned", "People", "Organizations", "Money"]
    assert sections[0].rows == sections[2].rows


def test_the_filter_asks_for_every_word() -> None:
    assert [s.name for s in sections_of(FACTS, "wang person")] == ["People"]
    assert sections_of(FACTS, "wang money") == ()


def test_a_long_value_is_written_with_its_thousands() -> None:
    (row,) = (row for row in rows_of(FACTS) if row.best.type is FactType.MONEY)

    assert row.aside == "USD 14,000,000"


@pytest.mark.parametrize(
    ("value", "aside"), [("whole", "Wang Changhu"), ("partial", "Wang Changhu · in part")]
)
def test_a_quotation_tells_its_speaker_and_whether_it_is_only_a_part(
    value: str, aside: str
) -> None:
    (row,) = rows_of([fact("Wang said", FactType.QUOTE, value=value, speaker="Wang Changhu")])

    assert row.aside == aside


@given(st.text(st.sampled_from("ab \n"), min_size=3, max_size=40), st.data())
def test_a_statement_shows_the_fact_s_own_words_in_place(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 2))
    end = data.draw(st.integers(start + 1, len(text) - 1))
    found = Fact(FactType.DATE, text[start:end], start, end, sentence_end=len(text))

    line, first, last = statement(text, found)

    assert line[first:last] == " ".join(text[start:end].split())
    assert "\n" not in line


@pytest.mark.parametrize(
    ("key", "signal"),
    [
        (Qt.Key.Key_Return, "jump"),
        (Qt.Key.Key_P, "pinWished"),
        (Qt.Key.Key_C, "copyWished"),
        (Qt.Key.Key_D, "useWished"),
        (Qt.Key.Key_Delete, "hideWished"),
        (Qt.Key.Key_F2, "correctWished"),
    ],
)
def test_a_key_on_a_row_tells_the_row(
    qtbot: QtBot, panel: FactPanel, key: Qt.Key, signal: str
) -> None:
    panel.view.choose(FACTS[1])

    with qtbot.waitSignal(getattr(panel.view, signal)) as told:
        qtbot.keyClick(panel.view, key)

    assert told.args[0].best == FACTS[1]


def test_clicking_the_pin_pins_and_clicking_the_words_jumps(qtbot: QtBot, panel: FactPanel) -> None:
    panel.view.choose(FACTS[1])
    rect = panel.view.visualRect(panel.view.currentIndex())
    view, left = panel.view.viewport(), Qt.MouseButton.LeftButton
    pin = panel.view._delegate.pin_rect(rect.toRectF()).center().toPoint()

    with qtbot.waitSignal(panel.view.pinWished):
        qtbot.mouseClick(view, left, pos=pin)
    with qtbot.waitSignal(panel.view.jump):
        qtbot.mouseClick(view, left, pos=rect.center())


def test_pointing_at_words_lights_every_row_of_the_thing(panel: FactPanel) -> None:
    panel.view.light(FACTS[3])

    lit = {panel.tree.row_at(index).title for index in panel.view._delegate.lit}

    assert lit == {"AIsphere"}
    assert len(panel.view._delegate.lit) == 2


def test_a_folded_section_stays_folded_when_the_facts_are_shown_again(panel: FactPanel) -> None:
    people = panel.tree.index(1, 0)
    panel.view.setExpanded(people, False)

    panel.show_facts(TEXT, FACTS[:4])

    assert not panel.view.isExpanded(panel.tree.index(1, 0))
    assert panel.view.isExpanded(panel.tree.index(0, 0))


def test_a_row_is_spoken_with_its_sentence(panel: FactPanel) -> None:
    index = panel.tree.index(0, 0, panel.tree.index(0, 0))

    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)

    assert spoken == "AIsphere, pinned, AIsphere raised $14 million"


def test_where_nothing_matches_the_panel_says_so(panel: FactPanel) -> None:
    panel.filter.setText("zebra")

    assert panel._nothing.isVisibleTo(panel)
    assert "zebra" in panel._nothing.text()


@pytest.mark.parametrize(
    ("tag", "name"), [("de-CH", "German"), ("zh", "Chinese"), ("qya", "qya"), ("und", "und")]
)
def test_a_language_is_called_by_its_name_where_it_has_one(tag: str, name: str) -> None:
    assert language_name(tag) == name


def test_every_language_with_a_table_of_numbers_has_a_name() -> None:
    assert [tag for tag in languages() if language_name(tag) == tag] == []


def test_what_is_said_of_all_facts_goes_with_the_article_it_was_said_of(panel: FactPanel) -> None:
    panel.show_facts(TEXT, FACTS, names_by_shape("de"))
    said = panel.remark.text() if panel.remark.isVisible() else ""

    panel.show_facts(TEXT, FACTS)

    assert said.startswith("Names are not tuned for German:")
    assert not panel.remark.isVisible()


@pytest.mark.parametrize("typed", ["trond", ""])
def test_esc_empties_the_filter_before_it_goes_one_level_out(panel: FactPanel, typed: str) -> None:
    panel.filter.setText(typed)
    esc = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    esc.ignore()

    panel.filter.event(esc)

    assert esc.isAccepted() is bool(typed)
