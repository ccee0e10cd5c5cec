"""The compiled form of taking the site's name off a title: see ``naming.py``, which decides.

What is not in ASCII, or longer than titles and hosts are, the Python is asked about.
"""

from cpython.unicode cimport (
    PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND, PyUnicode_READ, PyUnicode_Substring,
)

from libc.string cimport memchr

from html import unescape

from digest_app.readers cimport compiled_naming as simple
from digest_app.readers.compiled_addresses cimport address as simple_address

cdef extern from "Python.h":
    bint PyUnicode_IS_ASCII(object text)
    bint PyUnicode_CheckExact(object text)
    const unsigned char *PyUnicode_1BYTE_DATA(object text)
    object PyUnicode_FromStringAndSize(const char *data, Py_ssize_t length)

cdef enum:
    MOST_TITLE = 400
    MOST_LETTERS = 512
    LEAST_NAME = 4  # letters; a shorter name begins many words
    DIFFERENT = 0
    SAME = 1
    PART = 2
    UNKNOWN = 3


# --- Letters and digits alone -----------------------------------------------------------------

cdef inline unsigned char _kept(unsigned char c) noexcept:
    """Return a letter in lower case, or a digit; 0 for signs."""
    if c'A' <= c <= c'Z':
        return c | 0x20
    return c if c'a' <= c <= c'z' or c'0' <= c <= c'9' else 0


cdef str _squashed(str name):
    """Return the letters and digits of a name, folded."""
    cdef char made[MOST_LETTERS]
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(name)
    if not PyUnicode_IS_ASCII(name) or size > MOST_LETTERS:
        return naming._squashed(name)
    return _squashed_bytes(PyUnicode_1BYTE_DATA(name), size, made)


cdef str _squashed_bytes(const unsigned char *data, Py_ssize_t size, char *made):
    cdef Py_ssize_t at, end = 0
    cdef unsigned char c
    for at in range(size):
        c = _kept(data[at])
        made[end] = <char>c
        end += c != 0
    return PyUnicode_FromStringAndSize(made, end)


cdef int _goes_on(
    str title, Py_ssize_t at, Py_ssize_t stop, str headline, Py_ssize_t *there
) noexcept:
    """Tell whether a stretch of a title says what a headline says from a place on, without signs.

    The place moves on to the next letter behind. ``SAME`` is for a headline that is over then.
    """
    cdef int kind = PyUnicode_KIND(title), other_kind = PyUnicode_KIND(headline)
    cdef const void *data = PyUnicode_DATA(title)
    cdef const void *other_data = PyUnicode_DATA(headline)
    cdef Py_ssize_t length = PyUnicode_GET_LENGTH(headline)
    cdef unsigned int a, b
    while True:
        a = b = 0
        while a == 0 and at < stop:
            a = PyUnicode_READ(kind, data, at)
            a = _kept(a) if a < 128 else a
            at += 1
        while there[0] < length:
            b = PyUnicode_READ(other_kind, other_data, there[0])
            b = _kept(b) if b < 128 else b
            if b != 0:
                break
            there[0] += 1
        if a >= 128 or b >= 128:
            return UNKNOWN
        if a == 0:
            return PART if b else SAME
        if a != b:
            return DIFFERENT
        there[0] += 1


# --- The names of a site ----------------------------------------------------------------------

cdef set _host_names(str address):
    """Return the ways in which a host names its site; see ``naming``."""
    cdef const unsigned char *data
    cdef Py_ssize_t start = 0, end, size = PyUnicode_GET_LENGTH(address)
    if not PyUnicode_IS_ASCII(address):
        return naming._host_names(address)
    data = PyUnicode_1BYTE_DATA(address)
    while start < size and c'a' <= (data[start] | 0x20) <= c'z':
        start += 1
    if start == 0 or start + 3 >= size:
        return set()
    if data[start] != c':' or data[start + 1] != c'/' or data[start + 2] != c'/':
        return set()
    start += 3
    end = start
    while end < size and data[end] not in (c'/', c'?', c'#', c':'):
        if data[end] == c'@':
            return naming._host_names(address)
        end += 1
    if end < size and data[end] == c':' and memchr(data + end, c'@', size - end) != NULL:
        return naming._host_names(address)  # the name of a user may stand there
    if end == start or end - start > MOST_LETTERS:
        return set() if end == start else naming._host_names(address)
    return _names_of_host(data + start, end - start)


cdef set _names_of_host(const unsigned char *host, Py_ssize_t size):
    """Return the host, its longest label but for the last, and its last two, squashed."""
    cdef char made[MOST_LETTERS]
    cdef Py_ssize_t at, label = 0, main = 0, length = -1, last = 0, before = 0
    if size >= 4 and _kept(host[0]) == _kept(host[1]) == _kept(host[2]) == c'w':
        if host[3] == c'.':
            host, size = host + 4, size - 4
    for at in range(size):
        if host[at] == c'.':
            if at - label > length:
                main, length = label, at - label
            before, last = last, at + 1
            label = at + 1
    names = {_squashed_bytes(host, size, made), _squashed_bytes(host + before, size - before, made)}
    if length > 0:
        names.add(_squashed_bytes(host + main, length, made))
    names.discard("")
    return names


cdef bint _names_site(str part, set names) except -1:
    """Tell whether a part of a title is the site's name, or begins with it and adds a word."""
    cdef str squashed = _squashed(part), name
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(squashed)
    if size == 0:
        return False
    if squashed in names or "the" + squashed in names or squashed.removeprefix("the") in names:
        return True
    for name in names:
        if PyUnicode_GET_LENGTH(name) >= LEAST_NAME and 2 * PyUnicode_GET_LENGTH(name) > size:
            if squashed.startswith(name):
                return True
    return False


cdef str _without_form(str publisher):
    """Take the legal form off a publisher's name."""
    cdef list words = publisher.split()
    cdef str last
    if len(words) > 0:
        last = words[len(words) - 1]
        if last.isascii() and last.replace(".", "").lower() not in FORMS:
            return publisher
    return naming.LEGAL_FORM.sub("", publisher)


# --- Titles -----------------------------------------------------------------------------------

cdef str _tidy(str stated):
    """Return words without entities, with single spaces."""
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(stated)
    if simple.is_tidy(PyUnicode_KIND(stated), PyUnicode_DATA(stated), size):
        return stated
    return " ".join(unescape(stated).split())


cpdef object headline(stated, publisher, address):
    """Return a title without the site's name at its ends; None for what are no plain strings."""
    cdef str title, known
    cdef list cuts
    cdef set names
    if not PyUnicode_CheckExact(stated):
        return None
    known = simple.headline(stated)
    if known is not None:
        return known
    if not PyUnicode_CheckExact(publisher) or not PyUnicode_CheckExact(address):
        return None
    title = _tidy(stated)[:MOST_TITLE]
    cuts = simple.cuts(title)
    if cuts:
        names = _host_names(address)
        names.add(_squashed(_without_form(publisher)))
        names.discard("")
        title = _without_names(title, cuts, names) if names else title
    return title.strip().rstrip("|").rstrip()


cdef str _without_names(str title, list cuts, set names):
    """Take the parts off the ends of a title that are names of the site."""
    cdef Py_ssize_t start, end
    while cuts:
        start, end = cuts[len(cuts) - 1]
        if not _names_site(_from(title, end), names):
            break
        title = PyUnicode_Substring(title, 0, start)
        cuts.pop()
    if cuts:
        start, end = cuts[0]
        if _names_site(PyUnicode_Substring(title, 0, start), names):
            title = _from(title, end)
    return title


cdef inline str _from(str title, Py_ssize_t start):
    return PyUnicode_Substring(title, start, PyUnicode_GET_LENGTH(title))


cpdef object site_name(title, address):
    """Return the last part of a page's title where it names the address's host; None as above."""
    cdef str words, part
    cdef list cuts
    if not PyUnicode_CheckExact(title) or not PyUnicode_CheckExact(address):
        return None
    words = _tidy(title)
    cuts = simple.cuts(words)
    part = _from(words, cuts[len(cuts) - 1][1]).strip() if cuts else words
    if not part or part == title.strip():
        return ""
    return part if _names_site(part, _host_names(address)) else ""


cpdef object site_behind(title, headline):
    """Return what a page's title says behind the headline; None as above."""
    cdef Py_ssize_t start = 0, end = 0, begin, there = 0, size
    cdef int found
    if not PyUnicode_CheckExact(title) or not PyUnicode_CheckExact(headline):
        return None
    size, begin = PyUnicode_GET_LENGTH(title), 0
    while simple.next_cut(PyUnicode_KIND(title), PyUnicode_DATA(title), size, end, &start, &end):
        found = _goes_on(title, begin, start, headline, &there)
        if found == UNKNOWN:
            return None
        if found == DIFFERENT:
            return ""
        if found == SAME:
            return " ".join(PyUnicode_Substring(title, end, size).split())
        begin = end  # between them are signs alone
    return ""


cpdef object publisher_name(stated, address):
    """Return the name in what is stated, of a publisher; see ``site_names``. None as above."""
    cdef str words, part
    cdef list cuts
    cdef Py_ssize_t start, end, begin = 0
    if not PyUnicode_CheckExact(stated) or not PyUnicode_CheckExact(address):
        return None
    words = stated
    known = simple_address(words, False)
    if known is None or known or _may_claim_right(words):
        return "" if known else None
    cuts = simple.cuts(words)
    if not cuts and words == words.strip():
        return words
    names = _host_names(address)
    if not names:
        return words
    cuts.append((PyUnicode_GET_LENGTH(words), 0))
    for start, end in cuts:
        part = PyUnicode_Substring(words, begin, start).strip()
        if not part.isupper() and _names_site(part, names):
            return part
        begin = end
    return words


cdef bint _may_claim_right(str stated) except -1:
    """Tell whether a sign of copyright may be there, or its word."""
    cdef str lower = stated.lower()
    return "copyr" in lower or "(c)" in lower or "\u00a9" in lower or "\u24d2" in lower


# The module in Python picks what stands here, so it is asked for what it knows last.
from digest_app.readers import naming  # noqa: E402

cdef frozenset FORMS = frozenset([form.replace(".", "").lower() for form in naming.LEGAL_FORMS])
