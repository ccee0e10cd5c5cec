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
from libc.string cimport memset

from digest_app.readers.compiled_bytes cimport (
    Names, Sorts, byte, kind_of, put_name, sort_bytes
)
from digest_app.readers.compiled_open cimport (
    element_begins, element_ends, is_space_read, passes_by
)
from digest_app.readers.compiled_tags cimport (
    CHOICE, DRAWING, GROUP_BITS, LOST, LOST_IN_DRAWING, OUTER, PLAIN, SCRIPT, STYLE, TEMPLATE,
    TEXT_IN_DRAWING, Page, Tag, end_tag, find, leave_out, look_at, start_tag,
)

from digest_app.readers.slimming import SHAPES

cdef extern from "Python.h":
    PyObject* PyBytes_FromStringAndSize(const char*, Py_ssize_t) except NULL
    int _PyBytes_Resize(PyObject**, Py_ssize_t) except -1


cdef enum:
    MOST_OPEN = 32  # shapes in each other; drawings that have more stay as they are


cdef Sorts SORTS
cdef Names SHAPE_NAMES  # each with a number of its own
_alive = [shape.encode() for shape in sorted(SHAPES)]  # the table points to these

sort_bytes(&SORTS)
for _number, _shape in enumerate(_alive):
    put_name(&SHAPE_NAMES, _shape, _number + 1, &SORTS)


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
    i = find(page, b"<", i)
    while i >= 0 and not _closes(page, i, name, length):
        i = find(page, b"<", i + 1)
    return i


cdef Py_ssize_t _script_end(Page* page, Py_ssize_t i, const byte* name) noexcept nogil:
    """Return where a script's end tag is, -1 where it has none; 13.2.5.15 to .19."""
    cdef const byte* s = page.bytes
    while True:
        i = find(page, b"<", i)
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
    i = find(page, b"<", i)
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

cdef Py_ssize_t _drawn(Page* page, Py_ssize_t i, bint with_space) noexcept nogil:
    """Return where the end tag of a drawing is, if it holds nothing but shapes; -1 else.

    Each end tag must be that of the last shape open: others end elements around the drawing.
    """
    cdef const byte* s = page.bytes
    cdef int opened[MOST_OPEN]
    cdef int shape
    cdef Py_ssize_t depth = 0
    cdef bint closing
    cdef Tag tag
    while True:
        while with_space and SORTS.space[s[i]]:
            i += 1
        if s[i] != b"<":
            return -1
        closing = s[i + 1] == b"/"
        if not SORTS.letter[s[i + 1 + closing]]:
            return -1
        end_tag(page, i + 1 + closing, &tag)
        if closing and tag.kind == DRAWING:
            return i
        shape = kind_of(&SHAPE_NAMES, s + tag.name, tag.name_end - tag.name, &SORTS)
        i = tag.end
        if not shape or i < 0:
            return -1
        if closing:
            if not depth or opened[depth - 1] != shape:
                return -1
            depth -= 1
        elif not tag.is_empty:
            if depth == MOST_OPEN:
                return -1
            opened[depth] = shape
            depth += 1


cdef Py_ssize_t _drawing(Page* page, Py_ssize_t i, bint states) noexcept nogil:
    """Begin a drawing; leave out what it holds where these are shapes alone."""
    cdef Py_ssize_t end = _drawn(page, i, not states and not is_space_read(page))
    page.drawings += 1
    if end > i:
        leave_out(page, i, end)
        return end
    return i


cdef Py_ssize_t _content(Page* page, Tag* tag) noexcept nogil:
    """Return where the contents of an element of text end; leave them out if none reads them."""
    cdef Py_ssize_t end
    cdef const byte* named = page.bytes + tag.name
    cdef Py_ssize_t length = tag.name_end - tag.name
    if page.drawings or page.templates or page.choosing:
        return _same_in_both(page, tag.end, named, length)
    if tag.kind == SCRIPT:
        end = _script_end(page, tag.end, named)
    else:
        end = _text_end(page, tag.end, named, length)
    if end > tag.end:
        if tag.kind == STYLE or (tag.kind == SCRIPT and not _is_read(named, tag.end - tag.name)):
            leave_out(page, tag.end, end)
    return end


cdef Py_ssize_t _start_tag(Page* page, Py_ssize_t i) noexcept nogil:
    """Return where to go on behind a start tag and the text it holds; -1 where that is open."""
    cdef Tag tag
    start_tag(page, i + 1, &tag)
    if tag.end < 0:
        return -1
    element_begins(page, &tag)
    if tag.kind == PLAIN:
        return tag.end
    if tag.kind == LOST or (tag.kind == LOST_IN_DRAWING and page.drawings):
        return -1
    if tag.kind == TEMPLATE:
        page.templates += 1
        return -1 if page.choosing else tag.end
    if tag.kind == CHOICE:
        page.choosing = True
        return tag.end
    if tag.kind == DRAWING:
        return tag.end if tag.is_empty else _drawing(page, tag.end, tag.states)
    if tag.kind == LOST_IN_DRAWING or (tag.kind == TEXT_IN_DRAWING and not page.drawings):
        return tag.end
    return _content(page, &tag)


cdef Py_ssize_t _end_tag(Page* page, Py_ssize_t i) noexcept nogil:
    """Return the end of what begins with "</"; 13.2.5.7."""
    cdef Tag tag
    i += 2
    if not SORTS.letter[page.bytes[i]]:
        i = find(page, b">", i)
        return i if i < 0 else i + 1
    end_tag(page, i, &tag)
    element_ends(page, &tag)
    if tag.kind == DRAWING and page.drawings:
        page.drawings -= 1
    elif tag.kind == TEMPLATE and page.templates:
        page.templates -= 1
    elif tag.kind == CHOICE:
        page.choosing = False
    return tag.end


cdef Py_ssize_t _declaration(Page* page, Py_ssize_t i) noexcept nogil:
    """Return the end of what begins with "<!"; 13.2.5.42, .53 and .69."""
    cdef const byte* s = page.bytes + i
    cdef Py_ssize_t end
    if s[2] == b"-" and s[3] == b"-":
        return _comment(page, i + 4)
    end = find(page, b">", i + 2)
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
        end = find(page, b">", end)
        if end < 0:
            return -1
        inside = end - 2 - (s[end - 1] == b"!")
        if s[end - 1] == b"-" or s[end - 1] == b"!":
            if inside >= start and s[inside] == b"-" and s[inside + 1] == b"-":
                if inside > start:
                    leave_out(page, start, inside)
                return end + 1
        end += 1


cdef bint _may_be_outer(Page* page, Py_ssize_t i) noexcept nogil:
    """Tell whether a tag of the whole page may come in the rest of it."""
    while i >= 0:
        i = find(page, b"<", i)
        if i >= 0:
            i += 1
            if SORTS.letter[page.bytes[i]] and look_at(page, i) & GROUP_BITS == OUTER:
                return True
    return False


cdef void _pass_over(Page* page) noexcept nogil:
    """Go from "<" to "<" until the page ends, or its state is open."""
    cdef const byte* s = page.bytes
    cdef Py_ssize_t i = 0, here = 0
    cdef byte following
    while i >= 0:
        here = i
        i = find(page, b"<", i)
        if i < 0:
            return
        if i > here and passes_by(page, here, i):
            leave_out(page, here, i)
        here = i
        following = s[i + 1]
        if SORTS.letter[following]:
            i = _start_tag(page, i)
        elif following == b"/":
            i = _end_tag(page, i)
        elif following == b"!":
            i = _declaration(page, i)
        elif following == b"?":
            i = find(page, b">", i + 1)
        else:
            page.blank = page.in_head = False
            i += 1
    page.is_read_whole = page.is_read_whole or _may_be_outer(page, here)


cdef Py_ssize_t _slim(const byte* page, Py_ssize_t length, byte* slim, bint unsure) noexcept nogil:
    """Write what is read of a page; return how much it is, -1 where white space had to stay."""
    cdef Page made
    memset(&made, 0, sizeof(made))
    made.bytes = page
    made.slim = slim
    made.length = length
    made.in_head = made.all_known = True
    made.unsure = unsure
    _pass_over(&made)
    leave_out(&made, length, length)
    return -1 if made.is_read_whole and not unsure else made.written


def slimmed(bytes page not None):
    """Return the page without what no reader reads; see ``slimming.py``."""
    cdef Py_ssize_t length = PyBytes_GET_SIZE(page), made
    cdef const byte* whole = <const byte*> PyBytes_AS_STRING(page)
    cdef PyObject* slim = PyBytes_FromStringAndSize(NULL, length)
    cdef byte* to = <byte*> PyBytes_AS_STRING(<object> slim)
    with nogil:
        made = _slim(whole, length, to, False)
        if made < 0:
            made = _slim(whole, length, to, True)
    _PyBytes_Resize(&slim, made)  # which lets go of it where it fails
    answer = <object> slim
    Py_DECREF(answer)
    return answer
