"""White space between tags that no reader sees, and the elements that are certainly open around it.

A third of a page's nodes are white space between blocks. The walk passes it by where no words
stand before it in its block, so such white space may go if that is certain before the tree is made:

- a block has begun or ended before it, and no words came since;
- it would be a text of its own: what follows makes an element, ends one that is open, or is a
  comment;
- no formatting waits to be taken up again, as it would be with the white space (13.2.4.3);
- it is not in a table or a drawing, nor in what is read with its white space (statements, ``h1``).

For that the open elements are noted as the standard keeps them (13.2.6.4.7, "in body"). Where a
page is not as simple as that, all white space behind that place stays. What is noted may lack
what was opened first; then ``all_known`` is false, and below there is no formatting.
"""

from digest_app.readers.compiled_bytes cimport Sorts, byte, in_space, sort_bytes
from digest_app.readers.compiled_tags cimport (
    ALONE, APART, BREAKING, BUTTON, CELL, CHOICES, EMPTY, ENDS_BLOCK, FLOW, FORM, FORMATTING,
    GROUP_BITS, HEADING, IS_HEAD, IS_READ, IS_SKIPPED, ITEM, LISTS, MOST_NOTED, NUMBER_AT, OPTION,
    ORDINARY, OUTER, PARAGRAPH, PASSED, ROW, RULE, SKETCH, TABLE, TERM, UNSURE, Noted, Page, Tag,
    look_at,
)

cdef Sorts SORTS
sort_bytes(&SORTS)


# --- what is noted

cdef enum:
    MOST_SEARCHED = 1 << 20  # no page that is as others are comes near


cdef inline void _give_up(Page* page) noexcept nogil:
    page.unsure = True
    page.noted_count = 0


cdef inline void _searched(Page* page, Py_ssize_t first) noexcept nogil:
    """Count a search from the last that is noted down to one; searching must end some time."""
    page.searched += page.noted_count - first
    page.unsure = page.unsure or page.searched > MOST_SEARCHED


cdef inline bint _is_special(unsigned int said) noexcept nogil:
    """Tell whether an end tag of something ordinary ends nothing around this."""
    cdef int group = said & GROUP_BITS
    return group != ORDINARY and group != BREAKING and group != FORMATTING


cdef void _count(Page* page, unsigned int said, int more) noexcept nogil:
    """Count an element that is noted, or no more."""
    cdef int group = said & GROUP_BITS
    if said & IS_SKIPPED:
        page.skipped += more
    if said & IS_READ:
        page.read += more
    if group == PARAGRAPH:
        page.paragraphs += more
    elif group == FORMATTING:
        page.formatting += more
    elif FLOW <= group <= HEADING or group == FORM:
        page.ending += more


cdef void _note(Page* page, Tag* tag, unsigned int said) noexcept nogil:
    """Note an element that is open from here."""
    cdef Noted* noted
    if page.noted_count == MOST_NOTED:
        _give_up(page)
        return
    noted = &page.noted[page.noted_count]
    page.noted_count += 1
    noted.name = tag.name
    noted.length = tag.name_end - tag.name
    noted.said = said | (IS_READ if tag.states else 0)
    _count(page, noted.said, 1)


cdef void _end_from(Page* page, Py_ssize_t first) noexcept nogil:
    """End all that was noted from here on; formatting that ends so would be taken up again."""
    cdef unsigned int said
    while page.noted_count > first:
        page.noted_count -= 1
        said = page.noted[page.noted_count].said
        _count(page, said, -1)
        if said & GROUP_BITS == FORMATTING:
            page.unsure = True


cdef void _forget(Page* page) noexcept nogil:
    """Know no more what is open."""
    if page.skipped or page.read:
        page.unsure = True
    _end_from(page, 0)
    page.all_known = False


cdef bint _is_same(
    Page* page, Noted* noted, unsigned int said, Py_ssize_t name, Py_ssize_t length
) noexcept nogil:
    """Tell whether an element is of this name: by its number, or letter for letter."""
    cdef Py_ssize_t i
    if (said | noted.said) >> NUMBER_AT or noted.length != length:
        return said >> NUMBER_AT and said >> NUMBER_AT == noted.said >> NUMBER_AT
    for i in range(length):
        if SORTS.lower[page.bytes[noted.name + i]] != SORTS.lower[page.bytes[name + i]]:
            return False
    return True


cdef Py_ssize_t _last(Page* page, Tag* tag) noexcept nogil:
    """Return which of the noted is the last of this name, -1 where none is."""
    cdef Py_ssize_t i = page.noted_count, length = tag.name_end - tag.name
    while i:
        i -= 1
        if _is_same(page, &page.noted[i], tag.said, tag.name, length):
            _searched(page, i)
            return i
    _searched(page, 0)
    return -1


cdef inline int _group_at(Page* page, Py_ssize_t i) noexcept nogil:
    return page.noted[i].said & GROUP_BITS


# --- start tags

cdef void _end_paragraph(Page* page) noexcept nogil:
    """End a paragraph that is open up to a button, as a block's beginning does."""
    cdef Py_ssize_t i = page.noted_count
    if page.paragraphs == 0 and (page.all_known or page.ending):
        return
    while i:
        i -= 1
        if _group_at(page, i) == PARAGRAPH:
            _end_from(page, i)
            return
        if _group_at(page, i) == BUTTON:
            _searched(page, i)
            return
    if not page.all_known and not page.ending:  # it may be one that is not noted
        _forget(page)


cdef void _end_item(Page* page, int group) noexcept nogil:
    """End the item before, as an item's beginning does."""
    cdef Py_ssize_t i = page.noted_count
    cdef int here
    while i:
        i -= 1
        here = _group_at(page, i)
        if here == group:
            _end_from(page, i)
            return
        if here != PASSED and here != PARAGRAPH and _is_special(page.noted[i].said):
            return
    _searched(page, 0)
    if not page.all_known:
        _forget(page)


cdef void _begin_formatting(Page* page, Tag* tag, unsigned int said) noexcept nogil:
    """Note formatting; a link in a link, and the like, is put elsewhere in the tree."""
    cdef byte first = SORTS.lower[page.bytes[tag.name]]
    if page.formatting and (first == b"a" or first == b"n") and _last(page, tag) >= 0:
        _give_up(page)
    else:
        _note(page, tag, said)


cdef void _begin_in_table(Page* page, int group) noexcept nogil:
    """Pass over a table: formatting outside of its cells is put before it, a table ends it."""
    if group == TABLE:
        page.tables += 1
        page.unsure = page.unsure or not page.in_cell
    if group == CELL:
        page.in_cell = True
    elif group == ROW or group == TABLE:
        page.in_cell = False
    elif group == FORM:
        page.in_form = True
    elif group == UNSURE or group == CHOICES or (group == FORMATTING and not page.in_cell):
        _give_up(page)


cdef bint _begin_aside(Page* page, Tag* tag, unsigned int said) noexcept nogil:
    """Tell whether a start tag stands where others than those of blocks hold; take it in."""
    cdef int group = said & GROUP_BITS
    if page.tables and not page.drawings:
        _begin_in_table(page, group)
    elif page.drawings:
        if group != ORDINARY and group != ALONE and group != SKETCH:
            _give_up(page)
    elif page.choosing:
        if group != OPTION:
            _give_up(page)
    else:
        return False
    return True


cdef bint _begin(Page* page, Tag* tag, unsigned int said) noexcept nogil:
    """Take in a start tag in the body; tell whether it certainly makes an element."""
    cdef int group = said & GROUP_BITS
    if group == OUTER or group == ROW or group == CELL:
        return False
    if group == UNSURE or group == OPTION or (group == FORM and page.in_form):
        _give_up(page)
        return False
    if group == BUTTON:
        if _last(page, tag) >= 0:
            _give_up(page)
        elif not page.all_known:
            _forget(page)
    if group == ITEM or group == TERM:
        _end_item(page, group)
    if FLOW <= group <= PARAGRAPH or group == FORM or group == RULE:
        _end_paragraph(page)
    if group == HEADING and page.noted_count and _group_at(page, page.noted_count - 1) == HEADING:
        _end_from(page, page.noted_count - 1)
    if group == TABLE:
        _forget(page)
        page.tables = 1
        page.in_cell = False
    elif group == FORMATTING:
        _begin_formatting(page, tag, said)
    elif group <= FORM:
        page.in_form = page.in_form or group == FORM
        _note(page, tag, said)
        if group == ITEM:
            page.item_at = tag.end
    return True


cdef void element_begins(Page* page, Tag* tag) noexcept nogil:
    """Take in a start tag."""
    cdef unsigned int said = tag.said
    if tag.states and said & GROUP_BITS == OUTER:
        page.is_read_whole = page.unsure = True
    if page.unsure:
        return
    if tag.states and said & GROUP_BITS == APART:
        _give_up(page)
        return
    if page.in_head:
        page.in_head = said & IS_HEAD and not (page.head_ended and said & GROUP_BITS == APART)
        if page.in_head:
            return
        page.blank = True
    if not _begin_aside(page, tag, said) and _begin(page, tag, said):
        if said & ENDS_BLOCK and not page.skipped:
            page.blank = True


# --- end tags

cdef bint _in_reach(Page* page, Py_ssize_t first, int group) noexcept nogil:
    """Tell whether an end tag of this group ends what was noted at a place."""
    cdef Py_ssize_t i
    cdef int here
    for i in range(first + 1, page.noted_count):
        here = _group_at(page, i)
        if group == ITEM and here == LISTS:
            return False
        if group == PARAGRAPH and here == BUTTON:
            return False
        if (group <= APART or group == FORMATTING) and _is_special(page.noted[i].said):
            return False
    return True


cdef void _end_unknown(Page* page, int group) noexcept nogil:
    """Take in an end tag of what is not noted: it may end what is not, if that is in reach."""
    if not page.all_known and _in_reach(page, -1, group):
        _forget(page)


cdef Py_ssize_t _ended(Page* page, Tag* tag, int group) noexcept nogil:
    """Return which of the noted an end tag is for, -1 where none."""
    cdef Py_ssize_t i = page.noted_count
    if group != HEADING:
        return _last(page, tag)
    while i:
        i -= 1
        if _group_at(page, i) == HEADING:
            return i
    _searched(page, 0)
    return -1


cdef void _end_form(Page* page, Py_ssize_t at) noexcept nogil:
    """End a form: it alone, where others are open in it."""
    if at >= 0 and at == page.noted_count - 1:
        _end_from(page, at)
    elif page.in_form:
        _forget(page)
    page.in_form = False


cdef bint _end(Page* page, Tag* tag, int group) noexcept nogil:
    """Take in an end tag in the body; tell whether it certainly ends or makes an element."""
    cdef Py_ssize_t at = _ended(page, tag, group)
    if group == FORM:
        at = at if at == page.noted_count - 1 else -1
        _end_form(page, at)
        return at >= 0
    if group == FORMATTING:
        if at < 0:
            return False
        if not _in_reach(page, at, group):
            _give_up(page)
            return False
        _end_from(page, at + 1)
        page.noted_count -= 1
        _count(page, page.noted[at].said, -1)
        return True
    if at >= 0 and _in_reach(page, at, group):
        _end_from(page, at)
        return True
    if at < 0:
        _end_unknown(page, group)
    return group == PARAGRAPH


cdef void _end_in_table(Page* page, int group) noexcept nogil:
    if group == TABLE:
        page.tables -= 1
        page.blank = page.tables == 0
    if group == TABLE or group == ROW or group == CELL:
        page.in_cell = False
    elif group == FORM:
        page.in_form = False
    elif group == UNSURE or (group == FORMATTING and not page.in_cell):
        _give_up(page)


cdef void element_ends(Page* page, Tag* tag) noexcept nogil:
    """Take in an end tag."""
    cdef unsigned int said, group
    if page.unsure:
        return
    said = tag.said
    group = said & GROUP_BITS
    if page.in_head:
        page.in_head = (said & IS_HEAD) != 0
        page.head_ended = page.head_ended or group == OUTER
        page.blank = True
    elif page.drawings:
        if (group != ORDINARY or _last(page, tag) >= 0) and group != ALONE and group != SKETCH:
            _give_up(page)
        elif group == ORDINARY and not page.all_known:
            _forget(page)
    elif page.tables:
        _end_in_table(page, group)
    elif page.choosing:
        if group != OPTION and group != CHOICES:
            _give_up(page)
    elif group == UNSURE or group == TABLE:
        _give_up(page)
    elif group < TABLE and _end(page, tag, group) and said & ENDS_BLOCK and not page.skipped:
        page.blank = True


# --- white space

cdef bint _is_certain(Page* page, Py_ssize_t i, bint in_item) noexcept nogil:
    """Tell whether what begins with this "<" makes or ends an element, or is a comment.

    Items are counted that have anything in them: where all that one has is white space, it stays.
    """
    cdef const byte* s = page.bytes
    cdef Py_ssize_t name
    cdef unsigned int said
    cdef int group
    if s[i + 1] == b"!":
        return s[i + 2] == b"-" and s[i + 3] == b"-"
    name = i + 1 + (s[i + 1] == b"/")
    if not SORTS.letter[s[name]]:
        return False
    said = look_at(page, name)
    group = said & GROUP_BITS
    if in_item and (s[i + 1] == b"/" or group == ITEM):
        return False
    if s[i + 1] == b"/":
        return group == PARAGRAPH or (page.noted_count and _is_same(
            page, &page.noted[page.noted_count - 1], said, name, page.looked_end - name
        ))
    # A table is not: what stands in it outside of its cells is put before it, to the white space.
    return group < FORM or EMPTY <= group <= ALONE or group == SKETCH


cdef bint passes_by(Page* page, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    """Take in a text before a tag; tell whether it is white space that nobody sees."""
    cdef const byte* s = page.bytes
    cdef bint in_item = start == page.item_at
    start = in_space(s, start, end)
    while start < end and SORTS.space[s[start]]:
        start += 1
    if start < end:
        page.blank = page.in_head = False
        return False
    if page.unsure or not (page.blank or page.in_head):
        return False
    if page.in_head:
        return True
    if page.tables or page.drawings or page.templates or page.choosing or page.read:
        return False
    return _is_certain(page, end, in_item)


cdef bint is_space_read(Page* page) noexcept nogil:
    """Tell whether white space in what is no text may be read here, or counted."""
    return page.unsure or page.read > 0 or page.tables > 0
