"""What is simple among the names, titles and addresses that pages state; None: ask the Python."""

cpdef object plain(stated)
cpdef object cuts(title)
cpdef object headline(stated)
cpdef object publisher(stated)
cpdef object language(stated)
cpdef object author(stated)
cpdef object person(name)
cpdef object people(words)

cdef bint is_tidy(int kind, const void *data, Py_ssize_t size) noexcept
cdef bint next_cut(
    int kind, const void *data, Py_ssize_t size, Py_ssize_t at, Py_ssize_t *start, Py_ssize_t *end
) noexcept
