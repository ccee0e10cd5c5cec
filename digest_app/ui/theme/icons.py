"""Our own icons: one colour each, drawn as SVG, coloured for the palette that is shown."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from digest_app.assets import resource

_RATIOS = (1.0, 1.5, 2.0, 3.0)
_SIDE = 20


@cache
def _drawing(name: str) -> str:
    return resource(f"icons/{name}.svg").read_text(encoding="utf-8")


def pixmap(name: str, colour: str, side: int = _SIDE, ratio: float = 1.0) -> QPixmap:
    """Return an icon as a picture ``side`` logical pixels wide, sharp at the given ratio.

    Qt remembers it: drawing one takes longer than drawing the words beside it.
    """
    key, known = f"{name} {colour} {side} {ratio}", QPixmap()
    if not QPixmapCache.find(key, known):
        known = _drawn(name, colour, side, ratio)
        QPixmapCache.insert(key, known)
    return known


def _drawn(name: str, colour: str, side: int, ratio: float) -> QPixmap:
    drawing = _drawing(name).replace("currentColor", colour)
    made = QPixmap(QSize(round(side * ratio), round(side * ratio)))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(made.rect()))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def icon(name: str, colour: str) -> QIcon:
    """Return an icon in a colour, sharp on every screen."""
    made = QIcon()
    for ratio in _RATIOS:
        made.addPixmap(pixmap(name, colour, ratio=ratio))
    return made
