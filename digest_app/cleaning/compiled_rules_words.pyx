"""The compiled form of :mod:`digest_app.cleaning.rules_words`: folding, openings, needles.

Everything is looked at as bytes: a letter beyond ASCII stands there as a byte from 128 up, and
what is found by bytes alone is compared letter by letter where there are such letters. The signs
that part words and the first letters of rules' words come from the module in Python.
"""

from cpython.mem cimport PyMem_Calloc, PyMem_Free, PyMem_Malloc, PyMem_Realloc
from cpython.object cimport PyObject_Hash
from cpython.unicode cimport (
    PyUnicode_DATA,
    PyUnicode_FromKindAndData,
    PyUnicode_GET_LENGTH,
    PyUnicode_KIND,
    PyUnicode_READ,
)
from libc.stdint cimport uint8_t, uint32_t, uint64_t
from libc.string cimport memchr, memcmp, memcpy

cdef extern from "Python.h":
    bint Py_UNICODE_ISSPACE(Py_UCS4) nogil
    bint PyUnicode_IS_ASCII(object)
    object PyUnicode_New(Py_ssize_t, Py_UCS4)
    void* PyUnicode_1BYTE_DATA(object)

# How a letter is folded, by its number, in pages of 256 letters that are made when a text first
# has one of them: up to three letters of 21 bits each, and a bit for what parts words.
cdef enum:
    _PAGE = 256
    _PAGES = 0x1100
    _LETTERS = 5
    _LONGEST_FOLDED = 3

cdef uint64_t _LETTER = 0x1FFFFF
cdef uint64_t _PARTS = (<uint64_t>1) << 63
cdef uint64_t* _pages[_PAGES]
cdef uint8_t _parts[128]
cdef str _other_signs = ""
# The openings of a hostile text must not be made to fall on each other.
cdef uint64_t _seed = <uint64_t><Py_ssize_t>PyObject_Hash("openings of words")
# From the most frequent letter to the rarest, roughly as in the languages of Europe.
cdef bytes _FREQUENT = b" etaoinsrhldcumfpgwybvk0123456789xjqz"
cdef uint8_t _rarity[256]


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
        folded = letter.casefold()
        if letter == "\u2019":
            folded = "'"
        entry = 0
        for k in range(min(len(folded), _LONGEST_FOLDED)):
            entry |= (<uint64_t>ord(folded[k])) << (21 * k)
        if letter.isspace() or letter in _other_signs:
            entry |= _PARTS
        page[i] = entry
    _pages[number] = page
    return page


cdef inline uint64_t _entry(uint32_t letter) except? 0:
    cdef uint64_t* page = _pages[letter >> 8]
    if page is NULL:
        page = _made_page(letter >> 8)
    return page[letter & 255]


cdef inline uint8_t _near(uint32_t letter) noexcept:
    return <uint8_t>letter if letter < 128 else <uint8_t>(128 | (letter & 127))


cdef inline uint8_t _lower(uint8_t letter) noexcept:
    return letter + 32 if <uint8_t>(letter - 65) < 26 else letter


cdef void let_go(Letters* letters) noexcept:
    PyMem_Free(letters.near)
    PyMem_Free(letters.full)
    letters.near = NULL
    letters.full = NULL


cdef int _make_room(Letters* letters, Py_ssize_t room, bint full) except -1:
    """Have room for so many letters; ``full``: for those beyond ASCII too."""
    cdef void* more
    if room > letters.room or letters.near is NULL:
        more = PyMem_Realloc(letters.near, room + 1)
        if more is NULL:
            raise MemoryError
        letters.near = <uint8_t*>more
        if letters.full is not NULL:
            full = True
        letters.room = room
    elif not full or letters.full is not NULL:
        return 0
    if full:
        more = PyMem_Realloc(letters.full, (letters.room + 1) * sizeof(Py_UCS4))
        if more is NULL:
            raise MemoryError
        letters.full = <Py_UCS4*>more
    return 0


cdef int fold_into(Letters* letters, str text) except -1:
    """Fold the text without touching its spaces; the letters are new, all zero."""
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(text), i
    cdef const uint8_t* raw
    if not PyUnicode_IS_ASCII(text):
        return _fold_any(letters, text)
    _make_room(letters, size, False)
    raw = <const uint8_t*>PyUnicode_1BYTE_DATA(text)
    for i in range(size):
        letters.near[i] = _lower(raw[i])
    letters.size = size
    letters.aligned = True
    return 0


cdef int _fold_any(Letters* letters, str text) except -1:
    """Fold a text with letters beyond ASCII."""
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(text), i, at = 0
    cdef int kind = PyUnicode_KIND(text)
    cdef const void* data = PyUnicode_DATA(text)
    cdef uint64_t folded
    cdef uint32_t letter
    cdef bint after_i = False, aligned = True
    _make_room(letters, size, True)
    for i in range(size):
        letter = PyUnicode_READ(kind, data, i)
        if letter < 128:
            letter = _lower(<uint8_t>letter)
            folded = 0
        else:
            folded = _entry(letter) & ~_PARTS
            letter = <uint32_t>(folded & _LETTER)
            folded >>= 21
            if folded:
                aligned = False
                if at + size - i + _LONGEST_FOLDED > letters.room:
                    _make_room(letters, 2 * (at + size - i + _LONGEST_FOLDED), True)
        while True:
            if letter == 0x307:
                aligned = False
            if letter == 0x307 and after_i:
                after_i = False
            else:
                letters.near[at] = _near(letter)
                letters.full[at] = letter
                at += 1
                after_i = letter == 105
            if not folded:
                break
            letter = <uint32_t>(folded & _LETTER)
            folded >>= 21
    letters.size = at
    letters.aligned = aligned
    return 0


cdef int read_into(Letters* letters, str folded) except -1:
    """Take in words that are folded already; what the letters hold is overwritten."""
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(folded), i
    cdef int kind = PyUnicode_KIND(folded)
    cdef const void* data = PyUnicode_DATA(folded)
    cdef uint32_t letter
    cdef bint plain = PyUnicode_IS_ASCII(folded)
    if plain and letters.full is not NULL:
        PyMem_Free(letters.full)
        letters.full = NULL
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


cdef int needle_into(Needle* needle, str folded) except -1:
    """Take in folded words to look for, and tell their rarest letter."""
    cdef Py_ssize_t i
    read_into(&needle.letters, folded)
    needle.rare = 0
    for i in range(needle.letters.size):
        if _rarity[needle.letters.near[i]] > _rarity[needle.letters.near[needle.rare]]:
            needle.rare = i
    return 0


cdef Py_ssize_t find_in(const Letters* letters, const Needle* needle, Py_ssize_t start) noexcept:
    """Return where the words first stand from there on, or -1."""
    cdef Py_ssize_t size = needle.letters.size, last = letters.size - size, rare = needle.rare
    cdef const uint8_t* near = letters.near
    cdef const uint8_t* wanted = needle.letters.near
    cdef const uint8_t* at
    if size == 0:
        return start if start <= letters.size else -1
    if needle.letters.full is not NULL and letters.full is NULL:
        return -1
    while start <= last:
        at = <const uint8_t*>memchr(near + start + rare, wanted[rare], last - start + 1)
        if at is NULL:
            return -1
        start = at - near - rare
        if memcmp(near + start, wanted, size) == 0 and (
            needle.letters.full is NULL
            or memcmp(
                letters.full + start, needle.letters.full, size * sizeof(Py_UCS4)
            ) == 0
        ):
            return start
        start += 1
    return -1


def fold(str text):
    """Return what :func:`digest_app.cleaning.rules_words.fold` returns."""
    cdef Letters letters
    if PyUnicode_IS_ASCII(text):
        return _fold_ascii(text)
    letters.near = NULL
    letters.full = NULL
    letters.room = 0
    try:
        _fold_any(&letters, text)
        return _with_single_spaces(&letters)
    finally:
        let_go(&letters)


cdef str _fold_ascii(str text):
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(text), i
    cdef const uint8_t* raw = <const uint8_t*>PyUnicode_1BYTE_DATA(text)
    cdef str folded = PyUnicode_New(size, 127)
    cdef uint8_t* into = <uint8_t*>PyUnicode_1BYTE_DATA(folded)
    cdef uint8_t letter, before = 0
    cdef bint uneven = False
    for i in range(size):
        letter = _lower(raw[i])
        into[i] = letter
        if letter <= 32:
            uneven |= letter == 10 or letter == 9 or (letter == 32 and before == 32)
        before = letter
    return " ".join(folded.split()) if uneven else folded


cdef str _with_single_spaces(Letters* letters):
    cdef Py_ssize_t i
    cdef uint32_t letter, before = 0
    cdef Py_UCS4* full = letters.full
    cdef bint uneven = False
    for i in range(letters.size):
        letter = full[i]
        if letter == 0xA0:
            letter = full[i] = 32
        if letter <= 32:
            uneven |= letter == 10 or letter == 9 or (letter == 32 and before == 32)
        before = letter
    folded = <str>PyUnicode_FromKindAndData(4, full, letters.size)
    return " ".join(folded.split()) if uneven else folded


cdef inline uint64_t _spread(uint64_t opening) noexcept:
    cdef uint64_t mixed = opening ^ _seed
    mixed = (mixed ^ (mixed >> 33)) * 0xFF51AFD7ED558CCDULL
    mixed = (mixed ^ (mixed >> 33)) * 0xC4CEB9FE1A85EC53ULL
    return mixed ^ (mixed >> 33)


cdef uint64_t _opening(bytes word) except? 0:
    """Return the word's opening as a number: up to five bytes, and how many they are."""
    cdef uint64_t opening = 0
    cdef int i, size = min(len(word), _LETTERS)
    for i in range(size):
        opening |= (<uint64_t><uint8_t>word[i]) << (8 * i)
    return opening | (<uint64_t>size << 56)


cdef class Words:
    """The folded letters of a text, and the openings of its words."""

    def __cinit__(self, str text):
        cdef size_t room = 256
        fold_into(&self.letters, text)
        while room < 4096 and room < <size_t>self.letters.size // 2:
            room *= 2
        self.slots = <uint64_t*>PyMem_Calloc(room, sizeof(uint64_t))
        if self.slots is NULL:
            raise MemoryError
        self.mask = room - 1
        self._open()

    def __dealloc__(self):
        let_go(&self.letters)
        PyMem_Free(self.slots)

    @property
    def aligned(self):
        """Whether each letter of the text is folded into one."""
        return self.letters.aligned

    @property
    def folded(self):
        """The text as rules compare it, its spaces untouched."""
        if self.letters.full is NULL:
            return (<char*>self.letters.near)[: self.letters.size].decode("ascii")
        return <str>PyUnicode_FromKindAndData(4, self.letters.full, self.letters.size)

    @property
    def openings(self):
        """The openings of its words, as a set of bytes."""
        cdef size_t i
        found = set()
        for i in range(self.mask + 1):
            if self.slots[i]:
                raw = (self.slots[i] & 0xFFFFFFFFFF).to_bytes(_LETTERS, "little")
                found.add(raw[: self.slots[i] >> 56])
        return found

    cdef int _open(self) except -1:
        """Take in the opening of each word."""
        cdef Py_ssize_t i
        cdef uint64_t opening = 0
        cdef uint64_t size = 0
        cdef uint8_t near
        cdef uint32_t letter
        for i in range(self.letters.size):
            near = self.letters.near[i]
            if near < 128:
                if _parts[near]:
                    if size:
                        self._add(opening | (size << 56))
                        opening = size = 0
                elif size < _LETTERS:
                    opening |= (<uint64_t>near) << (8 * size)
                    size += 1
                continue
            letter = self.letters.full[i]
            if _entry(letter) & _PARTS:
                if size:
                    self._add(opening | (size << 56))
                    opening = size = 0
            elif size < _LETTERS:
                _append(&opening, &size, letter)
        if size:
            self._add(opening | (size << 56))
        return 0

    cdef int _add(self, uint64_t opening) except -1:
        cdef size_t at = _spread(opening) & self.mask
        while self.slots[at]:
            if self.slots[at] == opening:
                return 0
            at = (at + 1) & self.mask
        self.slots[at] = opening
        self.taken += 1
        if 2 * self.taken > self.mask:
            self._grow()
        return 0

    cdef int _grow(self) except -1:
        cdef uint64_t* old = self.slots
        cdef size_t room = self.mask + 1, i, at
        cdef uint64_t* more = <uint64_t*>PyMem_Calloc(2 * room, sizeof(uint64_t))
        if more is NULL:
            raise MemoryError
        for i in range(room):
            if old[i]:
                at = _spread(old[i]) & (2 * room - 1)
                while more[at]:
                    at = (at + 1) & (2 * room - 1)
                more[at] = old[i]
        self.slots = more
        self.mask = 2 * room - 1
        PyMem_Free(old)
        return 0

    cdef bint has(self, uint64_t opening) noexcept:
        cdef size_t at = _spread(opening) & self.mask
        while self.slots[at]:
            if self.slots[at] == opening:
                return True
            at = (at + 1) & self.mask
        return False


cdef void _append(uint64_t* opening, uint64_t* size, uint32_t letter) noexcept:
    """Put a letter's bytes of UTF-8 to an opening, as far as there is room."""
    cdef uint8_t raw[4]
    cdef int count, i
    if letter < 0x800:
        raw[0], raw[1], count = 0xC0 | letter >> 6, 0x80 | letter & 63, 2
    elif letter < 0x10000:
        raw[0], raw[1], raw[2] = 0xE0 | letter >> 12, 0x80 | letter >> 6 & 63, 0x80 | letter & 63
        count = 3
    else:
        raw[0], raw[1] = 0xF0 | letter >> 18, 0x80 | letter >> 12 & 63
        raw[2], raw[3], count = 0x80 | letter >> 6 & 63, 0x80 | letter & 63, 4
    for i in range(count):
        if size[0] < _LETTERS:
            opening[0] |= (<uint64_t>raw[i]) << (8 * size[0])
            size[0] += 1


cdef struct _Sought:
    # A needle with openings: the other ones that it needs, and itself where it is but an opening.
    Needle needle
    uint64_t whole
    Py_ssize_t others
    Py_ssize_t more
    Py_ssize_t number


cdef struct _Group:
    uint64_t opening
    Py_ssize_t start
    Py_ssize_t end


cdef class Needles:
    """Words to look for in texts; :class:`digest_app.cleaning.rules_words.Needles` says more.

    ``filed`` are the words by the opening that they are looked up by, each with all its openings,
    itself folded, and its number in ``words``; ``signs`` are the numbers of others by their sign.
    """

    cdef list words
    cdef list texts
    cdef _Sought* sought
    cdef _Group* groups
    cdef Needle* signs
    cdef list signed
    cdef uint64_t* openings
    cdef Py_ssize_t count
    cdef Py_ssize_t groups_count

    def __cinit__(self, list words, dict filed, dict signs):
        cdef Py_ssize_t count = sum(map(len, filed.values())), needed = 0
        self.words, self.texts, self.signed = words, [word for word, _ in words], []
        for group in filed.values():
            needed += sum([len(openings) for openings, *_ in group])
        self.sought = <_Sought*>PyMem_Calloc(count + 1, sizeof(_Sought))
        self.groups = <_Group*>PyMem_Calloc(len(filed) + 1, sizeof(_Group))
        self.signs = <Needle*>PyMem_Calloc(len(signs) + 1, sizeof(Needle))
        self.openings = <uint64_t*>PyMem_Calloc(needed + 1, sizeof(uint64_t))
        if not (self.sought and self.groups and self.signs and self.openings):
            raise MemoryError
        for sign, numbers in signs.items():
            needle_into(&self.signs[len(self.signed)], sign)
            self.signed.append(numbers)
        self._file(filed)

    cdef int _file(self, dict filed) except -1:
        cdef Py_ssize_t at = 0
        cdef _Group* group = self.groups
        for opening, entries in filed.items():
            group.opening = _opening(opening)
            group.start = self.count
            for openings, word, raw, number in entries:
                needle_into(&self.sought[self.count].needle, word)
                self.sought[self.count].number = number
                self.sought[self.count].whole = _opening(raw) if len(raw) <= _LETTERS else 0
                self.sought[self.count].others = at
                for other in openings:
                    if other != opening:
                        self.openings[at] = _opening(other)
                        at += 1
                self.sought[self.count].more = at
                self.count += 1
            group.end = self.count
            group += 1
        self.groups_count = len(filed)
        return 0

    def __dealloc__(self):
        cdef Py_ssize_t i
        if self.sought is not NULL:
            for i in range(self.count):
                let_go(&self.sought[i].needle.letters)
        if self.signs is not NULL:
            for i in range(len(self.signed) if self.signed is not None else 0):
                let_go(&self.signs[i].letters)
        PyMem_Free(self.sought)
        PyMem_Free(self.groups)
        PyMem_Free(self.signs)
        PyMem_Free(self.openings)

    def of(self, Words text, str asked=None):
        """Return the words that the text may have, each with what it is looked for, in order.

        Where the lines that are asked about are given, folded, only what stands in them.
        """
        cdef Letters lines
        cdef Py_ssize_t i
        cdef list found = []
        lines.near = NULL
        lines.full = NULL
        lines.room = 0
        try:
            if asked is not None:
                read_into(&lines, asked)
            for i in range(len(self.signed)):
                if find_in(&text.letters, &self.signs[i], 0) >= 0:
                    found += self.signed[i]
            if asked is not None:
                found = [n for n in found if self.texts[n] in asked]
            for i in range(self.groups_count):
                if text.has(self.groups[i].opening):
                    self._look(text, &lines, self.groups[i].start, self.groups[i].end, found)
        finally:
            let_go(&lines)
        found.sort()
        return [self.words[number] for number in found]

    cdef int _look(
        self, Words text, Letters* lines, Py_ssize_t start, Py_ssize_t end, list found
    ) except -1:
        """Find those of the needles that the text has, by their openings and then whole."""
        cdef Py_ssize_t i, k
        cdef _Sought* sought
        for i in range(start, end):
            sought = &self.sought[i]
            for k in range(sought.others, sought.more):
                if not text.has(self.openings[k]):
                    break
            else:
                if lines.near is not NULL and find_in(lines, &sought.needle, 0) < 0:
                    continue
                if sought.whole and text.has(sought.whole):
                    found.append(sought.number)
                elif find_in(&text.letters, &sought.needle, 0) >= 0:
                    found.append(sought.number)
        return 0


cdef void _set_up(bytes parting) noexcept:
    cdef int i
    for i in range(256):
        _rarity[i] = 255
    for i in range(len(_FREQUENT)):
        _rarity[<uint8_t>_FREQUENT[i]] = <uint8_t>i
    for i in range(128):
        _parts[i] = i in parting


# The Python module picks what stands here, so it is asked for its tables last.
from digest_app.cleaning.rules_words import OTHER_SIGNS, PARTING  # noqa: E402

_other_signs = "".join(sorted(OTHER_SIGNS))
_set_up(PARTING)
