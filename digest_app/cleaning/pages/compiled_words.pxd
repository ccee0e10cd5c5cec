"""Words of pages read in place: tables of words by their signs, and what short lines weigh."""

from libc.stdint cimport uint64_t


cdef struct Entry:
    uint64_t hash
    Py_ssize_t at  # where its signs begin among those of all
    Py_ssize_t size  # of the word; 0 where the place is free
    double weight
    int flags
    uint64_t mark  # for those who ask about different words: the last turn it was met in


cdef class Table:
    """So many words of so many signs, and what is known of each. No word is taken out again."""

    cdef Entry *_entries
    cdef Py_UCS4 *_signs
    cdef Py_ssize_t _mask
    cdef Py_ssize_t _most
    cdef Py_ssize_t _room
    cdef Py_ssize_t _used
    cdef readonly Py_ssize_t count
    cdef readonly Py_ssize_t longest

    cdef Entry *find(self, const Py_UCS4 *word, Py_ssize_t size) noexcept
    cdef Entry *put(self, const Py_UCS4 *word, Py_ssize_t size) except NULL


cdef Table weighed(dict weights)

# Writes the words that ``words.runs`` finds, lower-cased, a space between each two, and returns
# how many signs that are; -1 where only Python knows. There must be room for all signs of a text.
cdef Py_ssize_t plain(
    int kind, const void *signs, Py_ssize_t start, Py_ssize_t end, Py_UCS4 *into
) noexcept

# Writes what ``words.line_score`` returns.
cdef int scored(
    int kind, const void *signs, Py_ssize_t start, Py_ssize_t end, double *into
) except -1

# A number that texts have in common which are the same, and hardly others; no file can know it.
cdef uint64_t hashed(const void *bytes, Py_ssize_t size) noexcept

cdef Py_UCS4 lowered(Py_UCS4 sign) noexcept
cdef bint is_alnum(Py_UCS4 sign) noexcept
