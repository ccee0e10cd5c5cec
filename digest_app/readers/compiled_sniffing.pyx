"""Telling at a glance that a file is a saved page; see ``sniffing.py``, which tells all others."""

from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_GET_SIZE
from libc.string cimport memchr, memcmp

from digest_app.readers.compiled_bytes cimport Sorts, byte, sort_bytes

from digest_app.readers.sniffing import CONTROL, HEAD, PDF_HEAD

cdef enum:
    TAR = 257  # where a tape archive says what it is

cdef Sorts SORTS
cdef bint[256] IS_CONTROL
cdef Py_ssize_t HEAD_SIZE = HEAD
cdef Py_ssize_t PDF_SIZE = PDF_HEAD

sort_bytes(&SORTS)
for _number in range(256):
    IS_CONTROL[<int> _number] = _number in CONTROL


cdef inline bint _begins(const byte* s, const char* word) noexcept:
    """Tell whether a word stands at a place, in any case; the bytes end with a NUL."""
    cdef Py_ssize_t i = 0
    while word[i] and SORTS.lower[s[i]] == <byte> word[i]:
        i += 1
    return word[i] == 0


cdef const byte* _behind_space(const byte* s) noexcept:
    while s[0] == 32 or s[0] == 9 or s[0] == 10 or s[0] == 13:
        s += 1
    return s


cdef bint _is_page_alone(const byte* s, Py_ssize_t length) noexcept:
    """Tell whether nothing in a file's head says that it is something else than a page."""
    cdef const byte* found = s
    cdef Py_ssize_t i
    if length >= TAR + 5 and memcmp(s + TAR, b"ustar", 5) == 0:
        return False
    while True:
        found = <const byte*> memchr(found, b"%", min(length, PDF_SIZE) - (found - s))
        if found == NULL:
            break
        if memcmp(found, b"%PDF-", min(5, s + length - found)) == 0:
            return False
        found += 1
    for i in range(length):
        if IS_CONTROL[s[i]] or (s[i] == b"!" and _begins(s + i, b"!doctype plist")):
            return False
    return True


def is_page(bytes data not None):
    """Tell a page that begins as most do; False says nothing."""
    cdef const byte* start = <const byte*> PyBytes_AS_STRING(data)
    cdef const byte* s = _behind_space(start)
    cdef Py_ssize_t length = min(HEAD_SIZE, PyBytes_GET_SIZE(data))
    if _begins(s, b"<!doctype html") and SORTS.name_end[s[14]]:
        s += 14
        while s[0] != 62 and s[0] != 91 and s[0]:  # ">", or "[" before declarations
            s += 1
        if s[0] != 62:
            return False
        s = _behind_space(s + 1)
        if not _begins(s, b"<html") or not (SORTS.space[s[5]] or s[5] == 62):
            return False
    elif not _begins(s, b"<html") or not SORTS.space[s[5]]:
        return False  # with "<html>a: b" a letter may begin
    return s + 5 < start + length and _is_page_alone(start, length)
