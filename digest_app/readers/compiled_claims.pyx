"""The compiled form of :func:`digest_app.readers.claims.settle`."""

from cpython.ref cimport Py_INCREF
from cpython.tuple cimport PyTuple_SET_ITEM

from digest_app.domain.document import Metadata, Origin
from digest_app.readers.encoding import scrub

cdef extern from "Python.h":
    ctypedef struct PyTypeObject:
        object (*tp_alloc)(object, Py_ssize_t)
    bint PyUnicode_CheckExact(object)
    bint PyUnicode_Check(object)
    bint PyUnicode_IS_ASCII(object)
    Py_ssize_t PyUnicode_GET_LENGTH(object)
    const char *PyUnicode_1BYTE_DATA(object)

cdef extern from "string.h":
    const void *memchr(const void *, int, size_t) nogil


cdef class _Choice:
    """What was chosen for one field, and what others say: their sources, with what is shown."""

    cdef object source
    cdef object value
    cdef dict others


def settle(claims):
    """Choose for each field the first claim that says something; see the Python."""
    cdef dict chosen = {}
    cdef _Choice choice
    cdef object known
    for field, source, value in claims:
        value = _clean(value)
        if not value:
            continue
        known = chosen.get(field)
        if known is None:
            choice = _Choice.__new__(_Choice)
            choice.source, choice.value = source, value
            chosen[field] = choice
        else:
            _weigh(<_Choice>known, field, source, value)
    return _settled(chosen)


cdef int _weigh(_Choice choice, field, source, value) except -1:
    """Take a later claim in place of the choice, note it beside it, or neither."""
    if (field == "published" or field == "modified") and _is_finer(value, choice.value):
        choice.source, choice.value = source, value
    elif not _agree(choice.value, value):
        if choice.others is None:
            choice.others = {}
        choice.others.setdefault(source, _shown(value))
    return 0


cdef object _settled(dict chosen):
    """Return the metadata of what was chosen, with its origins."""
    cdef dict fields = {}
    cdef list origins = []
    cdef _Choice choice
    for field, known in chosen.items():
        choice = <_Choice>known
        fields[field] = choice.value
        others = () if choice.others is None else tuple(choice.others.items())
        origins.append(_origin(field, choice.source, _shown(choice.value), others))
    fields["origins"] = tuple(origins)
    return Metadata(**fields)


cdef object _origin(field, source, value, others):
    """Make an Origin, without its call."""
    cdef object made = (<PyTypeObject *>Origin).tp_alloc(Origin, 4)
    for at, part in enumerate((field, source, value, others)):
        Py_INCREF(part)
        PyTuple_SET_ITEM(made, at, part)
    return made


cdef inline bint _is_clean(value) except -1:
    """Tell at once that a text in ASCII has nothing that must go."""
    cdef const char *data
    cdef size_t size
    if not PyUnicode_CheckExact(value) or not PyUnicode_IS_ASCII(value):
        return False
    data, size = PyUnicode_1BYTE_DATA(value), <size_t>PyUnicode_GET_LENGTH(value)
    return memchr(data, c'\r', size) is NULL and memchr(data, 0, size) is NULL


cdef object _clean(value):
    """Return the value without characters that must not be kept."""
    if not value or _is_clean(value):
        return value
    if PyUnicode_Check(value):
        kept = scrub(value)
    else:
        for part in value:
            if not part or not _is_clean(part):
                break
        else:
            return value
        kept = tuple(filter(None, map(scrub, value)))
    return value if kept == value else kept


cdef inline object _shown(value):
    return value if PyUnicode_Check(value) else ", ".join(value)


cdef bint _is_finer(value, chosen) except -1:
    """Tell whether a value is the chosen date, stated more precisely."""
    if len(value) <= len(chosen) or not PyUnicode_Check(value):
        return False
    return value.startswith(str(chosen))


cdef bint _agree(one, other) except -1:
    """Tell whether two sources mean the same; a date that is less precise does not differ."""
    if one == other:
        return True
    cdef object a = _shown(one).casefold(), b = _shown(other).casefold()
    return a == b or (a[:4].isdigit() and (a.startswith(b) or b.startswith(a)))
