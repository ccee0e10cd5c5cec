"""The witness in C: what ``witness.py`` says, in the same order and with the same numbers.

A statement and the blocks become lines of lower-cased words between single spaces. Python then
finds line in line, which is quick for any text; what few blocks need beside that is asked of the
Python form.
"""

cimport cython
from cpython.mem cimport PyMem_Free, PyMem_Malloc
from cpython.unicode cimport (
    PyUnicode_DATA,
    PyUnicode_Find,
    PyUnicode_FromKindAndData,
    PyUnicode_KIND,
)

from digest_app.cleaning.pages.compiled_page cimport Page
from digest_app.cleaning.pages.compiled_words cimport plain

from digest_app.cleaning.pages import witness
from digest_app.cleaning.pages.words import runs
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
    Py_ssize_t words  # of the block
    Py_ssize_t start  # in the statement, in letters; -1 where it does not stand there
    Py_ssize_t end
    char heard


@cython.final
cdef class Line:
    """Words of a text, lower-cased, between single spaces; ``words`` is their number."""

    cdef str line
    cdef Py_ssize_t words


cdef Line line_of(str text, Py_ssize_t start, Py_ssize_t end):
    """Return the words of a stretch of a text, as ``runs`` finds them."""
    cdef Line made = Line.__new__(Line)
    cdef Py_ssize_t place, size
    cdef Py_UCS4 *signs = <Py_UCS4 *> PyMem_Malloc((end - start + 2) * sizeof(Py_UCS4))
    if signs == NULL:
        raise MemoryError
    size = plain(PyUnicode_KIND(text), PyUnicode_DATA(text), start, end, signs + 1)
    try:
        if size < 0:
            words = runs(text[start:end].lower())
            made.line = f" {' '.join(words)} "
            made.words = len(words)
            return made
        signs[0] = signs[size + 1] = SPACE
        made.line = PyUnicode_FromKindAndData(4, signs, size + 2)
        made.words = size > 0
        for place in range(1, size):
            made.words += signs[place] == SPACE
    finally:
        PyMem_Free(signs)
    return made


@cython.final
cdef class Hearing:
    """One statement set beside the blocks of its page that are judged."""

    cdef Page page
    cdef double *odds  # of each block
    cdef str told  # the statement without tags
    cdef str statement  # its words in one line
    cdef list lines  # those of the candidates
    cdef Place *places  # of the candidates
    cdef Py_ssize_t count  # of candidates
    cdef Py_ssize_t letters  # of the statement
    cdef frozenset known  # its words
    cdef dict grams  # where three of them in a row stand

    def __cinit__(self, Page page, str told, Line statement):
        self.page, self.told, self.statement = page, told, statement.line
        self.letters = len(statement.line)
        self.count = page.candidate_count
        self.lines = []
        self.places = <Place *> PyMem_Malloc((self.count + 1) * sizeof(Place))
        if self.places == NULL:
            raise MemoryError

    def __dealloc__(self):
        PyMem_Free(self.places)

    cdef int find_places(self) except -1:
        """Find where each block stands that has words enough to tell."""
        cdef Py_ssize_t k, i, cursor = 0
        cdef Place *place
        cdef Line line
        for k in range(self.count):
            i = self.page.candidates[k]
            line = line_of(self.page.text, self.page.starts[i], self.page.ends[i])
            self.lines.append(line.line)
            place = &self.places[k]
            place.words, place.start, place.end, place.heard = line.words, -1, -1, NOTHING
            if line.words >= TELLING and self.find(place, line.line, cursor):
                place.heard = HAS
                cursor = max(cursor, place.end)
        return 0

    cdef bint find(self, Place *place, str line, Py_ssize_t cursor) except -1:
        """Find where a block stands, at best behind the one before."""
        place.start = PyUnicode_Find(self.statement, line, max(0, cursor - 1), self.letters, 1)
        if place.start == -1 and cursor > 1:
            place.start = PyUnicode_Find(self.statement, line, 0, self.letters, 1)
        if place.start >= 0:
            place.end = place.start + len(line) - 1
            return True
        words = line.split()
        if not self.may_have(words):
            return False
        if self.grams is None:
            self.grams = witness.grams(self.statement.split())
        nearly = witness.nearly(words, self.grams)
        if nearly is None:
            return False
        place.start, place.end = nearly
        return True

    cdef bint may_have(self, list words) except -1:
        """Tell whether it has as many of the words as it must to have most of them in a row."""
        cdef Py_ssize_t found = 0
        if self.known is None:
            self.known = frozenset(self.statement.split())
        for word in words:
            found += word in self.known
        return found >= MOST_OF * (len(words) - 2)

    cdef bint is_of_page(self):
        """Tell whether most of the statement stands on the page."""
        cdef Py_ssize_t k, told = 0
        for k in range(self.count):
            if self.places[k].heard:
                told += self.places[k].end - self.places[k].start
        return told >= MOST_OF * self.letters

    cdef int hear(self) except -1:
        """Hear what it says of the blocks between those that it has, and below them."""
        cdef Py_ssize_t k, behind, before = -1
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
        cdef int kind
        between = self.statement[max(0, end - 1):start + 1] if start >= end else ""
        between = f" {between} "
        for k in range(before + 1, behind):
            kind = self.page.kinds[self.page.candidates[k]]
            if self.places[k].words and <str> self.lines[k] in between:
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
        if on > CUT_SHORT * told or <double> reaches / self.letters <= TO_THE_END:
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
    cdef Line line
    cdef str told
    stated = page.document.stated
    if not stated:
        return False
    told = witness.plain(stated)
    line = line_of(told, 0, len(told))
    if line.words < LEAST_WORDS:
        return False
    hearing = Hearing(page, told, line)
    hearing.odds = odds
    hearing.find_places()
    if not hearing.is_of_page():
        return False
    hearing.hear()
    hearing.settle(unstated)
    return True
