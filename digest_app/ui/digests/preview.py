"""The preview of a digest: the page that an export would write, set in the article's type."""

from __future__ import annotations

import re
from string import Template

from PySide6.QtCore import QByteArray, QUrl
from PySide6.QtGui import (
    QFontMetricsF,
    QImage,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextLength,
)
from PySide6.QtWidgets import QTextBrowser, QWidget

from digest_app.assets import resource
from digest_app.ui.theme.look import Look

_MEASURE, _LEAST_SIDE, _TOP, _BOTTOM, _INDENT = 38.0, 2.0, 2.2, 5.0, 1.6
_SECTION = 2
_HELD, _OBJECT = "data:image/", "\N{OBJECT REPLACEMENT CHARACTER}"
_FIGURES = (
    *(("<figure>", "<p>"), ("</figure>", "</p>")),
    *(("<figcaption>", "</p><p class='caption'>"), ("</figcaption>", "")),
)
_OWN_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
_FONT_SIZE = re.compile(r"(?<=font-size: )([\d.]+)em")
_EM = re.compile(r"([\d.]+)em\b")


class Preview(QTextBrowser):
    """Shows the digest as it will leave. Nothing is loaded, and no link leads anywhere."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._html = look, ""
        self.setOpenLinks(False)
        self.setAccessibleName("Preview of the digest")
        self.setAcceptDrops(False)
        self.anchorClicked.connect(self._within)

    def set_look(self, look: Look) -> None:
        """Set the page in another palette or size."""
        self._look = look
        self.show_page(self._html)

    def show_page(self, html: str) -> None:
        """Show a page of the HTML writer's, and stay where it was read."""
        self._html = html
        place, document = self.verticalScrollBar().value(), self.document()
        document.setDefaultFont(self._look.body())
        document.setDefaultStyleSheet(style_sheet(self._look))
        document.setIndentWidth(self._look.em * _INDENT)
        self.setHtml(_for_qt(html))
        self._finish()
        self._fit()
        self.verticalScrollBar().setValue(place)

    def _finish(self) -> None:
        """Add what Qt's style sheets have no words for."""
        block = self.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() == _SECTION:
                self._rule(block)
            elif block.textList() is not None:
                self._quiet_bullet(block)
            elif block.text() == _OBJECT:
                self._close_up(block)
            block = block.next()

    def _rule(self, block: QTextBlock) -> None:
        """Draw a rule under a section's name."""
        ruled = QTextBlockFormat()
        whole = QTextLength(QTextLength.Type.PercentageLength, 100)
        ruled.setProperty(QTextFormat.Property.BlockTrailingHorizontalRulerWidth, whole)
        ruled.setBackground(self._look.colour("line"))
        QTextCursor(block).mergeBlockFormat(ruled)

    def _quiet_bullet(self, block: QTextBlock) -> None:
        """Draw a list's sign, which takes after its block, in the colour of what is muted."""
        quiet = QTextCharFormat()
        quiet.setForeground(self._look.colour("muted"))
        QTextCursor(block).mergeBlockCharFormat(quiet)

    def _close_up(self, block: QTextBlock) -> None:
        """Let a picture's line be as high as it is."""
        close = QTextBlockFormat()
        close.setLineHeight(0, QTextBlockFormat.LineHeightTypes.SingleHeight.value)
        close.setTopMargin(self._look.em * 0.6)
        close.setBottomMargin(self._look.em * 0.4)
        QTextCursor(block).mergeBlockFormat(close)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column as wide as is good to read."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        em, frame = self._look.em, self.document().rootFrame()
        form = frame.frameFormat()
        side = max(em * _LEAST_SIDE, (self.viewport().width() - em * _MEASURE) / 2)
        form.setLeftMargin(side)
        form.setRightMargin(side)
        form.setTopMargin(em * _TOP)
        form.setBottomMargin(em * _BOTTOM)
        frame.setFrameFormat(form)

    def _within(self, address: QUrl) -> None:
        if address.hasFragment() and not address.scheme():
            self.scrollToAnchor(address.fragment())

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Show the pictures that the page holds itself; load nothing from anywhere."""
        address = name.toString() if isinstance(name, QUrl) else name
        if kind == QTextDocument.ResourceType.ImageResource.value and address.startswith(_HELD):
            data = QByteArray.fromBase64(address.partition(",")[2].encode("ascii", "ignore"))
            return QImage.fromData(data)
        return None


def _for_qt(html: str) -> str:
    """Return a page with what Qt knows: no style of its own, and paragraphs for figures."""
    page = _OWN_STYLE.sub("", html)  # Qt would read a part of it, and wrongly
    for tag, known in _FIGURES:
        page = page.replace(tag, known)
    return page


def style_sheet(look: Look) -> str:
    """Return the preview's style sheet in a look's colours, fonts and sizes."""
    template = resource("style/preview.css").read_text(encoding="utf-8")
    natural = QFontMetricsF(look.body()).height() / look.em
    sized = _FONT_SIZE.sub(lambda m: f"{look.body(float(m[1])).pointSizeF():.2f}pt", template)
    return Template(_EM.sub(lambda m: f"{look.em * float(m[1]):.1f}px", sized)).substitute(
        text=look.palette.text,
        muted=look.palette.muted,
        accent=look.palette.accent,
        interface=f"'{look.interface.family()}'",
        mono=f"'{look.mono().families()[0]}'",
        leading=round(look.line_height / natural * 100),
    )
