"""The compiled form of :mod:`digest_app.cleaning.rules_words`: folding, openings, needles.

The signs that part words and the first letters of rules' words come from the module in Python.
"""

from cpython.mem cimport PyMem_Calloc, PyMem_Free
from cpython.object cimport PyObject_Hash
from libc.stdint cimport uint8_t, uint32_t, uint64_t

from digest_app.cleaning.compiled_letters cimport (
    PARTS,
    Letters,
    Needle,
    entry_of,
    find_in,
    fold_into,
    grams_into,
    let_go,
    may_have,
    needle_into,
    pairs_in,
    read_into,
    set_up,
    space_out,
    told,
)

cdef enum:
    _LETTERS = 5
    _SIZE_AT = 56  # an opening is a number: its bytes, and in the highest byte how many they are
    _LEAST_ROOM = 256
    _MOST_ROOM = 4096  # to begin with

cdef uint64_t _FIVE = 0xFFFFFFFFFF
cdef uint64_t _ALL = ~<uint64_t>0
cdef uint64_t _BEYOND = 0x8080808080
# The openings of a hostile text must not be made to fall on each other.
cdef uint64_t _seed = <uint64_t><Py_ssize_t>PyObject_Hash("openings of words")
# Of each byte of a text's letters: whether it is part of a word (0) or not (1), or is to be asked.
cdef uint8_t _roles[256]
cdef enum:
    _LETTER = 0
    _PARTS = 1


def fold(str text):
    """Return what :func:`digest_app.cleaning.rules_words.fold` returns."""
    cdef Letters letters
    letters.near = NULL
    letters.full = NULL
    letters.room = 0
    try:
        fold_into(&letters, text)
        space_out(&letters)
        return told(&letters)
    finally:
        let_go(&letters)


cdef inline uint64_t _spread(uint64_t opening) noexcept:
    cdef uint64_t mixed = opening ^ _seed
    mixed = (mixed ^ (mixed >> 33)) * 0xFF51AFD7ED558CCDULL
    mixed = (mixed ^ (mixed >> 33)) * 0xC4CEB9FE1A85EC53ULL
    return mixed ^ (mixed >> 33)


cdef uint64_t _opening(bytes word) except? 0:
    """Return the opening of a word of UTF-8 as a number."""
    cdef uint64_t opening = 0
    cdef int i, size = min(len(word), _LETTERS)
    for i in range(size):
        opening |= (<uint64_t><uint8_t>word[i]) << (8 * i)
    return opening | (<uint64_t>size << _SIZE_AT)


cdef uint64_t _opening_at(const Letters* letters, Py_ssize_t start, Py_ssize_t end) noexcept:
    """Return the opening of the word that stands there."""
    cdef const uint8_t* near = letters.near + start
    cdef uint64_t opening, size = min(end - start, _LETTERS)
    cdef Py_ssize_t i
    # There is room to read after the last letter.
    opening = near[0] | <uint64_t>near[1] << 8 | <uint64_t>near[2] << 16
    opening |= <uint64_t>near[3] << 24 | <uint64_t>near[4] << 32
    opening &= _FIVE >> (8 * (_LETTERS - size))
    if opening & _BEYOND:
        opening = size = 0
        for i in range(start, end):
            _append(&opening, &size, letters.full[i])
            if size == _LETTERS:
                break
    return opening | size << _SIZE_AT


cdef void _append(uint64_t* opening, uint64_t* size, uint32_t letter) noexcept:
    """Put a letter's bytes of UTF-8 to an opening, as far as there is room."""
    cdef uint8_t raw[4]
    cdef int count, i
    if letter < 0x80:
        raw[0], count = letter, 1
    elif letter < 0x800:
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


cdef class Words:
    """The folded letters of a text, and the openings of its words."""

    def __cinit__(self, str text):
        cdef size_t room = _LEAST_ROOM
        fold_into(&self.letters, text)
        while room < _MOST_ROOM and room < <size_t>self.letters.size // 4:
            room *= 2
        self.slots = <uint64_t*>PyMem_Calloc(room, sizeof(uint64_t))
        if self.slots is NULL:
            raise MemoryError
        self.mask = room - 1
        self._open()

    def __dealloc__(self):
        let_go(&self.letters)
        PyMem_Free(self.slots)
        PyMem_Free(self.grams.bits)

    @property
    def aligned(self):
        """Whether each letter of the text is folded into one."""
        return self.letters.aligned

    @property
    def folded(self):
        """The text as rules compare it, its spaces untouched."""
        return told(&self.letters)

    @property
    def openings(self):
        """The openings of its words, as a set of bytes."""
        cdef size_t i
        found = set()
        for i in range(self.mask + 1):
            if self.slots[i]:
                raw = (self.slots[i] & _FIVE).to_bytes(_LETTERS, "little")
                found.add(raw[: self.slots[i] >> _SIZE_AT])
        return found

    cdef int _open(self) except -1:
        """Take in the opening of each word."""
        cdef Py_ssize_t i = 0, start, size = self.letters.size
        cdef const uint8_t* near = self.letters.near
        cdef uint8_t role
        while i < size:
            start = i
            while i < size:
                role = _roles[near[i]]
                if role != _LETTER and (
                    role == _PARTS or entry_of(self.letters.full[i]) & PARTS
                ):
                    break
                i += 1
            if i > start:
                self._add(_opening_at(&self.letters, start, i))
            i += 1
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


cdef class Sought:
    """A few folded words, of which one has to stand in a stretch of text."""

    def __cinit__(self, tuple words):
        self.needles = <Needle*>PyMem_Calloc(len(words) + 1, sizeof(Needle))
        if self.needles is NULL:
            raise MemoryError
        for word in words:
            self.count += 1
            needle_into(&self.needles[self.count - 1], word)

    def __dealloc__(self):
        cdef Py_ssize_t i
        for i in range(self.count):
            let_go(&self.needles[i].letters)
        PyMem_Free(self.needles)

    def stand_in(self, str text, Py_ssize_t start, Py_ssize_t end):
        """Tell whether one of the words stands in ``text[start:end]``, folded."""
        cdef Letters letters
        letters.near = NULL
        letters.full = NULL
        letters.room = 0
        try:
            fold_into(&letters, text[start:end])
            space_out(&letters)
            return self.count > 0 and self.may_stand(&letters, _ALL)
        finally:
            let_go(&letters)

    cdef bint may_stand(self, const Letters* letters, uint64_t pairs) noexcept:
        """Tell whether one of the words is in letters with these pairs; if there are none, True."""
        cdef Py_ssize_t i
        for i in range(self.count):
            if not self.needles[i].pairs & ~pairs and find_in(letters, &self.needles[i], 0) >= 0:
                return True
        return self.count == 0


cdef class Needles:
    """Words to look for in texts; :class:`digest_app.cleaning.rules_words.Needles` says more.

    ``filed`` are the words by the opening that they are looked up by, each with all its openings,
    itself folded, and its number in ``words``; ``signs`` are the numbers of others by their sign.
    """

    def __cinit__(self, list words, dict filed, dict signs):
        cdef Py_ssize_t filed_count = sum(map(len, filed.values())), needed = 0
        for group in filed.values():
            needed += sum([len(openings) for openings, *_ in group])
        self.words, self.signed = words, list(signs.values())
        self.needles = <Needle*>PyMem_Calloc(len(words) + 1, sizeof(Needle))
        self.filed = <_Filed*>PyMem_Calloc(filed_count + 1, sizeof(_Filed))
        self.groups = <_Group*>PyMem_Calloc(len(filed) + 1, sizeof(_Group))
        self.signs = <Needle*>PyMem_Calloc(len(signs) + 1, sizeof(Needle))
        self.openings = <uint64_t*>PyMem_Calloc(needed + 1, sizeof(uint64_t))
        self.filed_by_number = <_Filed**>PyMem_Calloc(len(words) + 1, sizeof(_Filed*))
        if not (self.needles and self.filed and self.groups and self.signs and self.openings):
            raise MemoryError
        if not self.filed_by_number:
            raise MemoryError
        for word, _ in words:
            self.count += 1
            needle_into(&self.needles[self.count - 1], word)
        for sign in signs:
            self.signs_count += 1
            needle_into(&self.signs[self.signs_count - 1], sign)
        self._file(filed)

    cdef int _file(self, dict entries_by_opening) except -1:
        cdef Py_ssize_t at = 0, count = 0
        cdef _Group* group = self.groups
        cdef _Filed* filed = self.filed
        for opening, entries in entries_by_opening.items():
            group.opening = _opening(opening)
            group.start = count
            for openings, _, raw, number in entries:
                filed.needle = &self.needles[number]
                filed.number, filed.opening = number, group.opening
                self.filed_by_number[filed.number] = filed
                filed.whole = _opening(raw) if len(raw) <= _LETTERS else 0
                filed.others = at
                for other in openings:
                    if other != opening:
                        self.openings[at] = _opening(other)
                        at += 1
                filed.more = at
                filed += 1
                count += 1
            group.end = count
            group += 1
        self.groups_count = len(entries_by_opening)
        return 0

    def __dealloc__(self):
        cdef Py_ssize_t i
        for i in range(self.count):
            let_go(&self.needles[i].letters)
        for i in range(self.signs_count):
            let_go(&self.signs[i].letters)
        PyMem_Free(self.needles)
        PyMem_Free(self.filed)
        PyMem_Free(self.filed_by_number)
        PyMem_Free(self.groups)
        PyMem_Free(self.signs)
        PyMem_Free(self.openings)

    def of(self, Words text, str asked=None):
        """Return the words that the text may have, each with what it is looked for, in order.

        Where the lines that are asked about are given, folded, only what stands in them.
        """
        return [self.words[number] for number in self.numbers(text, asked)]

    cdef list numbers(self, Words text, str asked):
        """Return the numbers of the words that :meth:`of` returns, in order."""
        cdef _Asked lines
        cdef list found = []
        lines.letters.near = NULL
        lines.letters.full = NULL
        lines.letters.room = 0
        lines.grams.bits = NULL
        try:
            if asked is not None:
                read_into(&lines.letters, asked)
                grams_into(&lines.grams, &lines.letters)
            elif text.grams.bits is NULL:
                grams_into(&text.grams, &text.letters)
            self._by_signs(text, NULL if asked is None else &lines, found)
            self._by_openings(text, NULL if asked is None else &lines, found)
        finally:
            let_go(&lines.letters)
            PyMem_Free(lines.grams.bits)
        found.sort()
        return found

    cdef list in_line(self, str line, Py_ssize_t words, const Py_ssize_t* longest, whole):
        """Return the numbers of the words that stand in this line, and that :meth:`of` returns.

        Left out are those for lines of fewer words; ``longest`` says of each how many. ``whole()``
        are the words of the text that the line is from; it is asked where the line's own do not
        tell.
        """
        cdef Words own = Words(line), text = None
        cdef Letters letters
        cdef list found = []
        cdef uint64_t pairs
        cdef Py_ssize_t i
        letters.near = NULL
        letters.full = NULL
        letters.room = 0
        try:
            fold_into(&letters, line)
            space_out(&letters)
            pairs = pairs_in(&letters)
            for i in range(self.count):
                if words > longest[i] or self.needles[i].pairs & ~pairs:
                    continue
                if find_in(&letters, &self.needles[i], 0) < 0:
                    continue
                if not self._opens(own, i):
                    text = whole() if text is None else text
                    if not self._opens(text, i):
                        continue
                found.append(i)
        finally:
            let_go(&letters)
        return found

    cdef bint _opens(self, Words text, Py_ssize_t number) noexcept:
        """Tell whether a text has words that stand in one of its lines, and their openings."""
        cdef const _Filed* filed = self.filed_by_number[number]
        cdef Py_ssize_t i
        if filed is NULL:
            return True  # nothing but its sign is asked for, which stands in the line
        if not text.has(filed.opening):
            return False
        for i in range(filed.others, filed.more):
            if not text.has(self.openings[i]):
                return False
        if filed.whole and text.has(filed.whole):
            return True
        return find_in(&text.letters, filed.needle, 0) >= 0

    cdef int _by_signs(self, Words text, const _Asked* lines, list found) except -1:
        cdef Py_ssize_t i, number
        for i in range(self.signs_count):
            if find_in(&text.letters, &self.signs[i], 0) < 0:
                continue
            for each in <list>self.signed[i]:
                number = each
                if lines is NULL or find_in(&lines.letters, &self.needles[number], 0) >= 0:
                    found.append(each)
        return 0

    cdef int _by_openings(self, Words text, const _Asked* lines, list found) except -1:
        cdef Py_ssize_t i, k
        for i in range(self.groups_count):
            if text.has(self.groups[i].opening):
                for k in range(self.groups[i].start, self.groups[i].end):
                    if self._stands(text, lines, &self.filed[k]):
                        found.append(self.filed[k].number)
        return 0

    cdef bint _stands(self, Words text, const _Asked* lines, const _Filed* filed) noexcept:
        """Tell whether the text may have the words, by their openings and then whole."""
        cdef Py_ssize_t i
        cdef bint is_opening
        for i in range(filed.others, filed.more):
            if not text.has(self.openings[i]):
                return False
        is_opening = filed.whole and text.has(filed.whole)
        if lines is not NULL:
            if not may_have(&lines.grams, filed.needle):
                return False
            if find_in(&lines.letters, filed.needle, 0) < 0:
                return False
        elif not is_opening and not may_have(&text.grams, filed.needle):
            return False
        return is_opening or find_in(&text.letters, filed.needle, 0) >= 0


cdef void _take(bytes parting):
    cdef int i
    for i in range(256):
        _roles[i] = 2 if i >= 128 else _PARTS if i in parting else _LETTER


# The Python module picks what stands here, so it is asked for its tables last.
from digest_app.cleaning.rules_words import OTHER_SIGNS, PARTING  # noqa: E402

set_up("".join(sorted(OTHER_SIGNS)))
_take(PARTING)
