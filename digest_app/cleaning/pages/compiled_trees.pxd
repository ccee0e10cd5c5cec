"""Decision trees in arrays of C; see ``model.py`` for what they are.

No fork is followed. A tree's leaves are numbered from its low branch on, and each has a bit that
says whether it can still be reached. A fork that leads to its high branch strikes out the leaves of
its low one; when all forks have, the first leaf that is left is the tree's. Which forks lead high
hangs on how many of the bounds of each evidence it passes, so what they strike out together stands
ready in a row for each such number, the bits of all trees beside one another.
"""

from libc.stdint cimport uint64_t

cdef enum:
    LEAVES = 16  # of a tree, at most
    WIDEST = 32  # words of a row; each has the bits of four trees


cdef struct Asked:
    Py_ssize_t evidence  # which
    Py_ssize_t half  # a power of two; there are twice as many bounds, less one
    Py_ssize_t bounds  # where they begin; they rise
    Py_ssize_t rows  # where its rows begin, less what its bounds make of it


cdef class Trees:
    """Some trees, one after another."""

    cdef readonly Py_ssize_t count
    cdef Py_ssize_t _width  # of a row, in words
    cdef Py_ssize_t _asked_count
    cdef Asked *_asked
    cdef double *_bounds
    cdef uint64_t *_rows
    cdef double *_adds  # what the leaves add, LEAVES of each tree

    cdef double add(self, double odds, const double *seen) noexcept
    cdef void _strike(self, const double *seen, uint64_t *left) noexcept
    cdef int _read(self, list trees, tuple names) except -1
    cdef int _fill(self, dict forks, tuple names) except -1
