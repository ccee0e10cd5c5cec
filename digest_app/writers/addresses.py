"""Which addresses may leave in an export, and in what form."""

from __future__ import annotations

import re

_LINK = re.compile(r"(?:https?://|mailto:)[^\s<>\"'`]+", re.IGNORECASE)
_IMAGE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]+")


def link(target: str) -> str:
    """Return the address if a link may point there (web and mail only), else an empty string."""
    return target if _LINK.fullmatch(target) else ""


def image(target: str) -> str:
    """Return the address if the image is held in it, else an empty string: nothing is fetched."""
    return target if _IMAGE.fullmatch(target) else ""
