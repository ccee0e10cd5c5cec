"""The words that the tables of ``words.py`` tell of, found by their signs."""

import sys

from cpython.mem cimport PyMem_Calloc
from libc.stdint cimport uint32_t, uint64_t
from libc.string cimport memcmp, memcpy

if sys.byteorder != "little":
    raise ImportError("compiled_lexicon takes the first sign of a word for its lowest byte")

cdef enum:
    HINTS = 12  # bits for each word, at least


cdef Word *looked_up(
    const Lexicon *known, const unsigned char *word, Py_ssize_t size, const Sought *sought
) noexcept:
    cdef Py_ssize_t place = sought.place
    cdef Word *entry
    if place < 0:
        return NULL
    entry = &known.words[place]
    while entry.size:  # some places are free
        if entry.low == sought.low and entry.high == sought.high and entry.size == size and (
            size <= AHEAD or not memcmp(&known.signs[entry.at], word, size)
        ):
            return entry
        place = (place + 1) & (known.size - 1)
        entry = &known.words[place]
    return NULL


cdef Lexicon *lexicon(object words) except NULL:
    cdef list held = [each.encode("latin-1") for each in words if each and max(each) < "\u0100"]
    cdef Lexicon *made = <Lexicon *>_room(sizeof(Lexicon))
    cdef Py_ssize_t used = 0, bits = 64
    cdef bytes word
    made.size, made.shift, made.hint_shift = 8, 61, 58
    while made.size * 2 < len(held) * 3:
        made.size *= 2
        made.shift -= 1
    while bits < HINTS * len(held):
        bits *= 2
        made.hint_shift -= 1
    made.words = <Word *>_room(made.size * sizeof(Word))
    made.hints = <uint64_t *>_room(bits // 8)
    made.signs = <unsigned char *>_room(sum([len(word) for word in held]) + AHEAD)
    for word in held:
        if len(word) > LONGEST:
            raise ImportError("compiled_lexicon has no room for so long a word")
        memcpy(&made.signs[used], <const char *>word, len(word))
        _put(made, used, len(word))
        used += len(word)
    return made


cdef void *_room(size_t size) except NULL:
    cdef void *room = PyMem_Calloc(size, 1)
    if room == NULL:
        raise MemoryError
    return room


cdef void _put(Lexicon *known, Py_ssize_t at, Py_ssize_t size) noexcept:
    """Put a word in, whose signs are those from this place on."""
    cdef uint64_t low = 0, high = 0, key
    memcpy(&low, &known.signs[at], min(size, 8))
    if size > 8:
        memcpy(&high, &known.signs[at + 8], min(size - 8, 8))
    key = spread(low, high)
    cdef Py_ssize_t place = <Py_ssize_t>(key >> known.shift)
    while known.words[place].size:
        place = (place + 1) & (known.size - 1)
    cdef Word *entry = &known.words[place]
    entry.low, entry.high, entry.at, entry.size = low, high, <uint32_t>at, size
    key >>= known.hint_shift
    known.hints[key >> 6] |= <uint64_t>1 << (key & 63)
