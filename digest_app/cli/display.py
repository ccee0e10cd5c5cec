"""Can a window open here? Asked before Qt is loaded, which would end the program if not."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from pathlib import Path

_LOCAL = re.compile(r"(?:unix)?:(\d+)(?:\.\d+)?")
_SOCKETS = Path("/tmp/.X11-unix")  # noqa: S108 - where every X server puts them


def why_no_display(environment: Mapping[str, str]) -> str:
    """Return in words why no window can open, or an empty string where one can."""
    if sys.platform in {"win32", "darwin"} or environment.get("QT_QPA_PLATFORM"):
        return ""
    if environment.get("WAYLAND_DISPLAY"):
        return ""
    display = environment.get("DISPLAY", "")
    if not display:
        return "there is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set)"
    local = _LOCAL.fullmatch(display)
    if local and _SOCKETS.is_dir() and not (_SOCKETS / f"X{local[1]}").exists():
        return f"no display answers at DISPLAY={display}"
    return ""
