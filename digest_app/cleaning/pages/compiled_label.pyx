"""Telling the article's blocks from those around it, in C: the door of this room once more.

It asks what ``label`` asks, in the same order, of a page whose blocks and elements are arrays.
"""

cimport cython
from cpython.mem cimport PyMem_Calloc, PyMem_Free
from libc.stdint cimport uint64_t
from libc.string cimport memcmp

from digest_app.cleaning.pages.compiled_held cimport hold
from digest_app.cleaning.pages.compiled_page cimport Page
from digest_app.cleaning.pages.compiled_reasons cimport AGAIN, removals
from digest_app.cleaning.pages.compiled_witness cimport weigh
from digest_app.cleaning.pages.compiled_tables cimport hashed

from digest_app.cleaning.pages import PageLabels, again, alike, verdict

cdef double UNCERTAIN = alike._UNCERTAIN
cdef double LOUDEST = alike._LOUDEST
cdef double LEANS = alike._LEANS
cdef double LINKS = alike._LINKS
cdef int FEWEST = alike._FEWEST
cdef int OPENING = again._OPENING
cdef int LONG = again._LONG
cdef int WHOLE = again._WHOLE
cdef double HOME_LETTERS = verdict.HOME_LETTERS


cdef struct Opening:
    const char *signs  # in the text of the page
    Py_ssize_t blocks  # that begin so
    Py_ssize_t size  # of the longest of them; 0 where the place is free


@cython.final
cdef class Labelling:
    """A page's blocks, and what is said of each so far."""

    cdef Page page
    cdef double *odds  # log-odds of the blocks that are judged
    cdef char *inside  # 1 for those that are the article
    cdef char *told  # what speaks against a block beside its links and names
    cdef void *room

    def __cinit__(self, Page page):
        cdef size_t blocks = page.blocks
        self.page = page
        self.room = PyMem_Calloc(blocks + 1, sizeof(double) + 2)
        if self.room == NULL:
            raise MemoryError
        self.odds = <double *> self.room
        self.inside = <char *> (self.odds + blocks)
        self.told = self.inside + blocks

    def __dealloc__(self):
        PyMem_Free(self.room)

    cdef int judge(self) except -1:
        """Find how likely the blocks are the article, and what the page's own data says."""
        cdef Page page = self.page
        cdef Py_ssize_t k, i
        page.judge()
        for k in range(page.candidate_count):
            i = page.candidates[k]
            self.odds[i] = page.odds[i]
        self.lean_together()
        weigh(page, self.odds, self.told)
        return hold(page, self.odds)

    cdef int lean_together(self) except -1:
        """Let the uncertain among blocks in elements of the same names lean to the others."""
        cdef Page page = self.page
        cdef Py_ssize_t k, i, groups = 2 * page.groups_count
        cdef double own, others
        cdef int *counts
        cdef double *sums = <double *> PyMem_Calloc(
            groups + 1, sizeof(double) + sizeof(int)
        )
        if sums == NULL:
            raise MemoryError
        counts = <int *> (sums + groups)
        for k in range(page.candidate_count):
            i = page.candidates[k]
            counts[self.group(i)] += 1
            sums[self.group(i)] += no_louder(self.odds[i])
        for k in range(page.candidate_count):
            i = page.candidates[k]
            own = self.odds[i]
            if -UNCERTAIN < own < UNCERTAIN and counts[self.group(i)] >= FEWEST:
                others = (sums[self.group(i)] - own) / (counts[self.group(i)] - 1)
                self.odds[i] = own + LEANS * (others - own)
        PyMem_Free(sums)
        return 0

    cdef inline Py_ssize_t group(self, Py_ssize_t i) noexcept:
        """Return the group of a block; links among prose are not like it."""
        return 2 * <Py_ssize_t> self.page.groups[i] + (self.page.shares[i] > LINKS)

    cdef int find_inside(self) except -1:
        """Find the blocks that are the article."""
        cdef Page page = self.page
        cdef Py_ssize_t k, i, best = -1
        cdef bint any_inside = False
        for k in range(page.candidate_count):
            i = page.candidates[k]
            if best < 0 or self.odds[i] > self.odds[best]:
                best = i
            if self.odds[i] > 0 and not self.is_title(i) and not page.names_publisher(i):
                self.inside[i] = any_inside = True
        if not any_inside and best >= 0:
            self.inside[best] = True  # one may be, where nothing looks like it
            self.odds[best] = 0.0
        return 0

    cdef bint is_title(self, Py_ssize_t i) except -1:
        """Tell the headline above the article, which the metadata states already."""
        cdef Page page = self.page
        if i > page.first or page.prose[i] != 0:
            return False
        return page.tag(page.numbers[i]).headline or page.likeness(i).same == 1

    cdef int leave_out_again(self) except -1:
        """Leave out what a page holds twice; where that may be, the Python form is asked."""
        cdef Page page = self.page
        cdef Py_ssize_t i
        if not self.may_say_again():
            return 0
        texts = [page.text_of(i) if self.inside[i] else "" for i in range(page.blocks)]
        for i in again.said_again(texts, [i for i in range(page.blocks) if self.inside[i]]):
            self.inside[i] = False
            self.told[i] = AGAIN
        return 0

    cdef bint may_say_again(self) except -1:
        """Tell whether a long block is another's text, or a longer one begins as another does."""
        cdef Page page = self.page
        cdef Py_ssize_t i, longest = 0
        for i in range(page.blocks):
            if self.inside[i] and page.ends[i] - page.starts[i] >= LONG:
                if page.again(i) > 1:
                    return True
                longest = max(longest, page.ends[i] - page.starts[i])
        return longest >= WHOLE and self.opens_again()

    cdef bint opens_again(self) except -1:
        """Tell whether one of several blocks that begin alike is longer than most are."""
        cdef Page page = self.page
        cdef Py_ssize_t i, slots = 8, size = OPENING * page.kind
        cdef uint64_t at
        cdef bint found = False
        cdef Opening *openings
        while slots < 2 * page.blocks:
            slots *= 2
        openings = <Opening *> PyMem_Calloc(slots, sizeof(Opening))
        if openings == NULL:
            raise MemoryError
        for i in range(page.blocks):
            if not self.inside[i] or page.ends[i] - page.starts[i] < OPENING:
                continue
            at = hashed(self.opening(i), size) & <uint64_t> (slots - 1)
            while openings[at].size and memcmp(openings[at].signs, self.opening(i), size):
                at = (at + 1) & <uint64_t> (slots - 1)
            openings[at].signs = self.opening(i)
            openings[at].blocks += 1
            openings[at].size = max(openings[at].size, page.ends[i] - page.starts[i])
            found = found or (openings[at].blocks > 1 and openings[at].size >= WHOLE)
        PyMem_Free(openings)
        return found

    cdef inline const char *opening(self, Py_ssize_t i) noexcept:
        """Return where a block's text lies in memory."""
        return <const char *> self.page.signs + self.page.starts[i] * self.page.kind

    cdef str no_article(self):
        """Say what the page is where it is no article."""
        cdef Page page = self.page
        cdef Py_ssize_t i, links = 0
        cdef double letters = 0.0
        cdef bint has_prose = False, has_words = False
        for i in range(page.blocks):
            links += page.links[i]
            if self.inside[i]:
                letters += page.lengths[i] * (1 - page.shares[i])
                has_prose = has_prose or page.prose[i] > 0
                has_words = has_words or page.lengths[i] > 0
        if letters > HOME_LETTERS:
            return ""
        return verdict.told(
            page.document, letters, links=links, has_prose=has_prose, has_words=has_words
        )

    cdef object labels(self):
        """Return what was found."""
        cdef Py_ssize_t i
        cdef list inside = [], odds = []
        for i in range(self.page.blocks):
            if self.inside[i]:
                inside.append(i)
                odds.append(self.odds[i])
        found = removals(self.page, self.inside, self.told)
        return PageLabels(found, tuple(inside), tuple(odds), self.no_article())


cdef inline double no_louder(double odds) noexcept:
    return LOUDEST if odds > LOUDEST else (odds if odds > -LOUDEST else -LOUDEST)


def label(document):
    """Return what ``label`` says of a document, or None where its layout is not sound.

    Then the Python form is the one to ask.
    """
    cdef Labelling labelling
    if not document.blocks:
        return PageLabels((), ())
    try:
        page = Page(document)
    except ValueError:
        return None
    labelling = Labelling(page)
    labelling.judge()
    labelling.find_inside()
    labelling.leave_out_again()
    return labelling.labels()
