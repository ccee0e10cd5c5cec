"""Texts as lines of words, in arrays of C; what ``witness.py`` does with lists and sets."""

cimport cython
from cpython.mem cimport PyMem_Calloc, PyMem_Free, PyMem_Malloc, PyMem_Realloc
from cpython.unicode cimport (
    PyUnicode_DATA,
    PyUnicode_FromKindAndData,
    PyUnicode_KIND,
    PyUnicode_READ,
)
from libc.stdint cimport uint64_t
from libc.string cimport memcmp

from digest_app.cleaning.pages.compiled_tables cimport hashed
from digest_app.cleaning.pages.compiled_words cimport plain

from digest_app.cleaning.pages.words import runs

# Made anew for each program that runs, so that no file can be written whose words fall together.
cdef uint64_t FACTOR = hashed(NULL, 0) | 1

cdef enum:
    SPACE = 32
    MOST_WORDS = 1 << 29


@cython.final
cdef class Words:
    def __dealloc__(self):
        PyMem_Free(self.signs)

    cdef int _make_room(self, Py_ssize_t signs) except -1:
        """Make room for so many signs and the two spaces around them."""
        cdef Py_UCS4 *room
        if signs + 2 > self._room:
            room = <Py_UCS4 *> PyMem_Realloc(self.signs, 2 * (signs + 2) * sizeof(Py_UCS4))
            if room == NULL:
                raise MemoryError
            self.signs, self._room = room, 2 * (signs + 2)
        return 0

    cdef int read(self, str text, Py_ssize_t start, Py_ssize_t end) except -1:
        """Read the words of a stretch of a text, as ``runs`` finds them."""
        cdef Py_ssize_t i, size
        cdef str joined
        self._make_room(end - start)
        size = plain(PyUnicode_KIND(text), PyUnicode_DATA(text), start, end, self.signs + 1)
        if size < 0:
            joined = " ".join(runs(text[start:end].lower()))
            size = len(joined)
            self._make_room(size)
            for i in range(size):
                self.signs[i + 1] = PyUnicode_READ(
                    PyUnicode_KIND(joined), PyUnicode_DATA(joined), i
                )
        self.signs[0] = self.signs[size + 1] = SPACE
        self.size = size + 2
        self.count = size > 0
        for i in range(1, size + 1):
            self.count += self.signs[i] == SPACE
        return 0

    cdef str line(self):
        """Return the line, its two outer spaces too."""
        return PyUnicode_FromKindAndData(4, self.signs, self.size)


@cython.final
cdef class Statement:
    def __cinit__(self, Words words):
        cdef Py_ssize_t slots = 8
        if words.count > MOST_WORDS:
            raise MemoryError
        while slots < 2 * words.count:
            slots *= 2
        self.words, self.count, self._mask = words, words.count, slots - 1
        self.starts = <Py_ssize_t *> PyMem_Malloc((words.count + 1) * sizeof(Py_ssize_t))
        self.numbers = <int *> PyMem_Malloc((words.count + 1) * sizeof(int))
        self._words = <int *> PyMem_Calloc(slots, sizeof(int))
        self._grams = <int *> PyMem_Calloc(slots, sizeof(int))
        if not (self.starts and self.numbers and self._words and self._grams):
            raise MemoryError
        self._number_words()
        self._put_grams()

    def __dealloc__(self):
        PyMem_Free(self.starts)
        PyMem_Free(self.numbers)
        PyMem_Free(self._words)
        PyMem_Free(self._grams)

    cdef void _number_words(self) noexcept:
        """Find where each word begins, and its number."""
        cdef Py_ssize_t i, word = 0
        cdef int *place
        self.starts[0] = 1
        for i in range(1, self.words.size):
            if self.words.signs[i] == SPACE and word < self.count:
                word += 1
                self.starts[word] = i + 1
        for word in range(self.count):
            i = self.starts[word]
            place = self._word_place(&self.words.signs[i], self.starts[word + 1] - i - 1)
            if not place[0]:
                place[0] = <int> word + 1
            self.numbers[word] = place[0] - 1

    cdef void _put_grams(self) noexcept:
        """Keep where three words in a row first stand."""
        cdef Py_ssize_t word
        cdef int *place
        for word in range(self.count - 2):
            place = self._gram_place(
                self.numbers[word], self.numbers[word + 1], self.numbers[word + 2]
            )
            if not place[0]:
                place[0] = <int> word + 1

    cdef int *_word_place(self, const Py_UCS4 *word, Py_ssize_t size) noexcept:
        """Return the place of a word among those that are known: a free one if it is not."""
        cdef uint64_t at = hashed(word, size * sizeof(Py_UCS4)) & self._mask
        cdef Py_ssize_t known
        while self._words[at]:  # half of the places are free
            known = self._words[at] - 1
            if self.starts[known + 1] - self.starts[known] - 1 == size and not memcmp(
                &self.words.signs[self.starts[known]], word, size * sizeof(Py_UCS4)
            ):
                break
            at = (at + 1) & self._mask
        return &self._words[at]

    cdef int *_gram_place(self, int one, int two, int three) noexcept:
        """Return the place of three words in a row: a free one if they do not stand so."""
        cdef uint64_t at = ((<uint64_t> one * FACTOR ^ <uint64_t> two) * FACTOR) ^ <uint64_t> three
        cdef const int *known
        at *= FACTOR
        at = (at ^ (at >> 32)) & self._mask
        while self._grams[at]:
            known = &self.numbers[self._grams[at] - 1]
            if known[0] == one and known[1] == two and known[2] == three:
                break
            at = (at + 1) & self._mask
        return &self._grams[at]

    cdef int number(self, const Py_UCS4 *word, Py_ssize_t size) noexcept:
        """Return the number of a word, -1 where the page does not state it."""
        return self._word_place(word, size)[0] - 1

    cdef Py_ssize_t gram(self, int one, int two, int three) noexcept:
        """Return where three words in a row first begin in the line, -1 where they do not."""
        cdef int first = self._gram_place(one, two, three)[0] - 1
        return self.starts[first] if first >= 0 else -1
