"""What other compiled parts of cleaning take from the words of a text."""

from libc.stdint cimport uint8_t, uint64_t


cdef struct Letters:
    # A folded text for looking things up in: ``near`` has a byte for each letter, which is the
    # letter itself where it is ASCII and from 128 up where it is not; ``full`` has the letters
    # themselves, and is NULL where all are ASCII. ``aligned``: one for each letter of the text.
    uint8_t* near
    Py_UCS4* full
    Py_ssize_t size
    Py_ssize_t room
    bint aligned


cdef struct Needle:
    # Folded words to look for. ``rare`` is the place of the letter that few texts have.
    Letters letters
    Py_ssize_t rare


cdef int fold_into(Letters* letters, str text) except -1
cdef int read_into(Letters* letters, str folded) except -1
cdef void let_go(Letters* letters) noexcept
cdef int needle_into(Needle* needle, str folded) except -1
cdef Py_ssize_t find_in(const Letters* letters, const Needle* needle, Py_ssize_t start) noexcept


cdef class Words:
    cdef Letters letters
    cdef uint64_t* slots
    cdef size_t mask
    cdef size_t taken
    cdef int _open(self) except -1
    cdef int _add(self, uint64_t opening) except -1
    cdef int _grow(self) except -1
    cdef bint has(self, uint64_t opening) noexcept
