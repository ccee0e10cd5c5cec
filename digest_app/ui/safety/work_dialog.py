"""A dialog that follows long work from its start to what came of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QMargins, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from digest_app.domain.problems import Problem
from digest_app.domain.steps import Step
from digest_app.ui.buttons import label, push
from digest_app.ui.errands import Errand, sentence
from digest_app.ui.safety.telling import Told
from digest_app.ui.wording import tip

_Policy = QSizePolicy.Policy
_WIDTH = 520
_HEADS = ("What", "What is wrong", "What to do")


class ProgressPage(QWidget):
    """What is being done, and how far it is."""

    cancelWished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self._count = label(wraps=True), label(kind="muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Progress")
        self.cancel = push("Cancel")
        self.cancel.clicked.connect(self.cancelWished)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in (self._words, self._bar, self._count):
            column.addWidget(part)
        column.addStretch(1)
        column.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignRight)

    @property
    def words(self) -> str:
        """What it says."""
        return f"{self._words.text()} {self._count.text()}".strip()

    def show_step(self, step: Step) -> None:
        """Show a step; the bar runs to and fro while nobody knows how much there is."""
        self._words.setText(f"{step.words}…")
        self._bar.setRange(0, step.total)
        self._bar.setValue(step.done)
        of = f" of {step.total:,}" if step.total else ""
        self._count.setText(f"{step.done:,}{of}" if step.done else "")


class ResultPage(QWidget):
    """What came of it: a headline, sentences, and a list of what is wrong where there is any."""

    closeWished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._head, self._lines = label(kind="strong", wraps=True), label(wraps=True)
        font = self._head.font()
        font.setPointSizeF(font.pointSizeF() * 1.2)
        self._head.setFont(font)
        self._lines.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._table = _made_table()
        self.close_ = push("Close", "primary")
        self.close_.clicked.connect(self.closeWished)
        self.repair = push("Repair…")
        self._row = QHBoxLayout()
        self._row.addWidget(self.repair)
        self._row.addStretch(1)
        self._row.addWidget(self.close_)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._head)
        column.addWidget(self._lines)
        column.addWidget(self._table, 1)
        column.addStretch(0)
        column.addLayout(self._row)

    @property
    def words(self) -> str:
        """What it says."""
        return f"{self._head.text()}\n{self._lines.text()}".strip()

    @property
    def rows(self) -> list[tuple[str, ...]]:
        """The list of what is wrong, as it is shown."""
        items = [self._table.topLevelItem(at) for at in range(self._table.topLevelItemCount())]
        return [tuple(item.text(column) for column in range(3)) for item in items if item]

    def show_told(self, told: Told, *, can_repair: bool = False) -> None:
        """Show what came of it."""
        self._head.setText(told.headline)
        self._lines.setText("\n".join(told.lines))
        self._lines.setVisible(bool(told.lines))
        self._table.setVisible(bool(told.problems))
        self._table.clear()
        self._table.addTopLevelItems([_row(problem) for problem in told.problems])
        self.repair.setVisible(can_repair)
        self.close_.setDefault(True)
        self.close_.setFocus()


def _row(problem: Problem) -> QTreeWidgetItem:
    what = problem.what[:1].upper() + problem.what[1:]
    item = QTreeWidgetItem([problem.name, what, problem.next_step])
    for column in range(len(_HEADS)):
        item.setToolTip(column, tip(item.text(column)))
    return item


def _made_table() -> QTreeWidget:
    table = QTreeWidget()
    table.setObjectName("table")
    table.setAccessibleName("What is wrong")
    table.setHeaderLabels(_HEADS)
    table.setRootIsDecorated(False)
    table.setUniformRowHeights(True)
    table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    table.header().setStretchLastSection(True)
    table.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
    for column, width in ((0, 170), (2, 250)):
        table.header().resizeSection(column, width)
    table.setMinimumSize(760, 180)
    return table


class WorkDialog(QDialog):
    """Follows one errand at a time. Never modal by itself; closing it calls the errand off.

    ``repairWished`` says that the user wants to repair what was found.
    """

    repairWished = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(_WIDTH)
        self.progress, self.outcome = ProgressPage(), ResultPage()
        self.pages = QStackedWidget()
        for page in (self.progress, self.outcome):
            self.pages.addWidget(page)
        column = QVBoxLayout(self)
        self._margins = QMargins(22, 20, 22, 18)
        column.setContentsMargins(self._margins)
        column.addWidget(self.pages)
        self._errand: Errand | None = None
        self.progress.cancelWished.connect(self.reject)
        self.outcome.closeWished.connect(self.accept)
        self.outcome.repair.clicked.connect(self._repair)

    @property
    def is_working(self) -> bool:
        """Tell whether it follows something that is not over."""
        return self._errand is not None and not self._errand.is_over

    def follow(self, errand: Errand, tell: Callable[[Any], Told]) -> None:
        """Follow an errand; ``tell`` says what it came to."""
        self._errand = errand
        self.progress.show_step(Step(f"{self.windowTitle()}"))
        self._show(self.progress)
        errand.told.connect(self.progress.show_step)
        errand.done.connect(lambda made: self.show_told(tell(made)))
        errand.failed.connect(self.show_failure)
        errand.calledOff.connect(self.reject)
        self.show()
        self.raise_()

    def show_told(self, told: Told, *, can_repair: bool = False) -> None:
        """Show what came of it."""
        self.outcome.show_told(told, can_repair=can_repair)
        self._show(self.outcome)

    def show_failure(self, problem: object) -> None:
        """Say why it could not be done."""
        self.show_told(Told("It could not be done", (sentence(problem),)))

    def _show(self, page: QWidget) -> None:
        """Show a page; the dialog is as high as that page needs."""
        for at in range(self.pages.count()):
            if one := self.pages.widget(at):
                wanted = _Policy.Preferred if one is page else _Policy.Ignored
                one.setSizePolicy(wanted, wanted)
        self.pages.setCurrentWidget(page)
        self._fit(page)

    def _fit(self, page: QWidget) -> None:
        """Be as large as a page needs; a stack of pages reckons with the largest of all."""
        inside, around = page.layout(), self._margins
        if inside is None:
            return
        inside.activate()
        width = max(_WIDTH - around.left() - around.right(), inside.totalMinimumSize().width())
        height = max(inside.totalHeightForWidth(width), inside.totalMinimumSize().height())
        self.resize(width + around.left() + around.right(), height + around.top() + around.bottom())

    def _repair(self) -> None:
        self.accept()
        self.repairWished.emit()

    def reject(self) -> None:
        """Call the work off, and close."""
        self._call_off()
        super().reject()

    def _call_off(self) -> None:
        if self._errand is not None and not self._errand.is_over:
            self._errand.call_off()


def buttons_in_a_row(*buttons: QPushButton, stretch_before: int = 0) -> QHBoxLayout:
    """Return buttons side by side, with room before one of them."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for at, button in enumerate(buttons):
        if at == stretch_before:
            row.addStretch(1)
        row.addWidget(button)
    return row
