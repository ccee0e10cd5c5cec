"""The blocks that a page's structure keeps: which of them the shipped rules catch after all.

The door is in :mod:`digest_app.cleaning.lines_kept`. Hardly a block is caught, so each is first
looked at for what no rule can do without; nothing is made an object for those that have it not.
"""

from cpython.mem cimport PyMem_Calloc, PyMem_Free
from cpython.tuple cimport PyTuple_GET_ITEM, PyTuple_Size
from cpython.unicode cimport (
    PyUnicode_GET_LENGTH,
    PyUnicode_READ_CHAR,
    PyUnicode_Substring,
)
from libc.stdint cimport uint64_t
from libc.stdlib cimport qsort
from libc.string cimport memset

from digest_app.cleaning.compiled_lines_looks cimport count_words
from digest_app.cleaning.compiled_outline cimport (
    Finder,
    Outline,
    Place,
    WordList,
    let_outline_go,
    outline_into,
)
from digest_app.cleaning.compiled_rules_match cimport Matcher
from digest_app.cleaning.compiled_rules_words cimport Words
from digest_app.cleaning.compiled_sieve cimport Glance, Sieve, glance_at
from digest_app.cleaning.compiled_tried cimport Tried

cdef extern from "Python.h":
    bint Py_UNICODE_ISSPACE(Py_UCS4)

cdef enum:
    _MOST_SPANS = 64
    _GRAM = 4


cdef struct Stretch:
    # A block of the text, and whether there is white space around its words.
    Py_ssize_t start
    Py_ssize_t end
    bint has_edges


cdef class Spans:
    """The rules about words inside paragraphs, each with a bit of its own."""

    cdef list tried
    cdef Finder finder
    cdef uint64_t* of_word  # the rules of each word, by the number that the finder knows it by
    cdef uint64_t opening  # rules about how a paragraph opens
    cdef uint64_t always  # rules that are tried whatever words there are

    def __cinit__(self, list tried):
        cdef Py_ssize_t i
        cdef list words = [(word, i) for i, (_, own) in enumerate(tried) for word in own]
        if len(tried) > _MOST_SPANS:
            raise ValueError("There are more rules about words than have room.")
        self.tried = [Tried(rule) for rule, _ in tried]
        self.finder = Finder(WordList([word for word, _ in words]))
        self.of_word = <uint64_t*>PyMem_Calloc(len(words) + 1, sizeof(uint64_t))
        if self.of_word is NULL:
            raise MemoryError
        for i in range(len(words)):
            self.of_word[i] = <uint64_t>1 << <int>words[i][1]
            if self.finder.words[i].size < _GRAM:
                self.always |= self.of_word[i]
        for i in range(len(tried)):
            if not tried[i][1]:
                self.always |= <uint64_t>1 << i
            if is_about_opening(tried[i][0]):
                self.opening |= <uint64_t>1 << i

    def __dealloc__(self):
        PyMem_Free(self.of_word)

    cdef uint64_t rules_in(self, const Outline* outline) noexcept:
        """Return the rules that the block has a word of."""
        cdef uint64_t found = self.always
        cdef Place place
        cdef Py_ssize_t number
        place.at, place.next = 0, -1
        number = self.finder.next_in(outline, &place)
        while number >= 0:
            found |= self.of_word[number]
            number = self.finder.next_in(outline, &place)
        return found

    cdef bint any_in(self, uint64_t rules, str text, Py_ssize_t start, Py_ssize_t end) except -1:
        """Tell whether one of these rules points at something in this part of the text."""
        cdef Py_ssize_t i = 0
        while rules:
            if rules & 1 and (<Tried>self.tried[i]).tells(text, start, end):
                return True
            rules >>= 1
            i += 1
        return False


cdef class _Page:
    """One page being asked about."""

    cdef str text
    cdef tuple blocks, inside
    cdef Stretch* stretches
    cdef Outline outline
    cdef uint64_t words  # the rules about words that some block has a word of
    cdef Words vocabulary

    def __cinit__(self, str text, tuple blocks, tuple inside):
        self.text, self.blocks, self.inside = text, blocks, inside
        memset(&self.outline, 0, sizeof(Outline))
        self.stretches = <Stretch*>PyMem_Calloc(len(inside) + 1, sizeof(Stretch))
        if self.stretches is NULL:
            raise MemoryError

    def __dealloc__(self):
        PyMem_Free(self.stretches)
        let_outline_go(&self.outline)

    def whole(self):
        """Return the words of all that is kept."""
        if self.vocabulary is None:
            views = views_of(self.text, self.blocks, self.inside)
            self.vocabulary = Words("\n".join([view[3] for view in views]))
        return self.vocabulary

    cdef bint take(self, Py_ssize_t at) except -1:
        """Outline a block that is kept; tell whether it is one of the text's."""
        cdef Stretch* own = &self.stretches[at]
        cdef Py_ssize_t number = <object>PyTuple_GET_ITEM(self.inside, at)
        if not 0 <= number < PyTuple_Size(self.blocks):
            return False
        block = <object>PyTuple_GET_ITEM(self.blocks, number)
        if not isinstance(block, tuple) or PyTuple_Size(block) < 2:
            return False
        own.start = <object>PyTuple_GET_ITEM(block, 0)
        own.end = <object>PyTuple_GET_ITEM(block, 1)
        if not 0 <= own.start < own.end <= PyUnicode_GET_LENGTH(self.text):
            return False
        own.has_edges = Py_UNICODE_ISSPACE(PyUnicode_READ_CHAR(self.text, own.start))
        if Py_UNICODE_ISSPACE(PyUnicode_READ_CHAR(self.text, own.end - 1)):
            own.has_edges = True
        outline_into(&self.outline, self.text, own.start, own.end)
        return True


cdef class Kept:
    """The shipped rules, arranged for the blocks that pages keep."""

    cdef Matcher by
    cdef Sieve sieve
    cdef Spans spans
    cdef object scale

    def __cinit__(self, Matcher by, list spans, scale):
        self.by, self.scale = by, scale
        self.sieve, self.spans = Sieve(by), Spans(spans)

    def caught(self, str text, tuple blocks, tuple inside, tuple odds, double sure):
        """Return the removals of blocks that a rule is sure of, in their order.

        Rules have a say on blocks whose odds are below ``sure``. None is returned where words
        inside a block may have to go, and where a block is none of the text's.
        """
        cdef _Page page = _Page(text, blocks, inside)
        cdef Py_ssize_t i
        cdef bint has_odds = len(odds) > 0
        cdef list found = []
        if has_odds and len(odds) != len(inside):
            return None
        for i in range(len(inside)):
            if not page.take(i) or self._may_cut(page, i):
                return None
            if not has_odds or <double><object>PyTuple_GET_ITEM(odds, i) < sure:
                line = self._may_catch(page, i)
                if line is not None:
                    self._ask(page, i, line, found)
        return None if self._may_cut_openings(page) else found

    cdef bint _may_cut(self, _Page page, Py_ssize_t at) except -1:
        """Tell whether a rule points at words inside a block."""
        cdef Stretch* own = &page.stretches[at]
        cdef uint64_t rules = self.spans.rules_in(&page.outline)
        page.words |= rules
        rules &= ~self.spans.opening
        if not rules or own.end - own.start > _longest_searched:
            return False
        return self.spans.any_in(rules, page.text, own.start, own.end)

    cdef bint _may_cut_openings(self, _Page page) except -1:
        """Tell whether a rule that the page has a word of points at how a block opens."""
        cdef uint64_t asked = page.words & self.spans.opening
        cdef Stretch* own
        cdef Py_ssize_t i
        if not asked:
            return False
        for i in range(PyTuple_Size(page.inside)):
            own = &page.stretches[i]
            if own.end - own.start <= _longest_searched:
                if self.spans.any_in(asked, page.text, own.start, own.end):
                    return True
        return False

    cdef str _may_catch(self, _Page page, Py_ssize_t at):
        """Return a block as a line where a rule may catch it, else None."""
        cdef Stretch* own = &page.stretches[at]
        cdef Py_ssize_t start = own.start, end = own.end
        cdef str text = page.text
        cdef Glance glance
        if page.outline.has_breaks or own.has_edges:
            text = as_line(text[start:end])
            start, end = 0, PyUnicode_GET_LENGTH(text)
            if end == 0:
                return None
            outline_into(&page.outline, text, start, end)
        if not page.outline.is_odd:
            glance_at(&glance, &page.outline, text, start, end)
            if not self.sieve.may_catch(&page.outline, &glance, text, start, end):
                return None
        return PyUnicode_Substring(text, start, end)

    cdef int _ask(self, _Page page, Py_ssize_t at, str line, list found) except -1:
        """Ask the rules themselves about a line; put down the removal, if they tell one."""
        cdef Stretch* own = &page.stretches[at]
        asking = self.by.on_line(line, count_words(line), page.whole)
        (verdict,) = judge_surely([line], [True], asking, self.scale, {})
        if verdict is not None:
            found.append(Removal(own.start, own.end, *verdict))
        return 0


cdef struct Span:
    Py_ssize_t start
    Py_ssize_t end
    Py_ssize_t number


cdef int _compared(const void* one, const void* two) noexcept nogil:
    """Tell which comes first: what begins first, then what is longer, then as they were."""
    cdef const Span* a = <const Span*>one
    cdef const Span* b = <const Span*>two
    if a.start != b.start:
        return -1 if a.start < b.start else 1
    if a.end != b.end:
        return -1 if a.end > b.end else 1
    return -1 if a.number < b.number else 1


def settled(list removals):
    """Return the removals in order; one that lies inside a larger one is taken in by it."""
    cdef Py_ssize_t count = len(removals), i, end = -1
    cdef object one
    cdef list kept = []
    cdef bint in_order = True
    cdef Span* spans = <Span*>PyMem_Calloc(count + 1, sizeof(Span))
    if spans is NULL:
        raise MemoryError
    try:
        for i in range(count):
            one = removals[i]
            if not isinstance(one, tuple) or PyTuple_Size(one) < 2:
                raise TypeError("This is no removal.")
            spans[i].start = <object>PyTuple_GET_ITEM(one, 0)
            spans[i].end, spans[i].number = <object>PyTuple_GET_ITEM(one, 1), i
            if i and not spans[i - 1].start < spans[i].start >= spans[i - 1].end:
                in_order = False
        if in_order:
            return tuple(removals)
        qsort(spans, count, sizeof(Span), _compared)
        for i in range(count):
            if spans[i].start >= end:
                kept.append(removals[spans[i].number])
                end = spans[i].end
    finally:
        PyMem_Free(spans)
    return tuple(kept)


# The modules in Python pick what stands here, so they are asked for their tables last.
from digest_app.cleaning.lines import judge_surely  # noqa: E402
from digest_app.cleaning.lines_views import as_line, views_of  # noqa: E402
from digest_app.cleaning.spans import LONGEST_SEARCHED, is_about_opening  # noqa: E402
from digest_app.domain.boilerplate import Removal  # noqa: E402

cdef Py_ssize_t _longest_searched = LONGEST_SEARCHED
