"""Outlines of text, and looking in them for many words at once.

An outline has less in it than the text: letters without their case, one byte for each, and single
spaces. What is not in the outline is not in the text, so most lines need not be looked at again.
"""

from cpython.mem cimport PyMem_Calloc, PyMem_Free, PyMem_Malloc, PyMem_Realloc
from cpython.unicode cimport (
    PyUnicode_DATA,
    PyUnicode_KIND,
    PyUnicode_READ,
)
from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t
from libc.string cimport memchr, memcmp, memcpy, memset

from digest_app.cleaning.compiled_letters cimport PARTS, entry_of, rarity_of

cdef extern from *:
    """
    /* Each folds the letters of ASCII that come first, and returns how many they are; up to
       sixteen more places may be written to. Compilers turn the inner loops into a few wide
       instructions. */
    #define DIGEST_FOLD(name, type)                                                              \
    static Py_ssize_t name(unsigned char *restrict into, const type *restrict raw, Py_ssize_t n) \
    {                                                                                            \
        Py_ssize_t i = 0;                                                                        \
        for (; i + 16 <= n; i += 16) {                                                           \
            type any = 0;                                                                        \
            for (int k = 0; k < 16; k++) {                                                       \
                unsigned char letter = (unsigned char)raw[i + k];                                \
                any |= raw[i + k];                                                               \
                into[i + k] = letter + (((unsigned char)(letter - 'A') < 26) << 5);              \
            }                                                                                    \
            if (any >= 128) break;                                                               \
        }                                                                                        \
        for (; i < n && raw[i] < 128; i++)                                                       \
            into[i] = (unsigned char)raw[i] + ((raw[i] - 'A' < 26u) << 5);                       \
        return i;                                                                                \
    }
    DIGEST_FOLD(digest_fold_1, unsigned char)
    DIGEST_FOLD(digest_fold_2, uint16_t)
    DIGEST_FOLD(digest_fold_4, uint32_t)
    /* Tells whether two spaces stand together, or something from the bottom of ASCII. */
    static int digest_is_uneven(const unsigned char *near, Py_ssize_t size)
    {
        Py_ssize_t i = 0;
        for (; i + 32 < size; i += 32) {
            unsigned char any = 0;
            for (int k = 0; k < 32; k++)
                any |= (near[i + k] < 32) | ((near[i + k] == 32) & (near[i + k + 1] == 32));
            if (any) return 1;
        }
        for (; i < size; i++)
            if (near[i] < 32 || (near[i] == 32 && i + 1 < size && near[i + 1] == 32)) return 1;
        return 0;
    }
    static inline uint32_t digest_four(const unsigned char *at)
    {
        uint32_t four;
        memcpy(&four, at, 4);
        return four;
    }
    static Py_ssize_t digest_spaces(const unsigned char *near, Py_ssize_t size)
    {
        Py_ssize_t i = 0, found = 0;
        for (; i + 32 <= size; i += 32) {
            unsigned char some = 0;
            for (int k = 0; k < 32; k++) some += near[i + k] == 32;
            found += some;
        }
        for (; i < size; i++) found += near[i] == 32;
        return found;
    }
    #define DIGEST_MARK(at) marks[digest_four(at) * 0x9E3779B1u >> shift]
    /* Returns the first place, up to the last one, where four letters stand that are marked. */
    static Py_ssize_t digest_marked(const unsigned char *near, Py_ssize_t i, Py_ssize_t last,
                                    const unsigned char *marks, int shift)
    {
        for (; i + 3 <= last; i += 4)
            if (DIGEST_MARK(near + i) | DIGEST_MARK(near + i + 1) | DIGEST_MARK(near + i + 2)
                | DIGEST_MARK(near + i + 3)) break;
        for (; i <= last; i++)
            if (DIGEST_MARK(near + i)) break;
        return i;
    }
    """
    Py_ssize_t digest_fold_1(uint8_t* into, const uint8_t* raw, Py_ssize_t n) noexcept nogil
    Py_ssize_t digest_fold_2(uint8_t* into, const uint16_t* raw, Py_ssize_t n) noexcept nogil
    Py_ssize_t digest_fold_4(uint8_t* into, const uint32_t* raw, Py_ssize_t n) noexcept nogil
    Py_ssize_t digest_spaces(const uint8_t* near, Py_ssize_t size) noexcept nogil
    Py_ssize_t digest_marked(
        const uint8_t* near, Py_ssize_t i, Py_ssize_t last, const uint8_t* marks, int shift
    ) noexcept nogil
    bint digest_is_uneven(const uint8_t* near, Py_ssize_t size) noexcept nogil
    uint32_t digest_four(const uint8_t* at) noexcept nogil

cdef extern from "Python.h":
    bint Py_UNICODE_ISSPACE(uint32_t) nogil

cdef enum:
    _AT_ONCE = 16
    _PADDING = 8
    _MOST_MORE = 3  # letters that one is folded into
    _GRAM = 4
    _LEAST_MARKS = 12  # bits of a spot among the marks of grams
    _MOST_MARKS = 16
    _LEAST_ROOM = 256

cdef uint64_t _LETTER = 0x1FFFFF


cdef void let_outline_go(Outline* outline) noexcept:
    PyMem_Free(outline.near)
    outline.near = NULL
    outline.size = outline.room = 0


cdef int _make_room(Outline* outline, Py_ssize_t room) except -1:
    cdef void* more
    if room <= outline.room:
        return 0
    room = max(2 * outline.room, room, _LEAST_ROOM)
    more = PyMem_Realloc(outline.near, room + _AT_ONCE + _PADDING)
    if more is NULL:
        raise MemoryError
    outline.near, outline.room = <uint8_t*>more, room
    return 0


cdef int outline_into(Outline* outline, str text, Py_ssize_t start, Py_ssize_t end) except -1:
    """Outline ``text[start:end]``, which has to be in the text; what was there is overwritten."""
    cdef int kind = PyUnicode_KIND(text)
    cdef const void* data = PyUnicode_DATA(text)
    cdef bint has_dropped = False
    cdef Py_ssize_t i = start, at = 0, run
    cdef uint32_t letter
    outline.has_breaks = outline.is_odd = outline.is_uneven = False
    outline.is_ascii = True
    _make_room(outline, end - start + _MOST_MORE)
    while i < end:
        if kind == 1:
            run = digest_fold_1(outline.near + at, <const uint8_t*>data + i, end - i)
        elif kind == 2:
            run = digest_fold_2(outline.near + at, <const uint16_t*>data + i, end - i)
        else:
            run = digest_fold_4(outline.near + at, <const uint32_t*>data + i, end - i)
        has_dropped = has_dropped and not run
        i += run
        at += run
        while i < end:
            letter = PyUnicode_READ(kind, data, i)
            if letter < 128:
                break
            at = _put(outline, at, letter, &has_dropped)
            i += 1
            if at + _MOST_MORE + end - i > outline.room:
                _make_room(outline, at + _MOST_MORE + end - i)
    memset(outline.near + at, 0, _PADDING)
    outline.size = at
    if digest_is_uneven(outline.near, at):
        _even(outline)
    return 0


cdef inline Py_ssize_t _put(
    Outline* outline, Py_ssize_t at, uint32_t letter, bint* has_dropped
) except -1:
    """Put a letter beyond ASCII into the outline, folded; return where the next one goes."""
    cdef uint8_t* near = outline.near
    cdef uint64_t folded
    outline.is_ascii = False
    if Py_UNICODE_ISSPACE(letter):
        outline.is_odd = outline.is_odd or letter != 0xA0
        outline.is_uneven = True
        near[at] = 32
        has_dropped[0] = False
        return at + 1
    folded = entry_of(letter) & ~PARTS
    while True:
        letter = <uint32_t>(folded & _LETTER)
        folded >>= 21
        if letter == 0x307 and at and near[at - 1] == 105 and not has_dropped[0]:
            has_dropped[0] = True  # the dot of the i of Turkish capitals
        else:
            near[at] = letter if letter < 128 else 128 | (letter & 127)
            at += 1
            has_dropped[0] = False
        if not folded:
            return at


cdef int _even(Outline* outline) except -1:
    """Have a single space wherever white space is."""
    cdef uint8_t* near = outline.near
    cdef uint8_t letter
    cdef Py_ssize_t i, at = 0
    cdef bint open = False
    outline.is_uneven = True
    for i in range(outline.size):
        letter = near[i]
        if letter <= 32 and Py_UNICODE_ISSPACE(letter):
            outline.has_breaks = outline.has_breaks or letter == 10
            outline.is_odd = outline.is_odd or (letter != 10 and letter != 32)
            if open:
                continue
            letter = 32
        open = letter == 32
        near[at] = letter
        at += 1
    memset(near + at, 0, _PADDING)
    outline.size = at
    return 0


cdef Py_ssize_t spaces_in(const Outline* outline) noexcept:
    """Return how many spaces there are."""
    return digest_spaces(outline.near, outline.size)


cdef uint64_t pairs_of(const uint8_t* near, Py_ssize_t size) noexcept:
    """Return bits for the pairs of letters there are: a short line has few of all."""
    cdef Py_ssize_t i
    cdef uint64_t pairs = 0
    for i in range(size - 1):
        pairs |= <uint64_t>1 << ((near[i] * 7 + near[i + 1] * 45) & 63)
    return pairs


cdef bint is_in(const Outline* outline, uint64_t pairs, const Word* word) noexcept:
    """Tell whether words are in an outline with these pairs of letters."""
    cdef Py_ssize_t last = outline.size - word.size
    cdef const uint8_t* here = outline.near + word.at
    cdef const uint8_t* end = here + last + 1
    cdef const void* found
    if last < 0 or word.pairs & ~pairs or (outline.is_ascii and not word.is_ascii):
        return False
    if word.size == 0:
        return True
    while here < end:
        found = memchr(here, word.near[word.at], end - here)
        if found is NULL:
            return False
        here = <const uint8_t*>found
        if memcmp(here - word.at, word.near, word.size) == 0:
            return True
        here += 1
    return False


cdef bint begins_at(const Outline* outline, Py_ssize_t place, const Word* word) noexcept:
    """Tell whether words stand at this place of an outline, which may be outside of it."""
    if place < 0 or place + word.size > outline.size:
        return False
    return memcmp(outline.near + place, word.near, word.size) == 0


cdef Py_ssize_t _rarest(const Word* word, Py_ssize_t many) noexcept:
    """Return where so many letters together are, in the words, that texts rarely have."""
    cdef Py_ssize_t i, k, most = -1, rarest = 0, found
    for i in range(word.size - many + 1):
        found = 0
        for k in range(many):
            found += rarity_of(word.near[i + k])
        if found > most:
            most, rarest = found, i
    return rarest


cdef class WordList:
    """Words to look for, by their outlines, in the order given."""

    def __cinit__(self, words):
        cdef Outline outline
        self.words = <Word*>PyMem_Calloc(len(words) + 1, sizeof(Word))
        if self.words is NULL:
            raise MemoryError
        memset(&outline, 0, sizeof(Outline))
        try:
            for word in words:
                outline_into(&outline, word, 0, len(word))
                self._add(&outline)
        finally:
            let_outline_go(&outline)

    cdef int _add(self, const Outline* outline) except -1:
        cdef Word* word = &self.words[self.count]
        word.near = <uint8_t*>PyMem_Malloc(outline.size + 1)
        if word.near is NULL:
            raise MemoryError
        self.count += 1
        memcpy(word.near, outline.near, outline.size)
        word.size, word.next, word.is_ascii = outline.size, -1, outline.is_ascii
        word.pairs = pairs_of(word.near, word.size)
        word.at = _rarest(word, 1)
        return 0

    def __dealloc__(self):
        cdef Py_ssize_t i
        for i in range(self.count):
            PyMem_Free(self.words[i].near)
        PyMem_Free(self.words)


cdef inline uint32_t _mixed(uint32_t four, int shift) noexcept:
    return (four * <uint32_t>0x9E3779B1) >> shift


cdef class Finder:
    """Finds which of many words stand in an outline; those of less than four letters it cannot.

    ``at_their_start``: words are filed by their first four letters, for :meth:`first_of`.
    """

    def __cinit__(self, WordList words, bint at_their_start=False):
        cdef Py_ssize_t i
        cdef int size = _LEAST_MARKS
        self.list, self.words = words, words.words
        while size < _MOST_MARKS and <Py_ssize_t>1 << size < 32 * words.count:
            size += 1
        self.shift, self.mask = 32 - size, 63
        while self.mask < <size_t>(4 * words.count):
            self.mask = 2 * self.mask + 1
        self.marks = <uint8_t*>PyMem_Calloc(<size_t>1 << size, 1)
        self.keys = <uint32_t*>PyMem_Calloc(self.mask + 1, sizeof(uint32_t))
        self.heads = <Py_ssize_t*>PyMem_Calloc(self.mask + 1, sizeof(Py_ssize_t))
        if not (self.marks and self.keys and self.heads):
            raise MemoryError
        for i in range(words.count):
            if self.words[i].size >= _GRAM:
                self.words[i].at = 0 if at_their_start else _rarest(&self.words[i], _GRAM)
                self._file(i, digest_four(self.words[i].near + self.words[i].at))

    def __dealloc__(self):
        PyMem_Free(self.marks)
        PyMem_Free(self.keys)
        PyMem_Free(self.heads)

    cdef int _file(self, Py_ssize_t number, uint32_t four) except -1:
        """File words by four of their letters; ``heads`` has numbers from 1 on, 0 for none."""
        cdef size_t at = _mixed(four, 16) & self.mask
        self.marks[_mixed(four, self.shift)] = 1
        while self.heads[at] and self.keys[at] != four:
            at = (at + 1) & self.mask
        self.words[number].next = self.heads[at] - 1
        self.keys[at], self.heads[at] = four, number + 1
        return 0

    cdef Py_ssize_t first_of(self, uint32_t four) noexcept:
        """Return the number of the first words filed by these letters, or -1."""
        cdef size_t at = _mixed(four, 16) & self.mask
        while self.heads[at] and self.keys[at] != four:
            at = (at + 1) & self.mask
        return self.heads[at] - 1

    cdef Py_ssize_t next_in(self, const Outline* outline, Place* place) noexcept:
        """Return the number of the next words that stand in the outline, or -1.

        Words that stand there several times are returned each time.
        """
        cdef Py_ssize_t number, i, last = outline.size - _GRAM
        cdef const Word* word
        while True:
            while place.next >= 0:
                number = place.next
                word = &self.words[number]
                place.next = word.next
                if begins_at(outline, place.at - 1 - word.at, word):
                    return number
            i = digest_marked(outline.near, place.at, last, self.marks, self.shift)
            place.at = i + 1
            if i > last:
                return -1
            place.next = self.first_of(digest_four(outline.near + i))
