"""What the names and tags of a page's elements say, read once for each that is different."""

from digest_app.cleaning.pages import elements as plain_elements
from digest_app.cleaning.pages import evidence as plain_evidence
from digest_app.cleaning.pages import reasons
from digest_app.cleaning.pages import words as plain_words
from digest_app.cleaning.pages.held import _CELLS as CELLS
from digest_app.cleaning.pages.held import _PARTS as PARTS
from digest_app.domain.block import HIDDEN

from cpython.dict cimport PyDict_GetItemWithError
from cpython.mem cimport PyMem_Calloc, PyMem_Free, PyMem_Malloc, PyMem_Realloc
from cpython.object cimport PyObject
from cpython.ref cimport Py_INCREF, Py_XDECREF
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_KIND
from libc.stdint cimport int8_t, uint8_t, uint64_t, uintptr_t
from libc.string cimport memcmp, memcpy, memset

from digest_app.cleaning.pages.compiled_lexicon cimport AHEAD, Lexicon, Word, find, lexicon
from digest_app.cleaning.pages.compiled_sums cimport Sum, add, rounded
from digest_app.cleaning.pages.compiled_tables cimport hashed

cdef extern from "Python.h":
    bint PyUnicode_IS_ASCII(object text)

cdef enum:
    # What a word says besides its weight.
    WEIGHS = 1
    FURNITURE = 2
    NEVER = 4
    # Room for a name that is read where it is, for the parts of words, and for tags.
    NAME = 512
    STEMS = 64
    LETTERS = 32
    TAGS = 128
    SEEN = 256  # a power of two
    FIRST_NAMES = 64
    MOST_NAMES = 0x3FFFFFFF

cdef Lexicon *WORDS
# The last name that each of them was met in, and the number of the name in hand.
cdef uint64_t *MET
cdef uint64_t TURN = 0
cdef bint IS_SEPARATOR[256]  # at which words.split cuts plain names
cdef Tag ALL_TAGS[TAGS]
cdef dict TAG_NUMBERS = {}
# The strings that tags were given in of late; readers use the same ones for all pages.
cdef PyObject *SEEN_TAGS[SEEN]
cdef int SEEN_NUMBERS[SEEN]
cdef bytes HIDDEN_BYTES = HIDDEN.encode("ascii")
# The reasons that names and tags give, by number.
cdef list WHYS = [None, reasons._HIDDEN, *reasons._NAMED.values(), *reasons._TAGGED.values()]
if len(WHYS) > 255:
    raise ImportError("compiled_names has no room for so many reasons")
cdef int MEANS_HIDDEN = 1

cdef list STEM_BYTES = [stem.encode("ascii") for stem in plain_words.STEMS]
cdef const unsigned char *STEM_SIGNS[STEMS]
cdef Py_ssize_t STEM_SIZES[STEMS]
cdef const Word *STEM_WORDS[STEMS]
cdef int STEM_RANKS[STEMS]  # by which a stem goes before another in what it means
cdef uint8_t RANK_MEANS[STEMS + 1]
# The stems that begin with two letters: the first of them, and after each the next; -1 is none.
cdef int8_t FIRST_STEM[LETTERS * LETTERS]
cdef int8_t NEXT_STEM[STEMS]


cdef object why(int meant):
    return WHYS[meant]


cdef int _meaning(found) except -1:
    """Return the number of a reason, 0 of None."""
    return 0 if found is None else WHYS.index(found)


cdef Word *_entry(str word) except? NULL:
    """Return what is known of a word, NULL where it is not in the table."""
    cdef bytes signs = word.encode("ascii") + bytes(AHEAD)
    return find(WORDS, <const unsigned char *><const char *>signs, len(word))


def _fill():
    """Read the tables of words.py, and what reasons.py says of words."""
    global WORDS, MET
    weights, named = plain_words.name_weights(), reasons._NAMED
    furniture, never = plain_words.FURNITURE, plain_words.NEVER_ARTICLE
    known = [word for word in {*weights, *furniture, *never, *named} if word.isascii()]
    WORDS = lexicon(known)
    MET = <uint64_t *>PyMem_Calloc(WORDS.size, sizeof(uint64_t))
    if MET == NULL:
        raise MemoryError
    for word in known:
        entry = _entry(word)
        entry.weight = weights.get(word, 0.0)
        entry.flags = (
            WEIGHS * (word in weights) | FURNITURE * (word in furniture) | NEVER * (word in never)
        )
        entry.meant = _meaning(named.get(word))
    for sign in range(256):
        IS_SEPARATOR[sign] = sign < 128 and plain_words.split(chr(sign)) == []


def _fill_stems():
    """Read the parts of words, by the letters that they begin with."""
    cdef int i, key
    cdef bytes stem
    memset(FIRST_STEM, -1, sizeof(FIRST_STEM))
    telling = reasons._TELLING_STEMS
    for i, stem in enumerate(STEM_BYTES):
        if len(stem) < 2 or len(stem) > AHEAD or not stem.isalpha() or i >= STEMS:
            raise ImportError("compiled_names has no room for what words.py holds")
        name = "~" + stem.decode()
        STEM_SIGNS[i], STEM_SIZES[i] = stem, len(stem)
        STEM_WORDS[i] = _entry(name)
        STEM_RANKS[i] = telling.index(name) if name in telling else STEMS
        RANK_MEANS[STEM_RANKS[i]] = _meaning(reasons._NAMED.get(name))
        key = (STEM_SIGNS[i][0] & 31) * LETTERS + (STEM_SIGNS[i][1] & 31)
        NEXT_STEM[i], FIRST_STEM[key] = FIRST_STEM[key], i


def _fill_tags():
    """Read what is known of tags."""
    cdef Tag *made
    tables = (
        plain_elements._SPECIAL, plain_evidence._TAGS, reasons._TAGGED, PARTS,
        CELLS, plain_words.FURNITURE_TAGS, ("h1", "table"),
    )
    for tag in sorted({tag for table in tables for tag in table}):
        TAG_NUMBERS[tag] = len(TAG_NUMBERS) + 1
        if len(TAG_NUMBERS) >= TAGS:
            raise ImportError("compiled_names has no room for so many tags")
        made = &ALL_TAGS[<int>TAG_NUMBERS[tag]]
        made.number = plain_evidence._TAGS.get(tag, 0.0)
        made.special = plain_elements._SPECIAL.get(tag, 0)
        made.meant = _meaning(reasons._TAGGED.get(tag))
        made.furniture = tag in plain_words.FURNITURE_TAGS
        made.headline, made.table = tag == "h1", tag == "table"
        made.cell, made.part = tag in CELLS, tag in PARTS


_fill()
_fill_stems()
_fill_tags()


cdef const Tag *tag_of(int number) noexcept:
    return &ALL_TAGS[number if number > 0 else 0]


cdef struct Found:
    Sum sum
    int flags
    int meant  # by the first word that means something
    int rank  # of the stem that goes before the others


cdef class Names:
    def __cinit__(self, Py_ssize_t most):
        """Make room for so many names, and as many tags."""
        cdef Py_ssize_t places = 8
        if not 0 <= most < MOST_NAMES // 4:
            raise ValueError("most")
        while places < 4 * most:
            places *= 2
        self._mask, self._room, self.count = places - 1, FIRST_NAMES, 1
        self.names = <Name *>PyMem_Malloc(self._room * sizeof(Name))
        self._places = <int *>PyMem_Calloc(places, sizeof(int))
        if self.names == NULL or self._places == NULL:
            raise MemoryError
        memset(&self.names[0], 0, sizeof(Name))

    def __dealloc__(self):
        PyMem_Free(self.names)
        PyMem_Free(self._places)

    cdef int number(self, str words) except -1:
        """Return the number of a name."""
        cdef Py_ssize_t place
        cdef Name name
        cdef const Name *known
        name.size, name.kind = len(words) * PyUnicode_KIND(words), PyUnicode_KIND(words)
        if not name.size:
            return 0
        name.signs = PyUnicode_DATA(words)
        name.hash = hashed(name.signs, name.size)
        place = <Py_ssize_t>name.hash & self._mask
        while self._places[place]:  # half of the places are free
            known = &self.names[self._places[place]]
            if (
                known.hash == name.hash and known.size == name.size and known.kind == name.kind
                and not memcmp(known.signs, name.signs, name.size)
            ):
                return self._places[place]
            place = (place + 1) & self._mask
        self._places[place] = self._add(&name, words)
        return self._places[place]

    cdef int tag(self, str tag) except? -1:
        """Return the number of a tag: below 0 where nothing is known of it."""
        cdef Py_ssize_t place = <Py_ssize_t>(<uintptr_t><PyObject *>tag >> 4) & (SEEN - 1)
        if SEEN_TAGS[place] == <PyObject *>tag:
            return SEEN_NUMBERS[place]
        cdef PyObject *found = PyDict_GetItemWithError(TAG_NUMBERS, tag)
        if found == NULL:
            return -1 - self.number(tag)
        Py_INCREF(tag)
        Py_XDECREF(SEEN_TAGS[place])
        SEEN_TAGS[place], SEEN_NUMBERS[place] = <PyObject *>tag, <int><object>found
        return SEEN_NUMBERS[place]

    cdef int _add(self, Name *name, str words) except -1:
        """Read a name that is new."""
        if 2 * self.count > self._mask:
            raise ValueError("more names than were told")
        if self.count == self._room:
            self._grow()
        if PyUnicode_IS_ASCII(words):
            _read(words, name)
        else:
            _read_other(words, name)
        self.names[self.count] = name[0]
        self.count += 1
        return <int>self.count - 1

    cdef int _grow(self) except -1:
        """Make room for twice as many names."""
        cdef Name *names = <Name *>PyMem_Realloc(self.names, 2 * self._room * sizeof(Name))
        if names == NULL:
            raise MemoryError
        self.names, self._room = names, 2 * self._room
        return 0


cdef inline void _weigh(const Word *word, Found *found) noexcept:
    """Take down a word or a part of one that weighs something, if it is not yet."""
    if MET[word - WORDS.words] != TURN:
        MET[word - WORDS.words] = TURN
        add(&found.sum, word.weight)


cdef inline void _meet(const unsigned char *signs, Py_ssize_t size, Found *found) noexcept:
    """Take down what is known of a word of a name."""
    cdef const Word *word = find(WORDS, signs, size)
    if word == NULL:
        return
    found.flags |= word.flags
    if word.flags & WEIGHS:
        _weigh(word, found)
    if not found.meant:
        found.meant = word.meant


cdef inline void _meet_stems(const unsigned char *signs, Found *found) noexcept:
    """Take down the parts of words that begin here."""
    cdef int stem = FIRST_STEM[(signs[0] & 31) * LETTERS + (signs[1] & 31)]
    while stem >= 0:
        if not memcmp(signs, STEM_SIGNS[stem], STEM_SIZES[stem]):
            found.rank = min(found.rank, STEM_RANKS[stem])
            if STEM_WORDS[stem] != NULL and STEM_WORDS[stem].flags & WEIGHS:
                _weigh(STEM_WORDS[stem], found)
        stem = NEXT_STEM[stem]


cdef void _scan(const unsigned char *signs, Py_ssize_t size, Found *found) noexcept:
    """Take down the words of a plain name, and their parts. Behind it zeros are to be read."""
    cdef Py_ssize_t i, begins = 0
    global TURN
    TURN += 1
    for i in range(size):
        if IS_SEPARATOR[signs[i]]:
            if i > begins:
                _meet(&signs[begins], i - begins, found)
            begins = i + 1
        else:
            _meet_stems(&signs[i], found)
    if size > begins:
        _meet(&signs[begins], size - begins, found)


cdef int _read(str words, Name *name) except -1:
    """Read a plain name."""
    cdef Found found
    cdef unsigned char near[NAME + AHEAD]
    cdef unsigned char *signs = near
    cdef Py_ssize_t hidden = len(HIDDEN_BYTES), size = name.size
    found.sum.count, found.flags, found.meant, found.rank = 0, 0, 0, STEMS
    if size > NAME:
        signs = <unsigned char *>PyMem_Malloc(size + AHEAD)
        if signs == NULL:
            raise MemoryError
    memcpy(signs, name.signs, size)
    memset(&signs[size], 0, AHEAD)
    _scan(signs, size, &found)
    name.hidden = size >= hidden and not memcmp(
        &signs[size - hidden], <const char *>HIDDEN_BYTES, hidden
    )
    if signs != near:
        PyMem_Free(signs)
    name.piece = name.hidden and "s:" in words and plain_elements.is_piece(words)
    name.never = found.flags & NEVER != 0
    name.furniture = name.never or (
        not name.piece if name.hidden else found.flags & FURNITURE != 0
    )
    name.meant = MEANS_HIDDEN if name.hidden else found.meant or RANK_MEANS[found.rank]
    name.weight = rounded(&found.sum)
    return 0


cdef int _read_other(str words, Name *name) except -1:
    """Read a name with signs that are not plain."""
    names = plain_words.split(words)
    sure = plain_elements.names_furniture(words, names)
    name.hidden = words.endswith(HIDDEN)
    name.piece = plain_elements.is_piece(words)
    name.never = sure is True
    name.furniture = sure is not None
    name.meant = _meaning(reasons.meant(words, names))
    name.weight = plain_elements.name_weight(names, plain_words.name_weights())
    return 0


def name_of(str words):
    """Return what the Python form says of a name: its weight, whether it is furniture's, hidden, a
    piece of a page, and what it means.
    """
    cdef Names names = Names(1)
    cdef const Name *name = &names.names[names.number(words)]
    never = bool(name.never) if name.furniture else None
    return name.weight, never, bool(name.hidden), bool(name.piece), why(name.meant)
