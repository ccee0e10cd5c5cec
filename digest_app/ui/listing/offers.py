"""What can be done with all that the list shows, in one quiet row under the search field."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from digest_app.ui.actions import Actions
from digest_app.ui.buttons import push


class Offers(QWidget):
    """Sorts what a search finds and saves it; empties the Trash. Hidden where there is nothing."""

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self._best = actions["best-first"]
        self.order = _does("", self._best)
        self.save = _does("Save search…", actions["save-search"])
        self.empty = _does("Empty Trash…", actions["empty-trash"])
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 0)
        row.setSpacing(2)
        row.addWidget(self.order)
        row.addStretch(1)
        row.addWidget(self.save)
        row.addWidget(self.empty)
        self._best.changed.connect(self._name_order)
        self._name_order()
        self.show_for(searches=False, trash=False)

    def _name_order(self) -> None:
        is_best = self._best.isChecked()
        self.order.setText("Best match first" if is_best else "Newest first")
        self.order.setToolTip(f"Show the {'newest' if is_best else 'best matches'} first instead")

    def show_for(self, *, searches: bool, trash: bool) -> None:
        """Show what there is to do with a search, or with the articles of the Trash."""
        self.order.setVisible(searches)
        self.save.setVisible(searches)
        self.empty.setVisible(trash and not searches)
        self.setVisible(searches or trash)


def _does(words: str, action: QAction) -> QPushButton:
    button = push(words, "quiet")
    button.clicked.connect(action.trigger)
    return button
