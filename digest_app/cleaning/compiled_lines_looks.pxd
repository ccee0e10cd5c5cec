"""How single lines look and what that weighs, for the other compiled parts of cleaning."""

from cpython.object cimport PyObject
from libc.stdint cimport uint64_t


cdef extern from *:
    """
    #include <math.h>
    /* Adds up as the built-in sum() does, which carries what was rounded off from 3.12 on. */
    typedef struct { double high, low; } Digest_Sum;
    static inline void digest_add(Digest_Sum *sum, double more) {
    #if PY_VERSION_HEX >= 0x030C0000
        double both = sum->high + more;
        if (fabs(sum->high) >= fabs(more)) sum->low += (sum->high - both) + more;
        else sum->low += (more - both) + sum->high;
        sum->high = both;
    #else
        sum->high += more;
    #endif
    }
    static inline double digest_sum(const Digest_Sum *sum) {
        return sum->low != 0.0 && isfinite(sum->low) ? sum->high + sum->low : sum->high;
    }
    """
    ctypedef struct Sum "Digest_Sum":
        double high
        double low
    void add "digest_add"(Sum* sum, double more) noexcept
    double sum_of "digest_sum"(const Sum* sum) noexcept


cdef struct Look:
    # How a line looks: numbers in END_NAMES and START_NAMES; ``close`` where it was looked at
    # closely, and then how many words begin small, its digits, the shares that both are, and
    # what all that weighs.
    Py_ssize_t words
    int end
    int start
    bint close
    Py_ssize_t small
    Py_ssize_t digits
    int capital_share
    int digit_share
    Sum found


cdef struct Known:
    # A word and what it weighs: as the first of a line, the last, and anywhere in a short one.
    uint64_t hash
    PyObject* word
    double first
    double last
    double anywhere


cdef struct Stretch:
    Py_ssize_t start
    Py_ssize_t end


cdef list END_NAMES
cdef list START_NAMES
cdef list KINDS
cdef dict KIND_NUMBERS
cdef dict TOLD_NUMBERS

cdef Py_ssize_t count_words(str text) noexcept
cdef int share_of(double part) noexcept


cdef class Looks:
    cdef object scale
    cdef dict evidence
    cdef list kept
    cdef list signs
    cdef Known* known
    cdef uint64_t known_mask
    cdef double* common
    cdef double capitals[6][64]
    cdef double digits[6]
    cdef double tails[64]
    cdef dict rules
    cdef double kinds[32][16]
    cdef double rules_at[64]
    cdef double sign_weights[64]
    cdef uint64_t single[256]
    cdef uint64_t sought
    cdef double tail
    cdef int look(self, str text, Look* look) except -1
    cdef double rule_weight(self, rule) except? -1e300
    cdef int weigh_rules(self, list hits, Look* look, Sum* found) except -1
    cdef list speaking(self, const Look* look)
    cdef double common_of(self, Py_ssize_t words, int end, int start, int kind) except? -1e300
    cdef int _look_closer(self, str text, Look* look) except -1
    cdef int _weigh_words(self, str folded, str text, uint64_t signs, Look* look) except -1
    cdef int _weigh_signs(self, str text, uint64_t signs, Look* look) except -1
    cdef Known* _known(self, int kind, const void* data, Stretch word, uint64_t hashed) noexcept
    cdef Known* _pair(self, int kind, const void* data, Stretch first, Stretch second) noexcept
    cdef Known* _room(self, str word) except NULL
    cdef int _fill(self, dict first, dict last, dict anywhere, dict begins) except -1
    cdef int _take_signs(self, list signs) except -1
