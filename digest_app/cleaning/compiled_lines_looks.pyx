"""The compiled form of how a line looks and what that weighs.

The same as ``lines_looks`` and ``Scale`` in ``lines_evidence``, which say what is meant: all
tables, names and weights are theirs. The letters of a line are read in place; no word of it is
made an object.
"""

from cpython.mem cimport PyMem_Calloc, PyMem_Free, PyMem_Malloc
from cpython.object cimport PyObject
from cpython.unicode cimport (
    PyUnicode_DATA,
    PyUnicode_Find,
    PyUnicode_GET_LENGTH,
    PyUnicode_KIND,
    PyUnicode_READ,
)
from libc.stdint cimport uint8_t, uint32_t, uint64_t

from digest_app.cleaning.lines_evidence import MOST_WORDS_LOOKED_AT, MOST_WORDS_NAMED
from digest_app.cleaning.lines_looks import (
    A_THIRD,
    AROUND,
    CLOSERS,
    ENDS,
    LENGTHS,
    MOST_WORDS,
    SHARES,
    STARTS,
    STOPS,
    TWO_THIRDS,
    beginning,
    ending,
    ends_in_a_name,
)
from digest_app.cleaning.rules_match import LETTERS_A_WORD, LETTERS_UNSPACED
from digest_app.domain.block import BlockKind
from digest_app.domain.boilerplate import BoilerplateKind

cdef extern from "Python.h":
    bint PyUnicode_IS_ASCII(object)
    bint Py_UNICODE_ISSPACE(Py_UCS4)
    bint Py_UNICODE_ISLOWER(Py_UCS4)
    bint Py_UNICODE_ISUPPER(Py_UCS4)
    bint Py_UNICODE_ISTITLE(Py_UCS4)
    bint Py_UNICODE_ISALPHA(Py_UCS4)
    bint Py_UNICODE_ISDIGIT(Py_UCS4)
    bint Py_UNICODE_ISDECIMAL(Py_UCS4)

# What a letter is, as bits.
cdef enum:
    SPACE = 1
    LOWER = 2
    UPPER = 4
    TITLE = 8
    DECIMAL = 16
    CLOSING = 32
    STOPPING = 64
    STRIPPED = 128

cdef enum:
    PLANE = 0x10000
    LATIN = 0x100
    MOST_LENGTHS = 16
    MOST_ENDS = 12
    MOST_STARTS = 8
    MOST_KINDS = 8

cdef uint64_t HASH_START = 14695981039346656037ULL
cdef uint64_t HASH_STEP = 1099511628211ULL

cdef uint8_t latin[LATIN]
# Of signs that end or begin a line: one more than the number of the name; 0 for other letters.
cdef uint8_t end_of_sign[PLANE]
cdef uint8_t start_of_sign[PLANE]
# What stands around words and closes lines, beyond Latin letters.
cdef uint8_t beyond_latin[PLANE]
cdef int length_of[64]
cdef Py_ssize_t least_spaced = LETTERS_A_WORD, letters_unspaced = LETTERS_UNSPACED
cdef Py_ssize_t most_looked_at = MOST_WORDS_LOOKED_AT, most_named = MOST_WORDS_NAMED
cdef Py_ssize_t most_words = MOST_WORDS
cdef double a_third = A_THIRD, two_thirds = TWO_THIRDS

END_NAMES = ["stop", "stop-closed", "question", "dots", "colon", "comma", "bracket", "quote"]
END_NAMES += ["digit", "letter", "sign"]
START_NAMES = ["lower", "upper", "digit", "quote", "bullet", "bracket", "sign"]
KINDS = list(BlockKind)
TOLD_NUMBERS = {kind: number for number, kind in enumerate(BoilerplateKind)}
KIND_NUMBERS = {kind: number for number, kind in enumerate(KINDS)}
cdef int STOP = END_NAMES.index("stop"), STOP_CLOSED = END_NAMES.index("stop-closed")
cdef int DOTS = END_NAMES.index("dots"), END_DIGIT = END_NAMES.index("digit")
cdef int END_LETTER = END_NAMES.index("letter"), END_SIGN = END_NAMES.index("sign")
cdef int START_LOWER = START_NAMES.index("lower"), START_UPPER = START_NAMES.index("upper")
cdef int START_DIGIT = START_NAMES.index("digit"), START_SIGN = START_NAMES.index("sign")
cdef int ALL = SHARES.index("all"), NONE = SHARES.index("none"), FEW = SHARES.index("few")
cdef int HALF = SHARES.index("half"), MOST = SHARES.index("most"), EACH = SHARES.index("each")


cdef int _classes(Py_UCS4 letter) noexcept:
    """Return what a letter is by the tables of Unicode."""
    return (
        (SPACE if Py_UNICODE_ISSPACE(letter) else 0)
        | (LOWER if Py_UNICODE_ISLOWER(letter) else 0)
        | (UPPER if Py_UNICODE_ISUPPER(letter) else 0)
        | (TITLE if Py_UNICODE_ISTITLE(letter) else 0)
        | (DECIMAL if Py_UNICODE_ISDECIMAL(letter) else 0)
    )


cdef inline int _class_of(Py_UCS4 letter) noexcept:
    if letter < LATIN:
        return latin[letter]
    return _classes(letter) | (beyond_latin[letter] if letter < PLANE else 0)


cdef inline int _signs_of(Py_UCS4 letter) noexcept:
    """Return whether a letter closes, stops or stands around words."""
    if letter < LATIN:
        return latin[letter]
    return beyond_latin[letter] if letter < PLANE else 0


cdef Py_ssize_t count_words(str text) noexcept:
    """Return what :func:`word_count` returns."""
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(text), i, spaced = 1
    cdef int kind = PyUnicode_KIND(text)
    cdef const void* data = PyUnicode_DATA(text)
    if kind == 1:
        for i in range(size):
            spaced += (<const uint8_t*>data)[i] == 32
    else:
        for i in range(size):
            spaced += PyUnicode_READ(kind, data, i) == 32
    if spaced * least_spaced > size or PyUnicode_IS_ASCII(text):
        return spaced
    return size // letters_unspaced


cdef int share_of(double part) noexcept:
    """Return the number of the share's name in ``SHARES``."""
    if part == 0:
        return NONE
    if part < a_third:
        return FEW
    if part < two_thirds:
        return HALF
    return MOST if part < 1 else EACH


cdef int _ending(int kind, const void* data, Py_ssize_t size) noexcept:
    """Return the number of how a line ends; it has a letter at least."""
    cdef Py_UCS4 last = PyUnicode_READ(kind, data, size - 1)
    cdef int named = end_of_sign[last] if last < PLANE else 0
    if _signs_of(last) & CLOSING:
        if size > 1 and _signs_of(PyUnicode_READ(kind, data, size - 2)) & STOPPING:
            return STOP_CLOSED
        return named - 1
    if named:
        if named - 1 == STOP and last == 46 and size > 1:
            return DOTS if PyUnicode_READ(kind, data, size - 2) == 46 else STOP
        return named - 1
    if Py_UNICODE_ISDIGIT(last):
        return END_DIGIT
    return END_LETTER if Py_UNICODE_ISALPHA(last) else END_SIGN


cdef int _beginning(Py_UCS4 first) noexcept:
    if Py_UNICODE_ISALPHA(first):
        return START_LOWER if Py_UNICODE_ISLOWER(first) else START_UPPER
    if Py_UNICODE_ISDIGIT(first):
        return START_DIGIT
    if first < PLANE and start_of_sign[first]:
        return start_of_sign[first] - 1
    return START_SIGN


cdef inline uint32_t _small(uint32_t letter) noexcept:
    return letter + 32 if 65 <= letter <= 90 else letter


cdef bint _next_word(int kind, const void* data, Py_ssize_t size, Stretch* word) noexcept:
    """Go on to the next word between spaces, from where the last one ended."""
    cdef Py_ssize_t i = word.end
    while i < size and _class_of(PyUnicode_READ(kind, data, i)) & SPACE:
        i += 1
    word.start = i
    while i < size and not _class_of(PyUnicode_READ(kind, data, i)) & SPACE:
        i += 1
    word.end = i
    return word.start < i


cdef Stretch _last_word(int kind, const void* data, Py_ssize_t size) noexcept:
    """Return the last word between spaces; an empty one where there is none."""
    cdef Stretch word
    while size and _class_of(PyUnicode_READ(kind, data, size - 1)) & SPACE:
        size -= 1
    word.end = size
    while size and not _class_of(PyUnicode_READ(kind, data, size - 1)) & SPACE:
        size -= 1
    word.start = size
    return word


cdef Stretch _stripped(int kind, const void* data, Stretch word) noexcept:
    """Return the word without the signs around it."""
    while word.start < word.end:
        if not _signs_of(PyUnicode_READ(kind, data, word.start)) & STRIPPED:
            break
        word.start += 1
    while word.start < word.end:
        if not _signs_of(PyUnicode_READ(kind, data, word.end - 1)) & STRIPPED:
            break
        word.end -= 1
    return word


cdef uint64_t _hashed(int kind, const void* data, Stretch word, uint64_t hashed) noexcept:
    cdef Py_ssize_t i
    for i in range(word.start, word.end):
        hashed = (hashed ^ _small(PyUnicode_READ(kind, data, i))) * HASH_STEP
    return hashed


cdef bint _is_at(str known, Py_ssize_t at, int kind, const void* data, Stretch word) noexcept:
    """Tell whether the word stands there in a known one, which has the room for it."""
    cdef Py_ssize_t i
    cdef int own = PyUnicode_KIND(known)
    cdef const void* letters = PyUnicode_DATA(known)
    for i in range(word.end - word.start):
        if PyUnicode_READ(own, letters, at + i) != _small(
            PyUnicode_READ(kind, data, word.start + i)
        ):
            return False
    return True


cdef class Looks:
    """The weights of a :class:`Scale`, in arrays; ``common`` is filled as it is asked for."""

    def __cinit__(self, scale):
        cdef Py_ssize_t i, room = MOST_LENGTHS * MOST_ENDS * MOST_STARTS * MOST_KINDS
        self.scale, self.evidence, self.kept, self.signs = scale, scale.by.evidence, [], []
        self.common = <double*>PyMem_Malloc(room * sizeof(double))
        if self.common is NULL:
            raise MemoryError
        for i in range(room):
            self.common[i] = float("nan")
        for i, name in enumerate(SHARES):
            self.digits[i] = scale.digits.get(name, 0.0)
            for words in range(most_words + 1):
                self.capitals[i][words] = scale.capitals[name][words]
        for words in range(most_words + 1):
            self.tails[words] = scale.tail.get(f"/{LENGTHS[words]}", 0.0)
        self.tail = scale.tail.get("", 0.0)
        self._know_rules()
        self._take_signs(scale.signs)
        self._fill(scale.first, scale.last, scale.word, scale.begins)

    def _know_rules(self):
        """Look up what it weighs that rules catch a line, by their kind and its end and length."""
        self.rules = {}
        for kind, number in TOLD_NUMBERS.items():
            for i, end in enumerate(END_NAMES):
                self.kinds[<int>number][<int>i] = self.evidence.get(f"kind:{kind}/{end}", 0.0)
        for i in range(most_words + 1):
            self.rules_at[<int>i] = self.evidence.get(f"rules/{LENGTHS[i]}", 0.0)

    def __dealloc__(self):
        PyMem_Free(self.common)
        PyMem_Free(self.known)

    cdef int _take_signs(self, list signs) except -1:
        """Give each sign its bit; longer ones than a letter are looked for by themselves."""
        cdef int number
        if len(signs) > 63:
            raise ValueError(f"There are {len(signs)} signs, which are more than have room.")
        for number, (sign, weight) in enumerate(signs):
            self.signs.append(sign)
            self.sign_weights[number] = weight
            if len(sign) == 1 and ord(sign) < LATIN:
                self.single[<int>ord(sign)] |= <uint64_t>1 << number
            else:
                self.sought |= <uint64_t>1 << number
        return 0

    cdef int _fill(self, dict first, dict last, dict anywhere, dict begins) except -1:
        """Put the words into the table, by their hashes; a pair of them is one word there."""
        cdef uint64_t room = 64
        while room < <uint64_t>(3 * (len(first) + len(last) + len(anywhere) + len(begins))):
            room *= 2
        self.known = <Known*>PyMem_Calloc(room, sizeof(Known))
        if self.known is NULL:
            raise MemoryError
        self.known_mask = room - 1
        for word, weight in (*first.items(), *begins.items()):
            self._room(word).first = weight
        for word, weight in last.items():
            self._room(word).last = weight
        for word, weight in anywhere.items():
            self._room(word).anywhere = weight
        return 0

    cdef Known* _room(self, str word) except NULL:
        """Return the entry of a word, a new one where there is none."""
        cdef Stretch whole
        cdef int kind = PyUnicode_KIND(word)
        whole.start, whole.end = 0, PyUnicode_GET_LENGTH(word)
        cdef uint64_t hashed = _hashed(kind, PyUnicode_DATA(word), whole, HASH_START)
        cdef Known* found = self._known(kind, PyUnicode_DATA(word), whole, hashed)
        cdef uint64_t at = hashed & self.known_mask
        if found is not NULL:
            return found
        while self.known[at].word is not NULL:
            at = (at + 1) & self.known_mask
        self.kept.append(word)
        self.known[at].hash, self.known[at].word = hashed, <PyObject*>word
        return &self.known[at]

    cdef Known* _known(
        self, int kind, const void* data, Stretch word, uint64_t hashed
    ) noexcept:
        """Return what is known of a word, NULL for nothing."""
        cdef uint64_t at = hashed & self.known_mask
        cdef Known* one = &self.known[at]
        while one.word is not NULL:
            if (
                one.hash == hashed
                and PyUnicode_GET_LENGTH(<str>one.word) == word.end - word.start
                and _is_at(<str>one.word, 0, kind, data, word)
            ):
                return one
            at = (at + 1) & self.known_mask
            one = &self.known[at]
        return NULL

    cdef int look(self, str text, Look* look) except -1:
        """Look at a line, which has a letter at least, and weigh what its words look like."""
        cdef Py_ssize_t size = PyUnicode_GET_LENGTH(text)
        cdef int own = PyUnicode_KIND(text)
        cdef const void* data = PyUnicode_DATA(text)
        if size == 0:
            raise IndexError("A line without a letter looks like nothing.")
        look.words = count_words(text)
        look.end = _ending(own, data, size)
        look.start = _beginning(PyUnicode_READ(own, data, 0))
        look.close = look.words <= most_looked_at
        look.found.high = look.found.low = 0.0
        return self._look_closer(text, look) if look.close else 0

    cdef int weigh_rules(self, list hits, Look* look, Sum* found) except -1:
        """Weigh the rules that catch a line, in the order of ``of_rules``."""
        for hit in hits:
            add(found, self.rule_weight(hit.rule))
        for hit in hits:
            add(found, self.kinds[<int>TOLD_NUMBERS[hit.rule.kind]][look.end])
        if hits:
            add(found, self.rules_at[min(look.words, most_words)])
        return 0

    cdef double rule_weight(self, rule) except? -1e300:
        """Return what it weighs that a rule catches a line."""
        cdef object weight = self.rules.get(rule.name)
        if weight is None:
            name = f"rule:{rule.name.partition('/')[0]}"
            weight = self.rules[rule.name] = self.evidence.get(name, 0.0)
        return weight

    cdef list speaking(self, const Look* look):
        """Return what speaks against a line of what there are words for: weights and names."""
        names, found = [f"end:{END_NAMES[look.end]}"], []
        if look.close:
            names.append(f"capitals:{SHARES[look.capital_share]}/{LENGTHS[look.words]}")
            names.append(f"digits:{SHARES[look.digit_share]}")
        for name in names:
            weight = self.evidence.get(name, 0.0)
            if weight > 0:
                found.append((weight, name))
        return found

    cdef double common_of(self, Py_ssize_t words, int end, int start, int kind) except? -1e300:
        """Return what weighs of what many lines have exactly alike."""
        cdef Py_ssize_t counted = min(words, most_words)
        cdef int at = ((length_of[counted] * MOST_ENDS + end) * MOST_STARTS + start) * MOST_KINDS
        cdef double found = self.common[at + kind]
        if found != found:
            found = self.scale.of_common(counted, END_NAMES[end], START_NAMES[start], KINDS[kind])
            self.common[at + kind] = found
        return found

    cdef int _look_closer(self, str text, Look* look) except -1:
        """Weigh capitals, digits, words and signs, in the order of :meth:`Scale.of_more`."""
        cdef Py_ssize_t size = PyUnicode_GET_LENGTH(text), i, small = 0, digits = 0, words = 0
        cdef int kind = PyUnicode_KIND(text), each, any_of = 0
        cdef const void* data = PyUnicode_DATA(text)
        cdef uint64_t signs = 0
        cdef Py_UCS4 letter
        cdef bint after_space = True
        for i in range(size):
            letter = PyUnicode_READ(kind, data, i)
            each = _class_of(letter)
            any_of |= each
            if each & SPACE:
                after_space = True
            elif after_space:
                after_space = False
                words += 1
                small += (each & LOWER) != 0
            digits += (each & DECIMAL) != 0
            if letter < LATIN:
                signs |= self.single[letter]
        look.small, look.digits = small, digits
        if words == 0:
            raise IndexError("A line without a word looks like nothing.")
        cdef bint is_upper = any_of & UPPER and not any_of & (LOWER | TITLE)
        look.capital_share = share_of((words - small) / <double>words)
        if small == 0 and is_upper:
            look.capital_share = ALL
        look.digit_share = share_of(digits / <double>size)
        add(&look.found, self.capitals[look.capital_share][look.words])
        add(&look.found, self.digits[look.digit_share])
        self._weigh_words(text if PyUnicode_IS_ASCII(text) else text.casefold(), text, signs, look)
        return 0

    cdef int _weigh_words(self, str folded, str text, uint64_t signs, Look* look) except -1:
        """Weigh the words and signs; letters of ASCII in ``folded`` may still have their case."""
        cdef Py_ssize_t size = PyUnicode_GET_LENGTH(folded)
        cdef int kind = PyUnicode_KIND(folded)
        cdef const void* data = PyUnicode_DATA(folded)
        cdef Stretch word, first, second, last
        cdef Known* known
        word.start = word.end = 0
        _next_word(kind, data, size, &word)
        first, second = _stripped(kind, data, word), word
        cdef bint has_second = _next_word(kind, data, size, &second)
        last = _stripped(kind, data, _last_word(kind, data, size))
        known = self._known(kind, data, first, _hashed(kind, data, first, HASH_START))
        add(&look.found, known.first if known is not NULL else 0.0)
        known = self._known(kind, data, last, _hashed(kind, data, last, HASH_START))
        add(&look.found, known.last if known is not NULL else 0.0)
        self._weigh_signs(text, signs, look)
        if has_second:
            known = self._pair(kind, data, first, _stripped(kind, data, second))
            add(&look.found, known.first if known is not NULL else 0.0)
        if look.words <= most_named:
            word.end = 0
            while _next_word(kind, data, size, &word):
                last = _stripped(kind, data, word)
                known = self._known(kind, data, last, _hashed(kind, data, last, HASH_START))
                add(&look.found, known.anywhere if known is not NULL else 0.0)
        if look.end == END_LETTER and self.scale.tail and ". " in text and ends_in_a_name(text):
            add(&look.found, self.tail)
            add(&look.found, self.tails[look.words])
        return 0

    cdef Known* _pair(
        self, int kind, const void* data, Stretch first, Stretch second
    ) noexcept:
        """Return what is known of two words with a space between them, NULL for nothing."""
        cdef uint64_t hashed = _hashed(kind, data, first, HASH_START)
        cdef Py_ssize_t own = first.end - first.start, both = own + 1 + second.end - second.start
        cdef Known* one
        hashed = _hashed(kind, data, second, (hashed ^ 32) * HASH_STEP)
        cdef uint64_t at = hashed & self.known_mask
        while self.known[at].word is not NULL:
            one = &self.known[at]
            if (
                one.hash == hashed
                and PyUnicode_GET_LENGTH(<str>one.word) == both
                and _is_at(<str>one.word, 0, kind, data, first)
                and (<str>one.word)[own] == " "
                and _is_at(<str>one.word, own + 1, kind, data, second)
            ):
                return one
            at = (at + 1) & self.known_mask
        return NULL

    cdef int _weigh_signs(self, str text, uint64_t signs, Look* look) except -1:
        """Weigh the signs; ``signs`` has the bits of those of a single Latin letter."""
        cdef Py_ssize_t size = PyUnicode_GET_LENGTH(text)
        cdef Py_ssize_t number
        for number in range(len(self.signs)):
            if signs >> number & 1:
                add(&look.found, self.sign_weights[number])
            elif self.sought >> number & 1:
                if PyUnicode_Find(text, <str>self.signs[number], 0, size, 1) >= 0:
                    add(&look.found, self.sign_weights[number])
        return 0


cdef int _set_up() except -1:
    """Fill the tables of letters from those of the Python module."""
    cdef int i
    for i in range(LATIN):
        latin[i] = <uint8_t>_classes(i)
    for letter in ENDS.keys() | CLOSERS:
        end_of_sign[ord(letter)] = 1 + END_NAMES.index(ending(f"a{letter}"))
    for letter in STARTS:
        start_of_sign[ord(letter)] = 1 + START_NAMES.index(beginning(letter))
    for letters, bit in ((CLOSERS, CLOSING), (STOPS, STOPPING), (AROUND, STRIPPED)):
        for letter in letters:
            if ord(letter) < LATIN:
                latin[ord(letter)] |= <uint8_t>bit
            else:
                beyond_latin[ord(letter)] |= <uint8_t>bit
    for i in range(most_words + 1):
        length_of[i] = LENGTH_NAMES.index(LENGTHS[i])


LENGTH_NAMES = list(dict.fromkeys(LENGTHS))
_set_up()
