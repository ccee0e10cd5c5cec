"""A page being judged: which blocks must be, what there is to say of each, and how likely it is
the article's. Does what ``page.Page.candidates``, ``evidence.py`` and ``model.py`` do.
"""

from digest_app.cleaning.pages import evidence as plain_evidence
from digest_app.cleaning.pages.model import SETTLED as SETTLED_ODDS
from digest_app.cleaning.pages import page as plain_page

from cpython.mem cimport PyMem_Calloc, PyMem_Free

from digest_app.cleaning.pages.compiled_blocks cimport Blocks, Likeness
from digest_app.cleaning.pages.compiled_elements cimport take
from digest_app.cleaning.pages.compiled_trees cimport Trees

cdef enum:
    SHAPE = 25
    WORDS = 15
    WHOLE_BODY = 0b11111000
    BOX = 0b111

if (len(plain_evidence.SHAPE), len(plain_evidence.WORDS)) != (SHAPE, WORDS):
    raise ImportError("compiled_page does not fit evidence.py")

cdef double MENU_LINKS = plain_page._MENU_LINKS
cdef double MENU_SHARE = plain_page._MENU_SHARE
cdef Py_ssize_t HEADING_REACHES = plain_page._HEADING_REACHES
cdef Py_ssize_t AROUND = plain_evidence._AROUND
cdef double NO_HEADING = plain_evidence._NO_HEADING
cdef double LINKS = plain_evidence._LINKS
cdef double SETTLED = SETTLED_ODDS
cdef dict ENDS = {ord(sign): number for sign, number in plain_evidence._ENDS.items()}
cdef double ASCII_ENDS[128]
for _i in range(128):
    ASCII_ENDS[_i] = ENDS.get(_i, 0.0)
cdef Trees SHAPE_TREES = Trees("shape", plain_evidence.SHAPE)
cdef Trees WORDS_TREES = Trees("words", plain_evidence.NAMES)


cdef class Page(Blocks):
    def __cinit__(self, document):
        cdef char *place
        self._room = PyMem_Calloc(self.blocks * 13 + 3 * 8, 1)
        if self._room == NULL:
            raise MemoryError
        place = <char *>self._room
        self.odds = <double *>take(&place, self.blocks * 8)
        self.candidates = <int *>take(&place, self.blocks * 4)
        self.judged = <char *>take(&place, self.blocks)

    def __dealloc__(self):
        PyMem_Free(self._room)

    cdef int judge(self) except -1:
        """Find the blocks that must be judged, and the log-odds of each."""
        cdef Py_ssize_t i
        self.candidate_count = 0
        for i in range(self.blocks):
            if self._is_candidate(i):
                self.candidates[self.candidate_count] = <int>i
                self.candidate_count += 1
                self.judged[i] = 1
                self.odds[i] = self._odds(i)
        return 0

    cdef bint _is_candidate(self, Py_ssize_t i) noexcept:
        """Tell a block that may be the article; the rest are furniture for certain."""
        cdef int number = self.numbers[i]
        if self.out[number]:
            return False
        if self.links[i] > MENU_LINKS and self.shares[i] > MENU_SHARE:
            return False
        if self.group_prose[self.groups[i]] or not self.height[number]:
            return True
        return self.steps[number] <= 1 or self._heads(i)

    cdef bint _heads(self, Py_ssize_t i) noexcept:
        """Tell a heading that stands in a box of its own, a few blocks above prose."""
        cdef Py_ssize_t j
        if self.kinds[i]:
            return False
        for j in range(i + 1, min(i + 1 + HEADING_REACHES, self.blocks)):
            if self.prose[j] and not self.out[self.numbers[j]]:
                return True
        return False

    cdef double _odds(self, Py_ssize_t i) except? -1e300:
        """Return the log-odds of a block, above zero for the article."""
        cdef double seen[SHAPE + WORDS]
        cdef double odds
        self._shape(i, seen)
        odds = SHAPE_TREES.add(0.0, seen)
        if odds > SETTLED or odds < -SETTLED:
            return odds
        self._words(i, &seen[SHAPE])
        return WORDS_TREES.add(odds, seen)

    cdef double _ends(self, Py_ssize_t i) noexcept:
        """Return the number of the sign that a block ends with."""
        cdef Py_UCS4 last = self.sign(self.ends[i] - 1)
        return ASCII_ENDS[last] if last < 128 else <double>ENDS.get(<int>last, 0.0)

    cdef int _shape(self, Py_ssize_t i, double *seen) except -1:
        """Write what structure says of a block, in the order of ``evidence.SHAPE``."""
        cdef int number = self.numbers[i], group = self.groups[i]
        cdef int parent = self.parents[number] if self.parents[number] >= 0 else number
        self.tell(number)
        seen[0] = self.lengths[i]
        seen[1] = self._ends(i)
        seen[2] = self.shares[i]
        seen[3] = self.kinds[i]
        seen[4] = self.levels[i]
        seen[5] = self._own[number]
        seen[6] = self._above[number]
        seen[7] = self._worst[number]
        seen[8] = self.height[number]
        seen[9] = self.steps[number]
        seen[10] = <double>(i - self.first)
        seen[11] = <double>(self.last - i)
        seen[12] = self.done[i] / self.main_prose
        seen[13] = self.group_blocks[group]
        seen[14] = self.group_prose[group] / self.total
        seen[15] = self.group_links[group] / self.group_blocks[group]
        seen[16] = self.linked[parent] / (self.letters[parent] or 1.0)
        seen[17] = self.inner[parent]
        seen[18] = self.mass[parent] / self.total
        seen[19] = <double>(i - self.heading) if self.heading >= 0 else NO_HEADING
        seen[20] = self.main_prose / self.total
        seen[21] = self.tag(number).number
        seen[22] = self._special[number] & WHOLE_BODY
        seen[23] = self._special[number] & BOX
        seen[24] = self.mass[number] / self.total
        return 0

    cdef int _words(self, Py_ssize_t i, double *seen) except -1:
        """Write what its words and its neighbours say, in the order of ``evidence.WORDS``."""
        cdef Py_ssize_t last = self.blocks - 1, begins = max(0, i - AROUND)
        cdef const double *score = self.words(i)
        cdef Likeness alike = self.likeness(i)
        seen[0] = alike.in_title
        seen[1] = alike.of_title
        seen[2] = alike.same
        seen[3] = alike.standfirst
        seen[4] = self.again(i)
        seen[5] = score[0]
        seen[6] = score[1]
        seen[7] = score[2]
        seen[8] = self.words(i - 1)[0] if i else 0.0
        seen[9] = self.words(i + 1)[0] if i < last else 0.0
        seen[10] = self._beside(i - 1) * 5 + self._beside(i + 1)
        seen[11] = _added(&self.prose[begins], i - begins)
        seen[12] = _added(&self.prose[i + 1], min(AROUND, last - i))
        seen[13] = self.shares[i - 1] if i else 1.0
        seen[14] = self.shares[i + 1] if i < last else 1.0
        return 0

    cdef int _beside(self, Py_ssize_t i) noexcept:
        """Return what stands beside a block, as ``evidence._beside`` does."""
        if not 0 <= i < self.blocks:
            return 0
        if self.shares[i] > LINKS:
            return 1
        if self.out[self.numbers[i]]:
            return 2
        return 4 if self.prose[i] else 3

    def blocks_told(self):
        """Return what is known of each block, for comparison with the Python form."""
        cdef Py_ssize_t i
        cdef Likeness alike
        told = []
        for i in range(self.blocks):
            alike = self.likeness(i)
            told.append((
                self.numbers[i], self.shares[i], self.lengths[i], self.prose[i], self.done[i],
                (self.group_blocks[self.groups[i]], self.group_prose[self.groups[i]],
                 self.group_links[self.groups[i]]),
                (alike.in_title, alike.of_title, alike.same, alike.standfirst),
                bool(self.begins_as_told(i)), bool(self.names_publisher(i)), self.again(i),
                (self.words(i)[0], self.words(i)[1], self.words(i)[2]), self.text_of(i),
            ))
        return told

    def elements_told(self):
        """Return what is known of each element, for comparison with the Python form."""
        cdef Py_ssize_t i
        told = []
        for i in range(self.elements):
            self.tell(i)
            told.append((
                bool(self.out[i]), self.height[i], self.steps[i], self.parents[i], self.mass[i],
                self.letters[i], self.linked[i], self.inner[i],
                (self._own[i], self._above[i], self._worst[i], self._special[i]),
            ))
        return told

    def evidence(self, Py_ssize_t i):
        """Return what there is to say of a block, in the order of ``evidence.NAMES``."""
        cdef double seen[SHAPE + WORDS]
        if not 0 <= i < self.blocks:
            raise IndexError(i)
        self._shape(i, seen)
        self._words(i, &seen[SHAPE])
        return [seen[j] for j in range(SHAPE + WORDS)]

    def all_odds(self):
        """Return the log-odds of the blocks that must be judged, by their numbers."""
        self.judge()
        return {self.candidates[k]: self.odds[self.candidates[k]]
                for k in range(self.candidate_count)}


cdef inline double _added(const double *prose, Py_ssize_t count) noexcept:
    cdef double total = 0.0
    cdef Py_ssize_t i
    for i in range(count):
        total += prose[i]
    return total
