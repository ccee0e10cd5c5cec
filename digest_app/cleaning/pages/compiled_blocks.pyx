"""The blocks of a page: their numbers read out of the document, what is counted over all of them,
and how their words compare with the page's title.

Does what ``page.py`` does, in its order. Texts are read in place.
"""

from digest_app.cleaning.pages import page as plain_page
from digest_app.domain.block import BlockKind

from cpython.float cimport PyFloat_AsDouble
from cpython.long cimport PyLong_AsSsize_t
from cpython.mem cimport PyMem_Calloc, PyMem_Free, PyMem_Malloc
from cpython.object cimport PyObject
from cpython.tuple cimport PyTuple_Check, PyTuple_GET_ITEM, PyTuple_GET_SIZE
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ
from libc.stdint cimport uint64_t
from libc.string cimport memcmp

from digest_app.cleaning.pages.compiled_elements cimport Elements, take
from digest_app.cleaning.pages.compiled_tables cimport Table, hashed
from digest_app.cleaning.pages.compiled_words cimport (
    is_alnum, lowered, plain, plain_met, scored
)

cdef extern from "Python.h":
    object PyUnicode_FromKindAndData(int kind, const void *buffer, Py_ssize_t size)

cdef enum:
    MOST = 0x3FFFFFFF  # blocks, and what an int is to hold
    BYTES = 13 * 8 + sizeof(Likeness) + 7 * 4 + 2
    ARRAYS = 24
    KINDS = 16
    TITLE = 400  # room for the signs of a line that may be the title; twice as much once lowered

cdef double PROSE_LETTERS = plain_page._PROSE_LETTERS
cdef double PROSE_LINKS = plain_page._PROSE_LINKS
cdef double LONGEST_TITLE = plain_page._LONGEST_TITLE
cdef Py_ssize_t TELLING_TITLE = plain_page._TELLING_TITLE
cdef Py_ssize_t TELLING_STANDFIRST = plain_page._TELLING_STANDFIRST
cdef Py_ssize_t BEGINNING = plain_page._BEGINNING
cdef double CJK_LETTERS = plain_page._CJK_LETTERS
cdef Py_UCS4 CJK_FIRST = plain_page._CJK_FIRST
cdef Py_UCS4 CJK_LAST = plain_page._CJK_LAST
cdef int IS = plain_page._IS
cdef int BEGINS = plain_page._BEGINS
cdef PyObject *KIND[KINDS]
cdef tuple ALL_KINDS = tuple(BlockKind)
cdef int KINDS_COUNT = len(ALL_KINDS)
if KINDS_COUNT > KINDS or LONGEST_TITLE > TITLE or ALL_KINDS[0] is not BlockKind.HEADING:
    raise ImportError("compiled_blocks does not fit page.py")
for _i, _kind in enumerate(ALL_KINDS):
    KIND[_i] = <PyObject *>_kind


cdef inline int _whole(object number) except? -1:
    """Return a whole number that has room in an int."""
    cdef Py_ssize_t value = PyLong_AsSsize_t(number)
    if not -MOST < value < MOST:
        raise ValueError("number")
    return <int>value


cdef class Blocks(Elements):
    def __cinit__(self, document):
        try:
            self._read_document(document)
        except (TypeError, OverflowError) as error:
            raise ValueError("document") from error

    cdef int _read_document(self, document) except -1:
        """Read all that there is to count, in the order that ``page.py`` does."""
        cdef tuple blocks = document.blocks
        cdef Py_ssize_t i, count = len(blocks)
        if not 0 < count < MOST:
            raise ValueError("blocks")
        self.document, self.text, self.all_blocks = document, document.text, blocks
        self.kind, self.signs = PyUnicode_KIND(self.text), PyUnicode_DATA(self.text)
        self.read(document.elements)
        self._blocks_room = PyMem_Calloc(count * BYTES + ARRAYS * 8, 1)
        if self._blocks_room == NULL:
            raise MemoryError
        self.blocks = count
        self._take_block_rooms(<char *>self._blocks_room)
        for i in range(count):
            self._read_block(i, <object>PyTuple_GET_ITEM(blocks, i))
        self.fill(count, self.numbers, self.prose, self.lengths, self.shares)
        self._group()
        self._find_prose()
        self._read_title()
        return 0

    def __dealloc__(self):
        PyMem_Free(self._blocks_room)
        PyMem_Free(self._title_room)

    cdef void _take_block_rooms(self, char *place) noexcept:
        """Give each array its part of the room."""
        cdef Py_ssize_t count = self.blocks
        self.starts = <Py_ssize_t *>take(&place, count * sizeof(Py_ssize_t))
        self.ends = <Py_ssize_t *>take(&place, count * sizeof(Py_ssize_t))
        self.shares = <double *>take(&place, count * 8)
        self.lengths = <double *>take(&place, count * 8)
        self.prose = <double *>take(&place, count * 8)
        self.done = <double *>take(&place, count * 8)
        self.group_blocks = <double *>take(&place, count * 8)
        self.group_prose = <double *>take(&place, count * 8)
        self.group_links = <double *>take(&place, count * 8)
        self._scores = <double *>take(&place, count * 3 * 8)
        self._likenesses = <Likeness *>take(&place, count * sizeof(Likeness))
        self.numbers = <int *>take(&place, count * 4)
        self.links = <int *>take(&place, count * 4)
        self.levels = <int *>take(&place, count * 4)
        self.kinds = <int *>take(&place, count * 4)
        self.groups = <int *>take(&place, count * 4)
        self._again = <int *>take(&place, count * 4)
        self._times = <int *>take(&place, count * 4)
        self._is_scored = <char *>take(&place, count)
        self._is_compared = <char *>take(&place, count)

    cdef int _read_block(self, Py_ssize_t i, object block) except -1:
        """Read one block, and what its layout says."""
        if not PyTuple_Check(block) or PyTuple_GET_SIZE(block) < 5:
            raise ValueError("block")
        cdef Py_ssize_t start = PyLong_AsSsize_t(<object>PyTuple_GET_ITEM(block, 0))
        cdef Py_ssize_t end = PyLong_AsSsize_t(<object>PyTuple_GET_ITEM(block, 1))
        cdef PyObject *kind = PyTuple_GET_ITEM(block, 2)
        cdef int number = 0
        cdef double length, share
        if not 0 <= start < end <= len(self.text):
            raise ValueError("start")
        self.starts[i], self.ends[i] = start, end
        while number < KINDS_COUNT and KIND[number] != kind:
            number += 1
        if number == KINDS_COUNT:
            raise ValueError("kind")
        self.kinds[i] = number
        self.levels[i] = _whole(<object>PyTuple_GET_ITEM(block, 3))
        self._read_layout(i, <object>PyTuple_GET_ITEM(block, 4))
        length, share = self._weight(i), self.shares[i]
        self.lengths[i] = length
        if length >= PROSE_LETTERS and share < PROSE_LINKS and number:
            self.prose[i] = length * (1 - share)
        return 0

    cdef int _read_layout(self, Py_ssize_t i, object layout) except -1:
        if layout is None:
            return 0  # as Layout()
        if not PyTuple_Check(layout) or PyTuple_GET_SIZE(layout) < 3:
            raise ValueError("layout")
        cdef int number = _whole(<object>PyTuple_GET_ITEM(layout, 0))
        if not 0 <= number < self.elements:
            raise ValueError("element")
        self.numbers[i] = number
        self.shares[i] = PyFloat_AsDouble(<object>PyTuple_GET_ITEM(layout, 1))
        if not 0 <= self.shares[i] <= 1:
            raise ValueError("link_share")
        self.links[i] = _whole(<object>PyTuple_GET_ITEM(layout, 2))
        return 0

    cdef double _weight(self, Py_ssize_t i) noexcept:
        """Return the length of a text in letters, an East Asian sign being several."""
        cdef Py_ssize_t start = self.starts[i], length = self.ends[i] - start
        if self.kind > 1 and (
            _is_cjk(self.kind, self.signs, start + length // 2)
            or _is_cjk(self.kind, self.signs, start + length // 3)
            or _is_cjk(self.kind, self.signs, start + length // 5)
        ):
            return length * CJK_LETTERS
        return <double>length

    cdef int _group(self) except -1:
        """Count the blocks in elements of the same names, and find the last heading."""
        cdef Py_ssize_t i, room = 8
        cdef int *by_number = NULL
        cdef int *places = NULL
        while room < 2 * min(self.blocks, self.elements):
            room *= 2
        try:
            by_number = <int *>PyMem_Calloc(self.elements, sizeof(int))
            places = <int *>PyMem_Calloc(room, sizeof(int))
            if by_number == NULL or places == NULL:
                raise MemoryError
            self._group_elements(by_number, places, room - 1)
            self._count_groups(by_number)
        finally:
            PyMem_Free(by_number)
            PyMem_Free(places)
        self.heading = -1
        for i in range(self.blocks):
            if self.tag(self.numbers[i]).headline:
                self.heading = i
        return 0

    cdef int _group_elements(self, int *by_number, int *places, Py_ssize_t mask) except -1:
        """Number the groups from 1, by elements; ``places`` hold an element of each, from 1."""
        cdef Py_ssize_t i, place
        cdef int number, other, parent
        cdef int around, others  # the names of what is around; of nothing, the empty one
        cdef int[3] key
        for i in range(self.blocks):
            number = self.numbers[i]
            if by_number[number]:
                continue
            parent = self.parents[number]
            around = self._names[parent] if parent >= 0 else 0
            key[0], key[1], key[2] = self._tags[number], self._names[number], around
            place = <Py_ssize_t>hashed(key, sizeof(key)) & mask
            while places[place]:
                other = places[place] - 1
                parent = self.parents[other]
                others = self._names[parent] if parent >= 0 else 0
                if (
                    self._tags[other] == self._tags[number]
                    and self._names[other] == self._names[number]
                    and others == around
                ):
                    by_number[number] = by_number[other]
                    break
                place = (place + 1) & mask
            else:
                places[place] = number + 1
                self.groups_count += 1
                by_number[number] = <int>self.groups_count
        return 0

    cdef void _count_groups(self, const int *by_number) noexcept:
        cdef Py_ssize_t i
        cdef int group
        for i in range(self.blocks):
            group = self.groups[i] = by_number[self.numbers[i]] - 1
            self.group_blocks[group] += 1
            self.group_links[group] += self.shares[i]

    cdef void _find_prose(self) noexcept:
        """Find where the prose of the main element begins and ends, and add it up."""
        cdef Py_ssize_t i
        cdef int number
        cdef double done = 0.0
        self.first, self.last = -1, -1
        for i in range(self.blocks):
            self.done[i] = done
            number = self.numbers[i]
            if not self.prose[i] or self.out[number]:
                continue
            self.group_prose[self.groups[i]] += self.prose[i]
            if self.height[number] <= 1:
                done += self.prose[i]
            if self.height[number] == 0:
                self.first = i if self.first < 0 else self.first
                self.last = i
        self.main_prose = done or 1.0
        if self.first < 0:
            self.first, self.last = 0, self.blocks - 1

    cdef int _read_title(self) except -1:
        """Take the words of the title and of the standfirst."""
        metadata = self.document.metadata
        cdef str title = metadata.title, description = metadata.description
        cdef Py_ssize_t i, begins = 0, size, words = 1
        self._publisher = metadata.publisher
        # One sign may be two once it is lowered.
        size = 2 * (len(title) + len(description)) + 1
        self._title_room = PyMem_Malloc(size * sizeof(Py_UCS4))
        if self._title_room == NULL:
            raise MemoryError
        self._title_words = <Py_UCS4 *>self._title_room
        self._title_size = size = self._plain(title, self._title_words)
        self._standfirst = self._title_words + size
        self._standfirst_size = self._plain(description, self._standfirst)
        for i in range(size):
            words += self._title_words[i] == c" "
        self._title = Table(words, size)
        for i in range(size + 1):
            if i == size or self._title_words[i] == c" ":
                if i > begins:
                    self._title.put(&self._title_words[begins], i - begins)
                begins = i + 1
        return 0

    cdef Py_ssize_t _plain(self, str text, Py_UCS4 *into) except -1:
        """Write the words of a text, lower-cased; there is room for twice its signs."""
        cdef Py_ssize_t i, size = plain(
            PyUnicode_KIND(text), PyUnicode_DATA(text), 0, len(text), into
        )
        if size >= 0:
            return size
        cdef str line = plain_page.plain(text)
        if len(line) > 2 * len(text):
            raise ValueError("text")
        for i in range(len(line)):
            into[i] = line[i]
        return len(line)

    cdef str text_of(self, Py_ssize_t i):
        """Return the text of a block."""
        return PyUnicode_FromKindAndData(
            self.kind,
            <const char *>self.signs + self.starts[i] * self.kind,
            self.ends[i] - self.starts[i],
        )

    cdef Py_UCS4 sign(self, Py_ssize_t place) noexcept:
        """Return a sign of the page's text."""
        return PyUnicode_READ(self.kind, <void *>self.signs, place)

    cdef Likeness likeness(self, Py_ssize_t i) except *:
        """Return how alike a block is to the page's title and standfirst."""
        if not self._is_compared[i]:
            self._compare(i, &self._likenesses[i])
            self._is_compared[i] = 1
        return self._likenesses[i]

    cdef bint begins_as_told(self, Py_ssize_t i) except -1:
        """Tell whether a block may begin as the title or the standfirst does; quick to ask."""
        cdef Py_UCS4 first = lowered(self.sign(self.starts[i]))
        if self._title_size and self._title_words[0] == first:
            return True
        if self._standfirst_size and self._standfirst[0] == first:
            return True
        return not is_alnum(first)

    cdef bint names_publisher(self, Py_ssize_t i) except -1:
        """Tell a line that is the publisher's name alone, above or below the article."""
        cdef Py_ssize_t place, start = self.starts[i]
        if self.first < i < self.last or not self.kinds[i]:
            return False
        if self.ends[i] - start != len(self._publisher):
            return False
        for place in range(len(self._publisher)):
            if self.sign(start + place) != <Py_UCS4>self._publisher[place]:
                return False
        return True

    cdef int _compare(self, Py_ssize_t i, Likeness *found) except -1:
        """Compare a block with the title and the standfirst."""
        cdef Py_UCS4 line[2 * TITLE]
        cdef Py_ssize_t size, shared = 0, words = 0
        if self.lengths[i] > LONGEST_TITLE or not self._title.count:
            return 0
        self._turn += 1
        size = plain_met(
            self.kind, self.signs, self.starts[i], self.ends[i], line,
            self._title, self._turn, &words, &shared
        )
        if size < 0:
            size = self._plain(self.text_of(i), line)
            shared = self._share(line, size, &words)
        if not size:
            return 0
        if not shared and self._standfirst_size <= TELLING_STANDFIRST:
            return 0
        if self.begins_as_told(i):
            self._repeats(line, size, found)
        if found.same == BEGINS and not shared:
            found.same = 0
        found.in_title = <double>shared / <double>words
        found.of_title = <double>shared / <double>self._title.count
        return 0

    cdef Py_ssize_t _share(
        self, const Py_UCS4 *line, Py_ssize_t size, Py_ssize_t *words
    ) noexcept:
        """Return how many of the title's words stand in a line; and count the line's."""
        cdef Py_ssize_t i, begins = 0, shared = 0
        self._turn += 1
        words[0] = 0
        for i in range(size + 1):
            if i == size or line[i] == c" ":
                words[0] += 1
                shared += self._title.meets(&line[begins], i - begins, self._turn)
                begins = i + 1
        return shared

    cdef void _repeats(self, const Py_UCS4 *line, Py_ssize_t size, Likeness *found) noexcept:
        """Compare a block's words with the title and the standfirst."""
        cdef Py_ssize_t title = self._title_size, standfirst = self._standfirst_size
        if _agree(line, size, self._title_words, title):
            if size == title:
                found.same = IS
            elif size > TELLING_TITLE:
                found.same = BEGINS
        if size > TELLING_STANDFIRST and standfirst > TELLING_STANDFIRST:
            found.standfirst = (
                standfirst >= min(size, BEGINNING)
                and _agree(line, min(size, BEGINNING), self._standfirst, standfirst)
            ) or (
                size >= min(standfirst, BEGINNING)
                and _agree(line, size, self._standfirst, min(standfirst, BEGINNING))
            )

    cdef double *words(self, Py_ssize_t i) except NULL:
        """Return what the words of a short line weigh: on average, at least, at its beginning."""
        if not self._is_scored[i]:
            scored(self.kind, self.signs, self.starts[i], self.ends[i], &self._scores[3 * i])
            self._is_scored[i] = 1
        return &self._scores[3 * i]

    cdef int again(self, Py_ssize_t i) except -1:
        """Return how often the words of a block stand on the page."""
        if not self._times[self._again[i]]:  # none is counted: the first block counts itself
            self._count_again()
        return self._times[self._again[i]]

    cdef int _count_again(self) except -1:
        """Find the blocks that say the same, and count them."""
        cdef Py_ssize_t i, room = 8
        cdef uint64_t *hashes
        cdef int *places
        while room < 2 * self.blocks:
            room *= 2
        hashes = <uint64_t *>PyMem_Malloc(self.blocks * sizeof(uint64_t))
        places = <int *>PyMem_Calloc(room, sizeof(int))
        if hashes == NULL or places == NULL:
            PyMem_Free(hashes)
            PyMem_Free(places)
            raise MemoryError
        for i in range(self.blocks):
            self._again[i] = <int>self._first_alike(i, hashes, places, room - 1)
            self._times[self._again[i]] += 1
        PyMem_Free(hashes)
        PyMem_Free(places)
        return 0

    cdef Py_ssize_t _first_alike(
        self, Py_ssize_t i, uint64_t *hashes, int *places, Py_ssize_t mask
    ) noexcept:
        """Return the first block of this text; ``places`` hold the first of each, from 1."""
        cdef Py_ssize_t size = (self.ends[i] - self.starts[i]) * self.kind, place, other
        cdef const char *own = <const char *>self.signs + self.starts[i] * self.kind
        hashes[i] = hashed(own, size)
        place = <Py_ssize_t>hashes[i] & mask
        while places[place]:
            other = places[place] - 1
            if (
                hashes[other] == hashes[i]
                and (self.ends[other] - self.starts[other]) * self.kind == size
                and not memcmp(
                    own, <const char *>self.signs + self.starts[other] * self.kind, size
                )
            ):
                return other
            place = (place + 1) & mask
        places[place] = <int>i + 1
        return i


cdef inline bint _is_cjk(int kind, const void *signs, Py_ssize_t place) noexcept:
    return CJK_FIRST <= PyUnicode_READ(kind, <void *>signs, place) <= CJK_LAST


cdef inline bint _agree(
    const Py_UCS4 *one, Py_ssize_t size, const Py_UCS4 *other, Py_ssize_t length
) noexcept:
    """Tell whether one of two lines begins as the other."""
    return not memcmp(one, other, min(size, length) * sizeof(Py_UCS4))
