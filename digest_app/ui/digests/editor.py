"""The digest editor: title, outline, how much of each article goes in, and the live preview."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from digest_app.domain.digest import Digest, Entry, Use
from digest_app.ui.actions import Actions
from digest_app.ui.buttons import label, push
from digest_app.ui.digests.lines import from_lines, lines_of
from digest_app.ui.digests.outline import Outline
from digest_app.ui.digests.preview import Preview
from digest_app.ui.fields import ChoiceField
from digest_app.ui.theme.look import Look

_PAUSE = 400
_USES = {Use.FULL: "Whole article", Use.LEAD: "Lead", Use.FACTS: "Pinned facts only"}


class DigestEditor(QWidget):
    """Shows a digest and tells ``edited`` with a name for the menu and the new Digest."""

    edited = Signal(object, object)
    closed = Signal()

    def __init__(self, look: Look, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._digest = Digest()
        self._noted: Entry | None = None
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_PAUSE)
        self._typing.timeout.connect(self._note_changed)
        self.title, self.outline, self.preview = QLineEdit(), Outline(look), Preview(look)
        self.title.setAccessibleName("Title of the digest")
        self.title.setPlaceholderText("Title")
        self.title.setAcceptDrops(False)
        self.use, self.note = ChoiceField("How much of the article goes in"), QPlainTextEdit()
        for use, words in _USES.items():
            self.use.addItem(words, use)
        self.note.setAccessibleName("Your note, in Markdown")
        self.note.setPlaceholderText("A note of yours, in Markdown")
        self.note.setTabChangesFocus(True)
        self.note.setAcceptDrops(False)
        self.note.setMaximumHeight(104)
        self._lay_out(actions)
        self._connect()
        self.set_look(look)

    def _lay_out(self, actions: Actions) -> None:
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.addWidget(self._left(actions))
        self.splitter.addWidget(self.preview)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([340, 700])
        self.splitter.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)

    def _left(self, actions: Actions) -> QWidget:
        left = QWidget()
        left.setObjectName("panel")
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        left.setMinimumWidth(280)
        column = QVBoxLayout(left)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        top = QHBoxLayout()
        back = push("‹ Articles", "quiet")
        back.clicked.connect(self.closed)
        export = push("Export…", "primary")
        export.clicked.connect(actions["export"].trigger)
        top.addWidget(back)
        top.addStretch(1)
        top.addWidget(export)
        column.addLayout(top)
        column.addWidget(self.title)
        column.addWidget(self.outline, 1)
        column.addLayout(_row(actions, "digest-up", "digest-down", "digest-section"))
        column.addWidget(label("The chosen article", "muted"))
        column.addWidget(self.use)
        column.addWidget(self.note)
        column.addLayout(_row(actions, "digest-remove"))
        return left

    def _connect(self) -> None:
        self.title.editingFinished.connect(self._retitle)
        self.outline.reordered.connect(
            lambda lines: self._edit("Arrange Digest", from_lines(self._digest, lines))
        )
        self.outline.chosen.connect(self._show_entry)
        self.use.activated.connect(self._use_changed)
        self.note.textChanged.connect(self._typing.start)

    def set_look(self, look: Look) -> None:
        """Draw in another palette or size."""
        self.title.setFont(look.control(1.2, bold=True))
        self.outline.set_look(look)
        self.preview.set_look(look)

    # -- showing --------------------------------------------------------------------------

    @property
    def digest(self) -> Digest:
        """The digest as it stands."""
        return self._digest

    def show_digest(self, digest: Digest, titles: Mapping[int, str]) -> None:
        """Show a digest; ``titles`` are its articles' headlines by number."""
        self._digest = digest
        self.title.setText(digest.title)
        self.outline.show_lines(lines_of(digest), titles)
        self._show_entry(self.outline.current_entry())

    def _show_entry(self, entry: Entry | None) -> None:
        if self._typing.isActive():
            self._typing.stop()
            self._note_changed()
        self._noted = entry
        self.use.setEnabled(entry is not None)
        self.note.setEnabled(entry is not None)
        self.use.setCurrentIndex(list(Use).index(entry.use) if entry else 0)
        if self.note.toPlainText() != (entry.note if entry else ""):
            was = self.note.blockSignals(True)
            self.note.setPlainText(entry.note if entry else "")
            self.note.blockSignals(was)

    # -- editing --------------------------------------------------------------------------

    def _edit(self, name: str, digest: Digest) -> None:
        if digest != self._digest:
            self._digest = digest
            self.edited.emit(name, digest)

    def _retitle(self) -> None:
        self._edit("Rename Digest", replace(self._digest, title=self.title.text().strip()))

    def _use_changed(self) -> None:
        entry = self.outline.current_entry()
        if entry is not None:
            use = Use(self.use.currentData())
            self._edit("Choose Length", self._digest.with_entry(replace(entry, use=use)))

    def _note_changed(self) -> None:
        if self._noted is not None:
            self._noted = replace(self._noted, note=self.note.toPlainText())
            self._edit("Write Note", self._digest.with_entry(self._noted))

    def add_section(self) -> None:
        """Begin a new section before the chosen line, and name it."""
        lines = list(self.outline.lines())
        at = max(self.outline.currentRow(), 0)
        lines.insert(at, "New section")
        self._edit("New Section", from_lines(self._digest, lines))


def _row(actions: Actions, *names: str) -> QHBoxLayout:
    row = QHBoxLayout()
    for name in names:
        action = actions[name]
        button = push(action.text().replace("&", ""), "quiet")
        button.setToolTip(action.shortcut().toString())
        button.clicked.connect(action.trigger)
        row.addWidget(button)
    row.addStretch(1)
    return row
