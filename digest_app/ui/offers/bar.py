"""The quiet bar above an article that offers to split it, or to repair its letters."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from digest_app.app.offers import Begin, Offers
from digest_app.domain.counting import counted
from digest_app.domain.marks import Offer
from digest_app.ui.buttons import IconButton, label, push
from digest_app.ui.theme.look import Look

_MOST_SHOWN = 6
_ROW_EMS = 3.2


class OfferBar(QWidget):
    """Offers one thing at a time, and does nothing by itself.

    ``splitWished`` carries where to cut, ``repairWished`` nothing, ``dismissed`` the Offer that is
    not to come again.
    """

    splitWished = Signal(object)
    repairWished = Signal()
    dismissed = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._look = look
        self._offers = Offers(0)
        self._words = label(wraps=True)
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.does = push("", "quiet")
        self.does.clicked.connect(self._do)
        self.close_button = IconButton("close", "Dismiss")
        self.close_button.clicked.connect(self._dismiss)
        self._places = _Places(look)
        self._places.changed.connect(self._count)
        self._lay_out()
        self.set_look(look)
        self.hide()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(14, 5, 10, 5)
        row.addWidget(self._words, 1)
        row.addWidget(self.does)
        row.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self._places)

    def set_look(self, look: Look) -> None:
        """Draw in another palette or size."""
        self._look = look
        self.close_button.set_look(look)
        self._places.set_look(look)

    @property
    def words(self) -> str:
        """What is offered."""
        return self._words.text()

    @property
    def boxes(self) -> Sequence[QCheckBox]:
        """The places that are offered, each to be chosen."""
        return self._places.boxes

    def show_offers(self, offers: Offers) -> None:
        """Offer what there is to offer; letters first, because they change what is split."""
        if offers == self._offers and self.isVisible():
            return
        self._offers = offers
        self._places.hide()
        self._places.show_places(offers.begins[1:])
        self.setVisible(bool(offers.damages or offers.begins))
        if offers.damages:
            self._say(_damaged(offers.damages), "Show Repaired")
        elif offers.begins:
            self._say(f"This looks like {counted(len(offers.begins), 'article')}.", "Split…")

    def _say(self, words: str, does: str) -> None:
        self._words.setText(words)
        self.setAccessibleName(words)
        self.does.setText(does)
        self.does.setEnabled(True)

    def _do(self) -> None:
        """Repair; or show where the text would be cut, and cut it there when asked again."""
        if self._offers.damages:
            self.repairWished.emit()
        elif self._places.isHidden():
            self._places.show()
            self._count()
        else:
            self.splitWished.emit(self._places.chosen())

    def _count(self) -> None:
        """Say how many articles the chosen places make."""
        parts = len(self._places.chosen()) + 1
        self.does.setText(f"Split into {parts} Articles" if parts > 1 else "Split")
        self.does.setEnabled(parts > 1)

    def _dismiss(self) -> None:
        offer = Offer.LETTERS if self._offers.damages else Offer.SPLIT
        self.hide()
        self.dismissed.emit(offer)


class _Places(QScrollArea):
    """The places where articles begin, each with its first line and the reason."""

    changed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.boxes: list[QCheckBox] = []
        self._begins: Sequence[Begin] = ()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Where the articles begin")
        self.hide()

    def set_look(self, look: Look) -> None:
        """Leave room in another size."""
        self._look = look
        self._fit()

    def show_places(self, begins: Sequence[Begin]) -> None:
        """List other places, all of them chosen."""
        self._begins, self.boxes = begins, []
        inside = QWidget()
        inside.setObjectName("bar")
        column = QVBoxLayout(inside)
        column.setContentsMargins(14, 0, 14, 8)
        column.setSpacing(2)
        for begin in begins:
            box = QCheckBox(begin.line.replace("&", "&&"))
            box.setChecked(True)
            box.setToolTip(begin.reason)
            box.setAccessibleDescription(begin.reason)
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            box.toggled.connect(self.changed)
            column.addWidget(box)
            column.addWidget(label(f"       {begin.reason}", "muted"))
            self.boxes.append(box)
        self.setWidget(inside)
        self._fit()

    def _fit(self) -> None:
        rows = min(len(self._begins), _MOST_SHOWN)
        self.setFixedHeight(round(rows * _ROW_EMS * self._look.em) + 8)

    def chosen(self) -> tuple[int, ...]:
        """Return where the text is to be cut."""
        pairs = zip(self._begins, self.boxes, strict=True)
        return tuple(begin.start for begin, box in pairs if box.isChecked())


def _damaged(damages: Sequence[tuple[str, str]]) -> str:
    several = ", ".join(f"“{found}” for “{meant}”" for found, meant in damages)
    return f"Some letters look damaged ({several})."
