"""How deep the elements of a page stand in each other; see ``nesting.py``."""

from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_GET_SIZE
from libc.stdint cimport uint64_t
from libc.string cimport memchr, memcpy

from digest_app.readers.compiled_bytes cimport Names, Sorts, byte, kind_of, put_name, sort_bytes

from digest_app.readers.nesting import NEVER_CLOSED

cdef Sorts SORTS
cdef Names OPEN  # the elements that are never closed

sort_bytes(&SORTS)
for _name in NEVER_CLOSED:
    put_name(&OPEN, _name, 1, &SORTS)


cdef Py_ssize_t _count(const byte* s, Py_ssize_t length) noexcept nogil:
    """Return how many "<" there are, eight bytes at a time.

    Of a word without the "<" in it: a byte that is 0 there has its highest bit set at last, and no
    other has ("Hacker's Delight", 6-1, zero bytes; in the form that no byte carries into the next).
    """
    cdef uint64_t word, low = 0x7F7F7F7F7F7F7F7FULL, found
    cdef Py_ssize_t i = 0, count = 0, last
    while i + 8 <= length:
        found = 0
        last = min(i + 8 * 255, length - 7)  # each byte of the sum holds 255
        while i < last:
            memcpy(&word, s + i, 8)
            word ^= 0x3C3C3C3C3C3C3C3CULL
            found += (~(((word & low) + low) | word | low)) >> 7
            i += 8
        count += ((found & 0x00FF00FF00FF00FFULL) * 0x0001000100010001ULL) >> 48
        count += (((found >> 8) & 0x00FF00FF00FF00FFULL) * 0x0001000100010001ULL) >> 48
    while i < length:
        count += s[i] == b"<"
        i += 1
    return count


cdef bint _nests(const byte* s, Py_ssize_t length, Py_ssize_t deepest) noexcept nogil:
    """Tell whether more elements than ``deepest`` are open at a place; a NUL is behind the last."""
    cdef const byte* end = s + length
    cdef const byte* name
    cdef Py_ssize_t depth = 0
    cdef bint closing
    while True:
        s = <const byte*> memchr(s, b"<", end - s)
        if s == NULL:
            return False
        s += 1
        closing = s[0] == b"/"
        s += closing
        name = s
        if not SORTS.letter[s[0]]:
            continue
        while SORTS.letter[s[0]] or 48 <= s[0] <= 57:
            s += 1
        if kind_of(&OPEN, name, s - name, &SORTS):
            continue
        if not closing:
            depth += 1
        elif depth:
            depth -= 1
        if depth > deepest:
            return True


def nests_too_deep(bytes page not None, Py_ssize_t fewest, Py_ssize_t deepest):
    """Tell whether a page with more than ``fewest`` tags has more than ``deepest`` open at once."""
    cdef const byte* s = <const byte*> PyBytes_AS_STRING(page)
    cdef Py_ssize_t length = PyBytes_GET_SIZE(page)
    cdef bint too_deep
    with nogil:
        too_deep = _count(s, length) > fewest and _nests(s, length, deepest)
    return too_deep
