"""Words of pages read in place; the compiled form of what ``words.py`` does with lines."""

import os

from digest_app.cleaning.pages import words as plain_words

from cpython.mem cimport PyMem_Free, PyMem_Malloc, PyMem_Calloc
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ
from libc.stdint cimport uint8_t, uint16_t, uint64_t
from libc.string cimport memcmp, memcpy

cdef extern from "Python.h":
    object PyUnicode_FromKindAndData(int kind, const void *buffer, Py_ssize_t size)
    bint Py_UNICODE_ISALPHA(Py_UCS4 sign)
    bint Py_UNICODE_ISALNUM(Py_UCS4 sign)
    bint Py_UNICODE_ISDECIMAL(Py_UCS4 sign)
    Py_UCS4 Py_UNICODE_TOLOWER(Py_UCS4 sign)

# What a sign is, once it is lower-cased.
cdef enum:
    LETTER = 1
    DIGIT = 2
    OTHER_WORD = 4  # of a word, and neither letter nor digit: a raised figure
    UNDERSCORE = 8
    TELLING = 16  # a word of its own in a short line
    ODD = 32  # its lower case hangs on what stands beside it, or is two signs
    KNOWN = 64
    WORD = LETTER | DIGIT | OTHER_WORD | UNDERSCORE
    PLANE = 65536
    # Room for a line's signs, and for its words; the lengths themselves are in words.py.
    LINE = 160
    WORDS = 16

cdef uint8_t CLASSES[PLANE]
cdef uint16_t LOWERED[PLANE]
# Known to no file, so that none can be written whose words all fall on one place.
cdef uint64_t SEED = int.from_bytes(os.urandom(8), "little")
cdef uint64_t FACTOR = int.from_bytes(os.urandom(8), "little") | 1
cdef uint64_t STEP = 0x9E3779B97F4A7C15

cdef Py_ssize_t SHORT_LINE = plain_words.SHORT_LINE
cdef Py_ssize_t MOST_WORDS = plain_words._MOST_WORDS
cdef double NOTHING[3]
NOTHING[0], NOTHING[1], NOTHING[2] = plain_words.line_score("")
if SHORT_LINE > LINE or MOST_WORDS > WORDS:
    raise ImportError("compiled_words has no room for lines as long as words.py asks")
cdef frozenset TELLING_SIGNS = frozenset(
    [chr(c) for c in range(256) if plain_words._WORD.fullmatch(chr(c)) and not chr(c).isalnum()]
)


cdef int _classify(Py_UCS4 sign, Py_UCS4 lower) noexcept:
    """Say what a sign is that this lower case is of."""
    cdef int found = KNOWN
    if sign == 0x130 or sign == 0x3A3 or (sign < PLANE <= lower):
        found |= ODD
    if Py_UNICODE_ISALPHA(lower):
        found |= LETTER
    elif Py_UNICODE_ISDECIMAL(lower):
        found |= DIGIT
    elif Py_UNICODE_ISALNUM(lower):
        found |= OTHER_WORD
    elif lower == c"_":
        found |= UNDERSCORE
    return found


cdef inline int _class(Py_UCS4 sign, Py_UCS4 *lower) noexcept:
    """Say what a sign is, and write its lower case."""
    if sign < PLANE:
        if not CLASSES[sign]:
            lower[0] = Py_UNICODE_TOLOWER(sign)
            LOWERED[sign] = <uint16_t>lower[0]
            CLASSES[sign] = <uint8_t>_classify(sign, lower[0])
        lower[0] = LOWERED[sign]
        return CLASSES[sign]
    lower[0] = Py_UNICODE_TOLOWER(sign)
    return _classify(sign, lower[0])


def _tell(signs):
    """Make these signs words of their own in short lines."""
    cdef Py_UCS4 sign, lower = 0
    for sign in signs:
        CLASSES[sign] = _class(sign, &lower) | TELLING


_tell(TELLING_SIGNS)


cdef Py_UCS4 lowered(Py_UCS4 sign) noexcept:
    return Py_UNICODE_TOLOWER(sign)


cdef bint is_alnum(Py_UCS4 sign) noexcept:
    return Py_UNICODE_ISALNUM(sign)


cdef uint64_t hashed(const void *bytes, Py_ssize_t size) noexcept:
    cdef const unsigned char *place = <const unsigned char *>bytes
    cdef uint64_t found = SEED + <uint64_t>size, eight = 0
    while size >= 8:
        memcpy(&eight, place, 8)
        found = (found ^ eight) * FACTOR
        found ^= found >> 29
        place += 8
        size -= 8
    eight = 0
    memcpy(&eight, place, size)
    found = (found ^ eight) * FACTOR
    found ^= found >> 32
    found *= STEP
    return found ^ (found >> 29)


cdef inline uint64_t _hashed(const Py_UCS4 *word, Py_ssize_t size) noexcept:
    """As ``hashed``, quick for words."""
    cdef uint64_t found = SEED
    cdef Py_ssize_t i
    for i in range(size):
        found = (found ^ <uint64_t>word[i]) * FACTOR
        found ^= found >> 31
    return found ^ (found >> 29)


cdef class Table:
    def __cinit__(self, Py_ssize_t most, Py_ssize_t signs):
        cdef Py_ssize_t room = 8
        if not 0 <= most < (1 << 40) or not 0 <= signs < (1 << 40):
            raise ValueError("most")
        while room < 2 * most:
            room *= 2
        self._mask, self._most, self._room = room - 1, most, signs
        self._entries = <Entry *>PyMem_Calloc(room, sizeof(Entry))
        self._signs = <Py_UCS4 *>PyMem_Malloc((signs or 1) * sizeof(Py_UCS4))
        if self._entries == NULL or self._signs == NULL:
            raise MemoryError

    def __dealloc__(self):
        PyMem_Free(self._entries)
        PyMem_Free(self._signs)

    cdef Entry *find(self, const Py_UCS4 *word, Py_ssize_t size) noexcept:
        """Return what is known of a word; NULL where it is not in the table."""
        if size > self.longest or size <= 0:
            return NULL
        cdef uint64_t key = _hashed(word, size)
        cdef Py_ssize_t place = <Py_ssize_t>key & self._mask
        cdef Entry *entry = &self._entries[place]
        while entry.size:  # half of the places are free
            if entry.hash == key and entry.size == size and not memcmp(
                &self._signs[entry.at], word, size * sizeof(Py_UCS4)
            ):
                return entry
            place = (place + 1) & self._mask
            entry = &self._entries[place]
        return NULL

    cdef Entry *put(self, const Py_UCS4 *word, Py_ssize_t size) except NULL:
        """Return what is known of a word, which is in the table from now on."""
        cdef Entry *entry = self.find(word, size)
        if entry != NULL:
            return entry
        if self.count >= self._most or size <= 0 or size > self._room - self._used:
            raise ValueError("more words than were told")
        cdef uint64_t key = _hashed(word, size)
        cdef Py_ssize_t place = <Py_ssize_t>key & self._mask
        while self._entries[place].size:
            place = (place + 1) & self._mask
        entry = &self._entries[place]
        entry.hash, entry.at, entry.size = key, self._used, size
        memcpy(&self._signs[self._used], word, size * sizeof(Py_UCS4))
        self._used += size
        self.count += 1
        self.longest = max(self.longest, size)
        return entry


cdef Table weighed(dict weights):
    """Return the table of what words weigh."""
    cdef Table made = Table(len(weights), sum([len(word) for word in weights]))
    cdef Py_UCS4 *signs
    cdef Py_ssize_t size
    cdef str word
    for word, weight in weights.items():
        size = len(word)
        signs = <Py_UCS4 *>PyMem_Malloc((size or 1) * sizeof(Py_UCS4))
        if signs == NULL:
            raise MemoryError
        try:
            for i in range(size):
                signs[i] = word[i]
            made.put(signs, size).weight = weight
        finally:
            PyMem_Free(signs)
    return made


cdef Table LINES = weighed(plain_words.line_weights())


cdef Py_ssize_t plain(
    int kind, const void *signs, Py_ssize_t start, Py_ssize_t end, Py_UCS4 *into
) noexcept:
    cdef Py_ssize_t i, size = 0
    cdef bint between = False
    cdef Py_UCS4 lower = 0
    cdef int found
    for i in range(start, end):
        found = _class(PyUnicode_READ(kind, <void *>signs, i), &lower)
        if found & ODD:
            return -1
        if found & WORD:
            if between and size:
                into[size] = c" "
                size += 1
            between = False
            into[size] = lower
            size += 1
        else:
            between = True
    return size


cdef Py_ssize_t _line_words(
    int kind, const void *signs, Py_ssize_t start, Py_ssize_t end, Py_UCS4 *into, Py_ssize_t *ends
) noexcept:
    """Write the first words of a line, and where each ends; return how many, -1 as ``plain``."""
    cdef Py_ssize_t i, size = 0, count = 0
    cdef int found, before = 0
    cdef Py_UCS4 lower = 0
    for i in range(start, end):
        found = _class(PyUnicode_READ(kind, <void *>signs, i), &lower)
        if found & (ODD | OTHER_WORD):
            return -1
        found &= LETTER | DIGIT | TELLING
        if found and (found != before or found == TELLING):
            if count == MOST_WORDS:
                break
            count += 1
        before = found
        if not found:
            continue
        if found == DIGIT:  # numbers are told apart by their length, up to five digits
            if size - (ends[count - 2] if count > 1 else 0) >= 5:
                continue
            lower = c"0"
        into[size] = lower
        size += 1
        ends[count - 1] = size
    return count


cdef inline double _weight(const Py_UCS4 *word, Py_ssize_t size) noexcept:
    cdef Entry *entry = LINES.find(word, size)
    return entry.weight if entry != NULL else 0.0


cdef double _opening(const Py_UCS4 *into, const Py_ssize_t *ends, Py_ssize_t count) noexcept:
    """Return what the first word of a line weighs as its first, and the first two together."""
    cdef Py_UCS4 key[LINE + 2]
    key[0] = c"^"
    memcpy(&key[1], into, ends[0] * sizeof(Py_UCS4))
    cdef double weight = _weight(key, ends[0] + 1)
    if count > 1:
        key[ends[0] + 1] = c" "
        memcpy(&key[ends[0] + 2], &into[ends[0]], (ends[1] - ends[0]) * sizeof(Py_UCS4))
        weight += _weight(key, ends[1] + 2)
    return weight


cdef int scored(
    int kind, const void *signs, Py_ssize_t start, Py_ssize_t end, double *into
) except -1:
    cdef Py_UCS4 line[LINE]
    cdef Py_ssize_t ends[WORDS]
    cdef Py_ssize_t count = 0, i, begins = 0
    cdef double own, total = 0.0, least = 0.0
    into[0] = into[1] = into[2] = 0.0
    if end - start >= SHORT_LINE:
        return 0
    count = _line_words(kind, signs, start, end, line, ends)
    if count < 0:
        text = _text(kind, signs, start, end)
        into[0], into[1], into[2] = plain_words.line_score(text)
        return 0
    if count == 0:
        into[0], into[1], into[2] = NOTHING[0], NOTHING[1], NOTHING[2]
        return 0
    for i in range(count):
        own = _weight(&line[begins], ends[i] - begins)
        begins = ends[i]
        total += own
        least = own if i == 0 or own < least else least
    into[0], into[1], into[2] = total / count, least, _opening(line, ends, count)
    return 0


cdef str _text(int kind, const void *signs, Py_ssize_t start, Py_ssize_t end):
    return PyUnicode_FromKindAndData(kind, <const char *>signs + start * kind, end - start)


def line_score(str text):
    """Return what ``words.line_score`` returns."""
    cdef double found[3]
    scored(PyUnicode_KIND(text), PyUnicode_DATA(text), 0, len(text), found)
    return found[0], found[1], found[2]


def runs_of(str text):
    """Return what ``words.runs`` finds in a text, once that is lower-cased."""
    cdef Py_ssize_t size
    cdef Py_UCS4 *into = <Py_UCS4 *>PyMem_Malloc((len(text) or 1) * sizeof(Py_UCS4))
    if into == NULL:
        raise MemoryError
    try:
        size = plain(PyUnicode_KIND(text), PyUnicode_DATA(text), 0, len(text), into)
        if size < 0:
            return plain_words.runs(text.lower())
        return PyUnicode_FromKindAndData(4, into, size).split()
    finally:
        PyMem_Free(into)
