"""Sums that no order of what is added changes: what ``math.fsum`` does, without a list."""


cdef double rounded(const Sum *sum) noexcept:
    """Return the number nearest to a sum; of two, the even one."""
    cdef int left = sum.count - 1
    cdef const double *parts = sum.parts
    cdef double high, low = 0.0, other, twice
    if left < 0:
        return 0.0
    high = parts[left]
    while left and low == 0.0:
        left -= 1
        other = high
        high = other + parts[left]
        low = parts[left] - (high - other)
    if left and ((low < 0.0 and parts[left - 1] < 0.0) or (low > 0.0 and parts[left - 1] > 0.0)):
        twice = 2.0 * low
        other = high + twice
        if twice == other - high:
            high = other
    return high


def summed(list numbers):
    """Return what ``math.fsum`` returns."""
    cdef Sum sum
    sum.count = 0
    for number in numbers:
        add(&sum, number)
    return rounded(&sum)
