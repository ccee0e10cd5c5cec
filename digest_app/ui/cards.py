"""How a small card that asks is laid out: words, fields with their names, buttons at the end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

_APART = 12


def lay_out_card(
    card: QDialog,
    words: Iterable[QWidget],
    fields: Mapping[str, QWidget],
    buttons: Iterable[QPushButton],
) -> QFormLayout:
    """Put words over fields over buttons, from the left to the right; return where fields are."""
    form = QFormLayout()
    form.setVerticalSpacing(10)
    for name, field in fields.items():
        form.addRow(name, field)
    row = QHBoxLayout()
    row.addStretch(1)
    for button in buttons:
        row.addWidget(button)
    column = QVBoxLayout(card)
    column.setContentsMargins(20, 18, 20, 16)
    column.setSpacing(13)
    for one in words:
        column.addWidget(one)
    column.addLayout(form)
    column.addLayout(row)
    return form


def put_beside(card: QDialog, widget: QWidget) -> None:
    """Put a card to the right of a widget whose words are needed, as far as the screen goes."""
    card.adjustSize()
    room = widget.screen().availableGeometry()
    corner = widget.mapToGlobal(QPoint(widget.width() + _APART, _APART))
    right, bottom = room.right() - card.width() - _APART, room.bottom() - card.height() - _APART
    card.move(max(room.left(), min(corner.x(), right)), max(room.top(), min(corner.y(), bottom)))
