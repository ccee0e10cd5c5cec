"""While files come in the window draws again what changed, and leaves the rest as it is."""

from __future__ import annotations

from dataclasses import replace

from pytestqt.qtbot import QtBot

from digest_app.domain.changes import Changes
from digest_app.domain.listing import View
from digest_app.domain.marks import Place
from digest_app.ui.desk import Desk
from digest_app.ui.sidebar.entries import Entry
from digest_app.ui.sidebar.view import Sidebar
from digest_app.ui.theme.icons import pixmap
from digest_app.ui.theme.look import Look

LINES = (
    Entry("Inbox", "inbox", View(place=Place.INBOX), count="3"),
    Entry("Starred", "star", View(starred=True)),
    Entry("Archive", "archive", View(place=Place.ARCHIVE), count="9"),
)


def test_an_icon_is_drawn_once_for_each_colour_and_size(qtbot: QtBot) -> None:
    first = pixmap("star", "#102030", 18, 1.0)

    assert pixmap("star", "#102030", 18, 1.0).cacheKey() == first.cacheKey()
    assert pixmap("star", "#405060", 18, 1.0).cacheKey() != first.cacheKey()
    assert pixmap("star", "#102030", 18, 2.0).devicePixelRatio() == 2.0


def test_another_number_changes_its_line_alone(qtbot: QtBot, look: Look) -> None:
    sidebar = Sidebar(look)
    qtbot.addWidget(sidebar)
    sidebar.show_entries(LINES)
    sidebar.choose(View(starred=True))
    changed: list[int] = []
    sidebar.model().dataChanged.connect(
        lambda first, last: changed.extend([first.row(), last.row()])
    )
    sidebar.model().modelReset.connect(lambda: changed.append(-1))

    more = (replace(LINES[0], count="4"), *LINES[1:])
    sidebar.show_entries(more)

    assert changed == [0, 0]
    assert sidebar.entries == more
    assert sidebar.chosen() == LINES[1]


def test_another_line_takes_its_place_and_the_chosen_one_stays_chosen(
    qtbot: QtBot, look: Look
) -> None:
    sidebar = Sidebar(look)
    qtbot.addWidget(sidebar)
    sidebar.show_entries(LINES)
    sidebar.choose(View(place=Place.ARCHIVE))

    sidebar.show_entries((LINES[0], LINES[2]))

    assert [entry.name for entry in sidebar.entries] == ["Inbox", "Archive"]
    assert sidebar.chosen() == LINES[2]


def test_the_facts_beside_the_list_are_left_alone_while_no_article_is_open(
    qtbot: QtBot, desk: Desk
) -> None:
    filled: list[bool] = []
    desk.window.panel.tree.modelReset.connect(lambda: filled.append(True))

    with qtbot.waitSignals([desk.lists.rows.settled, desk.lists.overviewCame]):
        desk.lists.refresh(Changes(added=(2,)))

    assert not filled
    assert not desk.window.pane.shows_article
