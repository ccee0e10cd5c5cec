"""A label's colour as an icon."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from digest_app.ui.theme import labels
from digest_app.ui.theme.look import Look

_SIDE, _EDGE = 40, 8


def dot(look: Look, colour: str) -> QIcon:
    """Return a dot in a label's colour, as it is seen on a look's palette."""
    made = QPixmap(_SIDE, _SIDE)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(labels.dot(look.palette, colour)))
    painter.drawEllipse(made.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE))
    painter.end()
    return QIcon(made)
