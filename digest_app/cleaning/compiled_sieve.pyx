"""Which lines no rule can decide of, told from their outlines; nearly all of a page's are such.

What rules look for is arranged in :mod:`digest_app.cleaning.rules_match`, which says what each
place means. Where there may be something, the rules themselves are asked about the line.
"""

from cpython.mem cimport PyMem_Calloc, PyMem_Free
from cpython.unicode cimport (
    PyUnicode_DATA,
    PyUnicode_KIND,
    PyUnicode_READ,
)
from libc.stdint cimport uint8_t, uint32_t, uint64_t
from libc.string cimport memset

from digest_app.cleaning.compiled_outline cimport (
    Finder,
    Outline,
    Place,
    Word,
    WordList,
    begins_at,
    is_in,
    pairs_of,
    spaces_in,
)
from digest_app.cleaning.compiled_rules_match cimport LEADS, TAILS, Matcher, stands_around
from digest_app.cleaning.compiled_tried cimport Tried

cdef extern from *:
    """
    static inline uint32_t digest_gram(const unsigned char *at)
    {
        uint32_t four;
        memcpy(&four, at, 4);
        return four;
    }
    """
    uint32_t digest_gram(const uint8_t* at) noexcept nogil

cdef enum:
    _GRAM = 4
    _MOST_SHAPES = 64

# Of the bytes of outlines: letters, digits too, and what stands between the words of a row.
cdef enum:
    _ALPHA = 1
    _ALNUM = 2
    _GAP = 4

cdef uint8_t _classes[256]


cdef int glance_at(
    Glance* glance, const Outline* outline, str text, Py_ssize_t start, Py_ssize_t end
) noexcept:
    """Look at the line ``text[start:end]``, which is not odd and has a letter at both ends."""
    cdef int kind = PyUnicode_KIND(text)
    cdef const void* data = PyUnicode_DATA(text)
    cdef Py_ssize_t spaced = 1, i, signs = 0
    cdef uint32_t letter, before = 0
    glance.length = end - start
    glance.first = PyUnicode_READ(kind, data, start)
    if outline.is_uneven:
        for i in range(start, end):
            spaced += PyUnicode_READ(kind, data, i) == 32
    else:
        spaced += spaces_in(outline)
    glance.words = spaced
    if spaced * _letters_a_word <= glance.length and not outline.is_ascii:
        glance.words = glance.length // _letters_unspaced
    for i in range(start, end):
        letter = PyUnicode_READ(kind, data, i)
        if not stands_around(letter, LEADS):
            break
        signs += not (_is_space(letter) and _is_space(before))
        before = letter
    glance.opening = signs
    signs = before = 0
    for i in range(end - 1, start - 1, -1):
        letter = PyUnicode_READ(kind, data, i)
        if not stands_around(letter, TAILS):
            break
        signs += not (_is_space(letter) and _is_space(before))
        before = letter
    glance.closing = max(glance.opening, outline.size - signs)
    return 0


cdef inline bint _is_space(uint32_t letter) noexcept:
    return letter == 32 or letter == 0xA0


cdef inline uint64_t _hashed(const uint8_t* near, Py_ssize_t size) noexcept:
    cdef uint64_t hashed = 14695981039346656037ULL
    cdef Py_ssize_t i
    for i in range(size):
        hashed = (hashed ^ near[i]) * 1099511628211ULL
    return hashed | 1


cdef class Filed:
    """Words with the longest lines that they catch, filed by a letter of theirs.

    ``heads`` are numbers from 1 on, 0 for none; other words with the same letter are in ``next``.
    """

    def __cinit__(self, list words):
        self.list = WordList([word for word, _ in words])
        self.longest = <Py_ssize_t*>PyMem_Calloc(len(words) + 1, sizeof(Py_ssize_t))
        if self.longest is NULL:
            raise MemoryError
        for i, (_, rule) in enumerate(words):
            self.longest[<Py_ssize_t>i] = rule.longest or _no_limit

    def __dealloc__(self):
        PyMem_Free(self.longest)

    cdef int file(self, bint by_last, Py_ssize_t most) except -1:
        """File the words that are not longer, by their first letter or their last."""
        cdef Py_ssize_t i
        cdef Word* word
        cdef uint8_t letter
        for i in range(self.list.count):
            word = &self.list.words[i]
            if 0 < word.size <= most:
                letter = word.near[word.size - 1 if by_last else 0]
                word.next = self.heads[letter] - 1
                self.heads[letter] = i + 1
        return 0


cdef class Sieve:
    """What the rules of a matcher look for, by its outlines."""

    def __cinit__(self, Matcher by):
        cdef Py_ssize_t i
        if by.long or len(by.shapes.rules) > _MOST_SHAPES:
            raise ValueError("These rules are too long or too many for a sieve.")
        self.begins = Filed(deciding([one for filed in by.begins.values() for one in filed]))
        self.ends = Filed(deciding([one for filed in by.ends.values() for one in filed]))
        rows = [(w, row.rule) for row in by.rows for words in row.words.values() for w in words]
        searched = deciding(by.needles.words)
        self.rows, self.searched = Filed(deciding(rows)), Filed(searched)
        patterns = {rule.name: Tried(rule) for _, rule in searched if rule.pattern}
        self.tried = [patterns.get(rule.name) for _, rule in searched]
        self.begun = Finder(self.begins.list, True)
        self.found = Finder(self.searched.list)
        self.begins.file(False, _GRAM - 1)
        self.ends.file(True, _no_limit)
        self.rows.file(False, _no_limit)
        self.short = <Py_ssize_t*>PyMem_Calloc(len(self.tried) + 1, sizeof(Py_ssize_t))
        if self.short is NULL:
            raise MemoryError
        for i in range(self.searched.list.count):
            if self.searched.list.words[i].size < _GRAM:
                self.short[self.short_count] = i
                self.short_count += 1
        self._know_whole(WordList([w for w, own in by.whole.items() if any(map(may_decide, own))]))
        self.shapes, self.shape_heads = [Tried(rule) for rule in by.shapes.rules], by.shapes.heads
        self._know_shapes(by.shapes.rules)

    def __dealloc__(self):
        PyMem_Free(self.short)
        PyMem_Free(self.whole)
        PyMem_Free(self.shape_longest)

    cdef int _know_whole(self, WordList words) except -1:
        """Take in the hashes of what whole lines may be."""
        cdef Py_ssize_t i
        cdef uint64_t hashed
        cdef size_t at
        self.whole_mask = 255
        while self.whole_mask < <size_t>(4 * words.count):
            self.whole_mask = 2 * self.whole_mask + 1
        self.whole = <uint64_t*>PyMem_Calloc(self.whole_mask + 1, sizeof(uint64_t))
        if self.whole is NULL:
            raise MemoryError
        for i in range(words.count):
            hashed = _hashed(words.words[i].near, words.words[i].size)
            self.longest_whole = max(self.longest_whole, words.words[i].size)
            at = (hashed >> 32) & self.whole_mask
            while self.whole[at]:
                at = (at + 1) & self.whole_mask
            self.whole[at] = hashed
        return 0

    cdef int _know_shapes(self, list rules) except -1:
        """Take in which patterns a line of each first letter can have, and what they need."""
        cdef Py_ssize_t i
        self.needed = [WordList(needed_of(rule.pattern)) for rule in rules]
        self.shape_longest = <Py_ssize_t*>PyMem_Calloc(_MOST_SHAPES, sizeof(Py_ssize_t))
        if self.shape_longest is NULL:
            raise MemoryError
        for i in range(len(rules)):
            self.shape_longest[i] = rules[i].longest
        for i in range(128):
            self.shapes_of[i] = self._shapes_for(i)
        return 0

    cdef uint64_t _shapes_for(self, uint32_t first) except? 0:
        """Return the bits of the patterns that a line of this first letter can have."""
        cdef uint64_t found = 0
        for number in self.shape_heads.of(chr(first)):
            if may_decide((<Tried>self.shapes[number]).rule):
                found |= <uint64_t>1 << <int>number
        return found

    cdef bint may_catch(
        self, const Outline* outline, const Glance* glance, str text, Py_ssize_t start,
        Py_ssize_t end
    ) except -1:
        """Tell whether a rule that decides may catch the line ``text[start:end]``."""
        cdef uint64_t pairs
        if self._is_whole(outline, glance):
            return True
        if self._begins(outline, glance.opening, glance.words):
            return True
        if glance.opening and self._begins(outline, 0, glance.words):
            return True
        if glance.length > _longest_searched:
            return False
        if self._ends(outline, glance.words):
            return True
        if glance.length <= _longest_row and self._is_row(outline, glance.opening):
            return True
        pairs = pairs_of(outline.near, outline.size)
        if glance.words <= _short_line and glance.length <= _longest_row:
            if self._is_shaped(outline, pairs, glance, text, start, end):
                return True
        return self._has(outline, pairs, glance, text, start, end)

    cdef bint _is_whole(self, const Outline* outline, const Glance* glance) noexcept:
        """Tell whether the line may be what a rule says it is, apart from the signs around it."""
        cdef Py_ssize_t size = glance.closing - glance.opening
        cdef uint64_t hashed
        cdef size_t at
        if glance.length > _head_length or size > self.longest_whole:
            return False
        hashed = _hashed(outline.near + glance.opening, size)
        at = (hashed >> 32) & self.whole_mask
        while self.whole[at]:
            if self.whole[at] == hashed:
                return True
            at = (at + 1) & self.whole_mask
        return False

    cdef bint _begins(
        self, const Outline* outline, Py_ssize_t place, Py_ssize_t words
    ) noexcept:
        """Tell whether words of a rule stand at this place, which is where the line begins."""
        cdef Py_ssize_t number, turn
        cdef const Word* word
        if place >= outline.size:
            return False
        for turn in range(2):
            if turn == 0:
                number = self.begun.first_of(digest_gram(outline.near + place))
            else:
                number = self.begins.heads[outline.near[place]] - 1
            while number >= 0:
                word = &self.begins.list.words[number]
                if words <= self.begins.longest[number] and begins_at(outline, place, word):
                    if not _goes_on(outline, place + word.size, _ALPHA):
                        return True
                number = word.next
        return False

    cdef bint _ends(self, const Outline* outline, Py_ssize_t words) noexcept:
        """Tell whether the line ends with words of a rule."""
        cdef Py_ssize_t number = self.ends.heads[outline.near[outline.size - 1]] - 1
        cdef const Word* word
        while number >= 0:
            word = &self.ends.list.words[number]
            if words <= self.ends.longest[number]:
                if begins_at(outline, outline.size - word.size, word):
                    if not _goes_on(outline, outline.size - word.size, _ALNUM):
                        return True
            number = word.next
        return False

    cdef bint _is_row(self, const Outline* outline, Py_ssize_t place) noexcept:
        """Tell whether two words of a row stand there, one after the other."""
        cdef Py_ssize_t first, second, after
        cdef const Word* words = self.rows.list.words
        if place >= outline.size:
            return False
        first = self.rows.heads[outline.near[place]] - 1
        while first >= 0:
            after = place + words[first].size
            if begins_at(outline, place, &words[first]):
                while after < outline.size:
                    second = self.rows.heads[outline.near[after]] - 1
                    while second >= 0:
                        if begins_at(outline, after, &words[second]):
                            return True
                        second = words[second].next
                    if not _classes[outline.near[after]] & _GAP:
                        break
                    after += 1
            first = words[first].next
        return False

    cdef bint _is_shaped(
        self, const Outline* outline, uint64_t pairs, const Glance* glance, str text,
        Py_ssize_t start, Py_ssize_t end
    ) except -1:
        """Tell whether the whole line has a pattern."""
        cdef uint64_t fitting
        cdef Py_ssize_t i, number = -1
        cdef WordList needed
        cdef bint has_one
        if glance.first < 128:
            fitting = self.shapes_of[glance.first]
        else:
            fitting = self._shapes_for(glance.first)
        while fitting:
            number += 1
            if fitting & 1 and glance.words <= self.shape_longest[number]:
                needed = <WordList>self.needed[number]
                has_one = needed.count == 0
                for i in range(needed.count):
                    if needed.words[i].pairs & ~pairs:
                        continue
                    if is_in(outline, pairs, &needed.words[i]):
                        has_one = True
                        break
                if has_one and (<Tried>self.shapes[number]).tells(text, start, end):
                    return True
            fitting >>= 1
        return False

    cdef bint _has(
        self, const Outline* outline, uint64_t pairs, const Glance* glance, str text,
        Py_ssize_t start, Py_ssize_t end
    ) except -1:
        """Tell whether words of a rule stand anywhere in the line, and its pattern with them."""
        cdef Py_ssize_t number, i
        cdef const Word* words = self.searched.list.words
        cdef Place place
        place.at, place.next = 0, -1
        number = self.found.next_in(outline, &place)
        while number >= 0:
            if glance.words <= self.searched.longest[number]:
                if tells(self.tried[number], text, start, end):
                    return True
            number = self.found.next_in(outline, &place)
        for i in range(self.short_count):
            number = self.short[i]
            if words[number].pairs & ~pairs:
                continue
            if glance.words <= self.searched.longest[number]:
                if is_in(outline, pairs, &words[number]):
                    if tells(self.tried[number], text, start, end):
                        return True
        return False


cdef inline bint tells(Tried tried, str text, Py_ssize_t start, Py_ssize_t end) except -1:
    """Tell whether a line has a rule's pattern; a rule without one has its words there."""
    return tried is None or tried.tells(text, start, end)


cdef inline bint _goes_on(const Outline* outline, Py_ssize_t place, uint8_t class_) noexcept:
    """Tell whether a word of ASCII goes on there: both letters around the place are of a class."""
    if place <= 0 or place >= outline.size:
        return False
    return _classes[outline.near[place - 1]] & _classes[outline.near[place]] & class_


cdef int _set_up(str gaps) except -1:
    cdef int i
    for i in range(128):
        letter = chr(i)
        _classes[i] = _ALPHA * letter.isalpha() | _ALNUM * letter.isalnum()
        if letter in gaps or letter.isspace():
            _classes[i] |= _GAP
    memset(&_classes[128], _GAP, 128)
    return 0


# The modules in Python pick what stands here, so they are asked for their tables last.
from digest_app.cleaning import rules_match as _by  # noqa: E402
from digest_app.cleaning.lines import may_decide  # noqa: E402
from digest_app.cleaning.rules_needs import ODD  # noqa: E402
from digest_app.cleaning.rules_needs import needs  # noqa: E402

cdef Py_ssize_t _head_length = _by._HEAD_LENGTH, _longest_searched = _by._LONGEST_SEARCHED
cdef Py_ssize_t _longest_row = _by._LONGEST_ROW, _short_line = _by._SHORT_LINE
cdef Py_ssize_t _no_limit = _by._NO_LIMIT
cdef Py_ssize_t _letters_a_word = _by.LETTERS_A_WORD, _letters_unspaced = _by.LETTERS_UNSPACED
_set_up(_by._GAPS)


cdef list deciding(list words):
    """Return those of the words, each with its rule, whose rules may decide."""
    return [(word, rule) for word, rule in words if may_decide(rule)]


cdef list needed_of(str pattern):
    """Return the words that the pattern cannot do without, and the one that makes it doubtful."""
    words = needs(pattern)
    return [*words, ODD] if words else []
