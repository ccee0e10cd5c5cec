"""The whole window on a real library: what is decided is kept, told, and can be undone."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from digest_app.app.digests import Format
from digest_app.app.opening import open_library
from digest_app.app.reading import open_article
from digest_app.domain.fact import FactType
from digest_app.domain.listing import View
from digest_app.domain.marks import Place
from digest_app.domain.span import Span
from digest_app.ui.adding.offer import Offer
from digest_app.ui.commands import COMMANDS
from digest_app.ui.desk import Desk
from digest_app.ui.factpanel.rows import FactRow
from digest_app.ui.main import made_desk
from tests.gui.conftest import STORY, started
from tests.library_making import add_article

PASTED = "A pasted story\n\n" + "The council voted by nine to four to open the bridge. " * 6


def opened(qtbot: QtBot, desk: Desk, number: int = 2) -> None:
    """Choose an article and wait until it is shown."""
    desk.window.list.choose(number)
    qtbot.waitUntil(lambda: desk.reading.article is not None and desk.reading.article.id == number)


def text_shown(desk: Desk) -> str:
    return desk.window.pane.view.document().toPlainText()


def titles(desk: Desk) -> list[str]:
    return [row.title for row in desk.lists.rows.rows]


# -- first run and opening --------------------------------------------------------------


def test_an_empty_library_shows_the_first_run(empty_desk: Desk) -> None:
    window = empty_desk.window

    assert window.pages.currentWidget() is window.welcome
    assert not window.actions_["archive"].isEnabled()


def test_a_paste_is_added_and_opened(qtbot: QtBot, empty_desk: Desk) -> None:
    empty_desk.adding.take(Offer(text=PASTED))

    window = empty_desk.window
    qtbot.waitUntil(lambda: "nine to four" in text_shown(empty_desk))
    qtbot.waitUntil(lambda: window.pages.currentWidget() is window.reading)


def test_an_import_that_was_killed_goes_on_at_the_next_start(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    file, folder = tmp_path / "left.txt", tmp_path / "library"
    file.write_text(PASTED, encoding="utf-8")
    with open_library(folder) as library:
        library.jobs.create([os.fsencode(file)])

    desk = started(qtbot, qapp, folder)

    qtbot.waitUntil(lambda: "nine to four" in text_shown(desk))
    assert desk.window.bar.words == "1 added"
    desk.window.close()


def test_the_facts_say_where_names_are_found_by_shape(
    qtbot: QtBot, qapp: QApplication, folder: Path
) -> None:
    with open_library(folder) as library:
        german = add_article(library, "Die Brücke steht.", title="Brücke", language="de-AT")
        unknown = add_article(library, "Nobody says what this is.")
    desk = started(qtbot, qapp, folder)
    remark = desk.window.panel.remark

    opened(qtbot, desk, german)
    said = remark.text() if remark.isVisible() else ""
    opened(qtbot, desk, unknown)

    assert "for German:" in said
    assert not remark.isVisible()
    desk.window.close()


def test_an_import_that_another_window_works_on_is_left_to_it(
    qtbot: QtBot, qapp: QApplication, folder: Path
) -> None:
    """Given an import at work in another process, a second window does not go on with it."""
    with open_library(folder) as library:
        job = library.jobs.create([b"/elsewhere"])
    script = (
        "import sys; from pathlib import Path; from digest_app.app.import_hold import hold\n"
        f"with hold(Path(sys.argv[1]), {job}): print('held', flush=True); sys.stdin.read()"
    )
    pipe = subprocess.PIPE
    command = [sys.executable, "-c", script, str(folder)]
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"

        desk = started(qtbot, qapp, folder)
        asked: list[object] = []
        desk.jobs.run(lambda library: library.jobs.unfinished(), done=asked.append)
        qtbot.waitUntil(lambda: bool(asked))  # and what was asked before is answered too

        assert asked == [(job,)]
        assert not desk.adding.is_busy
        other.kill()
    desk.window.close()


def test_a_library_from_the_future_is_named_in_the_article_s_place(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    open_library(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / "library.sqlite")) as database:
        database.execute("PRAGMA user_version = 9999")
    desk = made_desk(qapp, tmp_path)
    desk.window.show()

    desk.start()

    qtbot.waitUntil(lambda: "newer" in desk.window.pane.nothing.words)
    desk.window.close()


def test_nothing_to_add_is_said(empty_desk: Desk) -> None:
    empty_desk.adding.take(Offer())

    assert "no file and no text" in empty_desk.window.toast.words


def test_the_newest_article_is_first_and_choosing_it_opens_it(qtbot: QtBot, desk: Desk) -> None:
    opened(qtbot, desk)

    assert titles(desk) == ["Harbour bridge reopens", "An older story"]
    assert "Harbour bridge reopens" in desk.window.windowTitle()
    assert "2 lines hidden · advertisement" in text_shown(desk)
    assert "Buy two bridges" not in text_shown(desk)
    qtbot.waitUntil(lambda: desk.lists.rows.rows[0].read)


def test_several_chosen_articles_are_counted(qtbot: QtBot, desk: Desk) -> None:
    desk.lists.select_all()

    qtbot.waitUntil(lambda: desk.window.pane.several.words == "2 articles selected")
    assert desk.window.pane.several.isVisible()


# -- removals and facts -----------------------------------------------------------------


def test_restore_shows_the_text_undo_hides_it_and_both_survive(
    qtbot: QtBot, desk: Desk, folder: Path
) -> None:
    opened(qtbot, desk)
    removal = desk.reading.article.removals[0]

    desk.reading.restore(removal)
    qtbot.waitUntil(lambda: "Buy two bridges" in text_shown(desk))
    name, said = desk.decisions.undo_name, desk.window.toast.words
    with open_library(folder) as library:
        kept = open_article(library, 2).removals
    desk.decisions.undo()
    qtbot.waitUntil(lambda: "Buy two bridges" not in text_shown(desk))

    assert removal not in kept
    assert (name, said) == ("Restore Advertisement", "Restored: advertisement")
    assert desk.decisions.redo_name == "Restore Advertisement"


def test_selected_text_is_hidden_by_hand_and_restored_from_its_strip(
    qtbot: QtBot, desk: Desk
) -> None:
    opened(qtbot, desk)
    view, start = desk.window.pane.view, STORY.index("Nobody")
    span = Span(start, start + len("Nobody has paid $300 yet."))
    cursor = view.textCursor()
    cursor.setPosition(view._sheet.shown.place(span.start))
    cursor.setPosition(view._sheet.shown.place(span.end - 1) + 1, cursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)

    desk.window.actions_["hide-selection"].trigger()
    qtbot.waitUntil(lambda: "Nobody has paid" not in text_shown(desk))
    (by_hand,) = (r for r in desk.reading.article.removals if r.span == span)
    desk.reading.restore(by_hand)
    qtbot.waitUntil(lambda: "Nobody has paid" in text_shown(desk))

    assert by_hand.reason == "Hidden by you."
    assert span not in desk.reading.article.marks.hidden


def pinned(desk: Desk) -> list[str]:
    return [row.title for s in desk.window.panel.tree.sections[:1] for row in s.rows if row.pinned]


def test_a_pin_is_taken_away_and_comes_back(qtbot: QtBot, desk: Desk) -> None:
    opened(qtbot, desk)
    panel = desk.window.panel
    (row,) = (r for s in panel.tree.sections[1:] for r in s.rows if r.title == "$14")
    before = pinned(desk)

    desk.reading.pin(row)
    qtbot.waitUntil(lambda: "$14" not in pinned(desk))
    desk.decisions.undo()
    qtbot.waitUntil(lambda: "$14" in pinned(desk))

    assert pinned(desk) == before


def test_jumping_to_a_row_again_goes_to_its_next_mention(qtbot: QtBot, desk: Desk) -> None:
    opened(qtbot, desk)
    (row,) = (r for r in desk.window.panel.tree.sections[0].rows if r.title == "$14")

    at = []
    for _ in range(3):
        desk.reading.jump(row)
        at.append(desk.reading._last_jump[1])

    assert at == [0, 1, 0]
    assert len(desk.window.pane.view._glowing) == 2


def test_a_corrected_type_is_kept_and_undone(qtbot: QtBot, desk: Desk) -> None:
    opened(qtbot, desk)
    fact = desk.reading.article.facts[-1]
    card = desk.reading.correcting.card

    card.correct(fact)
    card.kind.setCurrentIndex(card.kind.findData(FactType.QUANTITY))
    qtbot.mouseClick(card.save, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: desk.reading.article.facts[-1].type is FactType.QUANTITY)
    desk.decisions.undo()
    qtbot.waitUntil(lambda: desk.reading.article.facts[-1].type is FactType.MONEY)


def row_of(desk: Desk, title: str) -> FactRow:
    rows = (row for section in desk.window.panel.tree.sections for row in section.rows)
    return next(row for row in rows if row.title == title)


def test_another_type_holds_for_every_mention_of_the_thing(qtbot: QtBot, desk: Desk) -> None:
    opened(qtbot, desk)
    row = row_of(desk, "$14")
    card = desk.reading.correcting.card

    desk.reading.correcting.correct(row)
    card.kind.setCurrentIndex(card.kind.findData(FactType.QUANTITY))
    qtbot.mouseClick(card.save, Qt.MouseButton.LeftButton)

    places = {(f.start, f.end) for f in row.facts}
    assert len(places) == 2
    qtbot.waitUntil(
        lambda: (
            {f.type for f in desk.reading.article.facts if (f.start, f.end) in places}
            == {FactType.QUANTITY}
        )
    )


def test_words_selected_while_the_card_is_open_become_the_fact_s_words(
    qtbot: QtBot, desk: Desk
) -> None:
    opened(qtbot, desk)
    row, view = row_of(desk, "$300"), desk.window.pane.view
    desk.reading.correcting.correct(row)

    view.setTextCursor(view.document().find("Nobody", 0))
    qtbot.mouseClick(desk.reading.correcting.card.save, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: "$300" not in [f.text for f in desk.reading.article.facts])
    corrected = next(f for f in desk.reading.article.facts if f.text == "Nobody")
    assert corrected.type is row.best.type
    assert corrected.key == row.pinned


def test_the_card_goes_when_another_article_is_opened(qtbot: QtBot, desk: Desk) -> None:
    opened(qtbot, desk)
    desk.reading.correcting.correct(row_of(desk, "$300"))

    desk.reading.close("Nothing is chosen.")

    assert not desk.reading.correcting.card.isVisible()


def test_a_fact_put_into_the_digest_is_pinned_and_its_article_goes_there(
    qtbot: QtBot, desk: Desk
) -> None:
    opened(qtbot, desk)
    desk.reading.pin(row_of(desk, "$300"))
    qtbot.waitUntil(lambda: not row_of(desk, "$300").pinned)
    row = row_of(desk, "$300")

    with qtbot.waitSignal(desk.reading.useWished) as used:
        desk.window.panel.view.useWished.emit(row)

    assert used.args == [desk.reading.article.id]
    qtbot.waitUntil(lambda: row_of(desk, row.title).pinned)


def test_a_fact_is_copied_with_its_citation(qtbot: QtBot, desk: Desk) -> None:
    opened(qtbot, desk)
    (row,) = (r for r in desk.window.panel.tree.sections[0].rows if r.title == "$300")

    desk.reading.copy(row)

    assert "Harbour bridge reopens, The Quay" in QApplication.clipboard().text()


# -- sorting ----------------------------------------------------------------------------


def test_trash_moves_on_to_the_next_article_and_undo_brings_it_back(
    qtbot: QtBot, desk: Desk
) -> None:
    opened(qtbot, desk)

    desk.window.actions_["trash"].trigger()
    qtbot.waitUntil(lambda: titles(desk) == ["An older story"])
    qtbot.waitUntil(lambda: desk.reading.article is not None and desk.reading.article.id == 1)
    said = desk.window.toast.words
    desk.window.actions_["undo"].trigger()
    qtbot.waitUntil(lambda: len(titles(desk)) == 2)

    assert said == "1 article moved to Trash"
    assert desk.window.actions_["redo"].text().replace("&", "") == "Redo Trash 1 Article"


def test_the_trash_shows_what_was_moved_there(qtbot: QtBot, desk: Desk) -> None:
    opened(qtbot, desk)
    desk.window.actions_["trash"].trigger()
    qtbot.waitUntil(lambda: titles(desk) == ["An older story"])

    desk.lists.show_view(View(place=Place.TRASH))

    qtbot.waitUntil(lambda: titles(desk) == ["Harbour bridge reopens"])


def test_an_empty_list_says_why(qtbot: QtBot, desk: Desk) -> None:
    desk.lists.show_view(View(starred=True))

    qtbot.waitUntil(lambda: desk.lists.rows.is_settled)
    assert "No article has a star" in desk.window.column._blank.words
    assert desk.window.column._blank.isVisible()


def test_a_star_is_kept(qtbot: QtBot, desk: Desk, folder: Path) -> None:
    opened(qtbot, desk)

    desk.window.actions_["star"].trigger()

    qtbot.waitUntil(lambda: desk.lists.rows.rows[0].starred)
    with open_library(folder) as library:
        assert library.listing.counts().starred.total == 1


# -- digests ----------------------------------------------------------------------------


def test_articles_become_a_digest_that_is_arranged_and_exported(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    desk.lists.select_all()
    desk.window.actions_["new-digest"].trigger()
    qtbot.waitUntil(lambda: desk.shows_digest)
    editor = desk.window.editor
    order = [entry.article for entry in editor.digest.entries]

    editor.outline.setCurrentRow(1)
    desk.window.actions_["digest-up"].trigger()
    editor.note.setPlainText("Mind the *bridge*.")
    qtbot.waitUntil(lambda: "Mind the bridge" in editor.preview.toPlainText())
    with qtbot.waitSignal(desk.digests.exported) as told:
        desk.digests.export_to(tmp_path / "out.html", Format.HTML)

    assert [entry.article for entry in editor.digest.entries] == order[::-1]
    assert told.args[0].sources == 2
    assert "Harbour bridge reopens" in (tmp_path / "out.html").read_text(encoding="utf-8")


def test_undo_puts_a_digest_s_order_back(qtbot: QtBot, desk: Desk) -> None:
    desk.digests.new([1, 2])
    qtbot.waitUntil(lambda: desk.shows_digest)
    editor = desk.window.editor

    editor.outline.setCurrentRow(0)
    editor.outline.move_current(1)
    moved = [entry.article for entry in editor.digest.entries]
    desk.decisions.undo()

    assert moved == [2, 1]
    qtbot.waitUntil(lambda: [entry.article for entry in editor.digest.entries] == [1, 2])


def test_esc_goes_one_level_out_at_a_time(qtbot: QtBot, desk: Desk) -> None:
    opened(qtbot, desk)
    back, window = desk.window.actions_["back"], desk.window
    window.actions_["original"].setChecked(True)
    window.pane.finder.open_bar()

    back.trigger()
    after_one = window.pane.finder.isVisible(), window.actions_["original"].isChecked()
    back.trigger()

    assert after_one == (False, True)
    assert not window.actions_["original"].isChecked()


# -- the window itself ------------------------------------------------------------------


def test_no_two_commands_share_a_key() -> None:
    keys = [QKeySequence(key).toString() for command in COMMANDS for key in command.keys]

    assert "" not in keys
    assert sorted(keys) == sorted(set(keys))


def test_every_command_does_something(desk: Desk) -> None:
    for command in COMMANDS:
        if command.name:
            action = desk.window.actions_[command.name]
            signal = "2toggled(bool)" if command.checkable else "2triggered(bool)"
            assert action.receivers(signal) > 0, command.name


def test_single_letters_can_be_switched_off(desk: Desk) -> None:
    actions = desk.window.actions_

    actions["letters"].setChecked(False)
    off = actions["star"].shortcuts(), actions["facts"].shortcuts()
    actions["letters"].setChecked(True)

    assert off == ([], [QKeySequence("Shift+F9")])
    assert actions["star"].shortcuts() == [QKeySequence("S")]


def test_facts_take_the_article_s_place_where_there_is_no_room_beside_it(
    qtbot: QtBot, desk: Desk
) -> None:
    opened(qtbot, desk)
    window = desk.window

    window.resize(900, 700)
    narrow = window.pane.isVisible(), window.panel.isVisible()
    window.actions_["facts"].setChecked(True)
    over = window.pane.isVisible(), window.panel.isVisible()
    window.resize(1300, 800)

    assert narrow == (True, False)
    assert over == (False, True)
    assert window.pane.isVisible()
    assert window.panel.isVisible()


@pytest.mark.parametrize("name", ["Night", "Sepia", "Black", "Paper", "System"])
def test_a_palette_is_put_on_and_remembered(desk: Desk, name: str) -> None:
    desk.window.actions_._palettes.actions()
    action = next(a for a in desk.window.actions_._palettes.actions() if a.data() == name)

    action.trigger()

    assert desk.preferences.palette == name
    assert desk.look.palette.name == {"System": "Paper"}.get(name, name)


def test_the_next_start_looks_the_same_and_goes_on_reading(
    qtbot: QtBot, qapp: QApplication, folder: Path
) -> None:
    first = started(qtbot, qapp, folder)
    opened(qtbot, first, 1)
    first.window.actions_["larger"].trigger()
    size = first.look.size
    first.window.close()

    second = started(qtbot, qapp, folder)
    qtbot.waitUntil(lambda: second.reading.article is not None)

    assert second.look.size == size == 18
    assert second.reading.article.id == 1
    second.window.close()


def test_every_control_has_a_name_for_those_who_cannot_see_it(desk: Desk) -> None:
    from PySide6.QtWidgets import QAbstractItemView, QComboBox, QLineEdit, QToolButton

    for kind in (QToolButton, QLineEdit, QComboBox, QAbstractItemView):
        for widget in desk.window.findChildren(kind):
            if widget.isVisibleTo(desk.window) and not widget.objectName().startswith("qt_"):
                assert widget.accessibleName(), widget


def test_a_bug_is_shown_and_the_window_lives_on(
    qtbot: QtBot, desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.jobs.run(lambda _: 1 // 0)

    qtbot.waitUntil(lambda: "Something went wrong" in desk.window.toast.words)
    assert "ZeroDivisionError" in capsys.readouterr().err


# -- search -----------------------------------------------------------------------------


def test_a_search_shows_what_matches_and_emptying_it_shows_the_list(
    qtbot: QtBot, desk: Desk
) -> None:
    field = desk.window.column.search

    field.setText("bridge")
    qtbot.waitUntil(lambda: titles(desk) == ["Harbour bridge reopens"])
    field.clear()

    qtbot.waitUntil(lambda: len(titles(desk)) == 2)


@pytest.mark.parametrize("words", ["zebra", "title:zebra", "money:>x y"])
def test_a_search_that_finds_nothing_says_why(qtbot: QtBot, desk: Desk, words: str) -> None:
    column = desk.window.column

    column.search.setText(words)

    qtbot.waitUntil(column._blank.isVisible)
    qtbot.waitUntil(lambda: desk.lists.rows.is_settled)
    assert column._blank.words
    assert column.clear.isVisible()


def test_the_open_article_stays_while_one_searches_and_is_chosen_again_after(
    qtbot: QtBot, desk: Desk
) -> None:
    opened(qtbot, desk)
    field = desk.window.column.search

    field.setText("nothing costs")
    qtbot.waitUntil(lambda: titles(desk) == ["An older story"])
    during = desk.reading.article.id, desk.window.pane.shows_article
    field.clear()
    qtbot.waitUntil(lambda: [row.id for row in desk.window.list.chosen_rows()] == [2])

    assert during == (2, True)


def test_selected_words_become_a_fact(qtbot: QtBot, desk: Desk) -> None:
    opened(qtbot, desk)
    view, card = desk.window.pane.view, desk.reading.correcting.card
    view.setTextCursor(view.document().find("Nobody", 0))

    desk.reading.add_fact()
    card.kind.setCurrentIndex(card.kind.findData(FactType.PERSON))
    qtbot.mouseClick(card.save, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(
        lambda: (
            ("Nobody", FactType.PERSON) in [(f.text, f.type) for f in desk.reading.article.facts]
        )
    )
