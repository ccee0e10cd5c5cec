"""What a drag offers, said before it is dropped. Plain values without Qt's widgets."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData

from digest_app.domain.counting import counted

_NO_ARTICLE = frozenset(
    [
        ".jpg",
        ".jpeg",
        ".png",
        ".gif",
        ".webp",
        ".heic",
        ".tif",
        ".tiff",
        ".bmp",
        ".svg",
        ".ico",
        ".mp3",
        ".wav",
        ".ogg",
        ".flac",
        ".m4a",
        ".mp4",
        ".mov",
        ".avi",
        ".mkv",
        ".webm",
        ".exe",
        ".dll",
        ".so",
        ".dmg",
        ".iso",
        ".bin",
        ".db",
        ".sqlite",
        ".ttf",
        ".otf",
        ".psd",
    ]
)
_LOOKED_AT = 200
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Offer:
    """Files and folders that are dragged over the window, or text where there are none.

    ``unlikely`` names the files that are no articles by their ending; they may be dropped all
    the same, because what a file holds decides.
    """

    paths: tuple[Path, ...] = ()
    folders: int = 0
    unlikely: tuple[str, ...] = ()
    html: str = ""
    text: str = ""
    addresses: int = 0

    @property
    def is_usable(self) -> bool:
        """Tell whether a drop would add anything."""
        return bool(self.paths or ((self.text or self.html) and not self.addresses))

    @property
    def title(self) -> str:
        """What a drop would do."""
        if self.paths:
            files = len(self.paths) - self.folders
            parts = [counted(files, "file")] if files else []
            parts += [counted(self.folders, "folder")] if self.folders else []
            return f"Add {' and '.join(parts)} to Inbox"
        if self.addresses:
            return "An address alone holds no article"
        return "Add this text to Inbox" if self.is_usable else "Nothing here can be added"

    @property
    def remark(self) -> str:
        """What a drop would leave out, and why."""
        if self.addresses and not self.paths:
            return "Nothing is fetched from the web. Save the page and drop the file."
        if not self.unlikely:
            return ""
        named = ", ".join(self.unlikely[:_NAMED])
        more = len(self.unlikely) - _NAMED
        rest = f" and {more:,} more" if more > 0 else ""
        return f"No article by the ending of the name: {named}{rest}"


def offer_of(data: QMimeData) -> Offer:
    """Return what some dragged or copied data offers. Nothing is opened."""
    urls = data.urls() if data.hasUrls() else []
    paths = tuple(Path(url.toLocalFile()) for url in urls if url.isLocalFile())
    folders = sum(path.is_dir() for path in paths[:_LOOKED_AT])
    unlikely = tuple(p.name for p in paths if p.suffix.lower() in _NO_ARTICLE)
    return Offer(
        paths,
        folders,
        unlikely,
        html=data.html() if data.hasHtml() and not urls else "",
        text=data.text() if data.hasText() and not paths else "",
        addresses=sum(not url.isLocalFile() for url in urls),
    )
