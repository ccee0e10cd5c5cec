"""The colours of labels: a few to choose from, made readable on every palette."""

from __future__ import annotations

from typing import Final, NamedTuple

from digest_app.ui.theme.palettes import Palette, contrast, mix

_SEEN = 3.0
_STEPS = 10


class Hue(NamedTuple):
    """A colour that a label may have; ``colour`` (``#RRGGBB``) is what the library keeps."""

    name: str
    colour: str


HUES: Final = (
    Hue("Blue", "#3D7DD8"),
    Hue("Green", "#3E9A4F"),
    Hue("Orange", "#E07B1F"),
    Hue("Purple", "#8A5FD0"),
    Hue("Red", "#D6453D"),
    Hue("Teal", "#1E9C96"),
    Hue("Pink", "#CC5A9B"),
    Hue("Yellow", "#C9A20C"),
)
"""In the order in which new labels get them."""


def next_hue(taken: tuple[str, ...]) -> str:
    """Return the colour for a new label: the first one that the fewest labels have."""
    return min((hue.colour for hue in HUES), key=taken.count)


def dot(palette: Palette, colour: str) -> str:
    """Return a label's colour as a dot that stands out from every ground of the palette."""
    grounds = (palette.panel, palette.page, palette.chosen, palette.hover)
    for step in range(_STEPS):
        made = mix(_hue(palette, colour), palette.text, step / _STEPS)
        if all(contrast(made, ground) >= _SEEN for ground in grounds):
            return made
    return palette.text


def ground(palette: Palette, colour: str) -> str:
    """Return what lies under a label's name; the palette's text can be read on it."""
    return mix(palette.panel, _hue(palette, colour), 0.24 if palette.dark else 0.20)


def _hue(palette: Palette, colour: str) -> str:
    """Return a colour that can be mixed; a label without one is muted."""
    is_hex = len(colour) == len("#RRGGBB") and colour[0] == "#"
    digits = "0123456789abcdefABCDEF"
    return colour if is_hex and all(c in digits for c in colour[1:]) else palette.muted
