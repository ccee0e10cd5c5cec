"""Rules arranged for asking, for the other compiled parts of cleaning."""

from libc.stdint cimport uint8_t, uint32_t, uint64_t

from digest_app.cleaning.compiled_letters cimport Letters
from digest_app.cleaning.compiled_rules_words cimport Needles, Words

# Of the signs around a line's words: which stand before, which after them.
cdef enum:
    LEADS = 1
    TAILS = 2

cdef bint stands_around(uint32_t letter, uint8_t side) noexcept


cdef class Asking:
    cdef Matcher by
    cdef Py_ssize_t* numbers
    cdef Py_ssize_t count
    cdef Letters letters  # of the line at hand
    cdef uint64_t pairs  # of letters, in it
    cdef int _by_place(
        self, str line, Py_ssize_t length, Py_ssize_t words, str folded, list found
    ) except -1
    cdef int _ask_begins(self, str head, Py_ssize_t words, list found) except -1
    cdef int _search(self, str line, Py_ssize_t words, list found) except -1


cdef class Matcher:
    cdef dict whole, long, begins, ends, heads
    cdef object shapes
    cdef list shapes_needed  # the rule, its words, and how many words a line of it has at most
    cdef list shapes_matched  # what matches the whole line, made when first needed
    cdef list rows
    cdef set row_starts, short
    cdef Needles needles
    cdef Py_ssize_t* longest
    cdef Asking _asking(self, list numbers)
    cdef tuple beginning(self, str line)
    cdef int ask_shapes(
        self, tuple shapes, str line, Py_ssize_t words, Asking asking, list found
    ) except -1
