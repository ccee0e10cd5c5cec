"""The few kinds of button that the window has, made in one place."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QWidget

from digest_app.ui.theme.icons import icon
from digest_app.ui.theme.look import Look

_ICON = 18


class IconButton(QToolButton):
    """A button that is only an icon; its name is spoken and shown as a tip."""

    def __init__(self, drawing: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawing = drawing
        self.setToolTip(name)
        self.setAccessibleName(name)
        self.setIconSize(QSize(_ICON, _ICON))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def follow(self, action: QAction) -> None:
        """Do what a command does, and be checked and enabled as it is."""
        self.setCheckable(action.isCheckable())
        self.clicked.connect(action.trigger)
        action.changed.connect(lambda: self._mirror(action))
        self._mirror(action)

    def _mirror(self, action: QAction) -> None:
        self.setEnabled(action.isEnabled())
        self.setChecked(action.isChecked())
        keys = action.shortcut().toString()
        name = action.text().replace("&", "").rstrip("…")
        self.setToolTip(f"{name}  ({keys})" if keys else name)
        self.setAccessibleName(name)

    def draw(self, drawing: str, look: Look) -> None:
        """Show another drawing in a look's colour."""
        self._drawing = drawing
        self.set_look(look)

    def set_look(self, look: Look) -> None:
        """Draw the icon in another palette."""
        self.setIcon(icon(self._drawing, look.palette.muted))


def push(words: str, kind: str = "") -> QPushButton:
    """Return a button; ``kind`` is ``primary``, ``quiet`` or nothing."""
    button = QPushButton(words)
    button.setObjectName(kind)
    button.setAutoDefault(False)
    return button


def label(words: str = "", kind: str = "", *, wraps: bool = False) -> QLabel:
    """Return words to read; ``kind`` is ``muted``, ``strong`` or nothing."""
    made = QLabel(words)
    made.setObjectName(kind)
    made.setWordWrap(wraps)
    made.setTextFormat(Qt.TextFormat.PlainText)
    return made
