"""The witness in C: what ``witness.py`` says, in the same order and with the same numbers.

A statement's words are numbered, and so are its threes of words in a row; a block is then found by
numbers. Only whole lines, where they must be there, are found by Python, which is quick for any.
"""

cimport cython
from cpython.mem cimport PyMem_Free, PyMem_Malloc, PyMem_Realloc
from cpython.unicode cimport PyUnicode_Find
from libc.string cimport memcmp

from digest_app.cleaning.pages.compiled_page cimport Page
from digest_app.cleaning.pages.compiled_statement cimport Statement, Words

from digest_app.cleaning.pages import witness
from digest_app.domain.block import BlockKind

cdef int LEAST_WORDS = witness._LEAST_WORDS
cdef int TELLING = witness._TELLING
cdef double MOST_OF = witness._MOST_OF
cdef double TO_THE_END = witness._TO_THE_END
cdef double CUT_SHORT = witness._CUT_SHORT
cdef int GAP = witness._GAP
cdef double HAS_IT = witness._HAS_IT
cdef double STILL_OPEN = witness._STILL_OPEN
cdef double PASSES_OVER = witness._PASSES_OVER
cdef double ENDS_BEFORE = witness._ENDS_BEFORE

cdef extern from "Python.h":
    Py_ssize_t PY_SSIZE_T_MAX

cdef enum:
    KINDS = 16
    SPACE = 32
    NOTHING = 0
    HAS = 1
    PASSED = 2
    AFTER = 3

cdef char OFTEN_LEFT_OUT[KINDS]


def _fill_tables():
    """Fill the tables from what the Python form says."""
    for number in range(KINDS):
        OFTEN_LEFT_OUT[number] = 0
    for number, kind in enumerate(BlockKind):
        OFTEN_LEFT_OUT[number] = kind in witness._OFTEN_LEFT_OUT


_fill_tables()


cdef struct Place:
    Py_ssize_t start  # in the statement, in letters; -1 where it does not stand there
    Py_ssize_t end
    char heard


@cython.final
cdef class Hearing:
    """One statement set beside the blocks of its page that are judged."""

    cdef Page page
    cdef double *odds  # of each block
    cdef str told  # the statement without tags
    cdef str line  # its words in one line
    cdef Statement statement
    cdef Words words  # of the block in hand
    cdef int *numbers  # of these words, as many as there is room for
    cdef Py_ssize_t room
    cdef Place *places  # of the candidates
    cdef Py_ssize_t count  # of candidates

    def __cinit__(self, Page page, str told, Words stated):
        self.page, self.told, self.line = page, told, stated.line()
        self.statement, self.words = Statement(stated), Words()
        self.count = page.candidate_count
        self.places = <Place *> PyMem_Malloc((self.count + 1) * sizeof(Place))
        if self.places == NULL:
            raise MemoryError

    def __dealloc__(self):
        PyMem_Free(self.places)
        PyMem_Free(self.numbers)

    cdef int find_places(self) except -1:
        """Find where each block stands that has words enough to tell."""
        cdef Py_ssize_t k, i, cursor = 0
        cdef Place *place
        for k in range(self.count):
            i = self.page.candidates[k]
            self.words.read(self.page.text, self.page.starts[i], self.page.ends[i])
            place = &self.places[k]
            place.start, place.end, place.heard = -1, -1, NOTHING
            if self.words.count >= TELLING and self.find(place, cursor):
                place.heard = HAS
                cursor = max(cursor, place.end)
        return 0

    cdef bint find(self, Place *place, Py_ssize_t cursor) except -1:
        """Find where the block in hand stands.

        Whole it can only stand there if each three words in a row of it do; at best behind the
        block before. Else it may be stated with other links, notes or signs in it.
        """
        cdef Py_ssize_t k, at, grams = self.words.count - 2, hits = 0, opening = -1
        cdef Py_ssize_t first = PY_SSIZE_T_MAX, last = -1
        cdef Py_ssize_t known = self.number_words()
        if known < MOST_OF * grams:
            return False
        for k in range(grams):
            if self.numbers[k] < 0 or self.numbers[k + 1] < 0 or self.numbers[k + 2] < 0:
                continue
            at = self.statement.gram(self.numbers[k], self.numbers[k + 1], self.numbers[k + 2])
            if at >= 0:
                hits += 1
                opening = at if k == 0 else opening
                first, last = min(first, at), max(last, at)
        if hits == grams and self.find_whole(place, cursor, opening):
            return True
        if hits < MOST_OF * grams:
            return False
        place.start, place.end = first, min(last, first + self.words.size - 1)
        return True

    cdef bint find_whole(self, Place *place, Py_ssize_t cursor, Py_ssize_t opening) except -1:
        """Find the words of the block in hand as they are, at best behind the block before.

        They are nowhere before the first place of the three words that open them, and mostly there.
        """
        cdef str line
        cdef Py_ssize_t letters = len(self.line)
        if opening >= cursor and self.stands_at(opening - 1):
            place.start, place.end = opening - 1, opening + self.words.size - 2
            return True
        line = self.words.line()
        place.start = PyUnicode_Find(self.line, line, max(0, cursor - 1), letters, 1)
        if place.start < 0 and cursor > 1:
            place.start = PyUnicode_Find(self.line, line, 0, letters, 1)
        place.end = place.start + len(line) - 1
        return place.start >= 0

    cdef bint stands_at(self, Py_ssize_t start) noexcept:
        """Tell whether the words of the block in hand stand at a place of the statement."""
        cdef Words stated = self.statement.words
        return self.words.size <= stated.size - start and not memcmp(
            &stated.signs[start], self.words.signs, self.words.size * sizeof(Py_UCS4)
        )

    cdef Py_ssize_t number_words(self) except -1:
        """Number the words of the block in hand; return how many of them are stated."""
        cdef Py_ssize_t i, begins = 1, word = 0, known = 0
        cdef int *room
        if self.words.count > self.room:
            room = <int *> PyMem_Realloc(self.numbers, 2 * self.words.count * sizeof(int))
            if room == NULL:
                raise MemoryError
            self.numbers, self.room = room, 2 * self.words.count
        for i in range(1, self.words.size):
            if self.words.signs[i] == SPACE:
                self.numbers[word] = self.statement.number(
                    &self.words.signs[begins], i - begins
                )
                known += self.numbers[word] >= 0
                word += 1
                begins = i + 1
        return known

    cdef bint is_of_page(self):
        """Tell whether most of the statement stands on the page."""
        cdef Py_ssize_t k, told = 0
        for k in range(self.count):
            if self.places[k].heard:
                told += self.places[k].end - self.places[k].start
        return told >= MOST_OF * self.statement.words.size

    cdef int hear(self) except -1:
        """Hear what it says of the blocks between those that it has, and below them."""
        cdef Py_ssize_t k, before = -1
        cdef int kinds = 0
        for k in range(self.count):
            if self.places[k].heard == HAS:
                kinds |= 1 << self.page.kinds[self.page.candidates[k]]
        for k in range(self.count):
            if self.places[k].start < 0:
                continue
            if before >= 0 and k > before + 1:
                self.hear_between(before, k, kinds)
            before = k
        return self.hear_below(before)

    cdef int hear_between(self, Py_ssize_t before, Py_ssize_t behind, int kinds) except -1:
        """Hear of the blocks between two that it has: has it these too, or goes it on without?"""
        cdef Py_ssize_t k, end = self.places[before].end, start = self.places[behind].start
        cdef Py_ssize_t i
        cdef int kind
        between = self.line[max(0, end - 1):start + 1] if start >= end else ""
        between = f" {between} "
        for k in range(before + 1, behind):
            i = self.page.candidates[k]
            kind = self.page.kinds[i]
            self.words.read(self.page.text, self.page.starts[i], self.page.ends[i])
            if self.words.count and self.words.line() in between:
                self.places[k].heard = HAS
            elif 0 <= start - end <= GAP and (not OFTEN_LEFT_OUT[kind] or kinds >> kind & 1):
                self.places[k].heard = PASSED
        return 0

    cdef int hear_below(self, Py_ssize_t last) except -1:
        """Hear of the blocks below the end of a statement that is whole."""
        cdef Py_ssize_t k, reaches = 0
        cdef double letters, on = 0.0, told = 0.0
        for k in range(self.count):
            letters = self.page.lengths[self.page.candidates[k]]
            if k > last and self.odds[self.page.candidates[k]] > 0:
                on += letters
            if self.places[k].start >= 0:
                told += letters
                reaches = max(reaches, self.places[k].end)
        if on > CUT_SHORT * told or <double> reaches / self.statement.words.size <= TO_THE_END:
            return 0
        if witness.is_whole(self.told):
            for k in range(last + 1, self.count):
                self.places[k].heard = AFTER
        return 0

    cdef void settle(self, char *unstated) noexcept:
        """Put what was heard into the log-odds; word rules stay to be asked."""
        cdef Py_ssize_t k, i
        cdef double own
        for k in range(self.count):
            i = self.page.candidates[k]
            own = self.odds[i]
            if self.places[k].heard == HAS:
                self.odds[i] = max(own, min(own + HAS_IT, STILL_OPEN))
            elif self.places[k].heard == PASSED:
                self.odds[i] = own + PASSES_OVER
            elif self.places[k].heard == AFTER:
                self.odds[i] = own + ENDS_BEFORE
            unstated[i] = self.places[k].heard > HAS


cdef bint weigh(Page page, double *odds, char *unstated) except -1:
    """Add what the page's own data says to the log-odds; mark the blocks that it leaves out.

    Both are long as the page's blocks. Returns whether there was anything to hear.
    """
    cdef Hearing hearing
    cdef Words words = Words()
    cdef str told
    stated = page.document.stated
    if not stated:
        return False
    told = witness.plain(stated)
    words.read(told, 0, len(told))
    if words.count < LEAST_WORDS:
        return False
    hearing = Hearing(page, told, words)
    hearing.odds = odds
    hearing.find_places()
    if not hearing.is_of_page():
        return False
    hearing.hear()
    hearing.settle(unstated)
    return True
