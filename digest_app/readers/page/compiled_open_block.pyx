"""The block that is open while a page is walked over: its pieces of text and its marks.

The walk collects them here, has the words put into the text where the block ends, and the marks
placed there. What is meant is said in :class:`~digest_app.readers.page.walk.Walk`.
"""

from libc.stdlib cimport free
from libc.string cimport memset

from digest_app.readers.page.compiled_attributes cimport image, link_address
from digest_app.readers.page.compiled_spacing cimport (
    Buffer,
    Folding,
    char_at,
    fold,
    letters_in,
    mended,
    reserve,
    room_for_one,
    white_at,
)
from digest_app.readers.page.compiled_tree cimport Bytes, Node
from digest_app.readers.page.compiled_tuples cimport named_tuple, put_field

from digest_app.domain.block import Inline, InlineKind
from digest_app.readers.page.walk import MAX_MARKS

cdef list INLINE_KINDS = list(InlineKind)
cdef int LINK = INLINE_KINDS.index(InlineKind.LINK)
cdef int IMAGE = INLINE_KINDS.index(InlineKind.IMAGE)
cdef size_t MOST_MARKS = MAX_MARKS


cdef void free_open_block(OpenBlock* here) noexcept:
    """Give back the memory; nothing of it may be used after."""
    free(here.parts)
    free(here.marks)
    free(here.opened)


cdef int put_mark(
    OpenBlock* here, size_t first, size_t last, int kind, const Node* node
) except -1:
    """Add what is marked, from the piece of text ``first`` to before ``last``."""
    room_for_one(<void**> &here.marks, &here.mark_room, here.mark_count, sizeof(Mark))
    cdef Mark* mark = &here.marks[here.mark_count]
    mark.first, mark.last, mark.kind, mark.node = first, last, kind, node
    here.mark_count += 1
    return 0


cdef int open_mark(OpenBlock* here, int kind, const Node* node) except -1:
    """Begin a mark that ends with this element."""
    room_for_one(<void**> &here.opened, &here.open_room, here.open_count, sizeof(Mark))
    here.opened[here.open_count].first = here.part_count
    here.opened[here.open_count].kind = kind
    here.opened[here.open_count].node = node
    here.open_count += 1
    return 0


cdef int close_mark(OpenBlock* here) except -1:
    """End the innermost mark."""
    here.open_count -= 1
    cdef Mark* mark = &here.opened[here.open_count]
    if here.part_count > mark.first and here.mark_count < MOST_MARKS:
        put_mark(here, mark.first, here.part_count, mark.kind, mark.node)
    return 0


cdef int part_marks(OpenBlock* here) except -1:
    """Part the open marks where the block ends: they go on from the next one's beginning."""
    cdef size_t number
    cdef Mark* mark
    for number in range(here.open_count):
        mark = &here.opened[number]
        if here.part_count > mark.first:
            put_mark(here, mark.first, here.part_count, mark.kind, mark.node)
        mark.first = 0
    return 0


cdef int fold_parts(OpenBlock* here, Buffer* text) except -1:
    """Put the parts' words into the text, and note where those of each begin and end."""
    cdef size_t number
    cdef size_t letters = 0
    cdef Part* part
    cdef Folding line
    cdef Bytes words
    cdef object _kept
    memset(&line, 0, sizeof(line))
    line.start = text.length
    for number in range(here.part_count):
        part = &here.parts[number]
        words = part.words
        _kept = mended(&words)
        letters += fold(text, words, &line)
        part.letters = letters
        part.begin = line.begin
        part.end = text.letters
    number = here.part_count - 1
    while number:  # white space begins where the next words do
        number -= 1
        part = &here.parts[number]
        if part.begin == part.end:
            part.begin = here.parts[number + 1].begin
    return 0


cdef int keep_parts(OpenBlock* here, Buffer* text, Py_ssize_t start) except -1:
    """Put the parts into the text as they are, without the white space around them."""
    cdef size_t number
    cdef size_t letters = 0
    cdef size_t skipped = 0
    cdef size_t end = text.length  # of the last words
    cdef size_t end_letters = text.letters
    cdef Bytes words
    cdef object _kept
    for number in range(here.part_count):
        words = here.parts[number].words
        _kept = mended(&words)
        here.parts[number].letters = letters + letters_in(words)
        letters = here.parts[number].letters
        while text.letters == <size_t> start and words.length and words.data[0] == 10:
            words.data += 1
            words.length -= 1
            skipped += 1
        reserve(text, words.length)
        _keep(text, words, &end, &end_letters)
    text.length, text.letters = end, end_letters
    start -= skipped
    for number in range(here.part_count):
        letters = here.parts[number - 1].letters if number else 0
        here.parts[number].begin = min(start + <Py_ssize_t> letters, <Py_ssize_t> end_letters)
        letters = here.parts[number].letters
        here.parts[number].end = min(start + <Py_ssize_t> letters, <Py_ssize_t> end_letters)
    return 0


cdef double linked(const OpenBlock* here, size_t* links) except -1:
    """Return the share of the block's letters that stand in links; count these."""
    cdef size_t inside = 0
    cdef size_t number
    cdef Mark* mark
    for number in range(here.mark_count):
        mark = &here.marks[number]
        if mark.kind == LINK:
            links[0] += 1
            if mark.last:
                inside += here.parts[mark.last - 1].letters
            if mark.first and mark.last:
                inside -= here.parts[mark.first - 1].letters
    return <double> inside / <double> here.parts[here.part_count - 1].letters


cdef list placed(const OpenBlock* here):
    """Return the marks of the block just added where they stand."""
    cdef list made = []
    cdef size_t number
    cdef Mark* mark
    cdef Py_ssize_t begin, end, last = -1
    cdef bint in_order = True
    for number in range(here.mark_count):
        mark = &here.marks[number]
        begin = here.parts[here.part_count - 1].end
        if mark.first < here.part_count:
            begin = here.parts[mark.first].begin
        end = here.parts[mark.last - 1].end if mark.last > mark.first else begin
        in_order = in_order and begin > last
        last = begin
        if mark.kind == IMAGE:
            address, alt = image(mark.node)
            made.append(_inline(begin, max(begin, end), IMAGE, address, alt))
        elif begin < end:
            address = link_address(mark.node) if mark.kind == LINK else ""
            made.append(_inline(begin, end, mark.kind, address, ""))
    if not in_order:
        made.sort()
    return made


cdef object _inline(Py_ssize_t begin, Py_ssize_t end, int kind, str target, str alt):
    cdef object made = named_tuple(Inline, 5)
    put_field(made, 0, begin)
    put_field(made, 1, end)
    put_field(made, 2, INLINE_KINDS[kind])
    put_field(made, 3, target)
    put_field(made, 4, alt)
    return made


cdef void _keep(Buffer* text, Bytes words, size_t* end, size_t* end_letters) noexcept:
    """Put words into a buffer that has room; note where the last that are no white space end."""
    cdef const unsigned char* here = words.data
    cdef const unsigned char* stop = here + words.length
    cdef size_t size
    cdef size_t number
    cdef bint white
    while here < stop:
        white = white_at(here, stop) > 0
        size = char_at(here)
        for number in range(size):
            text.data[text.length + number] = 32 if here[number] == 13 else here[number]
        here += size
        text.length += size
        text.letters += 1
        if not white:
            end[0], end_letters[0] = text.length, text.letters
