"""A page while it is slimmed, and its tags; see ``compiled_tags.pyx``."""

from digest_app.readers.compiled_bytes cimport byte, find_byte
from libc.string cimport memcpy


cdef enum Kind:  # what an element's name means to the tokenizer
    PLAIN, SCRIPT, STYLE, TEXT, TEXT_IN_DRAWING, DRAWING, TEMPLATE, CHOICE, LOST, LOST_IN_DRAWING


cdef enum Group:  # and to the elements that are open
    ORDINARY, BREAKING, APART, FLOW, PASSED, LISTS, ITEM, TERM, HEADING, PARAGRAPH, FORMATTING
    BUTTON, FORM, TABLE, CELL, ROW, EMPTY, RULE, ALONE, OUTER, OPTION, CHOICES, SKETCH, UNSURE


cdef enum:  # what is said of a name, beside what compiled_tags.pyx keeps for itself
    GROUP_BITS = 31
    ENDS_BLOCK = 1 << 5  # to the walk
    IS_SKIPPED = 1 << 6  # by the walk, with all that is inside
    IS_READ = 1 << 7  # with its white space
    IS_HEAD = 1 << 8  # it may stand in the page's head
    NUMBER_AT = 24  # above here is the name's number, 0 for those that are not known


cdef enum:
    MOST_NOTED = 256  # elements in each other


cdef struct Noted:  # an element that is open
    Py_ssize_t name
    Py_ssize_t length
    unsigned int said


cdef struct Page:
    const byte* bytes  # with a NUL behind the last
    Py_ssize_t length
    byte* slim  # as long as the bytes
    Py_ssize_t written
    Py_ssize_t seen  # up to here the bytes are written, or left out
    Py_ssize_t drawings  # that may be open; never fewer than are
    Py_ssize_t templates
    bint choosing  # inside a menu of choices
    Py_ssize_t looked_at  # a tag's name, if not 0: what is said of it, and its end
    Py_ssize_t looked_end
    unsigned int looked_said
    # Of compiled_open.pyx:
    Noted noted[MOST_NOTED]
    Py_ssize_t noted_count
    Py_ssize_t searched  # how many of those that are noted were looked at
    # How many of these there are whose contents are skipped, or read with their white space; that
    # are paragraphs, that end them, and that are formatting.
    Py_ssize_t skipped, read, paragraphs, ending, formatting
    Py_ssize_t tables
    bint in_cell  # formatting that begins here ends in it
    bint in_form
    Py_ssize_t item_at  # where the last item's start tag ends
    bint in_head
    bint head_ended
    bint all_known
    bint unsure  # of all that follows
    bint is_read_whole  # the page, with its white space; this may be gone where it says so
    bint blank  # no words came since a block began or ended


cdef inline void leave_out(Page* page, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    """Write what comes before a stretch, and not the stretch."""
    cdef Py_ssize_t length = start - page.seen, at = 32
    cdef const byte* here = page.bytes + page.seen
    cdef byte* to = page.slim + page.written
    page.written += length
    page.seen = end
    if length > 256 or page.length - start < 32:
        memcpy(to, here, length)
        return
    memcpy(to, here, 32)
    while at < length:  # what is written too much lies before the end, and is written over
        memcpy(to + at, here + at, 16)
        at += 16


cdef inline Py_ssize_t find(Page* page, byte sought, Py_ssize_t start) noexcept nogil:
    """Return where a byte is next, -1 where nowhere; ``start`` may be the end."""
    return find_byte(page.bytes, sought, start, page.length)


cdef struct Tag:
    Py_ssize_t name
    Py_ssize_t name_end
    Py_ssize_t end  # behind its ">"; -1 where it has none
    unsigned int said
    int kind
    bint is_empty  # it ends in "/>"
    bint states  # something that every element is asked for


cdef unsigned int look_at(Page* page, Py_ssize_t name) noexcept nogil
cdef void start_tag(Page* page, Py_ssize_t name, Tag* tag) noexcept nogil
cdef void end_tag(Page* page, Py_ssize_t name, Tag* tag) noexcept nogil
