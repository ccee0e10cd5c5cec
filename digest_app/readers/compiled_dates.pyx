"""The compiled form of what ``dates`` is asked most: dates as machines write them, and plain ones.

Answers exactly as the Python does, and with None for all other forms: the Python is asked then.
"""

from cpython.unicode cimport PyUnicode_GET_LENGTH

cdef extern from "Python.h":
    bint PyUnicode_IS_ASCII(object text)
    bint PyUnicode_CheckExact(object text)
    const unsigned char *PyUnicode_1BYTE_DATA(object text)
    object PyUnicode_FromStringAndSize(const char *data, Py_ssize_t length)
    object PyBytes_FromStringAndSize(const char *data, Py_ssize_t length)

cdef enum:
    MOST_DATE = 120
    LONGEST_MONTH = 16


cdef inline bint _digit(unsigned char c) noexcept:
    return c'0' <= c <= c'9'


cdef inline bint _letter(unsigned char c) noexcept:
    return c'a' <= (c | 0x20) <= c'z'


# --- Dates as machines write them -------------------------------------------------------------

cdef inline int _number(const unsigned char *data, Py_ssize_t at) noexcept:
    """Return the number of two digits; -1000 where they are none."""
    if _digit(data[at]) and _digit(data[at + 1]):
        return (data[at] - c'0') * 10 + data[at + 1] - c'0'
    return -1000


cdef inline int _days_of(int year, int month) noexcept:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month == 4 or month == 6 or month == 9 or month == 11 else 31


cdef bint _is_day(const unsigned char *data) noexcept:
    """Tell whether ten signs are a day of these two centuries, ``2024-03-12``."""
    cdef int century = _number(data, 0), year = _number(data, 2)
    cdef int month = _number(data, 5), day = _number(data, 8)
    if (century != 19 and century != 20) or year < 0 or data[4] != c'-' or data[7] != c'-':
        return False
    return 1 <= month <= 12 and 1 <= day <= _days_of(century * 100 + year, month)


cpdef object date(stated):
    """Return ``2024-03-12T09:30:00Z``, ``March 12, 2024`` and the like in ISO 8601, else None."""
    cdef Py_ssize_t size
    cdef const unsigned char *data
    if not PyUnicode_CheckExact(stated):
        return None
    size = PyUnicode_GET_LENGTH(stated)
    if size == 0:
        return ""
    if size > MOST_DATE or not PyUnicode_IS_ASCII(stated):
        return None
    data = PyUnicode_1BYTE_DATA(stated)
    if size >= 10 and _is_day(data):
        return stated if size == 10 else _moment(data, size)
    if not _may_be_date(data, size):
        return ""
    plain = _plain(data, size)
    return _month_first(data, size) if plain is None else plain


cdef object _moment(const unsigned char *data, Py_ssize_t size):
    """Return a day with its time; None where it is not in the form of machines."""
    cdef char made[25]
    cdef Py_ssize_t at = 16
    cdef int width = 19
    if size < 16 or (data[10] != c'T' and data[10] != c' ') or data[13] != c':':
        return None
    if not (0 <= _number(data, 11) <= 23 and 0 <= _number(data, 14) <= 59):
        return None
    for width in range(16):
        made[width] = <char>data[width]
    made[10], made[16], made[17], made[18] = c'T', c':', c'0', c'0'
    if at + 3 <= size and data[at] == c':':
        if not 0 <= _number(data, at + 1) <= 59:
            return None
        made[17], made[18] = <char>data[at + 1], <char>data[at + 2]
        at = _after_fraction(data, at + 3, size)
    width = _zone(data + at, size - at, made)
    return PyUnicode_FromStringAndSize(made, width) if width else None


cdef inline Py_ssize_t _after_fraction(
    const unsigned char *data, Py_ssize_t at, Py_ssize_t size
) noexcept:
    """Return where the parts of a second end, where there are any."""
    cdef Py_ssize_t end = at + 1
    if at >= size or (data[at] != c'.' and data[at] != c','):
        return at
    while end < size and _digit(data[end]):
        end += 1
    return end if end > at + 1 else at


cdef int _zone(const unsigned char *zone, Py_ssize_t size, char *made) noexcept:
    """Write the zone behind the time; return how long all is, 0 where it is another form."""
    cdef const char *none = b"+00:00"
    cdef Py_ssize_t minutes = 4 if size == 6 else 3
    cdef int at
    if size == 0:
        return 19
    if size == 1 and zone[0] == c'Z':
        for at in range(6):
            made[19 + at] = none[at]
        return 25
    if (size != 5 and size != 6) or (size == 6 and zone[3] != c':'):
        return 0
    if (zone[0] != c'+' and zone[0] != c'-') or _number(zone, 1) < 0 or _number(zone, minutes) < 0:
        return 0
    made[19], made[20], made[21] = <char>zone[0], <char>zone[1], <char>zone[2]
    made[22], made[23], made[24] = c':', <char>zone[minutes], <char>zone[minutes + 1]
    return 25


# --- Dates as people write them ---------------------------------------------------------------

cdef bint _may_be_date(const unsigned char *data, Py_ssize_t size) except -1:
    """Tell whether there is a digit, and a month's name or a year with a sign beside it.

    No form has a month in numbers without one of these signs, and no year without a month.
    """
    cdef Py_ssize_t at = 0, start
    cdef bint digit = False, dated = False
    while at < size and not (digit and dated):
        if _letter(data[at]):
            start = at
            at = _after_word(data, at, size)
            dated = dated or _may_name_month(data + start, at - start)
            continue
        if _digit(data[at]):
            digit = True
            dated = dated or (at + 4 <= size and _year(data + at) and _is_beside(data, at, size))
        at += 1
    return digit and dated


cdef inline bint _is_beside(const unsigned char *data, Py_ssize_t at, Py_ssize_t size) noexcept:
    """Tell whether a sign that may stand between numbers of a date is beside a year."""
    if at > 0 and data[at - 1] in (c'-', c'/', c'.'):
        return True
    at += 4
    return at < size and (data[at] in (c'-', c'/', c'.') or _digit(data[at]))


cdef bint _may_name_month(const unsigned char *data, Py_ssize_t size) except -1:
    """Tell whether a word is a month's name, with what patterns allow at its ends."""
    cdef char lower[LONGEST_MONTH]
    cdef Py_ssize_t at, skipped
    if size >= 2 and data[size - 2] | 0x20 == c'd' and data[size - 1] | 0x20 == c'e':
        return True
    if size >= 3 and data[size - 1] | 0x20 == c'l':  # of "del"
        if data[size - 3] | 0x20 == c'd' and data[size - 2] | 0x20 == c'e':
            return True
    if size < SHORTEST or size > LONGEST_MONTH:
        return False
    for at in range(size):
        lower[at] = <char>(data[at] | 0x20)
    for skipped in range(min(3, size)):
        if PyBytes_FromStringAndSize(lower + skipped, size - skipped) in NAMES:
            return True
    return False


cdef inline int _year(const unsigned char *data) noexcept:
    """Return the year of these two centuries that four signs are, 0 if they are none."""
    cdef int century = _number(data, 0), year = _number(data, 2)
    return century * 100 + year if (century == 19 or century == 20) and year >= 0 else 0


cdef object _plain(const unsigned char *data, Py_ssize_t size):
    """Read ``March 12, 2024``, ``12. March 2024`` and ``12.3.2024``; None for other forms."""
    cdef Py_ssize_t at = 0, last = size - 4
    cdef int day, month
    if size < 8 or _year(data + last) == 0:
        return None
    if _letter(data[0]):
        month = _month(data, &at, last)
        at += at < last and data[at] == c'.'
        if month == 0 or at == last or data[at] != c' ':
            return None
        at += 1
        day = _one_or_two(data, &at, last)
        at += at < last and data[at] == c','
    else:
        day = _one_or_two(data, &at, last)
        month = _behind_day(data, &at, last)
        if month < 0:
            return _stated(_year(data + last), -month, day) if at == last else None
        if month == 0:
            return None
        at += at < last and data[at] == c'.'
    if at != last - 1 or data[at] != c' ':
        return None
    return _stated(_year(data + last), month, day)


cdef object _month_first(const unsigned char *data, Py_ssize_t size):
    """Read ``Friday, March 12th, 2024 by us``: what has no other digits beside such a date."""
    cdef Py_ssize_t at = 0, end
    cdef int month, day
    while at < size:
        if not _letter(data[at]):
            if _digit(data[at]) or data[at] == c'_':
                return None
            at += 1
            continue
        month = _month(data, &at, size)
        end = at + (at < size and data[at] == c'.')
        if month == 0 or end >= size or data[end] != c' ':
            at = _after_word(data, at, size)
            continue
        end += 1
        if end == size or not _digit(data[end]):
            continue
        day = _one_or_two(data, &end, size)
        end = _behind_number(data, end, size)
        if end + 4 > size or _year(data + end) == 0 or not _is_last(data, end + 4, size):
            return None
        return _stated(_year(data + end), month, day)
    return None


cdef inline Py_ssize_t _after_word(
    const unsigned char *data, Py_ssize_t at, Py_ssize_t size
) noexcept:
    while at < size and _letter(data[at]):
        at += 1
    return at


cdef Py_ssize_t _behind_number(const unsigned char *data, Py_ssize_t at, Py_ssize_t size) noexcept:
    """Return where the year stands behind a day: "th", a comma and a space may be between."""
    cdef int ending
    if at + 2 <= size and _letter(data[at]):
        ending = data[at] << 8 | data[at + 1]
        if ending in (0x7374, 0x6E64, 0x7264, 0x7468):  # "st", "nd", "rd", "th"
            at += 2
    at += at < size and data[at] == c','
    return at + 1 if at < size and data[at] == c' ' else size


cdef bint _is_last(const unsigned char *data, Py_ssize_t at, Py_ssize_t size) noexcept:
    """Tell whether a year is a whole word, and no digit stands behind it."""
    if at < size and (_letter(data[at]) or data[at] == c'_'):
        return False
    while at < size:
        if _digit(data[at]):
            return False
        at += 1
    return True


cdef int _behind_day(const unsigned char *data, Py_ssize_t *at, Py_ssize_t last):
    """Return the month behind a day; a number with points around it as less than nothing."""
    cdef int month
    if at[0] < last and data[at[0]] == c'.':
        at[0] += 1
        if at[0] < last and _digit(data[at[0]]):
            month = _one_or_two(data, at, last)
            if at[0] == last or data[at[0]] != c'.':
                return 0
            at[0] += 1
            return -month
    if at[0] >= last or data[at[0]] != c' ':
        return 0
    at[0] += 1
    return _month(data, at, last)


cdef inline int _one_or_two(
    const unsigned char *data, Py_ssize_t *at, Py_ssize_t last
) noexcept:
    """Return the number of one digit or two, and go behind it; 0 where there is none."""
    cdef int number = 0
    cdef Py_ssize_t end = min(at[0] + 2, last)
    while at[0] < end and _digit(data[at[0]]):
        number = number * 10 + data[at[0]] - c'0'
        at[0] += 1
    return number


cdef int _month(const unsigned char *data, Py_ssize_t *at, Py_ssize_t last) except -1:
    """Return the month whose name stands here, in any language, and go behind it; or 0."""
    cdef char lower[LONGEST_MONTH]
    cdef int size = 0
    while at[0] < last and size < LONGEST_MONTH and _letter(data[at[0]]):
        lower[size] = <char>(data[at[0]] | 0x20)
        size += 1
        at[0] += 1
    return MONTHS.get(PyBytes_FromStringAndSize(lower, size), 0)


cdef object _stated(int year, int month, int day):
    """Return a day in ISO 8601; None where there is no such day."""
    cdef char made[10]
    if not 1 <= month <= 12 or not 1 <= day <= _days_of(year, month):
        return None
    _write(made, year // 100)
    _write(made + 2, year % 100)
    _write(made + 5, month)
    _write(made + 8, day)
    made[4] = made[7] = c'-'
    return PyUnicode_FromStringAndSize(made, 10)


cdef inline void _write(char *where, int number) noexcept:
    where[0], where[1] = <char>(c'0' + number // 10), <char>(c'0' + number % 10)


# The module in Python picks what stands here, so it is asked for what it knows last.
from digest_app.readers.dates import FOLDED as _FOLDED, MONTHS as _MONTHS  # noqa: E402

cdef dict MONTHS = {
    name.encode(): number for name, number in _MONTHS.items()
    if name.isascii() and len(name) <= LONGEST_MONTH
}
cdef frozenset NAMES = frozenset([name.encode() for name in _FOLDED if name.isascii()])
cdef int SHORTEST = min(map(len, NAMES))

if max(map(len, NAMES)) > LONGEST_MONTH - 2:
    raise ValueError("a month has a longer name than the compiled form expects")
