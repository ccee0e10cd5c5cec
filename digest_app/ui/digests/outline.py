"""The outline of a digest: sections and articles, moved by hand or by key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListWidget, QListWidgetItem, QWidget

from digest_app.domain.digest import Entry
from digest_app.ui.digests.lines import Line
from digest_app.ui.theme.look import Look

_LINE = Qt.ItemDataRole.UserRole


class Outline(QListWidget):
    """Tells ``reordered`` with the lines as they stand now, ``chosen`` with an Entry or None."""

    reordered = Signal(object)
    chosen = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setAccessibleName("Articles of the digest, in order")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(True)
        self.setSpacing(1)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.currentItemChanged.connect(lambda: self.chosen.emit(self.current_entry()))
        self.itemChanged.connect(self._renamed)

    def set_look(self, look: Look) -> None:
        """Draw in another palette or size."""
        self._look = look
        self.show_lines(self.lines(), self._titles())

    def show_lines(self, lines: Sequence[Line], titles: Mapping[int, str]) -> None:
        """Show other lines; the chosen one stays chosen where it is still there."""
        here = self._key(self.currentItem())
        was = self.blockSignals(True)
        self.clear()
        for line in lines:
            self.addItem(self._item(line, titles))
        keys = [self._key(self.item(row)) for row in range(self.count())]
        self.blockSignals(was)
        if here in keys:
            self.setCurrentRow(keys.index(here))
        elif any(isinstance(line, Entry) for line in lines):
            first = next(i for i, line in enumerate(lines) if isinstance(line, Entry))
            self.setCurrentRow(first)

    def _item(self, line: Line, titles: Mapping[int, str]) -> QListWidgetItem:
        if isinstance(line, str):
            item = QListWidgetItem(line)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            item.setFont(self._look.caps(0.8))
            item.setForeground(self._look.colour("muted"))
        else:
            item = QListWidgetItem(titles.get(line.article, "…"))
            item.setFont(self._look.control(1.02))
            item.setForeground(self._look.colour("text"))
        item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsDropEnabled)
        item.setData(_LINE, line)
        return item

    @staticmethod
    def _key(item: QListWidgetItem | None) -> object:
        line = item.data(_LINE) if item is not None else None
        return line.article if isinstance(line, Entry) else line

    def lines(self) -> tuple[Line, ...]:
        """Return the lines as they stand."""
        return tuple(self.item(row).data(_LINE) for row in range(self.count()))

    def _titles(self) -> dict[int, str]:
        items = [self.item(row) for row in range(self.count())]
        pairs = [(item.data(_LINE), item.text()) for item in items]
        return {line.article: text for line, text in pairs if isinstance(line, Entry)}

    def current_entry(self) -> Entry | None:
        """Return the entry that is chosen, None for a section's title."""
        item = self.currentItem()
        line = item.data(_LINE) if item is not None else None
        return line if isinstance(line, Entry) else None

    def move_current(self, by: int) -> None:
        """Move the chosen line one place; a section's title moves past one article."""
        row = self.currentRow()
        target = row + by
        if row >= 0 and 0 <= target < self.count():
            lines = list(self.lines())
            lines.insert(target, lines.pop(row))
            self.show_lines(lines, self._titles())
            self.setCurrentRow(target)
            self.reordered.emit(tuple(lines))

    def remove_current(self) -> None:
        """Take the chosen line out; a section's articles join the section above."""
        row = self.currentRow()
        if row >= 0:
            lines = [line for at, line in enumerate(self.lines()) if at != row]
            self.reordered.emit(tuple(lines))

    def _renamed(self, item: QListWidgetItem) -> None:
        if isinstance(item.data(_LINE), str) and item.text() != item.data(_LINE):
            item.setData(_LINE, item.text())
            self.reordered.emit(self.lines())

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the new order from what was moved inside the list."""
        super().dropEvent(event)
        self.reordered.emit(self.lines())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a line out with Del."""
        if event.key() == Qt.Key.Key_Delete:
            self.remove_current()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep Del from the window's commands while the outline has the focus."""
        is_override = event.type() is QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Delete:
            event.accept()
            return True
        return super().event(event)
