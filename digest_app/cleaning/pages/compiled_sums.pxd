"""Sums that no order of what is added changes: what ``math.fsum`` does, without a list.

The method is J. R. Shewchuk's: the sum so far is kept in parts that do not overlap, so that none
of it is lost, and is rounded once.
"""

cdef enum:
    PARTS = 64  # more than numbers have that do not overlap


cdef struct Sum:
    int count  # of its parts, the least first; to begin with 0
    double parts[PARTS]


cdef inline void add(Sum *sum, double number) noexcept:
    """Add a finite number."""
    cdef int i, kept = 0
    cdef double other, high, low
    for i in range(sum.count):
        other = sum.parts[i]
        if abs(number) < abs(other):
            number, other = other, number
        high = number + other
        low = other - (high - number)
        if low != 0.0:
            sum.parts[kept] = low
            kept += 1
        number = high
    if number != 0.0:
        sum.parts[kept] = number
        kept += 1
    sum.count = kept


cdef double rounded(const Sum *sum) noexcept
