"""The elements that are open in a page while it is slimmed; see ``compiled_open.pyx``."""

from digest_app.readers.compiled_tags cimport Page, Tag

cdef void element_begins(Page* page, Tag* tag) noexcept nogil
cdef void element_ends(Page* page, Tag* tag) noexcept nogil
cdef bint passes_by(Page* page, Py_ssize_t start, Py_ssize_t end) noexcept nogil
cdef bint is_space_read(Page* page) noexcept nogil
