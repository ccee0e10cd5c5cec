"""A text without its removals, in one pass over what is kept; see ``article.py``."""

from cpython.mem cimport PyMem_Free, PyMem_Malloc
from cpython.tuple cimport PyTuple_GET_ITEM, PyTuple_Size
from libc.stdint cimport uint8_t, uint16_t, uint32_t
from libc.string cimport memchr, memcpy

cdef extern from "Python.h":
    int PyUnicode_KIND(object text)
    void* PyUnicode_DATA(object text)
    Py_ssize_t PyUnicode_GET_LENGTH(object text)
    object PyUnicode_FromKindAndData(int kind, const void* data, Py_ssize_t length)
    bint Py_UNICODE_ISSPACE(uint32_t character) nogil

ctypedef fused Unit:  # a character of a text, as wide as its widest
    uint8_t
    uint16_t
    uint32_t


cdef struct Span:
    Py_ssize_t start
    Py_ssize_t end


cdef struct Cut:
    Span* spans  # sorted
    Py_ssize_t count


cdef inline const Unit* _line_end(const Unit* here, const Unit* end) noexcept nogil:
    """Return where the next line break is, or the end."""
    cdef const void* found
    while here < end:
        # The byte of a break is found quickest; it may be part of another character, too.
        found = memchr(here, 10, <const char*> end - <const char*> here)
        if found == NULL:
            return end
        here += (<const char*> found - <const char*> here) // <Py_ssize_t> sizeof(Unit)
        if here[0] == 10:
            return here
        here += 1
    return end


cdef inline Unit* _keep(
    const Unit* here, const Unit* end, Unit* first, Unit* made
) noexcept nogil:
    """Write a stretch behind ``made``; no line ends in blanks, no more than one is empty."""
    cdef const Unit* stop
    while True:
        stop = _line_end(here, end)
        memcpy(made, here, (stop - here) * sizeof(Unit))
        made += stop - here
        if stop == end:
            return made
        while made > first and (made[-1] == 32 or made[-1] == 9):
            made -= 1
        if made < first + 2 or made[-1] != 10 or made[-2] != 10:
            made[0] = 10
            made += 1
        here = stop + 1


cdef Py_ssize_t _write(
    const Unit* text, Py_ssize_t length, Cut* cut, Unit* first, Py_ssize_t* skipped
) noexcept nogil:
    """Write what is kept; return how long it is without the white space around it.

    ``skipped`` is the length of the white space before it.
    """
    cdef Unit* made = first
    cdef Py_ssize_t i, position = 0, start, end
    for i in range(cut.count):
        start, end = min(cut.spans[i].start, length), min(cut.spans[i].end, length)
        if cut.spans[i].start < cut.spans[i].end and end > position:
            if start > position:
                made = _keep(text + position, text + start, first, made)
            position = end
    made = _keep(text + position, text + length, first, made)
    while made > first and Py_UNICODE_ISSPACE(made[-1]):
        made -= 1
    skipped[0] = 0
    while first + skipped[0] < made and Py_UNICODE_ISSPACE(first[skipped[0]]):
        skipped[0] += 1
    return made - first - skipped[0]


cdef object _made(str text, Cut* cut):
    """Return the text without the spans."""
    cdef Py_ssize_t length = PyUnicode_GET_LENGTH(text), skipped = 0, kept
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    cdef void* made = PyMem_Malloc(length * kind + 1)
    if made == NULL:
        raise MemoryError
    try:
        with nogil:
            if kind == 1:
                kept = _write(<uint8_t*> data, length, cut, <uint8_t*> made, &skipped)
            elif kind == 2:
                kept = _write(<uint16_t*> data, length, cut, <uint16_t*> made, &skipped)
            else:
                kept = _write(<uint32_t*> data, length, cut, <uint32_t*> made, &skipped)
        return PyUnicode_FromKindAndData(kind, <char*> made + skipped * kind, kept)
    finally:
        PyMem_Free(made)


cdef int _take(Cut* cut, list removals) except -1:
    """Take in where the removals are; return whether they are in order."""
    cdef Py_ssize_t i
    cdef bint in_order = True
    for i in range(cut.count):
        removal = removals[i]
        if not isinstance(removal, tuple) or PyTuple_Size(removal) < 2:
            raise TypeError("This is no removal.")
        # Named tuples take their time over what is asked of them by its place.
        cut.spans[i].start = <object> PyTuple_GET_ITEM(removal, 0)
        cut.spans[i].end = <object> PyTuple_GET_ITEM(removal, 1)
        if i and cut.spans[i].start <= cut.spans[i - 1].start:
            in_order = False
    return in_order


def cleaned(str text not None, removals):
    """Return the text without its removals, and without the blank lines that they leave."""
    cdef list ordered = list(removals)
    cdef Cut cut
    cut.count = len(ordered)
    cut.spans = <Span*> PyMem_Malloc(max(1, cut.count) * sizeof(Span))
    if cut.spans == NULL:
        raise MemoryError
    try:
        if not _take(&cut, ordered):
            ordered.sort()
            _take(&cut, ordered)
        return _made(text, &cut)
    finally:
        PyMem_Free(cut.spans)
