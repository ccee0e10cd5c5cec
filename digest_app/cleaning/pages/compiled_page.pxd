"""A page being judged, in arrays of C: the form of ``page.Page`` with what ``model`` says of it.

All arrays belong to the page and live as long as it. ``blocks`` long are those of blocks,
``elements`` long those of elements. Nobody but the page writes into them. Those of blocks and
what they are compared with stand in ``compiled_blocks.pxd``, those of elements in
``compiled_elements.pxd``.
"""

from digest_app.cleaning.pages.compiled_blocks cimport Blocks, Likeness
from digest_app.cleaning.pages.compiled_elements cimport Elements


cdef class Page(Blocks):
    """Made of a document; raises ``ValueError`` where its layout is not sound.

    Then the Python form is the one to ask. Sound are blocks that are not empty and lie in the
    text, numbers of elements that exist, and parents that come before their children.
    """

    cdef int *candidates  # the numbers of the blocks that are judged, in order
    cdef readonly Py_ssize_t candidate_count
    cdef char *judged  # 1 for the candidates
    cdef double *odds  # log-odds; of candidates only
    cdef void *_room

    cdef int judge(self) except -1  # fills candidates, judged and odds; called once

    cdef bint _is_candidate(self, Py_ssize_t i) noexcept
    cdef bint _heads(self, Py_ssize_t i) noexcept
    cdef double _odds(self, Py_ssize_t i) except? -1e300
    cdef double _ends(self, Py_ssize_t i) noexcept
    cdef int _shape(self, Py_ssize_t i, double *seen) except -1
    cdef int _words(self, Py_ssize_t i, double *seen) except -1
    cdef int _beside(self, Py_ssize_t i) noexcept
