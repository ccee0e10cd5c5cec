"""Articles that are dragged from the list to a line of the sidebar."""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel

from digest_app.domain.counting import counted

#: The drag carries no articles: those that are chosen in the list are meant.
_CHOSEN = "application/x-digest-chosen-articles"


def chosen_articles() -> QMimeData:
    """Return what stands for the chosen articles while they are dragged."""
    data = QMimeData()
    data.setData(_CHOSEN, b"chosen")
    return data


def are_chosen_articles(data: QMimeData) -> bool:
    """Tell whether articles of the list are dragged, and no files."""
    return data.hasFormat(_CHOSEN)


def card(count: int | None) -> QPixmap:
    """Return what is drawn at the pointer: “3 articles”."""
    words = QLabel("Articles" if count is None else counted(count, "article"))
    words.setObjectName("dragged")
    words.ensurePolished()
    words.adjustSize()
    return words.grab()
