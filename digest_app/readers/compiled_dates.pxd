"""Dates in the forms that are simple to read; None: ask the Python."""

cpdef object date(stated)
