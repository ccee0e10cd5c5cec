"""The compiled form of a first look at lines: most state nothing, and no pattern need be asked.

What a pattern of ``statements.py`` finds is never passed over; more may be let through to it.
"""

from cpython.unicode cimport (
    PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND, PyUnicode_READ,
)
from libc.stdint cimport uint16_t

from digest_app.readers.line_words import (
    BEFORE_NAMES, BYLINES, CAPITAL_BYLINES, ENGLISH_MONTHS, FIRST, LAST, PUBLISHED, UPDATED,
)
from digest_app.readers.name_words import PARTICLES

cdef extern from "Python.h":
    bint Py_UNICODE_ISSPACE(Py_UCS4 c)
    bint Py_UNICODE_ISDECIMAL(Py_UCS4 c)
    bint Py_UNICODE_ISALNUM(Py_UCS4 c)
    bint PyUnicode_CheckExact(object text)

cdef enum:
    LONGEST_WORD = 16
    MOST_WORDS = 32
    LONGEST_DAY = 44  # letters from the sign before a day to the end, and some more
    LONGEST_DATE = 60  # letters of a line that is a date, and some more

cdef struct Word:  # in lower case
    unsigned char letters[LONGEST_WORD]
    int size

cdef struct Words:
    Word words[MOST_WORDS]
    int count
    unsigned int firsts  # a bit for each letter that one of them begins with

cdef struct Found:  # in a line
    bint digit
    bint year
    bint point  # behind a digit
    bint by  # between a date and names
    bint later  # "– published", behind what else a line says
    bint named  # a sign near the end, behind which a day may stand

cdef Words BEGINS, DAYS, BETWEEN, SMALL, MONTHS
cdef unsigned char[256] MEANS  # 1 for letters that mean anything where they stand
cdef unsigned char[256] OF_DATE  # 1 for what a line may have that is a date


cdef int _take(Words *into, words) except -1:
    """Note words for quick comparing: their letters up to the first that is not ASCII."""
    cdef int at
    for word in words:
        size = next((i for i, c in enumerate(word) if not c.isascii()), len(word))
        if into.count == MOST_WORDS or not 0 < size <= LONGEST_WORD:
            raise ValueError("more words, or longer ones, than the compiled form expects")
        for at in range(size):
            into.words[into.count].letters[at] = ord(word[at].lower())
        into.words[into.count].size = size
        into.firsts |= 1 << (into.words[into.count].letters[0] & 31)
        into.count += 1
    return 0


def _prepare():
    cdef int at
    _take(&BEGINS, (*BYLINES, *CAPITAL_BYLINES))
    _take(&DAYS, (FIRST, LAST, *PUBLISHED, *UPDATED))
    _take(&BETWEEN, BEFORE_NAMES)
    _take(&SMALL, PARTICLES)
    _take(&MONTHS, ENGLISH_MONTHS)
    for at in range(256):
        MEANS[at] = Py_UNICODE_ISDECIMAL(at) or Py_UNICODE_ISSPACE(at) or _is_sign(at)
        OF_DATE[at] = at >= 128 or at == c'_' or Py_UNICODE_ISALNUM(at) or Py_UNICODE_ISSPACE(at)
    for sign in b".,:/()+-|":
        OF_DATE[<int>sign] = True


_prepare()


def looks(text):
    """Return what a line may be, of the above; lines that are no plain strings may be all."""
    if not PyUnicode_CheckExact(text):
        return ALL
    cdef Line line
    line.kind, line.data = PyUnicode_KIND(text), PyUnicode_DATA(text)
    line.start, line.end = 0, PyUnicode_GET_LENGTH(text)
    return look(&line)


cdef int look(const Line *line) noexcept:
    """Return what a line may be."""
    cdef int seen = 0
    cdef Found found
    if line.start == line.end:
        return 0
    if begins_byline(line):
        seen |= BYLINE
    _scan(line, &found)
    if found.digit:
        seen |= DIGIT
    if found.by or (found.named and _begins_with_people(line)):
        seen |= NAMED
    if found.digit and _may_be_dated(line, &found):
        seen |= DATED
    return seen


# --- Letters and words ------------------------------------------------------------------------

cdef inline unsigned int _at(const Line *line, Py_ssize_t at) noexcept:
    return PyUnicode_READ(line.kind, line.data, at)


cdef inline unsigned int _folded(unsigned int c) noexcept:
    """Return a letter in lower case, as patterns that ignore case compare it with ASCII."""
    if c < 128:
        return c | 0x20 if c'A' <= c <= c'Z' else c
    if c == 0x17F:
        return c's'
    if c == 0x130 or c == 0x131:
        return c'i'
    return c'k' if c == 0x212A else c


cdef inline bint _is_capital(unsigned int c) noexcept:
    """Tell whether a name may begin so; signs outside of ASCII are for the pattern to tell."""
    return c'A' <= c <= c'Z' or c >= 128


cdef inline Py_ssize_t _after_word(const Line *line, Py_ssize_t at, const Word *word) noexcept:
    """Return where a word ends that stands here, 0 where another does."""
    cdef int letter
    if at + word.size > line.end:
        return 0
    for letter in range(word.size):
        if _folded(_at(line, at + letter)) != word.letters[letter]:
            return 0
    return at + word.size


cdef inline bint _may_begin(const Line *line, Py_ssize_t at, const Words *words) noexcept:
    return words.firsts >> (_folded(_at(line, at)) & 31) & 1


cdef bint begins_byline(const Line *line) noexcept:
    """Tell whether a line begins as bylines do, with a name behind."""
    cdef Py_ssize_t at
    cdef int number
    if line.start == line.end or not _may_begin(line, line.start, &BEGINS):
        return False
    for number in range(BEGINS.count):
        at = _after_word(line, line.start, &BEGINS.words[number])
        if at and at < line.end and Py_UNICODE_ISSPACE(_at(line, at)):
            while at < line.end and Py_UNICODE_ISSPACE(_at(line, at)):
                at += 1
            return at < line.end and _is_capital(_at(line, at))
    return False


cdef bint _begins_with_people(const Line *line) noexcept:
    """Tell whether a line begins with a name's first word, and another or a particle behind it."""
    cdef Py_ssize_t at = line.start, after
    cdef unsigned int c
    cdef int number
    if not _is_capital(_at(line, at)):
        return False
    while at < line.end and not Py_UNICODE_ISSPACE(_at(line, at)):
        c = _at(line, at)
        if c < 128 and not (Py_UNICODE_ISALNUM(c) or c in (c'_', c"'", c'.', c'-')):
            return False
        at += 1
    at += 1
    if at >= line.end or _is_capital(_at(line, at)):
        return at < line.end
    for number in range(SMALL.count):
        after = _after_word(line, at, &SMALL.words[number])
        if after and after < line.end and Py_UNICODE_ISSPACE(_at(line, after)):
            return True
    return False


# --- What stands in a line --------------------------------------------------------------------

cdef void _scan(const Line *line, Found *found) noexcept:
    """Look at the letters of a line that mean anything."""
    cdef const unsigned char *bytes = <const unsigned char *>line.data
    cdef const uint16_t *pairs = <const uint16_t *>line.data
    cdef Py_ssize_t at
    cdef unsigned int c
    found.digit = found.year = found.point = found.by = found.later = found.named = False
    if line.kind == 1:
        for at in range(line.start, line.end):
            if MEANS[bytes[at]]:
                _note(line, at, bytes[at], found)
    elif line.kind == 2:
        for at in range(line.start, line.end):
            if pairs[at] >= 256 or MEANS[pairs[at]]:
                _note(line, at, pairs[at], found)
    else:
        for at in range(line.start, line.end):
            c = _at(line, at)
            if c >= 256 or MEANS[c]:
                _note(line, at, c, found)


cdef inline void _note(const Line *line, Py_ssize_t at, unsigned int c, Found *found) noexcept:
    """Note what one letter says."""
    if c == c' ' or Py_UNICODE_ISSPACE(c):
        if not found.by:
            found.by = _is_by(line, at + 1)
    elif Py_UNICODE_ISDECIMAL(c):
        found.digit = True
        if not found.year:
            found.year = _is_year(line, at)
        if at + 1 < line.end and _at(line, at + 1) == c'.':
            found.point = True
    elif _is_sign(c):
        found.named |= at >= line.end - LONGEST_DAY
        found.later |= _is_later(line, at + 1)


cdef inline bint _is_sign(unsigned int c) noexcept:
    if c == c',' or c == c'-' or c == c'|':
        return True
    return c == 0x2022 or c == 0xB7 or c == 0x2013 or c == 0x2014


cdef inline bint _is_by(const Line *line, Py_ssize_t at) noexcept:
    """Tell whether "by", "von", "par" or "por" stands here, with a name behind."""
    cdef Py_ssize_t after
    cdef int number
    if at >= line.end or not _may_begin(line, at, &BETWEEN):
        return False
    for number in range(BETWEEN.count):
        after = _after_word(line, at, &BETWEEN.words[number])
        if after:
            after += after < line.end and _at(line, after) == c':'
            if after + 1 < line.end and Py_UNICODE_ISSPACE(_at(line, after)):
                return _is_capital(_at(line, after + 1))
    return False


cdef inline bint _is_year(const Line *line, Py_ssize_t at) noexcept:
    """Tell whether a year of these two centuries stands here."""
    cdef unsigned int first = _at(line, at), second
    if (first != c'1' and first != c'2') or at + 4 > line.end:
        return False
    second = _at(line, at + 1)
    if second != (c'9' if first == c'1' else c'0'):
        return False
    return Py_UNICODE_ISDECIMAL(_at(line, at + 2)) and Py_UNICODE_ISDECIMAL(_at(line, at + 3))


cdef inline bint _is_later(const Line *line, Py_ssize_t at) noexcept:
    """Tell whether "published" or "posted" may stand behind a sign."""
    if at + 1 >= line.end or not Py_UNICODE_ISSPACE(_at(line, at)):
        return False
    return _folded(_at(line, at + 1)) == c'p'


# --- Dates ------------------------------------------------------------------------------------

cdef bint _may_be_dated(const Line *line, const Found *found) noexcept:
    """Tell whether a line with a digit may be a date, or say what day a text came out."""
    cdef int number
    if found.later or (found.year and found.point):
        return True
    if _may_begin(line, line.start, &DAYS):
        for number in range(DAYS.count):
            if _after_word(line, line.start, &DAYS.words[number]):
                return True
    if line.end - line.start > LONGEST_DATE or not _is_of_dates(line):
        return False
    return found.year or _names_month(line)


cdef bint _is_of_dates(const Line *line) noexcept:
    """Tell whether a line has only letters that dates have; those past Latin are let through."""
    cdef Py_ssize_t at
    cdef unsigned int c
    for at in range(line.start, line.end):
        c = _at(line, at)
        if c < 256 and not OF_DATE[c]:
            return False
    return True


cdef bint _names_month(const Line *line) noexcept:
    """Tell whether the beginning of a month's name stands anywhere: no form without a year."""
    cdef Py_ssize_t at
    cdef int number
    for at in range(line.start, line.end - 2):
        if _may_begin(line, at, &MONTHS):
            for number in range(MONTHS.count):
                if _after_word(line, at, &MONTHS.words[number]):
                    return True
    return False
