"""Work off the window's thread: in order, answered here, stale answers dropped."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event, current_thread, main_thread

import pytest
from pytestqt.qtbot import QtBot

from digest_app.app.opening import open_library
from digest_app.domain.problems import LibraryError
from digest_app.library.library import Library
from digest_app.ui.jobs import Jobs, Worker


@pytest.fixture
def jobs(tmp_path: Path) -> Iterator[Jobs]:
    made = Jobs(Worker(lambda: open_library(tmp_path)))
    yield made
    made.close()


def test_work_runs_elsewhere_and_its_answer_comes_home(qtbot: QtBot, jobs: Jobs) -> None:
    seen: list[object] = []

    jobs.run(
        lambda library: (type(library), current_thread() is main_thread()),
        done=lambda answer: seen.extend([answer, current_thread() is main_thread()]),
    )

    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen == [(Library, False), True]


def test_an_older_answer_on_the_same_topic_is_dropped(qtbot: QtBot, jobs: Jobs) -> None:
    seen: list[int] = []
    gate = Event()

    jobs.run(lambda _: gate.wait(5) and 1, done=seen.append, topic="open")
    jobs.run(lambda _: 2, done=seen.append, topic="open")
    jobs.run(lambda _: 3, done=seen.append)
    gate.set()

    qtbot.waitUntil(lambda: 3 in seen)
    assert seen == [2, 3]


def test_a_problem_is_told_to_who_asked(qtbot: QtBot, jobs: Jobs) -> None:
    told: list[LibraryError] = []

    def work(library: Library) -> None:
        name = "The library"
        raise LibraryError(name, "it cannot be used.")

    jobs.run(work, failed=told.append)

    qtbot.waitUntil(lambda: bool(told))
    assert "cannot be used" in str(told[0])


def test_a_bug_is_shown_and_the_worker_lives_on(qtbot: QtBot, jobs: Jobs) -> None:
    seen: list[int] = []

    with qtbot.waitSignal(jobs.bug) as told:
        jobs.run(lambda _: 1 // 0)
    jobs.run(lambda _: 4, done=seen.append)

    qtbot.waitUntil(lambda: seen == [4])
    assert isinstance(told.args[0], ZeroDivisionError)


def test_closing_finishes_what_was_asked_and_drops_the_answers(
    qtbot: QtBot, jobs: Jobs, tmp_path: Path
) -> None:
    seen: list[object] = []
    jobs.run(lambda library: library.settings.set("kept", "yes"), done=seen.append)

    jobs.close()
    jobs.run(lambda _: 1, done=seen.append)

    with open_library(tmp_path) as library:
        assert library.settings.get("kept") == "yes"
    assert seen == []
