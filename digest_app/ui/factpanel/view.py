"""The tree of facts: pointing, choosing, pinning, and the keys that work on a row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTreeView, QWidget

from digest_app.domain.fact import Fact
from digest_app.ui.factpanel.delegate import FactDelegate
from digest_app.ui.factpanel.model import FactTree, Index
from digest_app.ui.factpanel.rows import FactRow
from digest_app.ui.theme.look import Look

_KEYS = frozenset(
    {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_C, Qt.Key.Key_D, Qt.Key.Key_P}
    | {Qt.Key.Key_Delete, Qt.Key.Key_F2, Qt.Key.Key_Space}
)


class FactView(QTreeView):
    """Shows the tree. Every signal carries a FactRow; ``pointed`` also None, ``menu`` a point.

    ``pointed`` under the pointer or the keyboard, ``jump`` to its words, ``pin`` or unpin,
    ``copy`` with its citation, ``use`` its article in the digest, ``hide``, ``correct``.
    """

    pointed = Signal(object)
    jump = Signal(object)
    pinWished = Signal(object)
    copyWished = Signal(object)
    useWished = Signal(object)
    hideWished = Signal(object)
    correctWished = Signal(object)
    menuWished = Signal(object, object)

    def __init__(self, look: Look, tree: FactTree, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tree = tree
        self._delegate = FactDelegate(look, tree, self)
        self._folded: set[str] = set()
        self.setModel(tree)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("Facts")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setMouseTracking(True)
        self.setExpandsOnDoubleClick(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.expanded.connect(lambda index: self._folded.discard(index.data()))
        self.collapsed.connect(lambda index: self._folded.add(index.data()))
        self._keys = {
            Qt.Key.Key_C: self.copyWished,
            Qt.Key.Key_D: self.useWished,
            Qt.Key.Key_P: self.pinWished,
            Qt.Key.Key_Delete: self.hideWished,
            Qt.Key.Key_F2: self.correctWished,
        }

    def set_look(self, look: Look) -> None:
        """Draw in another palette or size."""
        self._delegate.set_look(look)
        self.scheduleDelayedItemsLayout()

    def show_facts(self, text: str, facts: Sequence[Fact], wanted: str = "") -> None:
        """Show facts; the chosen row, the folds and the scroll position stay as they are."""
        here, scroll = self.current(), self.verticalScrollBar().value()
        section = self.currentIndex().parent().row()
        self._delegate.lit = frozenset()
        self._tree.show_facts(text, facts, wanted)
        for number, made in enumerate(self._tree.sections):
            is_open = bool(wanted) or made.name not in self._folded
            self.blockSignals(True)
            self.setExpanded(self._tree.index(number, 0), is_open)
            self.blockSignals(False)
        if here is not None:
            self._choose_again(here, section)
        self.verticalScrollBar().setValue(scroll)

    def _choose_again(self, row: FactRow, section: int) -> None:
        words = (row.best.start, row.best.end)
        same = [f for s in self._tree.sections for r in s.rows for f in r.facts]
        fact = next((f for f in same if (f.start, f.end) == words), None)
        places = self._tree.indexes_of(fact) if fact else []
        near = min(places, key=lambda i: abs(i.parent().row() - section), default=None)
        if near is not None:
            self.setCurrentIndex(near)

    def current(self) -> FactRow | None:
        """Return the row that the keyboard is on."""
        return self._tree.row_at(self.currentIndex())

    def light(self, fact: Fact | None) -> None:
        """Light the rows of the fact whose words are pointed at, and bring one into sight."""
        places = self._tree.indexes_of(fact) if fact is not None else []
        self._delegate.lit = frozenset(places)
        shown = [place for place in places if self.isExpanded(place.parent())]
        area = self.viewport().rect()
        if shown and not any(area.contains(self.visualRect(p)) for p in shown):
            self.scrollTo(shown[0])
        self.viewport().update()

    def choose(self, fact: Fact) -> None:
        """Select the fact's row in its own section."""
        places = self._tree.indexes_of(fact)
        if places:
            self.setCurrentIndex(places[-1])
            self.scrollTo(places[-1])

    # -- Qt -------------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell which row is pointed at."""
        super().mouseMoveEvent(event)
        self.pointed.emit(self._tree.row_at(self.indexAt(event.position().toPoint())))

    def leaveEvent(self, event: QEvent) -> None:
        """Tell that no row is pointed at any more."""
        super().leaveEvent(event)
        self.pointed.emit(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Fold a section, pin where the pin is, jump anywhere else."""
        super().mousePressEvent(event)
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        index = self.indexAt(event.position().toPoint())
        row = self._tree.row_at(index)
        if row is None:
            self.setExpanded(index, not self.isExpanded(index))
        elif self._delegate.pin_rect(QRectF(self.visualRect(index))).contains(event.position()):
            self.pinWished.emit(row)
        else:
            self.jump.emit(row)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Leave the menu to whoever knows the commands."""
        index = self.indexAt(event.pos())
        self._menu(index, event.globalPos())

    def _menu(self, index: QModelIndex, point: QPoint) -> None:
        row = self._tree.row_at(index)
        if row is not None:
            self.setCurrentIndex(index)
            self.menuWished.emit(point, row)

    def event(self, event: QEvent) -> bool:
        """Keep the row's own keys from the window's commands while the tree has the focus."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = event.modifiers() in {
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.KeypadModifier,
            }
            if plain and event.key() in _KEYS and self.current() is not None:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer the keys that work on a row; fold a section with Enter."""
        row, key = self.current(), Qt.Key(event.key())
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if row is not None:
                self.jump.emit(row)
            else:
                self.setExpanded(self.currentIndex(), not self.isExpanded(self.currentIndex()))
        elif row is not None and key in self._keys:
            self._keys[key].emit(row)
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Let the words of the row that the keyboard is on glow."""
        super().currentChanged(current, previous)
        if self.hasFocus():
            self.pointed.emit(self._tree.row_at(current))
