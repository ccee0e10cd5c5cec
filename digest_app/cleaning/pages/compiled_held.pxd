"""What stands among the article's own paragraphs; see ``held.py``."""

from digest_app.cleaning.pages.compiled_page cimport Page


cdef int hold(Page page, double *odds) except -1
