"""The compiled form of looking at a page's lines: see ``page_lines.py`` and ``statements.py``.

Lines are looked at where they stand in the text; strings are made only of those that may state
something, and those are for the Python to read.
"""

from cpython.long cimport PyLong_AsSsize_t
from cpython.tuple cimport PyTuple_GET_ITEM, PyTuple_GET_SIZE
from cpython.unicode cimport (
    PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND, PyUnicode_READ, PyUnicode_Substring,
)
from libc.stdint cimport uint16_t

from digest_app.readers.compiled_statements cimport (
    BYLINE, DATED, DIGIT, NAMED, Line, begins_byline, look,
)

from digest_app.domain.block import BlockKind
from digest_app.readers.line_words import BYLINE_CLASSES
from digest_app.readers.ownership import LINE_CHARS, SIGNS

cdef extern from "Python.h":
    bint Py_UNICODE_ISSPACE(Py_UCS4 c)

cdef enum:
    LONGEST_NEEDLE = 16
    MOST_NEEDLES = 16
    AROUND = 3  # elements around a block, of which one may be called a byline
    MOST_KNOWN = 64  # more elements than are around the lines that are asked for

cdef struct Needle:
    Py_UCS4 letters[LONGEST_NEEDLE]
    int size

cdef struct Needles:
    Needle needles[MOST_NEEDLES]
    int count
    bint wide  # one begins past Latin
    unsigned int seconds[256]  # for letters that one begins with, a bit for each that follows

cdef struct Known:  # which elements are called a byline
    Py_ssize_t numbers[MOST_KNOWN]
    bint called[MOST_KNOWN]
    int count

cdef object HEADING = BlockKind.HEADING
cdef Py_ssize_t LONGEST = LINE_CHARS
cdef Needles OWNED, CALLED


cdef int _take(Needles *into, needles) except -1:
    cdef int at, letter
    for needle in needles:
        if into.count == MOST_NEEDLES or not 0 < len(needle) <= LONGEST_NEEDLE:
            raise ValueError("more words, or longer ones, than the compiled form expects")
        for at in range(len(needle)):
            into.needles[into.count].letters[at] = ord(needle[at])
        into.needles[into.count].size = len(needle)
        letter = ord(needle[0])
        if letter >= 256:
            into.wide = True
        elif len(needle) == 1:
            into.seconds[letter] = 0xFFFFFFFF
        else:
            into.seconds[letter] |= <unsigned int>1 << (ord(needle[1]) & 31)
        into.count += 1
    return 0


_take(&OWNED, SIGNS)
_take(&CALLED, BYLINE_CLASSES)


# --- Blocks and their lines -------------------------------------------------------------------

cdef inline Py_ssize_t _start(block) except? -1:
    return PyLong_AsSsize_t(<object>PyTuple_GET_ITEM(block, 0))


cdef inline Py_ssize_t _end(block) except? -1:
    return PyLong_AsSsize_t(<object>PyTuple_GET_ITEM(block, 1))


cdef tuple _fields(tuple those, Py_ssize_t number, Py_ssize_t least):
    """Return one of these named tuples, which has as many fields at the least."""
    cdef object found = <object>PyTuple_GET_ITEM(those, number)
    if not isinstance(found, tuple) or PyTuple_GET_SIZE(found) < least:
        raise TypeError("a document has something that is no named tuple of its kind")
    return <tuple>found


cdef inline tuple _block(tuple blocks, Py_ssize_t number):
    return _fields(blocks, number, 5)


cdef int _set_line(Line *line, str text, tuple block) except -1:
    """Set a line to the words of a block, as slices are cut."""
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(text)
    line.kind, line.data = PyUnicode_KIND(text), PyUnicode_DATA(text)
    line.start, line.end = _bounded(_start(block), size), _bounded(_end(block), size)
    line.end = max(line.start, line.end)
    return 0


cdef inline Py_ssize_t _bounded(Py_ssize_t at, Py_ssize_t size) noexcept:
    return min(max(at + size if at < 0 else at, 0), size)


cdef inline str _words(str text, const Line *line):
    return PyUnicode_Substring(text, line.start, line.end)


cdef inline Py_ssize_t _stop(tuple blocks, Py_ssize_t stop) noexcept:
    return min(stop, PyTuple_GET_SIZE(blocks))


# --- Around the headline ----------------------------------------------------------------------

def heading_of(str text, tuple blocks, str title):
    """Return the number of the first heading of level 1 or with the title's words, else -1."""
    cdef Py_ssize_t number, size = PyUnicode_GET_LENGTH(title)
    cdef Line line
    cdef tuple block
    for number in range(PyTuple_GET_SIZE(blocks)):
        block = _block(blocks, number)
        if <object>PyTuple_GET_ITEM(block, 2) is not HEADING:
            continue
        if <object>PyTuple_GET_ITEM(block, 3) == 1:
            return number
        _set_line(&line, text, block)
        if line.end - line.start == size and _words(text, &line) == title:
            return number
    return -1


def headings_under(str text, tuple blocks, Py_ssize_t size):
    """Return the words of the headings that are shorter than this many letters."""
    cdef Py_ssize_t number
    cdef Line line
    cdef tuple block
    cdef list found = []
    for number in range(PyTuple_GET_SIZE(blocks)):
        block = _block(blocks, number)
        if <object>PyTuple_GET_ITEM(block, 2) is HEADING and _end(block) - _start(block) < size:
            _set_line(&line, text, block)
            found.append(_words(text, &line))
    return found


def stating(str text, tuple blocks, Py_ssize_t first, Py_ssize_t stop, bint bylines):
    """Return the lines of these blocks that may be bylines, or may state anything."""
    cdef Py_ssize_t number
    cdef Line line
    cdef list found = []
    for number in range(first, _stop(blocks, stop)):
        _set_line(&line, text, _block(blocks, number))
        if line.end - line.start <= LONGEST and _states(&line, bylines):
            found.append(_words(text, &line))
    return found


cdef bint _states(const Line *line, bint bylines) noexcept:
    cdef int seen
    if bylines:
        return begins_byline(line)
    seen = look(line)
    if seen & (BYLINE | DATED) or (seen & NAMED and seen & DIGIT):
        return True
    return line.end > line.start and PyUnicode_READ(line.kind, line.data, line.start) == c'h'


def owning(str text, tuple blocks, Py_ssize_t first):
    """Return the lines from a block on that may say who owns the text."""
    cdef Py_ssize_t number
    cdef Line line
    cdef list found = []
    for number in range(first, PyTuple_GET_SIZE(blocks)):
        _set_line(&line, text, _block(blocks, number))
        if line.end - line.start <= LONGEST and _next_needle(&line, &OWNED) >= 0:
            found.append(_words(text, &line))
    return found


cdef Py_ssize_t _next_needle(const Line *line, const Needles *needles) noexcept:
    """Return where the first of these words stands in a line, inside of others or not; or -1."""
    cdef const unsigned char *bytes = <const unsigned char *>line.data
    cdef const uint16_t *pairs = <const uint16_t *>line.data
    cdef Py_ssize_t at
    cdef unsigned int c
    if line.kind == 1:
        for at in range(line.start, line.end):
            if needles.seconds[bytes[at]] and _is_needle(line, at, needles):
                return at
        return -1
    if line.kind == 2:
        for at in range(line.start, line.end):
            c = pairs[at]
            if (needles.seconds[c] if c < 256 else needles.wide) and _is_needle(line, at, needles):
                return at
        return -1
    for at in range(line.start, line.end):
        c = PyUnicode_READ(line.kind, line.data, at)
        if (needles.seconds[c] if c < 256 else needles.wide) and _is_needle(line, at, needles):
            return at
    return -1


cdef bint _is_needle(const Line *line, Py_ssize_t at, const Needles *needles) noexcept:
    cdef const Needle *needle
    cdef int number, letter
    cdef unsigned int c = PyUnicode_READ(line.kind, line.data, at), next
    if c < 256 and at + 1 < line.end:
        next = PyUnicode_READ(line.kind, line.data, at + 1)
        if not needles.seconds[c] >> (next & 31) & 1:
            return False
    for number in range(needles.count):
        needle = &needles.needles[number]
        if at + needle.size > line.end:
            continue
        letter = 0
        while letter < needle.size:
            if PyUnicode_READ(line.kind, line.data, at + letter) != needle.letters[letter]:
                break
            letter += 1
        if letter == needle.size:
            return True
    return False


# --- What the page calls a byline -------------------------------------------------------------

def called_bylines(
    str text, tuple blocks, tuple elements, Py_ssize_t first, Py_ssize_t stop, Py_ssize_t longest,
    names_byline,
):
    """Return the short lines of these blocks that stand in what the page calls a byline.

    ``names_byline`` is asked about words of which it is not clear.
    """
    cdef Py_ssize_t number
    cdef Known known
    cdef Line line
    cdef tuple block
    cdef list found = []
    known.count = 0
    for number in range(first, _stop(blocks, stop)):
        block = _block(blocks, number)
        if _end(block) - _start(block) > longest:
            continue
        if _is_called(<object>PyTuple_GET_ITEM(block, 4), elements, names_byline, &known):
            _set_line(&line, text, block)
            found.append(_words(text, &line))
    return found


cdef bint _is_called(layout, tuple elements, names_byline, Known *known) except -1:
    """Tell whether one of the elements around a block is called a byline."""
    cdef Py_ssize_t number = PyLong_AsSsize_t(layout[0]) if layout else -1
    cdef int _number
    cdef tuple element
    for _number in range(AROUND):
        if number < 0:
            return False
        if number >= PyTuple_GET_SIZE(elements):
            raise IndexError("a block stands in an element that the document does not have")
        element = _fields(elements, number, 3)
        if _is_known_called(element, number, names_byline, known):
            return True
        number = PyLong_AsSsize_t(element[2])
    return False


cdef bint _is_known_called(
    tuple element, Py_ssize_t number, names_byline, Known *known
) except -1:
    """Tell whether an element is called a byline, and note it while there is room."""
    cdef int at
    cdef bint called
    for at in range(known.count):
        if known.numbers[at] == number:
            return known.called[at]
    called = _is_byline_class(<str?>element[1], names_byline)
    if known.count < MOST_KNOWN:
        known.numbers[known.count], known.called[known.count] = number, called
        known.count += 1
    return called


cdef bint _is_byline_class(str words, names_byline) except -1:
    """Tell whether one of an element's words is a byline's, or begins with such a one."""
    cdef Line line
    cdef Py_ssize_t at
    cdef unsigned int before
    line.kind, line.data = PyUnicode_KIND(words), PyUnicode_DATA(words)
    line.start, line.end = 0, PyUnicode_GET_LENGTH(words)
    at = _next_needle(&line, &CALLED)
    if at <= 0:
        return at == 0
    before = PyUnicode_READ(line.kind, line.data, at - 1)
    if before == c'-' or before == c'_' or Py_UNICODE_ISSPACE(before):
        return True
    return names_byline(words)
