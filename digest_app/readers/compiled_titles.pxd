"""Titles without the name of the site; None: ask the Python."""

cpdef object headline(stated, publisher, address)
cpdef object site_name(title, address)
cpdef object site_behind(title, headline)
cpdef object publisher_name(stated, address)
