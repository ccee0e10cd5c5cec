"""The facts panel: a filter over the tree, and words where there are no facts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QStackedLayout, QVBoxLayout, QWidget

from digest_app.domain.fact import Fact
from digest_app.ui.buttons import label
from digest_app.ui.factpanel.model import FactTree
from digest_app.ui.factpanel.view import FactView
from digest_app.ui.fields import TypingField
from digest_app.ui.theme.look import Look
from digest_app.ui.wording import language_name


def names_by_shape(language: str) -> str:
    """Return what is to be known of the names in an article whose language has no model."""
    kinds = "people, organizations and places"
    return f"Names are not tuned for {language_name(language)}: {kinds} are found by their shape."


class FactPanel(QWidget):
    """Shows an article's facts; what is wished is told by ``view``'s signals."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._text = ""
        self._facts: tuple[Fact, ...] = ()
        self.tree = FactTree(self)
        self.view = FactView(look, self.tree)
        self.filter = TypingField("Filter facts")
        self.filter.textChanged.connect(self._show)
        self.filter.left.connect(self.view.setFocus)
        self.remark = label(kind="muted", wraps=True)
        self.remark.setContentsMargins(14, 2, 14, 8)
        self.remark.hide()
        self._nothing = QLabel()
        self._nothing.setObjectName("muted")
        self._nothing.setWordWrap(True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._nothing.setContentsMargins(24, 40, 24, 24)
        self._lay_out()
        self._show()

    def _lay_out(self) -> None:
        self._stack = QStackedLayout()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        top = QVBoxLayout()
        top.setContentsMargins(10, 9, 10, 5)
        top.addWidget(self.filter)
        column.addLayout(top)
        column.addWidget(self.remark)
        column.addLayout(self._stack)

    def show_facts(self, text: str, facts: Sequence[Fact], remark: str = "") -> None:
        """Show the facts of an article; the filter stays as it was typed.

        ``remark`` is a sentence about all of them that stands above.
        """
        self._text, self._facts = text, tuple(facts)
        self.remark.setText(remark)
        self.remark.setVisible(bool(remark))
        self._show()

    def set_look(self, look: Look) -> None:
        """Draw in another palette or size."""
        self.view.set_look(look)

    def _show(self) -> None:
        wanted = self.filter.text().strip()
        self.view.show_facts(self._text, self._facts, wanted)
        self.filter.setEnabled(bool(self._facts))
        if self._facts:
            self._nothing.setText(f"No facts match “{wanted}”.")
        else:
            self._nothing.setText("No facts were found in this article." if self._text else "")
        self._stack.setCurrentWidget(self.view if self.tree.sections else self._nothing)
