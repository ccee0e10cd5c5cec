"""The first run: one picture, one sentence, three ways to begin."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from digest_app.ui.buttons import label, push
from digest_app.ui.theme.icons import pixmap
from digest_app.ui.theme.look import Look

_PICTURE, _WORDS = 148, 460


class Welcome(QWidget):
    """Stands where the articles will be, until there is one."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._title = label("Drop news files here")
        self._words = label(
            "Text, Markdown and saved pages become clean articles, with their key facts beside"
            " them. Everything stays on this computer; your files are copied, never moved.",
            "muted",
            wraps=True,
        )
        self.add = push("Add Files…", "primary")
        self.paste = push("Paste")
        self.samples = push("Try the Sample Articles")
        self._lay_out()
        self.set_look(look)

    def _lay_out(self) -> None:
        for words in (self._title, self._words):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._words)
        middle.addStretch(1)
        self._words.setMinimumWidth(_WORDS)
        self._words.setMaximumWidth(_WORDS)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addStretch(1)
        for button in (self.add, self.paste, self.samples):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.addStretch(3)
        column.addWidget(self._picture)
        column.addSpacing(26)
        column.addWidget(self._title)
        column.addSpacing(8)
        column.addLayout(middle)
        column.addSpacing(26)
        column.addLayout(buttons)
        column.addStretch(4)

    def set_look(self, look: Look) -> None:
        """Draw in another palette or size."""
        self._title.setFont(look.body(1.7))
        self._words.setFont(look.control(1.05))
        self._words.setMinimumHeight(self._words.heightForWidth(_WORDS))
        accent, ratio = look.palette.accent, self.devicePixelRatioF()
        self._picture.setPixmap(pixmap("welcome", accent, _PICTURE, ratio))
