"""What is decided about labels: which articles have them, their names and their colours."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from digest_app.app import sorting
from digest_app.domain.changes import Changes
from digest_app.domain.counting import counted
from digest_app.ui.decisions import Decisions
from digest_app.ui.jobs import Jobs
from digest_app.ui.labels.dots import dot
from digest_app.ui.labels.popup import LabelPopup
from digest_app.ui.naming import NameCard
from digest_app.ui.sorting_desk import SortingDesk
from digest_app.ui.theme.labels import HUES, next_hue
from digest_app.ui.theme.look import Look

if TYPE_CHECKING:
    from digest_app.app.undoing import Undo
    from digest_app.library.labels import Label
    from digest_app.library.library import Library
    from digest_app.ui.listing.source import Choice


class _Known(NamedTuple):
    """All labels, on how many of the chosen articles each one is, and how many are chosen."""

    labels: tuple[Label, ...]
    on: dict[str, int]
    total: int


class LabelDesk(QObject):
    """Connects the popup and the sidebar's labels with the library.

    ``renamed`` carries the old name of a label and the new one.
    """

    renamed = Signal(object, object)

    def __init__(
        self, jobs: Jobs, decisions: Decisions, sort: SortingDesk, look: Look, over: QWidget
    ) -> None:
        super().__init__(over)
        self._jobs, self._decisions, self._sorting = jobs, decisions, sort
        self._look, self._over = look, over
        self.popup = LabelPopup(look, over)
        self._labels: tuple[Label, ...] = ()
        self.popup.wished.connect(self._put)
        decisions.changed.connect(self._again)

    @cached_property
    def card(self) -> NameCard:
        """The card that asks for names; made when it is needed, for a dialog costs the start."""
        return NameCard(self._over)

    def set_look(self, look: Look) -> None:
        """Draw in another palette or size."""
        self._look = look
        self.popup.set_look(look)

    # -- on articles ----------------------------------------------------------------------

    def show_labels(self, labels: Sequence[Label]) -> None:
        """Know the labels that there are."""
        self._labels = tuple(labels)

    def open(self) -> None:
        """Show the labels at once, so that what is typed next goes there; then who has which."""
        choice = self._sorting.choice()
        if choice:
            self.popup.open_for(self._labels, {}, choice.count)
            self._ask(choice)
        else:
            self._decisions.say("Choose the articles to label first.")

    def _ask(self, choice: Choice) -> None:
        self._jobs.run(
            partial(_known, choice=choice),
            done=self._show,
            failed=self._decisions.failed,
            topic="labels",
        )

    def _show(self, known: _Known) -> None:
        self._labels = known.labels
        if self.popup.isVisible():
            self.popup.fill(known.labels, known.on, known.total)

    def _again(self) -> None:
        if self.popup.isVisible():
            self._ask(self._sorting.choice())

    def put(self, name: str) -> None:
        """Put a label on the chosen articles; those that have it keep it."""
        self._put(name, on=True)

    def _put(self, name: str, on: bool) -> None:
        if on:
            taken = tuple(known.colour for known in self._labels)
            action = partial(sorting.label, name=name, colour=next_hue(taken))
        else:
            action = partial(sorting.unlabel, name=name)
        self._sorting.sort(action, partial(_said, name=name, on=on))

    # -- of the library -------------------------------------------------------------------

    def new(self) -> None:
        """Ask for the name of a new label."""
        self.card.ask("New Label", "What is the label called?", self._make)

    def _make(self, name: str) -> None:
        def work(undo: Undo, library: Library) -> Changes:
            colour = next_hue(tuple(known.colour for known in library.labels.all()))
            if library.labels.exists(name):
                return Changes()
            return sorting.make_label(undo, library, name, colour)

        self._decisions.take(work, f"Label “{name}” made")

    def rename(self, name: str) -> None:
        """Ask for another name of a label."""

        def then(new: str) -> None:
            action = partial(sorting.rename_label, name=name, new=new)
            done = partial(self.renamed.emit, name, new)
            self._decisions.take(action, f"“{name}” is “{new}” now", done)

        self.card.ask("Rename Label", f"What is “{name}” called from now on?", then, name=name)

    def recolour(self, name: str, colour: str) -> None:
        """Give a label another colour."""
        action = partial(sorting.make_label, name=name, colour=colour)
        self._decisions.take(action, f"“{name}” has another colour")

    def delete(self, name: str) -> None:
        """Delete a label; its articles stay."""
        self._decisions.take(
            partial(sorting.delete_label, name=name), f"Label “{name}” deleted; its articles stay"
        )

    def colour_menu(self, name: str, colour: str, parent: QWidget) -> QMenu:
        """Return the colours that a label can have, as a menu."""
        menu = QMenu("&Colour", parent)
        for hue in HUES:
            action = menu.addAction(dot(self._look, hue.colour), hue.name)
            action.setCheckable(True)
            action.setChecked(hue.colour == colour)
            action.triggered.connect(partial(self._recolour, name, hue.colour))
        return menu

    def _recolour(self, name: str, colour: str, _checked: bool = False) -> None:
        self.recolour(name, colour)

    def pop_colours(self, name: str, colour: str, at: QPoint) -> None:
        """Show the colours that a label can have."""
        menu = self.colour_menu(name, colour, self._over)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)


def _known(library: Library, choice: Choice) -> _Known:
    ids = choice.ids(library)
    return _Known(library.labels.all(), library.labels.counts_on(ids), len(ids))


def _said(changes: Changes, name: str, on: bool) -> str:
    count = counted(len(changes.changed), "article")
    return f"“{name}” put on {count}" if on else f"“{name}” taken off {count}"
