"""What can be done about a library that is damaged or cannot be opened: never an empty window."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from digest_app.domain.problems import Problem
from digest_app.ui.buttons import label, push
from digest_app.ui.errands import sentence
from digest_app.ui.safety.telling import backup_name
from digest_app.ui.safety.work_dialog import WorkDialog, buttons_in_a_row

if TYPE_CHECKING:
    from digest_app.app.keeping_safe import KeptBackup

_SAVE = (
    "Takes over everything that the damaged file still gives, fills gaps from the newest backup,"
    " and reads articles again from their files where nothing else is left."
)
_RESTORE = (
    "Goes back to that day. What you decided since then is lost; files that you added since then"
    " are read again."
)
_ROWS = 4.6


class RescueDialog(WorkDialog):
    """Says what is wrong with the library, and offers the ways out.

    ``salvageWished``; ``restoreWished`` carries a KeptBackup; ``againWished`` to open it once
    more; ``anotherWished`` for another library; ``quitWished``.
    """

    salvageWished = Signal()
    restoreWished = Signal(object)
    againWished = Signal()
    anotherWished = Signal()
    quitWished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("The Library", parent)
        self._head, self._words = label(kind="strong", wraps=True), label(wraps=True)
        self._where = label(kind="muted", wraps=True)
        font = self._head.font()
        font.setPointSizeF(font.pointSizeF() * 1.2)
        self._head.setFont(font)
        self.save = push("Save What Can Be Read", "primary")
        self.restore = push("Restore This Backup")
        self.again, self.another = push("Try Again", "primary"), push("Open Another Library…")
        self.quit, self.later = push("Quit"), push("Not Now")
        self.backups = QListWidget()
        self.backups.setObjectName("table")
        self.backups.setAccessibleName("Backups")
        self._choices = self._made_choices()
        self.pages.addWidget(self._choices)
        self._connect()

    def _connect(self) -> None:
        self.save.clicked.connect(self.salvageWished)
        self.restore.clicked.connect(self._restore)
        self.again.clicked.connect(self._again)
        self.another.clicked.connect(self.anotherWished)
        self.quit.clicked.connect(self.quitWished)
        self.later.clicked.connect(self.reject)
        self.backups.itemActivated.connect(self._restore)

    def _made_choices(self) -> QWidget:
        page = QWidget()
        self._saving = _card(label(_SAVE, wraps=True), self.save)
        self._restoring = _card(label(_RESTORE, wraps=True), self.backups, self.restore)
        self.backups.setFixedHeight(round(self.fontMetrics().height() * 1.7 * _ROWS))
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in (self._head, self._words, self._where, self._saving, self._restoring):
            column.addWidget(part)
        column.addStretch(1)
        buttons = (self.another, self.quit, self.later, self.again)
        column.addLayout(buttons_in_a_row(*buttons, stretch_before=1))
        return page

    @property
    def words(self) -> str:
        """What it says about the library."""
        return f"{self._head.text()} {self._words.text()}"

    # -- what is asked --------------------------------------------------------------------

    def ask_about_damage(
        self, problem: Problem, backups: Sequence[KeptBackup], *, opens: bool
    ) -> None:
        """Ask what to do about a damaged library; ``opens``: one can go on with it for now."""
        what = " ".join(filter(None, (_sentence(problem.what), problem.next_step)))
        self._say("The library is damaged", what, problem.name)
        self._fill(backups)
        self._offer(saving=True, restoring=bool(backups), opens=opens, again=False)

    def ask_about_trouble(self, problem: Problem) -> None:
        """Ask what to do about a library that cannot be opened for another reason."""
        what = f"{_sentence(problem.what)} {problem.next_step}"
        self._say("The library cannot be opened", what, problem.name)
        self._offer(saving=False, restoring=False, opens=False, again=True)

    def ask_which_backup(self, backups: Sequence[KeptBackup]) -> None:
        """Ask which backup to restore, though nothing is wrong."""
        words = "The library as it is now is backed up first, so that you can come back to it."
        if not backups:
            words = "There is no backup yet. One is made each day that you use the program."
        self._say("Restore a backup", words, "")
        self._fill(backups)
        self._offer(saving=False, restoring=bool(backups), opens=True, again=False)

    def _say(self, head: str, words: str, where: str) -> None:
        self._head.setText(head)
        self._words.setText(words)
        self._where.setText(where)
        self._where.setVisible(bool(where))

    def _fill(self, backups: Sequence[KeptBackup]) -> None:
        self.backups.clear()
        for kept in backups:
            item = QListWidgetItem(backup_name(kept))
            item.setData(Qt.ItemDataRole.UserRole, kept)
            self.backups.addItem(item)
        self.backups.setCurrentRow(0)

    def _offer(self, *, saving: bool, restoring: bool, opens: bool, again: bool) -> None:
        self._saving.setVisible(saving)
        self._restoring.setVisible(restoring)
        self.later.setVisible(opens)
        self.quit.setVisible(not opens)
        self.another.setVisible(not opens)
        self.again.setVisible(again)
        first = self.save if saving else self.again if again else self.restore
        first.setDefault(True)
        first.setFocus()
        self._show(self._choices)
        self.show() if opens else self.open()
        self.raise_()

    # -- answers --------------------------------------------------------------------------

    @property
    def chosen(self) -> KeptBackup | None:
        """The backup that is chosen."""
        item = self.backups.currentItem()
        kept: KeptBackup | None = item.data(Qt.ItemDataRole.UserRole) if item else None
        return kept

    def _restore(self) -> None:
        if self.chosen is not None:
            self.restoreWished.emit(self.chosen)

    def _again(self) -> None:
        self.accept()
        self.againWished.emit()

    def show_failure(self, problem: object) -> None:
        """Say why it could not be done; the library is as it was, and so are the ways out."""
        self._words.setText(sentence(problem))
        self._show(self._choices)

    def reject(self) -> None:
        """Call a repair off and offer the ways out again; with nothing to call off, close."""
        if self.is_working:
            self._call_off()
            self._show(self._choices)
        else:
            super().reject()


def _card(*parts: QWidget) -> QFrame:
    card = QFrame()
    card.setObjectName("card")
    column = QVBoxLayout(card)
    column.setContentsMargins(16, 14, 16, 14)
    column.setSpacing(10)
    *above, button = parts
    for part in above:
        column.addWidget(part)
    column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
    return card


def _sentence(what: str) -> str:
    """Return what happened as a sentence of its own."""
    return what[:1].upper() + what[1:]
