"""Reading one article: opening it, what is decided about its text and its facts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication

from digest_app.app import reading
from digest_app.domain.article import Article
from digest_app.domain.boilerplate import KIND_NAMES, Removal
from digest_app.domain.changes import Changes, Scope
from digest_app.domain.counting import counted
from digest_app.domain.fact import Fact
from digest_app.ui.article.pane import ArticlePane
from digest_app.ui.correcting_desk import CorrectingDesk
from digest_app.ui.decisions import Decisions, step
from digest_app.ui.factpanel.panel import FactPanel, names_by_shape
from digest_app.ui.factpanel.rows import FactRow
from digest_app.ui.jobs import Jobs
from digest_app.ui.wording import shortened

if TYPE_CHECKING:
    from digest_app.app.reading import OpenArticle
    from digest_app.library.library import Library

_Decide = Callable[["Library", int, Fact], Changes]
_OPENED = ("http", "https", "mailto")


class ReadingDesk(QObject):
    """Connects the article and its facts with the library.

    ``opened`` carries an OpenArticle once it is shown; ``said`` a sentence for the toast;
    ``useWished`` the number of an article for the digest; ``closed`` that none is shown.
    """

    opened = Signal(object)
    said = Signal(object)
    useWished = Signal(object)
    closed = Signal()

    def __init__(
        self,
        jobs: Jobs,
        decisions: Decisions,
        pane: ArticlePane,
        panel: FactPanel,
        places: dict[int, int],
    ) -> None:
        super().__init__(pane)
        self._jobs, self._decisions = jobs, decisions
        self._pane, self._panel = pane, panel
        self._article: OpenArticle | None = None
        self._places = places
        self._wanted: int | None = None
        self._last_jump: tuple[FactRow | None, int] = (None, -1)
        self.correcting = CorrectingDesk(pane.view, self._decide, self)
        self._connect()

    def _connect(self) -> None:
        view, facts = self._pane.view, self._panel.view
        view.restoreWished.connect(self.restore)
        view.linkChosen.connect(self.follow)
        view.factHovered.connect(facts.light)
        view.factChosen.connect(self._choose)
        facts.pointed.connect(lambda row: view.glow(row.facts if row else ()))
        facts.jump.connect(self.jump)
        facts.pinWished.connect(self.pin)
        facts.copyWished.connect(self.copy)
        facts.hideWished.connect(self.hide_fact)
        facts.correctWished.connect(self.correcting.correct)
        facts.useWished.connect(self._use)
        self.correcting.said.connect(self.said)
        self._decisions.changed.connect(self._refresh)

    def _use(self, row: FactRow) -> None:
        """Put a fact into the digest: its article goes there, and the fact's statement with it."""
        if self._article is not None:
            if not row.pinned:
                self.pin(row)
            self.useWished.emit(self._article.id)

    # -- opening --------------------------------------------------------------------------

    @property
    def article(self) -> OpenArticle | None:
        """The article that is shown."""
        return self._article

    def open(self, number: int) -> None:
        """Open an article where it was left; a newer wish makes an older one void."""
        if number == self._wanted:
            return
        self._remember_place()
        self._wanted = number
        self._read(number)

    def _read(self, number: int) -> None:
        self._jobs.run(
            lambda library: reading.open_article(library, number),
            done=self._show,
            failed=lambda problem: self._pane.show_nothing(str(problem.problem)),
            topic="open",
        )

    def close(self, words: str) -> None:
        """Show no article, and say why."""
        self._forget()
        self._pane.show_nothing(words)

    def close_for(self, count: int | None) -> None:
        """Show no article because several are chosen; None where nobody has counted them yet."""
        self._forget()
        self._pane.show_several(count)

    def _forget(self) -> None:
        if self._wanted is None:  # nothing is open, and nothing on its way
            return
        self._remember_place()
        self._jobs.void("open")
        self._article = self._wanted = None
        self.correcting.show_article(None)
        self.closed.emit()
        self._panel.show_facts("", ())

    def places(self) -> dict[int, int]:
        """Return where reading stopped, by article."""
        self._remember_place()
        return self._places

    def _remember_place(self) -> None:
        if self._article is not None and self._pane.shows_article:
            self._places[self._article.id] = self._pane.view.reading_position

    def _show(self, opened: OpenArticle) -> None:
        self._article = opened
        self.correcting.show_article(opened)
        self._last_jump = (None, -1)
        at = self._places.get(opened.id, 0)
        self._pane.view.show_article(self._titled(opened), opened.removals, opened.facts, at)
        self._show_facts(opened)
        self._pane.show_view(status(opened))
        self.opened.emit(opened)

    def _show_facts(self, opened: OpenArticle) -> None:
        remark = "" if opened.names_tuned else names_by_shape(opened.article.language)
        self._panel.show_facts(opened.article.text, opened.facts, remark)

    @staticmethod
    def _titled(opened: OpenArticle) -> Article:
        """Return the article as it is shown, under the name that the list has for it."""
        title = opened.article.title or opened.name or opened.title
        about = replace(opened.article.metadata, title=title)
        return replace(opened.shown, document=replace(opened.article.document, metadata=about))

    def _refresh(self, changes: Changes) -> None:
        """Show what a decision changed, without moving the reader's place."""
        number = self._wanted
        if number is None or number not in changes.changed:
            return
        if self._article is None or self._article.id != number:
            self._read(number)  # it may have been read before the decision was kept
        else:
            work = partial(reading.open_article, number=number)
            self._jobs.run(work, done=self._show_again, topic="again")

    def _show_again(self, opened: OpenArticle) -> None:
        if self._article is None or not opened.id == self._article.id == self._wanted:
            return
        before, self._article = self._article, opened
        self.correcting.show_article(opened)
        if (before.shown, before.facts) != (opened.shown, opened.facts):
            self._pane.view.refresh(self._titled(opened), opened.removals, opened.facts)
            self._show_facts(opened)
        self._pane.show_view(status(opened))

    # -- the text -------------------------------------------------------------------------

    def restore(self, removal: Removal) -> None:
        """Show removed text again."""
        if self._article is None:
            return
        number, span = self._article.id, removal.span
        by_hand = span in self._article.marks.hidden
        show = reading.unhide if by_hand else reading.restore
        kind = KIND_NAMES[removal.kind]
        said = "Shown again" if by_hand else f"Restored: {kind}"
        self._decide(f"Restore {kind.title()}", partial(show, number=number, span=span), said)

    def _decide(self, name: str, work: Callable[[Library], Changes], said: str) -> None:
        """Take a decision about the article that is open."""
        if self._article is not None:
            scope = Scope((self._article.id,), ("decisions",), texts=True)
            self._decisions.take(step(name, scope, work), said)

    def hide_selection(self) -> None:
        """Hide the text that is selected."""
        span = self._pane.view.selected()
        if self._article is None or span is None:
            self.said.emit("Select the text to hide first.")
            return
        work = partial(reading.hide, number=self._article.id, span=span)
        words = shortened(span.of(self._article.article.text))
        self._decide("Hide Text", work, f"Hidden: {words}")

    def follow(self, address: str) -> None:
        """Open a link in the browser: only because it was clicked, and only if it is one."""
        url = QUrl(address)
        if url.scheme() in _OPENED:
            QDesktopServices.openUrl(url)
        else:
            self.said.emit(f"This link leads nowhere outside its page: {shortened(address)}")

    # -- facts ----------------------------------------------------------------------------

    def jump(self, row: FactRow) -> None:
        """Go to a fact's words; the same row again goes to its next mention."""
        last, at = self._last_jump
        at = (at + 1) % len(row.facts) if last == row else row.facts.index(row.best)
        self._last_jump = (row, at)
        self._pane.view.go_to(row.facts[at].start)
        self._pane.view.glow(row.facts)

    def _choose(self, fact: Fact) -> None:
        self._panel.view.choose(fact)
        rows = [r for s in self._panel.tree.sections for r in s.rows if fact in r.facts]
        self._pane.view.glow(rows[0].facts if rows else (fact,))

    def pin(self, row: FactRow) -> None:
        """Pin a fact, or take its pins away."""
        if self._article is None:
            return
        number = self._article.id
        facts = tuple(f for f in row.facts if f.key) if row.pinned else (row.best,)
        verb, decide = ("Unpin", reading.unpin) if row.pinned else ("Pin", reading.pin)
        title = shortened(row.title)
        work = partial(_each, decide, number, facts)
        self._decide(f"{verb} {title}", work, f"{verb}ned: {title}")

    def hide_fact(self, row: FactRow) -> None:
        """Leave a thing out of the panel, with all its mentions."""
        if self._article is None:
            return
        title = shortened(row.title)
        work = partial(_each, reading.hide_fact, self._article.id, row.facts)
        self._decide(f"Hide {title}", work, f"Hidden from the facts: {title}")

    def copy(self, row: FactRow) -> None:
        """Copy a fact's sentence with its citation."""
        if self._article is not None:
            QGuiApplication.clipboard().setText(reading.citation(self._article, row.best))
            self.said.emit("Copied with its citation")

    def add_fact(self) -> None:
        """Ask what the selected words are."""
        self.correcting.add()

    def correct_current(self) -> None:
        """Ask for the right words, type and speaker of the fact that is chosen."""
        self.correcting.correct(self._panel.view.current())

    def with_current(self, name: str) -> None:
        """Do something with the fact that is chosen in the panel."""
        row = self._panel.view.current()
        does = {"jump": self.jump, "pin": self.pin, "copy": self.copy, "hide": self.hide_fact}
        if row is None:
            self.said.emit("Choose a fact in the panel first.")
        else:
            does[name](row)


def status(opened: OpenArticle) -> str:
    """Return what was done to an article, in a few words."""
    words = counted(len(opened.removals), "passage") + " hidden" if opened.removals else ""
    notes = list(opened.article.document.notes)
    return "  ·  ".join([part for part in (words, *notes) if part])


def _each(decide: _Decide, number: int, facts: tuple[Fact, ...], library: Library) -> Changes:
    for fact in facts:
        decide(library, number, fact)
    return Changes(changed=(number,))
