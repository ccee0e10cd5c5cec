"""Putting a look on the whole program: Qt's palette, the style sheet, the interface font."""

from __future__ import annotations

from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from digest_app.assets import resource
from digest_app.ui.theme.look import interface_family
from digest_app.ui.theme.palettes import NIGHT, PALETTES, PAPER, Palette, mix

_SMALLEST_POINTS = 10.0
_NAMED = (
    *("page", "panel", "field", "text", "muted", "accent", "on_accent"),
    *("line", "strong_line", "hover", "chosen", "wrong"),
)


def interface_font() -> QFont:
    """Return the font for controls: the desktop's, made readable where it has chosen none."""
    font = QFont(QGuiApplication.font())
    font.setFamily(interface_family(font.family()))
    font.setPointSizeF(max(font.pointSizeF(), _SMALLEST_POINTS))
    return font


def chosen_palette(name: str) -> Palette:
    """Return the palette of a choice; “System” and anything unknown follow the desktop."""
    if name in PALETTES:
        return PALETTES[name]
    dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return NIGHT if dark else PAPER


def style_sheet(palette: Palette) -> str:
    """Return the style sheet in a palette's colours."""
    colours = {name: getattr(palette, name) for name in _NAMED}
    colours["faint"] = mix(palette.panel, palette.muted, 0.6)
    colours["selection"] = mix(palette.page, palette.accent, 0.30)
    colours["accent_hover"] = mix(palette.accent, palette.text, 0.15)
    colours["thumb"] = mix(palette.panel, palette.text, 0.22)
    colours["toast"] = palette.text if not palette.dark else mix(palette.panel, palette.text, 0.14)
    colours["on_toast"] = palette.page if not palette.dark else palette.text
    colours["toast_action"] = "#9CC9FF" if not palette.dark else palette.accent
    colours["tick"] = resource(
        f"style/tick-on-{'dark' if palette.dark else 'light'}.svg"
    ).as_posix()
    template = resource("style/window.qss").read_text(encoding="utf-8")
    return Template(template).substitute(colours)


def qt_palette(palette: Palette) -> QPalette:
    """Return Qt's own palette, for everything that the style sheet does not reach."""
    role, made = QPalette.ColorRole, QPalette()
    colours = {
        role.Window: palette.panel,
        role.WindowText: palette.text,
        role.Base: palette.page,
        role.AlternateBase: palette.panel,
        role.Text: palette.text,
        role.PlaceholderText: palette.muted,
        role.Button: palette.panel,
        role.ButtonText: palette.text,
        role.ToolTipBase: palette.text,
        role.ToolTipText: palette.page,
        role.Highlight: mix(palette.page, palette.accent, 0.30),
        role.HighlightedText: palette.text,
        role.Link: palette.accent,
        role.LinkVisited: palette.accent,
    }
    for which, colour in colours.items():
        made.setColor(which, QColor(colour))
    faint = QColor(mix(palette.panel, palette.muted, 0.6))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, faint)
    return made


def dress(app: QApplication, palette: Palette) -> None:
    """Put a palette on the whole program."""
    app.setPalette(qt_palette(palette))
    app.setStyleSheet(style_sheet(palette))
