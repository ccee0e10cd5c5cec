"""What the names and tags of elements say, looked up once for each that is different."""


cdef class Name:
    """The words of an element: its class, id and role, in one string as the reader gives it.

    Equal words are one object on one page, so that two names are compared by identity.
    ``weight`` is what ``elements.name_weight`` returns. ``furniture`` tells what names furniture,
    ``never`` what names it for certain, ``hidden`` that the words end with the sign for what is
    not shown, ``piece`` that they name a piece of a streamed page. ``meant`` is a place for what
    reasons make of the words, kept with them: None until it is set.
    """

    cdef readonly str words
    cdef readonly double weight
    cdef readonly bint furniture
    cdef readonly bint never
    cdef readonly bint hidden
    cdef readonly bint piece
    cdef public object meant


cdef class Tag:
    """The name of a kind of element. ``number`` is 0 where the evidence has none for it.

    ``special`` are the bits of :data:`elements._SPECIAL`. ``meant`` as in :class:`Name`.
    """

    cdef readonly str tag
    cdef readonly int special
    cdef readonly double number
    cdef readonly bint furniture
    cdef readonly bint headline
    cdef public object meant


cdef class Names:
    """What is known of names and tags; one page asks one of these, many pages the same."""

    cdef dict _names
    cdef dict _tags
    cdef Py_ssize_t letters  # of all that is known
    cdef Name name(self, str words)
    cdef Tag tag(self, str tag)


# What a page is to ask; it keeps it as long as it has names of it.
cdef Names known()
