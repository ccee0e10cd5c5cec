"""The walk over a parsed page: :class:`~digest_app.readers.page.walk.Walk`, compiled.

Everything here means what has the same name there. Nodes are read where they stand in the
parser's memory (``native.is_known()`` must have said that they may be), pieces of text are told
by their addresses there, and words are folded while they are copied into one buffer, which is
decoded once. Whatever grows with the page is on the heap; nothing here calls itself.
"""

from cpython.ref cimport Py_INCREF
from cpython.unicode cimport PyUnicode_DecodeUTF8
from libc.stdlib cimport free
from libc.string cimport memset

from digest_app.readers.page.compiled_attributes cimport (
    image,
    items_before,
    link_address,
    tag_of_element,
    words_of_element,
)
from digest_app.readers.page.compiled_coarse cimport Whole, data, menu
from digest_app.readers.page.compiled_spacing cimport (
    Buffer,
    Folding,
    char_at,
    fold,
    has_words,
    letters_in,
    put_in,
    mended,
    room_for_one,
    reserve,
    white_at,
)
from digest_app.readers.page.compiled_tree cimport (
    ELEMENT,
    KNOWN,
    TEXT,
    Bytes,
    Node,
    decoded,
    full_tag_of,
    node_at,
    spelled,
    words_of,
)

from digest_app.domain.block import Block, BlockKind, Element, Inline, InlineKind, Layout
from digest_app.readers.page.numbers import numbers
from digest_app.readers.page.tags import ROLES, Role
from digest_app.readers.page.walk import MAX_MARKS, MAX_WHOLE

cdef extern from *:
    """
    /* A named tuple to be filled. It holds nothing that could hold it: none for the collector. */
    static PyObject *named_tuple(PyObject *named, Py_ssize_t fields) {
        PyTupleObject *made = PyObject_GC_NewVar(PyTupleObject, (PyTypeObject *) named, fields);
        Py_ssize_t i;
        if (made == NULL) return NULL;
        for (i = 0; i < fields; i++) made->ob_item[i] = NULL;
    #if PY_VERSION_HEX >= 0x030E0000
        made->ob_hash = -1;  /* not known yet */
    #endif
        return (PyObject *) made;
    }
    #define SET_FIELD(made, field, value) PyTuple_SET_ITEM(made, field, value)
    """
    object named_tuple(object named, Py_ssize_t fields)
    void SET_FIELD(object made, Py_ssize_t field, object value)

cdef enum:
    DO_BLOCK = 0
    DO_TEXT
    DO_INLINE
    DO_MARK
    DO_ASK
    DO_SKIP
    NO_KIND = 255

cdef list BLOCK_KINDS = list(BlockKind)
cdef list INLINE_KINDS = list(InlineKind)
cdef int HEADING = BLOCK_KINDS.index(BlockKind.HEADING)
cdef int PRE = BLOCK_KINDS.index(BlockKind.PREFORMATTED)
cdef int LIST = BLOCK_KINDS.index(BlockKind.LIST_ITEM)
cdef int DATA = BLOCK_KINDS.index(BlockKind.TABLE)
cdef int PLAIN = BLOCK_KINDS.index(BlockKind.PARAGRAPH)
cdef int LINK = INLINE_KINDS.index(InlineKind.LINK)
cdef int IMAGE = INLINE_KINDS.index(InlineKind.IMAGE)
cdef size_t MOST_MARKS = MAX_MARKS
cdef int MOST_WHOLE = MAX_WHOLE
cdef dict DOES = {
    Role.BLOCK: DO_BLOCK,
    Role.TEXT: DO_TEXT,
    Role.INLINE: DO_INLINE,
    Role.MARK: DO_MARK,
    Role.ASK: DO_ASK,
    Role.SKIP: DO_SKIP,
}
cdef object NONE = 0.0  # of a block's letters stand in links
cdef unsigned char[KNOWN] ROLE  # by a tag's number
cdef unsigned char[KNOWN] KIND  # what it makes of the blocks inside, or NO_KIND
cdef int[KNOWN] LEVEL
cdef unsigned char[KNOWN] MARK  # what is marked by it
cdef bint[KNOWN] IS_WHOLE
cdef size_t WORDS, LINE_BREAK, TABLE, ITEM, ORDERED


cdef void _learn() except *:
    """Put the tables of :mod:`~digest_app.readers.page.numbers` where they are read quickly."""
    global WORDS, LINE_BREAK, TABLE, ITEM, ORDERED
    known = numbers()
    WORDS, LINE_BREAK, TABLE = known.text, known.line_break, known.table
    ITEM, ORDERED = known.item, known.ordered
    cdef size_t number
    for number in range(KNOWN):
        ROLE[number] = DOES[known.roles[number]]
        kind = known.kinds.get(number)
        KIND[number] = NO_KIND if kind is None else BLOCK_KINDS.index(kind[0])
        LEVEL[number] = 0 if kind is None else kind[1]
        mark = known.marks.get(number)
        MARK[number] = 0 if mark is None else INLINE_KINDS.index(mark)
        IS_WHOLE[number] = number in known.whole


_learn()

cdef struct Kind:
    int kind
    int level
    long ordinal

cdef struct Part:  # a piece of the open block's text
    Bytes words
    size_t letters  # in it and all before it, as the page has them
    Py_ssize_t begin  # where its words stand in the document's text
    Py_ssize_t end

cdef struct Mark:
    size_t first
    size_t last
    int kind
    const Node* node

cdef struct Step:  # a way back out of an element
    const Node* node
    int role
    Kind outer

cdef struct Level:  # an open block element
    const Node* node
    Py_ssize_t number  # in the elements
    long items  # of a numbered list: how many it had, -1 before it is asked


def walked(body, marked):
    """Return a page's text, blocks, elements and, where ``marked``, inlines."""
    cdef Walk walk = Walk(body, marked)
    walk.over(node_at(body.mem_id))
    text = PyUnicode_DecodeUTF8(<const char*> walk.text.data, walk.text.length, NULL)
    return text, walk.blocks, walk.elements, walk.inlines


cdef class Walk:
    """See the Python form. The page must live as long as this."""

    cdef Buffer text
    cdef Buffer aside  # the lines of a list or table until it is known to be one
    cdef Part* parts
    cdef Mark* marks
    cdef Mark* opened
    cdef Step* steps
    cdef Level* levels
    cdef size_t part_count, mark_count, open_count, step_count, level_count
    cdef size_t part_room, mark_room, open_room, step_room, level_room
    cdef size_t numbered  # how many of the levels, from the outermost, have numbers
    cdef bint marked
    cdef bint line
    cdef int whole
    cdef int last_kind
    cdef Kind kind  # of the blocks directly in the innermost level
    cdef const Node* top
    cdef object body
    cdef list blocks, elements, inlines
    cdef dict roles  # of tags that the parser does not know

    def __cinit__(self, body, bint marked):
        self.body = body
        self.marked = marked
        self.blocks, self.elements, self.inlines = [], [], []
        self.roles = {}
        self.kind.kind = PLAIN
        self.last_kind = -1

    def __dealloc__(self):
        free(self.text.data)
        free(self.aside.data)
        free(self.parts)
        free(self.marks)
        free(self.opened)
        free(self.steps)
        free(self.levels)

    cdef int over(self, const Node* body) except -1:
        """Walk over the body, depth first."""
        cdef const Node* node = body.first
        cdef int role
        self.top = body
        self.enter(body)
        while node != NULL:
            if node.name == WORDS:
                self.take_words(node)
            else:
                role = ROLE[node.name] if node.name < KNOWN else self.role_of(node)
                if role == DO_ASK:
                    role = self.ask(node)
                if role == DO_BLOCK:
                    self.end_block()
                if role != DO_SKIP and node.first != NULL:
                    self.go_in(node, role)
                    node = node.first
                    continue
            node = self.next_of(node)
        if self.part_count:
            self.flush()
        return 0

    cdef const Node* next_of(self, const Node* node) except? NULL:
        """Return the node that follows, leaving the elements that end before it."""
        cdef Step* step
        while node.next == NULL and self.step_count:
            self.step_count -= 1
            step = &self.steps[self.step_count]
            node = step.node
            if step.role == DO_BLOCK:
                self.end_block()
                self.leave()
                self.kind = step.outer
            elif step.role == DO_MARK:
                self.close()
        return node.next

    cdef int role_of(self, const Node* node) except -1:
        """Return what the walk does at a tag that the parser does not know."""
        if node.type != ELEMENT:
            return DO_BLOCK
        cdef object number = <size_t> full_tag_of(node)
        role = self.roles.get(number)
        if role is None:
            role = DO_BLOCK
            if number >= KNOWN:
                role = DOES[ROLES.get(decoded(spelled(number)), Role.BLOCK)]
            self.roles[number] = role
        return role

    cdef int take_words(self, const Node* node) except -1:
        """Collect a text; a block does not begin with white space."""
        cdef Bytes words = words_of(node)[0]
        if node.type != TEXT or words.data == NULL or words.length == 0:
            return 0
        if self.part_count == 0 and not has_words(words):
            return 0
        return self.put_part(words)

    cdef int put_part(self, Bytes words) except -1:
        room_for_one(<void**> &self.parts, &self.part_room, self.part_count, sizeof(Part))
        self.parts[self.part_count].words = words
        self.part_count += 1
        return 0

    cdef int put_mark(self, size_t first, size_t last, int kind, const Node* node) except -1:
        room_for_one(<void**> &self.marks, &self.mark_room, self.mark_count, sizeof(Mark))
        cdef Mark* mark = &self.marks[self.mark_count]
        mark.first, mark.last, mark.kind, mark.node = first, last, kind, node
        self.mark_count += 1
        return 0

    cdef int go_in(self, const Node* node, int role) except -1:
        """Go into an element that has something inside."""
        room_for_one(<void**> &self.steps, &self.step_room, self.step_count, sizeof(Step))
        cdef Step* step = &self.steps[self.step_count]
        step.node, step.role, step.outer = node, role, self.kind
        self.step_count += 1
        if role == DO_BLOCK:
            if node.name < KNOWN and KIND[node.name] != NO_KIND:
                self.turn_to(node)
            self.enter(node)
        elif role == DO_MARK:
            room_for_one(<void**> &self.opened, &self.open_room, self.open_count, sizeof(Mark))
            self.opened[self.open_count].first = self.part_count
            self.opened[self.open_count].kind = MARK[node.name] if node.name < KNOWN else 0
            self.opened[self.open_count].node = node
            self.open_count += 1
        return 0

    cdef int turn_to(self, const Node* node) except -1:
        """Take up the kind of the blocks inside an element that has one."""
        cdef Level* level = &self.levels[self.level_count - 1]
        cdef int kind = KIND[node.name]
        cdef bint deeper = kind == LIST and self.kind.kind == LIST
        self.kind.level = self.kind.level + 1 if deeper else LEVEL[node.name]
        self.kind.kind = kind
        self.kind.ordinal = 0
        if node.name == ITEM and level.node.name == ORDERED:
            if level.items < 0:
                level.items = items_before(level.node) + 1
            level.items += 1
            self.kind.ordinal = level.items - 1
        return 0

    cdef int enter(self, const Node* node) except -1:
        room_for_one(<void**> &self.levels, &self.level_room, self.level_count, sizeof(Level))
        self.levels[self.level_count].node = node
        self.levels[self.level_count].items = -1
        self.level_count += 1
        return 0

    cdef void leave(self) noexcept:
        self.level_count -= 1
        self.numbered = min(self.numbered, self.level_count)

    cdef int end_block(self) except -1:
        if self.part_count:
            self.flush()
        self.line = False
        return 0

    cdef int ask(self, const Node* node) except -1:
        """Take in a line break, an image, or a whole list or table; return how to go on."""
        if node.name == LINE_BREAK:
            self.end_line()
        elif node.name < KNOWN and IS_WHOLE[node.name]:
            if not self.take(node, node.name == TABLE):
                return DO_BLOCK
        elif self.marked:
            self.put_mark(self.part_count, self.part_count, IMAGE, node)
        return DO_SKIP

    cdef int end_line(self) except -1:
        """End a line: the next is a block of its own, save in headings and kept lines."""
        cdef Bytes words
        if self.part_count == 0:
            self.line = False
        elif self.kind.kind == HEADING or self.kind.kind == PRE:
            words.data = <const unsigned char*> b"\n"
            words.length = 1
            self.put_part(words)
        else:
            self.flush()
            self.line = True
        return 0

    cdef bint take(self, const Node* node, bint is_table) except -1:
        """Take a list of links or a table of data as one block; tell whether it was one."""
        cdef Whole found
        cdef Kind kind
        cdef Py_ssize_t start
        self.whole += 1
        if self.whole > MOST_WHOLE:
            return False
        self.aside.length = self.aside.letters = 0
        if not (data(node, &self.aside, &found) if is_table else menu(node, &self.aside, &found)):
            return False
        if self.part_count:
            self.flush()
        if self.aside.length:
            kind.kind, kind.level, kind.ordinal = DATA if is_table else LIST, not is_table, 0
            self.enter(node)
            start = self.begin_block(kind.kind)
            put_in(&self.text, self.aside.data, self.aside.length, self.aside.letters)
            self.add(start, kind, found.share, found.links)
            self.leave()
        return True

    cdef int close(self) except -1:
        """End the innermost mark."""
        self.open_count -= 1
        cdef Mark* mark = &self.opened[self.open_count]
        if self.part_count > mark.first and self.mark_count < MOST_MARKS:
            self.put_mark(mark.first, self.part_count, mark.kind, mark.node)
        return 0

    cdef int flush(self) except -1:
        """Make a block of the words that were collected."""
        cdef size_t links = 0
        cdef double share = 0.0
        cdef Py_ssize_t start
        self.part_marks()
        start = self.begin_block(self.kind.kind)
        if self.kind.kind == PRE:
            self.keep_parts(start)
        else:
            self.fold_parts()
        if self.mark_count:
            share = self.linked(&links)
        self.add(start, self.kind, share, links)
        if self.mark_count and self.marked:
            self.place()
        self.mark_count = self.part_count = 0
        return 0

    cdef int part_marks(self) except -1:
        """Part the open marks where the block ends: they go on from the next one's beginning."""
        cdef size_t number
        cdef Mark* mark
        for number in range(self.open_count):
            mark = &self.opened[number]
            if self.part_count > mark.first:
                self.put_mark(mark.first, self.part_count, mark.kind, mark.node)
            mark.first = 0
        return 0

    cdef int fold_parts(self) except -1:
        """Put the parts' words into the text, and note where those of each begin and end."""
        cdef size_t number
        cdef size_t letters = 0
        cdef Part* part
        cdef Folding line
        cdef Bytes words
        cdef object _kept
        memset(&line, 0, sizeof(line))
        line.start = self.text.length
        for number in range(self.part_count):
            part = &self.parts[number]
            words = part.words
            _kept = mended(&words)
            letters += fold(&self.text, words, &line)
            part.letters = letters
            part.begin = line.begin
            part.end = self.text.letters
        number = self.part_count - 1
        while number:  # white space begins where the next words do
            number -= 1
            part = &self.parts[number]
            if part.begin == part.end:
                part.begin = self.parts[number + 1].begin
        return 0

    cdef int keep_parts(self, Py_ssize_t start) except -1:
        """Put the parts into the text as they are, without the white space around them."""
        cdef size_t number
        cdef size_t letters = 0
        cdef size_t skipped = 0
        cdef size_t end = self.text.length  # of the last words
        cdef size_t end_letters = self.text.letters
        cdef Bytes words
        cdef object _kept
        for number in range(self.part_count):
            words = self.parts[number].words
            _kept = mended(&words)
            self.parts[number].letters = letters + letters_in(words)
            letters = self.parts[number].letters
            while self.text.letters == <size_t> start and words.length and words.data[0] == 10:
                words.data += 1
                words.length -= 1
                skipped += 1
            reserve(&self.text, words.length)
            _keep(&self.text, words, &end, &end_letters)
        self.text.length, self.text.letters = end, end_letters
        start -= skipped
        for number in range(self.part_count):
            letters = self.parts[number - 1].letters if number else 0
            self.parts[number].begin = min(start + <Py_ssize_t> letters, <Py_ssize_t> end_letters)
            letters = self.parts[number].letters
            self.parts[number].end = min(start + <Py_ssize_t> letters, <Py_ssize_t> end_letters)
        return 0

    cdef double linked(self, size_t* links) except -1:
        """Return the share of the block's letters that stand in links; count these."""
        cdef size_t inside = 0
        cdef size_t number
        cdef Mark* mark
        for number in range(self.mark_count):
            mark = &self.marks[number]
            if mark.kind == LINK:
                links[0] += 1
                if mark.last:
                    inside += self.parts[mark.last - 1].letters
                if mark.first and mark.last:
                    inside -= self.parts[mark.first - 1].letters
        return <double> inside / <double> self.parts[self.part_count - 1].letters

    cdef int place(self) except -1:
        """Put the marks of the block just added where they stand."""
        cdef list made = []
        cdef size_t number
        cdef Mark* mark
        cdef Py_ssize_t begin, end, last = -1
        cdef bint in_order = True
        for number in range(self.mark_count):
            mark = &self.marks[number]
            begin = self.parts[self.part_count - 1].end
            if mark.first < self.part_count:
                begin = self.parts[mark.first].begin
            end = self.parts[mark.last - 1].end if mark.last > mark.first else begin
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
        self.inlines += made
        return 0

    cdef Py_ssize_t begin_block(self, int kind) except -1:
        """Put in what stands before a block; return where it begins."""
        if self.last_kind >= 0:
            if self.line or (kind == LIST and self.last_kind == LIST):
                put_in(&self.text, b"\n", 1, 1)
            else:
                put_in(&self.text, b"\n\n", 2, 2)
        self.last_kind = kind
        return self.text.letters

    cdef int add(self, Py_ssize_t start, Kind kind, double share, size_t links) except -1:
        """Add the block whose words stand at the text's end, from ``start`` on."""
        if self.numbered < self.level_count:
            self.number()
        cdef object layout = named_tuple(Layout, 3)
        _put(layout, 0, self.levels[self.level_count - 1].number)
        _put(layout, 1, share if share else NONE)
        _put(layout, 2, <Py_ssize_t> links)
        cdef object block = named_tuple(Block, 6)
        _put(block, 0, start)
        _put(block, 1, <Py_ssize_t> self.text.letters)
        _put(block, 2, BLOCK_KINDS[kind.kind])
        _put(block, 3, kind.level)
        _put(block, 4, layout)
        _put(block, 5, kind.ordinal)
        self.blocks.append(block)
        return 0

    cdef int number(self) except -1:
        """Put the open elements that have no number yet into the elements."""
        cdef Py_ssize_t outer = -1
        cdef Level* level
        if self.numbered:
            outer = self.levels[self.numbered - 1].number
        while self.numbered < self.level_count:
            level = &self.levels[self.numbered]
            element = named_tuple(Element, 3)
            _put(element, 0, tag_of_element(level.node, self.top, self.body))
            _put(element, 1, words_of_element(level.node))
            _put(element, 2, outer)
            outer = level.number = len(self.elements)
            self.elements.append(element)
            self.numbered += 1
        return 0


cdef inline void _put(object made, Py_ssize_t field, object value) noexcept:
    """Fill a field of a new tuple."""
    Py_INCREF(value)
    SET_FIELD(made, field, value)


cdef object _inline(Py_ssize_t begin, Py_ssize_t end, int kind, str target, str alt):
    cdef object made = named_tuple(Inline, 5)
    _put(made, 0, begin)
    _put(made, 1, end)
    _put(made, 2, INLINE_KINDS[kind])
    _put(made, 3, target)
    _put(made, 4, alt)
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
