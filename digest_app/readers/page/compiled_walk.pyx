"""The walk over a parsed page: :class:`~digest_app.readers.page.walk.Walk`, compiled.

Everything here means what has the same name there. Nodes are read where they stand in the
parser's memory (``native.is_known()`` must have said that they may be), pieces of text are told
by their addresses there, and words are folded while they are copied into one buffer, which is
decoded once. What the open block holds is in ``compiled_open_block.pyx``. Whatever grows with the
page is on the heap; nothing here calls itself.
"""

from cpython.unicode cimport PyUnicode_DecodeUTF8
from libc.stdlib cimport free

from digest_app.readers.page.compiled_attributes cimport (
    items_before,
    tag_of_element,
    words_of_element,
)
from digest_app.readers.page.compiled_coarse cimport Whole, data, menu
from digest_app.readers.page.compiled_open_block cimport (
    IMAGE,
    INLINE_KINDS,
    OpenBlock,
    close_mark,
    fold_parts,
    free_open_block,
    keep_parts,
    linked,
    open_mark,
    part_marks,
    placed,
    put_mark,
    put_part,
)
from digest_app.readers.page.compiled_spacing cimport Buffer, has_words, put_in, room_for_one
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
from digest_app.readers.page.compiled_tuples cimport named_tuple, put_field

from digest_app.domain.block import Block, BlockKind, Element, Layout
from digest_app.readers.page.numbers import numbers
from digest_app.readers.page.tags import ROLES, Role
from digest_app.readers.page.walk import MAX_WHOLE

cdef enum:
    DO_BLOCK = 0
    DO_TEXT
    DO_INLINE
    DO_MARK
    DO_ASK
    DO_SKIP
    NO_KIND = 255

cdef list BLOCK_KINDS = list(BlockKind)
cdef int HEADING = BLOCK_KINDS.index(BlockKind.HEADING)
cdef int PRE = BLOCK_KINDS.index(BlockKind.PREFORMATTED)
cdef int LIST = BLOCK_KINDS.index(BlockKind.LIST_ITEM)
cdef int DATA = BLOCK_KINDS.index(BlockKind.TABLE)
cdef int PLAIN = BLOCK_KINDS.index(BlockKind.PARAGRAPH)
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
    cdef OpenBlock open
    cdef Step* steps
    cdef Level* levels
    cdef size_t step_count, level_count, step_room, level_room
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
        free_open_block(&self.open)
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
        if self.open.part_count:
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
                close_mark(&self.open)
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
        if self.open.part_count == 0 and not has_words(words):
            return 0
        return put_part(&self.open, words)

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
            open_mark(&self.open, MARK[node.name] if node.name < KNOWN else 0, node)
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
        if self.open.part_count:
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
            put_mark(&self.open, self.open.part_count, self.open.part_count, IMAGE, node)
        return DO_SKIP

    cdef int end_line(self) except -1:
        """End a line: the next is a block of its own, save in headings and kept lines."""
        cdef Bytes words
        if self.open.part_count == 0:
            self.line = False
        elif self.kind.kind == HEADING or self.kind.kind == PRE:
            words.data = <const unsigned char*> b"\n"
            words.length = 1
            put_part(&self.open, words)
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
        if self.open.part_count:
            self.flush()
        if self.aside.length:
            kind.kind, kind.level, kind.ordinal = DATA if is_table else LIST, not is_table, 0
            self.enter(node)
            start = self.begin_block(kind.kind)
            put_in(&self.text, self.aside.data, self.aside.length, self.aside.letters)
            self.add(start, kind, found.share, found.links)
            self.leave()
        return True

    cdef int flush(self) except -1:
        """Make a block of the words that were collected."""
        cdef size_t links = 0
        cdef double share = 0.0
        cdef Py_ssize_t start
        part_marks(&self.open)
        start = self.begin_block(self.kind.kind)
        if self.kind.kind == PRE:
            keep_parts(&self.open, &self.text, start)
        else:
            fold_parts(&self.open, &self.text)
        if self.open.mark_count:
            share = linked(&self.open, &links)
        self.add(start, self.kind, share, links)
        if self.open.mark_count and self.marked:
            self.inlines += placed(&self.open)
        self.open.mark_count = self.open.part_count = 0
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
        put_field(layout, 0, self.levels[self.level_count - 1].number)
        put_field(layout, 1, share if share else NONE)
        put_field(layout, 2, <Py_ssize_t> links)
        cdef object block = named_tuple(Block, 6)
        put_field(block, 0, start)
        put_field(block, 1, <Py_ssize_t> self.text.letters)
        put_field(block, 2, BLOCK_KINDS[kind.kind])
        put_field(block, 3, kind.level)
        put_field(block, 4, layout)
        put_field(block, 5, kind.ordinal)
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
            put_field(element, 0, tag_of_element(level.node, self.top, self.body))
            put_field(element, 1, words_of_element(level.node))
            put_field(element, 2, outer)
            outer = level.number = len(self.elements)
            self.elements.append(element)
            self.numbered += 1
        return 0
