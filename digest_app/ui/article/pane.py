"""The article's pane: what can be done above it, the article, and finding words under it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from digest_app.domain.counting import counted
from digest_app.domain.span import Span
from digest_app.ui.actions import Actions
from digest_app.ui.article.findbar import FindBar
from digest_app.ui.article.view import ArticleView
from digest_app.ui.blank import Blank
from digest_app.ui.buttons import IconButton, label, push
from digest_app.ui.offers.bar import OfferBar
from digest_app.ui.theme.look import Look

_BUTTONS = (
    *(("original", "original"), ("lines", "unfold"), ("star", "star")),
    *(("archive", "archive"), ("trash", "trash"), ("digest", "use"), ("facts", "facts")),
)


_OFFERS = (
    *(("new-digest", "Make digest"), ("label", "Label…")),
    *(("archive", "Archive"), ("trash", "Trash")),
)


class ArticlePane(QWidget):
    """Shows one article, or says how many are chosen."""

    def __init__(self, look: Look, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.view = ArticleView(look)
        self.finder = FindBar(look)
        self.offers = OfferBar(look)
        self.nothing, self.several = Blank(), Blank()
        self.several.offer([_done_by(actions, *offer) for offer in _OFFERS])
        self._buttons = {name: IconButton(drawing, name) for drawing, name in _BUTTONS}
        for name, button in self._buttons.items():
            button.follow(actions[name])
        self._status = label(kind="muted")
        self._status.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._shows_places = False
        self._lay_out()
        self._connect_find()
        self.set_look(look)
        self.show_nothing("Choose an article to read it.")

    def _lay_out(self) -> None:
        self._top = QWidget()
        self._top.setObjectName("topbar")
        row = QHBoxLayout(self._top)
        row.setContentsMargins(14, 5, 10, 5)
        row.setSpacing(2)
        row.addWidget(self._status, 1)
        for button in self._buttons.values():
            row.addWidget(button)
        self._stack = QStackedWidget()
        for widget in (self.view, self.nothing, self.several):
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._top)
        column.addWidget(self.offers)
        column.addWidget(self._stack, 1)
        column.addWidget(self.finder)

    def _connect_find(self) -> None:
        self.finder.wanted.connect(
            lambda words: self.finder.show_finding(self.view.find_in_article(words))
        )
        self.finder.stepped.connect(lambda by: self.finder.show_finding(self.view.step_match(by)))
        self.finder.field.textEdited.connect(self._own_words)
        self.finder.closed.connect(self._own_words)
        self.finder.closed.connect(self.view.setFocus)

    def _own_words(self) -> None:
        self._shows_places = False

    def set_look(self, look: Look) -> None:
        """Draw in another palette or size."""
        self.view.set_look(look)
        self.finder.set_look(look)
        self.offers.set_look(look)
        for part in (self.nothing, self.several):
            part.set_look(look)
        for button in self._buttons.values():
            button.set_look(look)

    def show_places(self, places: Sequence[Span]) -> None:
        """Mark what a search found in the article, go to the first place, and count them.

        Words that the user looks for in the article stay what is looked for.
        """
        if self.finder.isVisible() and not self._shows_places:
            return
        finding = self.view.mark_places(places)
        self._shows_places = finding.current is not None
        if finding.current is not None:
            words = finding.current.of(self.view.article.text)
            self.finder.show_found(" ".join(words.split()), finding)
        else:
            self.finder.hide()

    def forget_places(self) -> None:
        """Mark no longer what a search found."""
        if self._shows_places:
            self.show_places(())

    @property
    def shows_article(self) -> bool:
        """Tell whether an article is shown."""
        return self._stack.currentWidget() is self.view

    def show_view(self, status: str) -> None:
        """Show the article; ``status`` says beside the buttons what was done to it."""
        self._status.setText(status)
        self._top.show()
        self._stack.setCurrentWidget(self.view)

    def show_nothing(self, words: str) -> None:
        """Say why no article is shown."""
        self.nothing.say(words)
        self._top.hide()
        self.finder.hide()
        self._stack.setCurrentWidget(self.nothing)

    def show_several(self, count: int | None) -> None:
        """Say how many articles are chosen, and offer what can be done with all of them."""
        said = "All articles" if count is None else counted(count, "article")
        self.several.say(f"{said} selected")
        self._top.hide()
        self.finder.hide()
        self._stack.setCurrentWidget(self.several)


def _done_by(actions: Actions, name: str, words: str) -> QWidget:
    action = actions[name]
    button = push(words)
    keys = action.shortcut().toString()
    button.setToolTip(f"{action.text().replace('&', '')}  ({keys})")
    button.clicked.connect(action.trigger)
    return button
