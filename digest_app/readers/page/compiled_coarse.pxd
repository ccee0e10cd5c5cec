"""Lists of links and tables of data, read as a whole; see ``compiled_coarse.pyx``."""

from digest_app.readers.page.compiled_spacing cimport Buffer
from digest_app.readers.page.compiled_tree cimport Node

cdef struct Whole:
    # Its lines stand in the buffer that was given; see digest_app.readers.page.coarse.Lines.
    double share
    size_t links

cdef bint menu(const Node* node, Buffer* lines, Whole* found) except -1
cdef bint data(const Node* table, Buffer* lines, Whole* found) except -1
