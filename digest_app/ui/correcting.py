"""The card that corrects a fact: its words, its type, and who says it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QWidget,
)

from digest_app.domain.fact import Fact, FactType
from digest_app.domain.marks import Correction, anchor
from digest_app.domain.span import Span
from digest_app.ui.buttons import label, push
from digest_app.ui.cards import lay_out_card, put_beside
from digest_app.ui.factpanel.rows import TYPE_NAMES
from digest_app.ui.fields import ChoiceField
from digest_app.ui.wording import shortened

_SHOWN = 90


class CorrectionCard(QDialog):
    """Asks for a type and a speaker. Never modal; ``corrected`` carries a Correction.

    The words are selected in the article meanwhile, and told by ``take_words``: the card keeps
    beside it.
    """

    corrected = Signal(object)

    def __init__(self, article: QWidget) -> None:
        super().__init__(article)
        self._beside = article
        self.setObjectName("correction")
        self._of: Fact | None = None
        self._span = Span(0, 1)
        self._words = label(kind="strong", wraps=True)
        self._hint = label("Select other words in the article to change these.", kind="muted")
        self.kind = ChoiceField("Type")
        for kind, name in TYPE_NAMES.items():
            self.kind.addItem(name, kind)
        self.speaker = QLineEdit()
        self.speaker.setAccessibleName("Speaker")
        self.speaker.setAcceptDrops(False)
        self.kind.currentIndexChanged.connect(self._kind_changed)
        self.save = push("Save", "primary")
        self.save.setDefault(True)
        self.save.clicked.connect(self._save)
        self._cancel = push("Cancel")
        self._cancel.clicked.connect(self.reject)
        words, buttons = (self._words, self._hint), (self._cancel, self.save)
        fields = {"Type": self.kind, "Speaker": self.speaker}
        self._form = lay_out_card(self, words, fields, buttons)
        self.setMinimumWidth(380)

    def correct(self, fact: Fact) -> None:
        """Ask about a fact that was found."""
        self.setWindowTitle("Correct the Fact")
        self._ask(fact, fact.span, fact.text, fact.type, fact.speaker)

    def add(self, span: Span, words: str) -> None:
        """Ask what selected words are."""
        self.setWindowTitle("Add a Fact")
        self._ask(None, span, words, FactType.ORGANIZATION, "")

    def take_words(self, span: Span, words: str) -> None:
        """Let these be the fact's words: its boundaries were wrong."""
        self._span = span
        self._words.setText(shortened(words, _SHOWN))

    def _ask(self, of: Fact | None, span: Span, words: str, kind: FactType, speaker: str) -> None:
        self._of, self._span = of, span
        self._words.setText(shortened(words, _SHOWN))
        self.kind.setCurrentIndex(list(TYPE_NAMES).index(kind))
        self.speaker.setText(speaker)
        self._kind_changed()
        put_beside(self, self._beside)
        self.show()
        self.raise_()
        self.kind.setFocus()

    def _kind_changed(self) -> None:
        speaks = self.kind.currentData() == FactType.QUOTE
        self._form.setRowVisible(self.speaker, speaks)
        self.adjustSize()

    def _save(self) -> None:
        kind = FactType(self.kind.currentData())
        speaker = self.speaker.text().strip() if kind is FactType.QUOTE else ""
        of = anchor(self._of) if self._of else None
        self.corrected.emit(Correction(of, kind, self._span.start, self._span.end, speaker))
        self.accept()
