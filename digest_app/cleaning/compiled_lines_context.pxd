"""What a line's place and its neighbours say of it, for the other compiled parts of cleaning."""

cdef struct Place:
    # A line by its number among those of a text: how it looks in SHAPES and how many words it
    # has, the number of the kind that a rule tells first of it, -1 for none, and its own score.
    int shape
    int end
    int told
    bint sure
    Py_ssize_t words
    double score
    # What is found of its place: numbers of RUNS, SHARES, WHERE; how far from both ends.
    int around
    int run
    int dense
    int where
    int top
    int bottom
    # What else is found: how it repeats, and the kinds of what it stands under, after, before.
    int repeat
    int under
    int after
    int before
    double likelihood


cdef enum:
    WHERE_ABOVE = 0
    WHERE_WITHIN = 1
    WHERE_BELOW = 2

cdef str SHAPES
cdef tuple WHERE
cdef int PROSE


cdef class Chain:
    cdef object by
    cdef dict evidence
    cdef double* around
    cdef double after[8]
    cdef double before[8]
    cdef double between[512]
    cdef double run[96]
    cdef double dense[48]
    cdef double where[24]
    cdef double top[40]
    cdef double bottom[40]
    cdef double repeats[5]
    cdef double repeat_lengths[2][64]
    cdef double repeat_ends[16]
    cdef double under[256]
    cdef double after_rule[256]
    cdef double before_rule[256]
    cdef double enter, stay, turn
    cdef list between_names
    cdef list run_names
    cdef list where_names
    cdef int weigh(self, Place* places, Py_ssize_t count, list texts) except -1
    cdef int infer(self, Place* places, Py_ssize_t count) except -1
    cdef tuple place(self, const Place* place)
    cdef list speaking(self, const Place* place)
    cdef list besides(self, const Place* place)
    cdef double _of_place(self, const Place* place) except? -1e300
    cdef int _fill(self, const Place* place) except -1
    cdef double _of_besides(self, const Place* place) noexcept
