"""The words that the tables of ``words.py`` tell of, found by their signs; none is added later.

Only words of one-byte signs are held. Sixteen bytes must be there to be read where a word begins,
whatever they are, so that its signs can be taken in two steps.
"""

from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t
from libc.string cimport memcpy

cdef enum:
    AHEAD = 16  # bytes from a word's beginning that are read
    LONGEST = 64  # signs of a word that is held


cdef struct Word:
    uint64_t low  # its first eight signs
    uint64_t high  # its next eight
    double weight
    uint32_t at  # where its signs begin among those of all
    uint16_t size  # 0 where the place is free
    uint8_t flags  # what else is known of it
    uint8_t meant


cdef struct Lexicon:
    Word *words
    uint64_t *hints  # a bit for each word, at a place that few others share
    unsigned char *signs
    int shift  # makes the place of a word of its hash
    int hint_shift  # and the place of its bit
    Py_ssize_t size  # of the words in places


# Makes a table of these words; it lives as long as the program.
cdef Lexicon *lexicon(object words) except NULL

# Return what is known of a word, NULL where it is none of these; as find, where its hint is there.
cdef Word *sought(
    const Lexicon *known, const unsigned char *word, Py_ssize_t size, uint64_t low, uint64_t high
) noexcept


cdef inline uint64_t spread(uint64_t low, uint64_t high) noexcept:
    """Return the hash of a word by its signs; its upper bits are the best."""
    cdef uint64_t factor = 0xD6E8FEB86659FD93
    cdef uint64_t found = (low ^ (high * <uint64_t>0x9E3779B97F4A7C15)) * factor
    return (found ^ (found >> 32)) * factor


cdef inline Word *find(
    const Lexicon *known, const unsigned char *word, Py_ssize_t size
) noexcept:
    """Return what is known of a word of at least one sign, NULL where it is none of these."""
    cdef uint64_t low, high, key, all_bits = ~<uint64_t>0
    memcpy(&low, word, 8)
    memcpy(&high, word + 8, 8)
    low &= all_bits >> (64 - 8 * size if size < 8 else 0)
    high &= all_bits >> (128 - 8 * size if size < 16 else 0) if size > 8 else 0
    key = spread(low, high) >> known.hint_shift
    if not (known.hints[key >> 6] >> (key & 63)) & 1:
        return NULL
    return sought(known, word, size, low, high)
