"""How large a picture is, by its head alone: nothing is decoded.

Sources: PNG (W3C) 11.2.2, GIF89a section 18, ITU-T T.81 B.2.2 (JPEG), RFC 9649 (WebP).
"""

from __future__ import annotations

from typing import Final

_FRAMES: Final = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_ALONE: Final = frozenset({0x01, *range(0xD0, 0xD9)})
_MARKER: Final = 0xFF


def size_of(picture: bytes) -> tuple[int, int]:
    """Return a picture's width and height in pixels; 0, 0 where its head does not tell."""
    if picture.startswith(b"\x89PNG\r\n") and len(picture) >= 24:  # noqa: PLR2004 - signature, IHDR
        return _number(picture[16:20]), _number(picture[20:24])
    if picture.startswith(b"GIF8") and len(picture) >= 10:  # noqa: PLR2004 - signature, screen
        return _number(picture[7:5:-1]), _number(picture[9:7:-1])
    if picture.startswith(b"\xff\xd8"):
        return _jpeg(picture)
    if picture[:4] == b"RIFF" and picture[8:12] == b"WEBP" and len(picture) >= 30:  # noqa: PLR2004 - one chunk
        return _webp(picture)
    return 0, 0


def _number(data: bytes) -> int:
    return int.from_bytes(data, "big")


def _jpeg(picture: bytes) -> tuple[int, int]:
    """Go from segment to segment until the one that begins a frame."""
    at = 2
    while at + 9 <= len(picture) and picture[at] == _MARKER:
        kind = picture[at + 1]
        if kind in _FRAMES:
            return _number(picture[at + 7 : at + 9]), _number(picture[at + 5 : at + 7])
        at += 1 if kind == _MARKER else 2
        if kind != _MARKER and kind not in _ALONE:
            at += max(2, _number(picture[at : at + 2]))
    return 0, 0


def _webp(picture: bytes) -> tuple[int, int]:
    chunk = picture[12:16]
    if chunk == b"VP8X":
        return 1 + _number(picture[26:23:-1]), 1 + _number(picture[29:26:-1])
    if chunk == b"VP8L":
        bits = int.from_bytes(picture[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if chunk == b"VP8 ":
        return _number(picture[27:25:-1]) & 0x3FFF, _number(picture[29:27:-1]) & 0x3FFF
    return 0, 0
