"""The compiled form of what ``naming`` makes of addresses.

Answers exactly as the Python does where nothing has to be put together or taken out, and with
None for all other addresses: the Python is asked then. The words come from its lists.
"""

from cpython.unicode cimport PyUnicode_GET_LENGTH, PyUnicode_Substring
from libc.string cimport memchr

from html.entities import html5

from digest_app.readers.address_words import TRACKED, TRACKED_BEGINS

cdef extern from "Python.h":
    bint Py_UNICODE_ISSPACE(unsigned int c)
    bint PyUnicode_IS_ASCII(object text)
    bint PyUnicode_CheckExact(object text)
    const unsigned char *PyUnicode_1BYTE_DATA(object text)
    object PyBytes_FromStringAndSize(const char *data, Py_ssize_t length)

cdef enum:
    LONGEST_KEY = 16
    LONGEST_ENTITY = 8  # of those that need no semicolon

cdef frozenset KEYS = frozenset([word.encode() for word in TRACKED])
cdef tuple BEGINS = tuple([word.encode() for word in TRACKED_BEGINS])
cdef frozenset ENTITIES = frozenset([name.encode() for name in html5 if not name.endswith(";")])
cdef unsigned char[256] FIRSTS  # 1 for letters that such an entity begins with

if max(map(len, KEYS)) >= LONGEST_KEY or max(map(len, ENTITIES)) > LONGEST_ENTITY:
    raise ValueError("a word is longer than the compiled form expects")
for _name in ENTITIES:
    FIRSTS[<int>_name[0]] = 1


cpdef object address(stated, bint based):
    """Return what an address becomes that is not relative and has nothing to be taken out."""
    cdef Py_ssize_t start = 0, end, host, stop
    cdef const unsigned char *data
    if not PyUnicode_CheckExact(stated):
        return None
    end = PyUnicode_GET_LENGTH(stated)
    if not PyUnicode_IS_ASCII(stated):
        return None
    data = PyUnicode_1BYTE_DATA(stated)
    while start < end and Py_UNICODE_ISSPACE(data[start]):
        start += 1
    while end > start and Py_UNICODE_ISSPACE(data[end - 1]):
        end -= 1
    host = _host_at(data, start, end)
    if host == 0:
        return "" if start == end else None if based else _nothing(data, start, end)
    stop = _sound_end(data, host, end)
    if stop <= host:
        return _nothing(data, start, end)
    if memchr(data + start, c'&', end - start) != NULL and _may_have_entity(data, start, end):
        return None
    stop = _without_empty_query(data, host, stop)
    if stop == 0:
        return None
    if stop - start == PyUnicode_GET_LENGTH(stated):
        return stated
    return PyUnicode_Substring(stated, start, stop)


cdef Py_ssize_t _sound_end(const unsigned char *data, Py_ssize_t host, Py_ssize_t end) noexcept:
    """Return where an address ends, or its fragment begins; 0 where this is no address."""
    cdef Py_ssize_t at, stop = end
    cdef unsigned char c
    for at in range(host, end):
        c = data[at]
        if c == c'<' or c == c'>' or c == c'"' or Py_UNICODE_ISSPACE(c):
            return 0
        if at == host and (c == c'/' or c == c'?' or c == c'#'):
            return 0
        if c == c'#' and stop == end:
            stop = at
    return stop


cdef Py_ssize_t _without_empty_query(
    const unsigned char *data, Py_ssize_t at, Py_ssize_t stop
) except -1:
    """Return where an address ends without a query that is empty; 0 where some of it must go."""
    cdef const void *mark = memchr(data + at, c'?', stop - at)
    cdef Py_ssize_t query, key
    if mark == NULL:
        return stop
    query = <const unsigned char *>mark - data
    if query + 1 == stop:
        return query
    at = query + 1
    while at <= stop:
        key = at
        while at < stop and data[at] != c'=' and data[at] != c'&':
            at += 1
        if _is_tracked(data + key, at - key):
            return 0
        while at < stop and data[at] != c'&':
            at += 1
        at += 1
    return stop


cdef bint _is_tracked(const unsigned char *key, Py_ssize_t size) except -1:
    """Tell whether a parameter may say where a reader came from."""
    cdef char lower[LONGEST_KEY]
    cdef Py_ssize_t at, length = min(size, LONGEST_KEY)
    cdef bytes begun
    if size == 0:
        return False
    for at in range(length):
        lower[at] = <char>(key[at] | 0x20 if c'A' <= key[at] <= c'Z' else key[at])
    begun = PyBytes_FromStringAndSize(lower, length)
    return begun in KEYS or begun.startswith(BEGINS)


cdef bint _may_have_entity(const unsigned char *data, Py_ssize_t at, Py_ssize_t end) except -1:
    """Tell whether an ampersand may begin an entity: with its name, a number or a semicolon."""
    cdef Py_ssize_t start, size
    while at < end:
        if data[at] != c'&':
            at += 1
            continue
        at += 1
        start = at
        while at < end and data[at] != c'&' and data[at] != c';' and data[at] != c'#':
            at += 1
        if at < end and (data[at] == c';' or (data[at] == c'#' and at == start)):
            return True
        if at == start or not FIRSTS[data[start]]:
            continue
        for size in range(2, min(at - start, LONGEST_ENTITY) + 1):
            if PyBytes_FromStringAndSize(<const char *>data + start, size) in ENTITIES:
                return True
    return False


cdef Py_ssize_t _host_at(const unsigned char *data, Py_ssize_t at, Py_ssize_t end) noexcept:
    """Return where the host begins behind ``http://`` or ``https://``; 0 without them."""
    cdef const char *scheme = b"http"
    cdef Py_ssize_t letter
    if end - at < 7:
        return 0
    for letter in range(4):
        if (data[at + letter] | 0x20) != <unsigned char>scheme[letter]:
            return 0
    at += 4
    if (data[at] | 0x20) == c's':
        at += 1
    if at + 3 <= end and data[at] == c':' and data[at + 1] == c'/' and data[at + 2] == c'/':
        return at + 3
    return 0


cdef object _nothing(const unsigned char *data, Py_ssize_t at, Py_ssize_t end):
    """Return that this is no address, unless an entity may make it one."""
    while at < end:
        if data[at] == c'&':
            return None
        at += 1
    return ""
