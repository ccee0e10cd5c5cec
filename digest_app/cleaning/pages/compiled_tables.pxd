"""Words of a page by their signs, and numbers by which texts are found again."""

from libc.stdint cimport uint64_t


cdef struct Entry:
    uint64_t hash
    Py_ssize_t at  # where its signs begin among those of all
    Py_ssize_t size  # of the word; 0 where the place is free
    double weight
    uint64_t mark  # for those who ask about different words: the last turn it was met in


cdef class Table:
    """So many words of so many signs, and what is known of each. No word is taken out again."""

    cdef Entry *_entries
    cdef Py_UCS4 *_signs
    cdef Py_ssize_t _mask
    cdef Py_ssize_t _most
    cdef Py_ssize_t _room
    cdef Py_ssize_t _used
    cdef uint64_t _hints  # a bit for each word, which many words share
    cdef readonly Py_ssize_t count

    cdef Entry *find(self, const Py_UCS4 *word, Py_ssize_t size) noexcept
    cdef Entry *put(self, const Py_UCS4 *word, Py_ssize_t size) except NULL
    cdef bint meets(self, const Py_UCS4 *word, Py_ssize_t size, uint64_t turn) noexcept


# A number that texts have in common which are the same, and hardly others; no file can know it.
cdef uint64_t hashed(const void *bytes, Py_ssize_t size) noexcept
