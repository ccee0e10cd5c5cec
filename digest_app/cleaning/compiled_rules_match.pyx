"""The compiled form of :mod:`digest_app.cleaning.rules_match`: which rules catch a line.

What rules look for is arranged by the module in Python; patterns are asked there too, where the
words are that they need.
"""

from cpython.dict cimport PyDict_GetItem
from cpython.mem cimport PyMem_Calloc, PyMem_Free
from cpython.object cimport PyObject
from cpython.unicode cimport (
    PyUnicode_DATA,
    PyUnicode_GET_LENGTH,
    PyUnicode_KIND,
    PyUnicode_READ,
    PyUnicode_Substring,
    PyUnicode_Tailmatch,
)
from libc.stdint cimport uint8_t, uint32_t
from libc.string cimport memset

from digest_app.cleaning.compiled_letters cimport (
    Needle,
    find_in,
    fold_into,
    let_go,
    pairs_in,
    read_into,
    space_out,
    told,
)
from digest_app.cleaning.compiled_rules_words cimport Needles, Sought, Words

cdef extern from "Python.h":
    bint Py_UNICODE_ISALPHA(uint32_t) nogil
    bint Py_UNICODE_ISALNUM(uint32_t) nogil
    object PyTuple_GET_ITEM(object, Py_ssize_t)

cdef enum:
    _QUOTES = 4  # beside LEADS and TAILS: the sign opens what somebody says
    _SIGNS = 0x10000

# Of each sign, by its number: on which sides of a line's words it stands.
cdef uint8_t _sides[_SIGNS]


cdef bint stands_around(uint32_t letter, uint8_t side) noexcept:
    """Tell whether the sign can stand on this side of a line's words."""
    return letter < _SIGNS and _sides[letter] & side


cdef inline bint _is_at(str text, Py_ssize_t place, uint8_t side) noexcept:
    cdef uint32_t letter = PyUnicode_READ(PyUnicode_KIND(text), PyUnicode_DATA(text), place)
    return letter < _SIGNS and _sides[letter] & side


cdef inline uint32_t _letter(str text, Py_ssize_t place) noexcept:
    return PyUnicode_READ(PyUnicode_KIND(text), PyUnicode_DATA(text), place)


cdef inline bint _unspaced(uint32_t letter) noexcept:
    return letter >= 0x2E80 and not 0xAC00 <= letter <= 0xD7AF


cdef bint _ends_word(str text, str word) noexcept:
    """Tell whether the words that the text begins with end there, and not inside another."""
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(word)
    cdef uint32_t last = _letter(word, size - 1)
    if not Py_UNICODE_ISALPHA(last) or PyUnicode_GET_LENGTH(text) == size:
        return True
    return not Py_UNICODE_ISALPHA(_letter(text, size)) or _unspaced(last)


cdef bint _starts_word(str text, str word) noexcept:
    """Tell whether the words that the text ends with begin there, and not inside another."""
    cdef Py_ssize_t before = PyUnicode_GET_LENGTH(text) - PyUnicode_GET_LENGTH(word) - 1
    cdef uint32_t first = _letter(word, 0)
    if before < 0 or not Py_UNICODE_ISALNUM(_letter(text, before)):
        return True
    return not Py_UNICODE_ISALNUM(first) or _unspaced(first)


cdef inline list _filed_under(dict filed, str key):
    """Return the rules of this key, or None."""
    cdef PyObject* found = PyDict_GetItem(filed, key)
    return None if found is NULL else <list>found


cdef class Matcher:
    """Rules arranged for asking; ``filed`` and ``needles`` are what the one in Python made."""

    def __cinit__(self, filed, Needles needles):
        self.whole, self.long, self.shapes, self.begins, self.ends = filed[:5]
        self.rows, self.row_starts, self.short = filed[5:]
        self.needles, self.heads = needles, {}
        self.shapes_needed = [
            (rule, Sought(_needed(rule.pattern)), rule.longest) for rule in self.shapes.rules
        ]
        self.shapes_matched = [None] * len(self.shapes_needed)
        self.longest = <Py_ssize_t*>PyMem_Calloc(needles.count + 1, sizeof(Py_ssize_t))
        if self.longest is NULL:
            raise MemoryError
        for i, (_, rule) in enumerate(needles.words):
            self.longest[<Py_ssize_t>i] = rule.longest or _no_limit

    def __dealloc__(self):
        PyMem_Free(self.longest)

    def on(self, Words words, str asked=None):
        """Return what answers for the lines of one text."""
        return self._asking(self.needles.numbers(words, asked))

    def on_line(self, str line, Py_ssize_t words, whole):
        """Return what answers for one line alone of a text, which has so many words.

        ``whole()`` are the words of the text; it is asked only where a rule needs some that the
        line itself does not have.
        """
        if PyUnicode_GET_LENGTH(line) > _longest_searched:
            return self._asking([])
        return self._asking(self.needles.in_line(line, words, self.longest, whole))

    cdef Asking _asking(self, list numbers):
        cdef Asking asking = Asking.__new__(Asking)
        asking.by = self
        asking.numbers = <Py_ssize_t*>PyMem_Calloc(len(numbers) + 1, sizeof(Py_ssize_t))
        if asking.numbers is NULL:
            raise MemoryError
        for number in numbers:
            asking.numbers[asking.count] = number
            asking.count += 1
        return asking

    cdef tuple beginning(self, str line):
        """Return the numbers of the shapes that can begin as the line does."""
        cdef str letter = PyUnicode_Substring(line, 0, 1)
        cdef PyObject* known = PyDict_GetItem(self.heads, letter)
        if known is not NULL:
            return <tuple>known
        self.heads[letter] = self.shapes.heads.of(letter)
        return self.heads[letter]

    cdef int ask_shapes(
        self, tuple shapes, str line, Py_ssize_t words, Asking asking, list found
    ) except -1:
        """Find the rules whose pattern the line is, of those that can begin so."""
        cdef Py_ssize_t number, longest
        for number in shapes:
            rule, needed, longest = <tuple>self.shapes_needed[number]
            if words <= longest and (<Sought>needed).may_stand(&asking.letters, asking.pairs):
                match = self.shapes_matched[number]
                if match is None:
                    match = self.shapes_matched[number] = _pattern(rule).fullmatch
                if match(line) is not None:
                    found.append(_Hit(rule, line))
        return 0


cdef class Asking:
    """The rules that can catch a line of one text."""

    def __dealloc__(self):
        PyMem_Free(self.numbers)
        let_go(&self.letters)

    def hits(self, str line, Py_ssize_t words, str folded=""):
        """Return the rules that catch a line of so many words; the surest places come first."""
        cdef Py_ssize_t length = PyUnicode_GET_LENGTH(line)
        cdef bint searched = length <= _longest_searched
        cdef Matcher by = self.by
        cdef list found = []
        if searched and PyUnicode_GET_LENGTH(folded):
            read_into(&self.letters, folded)
        else:
            fold_into(&self.letters, line if searched else line[:_head_length])
            space_out(&self.letters)
            folded = told(&self.letters)
        self.pairs = pairs_in(&self.letters)
        self._by_place(line, length, words, folded, found)
        if words <= _short_line and length <= _longest_row:
            shapes = by.beginning(line)
            if shapes:
                by.ask_shapes(shapes, line, words, self, found)
        if searched:
            ends = _filed_under(by.ends, _last(folded, 2))
            if ends is not None:
                _ask_ends(ends, folded, words, found)
            self._search(line, words, found)
        return found

    cdef int _by_place(
        self, str line, Py_ssize_t length, Py_ssize_t words, str folded, list found
    ) except -1:
        """Find the rules about the whole line, how it begins, and rows of words."""
        cdef Matcher by = self.by
        cdef Py_ssize_t size = PyUnicode_GET_LENGTH(folded), start = 0, end = size
        cdef str opening
        while start < size and _is_at(folded, start, LEADS):
            start += 1
        opening = folded if start == 0 else PyUnicode_Substring(folded, start, size)
        if length <= _head_length:
            while end > start and _is_at(folded, end - 1, TAILS):
                end -= 1
            rules = _filed_under(by.whole, PyUnicode_Substring(folded, start, end))
        else:
            rules = _filed_under(by.long, _bare(_fold(line))) if by.long else None
        if rules is not None:
            found += [_Hit(rule, line) for rule in rules]
        if not size or not _is_at(folded, 0, _QUOTES):
            self._ask_begins(opening, words, found)
        if start:
            self._ask_begins(folded, words, found)
        if length <= _longest_row and PyUnicode_Substring(opening, 0, 2) in by.row_starts:
            _ask_rows(by.rows, opening, line, found)
        return 0

    cdef int _ask_begins(self, str head, Py_ssize_t words, list found) except -1:
        cdef Matcher by = self.by
        cdef Py_ssize_t size = min(PyUnicode_GET_LENGTH(head), _key)
        cdef list rules
        cdef Py_ssize_t least = size
        if by.short and PyUnicode_Substring(head, 0, 1) in by.short:
            least = 1
        while size >= least and size > 0:
            rules = _filed_under(by.begins, PyUnicode_Substring(head, 0, size))
            if rules is not None:
                _ask_beginning(rules, head, words, found)
            size -= 1
        return 0

    cdef int _search(self, str line, Py_ssize_t words, list found) except -1:
        """Look for words anywhere in the line, and try the patterns whose words are there."""
        cdef Needles needles = self.by.needles
        cdef Py_ssize_t i, number
        cdef const Needle* needle
        tried = None
        for i in range(self.count):
            number = self.numbers[i]
            needle = &needles.needles[number]
            if needle.pairs & ~self.pairs or words > self.by.longest[number]:
                continue
            word, rule = <tuple>needles.words[number]
            if rule is tried or find_in(&self.letters, needle, 0) < 0:
                continue
            if not rule.pattern:
                found.append(_Hit(rule, word))
                continue
            tried = rule  # its words follow each other: one is enough to try its pattern
            caught = _ask(_pattern(rule), rule.where, line)
            if caught is not None:
                found.append(_Hit(rule, caught.group().strip()))
        return 0


cdef inline str _last(str text, Py_ssize_t count):
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(text)
    return PyUnicode_Substring(text, max(0, size - count), size)


cdef inline bint _fits(object rule, Py_ssize_t words):
    cdef Py_ssize_t longest = rule.longest
    return longest == 0 or words <= longest


cdef int _ask_beginning(list rules, str head, Py_ssize_t words, list found) except -1:
    for word, rule in rules:
        if PyUnicode_Tailmatch(head, word, 0, PyUnicode_GET_LENGTH(head), -1):
            if _fits(rule, words) and _ends_word(head, word):
                found.append(_Hit(rule, word))
    return 0


cdef int _ask_ends(list rules, str folded, Py_ssize_t words, list found) except -1:
    for word, rule in rules:
        if PyUnicode_Tailmatch(folded, word, 0, PyUnicode_GET_LENGTH(folded), 1):
            if _fits(rule, words) and _starts_word(folded, word):
                found.append(_Hit(rule, word))
    return 0


cdef int _ask_rows(list rows, str opening, str line, list found) except -1:
    for row in rows:
        if row.is_told_by(opening):
            found.append(_Hit(row.rule, line))
    return 0


cdef tuple _needed(pattern):
    """Return the words that the pattern cannot do without, and the one that makes it doubtful."""
    words = _needs(pattern)
    return (*words, _ODD) if words else ()


cdef int _set_up(str lead, str tail, str quotes) except -1:
    memset(_sides, 0, _SIGNS)
    if max(lead + tail + quotes) >= "\U00010000":
        raise ValueError("a sign around words is beyond the table")
    for sign in lead:
        _sides[ord(sign)] |= LEADS
    for sign in tail:
        _sides[ord(sign)] |= TAILS
    for sign in quotes:
        _sides[ord(sign)] |= _QUOTES
    return 0


# The Python module picks what stands here, so it is asked for its tables last.
from digest_app.cleaning import rules_match as _by  # noqa: E402
from digest_app.cleaning.rules_needs import ODD as _ODD  # noqa: E402
from digest_app.cleaning.rules_needs import needs as _needs  # noqa: E402
from digest_app.cleaning.rules_words import fold as _fold  # noqa: E402

cdef Py_ssize_t _head_length = _by._HEAD_LENGTH, _longest_searched = _by._LONGEST_SEARCHED
cdef Py_ssize_t _longest_row = _by._LONGEST_ROW, _key = _by._KEY, _short_line = _by._SHORT_LINE
cdef Py_ssize_t _no_limit = _by._NO_LIMIT
cdef object _Hit = _by.Hit, _ask = _by._ask, _pattern = _by.compiled, _bare = _by.bare
_set_up(_by._LEAD, _by._TAIL, _by._QUOTES)
