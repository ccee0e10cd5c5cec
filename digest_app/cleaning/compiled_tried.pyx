"""Rules' patterns, tried on lines alone that begin as a match can.

How each can begin is told by :mod:`digest_app.cleaning.rules_starts`.
"""

from cpython.mem cimport PyMem_Calloc, PyMem_Free
from cpython.unicode cimport (
    PyUnicode_DATA,
    PyUnicode_KIND,
    PyUnicode_READ,
    PyUnicode_Substring,
)
from libc.stdint cimport uint32_t


cdef inline bint _begins(const Start* one, str text, Py_ssize_t start, Py_ssize_t end) noexcept:
    """Tell whether ``text[start:end]`` has letters at its first places that can be there."""
    cdef int kind = PyUnicode_KIND(text), k
    cdef const void* data = PyUnicode_DATA(text)
    cdef uint32_t letter
    if one.size > end - start:
        return False
    for k in range(one.size):
        letter = PyUnicode_READ(kind, data, start + k)
        if letter < 64 and not one.low[k] >> letter & 1:
            return False
        if 64 <= letter < 128 and not one.high[k] >> (letter - 64) & 1:
            return False
    return True


cdef class Tried:
    """A rule whose pattern is tried where the rule says; it is made ready when first needed."""

    def __cinit__(self, rule):
        self.rule = rule

    def __dealloc__(self):
        PyMem_Free(self.starts)

    cdef int _know(self) except -1:
        """Make the pattern ready, and take in how a match begins where that is the line's start."""
        cdef Py_ssize_t i, k
        pattern = pattern_of(self.rule)
        if self.rule.where is WHOLE:
            method = pattern.fullmatch
        elif self.rule.where is not SPAN:
            method = pattern
        else:
            method = pattern.match if is_about_opening(self.rule) else pattern.search
        found = starts(self.rule.pattern) if method not in (pattern, pattern.search) else ()
        if len(found):
            self.starts = <Start*>PyMem_Calloc(len(found), sizeof(Start))
            if self.starts is NULL:
                raise MemoryError
        for i, start in enumerate(found):
            self.starts[i].size = <int>len(start)
            for k, bits in enumerate(start):
                self.starts[i].low[k] = bits & 0xFFFFFFFFFFFFFFFF
                self.starts[i].high[k] = bits >> 64
                self.any.low[k] |= self.starts[i].low[k]
                self.any.high[k] |= self.starts[i].high[k]
            self.any.size = min(self.any.size if i else PLACES, self.starts[i].size)
        self.count, self.is_whole, self.method = len(found), method is not pattern, method
        return 0

    cdef bint may_start(self, str text, Py_ssize_t start, Py_ssize_t end) noexcept:
        """Tell whether a match can begin as ``text[start:end]`` does."""
        cdef Py_ssize_t i
        if self.count == 0:
            return True
        if not _begins(&self.any, text, start, end):
            return False
        for i in range(self.count):
            if _begins(&self.starts[i], text, start, end):
                return True
        return False

    cdef bint tells(self, str text, Py_ssize_t start, Py_ssize_t end) except -1:
        """Tell whether ``text[start:end]`` has the pattern where the rule wants it."""
        if self.method is None:
            self._know()
        if not self.may_start(text, start, end):
            return False
        line = PyUnicode_Substring(text, start, end)
        if self.is_whole:
            return self.method(line) is not None
        return ask(self.method, self.rule.where, line) is not None


# The modules in Python pick what stands here, so they are asked for their tables last.
from digest_app.cleaning.rules_match import _ask as ask  # noqa: E402
from digest_app.cleaning.rules_starts import PLACES as _PLACES  # noqa: E402
from digest_app.cleaning.rules_starts import starts  # noqa: E402
from digest_app.cleaning.spans import is_about_opening, pattern_of  # noqa: E402
from digest_app.domain.rule import Where  # noqa: E402

cdef object WHOLE = Where.WHOLE, SPAN = Where.SPAN

if _PLACES != PLACES:
    raise ValueError("Patterns are told by another number of letters.")
