"""The block that is open while a page is walked over; see ``compiled_open_block.pyx``."""

from digest_app.readers.page.compiled_spacing cimport Buffer, room_for_one
from digest_app.readers.page.compiled_tree cimport Bytes, Node

cdef list INLINE_KINDS
cdef int IMAGE

cdef struct Part:  # a piece of the open block's text
    Bytes words
    size_t letters  # in it and all before it, as the page has them
    Py_ssize_t begin  # where its words stand in the document's text
    Py_ssize_t end

cdef struct Mark:  # from the piece of text ``first`` to before ``last``
    size_t first
    size_t last
    int kind
    const Node* node

cdef struct OpenBlock:
    # It begins with all of it zero. ``opened`` are the marks whose elements have not ended.
    Part* parts
    Mark* marks
    Mark* opened
    size_t part_count
    size_t mark_count
    size_t open_count
    size_t part_room
    size_t mark_room
    size_t open_room


cdef inline int put_part(OpenBlock* here, Bytes words) except -1:
    """Add a piece of text."""
    room_for_one(<void**> &here.parts, &here.part_room, here.part_count, sizeof(Part))
    here.parts[here.part_count].words = words
    here.part_count += 1
    return 0


cdef void free_open_block(OpenBlock* here) noexcept
cdef int put_mark(
    OpenBlock* here, size_t first, size_t last, int kind, const Node* node
) except -1
cdef int open_mark(OpenBlock* here, int kind, const Node* node) except -1
cdef int close_mark(OpenBlock* here) except -1
cdef int part_marks(OpenBlock* here) except -1
cdef int fold_parts(OpenBlock* here, Buffer* text) except -1
cdef int keep_parts(OpenBlock* here, Buffer* text, Py_ssize_t start) except -1
cdef double linked(const OpenBlock* here, size_t* links) except -1
cdef list placed(const OpenBlock* here)
