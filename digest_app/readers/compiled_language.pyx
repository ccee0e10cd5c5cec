"""How often a text has the small words of each language, in one pass; see ``language.py``."""

from cpython.mem cimport PyMem_Calloc, PyMem_Free
from cpython.unicode cimport (
    PyUnicode_DATA,
    PyUnicode_GET_LENGTH,
    PyUnicode_KIND,
    PyUnicode_READ,
    PyUnicode_Substring,
)

cdef extern from "Python.h":
    bint Py_UNICODE_ISALNUM(Py_UCS4)
    bint Py_UNICODE_ISDECIMAL(Py_UCS4)


cdef inline bint _is_letter(Py_UCS4 sign) noexcept:
    """Tell whether a sign is a letter as patterns say it: ``[^\\W\\d_]``."""
    if sign < 128:
        return 97 <= sign <= 122 or 65 <= sign <= 90
    return Py_UNICODE_ISALNUM(sign) and not Py_UNICODE_ISDECIMAL(sign)


cdef class SmallWords:
    """The small words of all languages, each with the numbers of those that have it."""

    cdef dict numbers
    cdef list names
    cdef Py_ssize_t longest

    def __init__(self, dict languages):
        cdef dict known = {}
        self.numbers, self.longest = {}, 0
        for word, those in languages.items():
            numbers = tuple([known.setdefault(language, len(known)) for language in those])
            self.numbers[word] = numbers
            self.longest = max(self.longest, len(word))
        self.names = list(known)

    def counts(self, str text):
        """Return how many words a text has, and how many of each language, the first one first."""
        cdef int* times = <int*>PyMem_Calloc(len(self.names) + 1, sizeof(int))
        cdef list order = []
        cdef Py_ssize_t words
        if times is NULL:
            raise MemoryError
        try:
            words = self._count(text, times, order)
            return words, {self.names[number]: times[<int>number] for number in order}
        finally:
            PyMem_Free(times)

    cdef Py_ssize_t _count(self, str text, int* times, list order) except -1:
        cdef Py_ssize_t size = PyUnicode_GET_LENGTH(text), i = 0, start, words = 0
        cdef int kind = PyUnicode_KIND(text)
        cdef const void* data = PyUnicode_DATA(text)
        while i < size:
            if not _is_letter(PyUnicode_READ(kind, data, i)):
                i += 1
                continue
            start = i
            while i < size and _is_letter(PyUnicode_READ(kind, data, i)):
                i += 1
            words += 1
            if i - start > self.longest:
                continue
            numbers = self.numbers.get(PyUnicode_Substring(text, start, i))
            if numbers is not None:
                self._take(<tuple>numbers, times, order)
        return words

    cdef int _take(self, tuple numbers, int* times, list order) except -1:
        cdef int number
        for number in numbers:
            if times[number] == 0:
                order.append(number)
            times[number] += 1
        return 0
