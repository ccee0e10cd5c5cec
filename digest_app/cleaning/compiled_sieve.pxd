"""Which lines no rule can catch: see the ``.pyx``."""

from libc.stdint cimport uint32_t, uint64_t

from digest_app.cleaning.compiled_outline cimport Finder, Outline, WordList


cdef struct Glance:
    # What a line shows at a glance: its letters, about how many words, the first letter; and
    # where in its outline the signs before its words end, and those after them begin.
    Py_ssize_t length
    Py_ssize_t words
    uint32_t first
    Py_ssize_t opening
    Py_ssize_t closing


cdef class Filed:
    cdef readonly WordList list
    cdef Py_ssize_t* longest
    cdef Py_ssize_t heads[256]
    cdef int file(self, bint by_last, Py_ssize_t most) except -1


cdef class Sieve:
    cdef object shape_heads
    cdef list tried  # of each of the words searched: its rule's pattern, None for none
    cdef list shapes, needed
    cdef Filed begins, ends, rows, searched
    cdef Finder begun, found
    cdef Py_ssize_t* short
    cdef Py_ssize_t short_count
    cdef uint64_t* whole
    cdef size_t whole_mask
    cdef Py_ssize_t longest_whole
    cdef uint64_t shapes_of[128]
    cdef Py_ssize_t* shape_longest
    cdef int _know_whole(self, WordList words) except -1
    cdef int _know_shapes(self, list rules) except -1
    cdef uint64_t _shapes_for(self, uint32_t first) except? 0
    cdef bint may_catch(
        self, const Outline* outline, const Glance* glance, str text, Py_ssize_t start,
        Py_ssize_t end
    ) except -1
    cdef bint _is_whole(self, const Outline* outline, const Glance* glance) noexcept
    cdef bint _begins(self, const Outline* outline, Py_ssize_t place, Py_ssize_t words) noexcept
    cdef bint _ends(self, const Outline* outline, Py_ssize_t words) noexcept
    cdef bint _is_row(self, const Outline* outline, Py_ssize_t place) noexcept
    cdef bint _is_shaped(
        self, const Outline* outline, uint64_t pairs, const Glance* glance, str text,
        Py_ssize_t start, Py_ssize_t end
    ) except -1
    cdef bint _has(
        self, const Outline* outline, uint64_t pairs, const Glance* glance, str text,
        Py_ssize_t start, Py_ssize_t end
    ) except -1

cdef int glance_at(
    Glance* glance, const Outline* outline, str text, Py_ssize_t start, Py_ssize_t end
) noexcept
