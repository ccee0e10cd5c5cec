"""One pass over a page's bytes before they are parsed: see ``slimming.py`` and ``nesting.py``.

The pass knows for each byte which state the tokenizer of the HTML standard is in when it comes to
it (https://html.spec.whatwg.org/multipage/parsing.html#tokenization, 13.2.5.1 to 13.2.5.69). In a
few places that depends on the tree being built: whether a ``<style>`` holds text or tags (13.2.6)
is open inside drawings, templates and menus of choices. There :func:`_same_in_both` asks for
contents that end at the same byte either way, so that the state is known after them. Where it does
not get that, in formulas and framesets, at a NUL in a name, and where anything is never closed, the
pass ends: all further bytes stay as they are.

The bytes have a NUL behind the last, as all of Python's do: to look one further needs no question.
"""

from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_GET_SIZE
from cpython.object cimport PyObject
from cpython.ref cimport Py_DECREF
from libc.stdint cimport uint64_t
from libc.string cimport memchr, memcpy

from digest_app.readers.compiled_bytes cimport (
    Names,
    Sorts,
    byte,
    kind_of,
    length_bit,
    name_key,
    put_name,
    sort_bytes,
)

from digest_app.readers.slimming import ARK, READ, SHAPES, UNREAD, UNREAD_STARTS

cdef extern from "Python.h":
    PyObject* PyBytes_FromStringAndSize(const char*, Py_ssize_t) except NULL
    int _PyBytes_Resize(PyObject**, Py_ssize_t) except -1


cdef enum:
    MOST_OPEN = 32  # shapes in each other; drawings that have more stay as they are


cdef struct Page:
    const byte* bytes
    Py_ssize_t length
    byte* slim  # as long as the bytes
    Py_ssize_t written
    Py_ssize_t seen  # up to here the bytes are written, or left out
    Py_ssize_t drawings  # that may be open; never fewer than are
    Py_ssize_t templates
    bint choosing  # inside a menu of choices


cdef struct Starts:  # how names begin
    uint64_t keys[16]
    uint64_t masks[16]
    int count


cdef enum Kind:  # what an element's name means to the tokenizer
    PLAIN, SCRIPT, STYLE, TEXT, TEXT_IN_DRAWING, DRAWING, TEMPLATE, CHOICE, LOST, LOST_IN_DRAWING


# --- tables

cdef Sorts SORTS
cdef Names ELEMENTS  # those that are not plain, by their kind
cdef Names UNREAD_NAMES
cdef Names READ_NAMES
cdef Names SHAPE_NAMES
cdef Names ARK_NAMES
cdef Starts UNREAD_BEGINNINGS
# Section 13.2.6.2 of the standard, and where the state is open behind them or inside them.
_KINDS = {
    SCRIPT: (b"script",),
    STYLE: (b"style",),
    TEXT: (b"title", b"textarea", b"xmp", b"iframe", b"noembed", b"noframes"),
    TEXT_IN_DRAWING: (b"desc",),
    DRAWING: (b"svg",),
    TEMPLATE: (b"template",),
    CHOICE: (b"select",),
    LOST: (b"math", b"frameset", b"plaintext"),
    LOST_IN_DRAWING: (b"foreignobject",),
}
_alive = []  # the bytes that the tables point to


cdef int _fill(Names* names, object words) except -1:
    """Put words into a table."""
    cdef bytes name
    for word in words:
        name = word.encode()
        _alive.append(name)
        put_name(names, name, 1, &SORTS)
    return 0


cdef int _set_tables() except -1:
    cdef bytes start
    cdef const char* text
    sort_bytes(&SORTS)
    for kind, names in _KINDS.items():
        for name in names:
            put_name(&ELEMENTS, name, kind, &SORTS)
    _fill(&UNREAD_NAMES, UNREAD)
    _fill(&READ_NAMES, READ)
    _fill(&SHAPE_NAMES, SHAPES)
    _fill(&ARK_NAMES, ARK)
    for start in [word.encode() for word in UNREAD_STARTS]:
        if UNREAD_BEGINNINGS.count == 16 or not 0 < len(start) < 8:
            raise ValueError("too many beginnings of names, or too long ones")
        text = start
        UNREAD_BEGINNINGS.keys[UNREAD_BEGINNINGS.count] = name_key(
            <const byte*> text, len(start), &SORTS
        )
        UNREAD_BEGINNINGS.masks[UNREAD_BEGINNINGS.count] = (
            (<uint64_t> 1) << (8 * len(start))
        ) - 1
        UNREAD_BEGINNINGS.count += 1
        UNREAD_NAMES.lengths[<byte> text[0]] |= ~(length_bit(len(start) + 1) - 1)
    return 0


_set_tables()


# --- what is written

cdef inline void _leave_out(Page* page, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    """Write what comes before a stretch, and not the stretch."""
    cdef Py_ssize_t length = start - page.seen
    memcpy(page.slim + page.written, page.bytes + page.seen, length)
    page.written += length
    page.seen = end


cdef inline Py_ssize_t _find(Page* page, byte sought, Py_ssize_t start) noexcept nogil:
    """Return where a byte is next, -1 where nowhere; ``start`` may be the end."""
    cdef const void* found = memchr(page.bytes + start, sought, page.length - start)
    return -1 if found == NULL else <const byte*> found - page.bytes


# --- tags

cdef bint _is_unread(const byte* text, Py_ssize_t length) noexcept nogil:
    """Tell whether no reader asks for an attribute of this name."""
    cdef uint64_t key
    cdef int i
    if not UNREAD_NAMES.lengths[SORTS.lower[text[0]]] & length_bit(length):
        return False
    key = name_key(text, length, &SORTS)
    for i in range(UNREAD_BEGINNINGS.count):
        if key & UNREAD_BEGINNINGS.masks[i] == UNREAD_BEGINNINGS.keys[i]:
            return not kind_of(&READ_NAMES, text, length, &SORTS)
    return kind_of(&UNREAD_NAMES, text, length, &SORTS)


cdef Py_ssize_t _name_end(Page* page, Py_ssize_t i) noexcept nogil:
    """Return the end of a tag's name."""
    while not SORTS.name_end[page.bytes[i]]:
        i += 1
    return i


cdef void _slim(Page* page, Py_ssize_t tag, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    """Leave an attribute out, where the others are the same without it; ``tag`` is its name.

    Behind a space, it is not what parts a "/" from the tag's end. A "=" behind it would make
    another attribute of the one before it.
    """
    cdef const byte* s = page.bytes
    cdef Py_ssize_t i = end
    while SORTS.space[s[i]]:
        i += 1
    if s[i] == b"=" or not SORTS.space[s[start - 1]]:
        return
    if not kind_of(&ARK_NAMES, s + tag, _name_end(page, tag) - tag, &SORTS):
        _leave_out(page, start, end)


cdef Py_ssize_t _value_end(Page* page, Py_ssize_t i) noexcept nogil:
    """Return the end of an attribute's value that begins here, -1 where it has none."""
    cdef const byte* s = page.bytes
    if s[i] == b'"' or s[i] == b"'":
        i = _find(page, s[i], i + 1)
        return i if i < 0 else i + 1
    while not SORTS.bare_end[s[i]]:
        i += 1
    return i if s[i] else -1


cdef Py_ssize_t _tag_end(Page* page, Py_ssize_t i, Py_ssize_t tag, bint* empty) noexcept nogil:
    """Return the end of a tag from behind its name on, -1 where it has none; 13.2.5.32 to .40.

    ``tag`` is where its name begins, and 0 where all its attributes stay; ``empty`` is made true
    where it ends in "/>".
    """
    cdef const byte* s = page.bytes
    cdef Py_ssize_t start, end
    while True:
        while SORTS.space[s[i]]:
            i += 1
        if s[i] == b">":
            return i + 1
        if s[i] == b"/":
            if s[i + 1] == b">":
                empty[0] = True
                return i + 2
            i += 1
            continue
        start = i
        i += s[i] == b"="  # one that begins a name is part of it
        while not SORTS.part_end[s[i]]:
            i += 1
        end = i
        while SORTS.space[s[i]]:
            i += 1
        if s[i] == 0:  # the page's end, or a NUL
            return -1
        if s[i] != b"=":
            continue
        i += 1
        while SORTS.space[s[i]]:
            i += 1
        if s[i] == b">":
            return i + 1
        i = _value_end(page, i)
        if i < 0:
            return -1
        if tag and _is_unread(s + start, end - start):
            _slim(page, tag, start, i)


cdef bint _closes(
    Page* page, Py_ssize_t i, const byte* name, Py_ssize_t length
) noexcept nogil:
    """Tell whether the end tag of this name begins here, with its "<"."""
    cdef const byte* s = page.bytes + i
    cdef Py_ssize_t j
    if s[0] != b"<" or s[1] != b"/":
        return False
    for j in range(length):
        if SORTS.lower[s[j + 2]] != SORTS.lower[name[j]]:
            return False
    return s[length + 2] and SORTS.name_end[s[length + 2]]


# --- elements that hold text

cdef Py_ssize_t _text_end(
    Page* page, Py_ssize_t i, const byte* name, Py_ssize_t length
) noexcept nogil:
    """Return where the end tag of an element of text is, -1 where it has none; 13.2.5.9 to .14."""
    i = _find(page, b"<", i)
    while i >= 0 and not _closes(page, i, name, length):
        i = _find(page, b"<", i + 1)
    return i


cdef Py_ssize_t _script_end(Page* page, Py_ssize_t i, const byte* name) noexcept nogil:
    """Return where a script's end tag is, -1 where it has none; 13.2.5.15 to .19."""
    cdef const byte* s = page.bytes
    while True:
        i = _find(page, b"<", i)
        if i < 0 or _closes(page, i, name, 6):
            return i
        i += 1
        if s[i] == b"!" and s[i + 1] == b"-" and s[i + 2] == b"-":
            i = _escaped_end(page, i + 3, name)
            if i < 0 or _closes(page, i, name, 6):
                return i


cdef Py_ssize_t _escaped_end(Page* page, Py_ssize_t i, const byte* name) noexcept nogil:
    """Return the end of what stands behind ``<!--`` in a script; 13.2.5.20 to .31.

    That is where its "-->" ends, or where the script's end tag is; -1 where neither is.
    """
    cdef const byte* s = page.bytes
    cdef int dashes = 2
    cdef bint twice = False
    while i < page.length:
        if s[i] == b"-":
            dashes += dashes < 2
            i += 1
        elif s[i] == b">" and dashes == 2:
            return i + 1
        elif s[i] == b"<":
            if not twice and _closes(page, i, name, 6):
                return i
            dashes = 0
            i = _turn(page, i + 1, name, &twice)
        else:
            dashes = 0
            i += 1
    return -1


cdef Py_ssize_t _turn(
    Page* page, Py_ssize_t i, const byte* name, bint* twice
) noexcept nogil:
    """Pass by a tag inside an escaped part; where it is a script's, the part is escaped twice."""
    cdef const byte* s = page.bytes
    cdef Py_ssize_t start, j
    if twice[0]:
        if s[i] != b"/":
            return i
        i += 1
    start = i
    while SORTS.letter[s[i]]:
        i += 1
    if i == start and not twice[0]:
        return i
    if s[i] == 0 or not SORTS.name_end[s[i]]:
        return i
    if i - start == 6:
        for j in range(6):
            if SORTS.lower[s[start + j]] != SORTS.lower[name[j]]:
                return i + 1
        twice[0] = not twice[0]
    return i + 1


cdef Py_ssize_t _same_in_both(
    Page* page, Py_ssize_t i, const byte* name, Py_ssize_t length
) noexcept nogil:
    """Return where an element's end tag is, if it is no matter whether tags may stand before it."""
    i = _find(page, b"<", i)
    return i if i >= 0 and _closes(page, i, name, length) else -1


cdef bint _is_read(const byte* tag, Py_ssize_t length) noexcept nogil:
    """Tell whether what a script holds is read: it may be JSON-LD by its tag."""
    cdef Py_ssize_t i
    for i in range(length):
        if tag[i] == b"&":
            return True
        if tag[i] == b"+" and i > 1:
            if SORTS.lower[tag[i - 2]] == b"l" and SORTS.lower[tag[i - 1]] == b"d":
                return True
    return False


# --- drawings, tags and declarations

cdef Py_ssize_t _drawn(Page* page, Py_ssize_t i) noexcept nogil:
    """Return where the end tag of a drawing is, if it holds nothing but shapes; -1 else.

    Each end tag must be that of the last shape open: others end elements around the drawing.
    """
    cdef const byte* s = page.bytes
    cdef uint64_t opened[MOST_OPEN]
    cdef uint64_t key
    cdef Py_ssize_t start, end, depth = 0
    cdef bint empty, closing
    while s[i] == b"<":
        closing = s[i + 1] == b"/"
        start = i + 1 + closing
        if not SORTS.letter[s[start]]:
            return -1
        end = _name_end(page, start)
        if closing and kind_of(&ELEMENTS, s + start, end - start, &SORTS) == DRAWING:
            return i
        if not kind_of(&SHAPE_NAMES, s + start, end - start, &SORTS):
            return -1
        empty = False
        i = _tag_end(page, end, 0, &empty)
        if i < 0:
            return -1
        key = name_key(s + start, end - start, &SORTS)
        if closing:
            if not depth or opened[depth - 1] != key:
                return -1
            depth -= 1
        elif not empty:
            if depth == MOST_OPEN:
                return -1
            opened[depth] = key
            depth += 1
    return -1


cdef Py_ssize_t _drawing(Page* page, Py_ssize_t i) noexcept nogil:
    """Begin a drawing; leave out what it holds where these are shapes alone."""
    cdef Py_ssize_t end = _drawn(page, i)
    page.drawings += 1
    if end > i:
        _leave_out(page, i, end)
        return end
    return i


cdef Py_ssize_t _content(
    Page* page, int kind, Py_ssize_t name, Py_ssize_t length, Py_ssize_t i
) noexcept nogil:
    """Return where the contents of an element of text end; leave them out if none reads them."""
    cdef Py_ssize_t end
    cdef const byte* named = page.bytes + name
    if page.drawings or page.templates or page.choosing:
        return _same_in_both(page, i, named, length)
    if kind == SCRIPT:
        end = _script_end(page, i, named)
    else:
        end = _text_end(page, i, named, length)
    if end > i and (kind == STYLE or (kind == SCRIPT and not _is_read(named, i - name))):
        _leave_out(page, i, end)
    return end


cdef Py_ssize_t _start_tag(Page* page, Py_ssize_t i) noexcept nogil:
    """Return where to go on behind a start tag and the text it holds; -1 where that is open."""
    cdef bint empty = False
    cdef Py_ssize_t start = i + 1
    cdef Py_ssize_t length = _name_end(page, start) - start
    cdef int kind = kind_of(&ELEMENTS, page.bytes + start, length, &SORTS)
    i = _tag_end(page, start + length, start, &empty)
    if kind == PLAIN or i < 0:
        return i
    if kind == LOST or (kind == LOST_IN_DRAWING and page.drawings):
        return -1
    if kind == TEMPLATE:
        page.templates += 1
        return -1 if page.choosing else i
    if kind == CHOICE:
        page.choosing = True
        return i
    if kind == DRAWING:
        return i if empty else _drawing(page, i)
    if kind == LOST_IN_DRAWING or (kind == TEXT_IN_DRAWING and not page.drawings):
        return i
    return _content(page, kind, start, length, i)


cdef Py_ssize_t _end_tag(Page* page, Py_ssize_t i) noexcept nogil:
    """Return the end of what begins with "</"; 13.2.5.7."""
    cdef const byte* s = page.bytes
    cdef bint empty
    cdef int kind
    cdef Py_ssize_t end
    i += 2
    if not SORTS.letter[s[i]]:
        end = _find(page, b">", i)
        return end if end < 0 else end + 1
    end = _name_end(page, i)
    kind = kind_of(&ELEMENTS, s + i, end - i, &SORTS)
    if kind == DRAWING and page.drawings:
        page.drawings -= 1
    elif kind == TEMPLATE and page.templates:
        page.templates -= 1
    elif kind == CHOICE:
        page.choosing = False
    return end + 1 if s[end] == b">" else _tag_end(page, end, 0, &empty)


cdef Py_ssize_t _declaration(Page* page, Py_ssize_t i) noexcept nogil:
    """Return the end of what begins with "<!"; 13.2.5.42, .53 and .69."""
    cdef const byte* s = page.bytes + i
    cdef Py_ssize_t end
    if s[2] == b"-" and s[3] == b"-":
        return _comment(page, i + 4)
    end = _find(page, b">", i + 2)
    if end >= 0 and page.drawings and s[2] == b"[":  # it may be text up to "]]>"
        if page.bytes[end - 1] != b"]" or page.bytes[end - 2] != b"]" or end < i + 11:
            return -1
    return end if end < 0 else end + 1


cdef Py_ssize_t _comment(Page* page, Py_ssize_t start) noexcept nogil:
    """Return the end of a comment, and leave out what it holds; 13.2.5.43 to .52."""
    cdef const byte* s = page.bytes
    cdef Py_ssize_t end = start, inside
    if s[start] == b">":
        return start + 1
    if s[start] == b"-" and s[start + 1] == b">":
        return start + 2
    while True:
        end = _find(page, b">", end)
        if end < 0:
            return -1
        inside = end - 2 - (s[end - 1] == b"!")
        if s[end - 1] == b"-" or s[end - 1] == b"!":
            if inside >= start and s[inside] == b"-" and s[inside + 1] == b"-":
                if inside > start:
                    _leave_out(page, start, inside)
                return end + 1
        end += 1


cdef void _pass_over(Page* page) noexcept nogil:
    """Go from "<" to "<" until the page ends, or its state is open."""
    cdef const byte* s = page.bytes
    cdef Py_ssize_t i = 0
    cdef byte following
    while i >= 0:
        i = _find(page, b"<", i)
        if i < 0:
            return
        following = s[i + 1]
        if SORTS.letter[following]:
            i = _start_tag(page, i)
        elif following == b"/":
            i = _end_tag(page, i)
        elif following == b"!":
            i = _declaration(page, i)
        elif following == b"?":
            i = _find(page, b">", i + 1)
        else:
            i += 1


def slimmed(bytes page not None):
    """Return the page without what no reader reads; see ``slimming.py``."""
    cdef Page made
    cdef Py_ssize_t length = PyBytes_GET_SIZE(page)
    cdef PyObject* slim = PyBytes_FromStringAndSize(NULL, length)
    made.bytes = <const byte*> PyBytes_AS_STRING(page)
    made.slim = <byte*> PyBytes_AS_STRING(<object> slim)
    made.length = length
    made.written = made.seen = made.drawings = made.templates = 0
    made.choosing = False
    with nogil:
        _pass_over(&made)
        _leave_out(&made, length, length)
    _PyBytes_Resize(&slim, made.written)  # which lets go of it where it fails
    answer = <object> slim
    Py_DECREF(answer)
    return answer
