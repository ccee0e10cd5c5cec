"""A look: one palette with one choice of type, handed to every part that draws."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache

from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo

from digest_app.ui.theme.palettes import PAPER, Palette

SMALLEST, USUAL, LARGEST = 14.0, 17.0, 28.0
"""Body text in pixels at 96 dots per inch; shown in points, so that every screen agrees."""
_POINTS = 72 / 96
_SERIF = (
    *("Charter", "Source Serif 4", "Iowan Old Style", "Georgia", "Noto Serif", "P052"),
    *("Palatino", "Liberation Serif", "DejaVu Serif", "Noto Serif CJK SC"),
)
_SANS = ("Inter", "Source Sans 3", "Noto Sans", "Cantarell", "Ubuntu", "Liberation Sans")
_MONO = ("JetBrains Mono", "Source Code Pro", "Noto Sans Mono", "DejaVu Sans Mono", "monospace")
_BARE = frozenset({"", "Sans", "Sans Serif", "sans-serif", "DejaVu Sans", "Bitstream Vera Sans"})


@cache
def _installed(families: tuple[str, ...]) -> list[str]:
    """Return the families of a wish list that this machine has, in its order."""
    known = {family.partition(" [")[0] for family in QFontDatabase.families()}  # less the foundry
    return [f for f in families if f in known] or list(families[-1:])


def interface_family(system: str) -> str:
    """Return the family for controls: the desktop's own, or a quieter one where it has none."""
    return _installed(_SANS)[0] if system in _BARE else system


@dataclass(frozen=True, slots=True)
class Look:
    """Everything that decides how text is drawn; ``size`` is the body size (see USUAL)."""

    palette: Palette = PAPER
    size: float = USUAL
    serif: bool = True
    line_height: float = 1.6
    measure: float = 36.0
    interface: QFont = field(default_factory=QFont)

    def sized(self, size: float) -> Look:
        """Return this look with body text of ``size``, kept between the limits."""
        return replace(self, size=min(max(size, SMALLEST), LARGEST))

    def body(self, scale: float = 1.0) -> QFont:
        """Return the reading font, ``scale`` times the body size."""
        font = QFont(self.interface)
        families = _installed(_SERIF) if self.serif else [self.interface.family()]
        font.setFamilies([*families, "Noto Sans CJK SC"])
        font.setPointSizeF(self.size * _POINTS * scale)
        return font

    def mono(self, scale: float = 0.88) -> QFont:
        """Return the font of preformatted text."""
        font = self.body(scale)
        font.setFamilies(_installed(_MONO))
        font.setFixedPitch(True)
        return font

    def control(self, scale: float = 1.0, *, bold: bool = False) -> QFont:
        """Return the interface font, ``scale`` times its size."""
        font = QFont(self.interface)
        font.setPointSizeF(font.pointSizeF() * scale)
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font

    def caps(self, scale: float = 0.82) -> QFont:
        """Return small spaced capitals, for kickers and section names."""
        font = self.control(scale, bold=True)
        font.setCapitalization(QFont.Capitalization.AllUppercase)
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 106)
        return font

    @property
    def em(self) -> float:
        """The body size in the pixels of this screen (before the device's own ratio)."""
        return float(QFontInfo(self.body()).pixelSize())

    def colour(self, name: str) -> QColor:
        """Return one of the palette's colours by its name, such as ``muted``."""
        return QColor(getattr(self.palette, name))
