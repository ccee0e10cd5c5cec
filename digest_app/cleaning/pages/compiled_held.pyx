"""Code, tables, lists, notes and times among paragraphs, in C: what ``held.py`` says."""

cimport cython
from cpython.mem cimport PyMem_Free, PyMem_Malloc
from cpython.unicode cimport Py_UNICODE_ISDECIMAL

from digest_app.cleaning.pages.compiled_page cimport Page

from digest_app.cleaning import lines_own
from digest_app.cleaning.pages.held import (
    _AFTER,
    _AMONG,
    _BACK,
    _BAD_NAMES,
    _BARELY,
    _FEWEST,
    _LINKS,
    _REACHES,
    _SURELY,
)
from digest_app.domain.block import BlockKind

cdef tuple BACK = _BACK
cdef double LINKS = _LINKS
cdef double BAD_NAMES = _BAD_NAMES
cdef double BARELY = _BARELY
cdef double SURELY = _SURELY
cdef int FEWEST = _FEWEST
cdef int REACHES = _REACHES
cdef int LONGEST_CLOCK = lines_own.LONGEST_CLOCK
cdef int PARAGRAPH = list(BlockKind).index(BlockKind.PARAGRAPH)

cdef enum:
    KINDS = 16
    MOST_BACKS = 8

cdef char AMONG[KINDS]
cdef char AFTER[KINDS]
cdef Py_UCS4 LAST_OF_BACK[MOST_BACKS]  # the last signs of what leads back from a note
cdef int BACKS = len(BACK)


def _fill_tables():
    """Fill the tables from what the Python form says."""
    for number in range(KINDS):
        AMONG[number] = AFTER[number] = 0
    for number, kind in enumerate(BlockKind):
        AMONG[number] = kind in _AMONG
        AFTER[number] = kind in _AFTER
    if BACKS > MOST_BACKS:
        raise ValueError(BACKS)
    for number in range(BACKS):
        LAST_OF_BACK[number] = ord(BACK[number][len(BACK[number]) - 1])


_fill_tables()


@cython.final
cdef class Holding:
    """The blocks of a page that are judged, and which of them are the article so far."""

    cdef Page page
    cdef double *odds  # of each block, as they were
    cdef int *inside  # the blocks that are the article so far, in order
    cdef Py_ssize_t count  # of those

    def __cinit__(self, Page page):
        self.page = page
        self.inside = <int *> PyMem_Malloc((page.candidate_count + 1) * sizeof(int))
        if self.inside == NULL:
            raise MemoryError

    def __dealloc__(self):
        PyMem_Free(self.inside)

    cdef void find_inside(self) noexcept:
        """Find the blocks that are the article so far."""
        cdef Py_ssize_t k
        for k in range(self.page.candidate_count):
            if self.odds[self.page.candidates[k]] > 0:
                self.inside[self.count] = self.page.candidates[k]
                self.count += 1

    cdef bint is_note(self, Py_ssize_t i) except -1:
        """Tell a footnote: it ends with the sign that leads back to where it is noted."""
        cdef Py_UCS4 last = self.page.sign(self.page.ends[i] - 1)
        cdef int k
        for k in range(BACKS):
            if last == LAST_OF_BACK[k]:
                return self.page.text_of(i).endswith(BACK)
        return False

    cdef bint may_be(self, Py_ssize_t i) except -1:
        """Tell whether a block is of a kind that is held, and not named as something else."""
        cdef int kind = self.page.kinds[i]
        cdef Py_ssize_t number = self.page.numbers[i]
        if self.page.shares[i] > LINKS:
            return False
        if not AMONG[kind] and not AFTER[kind] and not self.is_cell(i):
            return False
        return self.page.own_weight(number) + self.page.above_weight(number) >= BAD_NAMES

    cdef bint is_cell(self, Py_ssize_t i) noexcept:
        """Tell a cell of a table that is read cell by cell."""
        return self.page.tag(self.page.numbers[i]).cell

    cdef bint is_held(self, Py_ssize_t i, Py_ssize_t place) except -1:
        """Tell whether the article goes on after a block, or has come before a list's items.

        ``place`` is how many blocks of the article stand before it.
        """
        cdef Py_ssize_t holder
        if not place:
            return False
        holder = self.holder(i)
        if not self.stands_in(self.inside[place - 1], holder):
            return False
        if AFTER[self.page.kinds[i]]:
            return True
        return place < self.count and self.stands_in(self.inside[place], holder)

    cdef Py_ssize_t holder(self, Py_ssize_t i) except -2:
        """Return the element that a block stands in, or the list or table it is a part of."""
        cdef Py_ssize_t number = self.page.parents[self.page.numbers[i]]
        while number >= 0 and self.page.tag(number).part:
            number = self.page.parents[number]
        if number >= 0 and self.page.tag(number).table and self.is_cell(i):
            number = self.page.parents[number]
        return number

    cdef bint stands_in(self, Py_ssize_t i, Py_ssize_t holder) noexcept:
        """Tell whether a block stands in an element; parents have the smaller numbers."""
        cdef Py_ssize_t number = self.page.numbers[i]
        while number > holder:
            number = self.page.parents[number]
        return number == holder

    cdef bint is_time(self, Py_ssize_t i) except -1:
        """Tell a time of day; nearly all blocks are too long or begin with no digit."""
        cdef Py_ssize_t start = self.page.starts[i]
        if self.page.ends[i] - start > LONGEST_CLOCK:
            return False
        if not Py_UNICODE_ISDECIMAL(self.page.sign(start)):
            return False
        return lines_own.is_clock(self.page.text_of(i))

    cdef bint opens_entry(self, Py_ssize_t i) except -1:
        """Tell whether a paragraph that is kept follows a time, before the next time."""
        cdef Py_ssize_t j
        for j in range(i + 1, min(i + 1 + REACHES, self.page.blocks)):
            if self.is_time(j):
                return False
            if self.page.judged[j] and self.odds[j] > 0 and self.page.kinds[j] == PARAGRAPH:
                return True
        return False

    cdef list times(self):
        """Return the times that open entries of a live blog."""
        cdef Py_ssize_t k
        clocks = []
        for k in range(self.page.candidate_count):
            if self.is_time(self.page.candidates[k]):
                clocks.append(self.page.candidates[k])
        if len(clocks) < FEWEST:
            return []
        opening = [i for i in clocks if self.opens_entry(i)]
        return opening if len(opening) >= FEWEST else []


cdef int hold(Page page, double *odds) except -1:
    """Raise the log-odds of the blocks that the article's paragraphs hold."""
    cdef Holding holding = Holding(page)
    cdef Py_ssize_t k, i, place = 0
    holding.odds = odds
    holding.find_inside()
    times = holding.times()
    for k in range(page.candidate_count):
        i = page.candidates[k]
        if odds[i] > 0:
            place += 1
        elif holding.is_note(i) or (holding.may_be(i) and holding.is_held(i, place)):
            odds[i] = BARELY
    for i in times:
        odds[i] = SURELY
    return 0
