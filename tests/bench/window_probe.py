"""The real window, opened by ``bench_window`` in a process of its own; prints what it saw as JSON.

    python -m tests.bench.window_probe start FOLDER BEGUN
    python -m tests.bench.window_probe scroll FOLDER ROWS
    python -m tests.bench.window_probe decide FOLDER ROWS
    python -m tests.bench.window_probe import FOLDER PAGES
    python -m tests.bench.window_probe bare BEGUN

``BEGUN`` is the moment (``time.monotonic()``) at which the process was asked for.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QListWidget, QMainWindow, QSplitter, QTextBrowser

from digest_app.app.sorting import label
from digest_app.domain.marks import Place
from digest_app.ui.desk import Desk
from digest_app.ui.garbage import settle
from digest_app.ui.listing.model import PAGE
from digest_app.ui.main import application, made_desk
from tests.bench.processes import waited_of_thread

_BEAT = 4
_STEP = 240  # pixels of one frame: some three rows, a quick wheel
_WHEEL = 50  # pages of rows
_SETTLED = 0.4
_LOOK_EVERY = 5


class _Painted(QObject):
    """Tells when a widget was painted while ``is_full`` holds."""

    def __init__(self, is_full: Callable[[], bool]) -> None:
        super().__init__()
        self._is_full = is_full
        self.at = 0.0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt calls it so
        if event.type() == QEvent.Type.Paint and not self.at and self._is_full():
            QTimer.singleShot(0, self._note)
        return super().eventFilter(watched, event)

    def _note(self) -> None:
        self.at = self.at or time.monotonic()


def start(folder: str, begun: str) -> None:
    """Open the window; tell when its list was painted, its waiting, and its memory then."""
    app = application()
    desk = made_desk(app, Path(folder))
    painted = _Painted(lambda: bool(desk.lists.rows.rowCount()))
    desk.window.list.viewport().installEventFilter(painted)
    desk.window.show()
    QTimer.singleShot(0, desk.start)
    _run_until(app, lambda: bool(painted.at) and desk.lists.rows.is_settled)
    _tell(painted.at - float(begun))
    desk.window.close()


def bare(begun: str) -> None:
    """Open three empty columns and nothing else: the least that any window of Qt takes."""
    app = QApplication([])
    window, columns = QMainWindow(), QSplitter()
    for part in (QListWidget(), QListWidget(), QTextBrowser()):
        columns.addWidget(part)
    window.setCentralWidget(columns)
    window.resize(1320, 840)
    painted = _Painted(lambda: True)
    columns.widget(0).viewport().installEventFilter(painted)
    window.show()
    _run_until(app, lambda: bool(painted.at))
    _tell(painted.at - float(begun))
    window.close()


def _tell(seconds: float) -> None:
    spent, waited = time.process_time(), waited_of_thread()
    _print(painted=seconds, waited=waited, processor=spent, memory=_memory())


def _memory() -> dict[str, float]:
    """Return this process's memory in MB: in use, and its own share of what several share."""
    lines = Path("/proc/self/smaps_rollup").read_text("ascii").splitlines()[1:]
    kept = {line.split()[0].rstrip(":"): int(line.split()[1]) / 1024 for line in lines}
    return {"rss": kept["Rss"], "pss": kept["Pss"]}


def scroll(folder: str, rows: str) -> None:
    """Scroll through the list frame by frame; tell what each frame cost this thread.

    First as a quick wheel does, then a page at a time to the end, then in jumps about.
    """
    app, desk = _opened(folder)
    begun = time.monotonic()
    wheel = _frames(app, desk, lambda: _STEP, _WHEEL * PAGE)
    pages = _frames(app, desk, desk.window.list.verticalScrollBar().pageStep, int(rows))
    fetched = desk.lists.rows.rowCount()
    jumps = _jumps(app, desk)
    seconds = time.monotonic() - begun
    _print(rows=fetched, seconds=seconds, wheel=wheel, pages=pages, jumps=jumps)
    desk.window.close()


def _frames(app: QApplication, desk: Desk, step: Callable[[], int], rows: int) -> list[float]:
    """Scroll until so many rows were fetched, or to the end; return milliseconds of each frame."""
    bar, known = desk.window.list.verticalScrollBar(), desk.lists.rows
    frames: list[float] = []
    while known.rowCount() < rows or bar.value() < bar.maximum():
        before = time.thread_time()
        bar.setValue(bar.value() + step())
        app.processEvents()
        frames.append((time.thread_time() - before) * 1e3)
        if bar.value() == bar.maximum():
            if known.is_settled and not known.canFetchMore():
                break
            _run_until(app, lambda: known.is_settled)
    return frames


def _jumps(app: QApplication, desk: Desk) -> list[float]:
    """Jump about in all that was fetched: no row in sight has been cut for its width yet."""
    bar, took = desk.window.list.verticalScrollBar(), []
    for step in range(200):
        before = time.thread_time()
        bar.setValue(bar.maximum() * (step * 61 % 200) // 200)
        app.processEvents()
        took.append((time.thread_time() - before) * 1e3)
    return took


def decide(folder: str, rows: str) -> None:
    """Fetch so many rows and decide about one article and about all; tell each answer's costs.

    The library is another one afterwards: give it a copy.
    """
    app, desk = _opened(folder)
    known = desk.lists.rows
    while known.rowCount() < int(rows) and known.canFetchMore():
        known.fetchMore()
        _run_until(app, lambda: known.is_settled)
    desk.window.list.choose(known.rows[3].id)
    _run_until(app, lambda: not desk.jobs.is_busy and not desk.reader.is_busy)
    costs = {f"one, {name}": _answered(app, desk, do) for name, do in _deeds(desk)}
    desk.lists.select_all()
    _run_until(app, lambda: not desk.jobs.is_busy and not desk.reader.is_busy)
    for name, do in _deeds(desk):
        if name in {"archive", "trash"}:  # the list is empty after it, and full again after undo
            costs[f"all, {name}"] = _answered(app, desk, do)
            costs[f"all, undo {name}"] = _answered(app, desk, desk.decisions.undo)
            desk.lists.select_all()
            _run_until(app, lambda: not desk.jobs.is_busy and not desk.reader.is_busy)
        elif not name.startswith("undo"):
            costs[f"all, {name}"] = _answered(app, desk, do)
    costs["all, undo label"] = _answered(app, desk, desk.decisions.undo)
    _print(rows=known.rowCount(), costs=costs)
    desk.window.close()


def _deeds(desk: Desk) -> list[tuple[str, Callable[[], object]]]:
    sorting = desk.sorting
    return [
        ("star", sorting.toggle_star),
        ("read", sorting.toggle_read),
        ("archive", lambda: sorting.move(Place.ARCHIVE)),
        ("undo archive", desk.decisions.undo),
        ("trash", lambda: sorting.move(Place.TRASH)),
        ("undo trash", desk.decisions.undo),
        ("label", lambda: sorting.sort(partial(label, name="Weather"))),
    ]


def _answered(app: QApplication, desk: Desk, do: Callable[[], object]) -> tuple[float, float]:
    """Do something; return what it cost this thread at most at a time, and in all, in ms."""
    frames: list[float] = []
    app.processEvents()
    begun = time.thread_time()
    do()
    frames.append(time.thread_time() - begun)
    while desk.jobs.is_busy or desk.reader.is_busy or not desk.lists.rows.is_settled:
        begun = time.thread_time()
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        frames.append(time.thread_time() - begun)
    begun = time.thread_time()
    app.processEvents()
    frames.append(time.thread_time() - begun)
    return max(frames) * 1e3, sum(frames) * 1e3


class _Heart(QObject):
    """Beats every few milliseconds, and notes how much later than that each beat came."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[tuple[float, float, float]] = []
        self._clock = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_BEAT)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        self._clock.start()
        self._waited, self._spent = waited_of_thread(), time.thread_time()
        self._timer.start()

    def _beat(self) -> None:
        late = self._clock.nsecsElapsed() / 1e6 - _BEAT
        waited, spent = waited_of_thread(), time.thread_time()
        self.gaps.append((late, (waited - self._waited) * 1e3, (spent - self._spent) * 1e3))
        self._waited, self._spent = waited, spent
        self._clock.restart()


def import_pages(folder: str, pages: str) -> None:
    """Import pages in the window; tell each beat's lateness, waiting and work, in milliseconds."""
    app, desk = _opened(folder)
    heart, over = _Heart(), []
    desk.adding.finished.connect(over.append)
    heart.start()
    begun = time.monotonic()
    desk.adding.add([Path(pages)])
    _run_until(app, lambda: bool(over) and desk.lists.rows.is_settled)
    _print(seconds=time.monotonic() - begun, added=len(over[0]), beats=heart.gaps)
    desk.window.close()


def _opened(folder: str) -> tuple[QApplication, Desk]:
    app = application()
    desk = made_desk(app, Path(folder))
    desk.window.resize(1320, 840)
    is_ready: list[bool] = []
    desk.ready.connect(lambda: is_ready.append(True))
    settle(desk)  # as the program does
    desk.window.show()
    desk.start()
    _run_until(app, lambda: bool(is_ready) and desk.lists.rows.is_settled)
    _run_for(app, _SETTLED)
    return app, desk


def _run_until(app: QApplication, is_over: Callable[[], bool]) -> None:
    waker = QTimer()
    waker.start(_LOOK_EVERY)
    while not is_over():
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    waker.stop()


def _run_for(app: QApplication, seconds: float) -> None:
    until = time.monotonic() + seconds
    _run_until(app, lambda: time.monotonic() >= until)


def _print(**seen: object) -> None:
    print(json.dumps(seen))


if __name__ == "__main__":
    named = {"start": start, "bare": bare, "scroll": scroll, "decide": decide}
    named["import"] = import_pages
    named[sys.argv[1]](*sys.argv[2:])
