"""Folded letters of a text, and looking in them for words: what compiled cleaning stands on.

Everything is looked at as bytes: a letter beyond ASCII stands there as a byte from 128 up, and
what is found by bytes alone is compared letter by letter where there are such letters.
:mod:`digest_app.cleaning.compiled_rules_words` gives it the signs that part words.
"""

from cpython.mem cimport PyMem_Calloc, PyMem_Free, PyMem_Malloc, PyMem_Realloc
from cpython.unicode cimport (
    PyUnicode_DATA,
    PyUnicode_FromKindAndData,
    PyUnicode_GET_LENGTH,
    PyUnicode_KIND,
    PyUnicode_READ,
)
from libc.stdint cimport uint8_t, uint32_t, uint64_t
from libc.string cimport memchr, memcmp, memcpy

cdef extern from *:
    """
    /* Returns the first place below count where both letters stand, or -1. */
    static Py_ssize_t both_at(const unsigned char *one, const unsigned char *two,
                              unsigned char a, unsigned char b, Py_ssize_t count)
    {
        Py_ssize_t i = 0;
        for (; i + 64 <= count; i += 64) {
            unsigned char any = 0;
            for (int k = 0; k < 64; k++)  /* compilers turn this into a few wide instructions */
                any |= (unsigned char)((one[i + k] == a) & (two[i + k] == b));
            if (any) break;
        }
        for (; i < count; i++)
            if (one[i] == a && two[i] == b) return i;
        return -1;
    }
    /* Writes letters of ASCII without their case, eight at a time. */
    static void lower_into(unsigned char *into, const unsigned char *raw, Py_ssize_t size)
    {
        const uint64_t every = 0x0101010101010101ULL;
        Py_ssize_t i = 0;
        for (; i + 8 <= size; i += 8) {
            uint64_t eight;
            memcpy(&eight, raw + i, 8);
            /* Only between A and Z one sum reaches the highest bit and the other does not. */
            uint64_t capital = ((eight + every * 63) ^ (eight + every * 37)) & every * 128;
            eight |= capital >> 2;
            memcpy(into + i, &eight, 8);
        }
        for (; i < size; i++)
            into[i] = raw[i] >= 'A' && raw[i] <= 'Z' ? raw[i] + 32 : raw[i];
    }
    static inline uint32_t four_at(const unsigned char *at)
    {
        uint32_t four;
        memcpy(&four, at, 4);
        return four;
    }
    """
    Py_ssize_t both_at(
        const uint8_t* one, const uint8_t* two, uint8_t a, uint8_t b, Py_ssize_t count
    ) noexcept nogil
    void lower_into(uint8_t* into, const uint8_t* raw, Py_ssize_t size) noexcept nogil
    uint32_t four_at(const uint8_t* at) noexcept nogil

cdef extern from "Python.h":
    bint Py_UNICODE_ISSPACE(uint32_t) nogil
    bint PyUnicode_IS_ASCII(object)
    object PyUnicode_New(Py_ssize_t, uint32_t)
    void* PyUnicode_1BYTE_DATA(object)

# How a letter is folded, by its number, in pages of 256 letters that are made when a text first
# has one of them: up to three letters of 21 bits each, and a bit for what parts words.
cdef enum:
    _PAGE = 256
    _PAGES = 0x1100
    _LONGEST_FOLDED = 3
    _GRAM = 4
    _FEWEST_BITS = 12
    _MOST_BITS = 22
    _WIDE = 128  # letters from which on looking for two at once is quicker than for one
    _PADDING = 8  # after the last letter, so that eight can be read at once

cdef uint64_t _LETTER = 0x1FFFFF
PARTS = (<uint64_t>1) << 63
cdef uint64_t* _pages[_PAGES]
cdef str _signs = ""
# From the most frequent letter to the rarest, roughly as in the languages of Europe.
cdef bytes _FREQUENT = b" etaoinsrhldcumfpgwybvk0123456789xjqz"
cdef uint8_t _rarity[256]


cdef int set_up(str signs) except -1:
    """Take in the signs beyond ASCII that part words."""
    global _signs
    cdef Py_ssize_t i
    _signs = signs
    for i in range(256):
        _rarity[i] = 255
    for i in range(len(_FREQUENT)):
        _rarity[<uint8_t>_FREQUENT[i]] = <uint8_t>i
    return 0


cdef uint64_t* _made_page(Py_ssize_t number) except NULL:
    """Return the page of letters of this number, made where it is missing."""
    cdef uint64_t* page = _pages[number]
    cdef uint64_t entry
    cdef int i, k
    if page is not NULL:
        return page
    page = <uint64_t*>PyMem_Malloc(_PAGE * sizeof(uint64_t))
    if page is NULL:
        raise MemoryError
    for i in range(_PAGE):
        letter = chr(number * _PAGE + i)
        folded = "'" if letter == "\u2019" else letter.casefold()
        entry = 0
        for k in range(min(len(folded), _LONGEST_FOLDED)):
            entry |= (<uint64_t>ord(folded[k])) << (21 * k)
        if letter.isspace() or letter in _signs:
            entry |= PARTS
        page[i] = entry
    _pages[number] = page
    return page


cdef uint64_t entry_of(Py_ssize_t letter) except? 0:
    """Return how a letter beyond ASCII is folded, and whether it parts words."""
    cdef uint64_t* page = _pages[letter >> 8]
    if page is NULL:
        page = _made_page(letter >> 8)
    return page[letter & 255]


cdef uint8_t rarity_of(uint8_t letter) noexcept:
    """Return how rare a letter is, the more the rarer; it is as :func:`_near` makes it."""
    return _rarity[letter]


cdef inline uint8_t _near(uint32_t letter) noexcept:
    return <uint8_t>letter if letter < 128 else <uint8_t>(128 | (letter & 127))


cdef inline uint8_t _lower(uint8_t letter) noexcept:
    return letter + 32 if <uint8_t>(letter - 65) < 26 else letter


cdef void let_go(Letters* letters) noexcept:
    PyMem_Free(letters.near)
    PyMem_Free(letters.full)
    letters.near = NULL
    letters.full = NULL
    letters.room = 0


cdef int _make_room(Letters* letters, Py_ssize_t room, bint full) except -1:
    """Have room for so many letters; ``full``: for those beyond ASCII too."""
    cdef void* more
    if room > letters.room or letters.near is NULL:
        more = PyMem_Realloc(letters.near, room + _PADDING)
        if more is NULL:
            raise MemoryError
        letters.near = <uint8_t*>more
        full = full or letters.full is not NULL
        letters.room = room
    elif letters.full is not NULL:
        return 0
    if full:
        more = PyMem_Realloc(letters.full, (letters.room + 1) * sizeof(Py_UCS4))
        if more is NULL:
            raise MemoryError
        letters.full = <Py_UCS4*>more
    return 0


cdef int _without_full(Letters* letters) except -1:
    PyMem_Free(letters.full)
    letters.full = NULL
    return 0


cdef int fold_into(Letters* letters, str text) except -1:
    """Fold the text without touching its spaces; what the letters hold is overwritten."""
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(text)
    if not PyUnicode_IS_ASCII(text):
        return _fold_any(letters, text)
    _without_full(letters)
    _make_room(letters, size, False)
    lower_into(letters.near, <const uint8_t*>PyUnicode_1BYTE_DATA(text), size)
    letters.size = size
    letters.aligned = True
    return 0


cdef int _fold_any(Letters* letters, str text) except -1:
    """Fold a text with letters beyond ASCII; where each is folded into one, at once."""
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(text), i
    cdef int kind = PyUnicode_KIND(text)
    cdef const void* data = PyUnicode_DATA(text)
    cdef uint64_t folded
    cdef uint32_t letter
    _make_room(letters, size, True)
    cdef uint8_t* near = letters.near
    cdef Py_UCS4* full = letters.full
    for i in range(size):
        letter = PyUnicode_READ(kind, data, i)
        if letter < 128:
            near[i] = _lower(<uint8_t>letter)
            full[i] = near[i]
            continue
        folded = entry_of(letter) & ~PARTS
        if folded > _LETTER or folded == 0x307:
            return _fold_odd(letters, text)
        near[i] = _near(<uint32_t>folded)
        full[i] = <uint32_t>folded
    letters.size = size
    letters.aligned = True
    return 0


cdef int _fold_odd(Letters* letters, str text) except -1:
    """Fold a text of which some letters are folded into several, or several into one."""
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(text), i, at = 0
    cdef int kind = PyUnicode_KIND(text)
    cdef const void* data = PyUnicode_DATA(text)
    cdef uint64_t folded
    cdef uint32_t letter
    cdef bint after_i = False
    for i in range(size):
        letter = PyUnicode_READ(kind, data, i)
        folded = _lower(<uint8_t>letter) if letter < 128 else entry_of(letter) & ~PARTS
        if at + size - i + _LONGEST_FOLDED > letters.room:
            _make_room(letters, 2 * (at + size - i + _LONGEST_FOLDED), True)
        while True:
            letter = <uint32_t>(folded & _LETTER)
            folded >>= 21
            if letter == 0x307 and after_i:
                after_i = False
            else:
                letters.near[at] = _near(letter)
                letters.full[at] = letter
                at += 1
                after_i = letter == 105
            if not folded:
                break
    letters.size = at
    letters.aligned = False
    return 0


cdef int space_out(Letters* letters) except -1:
    """Have single spaces between words, where a folded line has several or other ones."""
    cdef Py_ssize_t i, size = letters.size
    cdef uint8_t* near = letters.near
    if letters.full is not NULL:
        for i in range(size):
            if near[i] == 0xA0 and letters.full[i] == 0xA0:
                near[i] = 32
                letters.full[i] = 32
    if (
        memchr(near, 10, size) is not NULL
        or memchr(near, 9, size) is not NULL
        or both_at(near, near + 1, 32, 32, size - 1) >= 0
    ):
        _even(letters)
    return 0


cdef int _even(Letters* letters) except -1:
    cdef Py_ssize_t i, at = 0
    cdef uint32_t letter
    cdef bint open = False
    for i in range(letters.size):
        letter = letters.near[i] if letters.full is NULL else letters.full[i]
        if Py_UNICODE_ISSPACE(letter):
            open = at > 0
            continue
        if open:
            letters.near[at] = 32
            if letters.full is not NULL:
                letters.full[at] = 32
            at += 1
            open = False
        letters.near[at] = letters.near[i]
        if letters.full is not NULL:
            letters.full[at] = letter
        at += 1
    letters.size = at
    letters.aligned = False
    return 0


cdef str told(const Letters* letters):
    """Return the letters as a string."""
    if letters.full is NULL:
        made = PyUnicode_New(letters.size, 127)
        memcpy(PyUnicode_1BYTE_DATA(made), letters.near, letters.size)
        return <str>made
    return <str>PyUnicode_FromKindAndData(4, letters.full, letters.size)


cdef int read_into(Letters* letters, str folded) except -1:
    """Take in words that are folded already; what the letters hold is overwritten."""
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(folded), i
    cdef int kind = PyUnicode_KIND(folded)
    cdef const void* data = PyUnicode_DATA(folded)
    cdef uint32_t letter
    cdef bint plain = PyUnicode_IS_ASCII(folded)
    if plain:
        _without_full(letters)
    _make_room(letters, size, not plain)
    letters.size = size
    letters.aligned = True
    if plain:
        memcpy(letters.near, data, size)
        return 0
    for i in range(size):
        letter = PyUnicode_READ(kind, data, i)
        letters.near[i] = _near(letter)
        letters.full[i] = letter
    return 0


cdef uint64_t pairs_in(const Letters* letters) noexcept:
    """Return bits for the pairs of letters there are: a short line has few of all."""
    cdef Py_ssize_t i
    cdef uint64_t pairs = 0
    cdef const uint8_t* near = letters.near
    for i in range(letters.size - 1):
        pairs |= <uint64_t>1 << ((near[i] * 7 + near[i + 1] * 45) & 63)
    return pairs


cdef int needle_into(Needle* needle, str folded) except -1:
    """Take in folded words to look for, and tell their two rarest letters."""
    cdef Py_ssize_t i
    cdef const uint8_t* near
    read_into(&needle.letters, folded)
    near = needle.letters.near
    needle.pairs = pairs_in(&needle.letters)
    needle.first = 0
    for i in range(needle.letters.size):
        if _rarity[near[i]] > _rarity[near[needle.first]]:
            needle.first = i
    needle.second = 0 if needle.first or needle.letters.size < 2 else 1
    for i in range(needle.letters.size):
        if i != needle.first and _rarity[near[i]] > _rarity[near[needle.second]]:
            needle.second = i
    return 0


cdef Py_ssize_t find_in(const Letters* letters, const Needle* needle, Py_ssize_t start) noexcept:
    """Return where the words first stand from there on, or -1."""
    cdef Py_ssize_t size = needle.letters.size, last = letters.size - size, found
    cdef const uint8_t* wanted = needle.letters.near
    cdef const uint8_t* one = letters.near + needle.first
    cdef const uint8_t* two = letters.near + needle.second
    cdef const uint8_t* at
    cdef uint8_t a = wanted[needle.first], b = wanted[needle.second]
    if size == 0:
        return start if start <= letters.size else -1
    if needle.letters.full is not NULL and letters.full is NULL:
        return -1
    while start <= last:
        if size == 1 or last - start < _WIDE:
            at = <const uint8_t*>memchr(one + start, a, last - start + 1)
            if at is NULL:
                return -1
            found = at - one - start
        else:
            found = both_at(one + start, two + start, a, b, last - start + 1)
        if found < 0:
            return -1
        start += found
        if memcmp(letters.near + start, wanted, size) == 0 and (
            needle.letters.full is NULL
            or memcmp(letters.full + start, needle.letters.full, size * sizeof(Py_UCS4)) == 0
        ):
            return start
        start += 1
    return -1


cdef inline uint32_t _spot(uint32_t four, int shift) noexcept:
    return (four * <uint32_t>0x9E3779B1) >> shift


cdef int grams_into(Grams* grams, const Letters* letters) except -1:
    """Note which four letters in a row there are; the bits are the caller's to free."""
    cdef Py_ssize_t i
    cdef int bits = _FEWEST_BITS
    cdef uint32_t spot
    while bits < _MOST_BITS and (<Py_ssize_t>1 << bits) < 8 * letters.size:
        bits += 1
    grams.shift = 32 - bits
    grams.bits = <uint64_t*>PyMem_Calloc((<size_t>1 << bits) >> 6, sizeof(uint64_t))
    if grams.bits is NULL:
        raise MemoryError
    for i in range(letters.size - _GRAM + 1):
        spot = _spot(four_at(letters.near + i), grams.shift)
        grams.bits[spot >> 6] |= <uint64_t>1 << (spot & 63)
    return 0


cdef bint may_have(const Grams* grams, const Needle* needle) noexcept:
    """Tell whether a text with these grams can have the words in it."""
    cdef Py_ssize_t i
    cdef uint32_t spot
    for i in range(needle.letters.size - _GRAM + 1):
        spot = _spot(four_at(needle.letters.near + i), grams.shift)
        if not grams.bits[spot >> 6] >> (spot & 63) & 1:
            return False
    return True
