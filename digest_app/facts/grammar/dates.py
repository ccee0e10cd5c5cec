"""Dates, times and lengths of time: what each phrase means, reckoned from the article's date."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from digest_app.domain.fact import FactType
from digest_app.facts.grammar import calendar
from digest_app.facts.grammar.calendar import Today
from digest_app.facts.grammar.lengths import (
    VAGUE,
    Meaning,
    length,
    length_of,
    lengths,
    time_of_day,
    units,
)
from digest_app.facts.grammar.numerals import numbers
from digest_app.facts.grammar.phrase import Found, Phrase

_NO_DATE = "The article's date is not known, so this stays open."
_OTHER_TIME = "It counts from another time that the text tells."
_MOVABLE = "This day falls on another date every year."
_MONTHS = ("month", "short_month", "maybe_month")
_WEEKDAYS = ("weekday", "short_weekday")
_DIRECTIONS = {"last": -1, "this": 0, "next": 1}
_NEAR = 70
_LAST_DAY = 31


def date(phrase: Phrase, today: Today | None) -> Found | None:
    """Read a date, a time or a length of time; None where it is something else after all."""
    meaning = _READERS[phrase.shape](phrase, today)
    if meaning is None:
        return None
    return Found(FactType.DATE, phrase.start, phrase.end, meaning.value, meaning.note)


def _direction(phrase: Phrase) -> int | None:
    """Return -1 for last, 0 for this, 1 for next; None where none of them stands."""
    pointing = phrase.of(*_DIRECTIONS)
    return _DIRECTIONS[pointing[0].kind] if pointing else None


def _year(phrase: Phrase) -> int | None:
    """Return the year that the phrase states."""
    years = phrase.of("year")
    return int(years[-1].word) if years else None


def _iso(phrase: Phrase, _today: Today | None) -> Meaning | None:
    day = phrase.lexed.word(phrase.first)[:10]
    try:
        return Meaning(dt.date.fromisoformat(day).isoformat())
    except ValueError:
        return None


def _numeric(phrase: Phrase, _today: Today | None) -> Meaning | None:
    word = phrase.lexed.word(phrase.first)
    first, second, year = (int(n) for n in re.split(r"[./-]", word))
    day_first = phrase.lexed.lexicon.day_first or "." in word or first > 12  # noqa: PLR2004 - months
    day, month = (first, second) if day_first else (second, first)
    year += 0 if year > 99 else 2000 if year < 70 else 1900  # noqa: PLR2004 - as POSIX reads two digits
    return (
        Meaning(f"{year:04d}-{month:02d}-{day:02d}") if calendar.is_date(year, month, day) else None
    )


def _signed(phrase: Phrase, today: Today | None) -> Meaning | None:
    """Read a date whose parts carry signs, as in Chinese, Japanese and Korean."""
    read, number = dict[str, int](), 0
    for item in phrase.items():
        if item.kind in ("int", "year") and item.word.isdecimal():
            number = int(item.word)
        elif item.kind.endswith("_sign"):
            read[item.kind] = number
    year, month, day = (read.get(f"{name}_sign", 0) for name in ("year", "month", "day"))
    if not year and today and today.date and month and day:
        year = calendar.nearest_year(today.date, month, day) or 0
    if month and not calendar.is_date(year or 2000, month, day or 1):
        return None
    if not year:
        return Meaning("", _NO_DATE)
    parts = [f"{year:04d}", *(f"{n:02d}" for n in (month, day) if n)]
    return Meaning("-".join(parts))


def _days(phrase: Phrase) -> list[int]:
    """Return the days of the month that the phrase states."""
    ordinals = [int(phrase.value(i)) for i in phrase.of("ordinal")]
    return [int(i.word) for i in phrase.of("int") if i.word.isdecimal()] or ordinals


def _month_day(phrase: Phrase, today: Today | None) -> Meaning | None:
    months = [int(phrase.value(i)) for i in phrase.of(*_MONTHS)]
    days = _days(phrase)
    if not days or not all(0 < d <= _LAST_DAY for d in days):
        return None
    year = _year(phrase)
    if year is None and today and today.date:
        year = calendar.nearest_year(today.date, months[0], days[0])
    if year is None:
        return Meaning("", _NO_DATE)
    pairs = list(zip([months[0], months[-1]][: len(days)], days[:2], strict=True))
    if not all(calendar.is_date(year, m, d) for m, d in pairs):
        return None
    return Meaning("/".join(f"{year:04d}-{m:02d}-{d:02d}" for m, d in pairs))


def _month(phrase: Phrase, today: Today | None) -> Meaning | None:
    months = [int(phrase.value(i)) for i in phrase.of(*_MONTHS)]
    year = _year(phrase)
    if year is None:
        year = _month_year(months[0], _direction(phrase), today)
    if year is None:
        return Meaning("", _NO_DATE)
    return Meaning("/".join(calendar.month_of(year, m) for m in months[:2]))


def _month_year(month: int, direction: int | None, today: Today | None) -> int | None:
    """Return the year of a month without one: the nearest, the last or the next."""
    if today is None or not today.month:
        return None
    if direction == -1:
        return today.year - (month >= today.month)
    if direction == 1:
        return today.year + (month <= today.month)
    half = 6
    ahead = (month - today.month) % 12
    return (
        today.year + (month < today.month) if ahead < half else today.year - (month > today.month)
    )


def _weekday(phrase: Phrase, today: Today | None) -> Meaning | None:
    if today is None or today.date is None:
        return Meaning("", _NO_DATE)
    number = int(phrase.value(phrase.of(*_WEEKDAYS)[0]))
    direction = _direction(phrase)
    if direction is None:
        direction = 1 if _is_ahead(phrase) else -1
    now = today.date - dt.timedelta(days=1) if phrase.has("last") else today.date
    return Meaning(calendar.weekday_near(now, number, direction).isoformat())


def _is_ahead(phrase: Phrase) -> bool:
    """Tell whether the sentence so far speaks of the future."""
    lexed = phrase.lexed
    before = lexed.lowered[max(0, phrase.start - _NEAR) : phrase.start]
    clause = re.split(r"[.;\n]", before)[-1]
    return any(word in lexed.lexicon.future for word in re.findall(r"\w+", clause))


def _relative_day(phrase: Phrase, today: Today | None) -> Meaning | None:
    if today is None or today.date is None:
        return Meaning("", _NO_DATE)
    shift = int(phrase.value(phrase.of("relative_day")[0]))
    return Meaning((today.date + dt.timedelta(days=shift)).isoformat())


def _pointed_day(phrase: Phrase, today: Today | None) -> Meaning | None:
    if today is None or today.date is None:
        return Meaning("", _NO_DATE)
    shift = _direction(phrase) or 0
    return Meaning((today.date + dt.timedelta(days=shift)).isoformat())


def _ago(phrase: Phrase, today: Today | None) -> Meaning | None:
    if phrase.has("earlier"):
        return Meaning("", _OTHER_TIME)
    if today is None or today.date is None:
        return Meaning("", _NO_DATE)
    counts = numbers(phrase) or (
        [] if phrase.has("several") or phrase.has("plenty") else [Decimal(1)]
    )
    return _moved(today.date, counts, units(phrase)[0], -1)


def _moved(now: dt.date, counts: list[Decimal], unit: str, direction: int) -> Meaning:
    """Return the date or the interval that lies some lengths of time from now."""
    if not counts:
        return Meaning("", VAGUE)
    whole = all(c == int(c) for c in counts)
    days = [calendar.shifted(now, unit, int(c) * direction) for c in counts[:2]] if whole else []
    known = sorted(day for day in days if day)
    if not known or unit.startswith("T"):
        return Meaning("", VAGUE)
    return Meaning("/".join(calendar.rounded(day, unit) for day in known))


def _ahead(phrase: Phrase, today: Today | None) -> Meaning | None:
    if today is None or today.date is None:
        return Meaning("", _NO_DATE)
    return _moved(today.date, numbers(phrase), units(phrase)[0], 1)


def _pointed_length(phrase: Phrase, today: Today | None) -> Meaning | None:
    """Read “the past two years”: from then to now; “the next three to six months”: in so long."""
    counts, unit, pointing = numbers(phrase), units(phrase)[0], _direction(phrase)
    direction = pointing or -1
    if not counts:
        return Meaning("", VAGUE)
    if pointing == 0 or today is None or today.date is None or unit.startswith("T"):
        return length_of(counts, unit)
    ends = [calendar.shifted(today.date, unit, int(c) * direction) for c in counts[:2]]
    days = [d for d in ends if d] + ([today.date] if len(ends) == 1 else [])
    return Meaning("/".join(d.isoformat() for d in sorted(days)))


def _pointed_unit(phrase: Phrase, today: Today | None) -> Meaning | None:
    if phrase.has("season"):
        return _season(phrase, today)
    unit, direction = units(phrase)[0], _direction(phrase) or 0
    if phrase.has("quarter"):
        return _pointed_quarter(phrase, direction, today)
    if today is None:
        return Meaning("", _NO_DATE)
    return _unit_value(unit, direction, today)


def _pointed_quarter(phrase: Phrase, direction: int, today: Today | None) -> Meaning:
    """Read “last quarter”, and “the last quarter of 1997”."""
    year = _year(phrase)
    if year is not None:
        return Meaning(calendar.months(year, 10, 3))
    if today is None or not today.month:
        return Meaning("", _NO_DATE)
    first = (today.month - 1) // 3 * 3 + 1 + direction * 3
    return Meaning("/".join(calendar.month_of(today.year, 1, first - 1 + k) for k in (0, 2)))


def _unit_value(unit: str, direction: int, today: Today) -> Meaning | None:
    """Return last, this or next year, month, week or day."""
    year = today.year + direction
    if unit.endswith("Y"):
        by_years = {
            "1Y": f"{year:04d}",
            "10Y": calendar.decade(today.year + 10 * direction, today.year),
            "100Y": calendar.century((today.year - 1) // 100 + 1 + direction),
        }
        return Meaning(by_years.get(unit, ""))
    if unit == "1M" and today.month:
        return Meaning(calendar.month_of(today.year, today.month, direction))
    if today.date is None or unit.startswith("T"):
        return Meaning("", _NO_DATE)
    if unit in ("1W", "2D"):
        return Meaning(calendar.week(today.date, direction))
    return Meaning((today.date + dt.timedelta(days=direction)).isoformat())


def _season(phrase: Phrase, today: Today | None) -> Meaning | None:
    first = int(phrase.value(phrase.of("season")[0]))
    year = _year(phrase)
    if year is None:
        year = _month_year(first, _direction(phrase), today)
    return Meaning(calendar.months(year, first, 3)) if year is not None else Meaning("", _NO_DATE)


def _quarter_of(phrase: Phrase, today: Today | None) -> Meaning | None:
    """Read “the first quarter”, “the second half of 2023”."""
    number = _ordinal(phrase)
    half = phrase.has("half")
    size = 6 if half else 3
    if number is None or not 1 <= number <= 12 // size:
        return None
    year = _year(phrase)
    if year is None and today:
        year = today.year + (_direction(phrase) or 0)
        begun = (number - 1) * size + 1 <= (today.month or 12)
        year -= 0 if begun or phrase.of(*_DIRECTIONS) else 1
    if year is None:
        return Meaning("", _NO_DATE)
    return Meaning(calendar.months(year, (number - 1) * size + 1, size))


def _ordinal(phrase: Phrase) -> int | None:
    """Return the ordinal number of the phrase; the last of four counts as the fourth."""
    found = phrase.of("ordinal", "int", "last")
    if not found:
        return None
    item = found[0]
    if item.kind == "last":
        return 2 if phrase.has("half") else 4
    return int(item.word) if item.word.isdecimal() else int(phrase.value(item))


def _century(phrase: Phrase, _today: Today | None) -> Meaning | None:
    number = _ordinal(phrase)
    if number is None or units(phrase)[0] != "100Y" or not 0 < number <= 30:  # noqa: PLR2004 - centuries
        return None
    return Meaning(calendar.century(number))


def _decade(phrase: Phrase, today: Today | None) -> Meaning | None:
    number = int(phrase.of("year", "int")[0].word)
    if number % 10 or (number < 1000 and not 20 <= number <= 90):  # noqa: PLR2004 - 20s to 90s, 1990s
        return None
    return Meaning(calendar.decade(number, today.year if today else None))


def _years(phrase: Phrase, _today: Today | None) -> Meaning | None:
    first, last = (i.word for i in phrase.of("year", "int"))
    last = first[: -len(last)] + last if len(last) < len(first) else last
    if not last.isdecimal() or int(last) <= int(first):
        return None
    return Meaning(f"{first}/{last}")


def _bare_year(phrase: Phrase, _today: Today | None) -> Meaning | None:
    """Read a year that stands alone, unless it counts or numbers something."""
    if (
        not phrase.has("early")
        and not phrase.has("mid")
        and not phrase.has("late")
        and _counts(phrase)
    ):
        return None
    return Meaning(phrase.of("year")[0].word)


def _counts(phrase: Phrase) -> bool:
    """Tell whether four digits are a number and no year: 1500 people, No. 2047."""
    lexed, year = phrase.lexed, int(phrase.of("year")[0].word)
    before, after = phrase.kind_at(phrase.first - 1), phrase.kind_at(phrase.last)
    if after in ("measure", "dash", "number", "magnitude", "percent", "currency"):
        return True
    if after == "word" and lexed.lexicon.plural.search(lexed.word(phrase.last)):
        return True
    usual = 1800 <= year < 2100  # noqa: PLR2004 - years that news are about
    return not usual and before not in ("preposition", "from", "of", "to", "month")


def _holiday(phrase: Phrase, today: Today | None) -> Meaning | None:
    fixed = str(phrase.value(phrase.of("holiday")[0]))
    if not fixed:
        return Meaning("", _MOVABLE)
    month, day = (int(n) for n in fixed.split("-"))
    year = _year(phrase)
    if year is None and today and today.date:
        year = calendar.nearest_year(today.date, month, day)
    return Meaning(f"{year:04d}-{fixed}") if year is not None else Meaning("", _NO_DATE)


def _part_of_unit(phrase: Phrase, today: Today | None) -> Meaning | None:
    """Leave “late in the day” open: it says no date."""
    unit = units(phrase)[0]
    return _unit_value(unit, 0, today) if today and unit in ("1Y", "1M", "1W") else None


_Reader = Callable[[Phrase, Today | None], Meaning | None]
_READERS: Mapping[str, _Reader] = {
    "signed": _signed,
    "iso": _iso,
    "numeric": _numeric,
    "month_day": _month_day,
    "day_month": _month_day,
    "ordinal_of_month": _month_day,
    "months_of_year": _month,
    "pointed_month": _month,
    "month": _month,
    "holiday": _holiday,
    "weekday": _weekday,
    "relative_day": _relative_day,
    "pointed_day": _pointed_day,
    "ago": _ago,
    "ahead": _ahead,
    "quarter_of": _quarter_of,
    "quarter_letter": _quarter_of,
    "pointed_length": _pointed_length,
    "pointed_unit": _pointed_unit,
    "part_of_unit": _part_of_unit,
    "season": _season,
    "century": _century,
    "decade": _decade,
    "lengths": lengths,
    "length": length,
    "time": time_of_day,
    "years": _years,
    "year": _bare_year,
    "year_of": _bare_year,
}
