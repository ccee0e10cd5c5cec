"""Pictures as small as they need to be: for an export that travels, for a preview that is quick."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageWriter

from digest_app.ui.article.gallery import decoded, measure

#: The longer side of a picture in an export and in the preview, in pixels.
EXPORTED, PREVIEWED = 1600, 480
_QUALITY = 85
_LARGE_BYTES = 1_500_000
_EVERYWHERE = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8")


def for_export(picture: bytes) -> bytes:
    """Return a picture that is no larger than 1,600 pixels, in a format that is read everywhere.

    One that is small already leaves as it is, byte for byte; empty where it is damaged.
    """
    width, height = measure(picture)
    is_small = max(width, height) <= EXPORTED and len(picture) <= _LARGE_BYTES
    if width and is_small and picture.startswith(_EVERYWHERE):
        return picture
    return _made(picture, EXPORTED)


@lru_cache(maxsize=64)
def for_preview(picture: bytes) -> bytes:
    """Return a picture as the preview shows it; empty where it is damaged."""
    return _made(picture, PREVIEWED)


def _made(picture: bytes, longest: int) -> bytes:
    """Write a picture again, as a JPEG, or as a PNG where parts of it are transparent."""
    width, height = measure(picture)
    scale = min(1.0, longest / max(width, height, 1))
    image = decoded(picture, max(1, round(width * scale)), max(1, round(height * scale)))
    if image.isNull():
        return b""
    kind, quality = ("PNG", -1) if image.hasAlphaChannel() else ("JPEG", _QUALITY)
    return _written(image, kind, quality)


def _written(image: QImage, kind: str, quality: int) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(kind.encode()))
    writer.setQuality(quality)
    writer.write(image)
    return bytes(data.data())
