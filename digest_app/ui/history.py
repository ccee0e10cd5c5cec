"""What can be undone: every decision with its name and its way back, for the whole session."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal


class Step(NamedTuple):
    """A decision that was taken: ``name`` for the menu, ``back`` undoes it, ``again`` redoes it."""

    name: str
    back: Callable[[], None]
    again: Callable[[], None]


class History(QObject):
    """Two stacks of steps; ``changed`` says that the names in the menu are others now."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._done: list[Step] = []
        self._undone: list[Step] = []

    def add(self, step: Step) -> None:
        """Remember a decision; what was undone before it cannot be redone any more."""
        self._done.append(step)
        self._undone.clear()
        self.changed.emit()

    def undo(self) -> None:
        """Take the last decision back."""
        if self._done:
            step = self._done.pop()
            self._undone.append(step)
            step.back()
            self.changed.emit()

    def redo(self) -> None:
        """Take the decision again that was last taken back."""
        if self._undone:
            step = self._undone.pop()
            self._done.append(step)
            step.again()
            self.changed.emit()

    @property
    def undo_name(self) -> str:
        """What Undo would undo; empty where there is nothing."""
        return self._done[-1].name if self._done else ""

    @property
    def redo_name(self) -> str:
        """What Redo would redo; empty where there is nothing."""
        return self._undone[-1].name if self._undone else ""
