"""How a small card that asks is laid out: words, fields with their names, buttons at the end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)


def lay_out_card(
    card: QDialog,
    words: Iterable[QWidget],
    fields: Mapping[str, QWidget],
    buttons: Iterable[QPushButton],
) -> None:
    """Put words over fields over buttons, from the left to the right as they are given."""
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
