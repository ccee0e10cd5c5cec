"""Emptying the Trash: the one thing here that cannot be undone, so it is asked for."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from digest_app.app import sorting
from digest_app.domain.changes import Changes
from digest_app.domain.counting import counted
from digest_app.domain.listing import View
from digest_app.domain.marks import Place
from digest_app.ui.buttons import label, push
from digest_app.ui.cards import lay_out_card
from digest_app.ui.decisions import Decisions
from digest_app.ui.fields import ChoiceField
from digest_app.ui.jobs import Jobs

if TYPE_CHECKING:
    from digest_app.library.library import Library

_AT_ONCE = 100
"""So many articles are deleted in one job: whoever opens an article meanwhile waits for it."""
_PERIODS = {7: "7 days", 30: "30 days", 90: "90 days", 365: "a year", 0: "Never"}


class TrashCard(QDialog):
    """Says what would be lost. ``agreed`` says that it may be; ``kept`` carries days."""

    agreed = Signal()
    kept = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trash")
        self.setWindowTitle("Empty Trash")
        self._words = label(kind="strong", wraps=True)
        self._more = label(
            "They are deleted with their original files, their labels and what you marked in"
            " them. This cannot be undone.",
            kind="muted",
            wraps=True,
        )
        self.period = ChoiceField("Delete by itself what is in the Trash for")
        self.period.activated.connect(lambda: self.kept.emit(self.period.currentData()))
        self.delete = push("Delete")
        self.delete.clicked.connect(self._agree)
        self.cancel = push("Cancel", "primary")
        self.cancel.setDefault(True)
        self.cancel.clicked.connect(self.reject)
        words, buttons = (self._words, self._more), (self.delete, self.cancel)
        lay_out_card(self, words, {self.period.accessibleName(): self.period}, buttons)
        self.setMinimumWidth(420)

    def ask(self, count: int, days: int) -> None:
        """Ask about so many articles; ``days`` is how long the Trash is kept now."""
        articles = counted(count, "article")
        self._words.setText(f"Delete {articles} for good?" if count else "The Trash is empty.")
        self._more.setVisible(bool(count))
        self.delete.setText(f"Delete {articles.title()}")
        self.delete.setVisible(bool(count))
        self.cancel.setText("Cancel" if count else "Close")
        self.period.clear()
        for period, words in sorted(({days: f"{days} days"} | _PERIODS).items(), key=_last_never):
            self.period.addItem(words, period)
        self.period.setCurrentIndex(self.period.findData(days))
        self.show()
        self.raise_()
        self.cancel.setFocus()

    def _agree(self) -> None:
        self.accept()
        self.agreed.emit()


def _last_never(period: tuple[int, str]) -> tuple[bool, int]:
    return period[0] == 0, period[0]


class _Held(NamedTuple):
    articles: int
    days: int


class TrashDesk(QObject):
    """Empties the Trash, a few articles at a time, so that the library stays in use."""

    def __init__(self, jobs: Jobs, decisions: Decisions, over: QWidget) -> None:
        super().__init__(over)
        self._jobs, self._decisions, self._over = jobs, decisions, over

    @cached_property
    def card(self) -> TrashCard:
        """The card that asks; made when it is needed, for a dialog costs the start."""
        made = TrashCard(self._over)
        made.agreed.connect(self.empty)
        made.kept.connect(self._keep_for)
        return made

    def ask(self) -> None:
        """Ask whether the Trash may be emptied."""
        self._jobs.run(_held, done=self._ask, failed=self._decisions.failed)

    def _ask(self, held: _Held) -> None:
        self.card.ask(held.articles, held.days)

    def _keep_for(self, days: int) -> None:
        said = f"What is in the Trash for {days} days is deleted" if days else "The Trash is kept"
        self._decisions.take(partial(sorting.keep_trash_for, days=days), said)

    def empty(self, gone: int = 0) -> None:
        """Delete what lies in the Trash."""
        work = partial(sorting.empty_trash, limit=_AT_ONCE)
        self._jobs.run(work, done=partial(self._went_on, gone), failed=self._decisions.failed)

    def _went_on(self, before: int, changes: Changes) -> None:
        gone = before + len(changes.gone)
        self._decisions.changed.emit(changes)
        if len(changes.gone) == _AT_ONCE:
            self._decisions.say(f"Deleting… {counted(gone, 'article')} so far")
            self.empty(gone)
        else:
            self._decisions.say(f"{counted(gone, 'article')} deleted for good")

    def retire(self) -> None:
        """Delete what has been in the Trash for longer than the user wants it kept."""
        work = partial(sorting.retire, limit=_AT_ONCE)
        self._jobs.run(work, done=self._retired, failed=self._decisions.failed)

    def _retired(self, changes: Changes) -> None:
        if changes.gone:
            self._decisions.changed.emit(changes)
            self.retire()


def _held(library: Library) -> _Held:
    return _Held(library.listing.count(View(place=Place.TRASH)), sorting.retention(library))
