"""Sums that no order of what is added changes."""

cdef enum:
    MOST_ADDED = 64

# As math.fsum: the number nearest to the true sum of so many finite numbers, MOST_ADDED at most.
cdef double exact_sum(const double *numbers, int count) noexcept
