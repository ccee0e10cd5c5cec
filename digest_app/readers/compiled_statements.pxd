"""What a line may be at first sight, for those who have a text's lines as positions in it."""

cdef enum:  # as in ``statements.py``; each is for its pattern to tell
    BYLINE = 1
    DIGIT = 2
    NAMED = 4  # people with a date beside them
    DATED = 8  # a date that stands alone, or behind such words as it is known by
    ALL = 15

cdef struct Line:  # ``[start, end)`` of a string
    int kind
    const void *data
    Py_ssize_t start
    Py_ssize_t end

cdef int look(const Line *line) noexcept
cdef bint begins_byline(const Line *line) noexcept
