"""Words of pages read in place, and what those of short lines weigh."""

from libc.stdint cimport uint64_t

from digest_app.cleaning.pages.compiled_tables cimport Table


# Writes the words that ``words.runs`` finds, lower-cased, a space between each two, and returns
# how many signs that are; -1 where only Python knows. There must be room for all signs of a text.
cdef Py_ssize_t plain(
    int kind, const void *signs, Py_ssize_t start, Py_ssize_t end, Py_UCS4 *into
) noexcept

# As plain, of less signs than there is room for; counts the words, and those of them that are in a
# table, each once a turn.
cdef Py_ssize_t plain_met(
    int kind, const void *signs, Py_ssize_t start, Py_ssize_t end, Py_UCS4 *into,
    Table known, uint64_t turn, Py_ssize_t *words, Py_ssize_t *met,
) noexcept

# Writes what ``words.line_score`` returns.
cdef int scored(
    int kind, const void *signs, Py_ssize_t start, Py_ssize_t end, double *into
) except -1

cdef Py_UCS4 lowered(Py_UCS4 sign) noexcept
cdef bint is_alnum(Py_UCS4 sign) noexcept
