"""The window's tests run without a screen, and no warning of Qt's passes unseen."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from digest_app.app.opening import open_library
from digest_app.app.pasting import paste
from digest_app.domain.article import Article
from digest_app.domain.span import Span
from digest_app.library.articles import Arrival
from digest_app.library.library import Library
from digest_app.ui.desk import Desk
from digest_app.ui.main import application, made_desk
from digest_app.ui.theme.dressing import dress, interface_font
from digest_app.ui.theme.look import Look
from digest_app.ui.theme.palettes import PAPER
from tests.gui.libraries import MANY
from tests.gui.patience import PatientBot, still_the_clock
from tests.library_making import add_article, make_article, make_facts

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

LONG_AGO = "2020-11-22T09:00:00Z"  # “Today” is never then, whatever the clock says
FORGIVEN = ("This plugin does not support",)
STORY = (
    "Harbour bridge reopens\nThe bridge cost $14 and $14 again.\nAd: Buy two bridges.\n"
    "Ad: Or three.\nNobody has paid $300 yet.\nAd: Tell your friends."
)


@pytest.fixture(autouse=True)
def no_warning_of_qt(qtlog: object) -> Iterator[None]:
    yield
    said = [r.message for r in qtlog.records if r.type.name != "QtDebugMsg"]
    assert [m for m in said if not m.startswith(FORGIVEN)] == []


@pytest.fixture(autouse=True)
def the_clock_stands_still(monkeypatch: pytest.MonkeyPatch) -> None:
    still_the_clock(monkeypatch)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    return PatientBot(request)


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    app = application()
    dress(app, PAPER)
    return app


@pytest.fixture
def look(qapp: QApplication) -> Look:
    return Look(interface=interface_font())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A library with two articles; the second one is the newer."""
    with open_library(tmp_path / "library") as library:
        older = "An older story\nNothing costs anything."
        add_article(library, older, title="An older story", added=LONG_AGO)
        _add(library, make_article(STORY, title="Harbour bridge reopens", publisher="The Quay"))
    return tmp_path / "library"


def _add(library: Library, article: Article) -> None:
    """Add an article whose facts have their lines for sentences."""
    lines = [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", article.text)]
    facts = []
    for fact in make_facts(article):
        (line,) = (line for line in lines if line.covers(fact.span))
        facts.append(replace(fact, sentence_start=line.start, sentence_end=line.end))
    data = article.text.encode()
    kept = library.originals.keep(data)
    arrival = Arrival(kept, len(data), [(article, tuple(facts))], "", LONG_AGO, "test")
    with library.database.writing():
        library.articles.add(arrival)


def begun(qtbot: QtBot, qapp: QApplication, folder: Path) -> Desk:
    """Return a desk in a window that has the keys, and that is closed after the test."""
    desk = made_desk(qapp, folder)
    qtbot.addWidget(desk.window, before_close_func=lambda _: desk.deleteLater())
    desk.window.resize(1320, 840)
    with qtbot.waitActive(desk.window):
        desk.window.show()
    return desk


def started(qtbot: QtBot, qapp: QApplication, folder: Path) -> Desk:
    """Return a desk that shows its library, sized so that every column has room."""
    desk = begun(qtbot, qapp, folder)
    with qtbot.waitSignal(desk.ready):
        desk.start()
    qtbot.waitUntil(lambda: desk.lists.rows.is_settled)
    return desk


def reading(qtbot: QtBot, qapp: QApplication, folder: Path, text: str) -> Desk:
    """Return a desk on which an article that was pasted is open."""
    with open_library(folder) as library:
        paste(library, text=text)
    desk = started(qtbot, qapp, folder)
    desk.lists.want(1)
    qtbot.waitUntil(lambda: desk.reading.article is not None)
    return desk


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, folder: Path) -> Desk:
    return started(qtbot, qapp, folder)


@pytest.fixture
def empty_desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Desk:
    return started(qtbot, qapp, tmp_path / "empty")


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A library whose database has pages enough to lose some; one in three articles is starred."""
    with open_library(tmp_path / "large") as library:
        for number in range(MANY):
            words = f"The council met on day {number} and paid ${number} for it. "
            add_article(library, f"Story {number}\n" + words * 25, title=f"Story {number}")
        library.marks.set_starred(range(1, MANY + 1, 3))
        library.database.checkpoint()
    return tmp_path / "large"


@pytest.fixture
def shown(qtbot: QtBot, qapp: QApplication) -> Callable[[Path], Desk]:
    """Show the window on a library, whether it opens or not."""

    def show(folder: Path) -> Desk:
        desk = begun(qtbot, qapp, folder)
        desk.start()
        return desk

    return show
