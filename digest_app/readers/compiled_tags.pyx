"""The tags of a page that is slimmed: what they are, where they end, what is asked of them.

Sections 13.2.5.6 to 13.2.5.40 of the HTML standard say what a tag is; ``slimming.py`` says which
attributes go. An attribute whose neighbours would be others without it stays. Of several of one
name the parser takes the first, so all of a name must go, or none: where one went for its value and
another of its name stays, the tag is written as it was.
"""

from libc.string cimport memchr

from digest_app.readers.compiled_bytes cimport (
    Names, Sorts, byte, hides, in_name, kind_of, put_name, sort_bytes
)

from digest_app.readers.page.tags import ROLES
from digest_app.readers.slimming import KEPT_WHOLE, READ_OF, asked

cdef enum:
    # What is asked of a tag: the bit of its sort. Without any its attributes all stay.
    NAMED = 1  # blocks, and what has no other sort
    SCRIPTS = 2
    LINKS = 4  # as long as none of them states where the page is
    FIRST_OTHER = 8
    # What an attribute's name says: the bits of the sorts that ask for it, or by which values it
    # is asked for where these do not.
    BY_AUTHOR = 1 << 16
    BY_HIDING = 1 << 17
    BY_TYPE = 1 << 18
    # What a tag's name says: its kind, this, and above it what is asked of it.
    IS_TAG = 1 << 7
    ABOVE = 8
    AUTHOR = 6  # letters
    CANONICAL = 9

cdef Sorts SORTS
cdef Names TAGS
cdef Names ATTRIBUTES
cdef int WHOLE_LINKS = 0
# Section 13.2.6.2 of the standard, and where the state is open behind them or inside them.
_KINDS = {
    SCRIPT: ("script",),
    STYLE: ("style",),
    TEXT: ("title", "textarea", "xmp", "iframe", "noembed", "noframes"),
    TEXT_IN_DRAWING: ("desc",),
    DRAWING: ("svg",),
    TEMPLATE: ("template",),
    CHOICE: ("select",),
    LOST: ("math", "frameset", "plaintext"),
    LOST_IN_DRAWING: ("foreignobject",),
}
# Two of these on a page are one element, with the attributes of both: none goes for its value.
_MERGED = ("html", "body")
_alive = []  # the bytes that the tables point to


cdef int _put(Names* names, str word, int kind) except -1:
    cdef bytes name = word.encode()
    _alive.append(name)
    return put_name(names, name, kind, &SORTS)


cdef int _learn() except -1:
    """Fill the tables of tags and of attributes."""
    global WHOLE_LINKS
    kinds = {tag: kind for kind, tags in _KINDS.items() for tag in tags}
    sorts = {(asked("p"), "p"): NAMED, (asked("script"), "script"): SCRIPTS}
    known = {tag for tag in ROLES if tag and tag[0].isalpha()}
    for tag in sorted({*known, *kinds, *READ_OF, *KEPT_WHOLE, *_MERGED}):
        sort = _sort_of(tag, sorts)
        if sort != NAMED or tag in kinds:
            at_first = LINKS if tag == "link" else sort
            _put(&TAGS, tag, at_first << ABOVE | IS_TAG | kinds.get(tag, 0))
    WHOLE_LINKS = _sort_of("link", sorts)
    _learn_attributes(sorts)
    return 0


cdef int _sort_of(str tag, dict sorts) except -1:
    """Return the bit for all tags of which the same is asked as of this; 0 where all is."""
    names = asked(tag)
    if names is None:
        return 0
    if names == asked("p") and tag not in _MERGED:
        return NAMED
    alone = tag if tag in (*_MERGED, "link", "script") else ""
    return sorts.setdefault((names, alone), FIRST_OTHER << (len(sorts) - 2))


cdef int _learn_attributes(dict sorts) except -1:
    says = {"rel": BY_AUTHOR, "style": BY_HIDING, "type": BY_TYPE}
    for (names, tag), sort in sorts.items():
        if sort >= BY_AUTHOR:
            raise ValueError("too many sorts of tags")
        by_value = {"p": ("rel", "style"), "script": ("rel", "type")}.get(tag, ("rel",))
        for name in names:
            if tag in (*_MERGED, "link") or name not in by_value:
                says[name] = says.get(name, 0) | sort
            if tag == "link" and name not in ("rel", "href"):
                says[name] |= LINKS
    for name, said in says.items():
        _put(&ATTRIBUTES, name, said)
    return 0


sort_bytes(&SORTS)
_learn()


# --- attributes

cdef bint _is_asked(Page* page, int said, int sort, Py_ssize_t i, Py_ssize_t end) noexcept nogil:
    """Tell whether anyone reads an attribute of a value, by what its name says."""
    cdef const byte* s = page.bytes
    if said & sort:
        return True
    if not said & (BY_AUTHOR | (BY_HIDING if sort == NAMED else BY_TYPE if sort == SCRIPTS else 0)):
        return False
    if s[i] == b'"' or s[i] == b"'":
        i += 1
        end -= 1
    if memchr(s + i, b"&", end - i):  # it may mean anything
        return True
    if said & BY_AUTHOR:
        return end - i == AUTHOR or (sort == LINKS and end - i == CANONICAL)
    if said & BY_HIDING:
        return hides(s + i, end - i)
    return memchr(s + i, b"+", end - i) != NULL


cdef bint _leave_out(Page* page, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    """Leave an attribute out, and the space behind it; tell whether the others are the same then.

    Behind a space, it is not what parts a "/" from the tag's end. A "=" behind it would make
    another attribute of the one before it.
    """
    cdef const byte* s = page.bytes
    cdef Py_ssize_t i = end
    while SORTS.space[s[i]]:
        i += 1
    if s[i] == b"=" or not SORTS.space[s[start - 1]]:
        return False
    leave_out(page, start, end + (i > end))
    return True


cdef inline Py_ssize_t _value_end(Page* page, Py_ssize_t i) noexcept nogil:
    """Return the end of an attribute's value that begins here, -1 where it has none."""
    cdef const byte* s = page.bytes
    if s[i] == b'"' or s[i] == b"'":
        i = find(page, s[i], i + 1)
        return i if i < 0 else i + 1
    while not SORTS.bare_end[s[i]]:
        i += 1
    return i if s[i] else -1


cdef struct Stated:  # an attribute
    Py_ssize_t start
    Py_ssize_t name_end
    Py_ssize_t value  # where it begins; where it would if there is none
    Py_ssize_t end


cdef Py_ssize_t _next(Page* page, Py_ssize_t i, Stated* stated, bint* empty) noexcept nogil:
    """Go to the next attribute of a tag; return where this ends, 0 for the tag's, -1 for none."""
    cdef const byte* s = page.bytes
    while SORTS.space[s[i]] or (s[i] == b"/" and s[i + 1] != b">"):
        i += 1
    empty[0] = s[i] == b"/"
    stated.end = i + 1 + empty[0]
    if s[i] == b">" or empty[0]:
        return 0
    stated.start = i
    i += s[i] == b"="  # one that begins a name is part of it
    i = in_name(s, i, page.length)
    while not SORTS.part_end[s[i]]:
        i += 1
    stated.name_end = stated.value = stated.end = i
    while SORTS.space[s[i]]:
        i += 1
    if s[i] == 0:  # the page's end, or a NUL
        return -1
    if s[i] != b"=":
        return stated.end
    i += 1
    while SORTS.space[s[i]]:
        i += 1
    stated.value = i
    if s[i] == b">":
        stated.end = i + 1
        return 0
    stated.end = _value_end(page, i)
    return stated.end


cdef Py_ssize_t _attributes(Page* page, Py_ssize_t i, int sort, bint* empty) noexcept nogil:
    """Return the end of a tag from behind its name on, -1 where it has none."""
    cdef Stated stated
    cdef Py_ssize_t begin = i, written = page.written, seen = page.seen
    cdef int said, gone = 0
    while True:
        i = _next(page, i, &stated, empty)
        if i <= 0:
            return i if i else stated.end
        if not sort:
            continue
        said = kind_of(
            &ATTRIBUTES, page.bytes + stated.start, stated.name_end - stated.start, &SORTS
        )
        if not said & gone:
            if _is_asked(page, said, sort, stated.value, stated.end):
                if sort == LINKS and said & BY_AUTHOR:
                    break
                continue
        if _leave_out(page, stated.start, stated.end):
            gone |= said & (BY_AUTHOR | BY_HIDING | BY_TYPE)
        elif said & gone:
            break
    page.written = written
    page.seen = seen
    return _attributes(page, begin, WHOLE_LINKS if sort == LINKS else 0, empty)


# --- tags

cdef inline void _name(Page* page, Py_ssize_t i, Tag* tag) noexcept nogil:
    tag.name = i
    i = in_name(page.bytes, i, page.length)
    while not SORTS.name_end[page.bytes[i]]:
        i += 1
    tag.name_end = i


cdef void start_tag(Page* page, Py_ssize_t name, Tag* tag) noexcept nogil:
    """Read a tag from its name on; leave out what nobody asks it for."""
    cdef int known
    _name(page, name, tag)
    known = kind_of(&TAGS, page.bytes + name, tag.name_end - name, &SORTS)
    tag.kind = known & (IS_TAG - 1)
    tag.end = _attributes(page, tag.name_end, known >> ABOVE if known else NAMED, &tag.is_empty)


cdef void end_tag(Page* page, Py_ssize_t name, Tag* tag) noexcept nogil:
    """Read an end tag from its name on."""
    _name(page, name, tag)
    tag.kind = kind_of(&TAGS, page.bytes + name, tag.name_end - name, &SORTS) & (IS_TAG - 1)
    tag.is_empty = False
    tag.end = tag.name_end + 1
    if page.bytes[tag.name_end] != b">":
        tag.end = _attributes(page, tag.name_end, 0, &tag.is_empty)
