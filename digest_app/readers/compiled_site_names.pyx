"""The compiled form of tidying what claims say of publishers: see ``site_names.py``.

On nearly every page publishers' names are simple, and no author's name ends in one: then nothing
is to be done. Where something is, the Python does it.
"""

from cpython.unicode cimport PyUnicode_GET_LENGTH

from digest_app.readers cimport compiled_naming as simple
from digest_app.readers cimport compiled_titles as titles
from digest_app.readers.compiled_claims cimport new_claim, part_of

cdef extern from "Python.h":
    bint PyUnicode_IS_ASCII(object text)
    bint PyUnicode_CheckExact(object text)
    bint PyTuple_CheckExact(object value)
    const unsigned char *PyUnicode_1BYTE_DATA(object text)


def tidied(list claims):
    """Return the claims with publishers' names tidy; None where authors have publishers' names."""
    cdef list made = claims, publishers = []
    cdef Py_ssize_t at
    cdef object claim, value, name, address = None
    for at in range(len(claims)):
        claim = claims[at]
        if part_of(claim, 0) != "publisher":
            continue
        value = part_of(claim, 2)
        if not PyUnicode_CheckExact(value):
            return None
        name = simple.publisher(value)
        if name is None:
            address = first_of(claims, "url") if address is None else address
            name = titles.publisher_name(value, address)
            if name is None:
                name = site_names._publisher_name(value, address)
        if name != value:
            made = list(claims) if made is claims else made
            made[at] = new_claim("publisher", part_of(claim, 1), name)
        if name:
            publishers.append(name)
    if publishers and _may_name_authors(claims, publishers):
        return None
    return made


cdef bint _may_name_authors(list claims, list publishers) except -1:
    """Tell whether an author's name ends in a publisher's, or is one."""
    cdef object claim, names, name, publisher
    for claim in claims:
        if part_of(claim, 0) != "authors":
            continue
        names = part_of(claim, 2)
        if not PyTuple_CheckExact(names):
            return True
        for name in <tuple>names:
            for publisher in publishers:
                if not PyUnicode_CheckExact(name) or _ends_in(<str>name, <str>publisher):
                    return True
    return False


cdef bint _ends_in(str name, str publisher) except -1:
    """Tell whether a name ends as another does, in any case."""
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(name), length = PyUnicode_GET_LENGTH(publisher)
    cdef Py_ssize_t at
    cdef const unsigned char *data
    cdef const unsigned char *other
    if not PyUnicode_IS_ASCII(name) or not PyUnicode_IS_ASCII(publisher):
        return name.casefold().endswith(publisher.casefold())
    if length > size:
        return False
    data, other = PyUnicode_1BYTE_DATA(name) + size - length, PyUnicode_1BYTE_DATA(publisher)
    for at in range(length - 1, -1, -1):
        if _lower(data[at]) != _lower(other[at]):
            return False
    return True


cdef inline unsigned char _lower(unsigned char c) noexcept:
    return c | 0x20 if c'A' <= c <= c'Z' else c


# The module in Python picks what stands here, so it is asked for what it knows last.
from digest_app.readers.claims import first_of  # noqa: E402
from digest_app.readers import site_names  # noqa: E402
