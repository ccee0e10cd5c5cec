"""What other compiled parts of cleaning take from the words of a text."""

from libc.stdint cimport uint64_t

from digest_app.cleaning.compiled_letters cimport Grams, Letters


cdef class Words:
    cdef Letters letters
    cdef Grams grams
    cdef uint64_t* slots
    cdef size_t mask
    cdef size_t taken
    cdef int _open(self) except -1
    cdef int _add(self, uint64_t opening) except -1
    cdef int _grow(self) except -1
    cdef bint has(self, uint64_t opening) noexcept
