"""Rules' patterns, tried where a line begins as they can: see the ``.pyx``."""

from libc.stdint cimport uint64_t

cdef enum:
    PLACES = 3


cdef struct Start:
    # The bits of the letters of ASCII at the first places of a match: those below 64, the others.
    int size
    uint64_t low[PLACES]
    uint64_t high[PLACES]


cdef class Tried:
    cdef object rule
    cdef object method
    cdef bint is_whole
    cdef Start* starts
    cdef Py_ssize_t count
    cdef Start any  # the letters of them all, for as many places as the shortest has
    cdef int _know(self) except -1
    cdef bint may_start(self, str text, Py_ssize_t start, Py_ssize_t end) noexcept
    cdef bint tells(self, str text, Py_ssize_t start, Py_ssize_t end) except -1
