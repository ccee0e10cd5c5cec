"""The compiled form of a first look at lines: most state nothing, and no pattern need be asked."""

from cpython.unicode cimport (
    PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND, PyUnicode_READ,
)

from digest_app.readers.name_words import BY_BEGINS

cdef extern from "Python.h":
    bint Py_UNICODE_ISSPACE(Py_UCS4 c)
    bint Py_UNICODE_ISDECIMAL(Py_UCS4 c)
    bint PyUnicode_CheckExact(object text)
    object PyUnicode_FromStringAndSize(const char *data, Py_ssize_t length)

# As in ``statements.py``: what a line may be; each is for its pattern to tell.
cdef enum:
    BYLINE = 1
    DIGIT = 2
    NAMED = 4  # people with a date beside them
    ALL = 7
    LONGEST_BY = 16  # letters in which the beginning of a byline shows
    LONGEST_DAY = 44  # letters from the sign before a day to the end, and some more

cdef tuple BEGINS = BY_BEGINS
cdef unsigned int[128] SECOND  # of the letters that follow a first one, a bit each
cdef unsigned char[256] MEANS


def _prepare():
    """Note the first letters of bylines, in lower case, and the letters that mean anything."""
    cdef int at
    for word in BEGINS:
        if word[:2].isascii():
            SECOND[ord(word[0])] |= 1 << (ord(word[1]) & 31)
    for at in range(256):
        MEANS[at] = Py_UNICODE_ISDECIMAL(at) or Py_UNICODE_ISSPACE(at) or _is_sign(at)


_prepare()


def looks(line):
    """Return what a line may be, of the above; lines that are no plain strings may be all."""
    cdef Py_ssize_t size
    cdef int kind
    cdef const void *data
    if not PyUnicode_CheckExact(line):
        return ALL
    size = PyUnicode_GET_LENGTH(line)
    kind, data = PyUnicode_KIND(line), PyUnicode_DATA(line)
    if size == 0:
        return 0
    return _begins(kind, data, size) | _holds(kind, data, size)


cdef int _begins(int kind, const void *data, Py_ssize_t size) except -1:
    """Tell whether a line may begin as bylines do."""
    cdef char lower[LONGEST_BY]
    cdef Py_ssize_t at, end = min(size, LONGEST_BY)
    cdef unsigned int c
    for at in range(end):
        c = PyUnicode_READ(kind, data, at)
        if c >= 128:
            return BYLINE  # the pattern takes some letters for others
        lower[at] = <char>(c | 0x20 if c'A' <= c <= c'Z' else c)
    if end < 2 or not SECOND[<unsigned char>lower[0]] >> (lower[1] & 31) & 1:
        return 0
    return BYLINE if PyUnicode_FromStringAndSize(lower, end).startswith(BEGINS) else 0


cdef int _holds(int kind, const void *data, Py_ssize_t size) noexcept:
    """Tell whether a line has a digit, and what may stand between people and a date."""
    cdef unsigned int c = PyUnicode_READ(kind, data, 0)
    cdef bint named = c >= 128 or c'A' <= c <= c'Z'
    cdef Py_ssize_t at, near = size - LONGEST_DAY if named else size
    cdef const unsigned char *bytes = <const unsigned char *>data
    cdef int found = 0
    if kind == 1:
        for at in range(size):
            if MEANS[bytes[at]]:
                found |= _seen(kind, data, size, at, near)
    else:
        for at in range(size):
            c = PyUnicode_READ(kind, data, at)
            if c >= 256 or MEANS[c]:
                found |= _seen(kind, data, size, at, near)
    return found


cdef inline int _seen(
    int kind, const void *data, Py_ssize_t size, Py_ssize_t at, Py_ssize_t near
) noexcept:
    """Return what one letter means; signs count from ``near`` on."""
    cdef unsigned int c = PyUnicode_READ(kind, data, at)
    if Py_UNICODE_ISDECIMAL(c):
        return DIGIT
    if Py_UNICODE_ISSPACE(c):
        return NAMED if _is_by(kind, data, at + 1, size) else 0
    return NAMED if at >= near and _is_sign(c) else 0


cdef inline bint _is_sign(unsigned int c) noexcept:
    if c == c',' or c == c'-' or c == c'|':
        return True
    return c == 0x2022 or c == 0xB7 or c == 0x2013 or c == 0x2014


cdef inline bint _is_by(int kind, const void *data, Py_ssize_t at, Py_ssize_t size) noexcept:
    """Tell whether "by", "von", "par" or "por" begins here, in any case."""
    cdef unsigned int first, second
    if at + 2 > size:
        return False
    first = <unsigned int>PyUnicode_READ(kind, data, at) | 0x20
    second = <unsigned int>PyUnicode_READ(kind, data, at + 1) | 0x20
    if first == c'b':
        return second == c'y'
    if first == c'v':
        return second == c'o'
    return first == c'p' and (second == c'a' or second == c'o')
