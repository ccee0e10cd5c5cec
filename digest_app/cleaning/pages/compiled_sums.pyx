"""Sums that no order of what is added changes: what ``math.fsum`` does, without a list.

The method is J. R. Shewchuk's: the sum so far is kept in parts that do not overlap, so that none
of it is lost, and is rounded once.
"""


cdef double exact_sum(const double *numbers, int count) noexcept:
    cdef double parts[MOST_ADDED + 1]
    cdef int kept = 0, i
    if count < 3:  # one addition is rounded once
        return 0.0 if count == 0 else numbers[0] if count == 1 else numbers[0] + numbers[1]
    for i in range(count):
        kept = _take(parts, kept, numbers[i])
    return _rounded(parts, kept)


cdef inline int _take(double *parts, int count, double number) noexcept:
    """Add a number to the parts of a sum, the least first; return how many they are now."""
    cdef int i, kept = 0
    cdef double other, high, low
    for i in range(count):
        other = parts[i]
        if abs(number) < abs(other):
            number, other = other, number
        high = number + other
        low = other - (high - number)
        if low != 0.0:
            parts[kept] = low
            kept += 1
        number = high
    if number != 0.0:
        parts[kept] = number
        kept += 1
    return kept


cdef inline double _rounded(const double *parts, int count) noexcept:
    """Return the parts of a sum as one number; what lies in the middle goes to the even one."""
    cdef double high, low = 0.0, other, twice
    if not count:
        return 0.0
    count -= 1
    high = parts[count]
    while count and low == 0.0:
        count -= 1
        other = high
        high = other + parts[count]
        low = parts[count] - (high - other)
    if count and ((low < 0.0 and parts[count - 1] < 0.0) or (low > 0.0 and parts[count - 1] > 0.0)):
        twice = 2.0 * low
        other = high + twice
        if twice == other - high:
            high = other
    return high


def summed(list numbers):
    """Return what ``math.fsum`` returns of at most so many numbers."""
    cdef double values[MOST_ADDED]
    cdef int i
    if len(numbers) > MOST_ADDED:
        raise ValueError("numbers")
    for i in range(len(numbers)):
        values[i] = numbers[i]
    return exact_sum(values, len(numbers))
