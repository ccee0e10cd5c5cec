"""The palettes, as data, and the arithmetic that proves them readable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from digest_app.domain.fact import FactType

_LIGHT_HUES: Mapping[FactType, str] = {
    FactType.PERSON: "#5B9BE6",
    FactType.ORGANIZATION: "#A98BE0",
    FactType.PLACE: "#5FBF8F",
    FactType.MONEY: "#E8B93C",
    FactType.PERCENT: "#EE9C62",
    FactType.DATE: "#5CBFC9",
    FactType.QUANTITY: "#DB8FB5",
    FactType.QUOTE: "#B4BBC4",
    FactType.ROLE: "#A3B660",
}
_DARK_HUES: Mapping[FactType, str] = {
    FactType.PERSON: "#3E78C2",
    FactType.ORGANIZATION: "#7A5CC0",
    FactType.PLACE: "#2E8A5F",
    FactType.MONEY: "#9A7413",
    FactType.PERCENT: "#A85E25",
    FactType.DATE: "#27808B",
    FactType.QUANTITY: "#A04F7C",
    FactType.QUOTE: "#5A6675",
    FactType.ROLE: "#66762A",
}


_LINEAR = 0.04045


def mix(ground: str, colour: str, share: float) -> str:
    """Return ``colour`` laid over ``ground`` with the opacity ``share`` (0 to 1)."""
    pairs = zip(_channels(ground), _channels(colour), strict=True)
    return "#" + "".join(f"{round(g + (c - g) * share):02X}" for g, c in pairs)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21, as WCAG 2.2 computes it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    """Return the relative luminance, 0 to 1; the numbers are those of the sRGB standard."""
    shares = (c / 255 for c in _channels(colour))
    linear = (s / 12.92 if s <= _LINEAR else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    red, green, blue = linear
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one look; everything else is mixed from these.

    ``page`` lies under what is read, ``panel`` under what stands beside it. ``hues`` colour
    the facts; over the page they stand at ``strength``.
    """

    name: str
    page: str
    panel: str
    text: str
    muted: str
    accent: str
    dark: bool = False
    hues: Mapping[FactType, str] = field(default_factory=lambda: _LIGHT_HUES)
    strength: float = 0.30

    @property
    def on_accent(self) -> str:
        """Text on the accent colour."""
        return max("#FFFFFF", "#101418", key=lambda c: contrast(c, self.accent))

    @property
    def line(self) -> str:
        """Hairlines between panes."""
        return mix(self.panel, self.text, 0.11)

    @property
    def strong_line(self) -> str:
        """Outlines of controls, and the dashed rule beside removed text."""
        return mix(self.panel, self.text, 0.30)

    @property
    def hover(self) -> str:
        """Under the row or button that the pointer is on."""
        return mix(self.panel, self.text, 0.055)

    @property
    def chosen(self) -> str:
        """Under the selected row."""
        return mix(self.panel, self.accent, 0.20 if self.dark else 0.13)

    @property
    def field(self) -> str:
        """Under text that can be typed."""
        return mix(self.panel, self.text, 0.06) if self.dark else self.page

    @property
    def chip(self) -> str:
        """Under a chip that stands on the page."""
        return mix(self.page, self.text, 0.075)

    def tint(self, kind: FactType) -> str:
        """Return the colour under a fact's words in the article."""
        return mix(self.page, self.hues[kind], self.strength)

    def sign(self, kind: FactType) -> str:
        """Return the colour of the underline or bar that says the same without the tint."""
        return mix(self.hues[kind], self.text, 0.45)

    @property
    def glow(self) -> str:
        """Under the words of the fact that is pointed at."""
        return mix(self.page, self.accent, 0.34 if self.dark else 0.26)

    @property
    def wrong(self) -> str:
        """The wave under what is not understood."""
        return "#FF8A80" if self.dark else "#B3261E"

    @property
    def found(self) -> str:
        """Under what “find in article” found."""
        return mix(self.page, "#C79A1E" if self.dark else "#FFD84D", 0.45 if self.dark else 0.75)


PAPER = Palette("Paper", "#FFFFFF", "#F5F5F4", "#1F2328", "#5B626B", "#0B62C4")
SEPIA = Palette("Sepia", "#F8F1E3", "#EFE6D3", "#43301E", "#6B5642", "#7A3E00")
NIGHT = Palette(
    "Night", "#1E2227", "#262B31", "#D9DEE5", "#9AA4B0", "#7DB3F7", True, _DARK_HUES, 0.28
)
BLACK = Palette(
    "Black", "#000000", "#111316", "#C8CCD2", "#8E959E", "#7DB3F7", True, _DARK_HUES, 0.28
)

PALETTES: Mapping[str, Palette] = {p.name: p for p in (PAPER, SEPIA, NIGHT, BLACK)}
SYSTEM = "System"
"""The choice that follows the desktop: Paper by day, Night where the desktop is dark."""
