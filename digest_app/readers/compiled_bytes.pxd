"""Tables that the passes over a page's bytes look into: sorts of bytes, and names of a few kinds.

Everything here is inline, so each module that imports it has tables of its own and fills them.
"""

from libc.stdint cimport uint64_t
from libc.string cimport memcpy

ctypedef unsigned char byte

cdef extern from *:
    """
    #include <stdint.h>
    #include <string.h>
    #if defined(__SSE2__) || defined(_M_X64)
    #define DIGEST_SIXTEEN
    #include <emmintrin.h>
    #if defined(_MSC_VER) && !defined(__clang__)
    #include <intrin.h>
    static inline int digest_first(unsigned int bits) {
        unsigned long at;
        _BitScanForward(&at, bits);
        return (int) at;
    }
    #else
    #define digest_first __builtin_ctz
    #endif
    #endif

    /* Where a byte is next, -1 where nowhere. Most are near: sixteen bytes at a time find them
       before a call of memchr would. */
    static inline Py_ssize_t digest_find(
        const unsigned char *s, unsigned char sought, Py_ssize_t i, Py_ssize_t length
    ) {
        const unsigned char *found;
    #ifdef DIGEST_SIXTEEN
        const __m128i all = _mm_set1_epi8((char) sought);
        Py_ssize_t last = i + 64 < length - 15 ? i + 64 : length - 15;
        for (; i < last; i += 16) {
            __m128i here = _mm_loadu_si128((const __m128i *) (s + i));
            unsigned int bits = (unsigned int) _mm_movemask_epi8(_mm_cmpeq_epi8(here, all));
            if (bits) return i + digest_first(bits);
        }
    #endif
        found = (const unsigned char *) memchr(s + i, sought, (size_t) (length - i));
        return found ? found - s : -1;
    }

    /* Where a name that begins here may end at the earliest; it is for the caller to see. */
    static inline Py_ssize_t digest_in_name(
        const unsigned char *s, Py_ssize_t i, Py_ssize_t length
    ) {
    #ifdef DIGEST_SIXTEEN
        if (i + 16 <= length) {
            const __m128i here = _mm_loadu_si128((const __m128i *) (s + i));
            __m128i ends = _mm_cmpeq_epi8(_mm_min_epu8(here, _mm_set1_epi8(' ')), here);
            ends = _mm_or_si128(ends, _mm_cmpeq_epi8(here, _mm_set1_epi8('=')));
            ends = _mm_or_si128(ends, _mm_cmpeq_epi8(here, _mm_set1_epi8('>')));
            ends = _mm_or_si128(ends, _mm_cmpeq_epi8(here, _mm_set1_epi8('/')));
            return i + digest_first((unsigned int) _mm_movemask_epi8(ends) | 0x10000u);
        }
    #endif
        return i;
    }

    /* Where white space that begins here may end at the earliest; it is for the caller to see. */
    static inline Py_ssize_t digest_in_space(
        const unsigned char *s, Py_ssize_t i, Py_ssize_t length
    ) {
    #ifdef DIGEST_SIXTEEN
        for (; i + 16 <= length; i += 16) {
            const __m128i here = _mm_loadu_si128((const __m128i *) (s + i));
            __m128i in = _mm_cmpeq_epi8(here, _mm_set1_epi8(' '));
            in = _mm_or_si128(in, _mm_cmpeq_epi8(here, _mm_set1_epi8('\\n')));
            in = _mm_or_si128(in, _mm_cmpeq_epi8(here, _mm_set1_epi8('\\t')));
            in = _mm_or_si128(in, _mm_cmpeq_epi8(here, _mm_set1_epi8('\\r')));
            unsigned int bits = 0xFFFFu ^ (unsigned int) _mm_movemask_epi8(in);
            if (bits) return i + digest_first(bits);
        }
    #endif
        return i;
    }

    /* How often a byte stands in a stretch. */
    static inline Py_ssize_t digest_count(
        const unsigned char *s, unsigned char sought, Py_ssize_t length
    ) {
        Py_ssize_t i = 0, count = 0;
    #ifdef DIGEST_SIXTEEN
        const __m128i all = _mm_set1_epi8((char) sought), none = _mm_setzero_si128();
        __m128i sums = none;
        while (i + 16 <= length) {
            __m128i each = none;  /* one sum for each place; 255 fit in */
            Py_ssize_t last = i + 16 * 255 < length - 15 ? i + 16 * 255 : length - 15;
            for (; i < last; i += 16) {
                __m128i here = _mm_loadu_si128((const __m128i *) (s + i));
                each = _mm_sub_epi8(each, _mm_cmpeq_epi8(here, all));
            }
            sums = _mm_add_epi64(sums, _mm_sad_epu8(each, none));
        }
        sums = _mm_add_epi64(sums, _mm_unpackhi_epi64(sums, sums));
        memcpy(&count, &sums, sizeof(count));
    #else
        /* Eight at a time. A byte that is 0 without the one sought has its highest bit set at last,
           and no other has ("Hacker's Delight", 6-1; in the form that carries into no other). */
        const uint64_t low = 0x7F7F7F7F7F7F7F7FULL, even = 0x00FF00FF00FF00FFULL;
        while (i + 8 <= length) {
            uint64_t word, each = 0;
            Py_ssize_t last = i + 8 * 255 < length - 7 ? i + 8 * 255 : length - 7;
            for (; i < last; i += 8) {
                memcpy(&word, s + i, 8);
                word ^= sought * 0x0101010101010101ULL;
                each += (~(((word & low) + low) | word | low)) >> 7;
            }
            count += (Py_ssize_t) (((each & even) * 0x0001000100010001ULL) >> 48);
            count += (Py_ssize_t) ((((each >> 8) & even) * 0x0001000100010001ULL) >> 48);
        }
    #endif
        for (; i < length; i++) count += s[i] == sought;
        return count;
    }
    """
    Py_ssize_t in_name "digest_in_name"(
        const byte* s, Py_ssize_t start, Py_ssize_t length
    ) noexcept nogil
    Py_ssize_t in_space "digest_in_space"(
        const byte* s, Py_ssize_t start, Py_ssize_t length
    ) noexcept nogil
    Py_ssize_t count_byte "digest_count"(
        const byte* s, byte sought, Py_ssize_t length
    ) noexcept nogil
    Py_ssize_t find_byte "digest_find"(
        const byte* s, byte sought, Py_ssize_t start, Py_ssize_t length
    ) noexcept nogil


cdef struct Name:  # in lower case
    uint64_t key  # see name_key
    const char* text
    Py_ssize_t length  # 0 where the place is free
    int kind
    bint is_told  # by its key and length alone


cdef struct Names:  # found at their hash, or in the next free places behind it
    Name places[256]
    uint64_t lengths[256]  # by the first letter, the lengths that a name may have, as bits


cdef struct Sorts:  # of bytes, 1 where one is of it
    byte space[256]
    byte letter[256]
    byte name_end[256]  # what ends the name of a tag, or of an attribute without a value
    byte part_end[256]  # the same, or the "=" before a value
    byte bare_end[256]  # what ends a value without quotation marks
    byte lower[256]  # each byte in lower case


cdef inline void sort_bytes(Sorts* sorts) noexcept:
    """Fill the table of bytes as the HTML standard sorts them (13.2.5); a NUL ends all."""
    cdef int c
    for c in range(256):
        sorts.space[c] = c == 32 or c == 9 or c == 10 or c == 12 or c == 13
        sorts.lower[c] = c + 32 if 65 <= c <= 90 else c
        sorts.letter[c] = 97 <= sorts.lower[c] <= 122
        sorts.name_end[c] = sorts.space[c] or c == 47 or c == 62 or c == 0
        sorts.part_end[c] = sorts.name_end[c] or c == 61
        sorts.bare_end[c] = sorts.space[c] or c == 62 or c == 0


cdef inline uint64_t name_key(const byte* text, Py_ssize_t length) noexcept nogil:
    """Return a number for a name that is the same in any case; some other names have it too.

    It is the name's first eight bytes, with the bit set that tells small letters from capitals.
    """
    cdef uint64_t key = 0
    cdef uint64_t small = 0x2020202020202020ULL
    if length >= 8:
        memcpy(&key, text, 8)
        return key | small
    if length & 4:
        memcpy(&key, text, 4)
        memcpy(<byte*> &key + 4, text + length - 4, 4)
    elif length & 2:
        memcpy(&key, text, 2)
        memcpy(<byte*> &key + 2, text + length - 2, 2)
    elif length:
        memcpy(&key, text, 1)
    return key | small


cdef inline uint64_t length_bit(Py_ssize_t length) noexcept nogil:
    """Return the bit that stands for a name's length; the last is for all that are longer."""
    return (<uint64_t> 1) << (length if length < 63 else 63)


cdef inline Py_ssize_t name_place(uint64_t key, Py_ssize_t length) noexcept nogil:
    return ((key * 0x9E3779B97F4A7C15ULL) >> 56) ^ (length & 15)


cdef inline int put_name(Names* names, bytes name, int kind, Sorts* sorts) except -1:
    """Put a name in lower case into a table of zeros at first; the caller keeps it alive."""
    cdef Py_ssize_t length = len(name), place, taken = 0
    cdef const char* text = name
    cdef uint64_t key = name_key(<const byte*> text, length)
    place = name_place(key, length)
    while names.places[place].length:
        place = (place + 1) & 255
        taken += 1
        if taken > 200:
            raise ValueError("too many names for the table")
    # Of letters and "-" the key says all; for a digit's bit another character has the rest.
    told = length <= 8 and name.replace(b"-", b"").isalpha()
    names.places[place] = Name(key, text, length, kind, told)
    names.lengths[<byte> text[0]] |= length_bit(length)
    return 0


cdef inline int kind_of(
    Names* names, const byte* text, Py_ssize_t length, Sorts* sorts
) noexcept nogil:
    """Return the kind of a name in any case; 0 where it is not in the table."""
    cdef Py_ssize_t place, i
    cdef Name* name
    cdef uint64_t key
    if not names.lengths[sorts.lower[text[0]]] & length_bit(length):
        return 0
    key = name_key(text, length)
    place = name_place(key, length)
    while names.places[place].length:
        name = &names.places[place]
        if name.key == key and name.length == length:
            i = length if name.is_told else 0
            while i < length and sorts.lower[text[i]] == <byte> name.text[i]:
                i += 1
            if i >= length:
                return name.kind
        place = (place + 1) & 255
    return 0


cdef inline bint hides(const byte* style, Py_ssize_t length) noexcept nogil:
    """Tell whether a style has ``display:none``, with any spaces between."""
    cdef const char* wanted = b"display:none"
    cdef Py_ssize_t number, at
    cdef int same
    for number in range(length):
        if style[number] != 100:  # its first letter
            continue
        at = number
        same = 0
        while at < length and same < 12 and (style[at] == <byte> wanted[same] or style[at] == 32):
            same += style[at] != 32
            at += 1
        if same == 12:
            return True
    return False
