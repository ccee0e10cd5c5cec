"""Texts as lines of words, and the line that a page states with its words numbered."""

from libc.stdint cimport uint64_t


cdef class Words:
    """The words of a stretch of a text, lower-cased, each between two spaces; made to be filled
    again and again.
    """

    cdef Py_UCS4 *signs
    cdef Py_ssize_t size  # of the line in signs, its two outer spaces too
    cdef Py_ssize_t count  # of the words
    cdef Py_ssize_t _room

    cdef int read(self, str text, Py_ssize_t start, Py_ssize_t end) except -1
    cdef str line(self)
    cdef int _make_room(self, Py_ssize_t signs) except -1


cdef class Statement:
    """The words that a page states, one after another.

    The number of a word is the place among all of the first that is the same.
    """

    cdef Words words
    cdef Py_ssize_t count
    cdef Py_ssize_t *starts  # where each word begins in the line, and one more behind the last
    cdef int *numbers
    cdef int *_words  # a number + 1 where a word is known, 0 where the place is free
    cdef int *_grams  # the same for three words in a row: the place of the first
    cdef uint64_t _mask

    cdef int number(self, const Py_UCS4 *word, Py_ssize_t size) noexcept
    cdef Py_ssize_t gram(self, int one, int two, int three) noexcept
    cdef void _number_words(self) noexcept
    cdef void _put_grams(self) noexcept
    cdef int *_gram_place(self, int one, int two, int three) noexcept
    cdef int *_word_place(self, const Py_UCS4 *word, Py_ssize_t size) noexcept
