"""Dates, lengths and languages as the window says them."""

from __future__ import annotations

import re
from datetime import datetime
from html import escape

from PySide6.QtCore import QLocale

_WORD = re.compile(r"\w+(?:[’'-]\w+)*")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_WORDS_A_MINUTE = 230
_CJK_A_MINUTE = 400
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def tip(words: str) -> str:
    """Return words of a file as a tool tip, which would take what looks like tags for tags."""
    return "<qt>" + escape(words).replace("\n", "<br>") + "</qt>" if words else ""


def length(text: str) -> tuple[int, int]:
    """Return the words of a text and the minutes it takes to read, at least one."""
    signs = len(_CJK.findall(text))
    words = len(_WORD.findall(_CJK.sub(" ", text)))
    minutes = round(words / _WORDS_A_MINUTE + signs / _CJK_A_MINUTE)
    return words + signs, max(1, minutes)


def day(iso: str) -> str:
    """Return ``12 Mar 2024``, ``Mar 2024`` or ``2024``, as precise as the date is stated."""
    parts = iso[:10].split("-")
    if not parts[0].isdigit():
        return iso
    year, *rest = parts
    numbers = [int(part) for part in rest if part.isdigit()]
    if not numbers or not 1 <= numbers[0] <= len(_MONTHS):
        return year
    month = f"{_MONTHS[numbers[0] - 1]} {year}"
    return f"{numbers[1]} {month}" if len(numbers) > 1 else month


def today() -> str:
    """Return the present day as a person here writes it."""
    return day(datetime.now().astimezone().date().isoformat())


def since(iso: str, now: datetime) -> str:
    """Return how long ago a moment was (``3 h ago``), or its day when that says more."""
    try:
        then = datetime.fromisoformat(iso)
    except ValueError:
        return day(iso)
    if then.tzinfo is None or "T" not in iso:
        return day(iso)
    minutes = int((now - then).total_seconds() // 60)
    if minutes < 0 or minutes >= 7 * 24 * 60:
        return day(iso)
    if minutes < 60:  # noqa: PLR2004 - an hour
        return f"{minutes} min ago" if minutes else "just now"
    hours = minutes // 60
    return f"{hours} h ago" if hours < 24 else f"{hours // 24} d ago"  # noqa: PLR2004 - a day


def language_name(tag: str) -> str:
    """Return ``German`` for ``de-CH`` (BCP 47); the tag itself where Qt has no name for it."""
    language = QLocale.codeToLanguage(tag.partition("-")[0])
    return QLocale.languageToString(language) if language != QLocale.Language.AnyLanguage else tag


def shortened(words: str, most: int = 48) -> str:
    """Return words on one line, with a … for what is too much."""
    line = " ".join(words.split())
    return line if len(line) <= most else f"{line[:most].rstrip()}…"
