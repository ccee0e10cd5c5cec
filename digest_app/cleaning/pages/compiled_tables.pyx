"""Words of a page by their signs, and numbers by which texts are found again."""

import os

from cpython.mem cimport PyMem_Calloc, PyMem_Free, PyMem_Malloc
from libc.stdint cimport uint64_t
from libc.string cimport memcmp, memcpy

# Known to no file, so that none can be written whose words all fall on one place.
cdef uint64_t SEED = int.from_bytes(os.urandom(8), "little")
cdef uint64_t FACTOR = int.from_bytes(os.urandom(8), "little") | 1
cdef uint64_t STEP = 0x9E3779B97F4A7C15


cdef inline uint64_t _stirred(uint64_t found, const unsigned char *eight) noexcept:
    """Mix eight bytes into a number."""
    cdef uint64_t value
    memcpy(&value, eight, 8)
    found = (found ^ value) * FACTOR
    return found ^ (found >> 29)


cdef uint64_t hashed(const void *bytes, Py_ssize_t size) noexcept:
    cdef const unsigned char *place = <const unsigned char *>bytes
    cdef uint64_t found = SEED + <uint64_t>size, eight = 0
    cdef uint64_t second = found, third = found, fourth = found
    if size >= 32:  # four numbers side by side, which wait for each other only at the end
        while size >= 32:
            found = _stirred(found, place)
            second = _stirred(second, place + 8)
            third = _stirred(third, place + 16)
            fourth = _stirred(fourth, place + 24)
            place += 32
            size -= 32
        found = _stirred(found, <const unsigned char *>&second)
        third = _stirred(third, <const unsigned char *>&fourth)
        found = _stirred(found, <const unsigned char *>&third)
    while size >= 8:
        found = _stirred(found, place)
        place += 8
        size -= 8
    memcpy(&eight, place, size)
    found = (found ^ eight) * FACTOR
    found ^= found >> 32
    found *= STEP
    return found ^ (found >> 29)


cdef inline uint64_t _hashed(const Py_UCS4 *word, Py_ssize_t size) noexcept:
    """As ``hashed``, quick for words."""
    cdef uint64_t found = SEED
    cdef Py_ssize_t i
    for i in range(size):
        found = (found ^ <uint64_t>word[i]) * FACTOR
        found ^= found >> 31
    return found ^ (found >> 29)


cdef inline uint64_t _hint(const Py_UCS4 *word, Py_ssize_t size) noexcept:
    """Return a bit that a word shares with few others."""
    return <uint64_t>1 << ((<uint64_t>word[0] + 7 * <uint64_t>size) & 63)


cdef class Table:
    def __cinit__(self, Py_ssize_t most, Py_ssize_t signs):
        cdef Py_ssize_t room = 8
        if not 0 <= most < (1 << 40) or not 0 <= signs < (1 << 40):
            raise ValueError("most")
        while room < 2 * most:
            room *= 2
        self._mask, self._most, self._room = room - 1, most, signs
        self._entries = <Entry *>PyMem_Calloc(room, sizeof(Entry))
        self._signs = <Py_UCS4 *>PyMem_Malloc((signs or 1) * sizeof(Py_UCS4))
        if self._entries == NULL or self._signs == NULL:
            raise MemoryError

    def __dealloc__(self):
        PyMem_Free(self._entries)
        PyMem_Free(self._signs)

    cdef Entry *find(self, const Py_UCS4 *word, Py_ssize_t size) noexcept:
        """Return what is known of a word; NULL where it is not in the table."""
        if size <= 0 or not self._hints & _hint(word, size):
            return NULL
        cdef uint64_t key = _hashed(word, size)
        cdef Py_ssize_t place = <Py_ssize_t>key & self._mask
        cdef Entry *entry = &self._entries[place]
        while entry.size:  # half of the places are free
            if entry.hash == key and entry.size == size and not memcmp(
                &self._signs[entry.at], word, size * sizeof(Py_UCS4)
            ):
                return entry
            place = (place + 1) & self._mask
            entry = &self._entries[place]
        return NULL

    cdef Entry *put(self, const Py_UCS4 *word, Py_ssize_t size) except NULL:
        """Return what is known of a word, which is in the table from now on."""
        cdef Entry *entry = self.find(word, size)
        if entry != NULL:
            return entry
        if self.count >= self._most or size <= 0 or size > self._room - self._used:
            raise ValueError("more words than were told")
        cdef uint64_t key = _hashed(word, size)
        cdef Py_ssize_t place = <Py_ssize_t>key & self._mask
        while self._entries[place].size:
            place = (place + 1) & self._mask
        entry = &self._entries[place]
        entry.hash, entry.at, entry.size = key, self._used, size
        memcpy(&self._signs[self._used], word, size * sizeof(Py_UCS4))
        self._used += size
        self.count += 1
        self._hints |= _hint(word, size)
        return entry

    cdef bint meets(self, const Py_UCS4 *word, Py_ssize_t size, uint64_t turn) noexcept:
        """Tell whether a word is in the table, and was not met yet in this turn."""
        cdef Entry *entry = self.find(word, size)
        if entry == NULL or entry.mark == turn:
            return False
        entry.mark = turn
        return True
