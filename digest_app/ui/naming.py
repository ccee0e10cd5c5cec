"""The card that asks for a name."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from digest_app.ui.buttons import label, push


class NameCard(QDialog):
    """Asks for one name and hands it over; an empty one cannot be given. Never modal."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("naming")
        self._then: Callable[[str], None] | None = None
        self._question = label(wraps=True)
        self.field = QLineEdit()
        self.field.setAcceptDrops(False)
        self.save = push("Save", "primary")
        self.field.textChanged.connect(self._allow)
        self.save.setDefault(True)
        self.save.clicked.connect(self._take)
        cancel = push("Cancel")
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(self._question)
        column.addWidget(self.field)
        column.addLayout(buttons)
        self.setMinimumWidth(340)

    def _allow(self, text: str) -> None:
        self.save.setEnabled(bool(text.strip()))

    def ask(
        self, title: str, question: str, then: Callable[[str], None], *, name: str = ""
    ) -> None:
        """Ask for a name, offering one, and call ``then`` with it."""
        self._then = then
        self.setWindowTitle(title)
        self._question.setText(question)
        self.field.setAccessibleName(question)
        self.field.setText(name)
        self.field.selectAll()
        self.save.setEnabled(bool(name.strip()))
        self.show()
        self.raise_()
        self.field.setFocus()

    def _take(self) -> None:
        name = " ".join(self.field.text().split())
        self.accept()
        if name and self._then is not None:
            self._then(name)
