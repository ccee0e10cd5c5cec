"""Reckoning with days, months and years; all results are ISO 8601 dates or intervals."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from typing import NamedTuple

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
# Far enough from the calendar's ends that a year more or less is still inside.
_SAFE = (200, 9000)
_MONTHS = 12
_DAYS = 7
_CENTURY = 100
_LENGTH = re.compile(r"(T?)(\d+)([SMHDWY])")


class Today(NamedTuple):
    """The article's date as far as it is known: ``month`` and ``day`` are 0 where it is not."""

    year: int
    month: int = 0
    day: int = 0

    @property
    def date(self) -> dt.date | None:
        """The full date, or None."""
        return dt.date(self.year, self.month, self.day) if self.month and self.day else None


def today(published: str) -> Today | None:
    """Read an ISO date of any precision; None where it is empty or impossible."""
    match = _ISO.match(published)
    if not match:
        return None
    year, month, day = (int(part or 0) for part in match.groups())
    if not _SAFE[0] <= year <= _SAFE[1] or not is_date(year, month or 1, day or 1):
        return None
    return Today(year, month, day)


def is_date(year: int, month: int, day: int) -> bool:
    """Tell whether the calendar has such a day."""
    return 1 <= month <= _MONTHS and 1 <= day <= monthrange(year, month)[1]


def month_of(year: int, month: int, shift: int = 0) -> str:
    """Write a month, some months later or earlier: ``2023-04``."""
    total = year * _MONTHS + month - 1 + shift
    return f"{total // _MONTHS:04d}-{total % _MONTHS + 1:02d}"


def shifted(day: dt.date, length: str, times: int) -> dt.date | None:
    """Move a day by a length of time (``3M`` as ISO 8601 writes it); None outside the calendar."""
    match = _LENGTH.fullmatch(length)
    if not match or match[1]:
        return None
    count, unit = int(match[2]) * times, match[3]
    try:
        if unit in "DW":
            return day + dt.timedelta(days=count * (_DAYS if unit == "W" else 1))
        total = day.year * _MONTHS + day.month - 1 + count * (_MONTHS if unit == "Y" else 1)
        year, month = total // _MONTHS, total % _MONTHS + 1
        return dt.date(year, month, min(day.day, monthrange(year, month)[1]))
    except (ValueError, OverflowError):
        return None


def rounded(day: dt.date, length: str) -> str:
    """Write a day as precisely as its unit allows: by years ``2022``, by months ``2022-03``."""
    unit = length[-1] if not length.startswith("T") else "D"
    return {"Y": f"{day.year:04d}", "M": day.isoformat()[:7]}.get(unit, day.isoformat())


def nearest_year(now: dt.date, month: int, day: int) -> int | None:
    """Return the year that puts a day without year nearest to now."""
    possible = [y for y in (now.year - 1, now.year, now.year + 1) if is_date(y, month, day)]
    return min(possible, key=lambda y: abs((dt.date(y, month, day) - now).days), default=None)


def weekday_near(now: dt.date, weekday: int, towards: int) -> dt.date:
    """Return the last such weekday up to now (-1), the next one after (1), or this week's (0)."""
    if towards < 0:
        return now - dt.timedelta(days=(now.isoweekday() - weekday) % _DAYS)
    if towards > 0:
        return now + dt.timedelta(days=(weekday - now.isoweekday() - 1) % _DAYS + 1)
    return now + dt.timedelta(days=weekday - now.isoweekday())


def week(day: dt.date, shift: int) -> str:
    """Write the week of a day, some weeks on, from Monday to Sunday."""
    monday = day + dt.timedelta(days=shift * _DAYS - day.isoweekday() + 1)
    return f"{monday.isoformat()}/{(monday + dt.timedelta(days=_DAYS - 1)).isoformat()}"


def months(year: int, first: int, count: int) -> str:
    """Write some months of a year as an interval: ``2024-01/2024-03``."""
    return f"{month_of(year, first)}/{month_of(year, first, count - 1)}"


def decade(year: int, now: int | None) -> str:
    """Write a decade: 1990 or 90 give ``1990/1999``; two digits mean the last such decade."""
    if year < _CENTURY:
        base = (now or 2000) // _CENTURY * _CENTURY + year
        year = base if base <= (now or 2000) else base - _CENTURY
    return f"{year // 10 * 10:04d}/{year // 10 * 10 + 9:04d}"


def century(number: int) -> str:
    """Write a century: the 20th is ``1901/2000``."""
    return f"{(number - 1) * _CENTURY + 1:04d}/{number * _CENTURY:04d}"


def length(count: str, unit: str) -> str:
    """Write a duration: ``P6M``, ``PT90M``; the count may be a decimal fraction."""
    match = _LENGTH.fullmatch(unit)
    if not match:
        return ""
    base = int(match[2])
    number = f"{float(count) * base:g}" if base != 1 else count
    return f"P{match[1]}{number}{match[3]}"
