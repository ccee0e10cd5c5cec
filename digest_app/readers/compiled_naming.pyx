"""The compiled form of what ``naming`` and ``site_names`` are asked most.

Nearly every value that a page states is simple: an address without a query, a name of two words.
These functions answer for such values exactly as the Python does, and with None for all others:
the Python is asked then. The words come from its lists.
"""

from cpython.unicode cimport (
    PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND, PyUnicode_READ, PyUnicode_Substring,
)

from libc.string cimport memchr, memcmp

from digest_app.readers import name_words

cdef extern from "Python.h":
    bint Py_UNICODE_ISSPACE(unsigned int c)
    bint PyUnicode_IS_ASCII(object text)
    bint PyUnicode_CheckExact(object text)
    const unsigned char *PyUnicode_1BYTE_DATA(object text)
    object PyUnicode_FromStringAndSize(const char *data, Py_ssize_t length)
    object PyBytes_FromStringAndSize(const char *data, Py_ssize_t length)

cdef enum:
    MOST_NAME = 80
    MOST_TITLE = 400
    LONGEST_WORD = 16
    MOST_PARTS = 4  # of a name
    AFTER_LATIN = 0x130  # from here on are letters that a pattern takes for ASCII ones
    COPYRIGHT_SIGN = 0xA9


def _ascii(words: "tuple[str, ...] | frozenset[str]") -> frozenset:
    """Return those of these words that can stand in ASCII, as bytes."""
    made = frozenset([word.encode() for word in words if word.isascii()])
    if max(map(len, made)) > LONGEST_WORD:
        raise ValueError("a word is longer than the compiled form expects")
    return made


cdef frozenset PARTICLES = _ascii(name_words.PARTICLES)
cdef frozenset MENU = _ascii(name_words.MENU)
cdef frozenset FIRST_WORDS = _ascii(name_words.BY_BEGINS)
cdef frozenset NOBODY = _ascii(name_words.NO_AUTHOR)
cdef frozenset LATER_WORDS = _ascii((*name_words.BETWEEN, "for", "jr", "sr"))


cdef inline bint _upper(unsigned char c) noexcept:
    return c'A' <= c <= c'Z'


cdef inline bint _digit(unsigned char c) noexcept:
    return c'0' <= c <= c'9'


cdef inline unsigned char _lower(unsigned char c) noexcept:
    return c | 0x20 if c'A' <= c <= c'Z' else c


cdef inline bint _letter(unsigned char c) noexcept:
    return c'a' <= (c | 0x20) <= c'z'


cdef inline bint _of_word(unsigned char c) noexcept:
    return _letter(c) or _digit(c) or c == c'_'


cdef bint _is_one_of(const unsigned char *word, Py_ssize_t size, frozenset words):
    """Tell whether a word, in lower case, is in the list."""
    cdef char lower[LONGEST_WORD]
    cdef Py_ssize_t at
    if size > LONGEST_WORD:
        return False
    for at in range(size):
        lower[at] = <char>_lower(word[at])
    return PyBytes_FromStringAndSize(lower, size) in words


# --- Text with plain spaces -------------------------------------------------------------------

cdef unsigned char[256] SEEN  # 1 for white space and ampersands
for _sign in range(256):
    SEEN[_sign] = _sign == c'&' or Py_UNICODE_ISSPACE(_sign)


cdef bint is_tidy(int kind, const void *data, Py_ssize_t size) noexcept:
    """Tell whether splitting at white space, joining and taking out entities change nothing."""
    cdef const unsigned char *bytes = <const unsigned char *>data
    cdef Py_ssize_t at
    cdef unsigned int c
    if kind == 1:
        for at in range(size):
            if SEEN[bytes[at]] and not _is_plain(kind, data, size, at, bytes[at]):
                return False
        return True
    for at in range(size):
        c = PyUnicode_READ(kind, data, at)
        if c >= 256 and not Py_UNICODE_ISSPACE(c):
            continue
        if (c >= 256 or SEEN[c]) and not _is_plain(kind, data, size, at, c):
            return False
    return True


cdef inline bint _is_plain(
    int kind, const void *data, Py_ssize_t size, Py_ssize_t at, unsigned int c
) noexcept:
    """Tell whether this is a single space between others, or an ampersand before one."""
    if c == c'&':
        return at + 1 == size or PyUnicode_READ(kind, data, at + 1) == c' '
    if c != c' ' or at == 0 or at + 1 == size:
        return False
    return PyUnicode_READ(kind, data, at - 1) != c' '


cpdef object plain(stated):
    """Return the words themselves where they are tidy as they stand, else None."""
    cdef Py_ssize_t size
    if not PyUnicode_CheckExact(stated):
        return None
    size = PyUnicode_GET_LENGTH(stated)
    return stated if is_tidy(PyUnicode_KIND(stated), PyUnicode_DATA(stated), size) else None


# --- Separators in titles ---------------------------------------------------------------------

cdef inline bint _is_bar(unsigned int c) noexcept:
    return c == c'|' or c == 0xFF5C or c == 0x2502


cdef inline Py_ssize_t _after_sign(
    int kind, const void *data, Py_ssize_t size, Py_ssize_t at
) noexcept:
    """Return where a sign that separates with spaces around it ends; 0 where there is none."""
    cdef unsigned int c = PyUnicode_READ(kind, data, at)
    cdef bint pair
    if c == c'-' or c == c':':
        pair = at + 1 < size and PyUnicode_READ(kind, data, at + 1) == c
        return at + 2 if pair else at + 1
    if c == c'|' or c == c'\\' or c == c'/':
        return at + 1
    # – — · • « » › ‹
    if c == 0x2013 or c == 0x2014 or c == 0xB7 or c == 0x2022 or c == 0xAB or c == 0xBB:
        return at + 1
    return at + 1 if c == 0x203A or c == 0x2039 else 0


cdef inline Py_ssize_t _after_space(
    int kind, const void *data, Py_ssize_t size, Py_ssize_t at
) noexcept:
    while at < size and Py_UNICODE_ISSPACE(PyUnicode_READ(kind, data, at)):
        at += 1
    return at


cdef bint next_cut(
    int kind, const void *data, Py_ssize_t size, Py_ssize_t at, Py_ssize_t *start, Py_ssize_t *end
) noexcept:
    """Find the next separator; ``start`` and ``end`` are set to where it stands."""
    cdef Py_ssize_t sign, after
    while at < size:
        sign = _after_space(kind, data, size, at)
        if sign == size:
            return False
        if sign > at:
            after = _after_sign(kind, data, size, sign)
            if 0 < after < size and Py_UNICODE_ISSPACE(PyUnicode_READ(kind, data, after)):
                start[0], end[0] = at, _after_space(kind, data, size, after)
                return True
        if _is_bar(PyUnicode_READ(kind, data, sign)):
            start[0], end[0] = at, _after_space(kind, data, size, sign + 1)
            return True
        at = sign + 1
    return False


cpdef object cuts(title):
    """Return where the separators in a title begin and end."""
    cdef Py_ssize_t start = 0, end = 0, size
    cdef list made = []
    if not PyUnicode_CheckExact(title):
        return None
    size = PyUnicode_GET_LENGTH(title)
    while next_cut(PyUnicode_KIND(title), PyUnicode_DATA(title), size, end, &start, &end):
        made.append((start, end))
    return made


cpdef object headline(stated):
    """Return a headline that is tidy, short and of one part; else None."""
    cdef Py_ssize_t start = 0, end = 0, size
    cdef int kind
    cdef const void *data
    if not PyUnicode_CheckExact(stated):
        return None
    size = PyUnicode_GET_LENGTH(stated)
    kind, data = PyUnicode_KIND(stated), PyUnicode_DATA(stated)
    if size > MOST_TITLE or not is_tidy(kind, data, size):
        return None
    return None if next_cut(kind, data, size, 0, &start, &end) else stated


cpdef object publisher(stated):
    """Return a publisher's name that is no address, has no copyright sign and one part."""
    cdef Py_ssize_t start = 0, end = 0, at, size
    cdef int kind
    cdef const void *data
    cdef unsigned int c
    if not PyUnicode_CheckExact(stated):
        return None
    size = PyUnicode_GET_LENGTH(stated)
    kind, data = PyUnicode_KIND(stated), PyUnicode_DATA(stated)
    if not is_tidy(kind, data, size):
        return None
    for at in range(size):
        c = PyUnicode_READ(kind, data, at)
        # No "http" at the beginning, no "(c)", no "copyright".
        if c >= AFTER_LATIN or c == COPYRIGHT_SIGN or c == c'(':
            return None
        if (c | 0x20) == c'h' and (at == 0 or _ends_copyrigh(kind, data, at)):
            return None
    return None if next_cut(kind, data, size, 0, &start, &end) else stated


cdef inline bint _ends_copyrigh(int kind, const void *data, Py_ssize_t at) noexcept:
    """Tell whether the letter before an "h" is a "g", as it is in "copyright"."""
    cdef unsigned int c = PyUnicode_READ(kind, data, at - 1)
    return (c | 0x20) == c'g'


# --- Tags of languages ---------------------------------------------------------------------------

cpdef object language(stated):
    """Return the tag of ``en``, ``en-us`` and ``en_US``, else None."""
    cdef Py_ssize_t size
    cdef const unsigned char *data
    cdef char tag[5]
    if not PyUnicode_CheckExact(stated):
        return None
    size = PyUnicode_GET_LENGTH(stated)
    if size == 0:
        return ""
    if (size != 2 and size != 5) or not PyUnicode_IS_ASCII(stated):
        return None
    data = PyUnicode_1BYTE_DATA(stated)
    if not (_letter(data[0]) and _letter(data[1])):
        return None
    tag[0], tag[1] = <char>(data[0] | 0x20), <char>(data[1] | 0x20)
    if size == 5:
        if (data[2] != c'-' and data[2] != c'_') or not (_letter(data[3]) and _letter(data[4])):
            return None
        tag[2], tag[3], tag[4] = c'-', <char>(data[3] & 0xDF), <char>(data[4] & 0xDF)
    return PyUnicode_FromStringAndSize(tag, size)


# --- People -----------------------------------------------------------------------------------

cpdef object author(stated):
    """Return the one author that one to four plain words name, "By" before them or not.

    An address names nobody.
    """
    cdef Py_ssize_t size
    cdef const unsigned char *data
    if not PyUnicode_CheckExact(stated) or not PyUnicode_IS_ASCII(stated):
        return None
    size, data = PyUnicode_GET_LENGTH(stated), PyUnicode_1BYTE_DATA(stated)
    if size == 0 or _is_address(data, size):
        return ()
    if size > 3 and (data[0] | 0x20) == c'b' and (data[1] | 0x20) == c'y' and data[2] == c' ':
        stated = PyUnicode_Substring(stated, 3, size)
        data, size = data + 3, size - 3
    return (stated,) if size <= MOST_NAME and _is_one_name(data, size) else None


cdef bint _is_one_name(const unsigned char *data, Py_ssize_t size) except -1:
    """Tell whether this is the name of one person, and nothing has to be taken off it."""
    cdef Py_ssize_t at = 0, start
    cdef int parts = 0
    while at < size:
        start = at
        at = _after_plain_part(data, at, size)
        if at == start or (at < size and data[at] != c' ') or at == size - 1:
            return False
        if _is_one_of(data + start, at - start, FIRST_WORDS if parts == 0 else LATER_WORDS):
            return False
        parts += 1
        at += 1
    if not _letter(data[size - 1]) or (data[size - 1] == c'r' and data[size - 2] in (c'J', c'S')):
        return False
    if parts == 1:
        return size > 1 and memchr(data, c'.', size) == NULL and not _is_one_of(data, size, NOBODY)
    return 1 < parts <= MOST_PARTS


cpdef object people(words):
    """Return the people that words name where they are simple, or none; None: ask the Python."""
    cdef Py_ssize_t size, at
    cdef const unsigned char *data
    cdef int capitals = 0
    if not PyUnicode_CheckExact(words) or not PyUnicode_IS_ASCII(words):
        return None
    size, data = PyUnicode_GET_LENGTH(words), PyUnicode_1BYTE_DATA(words)
    if memchr(data, c'&', size) != NULL:
        return None
    for at in range(size):
        capitals += _upper(data[at]) and (at == 0 or not _of_word(data[at - 1]))
    if capitals < 2:  # as a person's name has
        return ()
    names = author(words)
    if names:
        return names if person((<tuple>names)[0]) else ()
    return names


cdef bint _is_address(const unsigned char *data, Py_ssize_t size) noexcept:
    """Tell whether all of this is an address of the web, and nothing in it an entity."""
    cdef Py_ssize_t at
    if size < 9 or memcmp(data, b"http", 4) != 0:
        return False
    at = 5 if data[4] == c's' else 4
    if memcmp(data + at, b"://", 3) != 0 or at + 3 == size:
        return False
    for at in range(size):
        if data[at] == c'&' or Py_UNICODE_ISSPACE(data[at]):
            return False
    return True


cdef inline Py_ssize_t _after_plain_part(
    const unsigned char *data, Py_ssize_t at, Py_ssize_t size
) noexcept:
    """Return where a word ends that begins with a capital; a point only after an initial."""
    if not _upper(data[at]):
        return at
    at += 1
    while at < size:
        if data[at] == c'.':
            if not _upper(data[at - 1]):
                break
        elif not _letter(data[at]) and data[at] != c'-' and data[at] != c"'":
            break
        at += 1
    return at


cpdef object person(name):
    """Tell whether a name in ASCII is a person's; None for other names."""
    cdef Py_ssize_t size, at = 0, start, last = 0
    cdef const unsigned char *data
    cdef int parts = 0
    if not PyUnicode_CheckExact(name):
        return None
    size = PyUnicode_GET_LENGTH(name)
    if not PyUnicode_IS_ASCII(name):
        return None
    data = PyUnicode_1BYTE_DATA(name)
    if size == 0 or not _upper(data[0]):
        return None if size and Py_UNICODE_ISSPACE(data[0]) else False
    while at < size:
        start = at
        while at < size and (_of_word(data[at]) or data[at] in (c"'", c'.', c'-')):
            at += 1
        if at == start or (at < size and not Py_UNICODE_ISSPACE(data[at])) or at == size - 1:
            return False
        if _upper(data[start]):
            parts += 1
        elif PyBytes_FromStringAndSize(<const char *>data + start, at - start) not in PARTICLES:
            return False
        last = start
        at += 1
    if not 1 < parts <= MOST_PARTS or not _upper(data[last]) or size - last < 2:
        return False
    return not _is_of_menu(data, size)


cdef bint _is_of_menu(const unsigned char *data, Py_ssize_t size):
    """Tell whether a menu's word is in the name, or "the" in front."""
    cdef Py_ssize_t at = 0, start
    while at < size:
        start = at
        while at < size and _of_word(data[at]):
            at += 1
        if start == 0 and at == 3 and _lower(data[0]) == c't':
            if _lower(data[1]) == c'h' and _lower(data[2]) == c'e':
                return True
        if at > start and _is_one_of(data + start, at - start, MENU):
            return True
        at += 1
    return False
