"""Folded letters of a text, and looking in them for words."""

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


cdef struct Grams:
    # Which four letters in a row a text may have; what is not among them it does not have.
    uint64_t* bits
    int shift


cdef struct Needle:
    # Folded words to look for; ``first`` and ``second`` are the places of their rarest letters,
    # ``pairs`` what pairs_in says of them.
    Letters letters
    uint64_t pairs
    Py_ssize_t first
    Py_ssize_t second


cdef uint64_t PARTS  # in an entry: the letter stands between words, and is no part of one

cdef uint64_t entry_of(Py_ssize_t letter) except? 0
cdef uint8_t rarity_of(uint8_t letter) noexcept
cdef int fold_into(Letters* letters, str text) except -1
cdef int space_out(Letters* letters) except -1
cdef int read_into(Letters* letters, str folded) except -1
cdef str told(const Letters* letters)
cdef void let_go(Letters* letters) noexcept
cdef int grams_into(Grams* grams, const Letters* letters) except -1
cdef bint may_have(const Grams* grams, const Needle* needle) noexcept
cdef uint64_t pairs_in(const Letters* letters) noexcept
cdef int needle_into(Needle* needle, str folded) except -1
cdef Py_ssize_t find_in(const Letters* letters, const Needle* needle, Py_ssize_t start) noexcept
cdef int set_up(str signs) except -1
