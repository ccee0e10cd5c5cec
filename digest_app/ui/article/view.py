"""The article as it is read: its page in a column, strips that unfold, facts that glow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from digest_app.domain.article import Article, cleaned
from digest_app.domain.boilerplate import Removal
from digest_app.domain.document import Document
from digest_app.domain.fact import Fact
from digest_app.domain.span import Span
from digest_app.ui.article.composed import FOLD, GAP, RESTORE, Setting
from digest_app.ui.article.finding import Finding, find_words, found_places
from digest_app.ui.article.gallery import Gallery, Held
from digest_app.ui.article.painting import Wash
from digest_app.ui.article.sheet import Sheet
from digest_app.ui.theme.look import Look


class ArticleView(QTextBrowser):
    """Shows one article; tells wishes with values of the domain.

    ``factHovered`` and ``factChosen`` carry a Fact (or None), ``restoreWished`` a Removal,
    ``linkChosen`` an address, ``menuWished`` a point on the screen and the Fact under it.
    """

    factHovered = Signal(object)
    factChosen = Signal(object)
    restoreWished = Signal(object)
    linkChosen = Signal(object)
    menuWished = Signal(object, object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._article = Article(Document(""))
        self._removals: tuple[Removal, ...] = ()
        self._facts: tuple[Fact, ...] = ()
        self._setting = Setting(look)
        self._marks_facts = True
        self._glowing: tuple[Wash, ...] = ()
        self._hovered: Fact | None = None
        self._finding = Finding()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Article")
        self.anchorClicked.connect(self._follow)
        self.gallery = Gallery(self)
        self.gallery.came.connect(self._draw_picture)
        self.gallery.went.connect(self._draw_picture)
        self._sheet = self._made_sheet()
        self._show(self._sheet)

    # -- what is shown --------------------------------------------------------------------

    @property
    def article(self) -> Article:
        """The article that is shown; an empty one at first."""
        return self._article

    def show_article(
        self, article: Article, removals: Sequence[Removal], facts: Sequence[Fact], at: int = 0
    ) -> None:
        """Show another article from its beginning, or from the character ``at``."""
        self._article, self._removals, self._facts = article, tuple(removals), tuple(facts)
        self._setting = replace(
            self._setting, unfolded=frozenset(), all_unfolded=False, pictures=None
        )
        self.gallery.hold({})
        self._finding = Finding()
        self._set()
        self.setAccessibleName(f"Article: {article.title or article.name}")
        self.setAccessibleDescription(cleaned(article.text, self._removals))
        self.verticalScrollBar().setValue(0)
        if at:
            self._keep_place(at, 0)

    def refresh(self, article: Article, removals: Sequence[Removal], facts: Sequence[Fact]) -> None:
        """Show the same article as it stands now, without moving the reader's place."""
        self._article = article
        self._removals, self._facts = tuple(removals), tuple(facts)
        self._again()

    def show_pictures(self, pictures: Mapping[str, Held]) -> None:
        """Show the article's pictures where they stand, without moving the reader's place."""
        self.gallery.hold(pictures)
        self._setting = replace(self._setting, pictures=dict(pictures))
        self._again()

    def set_look(self, look: Look) -> None:
        """Change colours and type without moving the reader's place."""
        self._setting = replace(self._setting, look=look)
        self._again()

    @property
    def shows_original(self) -> bool:
        """Tell whether everything is shown as it was read."""
        return self._setting.original

    def show_original(self, original: bool) -> None:
        """Show everything as it was read, removed text struck through; or the cleaned page."""
        self._setting = replace(self._setting, original=original)
        self._again()

    @property
    def is_unfolded(self) -> bool:
        """Tell whether every strip stands open."""
        return self._setting.all_unfolded

    def unfold_all(self, unfold: bool) -> None:
        """Unfold every strip and every gap, or fold them all."""
        self._setting = replace(self._setting, unfolded=frozenset(), all_unfolded=unfold)
        self._again()

    def mark_facts(self, marks: bool) -> None:
        """Mark the facts' words, or leave the text plain."""
        self._marks_facts = marks
        self._again()

    def _made_sheet(self) -> Sheet:
        facts = self._facts if self._marks_facts else ()
        return Sheet(self._article, self._removals, facts, self._setting)

    def _set(self) -> None:
        """Set the page anew; whatever pointed into the old one is gone."""
        old = self._sheet.document
        self._sheet = self._made_sheet()
        self._glowing, self._hovered = (), None
        self._show(self._sheet)
        old.deleteLater()

    def _show(self, sheet: Sheet) -> None:
        sheet.document.setParent(self)
        sheet.fit(self.viewport().width())
        for target in sheet.pictures:
            sheet.put_picture(target, self.gallery.image(target))
        self.setDocument(sheet.document)

    def _again(self) -> None:
        is_at_top = self.verticalScrollBar().value() == 0
        point, offset = self._reading_place()
        self._set()
        if is_at_top:
            self.verticalScrollBar().setValue(0)
        else:
            self._keep_place(point, offset)

    # -- places ---------------------------------------------------------------------------

    @property
    def reading_position(self) -> int:
        """The first character in sight: where reading goes on next time."""
        return self._reading_place()[0]

    def _reading_place(self) -> tuple[int, float]:
        """Return the first character in sight, and how far its line is from the top edge."""
        corner = self._inside(QPointF(0, 0))
        place = self._sheet.place(corner, exact=False)
        point = self._sheet.shown.following(max(place, 0)) or 0
        rect = self._sheet.rect(point)
        return point, (rect.top() - corner.y() if rect else 0.0)

    def _keep_place(self, point: int, offset: float) -> None:
        rect = self._sheet.rect(point)
        if rect:
            self.verticalScrollBar().setValue(round(rect.top() - offset))

    def go_to(self, point: int) -> None:
        """Bring a character of the article into sight, unfolding what hides it."""
        if self._sheet.shown.place(point) is None:
            unfolded = self._setting.unfolded | self._sheet.hides(point)
            self._setting = replace(self._setting, unfolded=unfolded)
            self._set()
        rect = self._sheet.rect(point)
        top, height = self.verticalScrollBar().value(), self.viewport().height()
        if rect and not top + height * 0.1 < rect.top() < top + height * 0.85:
            self.verticalScrollBar().setValue(round(rect.top() - height / 3))

    def _inside(self, point: QPointF) -> QPointF:
        """Return a point of the viewport in the document's coordinates."""
        return point + QPointF(0, self.verticalScrollBar().value())

    # -- facts ----------------------------------------------------------------------------

    def glow(self, facts: Sequence[Fact]) -> None:
        """Make the words of some facts glow, and only theirs."""
        self._glowing = self._sheet.glow(facts)
        self.viewport().update()

    def fact_at(self, point: QPointF) -> Fact | None:
        """Return the fact whose words are under a point of the viewport."""
        return self._sheet.fact_at(self._inside(point))

    def selected(self) -> Span | None:
        """Return the range of the article that is selected, None where nothing of it is."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        covered = self._sheet.shown.covered(cursor.selectionStart(), cursor.selectionEnd())
        return Span(*covered) if covered else None

    # -- find -----------------------------------------------------------------------------

    def find_in_article(self, words: str) -> Finding:
        """Mark every match of some words and go to the first one in sight or after."""
        near = self.reading_position
        self._finding = find_words(words, self._article.text, self._sheet.shown, near)
        return self._show_match()

    def mark_places(self, places: Sequence[Span]) -> Finding:
        """Mark places that were found elsewhere, such as by a search, and go to the first one."""
        self._finding = found_places(places, self._sheet.shown)
        return self._show_match()

    def step_match(self, by: int) -> Finding:
        """Go to the next match, or the one before."""
        self._finding = self._finding.stepped(by)
        return self._show_match()

    def _show_match(self) -> Finding:
        if self._finding.current:
            self.go_to(self._finding.current.start)
        self.viewport().update()
        return self._finding

    # -- links ----------------------------------------------------------------------------

    def _follow(self, address: QUrl) -> None:
        """Answer a click on a strip, a gap, a Restore or a link; nothing is ever fetched."""
        href = address.toString()
        if href.startswith((FOLD, GAP)):
            self._toggle(int(href.rpartition("/")[2]))
        elif href.startswith(RESTORE):
            removal = self._sheet.removal(int(href.removeprefix(RESTORE)))
            if removal is not None:
                self.restoreWished.emit(removal)
        else:
            self.linkChosen.emit(href)

    def _toggle(self, start: int) -> None:
        unfolded = self._setting.unfolded ^ {start}
        if self._setting.all_unfolded:
            gaps = frozenset(r.start for r in self._removals)
            unfolded = (self._sheet.strips | gaps) - {start}
        self._setting = replace(self._setting, unfolded=unfolded, all_unfolded=False)
        top = self.verticalScrollBar().value()
        self._set()
        self.verticalScrollBar().setValue(top)

    def _draw_picture(self, target: str) -> None:
        """Draw a picture that was decoded, or its empty place where it was let go."""
        self._sheet.put_picture(target, self.gallery.image(target))
        self.viewport().update()

    def _want_pictures(self, sight: QRectF) -> None:
        """Ask for the pictures in sight and for those that are next."""
        ratio = self.devicePixelRatioF()
        near = sight.adjusted(0, -sight.height() / 2, 0, sight.height())
        for target, width, height in self._sheet.pictures_in(near):
            self.gallery.want(target, round(width * ratio), round(height * ratio))

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Load nothing, from nowhere: a page shows the text that was read and no more."""
        return None

    # -- Qt -------------------------------------------------------------------------------

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy the article's own words, not what Qt made of them."""
        data, span = QMimeData(), self.selected()
        if span is not None:
            data.setText(self._sheet.words(span))
        return data

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell which fact the pointer is on, each time that it is another one."""
        super().mouseMoveEvent(event)
        self._hover(self.fact_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Tell that the pointer is on no fact any more."""
        super().leaveEvent(event)
        self._hover(None)

    def _hover(self, fact: Fact | None) -> None:
        if fact is not self._hovered:
            self._hovered = fact
            self.factHovered.emit(fact)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the fact whose words were plainly clicked."""
        super().mouseReleaseEvent(event)
        plain = event.button() is Qt.MouseButton.LeftButton and not self.textCursor().hasSelection()
        fact = self.fact_at(event.position()) if plain else None
        if fact is not None and not self.anchorAt(event.position().toPoint()):
            self.factChosen.emit(fact)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Leave the menu to whoever knows the commands."""
        self.menuWished.emit(event.globalPos(), self.fact_at(QPointF(event.pos())))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what stands around the words, then the words."""
        scroll = self.verticalScrollBar().value()
        found = self._sheet.found(self._finding.matches, self._finding.current)
        painter = QPainter(self.viewport())
        painter.translate(0, -scroll)
        sight = QRectF(event.rect()).translated(0, scroll)
        self._sheet.paint(painter, sight, (*found, *self._glowing))
        painter.end()
        super().paintEvent(event)
        self._want_pictures(QRectF(self.viewport().rect()).translated(0, scroll))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column as wide as is good to read, and the reader's place."""
        is_at_top = self.verticalScrollBar().value() == 0
        point, offset = self._reading_place()
        self._sheet.fit(self.viewport().width())
        super().resizeEvent(event)
        if not is_at_top:
            self._keep_place(point, offset)
