"""Folding white space, as :mod:`~digest_app.readers.page.spacing` does, while UTF-8 is copied.

All that goes in here is valid UTF-8; see :c:func:`valid`. Letters are code points.
"""

from libc.stdint cimport uint64_t
from libc.stdlib cimport realloc
from libc.string cimport memcpy

from digest_app.readers.page.compiled_tree cimport Bytes, decoded

cdef extern from *:
    """
    #if defined(__SSE2__) || defined(_M_X64)
    #include <emmintrin.h>
    #endif

    /* Copy what is plain words with one space between two, as much of it as goes quickly; it begins
       with a word, and ends with one. Return how many bytes that were. */
    static inline size_t digest_copy_plain(
        const unsigned char *from, const unsigned char *end, unsigned char *to
    ) {
        size_t copied = 0;
    #if defined(__SSE2__) || defined(_M_X64)
        unsigned int before = 0;
        while ((size_t) (end - from) - copied >= 16) {
            const __m128i here = _mm_loadu_si128((const __m128i *) (from + copied));
            unsigned int spaces = (unsigned int) _mm_movemask_epi8(
                _mm_cmpeq_epi8(here, _mm_set1_epi8(' ')));
            /* below the space, and above ASCII, as signed numbers are */
            if (_mm_movemask_epi8(_mm_cmplt_epi8(here, _mm_set1_epi8(' ')))) break;
            if (spaces & ((spaces << 1) | before)) break;
            _mm_storeu_si128((__m128i *) (to + copied), here);
            before = spaces >> 15;
            copied += 16;
        }
        copied -= before;
    #endif
        return copied;
    }
    """
    size_t copy_plain "digest_copy_plain"(
        const unsigned char* start, const unsigned char* end, unsigned char* to
    ) noexcept nogil


cdef struct Buffer:
    # Words of a text, one after the other. ``letters`` says how many there are.
    unsigned char* data
    size_t length
    size_t room
    size_t letters

cdef struct Folding:
    # What goes on from one piece of a line to the next; a line begins with all of it zero.
    size_t start  # where in the buffer the line begins
    bint gap  # white space came since the last word
    size_t begin  # of the last piece: where its words begin in the text, in letters


cdef inline int reserve(Buffer* here, size_t more) except -1:
    """See that so many bytes have room; twice the room each time, so that it is made seldom."""
    cdef size_t room
    cdef void* made
    if more <= here.room - here.length:
        return 0
    room = 2 * here.room + more + 256
    made = realloc(here.data, room)
    if made == NULL:
        raise MemoryError
    here.data = <unsigned char*> made
    here.room = room
    return 0


cdef inline int room_for_one(void** at, size_t* room, size_t count, size_t size) except -1:
    """See that an array of ``count`` things of this size has room for one more."""
    cdef void* made
    if count < room[0]:
        return 0
    made = realloc(at[0], (2 * room[0] + 64) * size)
    if made == NULL:
        raise MemoryError
    at[0] = made
    room[0] = 2 * room[0] + 64
    return 0


cdef inline int put_in(
    Buffer* here, const unsigned char* words, size_t length, size_t letters
) except -1:
    """Put words at the end as they are."""
    reserve(here, length)
    memcpy(here.data + here.length, words, length)
    here.length += length
    here.letters += letters
    return 0


cdef inline bint is_white(unsigned char byte) noexcept nogil:
    """Tell ASCII that ``str.isspace`` is true of."""
    return byte == 32 or 9 <= byte <= 13 or 28 <= byte <= 31


cdef inline size_t white_at(const unsigned char* here, const unsigned char* end) noexcept nogil:
    """Return how many bytes the white space at a place takes, 0 where none is there."""
    cdef unsigned char first = here[0]
    if first < 0x80:
        return is_white(first)
    if first == 0xC2:
        return 2 if end - here > 1 and (here[1] == 0x85 or here[1] == 0xA0) else 0
    if not 0xE1 <= first <= 0xE3 or end - here < 3:
        return 0
    if first == 0xE1:
        return 3 if here[1] == 0x9A and here[2] == 0x80 else 0
    if first == 0xE3:
        return 3 if here[1] == 0x80 and here[2] == 0x80 else 0
    if here[1] == 0x80:
        return 3 if 0x80 <= here[2] <= 0x8A or 0xA8 <= here[2] <= 0xA9 or here[2] == 0xAF else 0
    return 3 if here[1] == 0x81 and here[2] == 0x9F else 0


cdef inline bint has_words(Bytes words) noexcept nogil:
    """Tell whether not all of it is white space; it may be other than valid."""
    cdef const unsigned char* here = words.data
    cdef const unsigned char* end = here + words.length
    cdef size_t white
    while here < end:
        white = white_at(here, end)
        if white == 0:
            return True
        here += white
    return False


cdef inline size_t char_at(const unsigned char* here) noexcept nogil:
    """Return how many bytes the character takes that begins here."""
    return 1 if here[0] < 0x80 else 2 if here[0] < 0xE0 else 3 if here[0] < 0xF0 else 4


cdef inline size_t letters_in(Bytes words) noexcept nogil:
    """Return how many code points these bytes are."""
    cdef size_t number
    cdef size_t letters = 0
    for number in range(words.length):
        letters += words.data[number] & 0xC0 != 0x80
    return letters


cdef inline size_t fold(Buffer* to, Bytes words, Folding* line) except? 0:
    """Put a piece of a line at the buffer's end, folded; return how many letters it had itself."""
    reserve(to, words.length + 1)
    cdef const unsigned char* here = words.data
    cdef const unsigned char* end = here + words.length
    cdef unsigned char* begin = to.data + line.start
    cdef unsigned char* at = to.data + to.length
    cdef size_t letters = to.letters
    cdef size_t white = 0
    cdef size_t size
    cdef size_t read = 0
    cdef bint any = False
    line.begin = letters
    while here < end:
        white = white_at(here, end) if here[0] <= 32 or here[0] >= 0x80 else 0
        if white:
            line.gap = True
            here += white
            read += 1
            continue
        if line.gap:
            if at > begin:
                at[0] = 32
                at += 1
                letters += 1
            line.gap = False
        if not any:
            any = True
            line.begin = letters
        size = copy_plain(here, end, at)
        at += size
        here += size
        letters += size
        read += size
        while here < end and 32 < here[0] < 0x80:
            at[0] = here[0]
            at += 1
            here += 1
            letters += 1
            read += 1
        if here < end and here[0] != 32 and (white_at(here, end) == 0):
            for size in range(char_at(here)):
                at[size] = here[size]
            size = char_at(here)
            at += size
            here += size
            letters += 1
            read += 1
    to.length = at - to.data
    to.letters = letters
    return read


cdef inline bint is_utf8(Bytes words) noexcept nogil:
    """Tell whether Python would decode these bytes as they are."""
    cdef const unsigned char* here = words.data
    cdef const unsigned char* end = here + words.length
    cdef unsigned char first
    cdef uint64_t eight
    while here < end:
        first = here[0]
        if first < 0x80:
            here += 1
            while end - here >= 8:
                memcpy(&eight, here, 8)
                if eight & <uint64_t> 0x8080808080808080:
                    break
                here += 8
        elif 0xC2 <= first <= 0xDF:
            if end - here < 2 or here[1] & 0xC0 != 0x80:
                return False
            here += 2
        elif 0xE0 <= first <= 0xEF:
            if end - here < 3 or here[1] & 0xC0 != 0x80 or here[2] & 0xC0 != 0x80:
                return False
            if (first == 0xE0 and here[1] < 0xA0) or (first == 0xED and here[1] > 0x9F):
                return False
            here += 3
        elif 0xF0 <= first <= 0xF4:
            if end - here < 4 or here[1] & 0xC0 != 0x80 or here[2] & 0xC0 != 0x80:
                return False
            if here[3] & 0xC0 != 0x80 or (first == 0xF0 and here[1] < 0x90):
                return False
            if first == 0xF4 and here[1] > 0x8F:
                return False
            here += 4
        else:
            return False
    return True


cdef inline object mended(Bytes* words):
    """Put U+FFFD in where bytes are not UTF-8; return what they are then, to be kept, or None."""
    cdef bytes made
    if is_utf8(words[0]):
        return None
    made = decoded(words[0]).encode()
    words.data = <const unsigned char*> made
    words.length = len(made)
    return made
