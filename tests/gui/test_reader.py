"""Reading has a thread and a connection of its own: nobody waits for what is done to many."""

from __future__ import annotations

from functools import partial
from threading import Event, Lock, current_thread
from typing import cast

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from digest_app.app import reading
from digest_app.app.opening import open_library
from digest_app.app.reading import OpenArticle, open_article, restore
from digest_app.domain.changes import Changes, Scope
from digest_app.domain.span import Span
from digest_app.library.library import Library
from digest_app.ui.decisions import step
from digest_app.ui.desk import Desk
from digest_app.ui.jobs import Jobs, Worker


def wait_for(qtbot: QtBot, desk: Desk, number: int) -> None:
    qtbot.waitUntil(lambda: desk.reading.article is not None and desk.reading.article.id == number)


def restored(number: int, span: Span, library: Library) -> Changes:
    return restore(library, number, span)


def test_an_article_opens_while_something_is_done_to_very_many(qtbot: QtBot, desk: Desk) -> None:
    gate, older = Event(), desk.lists.rows.rows[1].id

    def star_very_many(library: Library) -> None:
        with library.database.writing():
            library.marks.set_starred(library.listing.ids())
            gate.wait()

    desk.jobs.run(star_very_many)

    desk.window.list.choose(older)

    wait_for(qtbot, desk, older)
    assert desk.jobs.is_busy
    gate.set()
    qtbot.waitUntil(lambda: not desk.jobs.is_busy)


def test_an_article_that_was_read_before_a_decision_about_it_was_kept_is_read_again(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An article and a decision about it come from two threads, in any order."""
    story, read, kept = desk.lists.rows.rows[0].id, Event(), Event()

    def read_too_early(library: Library, number: int) -> OpenArticle:
        made = open_article(library, number)
        read.set()
        kept.wait()
        return made

    monkeypatch.setattr(reading, "open_article", read_too_early)
    desk.window.list.choose(story)
    read.wait()
    with open_library(desk.folder) as library:
        removal = open_article(library, story).removals[0]
    action = step("Restore", Scope((story,), texts=True), partial(restored, story, removal.span))
    with qtbot.waitSignal(desk.decisions.changed):
        desk.decisions.take(action)
    kept.set()

    wait_for(qtbot, desk, story)
    assert desk.reading.article is not None
    assert removal not in desk.reading.article.removals


class _Opened:
    """A library that notes whether it is open."""

    def __init__(self, open_now: list[str]) -> None:
        self._open_now = open_now
        open_now.append(current_thread().name)

    def close(self) -> None:
        self._open_now.pop()


def test_nothing_is_read_while_the_library_has_to_be_closed(
    qtbot: QtBot, qapp: QApplication
) -> None:
    open_now: list[str] = []
    alone, begun, gate = Lock(), Event(), Event()
    opens = lambda: cast("Library", _Opened(open_now))  # noqa: E731 - two workers share it
    jobs = Jobs(Worker(opens, alone=alone), qapp)
    reader = Jobs(Worker(opens, keeps_open=False, alone=alone), qapp)
    seen: list[object] = []

    def exchange() -> None:
        begun.set()
        gate.wait()
        seen.append(list(open_now))

    jobs.run_alone(exchange)
    begun.wait()
    reader.run(lambda _library: seen.append("read"))
    gate.set()

    qtbot.waitUntil(lambda: not reader.is_busy and not jobs.is_busy)
    assert seen == [[], "read"]
    jobs.close()
    reader.close()
