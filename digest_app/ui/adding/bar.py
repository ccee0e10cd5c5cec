"""The thin bar under the list: how an import goes, and how it ended."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from digest_app.domain.counting import counted
from digest_app.domain.importing import Standing
from digest_app.ui.buttons import IconButton, label, push
from digest_app.ui.theme.look import Look
from digest_app.ui.wording import tip

_STEPS = 1000
_LONG = 90


def working_words(standing: Standing, *, counting: bool, paused: bool) -> str:
    """Return ``Reading 214 of 1,020 · 3 failed``."""
    verb = "Paused at" if paused else "Reading"
    total = f"{standing.total:,}{'+' if counting else ''}"
    words = f"{verb} {min(standing.done + 1, standing.total):,} of {total}"
    return f"{words}  ·  {standing.failed:,} failed" if standing.failed else words


def pace_words(rate: float, seconds: float | None) -> str:
    """Return ``12/s · 2 min left``; empty while there is nothing to reckon by."""
    if not rate:
        return ""
    quick = f"{rate:,.0f}/s" if rate >= 1 else f"{rate * 60:,.0f}/min"
    return quick if seconds is None else f"{quick}  ·  {_left(seconds)}"


def _left(seconds: float) -> str:
    minutes = round(seconds / 60)
    if minutes < 1:
        return "under 1 min left"
    return f"{minutes} min left" if minutes < _LONG else f"{round(minutes / 60)} h left"


def ending_words(standing: Standing) -> str:
    """Return ``18 added · 2 already there · 1 failed``, leaving out what did not happen."""
    parts = [
        (standing.added, "added"),
        (standing.already_there, "already there"),
        (standing.failed, "failed"),
    ]
    said = [f"{count:,} {what}" for count, what in parts if count]
    return "  ·  ".join(said) or "Nothing to read was found"


class ImportBar(QWidget):
    """Says what the running imports do. Every button is a wish; the desk decides."""

    showWished = Signal()
    pauseWished = Signal(object)
    cancelWished = Signal()
    retryWished = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._words = label()
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._progress = QProgressBar()
        self._progress.setRange(0, _STEPS)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName("Import")
        self._show = push("Show", "quiet")
        self._pause = push("Pause", "quiet")
        self._pause.setCheckable(True)
        self._cancel = push("Cancel", "quiet")
        self._again = push("Try Again", "quiet")
        self._pace = label(kind="muted")
        self._pace.setToolTip("Files read, and about how long the rest takes")
        self._close = IconButton("close", "Dismiss")
        self._again.clicked.connect(self.retryWished)
        self._show.clicked.connect(self.showWished)
        self._pause.clicked.connect(self._pause_clicked)
        self._cancel.clicked.connect(self.cancelWished)
        self._close.clicked.connect(self.hide)
        self._lay_out()
        self.set_look(look)
        self.hide()

    def _lay_out(self) -> None:
        top, row = QHBoxLayout(), QHBoxLayout()
        top.setContentsMargins(18, 5, 8, 5)
        top.addWidget(self._words, 1)
        top.addWidget(self._show)
        top.addWidget(self._close)
        row.setContentsMargins(9, 0, 8, 5)
        row.setSpacing(0)
        for button in (self._pause, self._cancel, self._again):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._pace)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._progress)
        column.addLayout(top)
        column.addLayout(row)

    def set_look(self, look: Look) -> None:
        """Draw in another palette."""
        self._close.set_look(look)

    @property
    def words(self) -> str:
        """What the bar says."""
        return self._words.text()

    def begin(self, names: Sequence[str]) -> None:
        """Acknowledge a drop before anything is known about it."""
        what = f"“{names[0]}”" if len(names) == 1 else counted(len(names), "file")
        self._pace.clear()
        self._say(f"Reading {what}…", share=0.0, working=True, failures=False)

    def show_working(self, standing: Standing, *, counting: bool, paused: bool) -> None:
        """Say how far the imports are."""
        share = standing.done / standing.total if standing.total else 0.0
        words = working_words(standing, counting=counting, paused=paused)
        self._say(words, share=share, working=True, failures=bool(standing.failed))
        self._pause.setChecked(paused)
        self._pause.setText("Go on" if paused else "Pause")

    def show_pace(self, rate: float, seconds: float | None) -> None:
        """Say how quick the imports are (files a second), and how long they still take."""
        self._pace.setText(pace_words(rate, seconds))

    def show_ending(self, standing: Standing, trouble: str = "") -> None:
        """Say how the imports ended; ``trouble`` is why one of them had to stop."""
        self._say(trouble or ending_words(standing), share=1.0, working=False, failures=True)
        self._again.setVisible(bool(trouble))

    def _say(self, words: str, *, share: float, working: bool, failures: bool) -> None:
        if self._words.wordWrap() is working:  # what is to be done must be read to its end
            self._words.setWordWrap(not working)
        if words != self.words:
            self._words.setText(words)
            self._words.setToolTip(tip(words))
            self.setAccessibleName(words)
        self._progress.setVisible(working)
        self._progress.setValue(round(share * _STEPS))
        self._show.setVisible(failures)
        self._pause.setVisible(working)
        self._cancel.setVisible(working)
        self._close.setVisible(not working)
        self._again.hide()
        self._pace.setVisible(working)
        self.show()

    def _pause_clicked(self) -> None:
        self.pauseWished.emit(self._pause.isChecked())
