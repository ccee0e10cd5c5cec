"""What the names and tags of a page's elements say, read once for each that is different."""

from libc.stdint cimport uint8_t, uint64_t


cdef struct Name:
    # The words of an element: its class, id and role, in one string as the reader gives it.
    const void *signs  # in a string that the page's elements hold
    Py_ssize_t size  # in bytes
    int kind  # bytes a sign
    uint64_t hash
    double weight  # what elements.name_weight returns
    uint8_t meant  # which of the reasons it tells; see why
    bint furniture
    bint never  # furniture for certain
    bint hidden  # its words end with the sign for what is not shown
    bint piece  # of a page that is sent in pieces


cdef struct Tag:
    # What the name of a kind of element says.
    double number  # 0 where the evidence has none for it
    int special  # the bits of elements._SPECIAL
    uint8_t meant  # as of a name
    bint furniture
    bint headline
    bint cell
    bint part  # of a list or a table
    bint table


cdef class Names:
    """The names that stand on one page, by their numbers; equal ones have the same. 0 is empty.

    Whoever has one keeps the strings that were given to it.
    """

    cdef Name *names
    cdef Py_ssize_t count
    cdef Py_ssize_t _room
    cdef int *_places  # a number where a name is known, 0 where the place is free
    cdef Py_ssize_t _mask

    cdef int number(self, str words) except -1
    cdef int tag(self, str tag) except? -1  # one of TAGS; for others one below 0, which it shares
    cdef int _add(self, Name *name, str words) except -1
    cdef int _grow(self) except -1


# What is known of a tag by its number.
cdef const Tag *tag_of(int number) noexcept

# Return the reason of this number; None for 0.
cdef object why(int meant)
