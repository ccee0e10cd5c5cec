"""The window with an article's details: every field, where it came from, and the file behind it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import QLocale, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from digest_app.app.details import NAMES, About, FileAbout
from digest_app.domain.counting import counted
from digest_app.ui.buttons import label, push
from digest_app.ui.details.row import RowWidget
from digest_app.ui.wording import day

_USUAL = QSize(560, 680)
_NOTHING = "Open an article to see its details."


class DetailsWindow(QDialog):
    """Follows the article that is open; never modal.

    ``typed`` carries a field and words, ``chosen`` a field and a value, ``takenBack`` a field;
    ``folderWished`` and ``copyWished`` ask for the original file, ``unrepairWished`` for its
    letters.
    """

    typed = Signal(object, object)
    chosen = Signal(object, object)
    takenBack = Signal(object)
    folderWished = Signal()
    copyWished = Signal()
    unrepairWished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Details")
        self.resize(_USUAL)
        self._title = label(_NOTHING, "strong", wraps=True)
        self.rows = {field: RowWidget(name) for field, name in NAMES.items()}
        for field, row in self.rows.items():
            row.typed.connect(lambda words, f=field: self.typed.emit(f, words))
            row.chosen.connect(lambda value, f=field: self.chosen.emit(f, value))
            row.takenBack.connect(lambda f=field: self.takenBack.emit(f))
        self._file: dict[str, QLabel | QLineEdit]
        self._file = {name: _fact() for name in ("Name", "Kind", "Added", "Like")}
        self._file["SHA-256"] = fingerprint = _fingerprint()
        fingerprint.textChanged.connect(lambda: fingerprint.setCursorPosition(0))
        self._folder = push("Show in Folder")
        self._folder.clicked.connect(self.folderWished)
        self._copy = push("Save a Copy…")
        self._copy.clicked.connect(self.copyWished)
        self.unrepair = push("Take Back the Repaired Letters")
        self.unrepair.clicked.connect(self.unrepairWished)
        self.unrepair.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        self._inside = QWidget()
        self._inside.setObjectName("page")
        self._inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(14)
        column.addWidget(self._title)
        column.addLayout(_form({NAMES[f]: row for f, row in self.rows.items()}, 12))
        column.addWidget(label("Original file", "strong"))
        column.addLayout(_form(self._file, 6))
        column.addLayout(self._buttons())
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self._folder)
        row.addWidget(self._copy)
        row.addWidget(self.unrepair)
        row.addStretch(1)
        return row

    def show_nothing(self) -> None:
        """Say that no article is open."""
        self._title.setText(_NOTHING)
        self._inside.setEnabled(False)

    def show_about(self, about: About) -> None:
        """Show the details of an article as they stand now."""
        self._inside.setEnabled(True)
        self.setWindowTitle(f"Details of “{about.title}”")
        self._title.setText(about.title)
        self.unrepair.setVisible(about.is_repaired)
        for row in about.rows:
            self.rows[row.field].show_row(row)
        for name, words in file_words(about.file).items():
            self._file[name].setText(words)
        self._file["Like"].setText(about.like or "No earlier article")


def file_words(file: FileAbout) -> dict[str, str]:
    """Return what is said of the original file, line by line."""
    several = f", {counted(file.articles, 'article')} in it" if file.articles > 1 else ""
    size = QLocale().formattedDataSize(file.size)
    return {
        "Name": file.name or "No name",
        "Kind": f"{file.kind[:1].upper()}{file.kind[1:]}, {size}{several}",
        "Added": _moment(file.added),
        "SHA-256": file.sha256,
    }


def _moment(iso: str) -> str:
    """Return an instant as the clock here showed it, ``12 Mar 2024, 09:30``."""
    try:
        here = datetime.fromisoformat(iso).astimezone()
    except ValueError:
        return iso
    return f"{day(here.date().isoformat())}, {here:%H:%M}"


def _fact() -> QLabel:
    made = label(wraps=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def _fingerprint() -> QLineEdit:
    """Return a line to copy from: it is longer than the window is wide, and has no space."""
    made = QLineEdit()
    made.setReadOnly(True)
    made.setAccessibleName("SHA-256 of the original file")
    return made


def _form(widgets: Mapping[str, QWidget], spacing: int) -> QFormLayout:
    form = QFormLayout()
    form.setVerticalSpacing(spacing)
    form.setHorizontalSpacing(14)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    for name, widget in widgets.items():
        form.addRow(label(name, "muted"), widget)
    return form
