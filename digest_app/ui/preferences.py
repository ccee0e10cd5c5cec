"""What the window remembers between two starts: looks, sizes, places; never what was decided."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from digest_app.ui.theme.look import USUAL
from digest_app.ui.theme.palettes import SYSTEM

_FILE = "window.ini"
_MOST_PLACES = 2000


class Preferences:
    """A small file beside the library; a damaged one means the usual look, not an error."""

    def __init__(self, folder: Path) -> None:
        self._kept = QSettings(str(folder / _FILE), QSettings.Format.IniFormat)

    def _text(self, name: str, usual: str) -> str:
        return str(self._kept.value(name, usual))

    def flag(self, name: str, *, usual: bool) -> bool:
        """Return a switch."""
        return self._text(name, str(usual)).lower() == "true"

    def keep_flag(self, name: str, on: bool) -> None:
        """Remember a switch."""
        self._kept.setValue(name, str(on))

    @property
    def palette(self) -> str:
        """The name of the palette that was chosen."""
        return self._text("palette", SYSTEM)

    @palette.setter
    def palette(self, name: str) -> None:
        self._kept.setValue("palette", name)

    @property
    def size(self) -> float:
        """The size of body text."""
        try:
            return float(self._text("size", str(USUAL)))
        except ValueError:
            return USUAL

    @size.setter
    def size(self, size: float) -> None:
        self._kept.setValue("size", str(size))

    @property
    def article(self) -> int:
        """The number of the article that was read last; 0 where there is none."""
        number = self._text("article", "0")
        return int(number) if number.isdigit() else 0

    @article.setter
    def article(self, number: int) -> None:
        self._kept.setValue("article", str(number))

    def state(self, name: str) -> QByteArray:
        """Return a kept geometry or splitter state; empty where there is none."""
        kept = self._kept.value(name)
        return kept if isinstance(kept, QByteArray) else QByteArray()

    def keep_state(self, name: str, state: QByteArray) -> None:
        """Remember a geometry or a splitter state."""
        self._kept.setValue(name, state)

    @property
    def places(self) -> dict[int, int]:
        """Where reading stopped, by article."""
        pairs = (part.split(":") for part in self._text("places", "").split(" ") if ":" in part)
        return {int(n): int(p) for n, p in pairs if n.isdigit() and p.isdigit()}

    @places.setter
    def places(self, places: dict[int, int]) -> None:
        last = list(places.items())[-_MOST_PLACES:]
        self._kept.setValue("places", " ".join(f"{n}:{p}" for n, p in last if p))
