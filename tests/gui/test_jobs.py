"""Work off the window's thread: in order, answered here, stale answers dropped."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event, current_thread, main_thread

import pytest
from pytestqt.qtbot import QtBot

from digest_app.app.opening import open_library
from digest_app.domain.problems import DamagedLibrary, LibraryError
from digest_app.domain.steps import Step, Tell
from digest_app.library.library import Library
from digest_app.ui.errands import Errands
from digest_app.ui.jobs import Jobs, Worker
from tests.gui.patience import PATIENCE


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

    jobs.run(lambda _: gate.wait() and 1, done=seen.append, topic="open")
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


def test_a_library_that_cannot_be_opened_is_asked_for_once_by_all_who_wait(
    qtbot: QtBot, tmp_path: Path
) -> None:
    """Each try may take half a minute: five jobs that wait must not take five of them."""
    tries: list[int] = []
    gate = Event()

    def refuse() -> Library:
        tries.append(1)
        gate.wait()
        name = "The library"
        raise LibraryError(name, "it is busy.")

    jobs, told = Jobs(Worker(refuse)), []
    for _ in range(5):
        jobs.run(lambda _: 1, failed=told.append)
    gate.set()
    qtbot.waitUntil(lambda: len(told) == 5)
    first = len(tries)
    jobs.run(lambda _: 1, failed=told.append)
    qtbot.waitUntil(lambda: len(told) == 6)

    assert (first, len(tries)) == (1, 2)
    jobs.close()


def test_closing_does_not_wait_for_a_library_that_does_not_open(qtbot: QtBot) -> None:
    opening, gate = Event(), Event()

    def never() -> Library:
        opening.set()
        gate.wait()
        name = "The library"
        raise LibraryError(name, "it is busy.")

    jobs = Jobs(Worker(never))
    jobs.run(lambda _: 1)
    assert opening.wait(PATIENCE / 1000)

    jobs.close()

    assert not gate.is_set()
    gate.set()


def test_work_that_needs_the_library_closed_has_it_so_and_the_next_opens_it(
    qtbot: QtBot, tmp_path: Path
) -> None:
    opened: list[Library] = []

    def open_and_note() -> Library:
        opened.append(open_library(tmp_path))
        return opened[-1]

    jobs, seen = Jobs(Worker(open_and_note)), []
    jobs.run(lambda library: library.settings.set("kept", "yes"))
    jobs.run_alone((tmp_path / "library.sqlite-wal").exists, done=seen.append)
    jobs.run(lambda library: library.settings.get("kept"), done=seen.append)

    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen == [False, "yes"]
    assert len(opened) == 2
    jobs.close()


def test_damage_is_told_to_whoever_watches(qtbot: QtBot, jobs: Jobs) -> None:
    def work(library: Library) -> None:
        name = "The library"
        raise DamagedLibrary(name, "it is damaged.")

    with qtbot.waitSignal(jobs.damaged) as told:
        jobs.run(work)

    assert "it is damaged" in str(told.args[0])


def test_an_errand_tells_its_steps_and_its_end(qtbot: QtBot, jobs: Jobs, tmp_path: Path) -> None:
    errands, steps = Errands(tmp_path, jobs), []

    def work(library: Library, tell: Tell) -> str:
        tell(Step("Counting", 1, 2))
        return "done"

    errand = errands.run(work)
    errand.told.connect(steps.append)
    with qtbot.waitSignal(errand.done) as told:
        pass

    assert told.args == ["done"]
    assert steps == [Step("Counting", 1, 2)]
    errands.close()


def test_an_errand_is_called_off_and_leaves_the_library_to_who_waited_for_it(
    qtbot: QtBot, jobs: Jobs, tmp_path: Path
) -> None:
    errands, free = Errands(tmp_path, jobs), []

    def endless(library: Library, tell: Tell) -> None:
        while True:
            tell(Step("Turning"))

    errand = errands.run(endless)
    with qtbot.waitSignals([errand.calledOff, errand.ended]):
        errands.when_free(lambda: free.append(list(tmp_path.glob("*-wal"))))

    qtbot.waitUntil(lambda: bool(free))
    assert free == [[]]
    errands.close()


def test_an_errand_finds_done_what_was_asked_before_it(
    qtbot: QtBot, jobs: Jobs, tmp_path: Path
) -> None:
    done: list[str] = []
    gate = Event()
    errands = Errands(tmp_path, jobs)

    jobs.run_beside(lambda: gate.wait() and done.append("a star"), done=lambda _: None)
    errand = errands.run(lambda *_: list(done))
    gate.set()
    with qtbot.waitSignal(errand.done) as told:
        pass

    assert told.args == [["a star"]]
    errands.close()


def test_an_errand_that_waits_for_its_turn_can_be_called_off(
    qtbot: QtBot, jobs: Jobs, tmp_path: Path
) -> None:
    gate = Event()
    errands = Errands(tmp_path, jobs)
    jobs.run_beside(gate.wait, done=lambda _: None)

    errand = errands.run(lambda *_: "never")
    errand.call_off()
    with qtbot.waitSignal(errand.calledOff):
        pass

    gate.set()
    errands.close()


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
