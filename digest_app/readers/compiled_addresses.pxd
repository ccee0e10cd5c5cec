"""Addresses of pages and pictures; None: ask the Python."""

cpdef object address(stated, bint based)
