"""The little list that puts labels on articles and takes them off, by typing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from digest_app.domain.counting import counted
from digest_app.ui.buttons import label
from digest_app.ui.labels.dots import SIGN, sign
from digest_app.ui.theme.look import Look

_WIDTH, _ROWS = 300, 9
_TOP = 96
_NAME, _IS_NEW = Qt.ItemDataRole.UserRole, int(Qt.ItemDataRole.UserRole) + 1
_STATES = (Qt.CheckState.Unchecked, Qt.CheckState.PartiallyChecked, Qt.CheckState.Checked)
_SPOKEN = ("on none", "on some", "on all")


class LabelPopup(QFrame):
    """Floats over its parent. ``wished`` carries a name and whether it is to be on.

    Typing filters, ↓ and ↑ choose, Enter puts the chosen label on or takes it off, Esc closes.
    """

    wished = Signal(object, object)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._look, self._around = look, parent
        self._before: QWidget | None = None
        self._labels: tuple[tuple[str, str], ...] = ()
        self._on: Mapping[str, int] = {}
        self._total = 0
        self._head = label(kind="muted")
        self.field = QLineEdit()
        self.field.setPlaceholderText("Find or make a label")
        self.field.setAccessibleName("Find or make a label")
        self.field.setAcceptDrops(False)
        self.field.textChanged.connect(self._filter)
        self.list = QListWidget()
        self.list.setObjectName("page")
        self.list.setIconSize(SIGN)
        self.list.setAccessibleName("Labels")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.itemClicked.connect(self._toggle)
        self.list.currentItemChanged.connect(self._speak)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        for widget in (self._head, self.field, self.list):
            column.addWidget(widget)
        self.field.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)
        self.hide()

    def set_look(self, look: Look) -> None:
        """Draw in another palette or size."""
        self._look = look
        self._filter()

    # -- showing --------------------------------------------------------------------------

    def open_for(
        self, names: Sequence[tuple[str, str]], on: Mapping[str, int], total: int | None
    ) -> None:
        """Show the labels (name, colour), and on how many of ``total`` articles each one is.

        What is not known yet is told by :meth:`fill`.
        """
        if not self.isVisible():
            self._before = QApplication.focusWidget()
            self.field.clear()
        self.fill(names, on, total)
        self.show()
        self.raise_()
        self.field.setFocus()

    def fill(
        self, names: Sequence[tuple[str, str]], on: Mapping[str, int], total: int | None
    ) -> None:
        """Show what is known now; what was typed and chosen stays."""
        self._labels, self._on, self._total = tuple(names), on, total or 0
        several = "all articles" if total is None else counted(total, "article")
        self._head.setText(f"Label {several}")
        self._filter()
        self._settle()

    def close_up(self) -> None:
        """Go, and give the focus back to where it was."""
        self.hide()
        if self._before is not None:
            self._before.setFocus()

    def _settle(self) -> None:
        """Take the room that the labels want, and one more: the first label is yet to be made."""
        row = max(self.list.sizeHintForRow(0), self.field.sizeHint().height())
        self.list.setFixedHeight(row * min(len(self._labels) + 1, _ROWS) + row // 2)
        size = QSize(_WIDTH, self.sizeHint().height()).boundedTo(
            self._around.size() - QSize(16, 16)
        )
        left = (self._around.width() - size.width()) // 2
        top = min(_TOP, (self._around.height() - size.height()) // 2)
        self.setGeometry(max(8, left), max(8, top), size.width(), size.height())

    def _filter(self) -> None:
        self._fill(" ".join(self.field.text().split()))

    def _speak(self, item: QListWidgetItem | None) -> None:
        """Let the field, which has the focus, say which line is chosen."""
        spoken = item.data(Qt.ItemDataRole.AccessibleTextRole) or item.text() if item else ""
        self.field.setAccessibleDescription(spoken)

    def _fill(self, typed: str) -> None:
        chosen = self.list.currentRow()
        self.list.clear()
        wanted = typed.casefold()
        for name, colour in self._labels:
            if wanted in name.casefold():
                self._add(name, colour)
        if typed and wanted not in {name.casefold() for name, _ in self._labels}:
            item = QListWidgetItem(f"Make label “{typed}”", self.list)
            item.setData(_NAME, typed)
            item.setData(_IS_NEW, True)
        self.list.setCurrentRow(min(max(chosen, 0), self.list.count() - 1))

    def _add(self, name: str, colour: str) -> None:
        state = self._state(name)
        item = QListWidgetItem(sign(self._look, colour, _STATES[state]), name)
        item.setData(_NAME, name)
        spoken = f"{name}, {_SPOKEN[state]}"
        item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
        self.list.addItem(item)

    def _state(self, name: str) -> int:
        """Return 0, 1 or 2: on none of the articles, on some, on all."""
        on = self._on.get(name, 0)
        return 2 if on and on >= self._total else int(bool(on))

    # -- choosing -------------------------------------------------------------------------

    def _toggle(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        name, is_new = str(item.data(_NAME)), bool(item.data(_IS_NEW))
        if is_new:
            self.field.clear()  # which makes the lines anew, so the item is gone after this
        self.wished.emit(name, is_new or self._state(name) != len(_STATES) - 1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the field's keys choose in the list, and keep Esc from going further."""
        if isinstance(event, QKeyEvent) and watched is self.field:
            is_press = event.type() is QEvent.Type.KeyPress
            if event.key() == Qt.Key.Key_Escape:
                event.accept()
                if is_press:
                    self.close_up()
                return True
            if is_press and self._takes(event.key()):
                return True
        return super().eventFilter(watched, event)

    def _takes(self, key: int) -> bool:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(key), 0)
        if step:
            at = self.list.currentRow() + step
            self.list.setCurrentRow(min(max(at, 0), self.list.count() - 1))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._toggle(self.list.currentItem())
        else:
            return False
        return True

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Go when the focus goes elsewhere in the window."""
        if self.isVisible() and new is not None and not self.isAncestorOf(new):
            self.hide()
