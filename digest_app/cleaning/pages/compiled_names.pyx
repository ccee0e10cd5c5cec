"""What the names and tags of elements say, looked up once for each that is different.

Sites use the same names on all of their pages, and some thousands are common to most sites.
"""

from math import fsum

from digest_app.cleaning.pages import elements as plain_elements
from digest_app.cleaning.pages import evidence as plain_evidence
from digest_app.cleaning.pages import words as plain_words
from digest_app.domain.block import HIDDEN

cimport cython
from cpython.dict cimport PyDict_GetItemWithError
from cpython.object cimport PyObject
from cpython.unicode cimport PyUnicode_1BYTE_DATA
from libc.stdint cimport uint64_t
from libc.string cimport memcmp

from digest_app.cleaning.pages.compiled_words cimport Entry, Table, weighed

cdef extern from "Python.h":
    bint PyUnicode_IS_ASCII(object text)
    PyObject *PyDict_SetDefault(object known, object key, object made)

cdef enum:
    # What a word says besides its weight.
    WEIGHS = 1
    FURNITURE = 2
    NEVER = 4
    # Room for the signs of a word that is known, for the words of one name that weigh something,
    # and for the parts of words.
    WORD = 64
    FOUND = 64
    STEMS = 64
    LETTERS = 32

cdef Py_ssize_t MOST_LETTERS = 1_000_000  # of names that are remembered, some megabytes in all
cdef Py_ssize_t MOST_NAMES = 20_000
cdef Names KNOWN = Names()
cdef Table WORDS
cdef uint64_t TURN = 0

cdef list STEM_BYTES = [stem.encode("ascii") for stem in plain_words.STEMS]
cdef const unsigned char *STEM_SIGNS[STEMS]
cdef Py_ssize_t STEM_SIZES[STEMS]
cdef Entry *STEM_ENTRIES[STEMS]
# The stems that begin with two letters: the first of them, and after each the next; -1 is none.
cdef int FIRST_STEM[LETTERS * LETTERS]
cdef int NEXT_STEM[STEMS]
cdef bytes HIDDEN_BYTES = HIDDEN.encode("ascii")


cdef Entry *_entry(str word):
    """Return what is known of a word, NULL where it is not in the table."""
    cdef Py_UCS4 signs[WORD]
    cdef Py_ssize_t i, size = len(word)
    for i in range(size):
        signs[i] = word[i]
    return WORDS.find(signs, size)


def _fill():
    """Read the tables of words.py."""
    global WORDS
    weights = plain_words.name_weights()
    furniture, never = plain_words.FURNITURE, plain_words.NEVER_ARTICLE
    WORDS = weighed(dict.fromkeys(furniture | never, 0.0) | weights)
    if WORDS.longest > WORD or len(STEM_BYTES) > STEMS:
        raise ImportError("compiled_names has no room for what words.py holds")
    for word in weights:
        _entry(word).flags |= WEIGHS
    for word in furniture:
        _entry(word).flags |= FURNITURE
    for word in never:
        _entry(word).flags |= NEVER


def _fill_stems():
    """Read the parts of words, by the letters that they begin with."""
    cdef int i, key
    cdef bytes stem
    for key in range(LETTERS * LETTERS):
        FIRST_STEM[key] = -1
    for i, stem in enumerate(STEM_BYTES):
        if len(stem) < 2 or not stem.isalpha():
            raise ImportError("a part of words is too short")
        STEM_SIGNS[i], STEM_SIZES[i] = stem, len(stem)
        STEM_ENTRIES[i] = _entry("~" + stem.decode())
        key = (STEM_SIGNS[i][0] & 31) * LETTERS + (STEM_SIGNS[i][1] & 31)
        NEXT_STEM[i], FIRST_STEM[key] = FIRST_STEM[key], i


_fill()
_fill_stems()


cdef struct Found:
    Entry *words[FOUND]
    int count
    bint many  # more than there is room for
    int flags


@cython.no_gc
cdef class Name:
    pass


@cython.no_gc
cdef class Tag:
    def __cinit__(self, str tag):
        self.tag = tag
        self.special = plain_elements._SPECIAL.get(tag, 0)
        self.number = plain_evidence._TAGS.get(tag, 0.0)
        self.furniture = tag in plain_words.FURNITURE_TAGS
        self.headline = tag == "h1"


cdef class Names:
    def __cinit__(self):
        self._names, self._tags = {}, {}

    cdef Name name(self, str words):
        """Return what is known of an element's words."""
        cdef PyObject *found = PyDict_GetItemWithError(self._names, words)
        if found != NULL:
            return <Name>found
        self.letters += len(words)
        cdef Name made = _read(words) if PyUnicode_IS_ASCII(words) else _read_other(words)
        return <Name>_kept(self._names, words, made)

    cdef Tag tag(self, str tag):
        """Return what is known of elements of this name."""
        cdef PyObject *found = PyDict_GetItemWithError(self._tags, tag)
        if found != NULL:
            return <Tag>found
        self.letters += len(tag)
        return <Tag>_kept(self._tags, tag, Tag(tag))


cdef object _kept(dict known, str key, object made):
    """Keep what was made for a key, and return it; or what another has made of it meanwhile."""
    cdef PyObject *kept = PyDict_SetDefault(known, key, made)
    if kept == NULL:
        raise MemoryError
    return <object>kept


cdef Names known():
    """Return what is known; a new one where it has become much, for pages in hand keep theirs."""
    global KNOWN
    if KNOWN.letters > MOST_LETTERS or len(KNOWN._names) + len(KNOWN._tags) > MOST_NAMES:
        KNOWN = Names()
    return KNOWN


cdef inline void _meet(Entry *entry, Found *found) noexcept:
    """Take a word of a name down, if it is not yet."""
    if entry == NULL or entry.mark == TURN:
        return
    entry.mark = TURN
    found.flags |= entry.flags & (FURNITURE | NEVER)
    if entry.flags & WEIGHS:
        if found.count < FOUND:
            found.words[found.count] = entry
            found.count += 1
        else:
            found.many = True


cdef inline void _meet_stems(
    const unsigned char *signs, Py_ssize_t left, Found *found
) noexcept:
    """Take down the parts of words that begin here."""
    cdef int stem = FIRST_STEM[(signs[0] & 31) * LETTERS + (signs[1] & 31)]
    while stem >= 0:
        if STEM_SIZES[stem] <= left and not memcmp(signs, STEM_SIGNS[stem], STEM_SIZES[stem]):
            _meet(STEM_ENTRIES[stem], found)
        stem = NEXT_STEM[stem]


cdef inline bint _separates(unsigned char sign) noexcept:
    """Tell the signs that ``words.split`` cuts plain names at."""
    return sign == c"-" or sign == c"_" or sign == c" " or 9 <= sign <= 13 or 28 <= sign <= 31


cdef void _scan(const unsigned char *signs, Py_ssize_t size, Found *found) noexcept:
    """Take down the words of a plain name, and their parts."""
    cdef Py_UCS4 word[WORD]
    cdef Py_ssize_t i, length = 0
    global TURN
    TURN += 1
    for i in range(size):
        if _separates(signs[i]):
            if 0 < length <= WORD:
                _meet(WORDS.find(word, length), found)
            length = 0
            continue
        if length < WORD:
            word[length] = signs[i]
        length += 1
        if i + 1 < size:
            _meet_stems(&signs[i], size - i, found)
    if 0 < length <= WORD:
        _meet(WORDS.find(word, length), found)


cdef Name _read(str words):
    """Read a plain name."""
    cdef Found found
    found.count, found.many, found.flags = 0, False, 0
    cdef const unsigned char *signs = <const unsigned char *>PyUnicode_1BYTE_DATA(words)
    cdef Py_ssize_t size = len(words), hidden = len(HIDDEN_BYTES)
    cdef Name made = Name.__new__(Name)
    _scan(signs, size, &found)
    made.words = words
    made.hidden = size >= hidden and not memcmp(
        &signs[size - hidden], <const char *>HIDDEN_BYTES, hidden
    )
    made.piece = made.hidden and plain_elements.is_piece(words)
    made.never = found.flags & NEVER != 0
    made.furniture = made.never or (
        not made.piece if made.hidden else found.flags & FURNITURE != 0
    )
    if found.many:
        made.weight = plain_elements.name_weight(
            plain_words.split(words), plain_words.name_weights()
        )
    else:
        made.weight = _sum(&found)
    return made


cdef double _sum(Found *found) except? -1:
    """Add the weights up as no order of them changes."""
    if found.count == 0:
        return 0.0
    if found.count == 1:
        return found.words[0].weight
    if found.count == 2:
        return found.words[0].weight + found.words[1].weight
    return fsum([found.words[i].weight for i in range(found.count)])


cdef Name _read_other(str words):
    """Read a name with signs that are not plain."""
    cdef Name made = Name.__new__(Name)
    names = plain_words.split(words)
    sure = plain_elements.names_furniture(words, names)
    made.words = words
    made.hidden = words.endswith(HIDDEN)
    made.piece = plain_elements.is_piece(words)
    made.never = sure is True
    made.furniture = sure is not None
    made.weight = plain_elements.name_weight(names, plain_words.name_weights())
    return made


def name_of(str words):
    """Return what elements.py says of a name: its weight, and whether it is furniture's."""
    cdef Name name = _read(words) if PyUnicode_IS_ASCII(words) else _read_other(words)
    return name.weight, name.never if name.furniture else None, name.hidden, name.piece
