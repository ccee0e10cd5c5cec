"""Outlines of text, and looking in them for many words at once: see the ``.pyx``."""

from libc.stdint cimport uint8_t, uint32_t, uint64_t


cdef struct Outline:
    # Folded letters with single spaces between words, a byte for each: the letter itself where it
    # is ASCII, and from 128 up where it is not. Eight zeros stand after the last one.
    uint8_t* near
    Py_ssize_t size
    Py_ssize_t room
    bint has_breaks  # ends of lines
    bint is_odd  # white space other than those, spaces and no-break spaces
    bint is_uneven  # other spaces than the text's
    bint is_ascii


cdef struct Word:
    # The outline of words to look for; ``at`` is the place in them of what they are found by.
    uint8_t* near
    Py_ssize_t size
    Py_ssize_t at
    uint64_t pairs
    bint is_ascii
    Py_ssize_t next  # the number of another one found by the same letters, -1 for none


cdef struct Place:
    # How far looking for words has come; all zeros to begin with, but -1 in ``next``.
    Py_ssize_t at
    Py_ssize_t next


cdef int outline_into(Outline* outline, str text, Py_ssize_t start, Py_ssize_t end) except -1
cdef void let_outline_go(Outline* outline) noexcept
cdef Py_ssize_t spaces_in(const Outline* outline) noexcept
cdef uint64_t pairs_of(const uint8_t* near, Py_ssize_t size) noexcept
cdef bint is_in(const Outline* outline, uint64_t pairs, const Word* word) noexcept
cdef bint begins_at(const Outline* outline, Py_ssize_t place, const Word* word) noexcept


cdef class WordList:
    cdef Word* words
    cdef Py_ssize_t count
    cdef int _add(self, const Outline* outline) except -1


cdef class Finder:
    cdef readonly WordList list
    cdef Word* words
    cdef uint8_t* marks  # by the spots of grams
    cdef int shift
    cdef uint32_t* keys
    cdef Py_ssize_t* heads
    cdef size_t mask
    cdef int _file(self, Py_ssize_t number, uint32_t four) except -1
    cdef Py_ssize_t first_of(self, uint32_t four) noexcept
    cdef Py_ssize_t next_in(self, const Outline* outline, Place* place) noexcept
