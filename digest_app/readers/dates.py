"""Dates as files state them, in ISO 8601 and no more precise than they were stated."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import Final

from digest_app.domain.compiled import compiled
from digest_app.readers.line_words import ENGLISH_MONTHS

_MONTH_NAMES: Final = {
    1: "january jan januar jänner enero ene janvier janv janeiro gennaio gen januari styczeń "
    "stycznia leden ledna января янв tammikuu tammikuuta ocak",
    2: "february feb februar febrero février févr fev fevereiro febbraio februari luty lutego "
    "února февраля фев helmikuuta şubat",
    3: "march mar märz mrz marzo mars março maart mrt marca března марта мар maaliskuuta mart",
    4: "april apr abril abr avril avr aprile kwietnia dubna апреля апр huhtikuuta nisan",
    5: "may mai mayo maio maggio mag mei maj maja května мая toukokuuta mayıs",
    6: "june jun juni junio juin junho giugno giu czerwca června июня июн kesäkuuta haziran",
    7: "july jul juli julio juillet juil julho luglio lug lipca července июля июл heinäkuuta "
    "temmuz",
    8: "august aug agosto ago août agustus augustus augusti sierpnia srpna августа авг elokuuta "
    "ağustos",
    9: "september sep sept septiembre set septembre setembro settembre september września září "
    "сентября сен syyskuuta eylül",
    10: "october oct oktober okt octubre octobre outubro out ottobre ott oktober października "
    "října октября окт lokakuuta ekim",
    11: "november nov noviembre novembre novembro listopada listopadu ноября ноя marraskuuta kasım",
    12: "december dec dezember dez diciembre dic décembre déc dezembro dicembre december desember "
    "grudnia prosince декабря дек joulukuuta aralık",
}
MONTHS: Final = {name: number for number, names in _MONTH_NAMES.items() for name in names.split()}


def _pattern_of(names: list[str]) -> str:
    """Return a pattern for one of these names, the longest that fits.

    Names that begin alike are written together: a search ignoring case tries every alternative.
    """
    letters = sorted({name[0] for name in names if name})
    if not letters:
        return ""
    ways = [letter + _pattern_of([n[1:] for n in names if n[:1] == letter]) for letter in letters]
    return f"(?:{'|'.join(ways)})" + ("?" if "" in names else "")


_MONTH: Final = _pattern_of(list(MONTHS))
# Patterns that ignore case take ``mayis`` for ``mayıs`` and ``ſept`` for ``sept``.
_DOTTED: Final = str.maketrans("İı", "ii")
FOLDED: Final = {name.translate(_DOTTED).casefold(): n for name, n in MONTHS.items()}

_LETTERS: Final = re.compile(r"[^\W\d_]+")
_OF: Final = ("de", "del")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_ISO: Final = re.compile(
    r"\b((?:19|20)\d\d)-(\d\d)(?:-(\d\d)(?:[T ]\s?(\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s?(Z|"
    r"[+-]\d\d:?\d\d)?)?)?(?![\d-])"
)
_COMPACT: Final = re.compile(r"^((?:19|20)\d\d)(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?(Z)?)?$")
_YMD: Final = re.compile(r"\b((?:19|20)\d\d)[/.](\d\d?)[/.](\d\d?)\b")
_CJK: Final = re.compile(r"((?:19|20)\d\d)\s?[年년]\s?(\d\d?)\s?[月월]\s?(\d\d?)\s?[日일]")
_DAY_FIRST: Final = re.compile(
    rf"\b(\d\d?)(?:\.|st|nd|rd|th|er|º)?\s?(?:de |of )?[-/ ]?({_MONTH})\.?,?[-/ ]?\s?(?:de |del "
    rf")?((?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_MONTH_FIRST: Final = re.compile(
    rf"\b({_MONTH})\.?\s(\d\d?)(?:st|nd|rd|th)?,?\s+(?:at\s)?((?:19|20)\d\d)\b", re.IGNORECASE
)
_NUMERIC: Final = re.compile(r"\b(\d\d?)([./-])(\d\d?)\2((?:19|20)\d\d)\b")
_MONTH_YEAR: Final = re.compile(rf"^({_MONTH})\.?,?\s((?:19|20)\d\d)$", re.IGNORECASE)
_CLOCK: Final = re.compile(
    r"(?<![\d:])(\d\d?)[:.h](\d\d)(?::(\d\d))?\s?(a\.?m\.?|p\.?m\.?)?(?![\d:])"
    r"(?:\s?\(?(Z|UTC|GMT|BST|E[SD]?T|C[SD]?T|M[SD]?T|P[SD]?T|CEST|CET|IST|JST|HKT|SGT)?"
    r"\s?([+-]\d\d?(?::?\d\d)?)?(?![A-Za-z\d]))?",
    re.IGNORECASE,
)
_HOUR: Final = re.compile(r"(?<![\d:.])(\d\d?)\s?(a\.?m\.?|p\.?m\.?)(?!\w)", re.IGNORECASE)
# Abbreviations with one meaning in news; ET, PT and the like depend on the season and stay open.
_ZONES: Final = {
    "z": 0, "utc": 0, "gmt": 0, "bst": 1, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7,
    "mdt": -6, "pst": -8, "pdt": -7, "cet": 1, "cest": 2, "jst": 9, "hkt": 8, "sgt": 8,
}  # fmt: skip
_ENGLISH_MONTH: Final = re.compile("|".join(ENGLISH_MONTHS), re.IGNORECASE)
_FIRST_YEAR, _LAST_YEAR = 1900, 2099
_TWELVE: Final = 12
_QUICK: Final = compiled("digest_app.readers.compiled_dates")  # knows what is simple
_LONGEST: Final = 120
_MILLISECONDS_FROM: Final = 100_000_000_000


def iso_date(stated: str, language: str = "") -> str:
    """Return the first date in ``stated``, in ISO 8601, as precise as it is stated there.

    An empty string where there is none, or where it cannot be known which number is the month:
    ``03/04/2024`` is read only with a ``language`` (a BCP 47 tag) whose countries agree on it.
    """
    known: str | None = _QUICK.date(stated) if _QUICK else None
    return _iso_date(stated, language) if known is None else known


def _iso_date(stated: str, language: str) -> str:
    words = " ".join(stated[:_LONGEST].split())
    if not any(c.isdigit() for c in words):
        return ""
    return _iso(words) or _in_words(words, language) or _internet(words)


def from_seconds(stated: float) -> str:
    """Return a Unix time, in seconds or milliseconds, in ISO 8601 (UTC)."""
    seconds = stated / 1000 if abs(stated) >= _MILLISECONDS_FROM else stated
    try:
        moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    except OverflowError:
        return ""
    return moment.isoformat(timespec="seconds") if moment.year > 1990 else ""  # noqa: PLR2004 - 0 and 1 are no dates of news


def _iso(words: str) -> str:
    found = _ISO.search(words) or _COMPACT.match(words)
    if found is None:
        return ""
    year, month, day, hour, minute, second, zone = found.groups()
    date = _date(year, month, day)
    if not date or hour is None:
        return date
    return date + _time(int(hour), int(minute), int(second or 0), _zone(zone or ""))


def _in_words(words: str, language: str) -> str:
    if not _YEAR.search(words):  # all forms have one; the names of months are slow to look for
        return ""
    with_month = _may_name_month(words)
    date, rest = _day(words, language, with_month=with_month)
    if not date:
        found = _MONTH_YEAR.match(words) if with_month else None
        return _date(found[2], _month(found[1]), None) if found else ""
    clock = _CLOCK.search(rest)
    if clock:
        zone = _zone(clock[6] or "") or _abbreviation(clock[5] or "")
        return date + _time(_hour(clock[1], clock[4]), int(clock[2]), int(clock[3] or 0), zone)
    hour = _HOUR.search(rest)
    return date + _time(_hour(hour[1], hour[2]), 0, 0, "") if hour else date


def _may_name_month(words: str) -> bool:
    """Tell whether a month may be named: patterns with all months are slow to search with.

    What patterns allow at both ends of a name ("12thmarch", "marzode 2024") counts.
    """
    folded = words.casefold() if words.isascii() else words.translate(_DOTTED).casefold()
    for name in _LETTERS.findall(folded):
        if name in FOLDED or name[1:] in FOLDED or name[2:] in FOLDED or name.endswith(_OF):
            return True
    return False


def _day(words: str, language: str, *, with_month: bool) -> tuple[str, str]:
    """Find the day; return it and the words around it, where the time of day may stand."""
    date, found = "", None
    if found := _MONTH_FIRST.search(words) if with_month else None:
        date = _date(found[3], _month(found[1]), found[2])
    elif found := _DAY_FIRST.search(words) if with_month else None:
        date = _date(found[3], _month(found[2]), found[1])
    elif found := _CJK.search(words) or _YMD.search(words):
        date = _date(found[1], found[2], found[3])
    elif found := _NUMERIC.search(words):
        date = _numeric(found, language)
    return (date, words[: found.start()] + " " + words[found.end() :]) if found else ("", "")


def _month(name: str) -> str:
    """Return the number of a month, however a pattern that ignores case found its name."""
    return str(FOLDED[name.translate(_DOTTED).casefold()])


def _numeric(found: re.Match[str], language: str) -> str:
    one, mark, two, year = int(found[1]), found[2], int(found[3]), found[4]
    if one > _TWELVE or mark == "." or one == two:
        return _date(year, str(two), str(one))
    if two > _TWELVE or language == "en-US":
        return _date(year, str(one), str(two))
    day_first = (language and not language.startswith("en")) or language in {
        "en-GB",
        "en-AU",
        "en-IN",
    }
    return _date(year, str(two), str(one)) if day_first else ""


def _internet(words: str) -> str:
    """Read the form of e-mails and feeds, ``Tue, 12 Mar 2024 09:30:00 +0800``."""
    if not _ENGLISH_MONTH.search(words):
        return ""
    try:
        moment = parsedate_to_datetime(words)
    except (ValueError, IndexError, TypeError, OverflowError):
        return ""
    return moment.isoformat() if _FIRST_YEAR <= moment.year <= _LAST_YEAR else ""


def _date(year: str, month: str, day: str | None) -> str:
    try:
        stated = date(int(year), int(month), int(day or 1)).isoformat()
    except ValueError:
        return ""
    return stated if day else stated[: len("2024-03")]


def _time(hour: int, minute: int, second: int, zone: str) -> str:
    if hour > 23 or minute > 59 or second > 59:  # noqa: PLR2004 - a clock
        return ""
    return f"T{hour:02}:{minute:02}:{second:02}{zone}"


def _hour(hour: str, half: str | None) -> int:
    if not half:
        return int(hour)
    return int(hour) % _TWELVE + _TWELVE * half.lower().startswith("p")


def _zone(stated: str) -> str:
    if not stated:
        return ""
    if stated in "Zz":
        return "+00:00"
    digits = stated[1:].replace(":", "")
    digits = digits if len(digits) > 2 else digits.zfill(2) + "00"  # noqa: PLR2004 - hours alone
    return f"{stated[0]}{digits[:2]}:{digits[2:]}"


def _abbreviation(stated: str) -> str:
    hours = _ZONES.get(stated.lower())
    if hours is None:
        return ""
    return str(timezone(timedelta(hours=hours))).removeprefix("UTC") or "+00:00"
