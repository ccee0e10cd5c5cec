"""Qt's text formats for every kind of thing that stands on an article's page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextBlockFormat, QTextCharFormat, QTextImageFormat

from digest_app.domain.block import BlockKind, InlineKind
from digest_app.domain.fact import FactType
from digest_app.ui.theme.look import Look
from digest_app.ui.wording import tip

_HEADINGS = {1: 1.5, 2: 1.28, 3: 1.12}
_TITLE = 1.85
_UNDERLINES = {
    FactType.PERSON: QTextCharFormat.UnderlineStyle.SingleUnderline,
    FactType.ORGANIZATION: QTextCharFormat.UnderlineStyle.DashUnderline,
    FactType.PLACE: QTextCharFormat.UnderlineStyle.WaveUnderline,
    FactType.DATE: QTextCharFormat.UnderlineStyle.DotLine,
    FactType.PERCENT: QTextCharFormat.UnderlineStyle.DashDotLine,
    FactType.QUANTITY: QTextCharFormat.UnderlineStyle.DashDotDotLine,
}
_SINGLE = QTextBlockFormat.LineHeightTypes.SingleHeight.value
_PROPORTIONAL = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value


class Formats:
    """The formats of one look; made once for each page."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self.em = look.em
        self._natural = QFontMetricsF(look.body()).height() / self.em
        self.body = self._chars(look.body(), "text")
        self.muted = self._chars(look.body(0.86), "muted")
        self.kicker = self._chars(look.caps(), "muted")
        self.byline = self._chars(look.control(1.04), "muted")
        self.mono = self._chars(look.mono(), "text")
        self.fold = self._chars(look.control(0.98), "muted")
        self.chip = self._chars(look.control(0.92), "muted")
        self.action = self._chars(look.control(0.95), "accent")

    def _chars(self, font: QFont, colour: str) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setFont(font)
        made.setForeground(self._look.colour(colour))
        return made

    def heading_cell(self) -> QTextCharFormat:
        """Return the format of a table's first row."""
        made = QTextCharFormat(self.body)
        made.setFontWeight(700)
        return made

    def title(self) -> QTextCharFormat:
        """Return the headline's format."""
        return self._weighty(_TITLE)

    def chars(self, kind: BlockKind, level: int) -> QTextCharFormat:
        """Return the format of a block's plain words."""
        if kind is BlockKind.HEADING:
            return self._weighty(_HEADINGS.get(level or 2, 1.0))
        if kind is BlockKind.PREFORMATTED:
            return QTextCharFormat(self.mono)
        return QTextCharFormat(self.muted if kind is BlockKind.FIGURE else self.body)

    def _weighty(self, scale: float) -> QTextCharFormat:
        font = self._look.body(scale)
        font.setBold(True)
        return self._chars(font, "text")

    def inline(self, plain: QTextCharFormat, kind: InlineKind, target: str) -> QTextCharFormat:
        """Return ``plain`` with what a marked range adds to it."""
        made = QTextCharFormat(plain)
        if kind is InlineKind.STRONG:
            made.setFontWeight(700)
        elif kind is InlineKind.EMPHASIS:
            made.setFontItalic(True)
        elif kind is InlineKind.CODE:
            made.setFontFamilies(self._look.mono().families())
            made.setFontPointSize(plain.fontPointSize() * 0.9)
        elif kind is InlineKind.LINK and target:
            made.setForeground(self._look.colour("accent"))
            made.setAnchor(True)
            made.setAnchorHref(target)
        return made

    def removed(self, plain: QTextCharFormat) -> QTextCharFormat:
        """Return ``plain`` as removed text: quieter, and struck through as the second sign."""
        made = QTextCharFormat(plain)
        made.setForeground(self._look.colour("muted"))
        made.setFontStrikeOut(True)
        return made

    def linked(self, plain: QTextCharFormat, href: str) -> QTextCharFormat:
        """Return ``plain`` as something that answers a click."""
        made = QTextCharFormat(plain)
        made.setAnchor(True)
        made.setAnchorHref(href)
        return made

    def sign(self, kind: FactType) -> QTextCharFormat:
        """Return what a fact's words are merged with, so that colour is never the only sign."""
        made = QTextCharFormat()
        if kind in _UNDERLINES:
            made.setUnderlineStyle(_UNDERLINES[kind])
            made.setUnderlineColor(self._look.palette.sign(kind))
        elif kind is FactType.MONEY:
            made.setFontWeight(700)
        return made

    def block(
        self, above: float, below: float, *, line: float = 0.0, left: float = 0.0
    ) -> QTextBlockFormat:
        """Return a block's format; distances in em, ``line`` as a multiple of the font's size."""
        made = QTextBlockFormat()
        made.setTopMargin(above * self.em)
        made.setBottomMargin(below * self.em)
        made.setLeftMargin(left * self.em)
        height = (line or self._look.line_height) / self._natural
        made.setLineHeight(height * 100, _PROPORTIONAL)
        return made

    def paragraph(self, kind: BlockKind, level: int) -> QTextBlockFormat:
        """Return the block format of one kind."""
        if kind is BlockKind.HEADING:
            made = self.block(1.1, 0.45, line=1.3)
            made.setHeadingLevel(min(max(level, 1), 6))
            return made
        if kind is BlockKind.QUOTE:
            return self.block(0.2, 0.8, left=1.4)
        if kind is BlockKind.PREFORMATTED:
            return self.block(0.5, 1.1, line=1.4, left=0.9)
        if kind is BlockKind.FIGURE:
            return self.block(0.2, 0.9, line=1.4)
        return self.block(0, 0.3 if kind is BlockKind.LIST_ITEM else 0.8)

    def below(self, gap: float) -> QTextBlockFormat:
        """Return a block format that says only how much room is below, in em."""
        made = QTextBlockFormat()
        made.setBottomMargin(gap * self.em)
        return made

    def picture(self, below: float) -> QTextBlockFormat:
        """Return the block format of a picture: its line is as high as it is."""
        made = QTextBlockFormat()
        made.setTopMargin(0.4 * self.em)
        made.setBottomMargin(below * self.em)
        made.setLineHeight(0, _SINGLE)
        return made

    @staticmethod
    def image(name: str, words: str) -> QTextImageFormat:
        """Return the format of a picture; ``words`` tell it to those who do not see it."""
        made = QTextImageFormat()
        made.setName(name)
        made.setToolTip(tip(words))
        return made

    @staticmethod
    def centred(made: QTextBlockFormat) -> QTextBlockFormat:
        """Return the same format, centred."""
        made.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        return made
