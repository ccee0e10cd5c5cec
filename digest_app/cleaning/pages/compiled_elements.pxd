"""The elements of a page in arrays of C; see ``elements.py`` for what they mean."""

from digest_app.cleaning.pages.compiled_names cimport Name, Names, Tag, tag_of


# Gives room for so many bytes from what begins at place, and moves that on; always whole words.
cdef inline void *take(char **place, Py_ssize_t size) noexcept:
    cdef void *room = place[0]
    place[0] += (size + 7) & ~<Py_ssize_t>7
    return room


cdef class Elements:
    """Made of a tuple of elements; ``ValueError`` where a parent does not come before its child.

    All arrays are ``elements`` long. ``_roots`` are the outermost furniture that an element
    stands in, ``_told`` says whether what the names say of one is known yet.
    """

    cdef readonly tuple all_elements  # Element named tuples; for parents ask the array
    cdef readonly Py_ssize_t elements
    cdef int *parents  # a streamed piece's is the one that the page's script puts it into
    cdef char *out
    cdef int *height
    cdef int *steps
    cdef double *mass
    cdef double *letters
    cdef double *linked
    cdef int *inner
    cdef readonly double total

    cdef Names _known
    cdef int *_tags  # the numbers that Names gives tags, and names
    cdef int *_names
    cdef void *_elements_room
    cdef double *_near
    cdef double *_held
    cdef double *_own
    cdef double *_above
    cdef double *_worst
    cdef int *_special
    cdef int *_roots
    cdef int *_path
    cdef char *_spared
    cdef char *_never
    cdef char *_is_told
    cdef bint _has_pieces

    cdef int read(self, tuple everything) except -1
    cdef int fill(
        self,
        Py_ssize_t blocks,
        const int *numbers,
        const double *prose,
        const double *lengths,
        const double *shares,
    ) except -1
    cdef const Tag *tag(self, Py_ssize_t number) noexcept
    cdef const Name *name(self, Py_ssize_t number) noexcept
    cdef int tell(self, Py_ssize_t number) except -1  # fills what the names say of an element
    cdef double own_weight(self, Py_ssize_t number) except? -1e300  # what told() says first
    cdef double above_weight(self, Py_ssize_t number) except? -1e300  # and second

    cdef void _take_rooms(self, char *place) noexcept
    cdef int _read_one(self, Py_ssize_t number, object element) except -1
    cdef void _find_furniture(self) noexcept
    cdef void _put_pieces_in_place(
        self, Py_ssize_t blocks, const int *numbers, const double *prose
    ) noexcept
    cdef int _settle_furniture(
        self, Py_ssize_t blocks, const int *numbers, const double *prose
    ) except -1
    cdef Py_ssize_t _hold(
        self, Py_ssize_t blocks, const int *numbers, const double *prose, double *left
    ) noexcept
    cdef object _to_spare(self, Py_ssize_t holding, double left)
    cdef void _sum(
        self,
        Py_ssize_t blocks,
        const int *numbers,
        const double *prose,
        const double *lengths,
        const double *shares,
    ) noexcept
    cdef void _find_main(self) noexcept
