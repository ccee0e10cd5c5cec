"""The blocks of a page in arrays of C, and how they compare; see ``page.py`` for what they mean."""

from libc.stdint cimport uint64_t

from digest_app.cleaning.pages.compiled_elements cimport Elements
from digest_app.cleaning.pages.compiled_tables cimport Table


cdef struct Likeness:
    double in_title
    double of_title
    int same
    int standfirst


cdef class Blocks(Elements):
    """Made of a document; ``ValueError`` where its layout is not sound.

    All arrays are ``blocks`` long, those of groups too, of which ``groups_count`` are in use.
    """

    cdef readonly object document
    cdef readonly str text
    cdef readonly tuple all_blocks  # Block named tuples
    cdef int kind  # of the text: 1, 2 or 4 bytes a sign
    cdef const void *signs  # of the text

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

    # Of each group: blocks in elements of the same names.
    cdef readonly Py_ssize_t groups_count
    cdef double *group_blocks
    cdef double *group_prose
    cdef double *group_links

    cdef readonly Py_ssize_t first
    cdef readonly Py_ssize_t last
    cdef readonly Py_ssize_t heading
    cdef readonly double main_prose

    cdef void *_blocks_room
    cdef void *_title_room
    cdef Table _title
    cdef Py_UCS4 *_title_words
    cdef Py_UCS4 *_standfirst
    cdef Py_ssize_t _title_size
    cdef Py_ssize_t _standfirst_size
    cdef uint64_t _turn
    cdef str _publisher
    cdef double *_scores  # three of each block
    cdef char *_is_scored
    cdef Likeness *_likenesses
    cdef char *_is_compared
    cdef int *_again  # the first block of the same text; made at the first question
    cdef int *_times  # how often that text stands on the page

    cdef str text_of(self, Py_ssize_t i)  # a block's text, made anew at each call
    cdef Py_UCS4 sign(self, Py_ssize_t place) noexcept  # of the text
    cdef Likeness likeness(self, Py_ssize_t i) except *
    cdef bint begins_as_told(self, Py_ssize_t i) except -1
    cdef bint names_publisher(self, Py_ssize_t i) except -1
    cdef double *words(self, Py_ssize_t i) except NULL  # what line_score says, three numbers
    cdef int again(self, Py_ssize_t i) except -1

    cdef int _read_document(self, document) except -1
    cdef void _take_block_rooms(self, char *place) noexcept
    cdef int _read_block(self, Py_ssize_t i, object block) except -1
    cdef int _read_layout(self, Py_ssize_t i, object layout) except -1
    cdef double _weight(self, Py_ssize_t i) noexcept
    cdef int _group(self) except -1
    cdef int _group_elements(self, int *by_number, int *places, Py_ssize_t mask) except -1
    cdef void _count_groups(self, const int *by_number) noexcept
    cdef void _find_prose(self) noexcept
    cdef int _read_title(self) except -1
    cdef Py_ssize_t _plain(self, str text, Py_UCS4 *into) except -1
    cdef int _compare(self, Py_ssize_t i, Likeness *found) except -1
    cdef Py_ssize_t _share(self, const Py_UCS4 *line, Py_ssize_t size, Py_ssize_t *words) noexcept
    cdef void _repeats(self, const Py_UCS4 *line, Py_ssize_t size, Likeness *found) noexcept
    cdef int _count_again(self) except -1
    cdef Py_ssize_t _first_alike(
        self, Py_ssize_t i, uint64_t *hashes, int *places, Py_ssize_t mask
    ) noexcept
