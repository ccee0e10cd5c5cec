"""What a page's own data states as the article's text; see ``witness.py``."""

from digest_app.cleaning.pages.compiled_page cimport Page


cdef bint weigh(Page page, double *odds, char *unstated) except -1
