"""What other compiled parts of cleaning take from the words of a text."""

from libc.stdint cimport uint64_t

from digest_app.cleaning.compiled_letters cimport Grams, Letters, Needle


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


cdef struct _Filed:
    # A needle with openings: the one that it is filed by, the other ones that it needs, and itself
    # where it is but an opening.
    Needle* needle
    uint64_t opening
    uint64_t whole
    Py_ssize_t others
    Py_ssize_t more
    Py_ssize_t number


cdef struct _Group:
    uint64_t opening
    Py_ssize_t start
    Py_ssize_t end


cdef struct _Asked:
    # The lines that words are looked for in, where not the whole text is asked about.
    Letters letters
    Grams grams


cdef class Sought:
    cdef Needle* needles
    cdef Py_ssize_t count
    cdef bint may_stand(self, const Letters* letters, uint64_t pairs) noexcept


cdef class Needles:
    cdef list words
    cdef list signed
    cdef Needle* needles
    cdef _Filed* filed
    cdef _Filed** filed_by_number
    cdef _Group* groups
    cdef Needle* signs
    cdef uint64_t* openings
    cdef Py_ssize_t count
    cdef Py_ssize_t groups_count
    cdef Py_ssize_t signs_count
    cdef int _file(self, dict entries_by_opening) except -1
    cdef list numbers(self, Words text, str asked)
    cdef list in_line(
        self, str line, Py_ssize_t words, const Py_ssize_t* longest, whole
    )
    cdef bint _opens(self, Words text, Py_ssize_t number) noexcept
    cdef int _by_signs(self, Words text, const _Asked* lines, list found) except -1
    cdef int _by_openings(self, Words text, const _Asked* lines, list found) except -1
    cdef bint _stands(self, Words text, const _Asked* lines, const _Filed* filed) noexcept
