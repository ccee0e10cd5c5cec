"""Lines as cleaning sees them, and what is decided of them, in their compiled form."""

from digest_app.cleaning.compiled_lines_looks cimport Look


cdef class Line:
    cdef str text
    cdef object kind
    cdef int kind_number
    cdef list hits
    cdef Look look
    cdef int shape
    cdef int told
    cdef bint sure
    cdef int own
    cdef double weight
    cdef object plain(self)
