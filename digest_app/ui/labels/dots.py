"""A label's colour as an icon, alone or beside the box that says whether it is on."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

from digest_app.ui.theme import labels
from digest_app.ui.theme.look import Look

SIGN = QSize(40, 16)
"""The size of a sign, in logical pixels."""
_SIDE, _RATIO = 16, 3


def dot(look: Look, colour: str) -> QIcon:
    """Return a dot in a label's colour, as it is seen on a look's palette."""
    made = _blank(QSize(_SIDE, _SIDE))
    painter = _painter(made)
    _dot(painter, look, colour, QPointF(_SIDE / 2, _SIDE / 2))
    painter.end()
    return _icon(made)


def sign(look: Look, colour: str, state: Qt.CheckState) -> QIcon:
    """Return a box that is empty, ticked, or crossed by a dash for “on some”, and the dot."""
    made = _blank(SIGN)
    painter = _painter(made)
    box = QRectF(1.5, 1.5, 13, 13)
    painter.setPen(QPen(look.colour("muted"), 1.2))
    painter.drawRoundedRect(box, 3, 3)
    painter.setPen(QPen(look.colour("text"), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    if state is Qt.CheckState.Checked:
        painter.drawPolyline([QPointF(4.6, 8.4), QPointF(7, 10.8), QPointF(11.4, 5.2)])
    elif state is Qt.CheckState.PartiallyChecked:
        painter.drawLine(QPointF(5, 8), QPointF(11, 8))
    _dot(painter, look, colour, QPointF(SIGN.width() - 8, SIGN.height() / 2))
    painter.end()
    return _icon(made)


def _blank(size: QSize) -> QPixmap:
    made = QPixmap(size * _RATIO)
    made.setDevicePixelRatio(_RATIO)
    made.fill(Qt.GlobalColor.transparent)
    return made


def _painter(on: QPixmap) -> QPainter:
    painter = QPainter(on)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def _dot(painter: QPainter, look: Look, colour: str, centre: QPointF) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(labels.dot(look.palette, colour)))
    painter.drawEllipse(centre, 5, 5)


def _icon(drawn: QPixmap) -> QIcon:
    icon = QIcon(drawn)
    icon.addPixmap(drawn, QIcon.Mode.Selected)  # else Qt tints what stands in the chosen line
    return icon
