"""Why blocks are not the article; see ``reasons.py``."""

from digest_app.cleaning.pages.compiled_page cimport Page

cdef enum Told:
    NOTHING = 0
    UNSTATED = 1
    AGAIN = 2


cdef tuple removals(Page page, const char *inside, const char *told)
