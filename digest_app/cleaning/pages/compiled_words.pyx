"""Words of pages read in place; the compiled form of what ``words.py`` does with lines."""

from digest_app.cleaning.pages import words as plain_words

from cpython.mem cimport PyMem_Free, PyMem_Malloc
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ
from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t
from libc.string cimport memcpy

from digest_app.cleaning.pages.compiled_lexicon cimport (
    AHEAD, LONGEST, Lexicon, Sought, Word, find, lexicon, looked_up, seek
)
from digest_app.cleaning.pages.compiled_tables cimport Entry, Table

cdef extern from "Python.h":
    object PyUnicode_FromKindAndData(int kind, const void *buffer, Py_ssize_t size)
    bint Py_UNICODE_ISALPHA(Py_UCS4 sign)
    bint Py_UNICODE_ISALNUM(Py_UCS4 sign)
    bint Py_UNICODE_ISDECIMAL(Py_UCS4 sign)
    Py_UCS4 Py_UNICODE_TOLOWER(Py_UCS4 sign)

# What a sign is, once it is lower-cased.
cdef enum:
    LETTER = 1
    DIGIT = 2
    OTHER_WORD = 4  # of a word, and neither letter nor digit: a raised figure
    UNDERSCORE = 8
    TELLING = 16  # a word of its own in a short line
    ODD = 32  # its lower case hangs on what stands beside it, or is two signs
    KNOWN = 64
    WORD = LETTER | DIGIT | OTHER_WORD | UNDERSCORE
    PLANE = 65536
    # Room for a line's signs, and for its words; the lengths themselves are in words.py.
    LINE = 160
    WORDS = 16

cdef uint8_t CLASSES[PLANE]
cdef uint16_t LOWERED[PLANE]
cdef Py_ssize_t SHORT_LINE = plain_words.SHORT_LINE
cdef Py_ssize_t MOST_WORDS = plain_words._MOST_WORDS
cdef double NOTHING[3]
NOTHING[0], NOTHING[1], NOTHING[2] = plain_words.line_score("")
if SHORT_LINE > LINE or MOST_WORDS > WORDS:
    raise ImportError("compiled_words has no room for lines as long as words.py asks")
cdef frozenset TELLING_SIGNS = frozenset(
    [chr(c) for c in range(256) if plain_words._WORD.fullmatch(chr(c)) and not chr(c).isalnum()]
)


cdef int _classify(Py_UCS4 sign, Py_UCS4 lower) noexcept:
    """Say what a sign is that this lower case is of."""
    cdef int found = KNOWN
    if sign == 0x130 or sign == 0x3A3 or (sign < PLANE <= lower):
        found |= ODD
    if Py_UNICODE_ISALPHA(lower):
        found |= LETTER
    elif Py_UNICODE_ISDECIMAL(lower):
        found |= DIGIT
    elif Py_UNICODE_ISALNUM(lower):
        found |= OTHER_WORD
    elif lower == c"_":
        found |= UNDERSCORE
    return found


cdef inline int _class(Py_UCS4 sign, Py_UCS4 *lower) noexcept:
    """Say what a sign is, and write its lower case."""
    if sign < PLANE:
        if not CLASSES[sign]:
            lower[0] = Py_UNICODE_TOLOWER(sign)
            LOWERED[sign] = <uint16_t>lower[0]
            CLASSES[sign] = <uint8_t>_classify(sign, lower[0])
        lower[0] = LOWERED[sign]
        return CLASSES[sign]
    lower[0] = Py_UNICODE_TOLOWER(sign)
    return _classify(sign, lower[0])


def _tell(signs):
    """Make these signs words of their own in short lines."""
    cdef Py_UCS4 sign, lower = 0
    for sign in signs:
        CLASSES[sign] = _class(sign, &lower) | TELLING


_tell(TELLING_SIGNS)


cdef Py_UCS4 lowered(Py_UCS4 sign) noexcept:
    return Py_UNICODE_TOLOWER(sign)


cdef bint is_alnum(Py_UCS4 sign) noexcept:
    return Py_UNICODE_ISALNUM(sign)


# What the words of short lines weigh; those that no lexicon holds have a table.
cdef dict WEIGHTS = plain_words.line_weights()
cdef list WIDE_WORDS = [word for word in WEIGHTS if not all(sign < "\u0100" for sign in word)]
cdef Lexicon *LINES = lexicon(WEIGHTS)
cdef Table WIDE = Table(len(WIDE_WORDS), sum([len(word) for word in WIDE_WORDS]))


def _weigh():
    """Write what the words weigh."""
    cdef Py_UCS4 wide[LONGEST + 2]
    cdef bytes narrow
    for word, weight in WEIGHTS.items():
        if len(word) > LONGEST:
            raise ImportError("compiled_words has no room for so long a word")
        if word in WIDE_WORDS:
            for i in range(len(word)):
                wide[i] = ord(word[i])
            WIDE.put(wide, len(word)).weight = weight
        else:
            narrow = word.encode("latin-1") + bytes(AHEAD)
            find(LINES, narrow, len(word)).weight = weight


_weigh()


cdef Py_ssize_t plain(
    int kind, const void *signs, Py_ssize_t start, Py_ssize_t end, Py_UCS4 *into
) noexcept:
    cdef Py_ssize_t i, size = 0
    cdef bint between = False
    cdef Py_UCS4 lower = 0
    cdef int found
    for i in range(start, end):
        found = _class(PyUnicode_READ(kind, <void *>signs, i), &lower)
        if found & ODD:
            return -1
        if found & WORD:
            if between and size:
                into[size] = c" "
                size += 1
            between = False
            into[size] = lower
            size += 1
        else:
            between = True
    return size


cdef Py_ssize_t plain_met(
    int kind, const void *signs, Py_ssize_t start, Py_ssize_t end, Py_UCS4 *into,
    Table known, uint64_t turn, Py_ssize_t *words, Py_ssize_t *met,
) noexcept:
    cdef Py_ssize_t i, size = 0, begins = 0
    cdef Py_UCS4 lower = 0
    cdef int found
    for i in range(start, end):
        found = _class(PyUnicode_READ(kind, <void *>signs, i), &lower)
        if found & ODD:
            return -1
        if found & WORD:
            into[size] = lower
            size += 1
        elif size > begins:
            words[0] += 1
            met[0] += known.meets(&into[begins], size - begins, turn)
            into[size] = c" "
            size += 1
            begins = size
    if size > begins:
        words[0] += 1
        met[0] += known.meets(&into[begins], size - begins, turn)
        return size
    return size - 1 if size else 0


cdef struct Line:
    # The first words of a line: their signs without anything between them, twice.
    Py_ssize_t ends[WORDS]
    bint is_wide[WORDS]  # has signs that are not of one byte
    Py_ssize_t count  # of the words
    Py_UCS4 wide[LINE]
    unsigned char narrow[LINE + AHEAD]


cdef bint _read_line(
    int kind, const void *signs, Py_ssize_t start, Py_ssize_t end, Line *line
) noexcept:
    """Read the first words of a line; False where only Python knows."""
    # Words end at every few signs, which no processor foresees: so nothing here asks whether one
    # does. What is written without need is written over.
    cdef Py_ssize_t i, size = 0, begins = 0, count = 0
    cdef int found, before = 0, ends
    cdef Py_UCS4 lower = 0
    cdef uint32_t all_signs = 0
    for i in range(start, end):
        found = _class(PyUnicode_READ(kind, <void *>signs, i), &lower)
        if found & (ODD | OTHER_WORD):
            return False
        found &= LETTER | DIGIT | TELLING
        ends = (found != before) | (found == TELLING)
        line.ends[count], line.is_wide[count] = size, all_signs > 0xFF
        count += ends & (size > begins)
        if count == MOST_WORDS:
            break
        begins += (size - begins) & -<Py_ssize_t>ends
        all_signs &= <uint32_t>(ends - 1)
        before = found
        # Numbers are told apart by their length, up to five digits.
        lower = c"0" if found == DIGIT else lower
        line.wide[size], line.narrow[size] = lower, <unsigned char>lower
        all_signs |= <uint32_t>lower if found else 0
        size += (found != 0) & ((found != DIGIT) | (size - begins < 5))
    if count < MOST_WORDS:
        line.ends[count], line.is_wide[count] = size, all_signs > 0xFF
        count += size > begins
    line.count = count
    return True


cdef struct Asked:
    # A word whose weight is asked for.
    const unsigned char *narrow
    const Py_UCS4 *wide  # NULL where its signs are of one byte
    Py_ssize_t size
    Sought sought


cdef inline void _ask(
    Asked *asked, const unsigned char *narrow, const Py_UCS4 *wide, Py_ssize_t size
) noexcept:
    """Begin to look for a word."""
    asked.narrow, asked.wide, asked.size = narrow, wide, size
    seek(LINES, narrow, size, &asked.sought)


cdef inline double _weight(const Asked *asked) noexcept:
    """Return what a word weighs."""
    cdef Word *narrow
    cdef Entry *wide
    if asked.wide != NULL:
        wide = WIDE.find(asked.wide, asked.size)
        return wide.weight if wide != NULL else 0.0
    if asked.sought.place < 0:
        return 0.0
    narrow = looked_up(LINES, asked.narrow, asked.size, &asked.sought)
    return narrow.weight if narrow != NULL else 0.0


cdef void _read_opening(const Line *line, Line *opening) noexcept:
    """Write the first word of a line as its first, and then the first two together."""
    cdef Py_ssize_t first = line.ends[0], both = line.ends[1] if line.count > 1 else 0
    cdef Py_ssize_t second = first + 1, size = both - first
    opening.count, opening.ends[0], opening.is_wide[0] = 1, second, line.is_wide[0]
    opening.wide[0] = opening.narrow[0] = c"^"
    memcpy(&opening.narrow[1], line.narrow, first)
    if line.is_wide[0] or (both and line.is_wide[1]):
        memcpy(&opening.wide[1], line.wide, first * sizeof(Py_UCS4))
    if both and second + 1 + size <= LONGEST:
        opening.count, opening.ends[1] = 2, second + 1 + size
        opening.is_wide[1] = line.is_wide[0] or line.is_wide[1]
        opening.narrow[second] = c" "
        memcpy(&opening.narrow[second + 1], &line.narrow[first], size)
        if opening.is_wide[1]:
            opening.wide[second] = c" "
            memcpy(&opening.wide[second + 1], &line.wide[first], size * sizeof(Py_UCS4))


cdef void _weigh_line(const Line *line, double *into) noexcept:
    """Write what the words of a line weigh. All are looked for before the first is asked about."""
    cdef Line opening
    cdef Asked asked[WORDS]
    cdef Asked opens[2]
    cdef Py_ssize_t i, begins = 0
    cdef double own, total = 0.0, least = 0.0, first = 0.0
    for i in range(line.count):
        _ask(
            &asked[i], &line.narrow[begins], &line.wide[begins] if line.is_wide[i] else NULL,
            line.ends[i] - begins,
        )
        begins = line.ends[i]
    _read_opening(line, &opening)
    for i in range(opening.count):  # each from the beginning on
        _ask(
            &opens[i], opening.narrow, opening.wide if opening.is_wide[i] else NULL,
            opening.ends[i],
        )
    for i in range(line.count):
        own = _weight(&asked[i])
        total += own
        least = own if i == 0 or own < least else least
    for i in range(opening.count):
        first += _weight(&opens[i])
    into[0], into[1], into[2] = total / line.count, least, first


cdef int scored(
    int kind, const void *signs, Py_ssize_t start, Py_ssize_t end, double *into
) except -1:
    cdef Line line
    into[0] = into[1] = into[2] = 0.0
    if end - start >= SHORT_LINE:
        return 0
    if not _read_line(kind, signs, start, end, &line):
        text = _text(kind, signs, start, end)
        into[0], into[1], into[2] = plain_words.line_score(text)
    elif line.count == 0:
        into[0], into[1], into[2] = NOTHING[0], NOTHING[1], NOTHING[2]
    else:
        _weigh_line(&line, into)
    return 0


cdef str _text(int kind, const void *signs, Py_ssize_t start, Py_ssize_t end):
    return PyUnicode_FromKindAndData(kind, <const char *>signs + start * kind, end - start)


def line_score(str text):
    """Return what ``words.line_score`` returns."""
    cdef double found[3]
    scored(PyUnicode_KIND(text), PyUnicode_DATA(text), 0, len(text), found)
    return found[0], found[1], found[2]


def runs_of(str text):
    """Return what ``words.runs`` finds in a text, once that is lower-cased."""
    cdef Py_ssize_t size
    cdef Py_UCS4 *into = <Py_UCS4 *>PyMem_Malloc((len(text) or 1) * sizeof(Py_UCS4))
    if into == NULL:
        raise MemoryError
    try:
        size = plain(PyUnicode_KIND(text), PyUnicode_DATA(text), 0, len(text), into)
        if size < 0:
            return plain_words.runs(text.lower())
        return PyUnicode_FromKindAndData(4, into, size).split()
    finally:
        PyMem_Free(into)
