"""Setting an article's page: a text document for Qt, and the map between it and the article.

Words are only ever put in. Nothing is read back out of a document, because Qt changes line
ends and non-breaking spaces; whoever needs words takes them from the article by position.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from PySide6.QtGui import (
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from digest_app.domain.article import Article
from digest_app.domain.block import Block, BlockKind, Inline, InlineKind
from digest_app.domain.boilerplate import KIND_NAMES, Piece, Removal
from digest_app.domain.counting import counted
from digest_app.domain.figures import to_show
from digest_app.domain.lists import list_item
from digest_app.ui.article.composed import (
    FOLD,
    GAP,
    RESTORE,
    Composed,
    Placed,
    Rail,
    RailKind,
    Setting,
)
from digest_app.ui.article.figures import Figure, Part, with_figures
from digest_app.ui.article.formats import Formats
from digest_app.ui.article.lists import Lists
from digest_app.ui.article.page import Passage, Strip, lay_out
from digest_app.ui.article.tables import is_row, lines, set_rows
from digest_app.ui.positions import Run, Shown
from digest_app.ui.wording import day, length

_CELL = 55
_WIDEST_WRAP = 100
_SPACE, _BREAK = " ", "\u2028"
_UNSHOWABLE = {ord(c): " " for c in "\u2029\r\v\f\ufdd0\ufdd1\ufffc\x00"}


def compose(article: Article, removals: Sequence[Removal], setting: Setting) -> Composed:
    """Set the page of an article under the removals in force."""
    return _Typesetter(article, removals, setting).set()


class _Typesetter:
    """Writes one page from top to bottom."""

    def __init__(self, article: Article, removals: Sequence[Removal], setting: Setting) -> None:
        self._article, self._removals, self._setting = article, removals, setting
        self._formats = Formats(setting.look)
        self._document = QTextDocument()
        self._document.setDocumentMargin(0)
        self._document.setUndoRedoEnabled(False)
        self._document.setDefaultFont(setting.look.body())
        self._cursor = QTextCursor(self._document)
        self._fresh = True
        self._runs: list[Run] = []
        self._rails: list[Rail] = []
        self._chips: list[tuple[int, int]] = []
        self._strips: dict[int, int] = {}
        self._placed: list[Placed] = []
        self._inlines = sorted(
            i for i in article.document.inlines if i.kind is not InlineKind.IMAGE
        )
        self._inline_starts = [i.start for i in self._inlines]

    def set(self) -> Composed:
        article = self._article
        page = lay_out(
            article.text, article.blocks, self._removals, fold=not self._setting.original
        )
        self._cursor.beginEditBlock()
        self._head(page)
        for kind, group in groupby(self._with_figures(page), self._manner):
            if kind == "table":
                self._table([p for p in group if isinstance(p, Passage)])
            elif kind == "list":
                self._list([p for p in group if isinstance(p, Passage)])
            else:
                for part in group:
                    self._part(part)
        self._cursor.endEditBlock()
        removals = {r.start: r for r in sorted(self._removals)}
        shown = Shown(article.text, self._runs)
        rails, chips, placed = tuple(self._rails), tuple(self._chips), tuple(self._placed)
        return Composed(self._document, shown, rails, chips, self._strips, removals, placed)

    def _with_figures(self, page: Sequence[Passage | Strip]) -> Sequence[Part]:
        held = self._setting.pictures
        if held is None:
            return page
        marks = to_show(self._article.document.inlines, held)
        captions = {} if self._setting.all_unfolded else held
        return with_figures(page, marks, captions)

    def _part(self, part: Part) -> None:
        if isinstance(part, Strip):
            self._strip(part)
        elif isinstance(part, Figure):
            self._figure(part)
        else:
            self._passage(part)

    def _manner(self, part: Part) -> str:
        """Tell how a part is set: rows make a table and items a list, together."""
        if not isinstance(part, Passage):
            return "alone"
        block = part.block
        if block.kind is BlockKind.LIST_ITEM:
            return "list"
        text = self._article.text[block.start : block.end]
        return "table" if block.kind is BlockKind.TABLE and is_row(text) else "alone"

    # -- the head -------------------------------------------------------------------------

    def _head(self, page: Sequence[Passage | Strip]) -> None:
        self._line(self._kicker(), self._formats.kicker, self._formats.block(0, 0.5, line=1.2))
        title = self._article.title or self._article.name
        if title and not self._opens_with(page, title):
            below = 0.7 if self._article.byline else 1.2
            form = self._formats.block(0, below, line=1.15)
            form.setHeadingLevel(1)
            self._line(title, self._formats.title(), form)
        if self._article.byline:
            byline = f"By {self._article.byline}"
            self._line(byline, self._formats.byline, self._formats.block(0, 1.3, line=1.2))

    def _kicker(self) -> str:
        words, minutes = length(self._article.cleaned_text)
        facts = [self._article.publisher, day(self._article.published), f"{minutes} min"]
        return "  ·  ".join([f for f in facts if f] + [counted(words, "word")])

    def _opens_with(self, page: Sequence[Passage | Strip], title: str) -> bool:
        """Tell whether the page's own first heading is the title: it is shown once."""
        first = next((p for p in page if isinstance(p, Passage)), None)
        if first is None or first.block.kind is not BlockKind.HEADING:
            return False
        return self._article.text[first.block.start : first.block.end].split() == title.split()

    # -- passages -------------------------------------------------------------------------

    def _passage(self, passage: Passage, start: int = 0) -> None:
        """Write a block, from the character ``start`` on where it has a sign before it."""
        block = passage.block
        self._open(self._formats.paragraph(block.kind, block.level))
        first = self._cursor.position()
        self._pieces(passage, self._plain(block), start)
        if block.kind is BlockKind.QUOTE:
            self._rail(first, RailKind.QUOTE)

    def _rail(self, first: int, kind: RailKind) -> None:
        """Rule the lines from a place on; paragraphs of one quotation have one rule."""
        last = self._rails[-1] if self._rails else None
        if last and kind is last.kind is RailKind.QUOTE and last.last == first - 1:
            self._rails[-1] = replace(last, last=self._cursor.position())
        else:
            self._rails.append(Rail(first, self._cursor.position(), kind))

    def _plain(self, block: Block) -> QTextCharFormat:
        return self._formats.chars(block.kind, block.level)

    def _pieces(self, passage: Passage, plain: QTextCharFormat, start: int) -> None:
        for whole in passage.pieces:
            piece = whole._replace(start=min(max(whole.start, start), whole.end))
            if piece.start == piece.end:
                continue
            if piece.removal is None:
                self._words(piece.start, piece.end, passage.block, plain)
            elif self._setting.original:
                struck = self._formats.removed(plain)
                self._words(piece.start, piece.end, passage.block, struck)
            else:
                self._gap(piece, passage.block, plain)

    def _gap(self, piece: Piece, block: Block, plain: QTextCharFormat) -> None:
        """Mark removed words inside a paragraph, or show them when they are unfolded."""
        removal = piece.removal
        if removal is None or self._article.text[piece.start : piece.end].isspace():
            return
        if not self._is_open(piece.start):
            self._note(" ⋯ ", f"{GAP}{piece.start}", self._formats.chip, chip=True)
            return
        self._words(piece.start, piece.end, block, self._formats.removed(plain))
        self._cursor.insertText(" ", plain)
        name = KIND_NAMES[removal.kind]
        self._note(f" {name} ", f"{GAP}{piece.start}", self._formats.chip, chip=True)
        self._note(" Restore", f"{RESTORE}{removal.start}", self._formats.action)
        self._cursor.insertText(" ", plain)

    def _words(self, start: int, end: int, block: Block, plain: QTextCharFormat) -> None:
        """Write the article's words ``[start, end)``, with what is marked inside them."""
        text = self._article.text
        if self._cursor.atBlockStart():
            start += len(text[start:end]) - len(text[start:end].lstrip())
        low = bisect_left(self._inline_starts, block.start)
        high = bisect_left(self._inline_starts, end)
        marked = [i for i in self._inlines[low:high] if i.end > start]
        edges = {e for i in marked for e in (i.start, i.end) if start < e < end}
        cuts = sorted({start, end} | edges)
        for first, last in pairwise(cuts):
            self._stretch(first, last, block, self._format(plain, marked, first))

    def _format(self, plain: QTextCharFormat, marked: list[Inline], at: int) -> QTextCharFormat:
        made = plain
        for inline in marked:
            if inline.start <= at < inline.end:
                made = self._formats.inline(made, inline.kind, inline.target)
        return made

    def _stretch(self, start: int, end: int, block: Block, form: QTextCharFormat) -> None:
        """Write one evenly formatted stretch: as many UTF-16 units as the article's own."""
        words = self._article.text[start:end].translate(_UNSHOWABLE)
        keeps = block.kind is BlockKind.PREFORMATTED or not _is_wrapped(self._article.text, block)
        self._runs.append(Run(start, end, self._cursor.position()))
        self._cursor.insertText(words.replace("\n", _BREAK if keeps else _SPACE), form)

    # -- pictures -------------------------------------------------------------------------

    def _figure(self, figure: Figure) -> None:
        """Write a picture with its caption; in place of one that cannot be shown, its words."""
        mark = figure.mark
        held = (self._setting.pictures or {}).get(mark.target)
        below = 0.35 if figure.caption else 0.95
        if held is None:
            self._open(self._formats.block(0.2, below, line=1.4))
            self._note(f"Picture: {mark.alt}".translate(_UNSHOWABLE), "", self._formats.muted)
        else:
            self._open(self._formats.picture(below))
            placed = Placed(self._cursor.position(), mark.target, held.width, held.height)
            self._cursor.insertImage(self._formats.image(placed.name, mark.alt))
            self._placed.append(placed)
        for span in figure.caption:
            self._open(self._formats.block(0, 0.2, line=1.4))
            self._stretch(span.start, span.end, Block(span.start, span.end), self._formats.muted)
        if figure.caption:
            self._cursor.mergeBlockFormat(self._formats.below(0.95))

    # -- rows and items -------------------------------------------------------------------

    def _list(self, items: list[Passage]) -> None:
        """Write items; a sign that a text gives them becomes the list's, save in the original."""
        lists = Lists()
        for passage in items:
            found = list_item(self._article.text, passage.block)
            has_own = found is not None and found.start > passage.block.start
            if found is None or (has_own and self._setting.original):
                self._passage(passage)
            else:
                self._passage(passage, found.start)
                lists.add(self._cursor, found)
        self._cursor.mergeBlockFormat(self._formats.below(0.8))

    def _table(self, passages: list[Passage]) -> None:
        """Write rows as one table: every line of these blocks is a row."""
        self._open(self._formats.block(0, 0.2, line=1.0))
        text = self._article.text
        rows = [(p, line) for p in passages for line in lines(text, p.start, p.end)]

        def fill(cell: QTextCursor, row: int, start: int, end: int) -> None:
            outside, self._cursor = self._cursor, cell
            cell.setBlockFormat(self._formats.block(0, 0, line=1.35))
            passage, line = rows[row]
            plain = self._plain(passage.block) if row else self._formats.heading_cell()
            for piece in passage.pieces:
                low, high = max(piece.start, line.start + start), min(piece.end, line.start + end)
                if low < high and (piece.removal is None or self._setting.original):
                    self._words(low, high, passage.block, plain)
            self._cursor = outside

        set_rows(self._cursor, [line.of(text) for _, line in rows], fill, self._setting.look)
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        self._fresh = True

    # -- strips ---------------------------------------------------------------------------

    def _strip(self, strip: Strip) -> None:
        unfolded = self._is_open(strip.start)
        self._open(self._formats.block(0.15, 0.5 if unfolded else 0.95, line=1.2, left=1.1))
        first = self._cursor.position()
        self._strips[strip.start] = first
        chevron = "▾" if unfolded else "▸"
        self._note(f"{chevron}  {strip.title}", f"{FOLD}{strip.start}", self._formats.fold)
        for hidden in strip.hidden if unfolded else ():
            self._hidden(hidden.removal, [(s.start, s.end) for s in hidden.lines])
        self._rail(first, RailKind.STRIP)

    def _hidden(self, removal: Removal, lines: list[tuple[int, int]]) -> None:
        """Write one removal's lines, and under them its reason and the way back."""
        for start, end in lines:
            self._open(self._formats.block(0, 0.1, line=1.3, left=1.1))
            self._stretch(start, end, Block(start, end), self._formats.muted)
        self._open(self._formats.block(0.1, 0.75, line=1.25, left=1.1))
        self._note(f"\u2002{KIND_NAMES[removal.kind]}\u2002", "", self._formats.chip, chip=True)
        self._cursor.insertText(f"  {removal.reason}   ", self._formats.chip)
        self._note("Restore", f"{RESTORE}{removal.start}", self._formats.action)

    def _is_open(self, start: int) -> bool:
        return self._setting.all_unfolded or start in self._setting.unfolded

    # -- writing --------------------------------------------------------------------------

    def _note(self, words: str, href: str, form: QTextCharFormat, *, chip: bool = False) -> None:
        """Write words of ours, which no position of the article stands for."""
        first = self._cursor.position()
        self._cursor.insertText(words, self._formats.linked(form, href) if href else form)
        if chip:
            self._chips.append((first, self._cursor.position()))

    def _line(self, words: str, form: QTextCharFormat, block: QTextBlockFormat) -> None:
        self._open(block)
        self._cursor.insertText(words.translate(_UNSHOWABLE).replace("\n", _SPACE), form)

    def _open(self, form: QTextBlockFormat) -> None:
        if self._fresh:
            self._cursor.setBlockFormat(form)
            self._cursor.setCharFormat(QTextCharFormat())
        else:
            self._cursor.insertBlock(form, QTextCharFormat())
        self._fresh = False


def _is_wrapped(text: str, block: Block) -> bool:
    """Tell whether a block's line ends come from a typewriter's margin and mean nothing."""
    lines = text[block.start : block.end].split("\n")[:-1]
    return bool(lines) and all(_CELL <= len(line) <= _WIDEST_WRAP for line in lines)
