"""A page being judged, its blocks and elements in arrays of C; see ``page.py`` for what they mean.

All arrays belong to the page and live as long as it. ``blocks`` long are those of blocks,
``elements`` long those of elements. Nobody but :class:`Page` writes into them.
"""

from digest_app.cleaning.pages.compiled_names cimport Name, Tag


cdef struct Likeness:
    double in_title
    double of_title
    int same
    int standfirst


cdef class Page:
    """Made of a document; raises ``ValueError`` where its layout is not sound.

    Then the Python form is the one to ask. Sound are blocks that are not empty and lie in the
    text, numbers of elements that exist, and parents that come before their children.
    """

    cdef readonly object document
    cdef readonly str text
    cdef readonly tuple all_blocks  # Block named tuples
    cdef readonly tuple all_elements  # Element named tuples
    cdef int kind  # of the text: 1, 2 or 4 bytes a sign
    cdef const void *signs  # of the text

    # Of each block.
    cdef readonly Py_ssize_t blocks
    cdef Py_ssize_t *starts
    cdef Py_ssize_t *ends
    cdef int *numbers  # of its element
    cdef int *links
    cdef int *levels
    cdef int *kinds  # the place of its kind in BlockKind: 0 is a heading
    cdef int *groups  # which of the groups below it is in
    cdef double *shares
    cdef double *lengths
    cdef double *prose
    cdef double *done
    cdef int *candidates  # the numbers of the blocks that are judged, in order
    cdef readonly Py_ssize_t candidate_count
    cdef char *judged  # 1 for the candidates
    cdef double *odds  # log-odds; of candidates only

    # Of each element.
    cdef readonly Py_ssize_t elements
    cdef int *parents
    cdef char *out
    cdef int *height
    cdef int *steps
    cdef double *mass
    cdef double *letters
    cdef double *linked
    cdef int *inner
    cdef void **_tags  # Tag, borrowed
    cdef void **_names  # Name, borrowed

    # Of each group: blocks in elements of the same names.
    cdef Py_ssize_t groups_count
    cdef double *group_blocks
    cdef double *group_prose
    cdef double *group_links

    cdef readonly Py_ssize_t first
    cdef readonly Py_ssize_t last
    cdef readonly Py_ssize_t heading
    cdef readonly double total
    cdef readonly double main_prose

    cdef Tag tag(self, Py_ssize_t number)  # of an element
    cdef Name name(self, Py_ssize_t number)  # of an element
    cdef str text_of(self, Py_ssize_t i)  # a block's text, made anew at each call
    cdef Py_UCS4 sign(self, Py_ssize_t place)  # of the text
    cdef Likeness likeness(self, Py_ssize_t i) except *
    cdef bint begins_as_told(self, Py_ssize_t i) except -1
    cdef bint names_publisher(self, Py_ssize_t i) except -1
    cdef double own_weight(self, Py_ssize_t number) except? -1e300  # what told() says first
    cdef double above_weight(self, Py_ssize_t number) except? -1e300  # and second
    cdef int judge(self) except -1  # fills candidates, judged and odds; called once
