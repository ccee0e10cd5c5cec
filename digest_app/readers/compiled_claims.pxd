"""Claims, made and taken apart without Python."""

cdef object new_claim(field, source, value)
cdef object part_of(claim, Py_ssize_t at)
cpdef list claims_of(metadata)
