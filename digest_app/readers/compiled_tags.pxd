"""A page while it is slimmed, and its tags; see ``compiled_tags.pyx``."""

from digest_app.readers.compiled_bytes cimport byte, find_byte
from libc.string cimport memcpy


cdef enum Kind:  # what an element's name means to the tokenizer
    PLAIN, SCRIPT, STYLE, TEXT, TEXT_IN_DRAWING, DRAWING, TEMPLATE, CHOICE, LOST, LOST_IN_DRAWING


cdef struct Page:
    const byte* bytes  # with a NUL behind the last
    Py_ssize_t length
    byte* slim  # as long as the bytes
    Py_ssize_t written
    Py_ssize_t seen  # up to here the bytes are written, or left out
    Py_ssize_t drawings  # that may be open; never fewer than are
    Py_ssize_t templates
    bint choosing  # inside a menu of choices


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
    int kind
    bint is_empty  # it ends in "/>"


cdef void start_tag(Page* page, Py_ssize_t name, Tag* tag) noexcept nogil
cdef void end_tag(Page* page, Py_ssize_t name, Tag* tag) noexcept nogil
