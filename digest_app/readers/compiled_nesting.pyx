"""How deep the elements of a page stand in each other; see ``nesting.py``."""

from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_GET_SIZE
from libc.string cimport memchr

from digest_app.readers.compiled_bytes cimport (
    Names, Sorts, byte, count_byte, kind_of, put_name, sort_bytes
)

from digest_app.readers.nesting import NEVER_CLOSED

cdef Sorts SORTS
cdef Names OPEN  # the elements that are never closed

sort_bytes(&SORTS)
for _name in NEVER_CLOSED:
    put_name(&OPEN, _name, 1, &SORTS)


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
        too_deep = count_byte(s, b"<", length) > fewest and _nests(s, length, deepest)
    return too_deep
