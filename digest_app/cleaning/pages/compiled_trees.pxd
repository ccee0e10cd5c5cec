"""Decision trees in arrays of C; see ``model.py`` for what they are."""


cdef struct Node:
    int asked  # which evidence; -1 at a leaf
    int high  # where the branch for more begins; the other is the next node
    double number  # the most of the low branch; what a leaf adds


cdef class Trees:
    """Some trees, one after another: ``_begins`` says where each does."""

    cdef Node *_nodes
    cdef Py_ssize_t *_begins
    cdef readonly Py_ssize_t count
    cdef Py_ssize_t _used

    cdef double add(self, double odds, const double *seen) noexcept
    cdef int _write(self, object tree, dict numbers) except -1
