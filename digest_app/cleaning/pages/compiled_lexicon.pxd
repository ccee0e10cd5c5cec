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


cdef extern from *:
    """
    /* Memory that is soon to be read is asked for early; some compilers have no word for it. */
    #if defined(__GNUC__) || defined(__clang__)
    #define digest_fetch(place) __builtin_prefetch(place)
    #else
    #define digest_fetch(place) ((void) (place))
    #endif
    """
    void digest_fetch(const void *place) noexcept


cdef struct Sought:
    # A word that is being looked for.
    uint64_t low
    uint64_t high
    Py_ssize_t place  # where it stands, if it does; below 0 where it does not


# Return what is known of a word that is looked for, NULL where it is none of these.
cdef Word *looked_up(
    const Lexicon *known, const unsigned char *word, Py_ssize_t size, const Sought *sought
) noexcept


cdef inline uint64_t spread(uint64_t low, uint64_t high) noexcept:
    """Return the hash of a word by its signs; its upper bits are the best."""
    cdef uint64_t factor = 0xD6E8FEB86659FD93
    cdef uint64_t made = (low ^ (high * <uint64_t>0x9E3779B97F4A7C15)) * factor
    return (made ^ (made >> 32)) * factor


cdef inline void seek(
    const Lexicon *known, const unsigned char *word, Py_ssize_t size, Sought *sought
) noexcept:
    """Begin to look for a word of at least one sign: what its place holds is on its way then."""
    cdef uint64_t low, high, key, hint, all_bits = ~<uint64_t>0
    cdef Py_ssize_t is_hinted
    memcpy(&low, word, 8)
    memcpy(&high, word + 8, 8)
    sought.low = low = low & (all_bits >> (64 - 8 * size if size < 8 else 0))
    high &= all_bits >> (128 - 8 * size if size < 16 else 0) if size > 8 else 0
    sought.high = high
    key = spread(low, high)
    hint = key >> known.hint_shift
    is_hinted = (known.hints[hint >> 6] >> (hint & 63)) & 1
    sought.place = <Py_ssize_t>(key >> known.shift) & -is_hinted
    digest_fetch(&known.words[sought.place])
    sought.place |= is_hinted - 1


cdef inline Word *find(
    const Lexicon *known, const unsigned char *word, Py_ssize_t size
) noexcept:
    """Return what is known of a word of at least one sign, NULL where it is none of these."""
    cdef Sought sought
    seek(known, word, size, &sought)
    return looked_up(known, word, size, &sought) if sought.place >= 0 else NULL
