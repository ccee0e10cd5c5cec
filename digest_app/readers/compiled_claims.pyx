"""The compiled form of choosing among claims: see ``claims.py``."""

from cpython.ref cimport Py_INCREF
from cpython.tuple cimport PyTuple_GET_ITEM, PyTuple_GET_SIZE, PyTuple_SET_ITEM

from cpython.unicode cimport (
    PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND, PyUnicode_READ,
)

from dataclasses import fields as fields_of

from digest_app.domain.document import Metadata, Origin
from digest_app.readers.encoding import scrub

cdef extern from "Python.h":
    ctypedef struct PyTypeObject:
        object (*tp_alloc)(object, Py_ssize_t)
    int PyObject_GenericSetAttr(object, object, object) except -1
    bint PyUnicode_CheckExact(object)
    bint PyUnicode_Check(object)

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
    cdef object known, field, source, value
    for claim in claims:
        field, source, value = part_of(claim, 0), part_of(claim, 1), part_of(claim, 2)
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
    return _metadata(fields)


cdef object _metadata(dict fields):
    """Make metadata of these fields, as its own ``__init__`` does."""
    cdef Py_ssize_t known = len(fields)
    cdef object made = Metadata.__new__(Metadata)
    for name, value in DEFAULTS.items():
        if name in fields:
            value = fields[name]
            known -= 1
        PyObject_GenericSetAttr(made, name, value)
    return made if known == 0 else Metadata(**fields)


cdef object _origin(field, source, value, others):
    """Make an Origin, without its call."""
    cdef object made = (<PyTypeObject *>Origin).tp_alloc(Origin, 4)
    _set(made, 0, field)
    _set(made, 1, source)
    _set(made, 2, value)
    _set(made, 3, others)
    return made


cdef inline void _set(object made, Py_ssize_t at, object part) noexcept:
    Py_INCREF(part)
    PyTuple_SET_ITEM(made, at, part)


cdef object part_of(claim, Py_ssize_t at):
    """Return a part of a claim: 0 its field, 1 its source, 2 its value."""
    if not isinstance(claim, tuple) or PyTuple_GET_SIZE(claim) != 3:
        raise TypeError("a claim has three parts")
    return <object>PyTuple_GET_ITEM(claim, at)


cdef object new_claim(field, source, value):
    """Make a Claim, without its call."""
    cdef object made = (<PyTypeObject *>Claim).tp_alloc(Claim, 3)
    _set(made, 0, field)
    _set(made, 1, source)
    _set(made, 2, value)
    return made


cpdef list claims_of(metadata):
    """Return what metadata states as claims again; see the Python."""
    cdef list made = []
    for origin in metadata.origins:
        if not isinstance(origin, tuple) or PyTuple_GET_SIZE(origin) != 4:
            raise TypeError("an origin has four parts")
        field, source = <object>PyTuple_GET_ITEM(origin, 0), <object>PyTuple_GET_ITEM(origin, 1)
        others = <object>PyTuple_GET_ITEM(origin, 3)
        made.append(new_claim(field, source, getattr(metadata, field)))
        for source, value in others:
            if field == "authors":
                value = tuple(value.split(", "))
            made.append(new_claim(field, source, value))
    return made


cdef bint _is_clean(value) noexcept:
    """Tell at once that a text has nothing that must go: no CR, no NUL, no lone surrogate."""
    cdef int kind
    cdef const void *data
    cdef Py_ssize_t at, size
    cdef unsigned int c
    if not PyUnicode_CheckExact(value):
        return False
    size, kind, data = PyUnicode_GET_LENGTH(value), PyUnicode_KIND(value), PyUnicode_DATA(value)
    if kind == 1:
        return memchr(data, c'\r', size) is NULL and memchr(data, 0, size) is NULL
    for at in range(size):
        c = PyUnicode_READ(kind, data, at)
        if c == c'\r' or c == 0 or 0xD800 <= c <= 0xDFFF:
            return False
    return True


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
    cdef str a, b
    if one == other:
        return True
    a, b = _shown(one), _shown(other)
    if _differ_at_once(a, b):
        return False
    a, b = a.casefold(), b.casefold()
    return a == b or (a[:4].isdigit() and (a.startswith(b) or b.startswith(a)))


cdef bint _differ_at_once(str a, str b) noexcept:
    """Tell whether two texts differ, in any case, before a sign that is not ASCII; no dates."""
    cdef Py_ssize_t at, length = min(PyUnicode_GET_LENGTH(a), PyUnicode_GET_LENGTH(b))
    cdef int kind = PyUnicode_KIND(a), other_kind = PyUnicode_KIND(b)
    cdef const void *data = PyUnicode_DATA(a)
    cdef const void *other_data = PyUnicode_DATA(b)
    cdef unsigned int one, other
    for at in range(length):
        one, other = PyUnicode_READ(kind, data, at), PyUnicode_READ(other_kind, other_data, at)
        if one >= 128 or other >= 128 or (at == 0 and c'0' <= one <= c'9'):
            return False
        if one != other and (one | 0x20 != other | 0x20 or not c'a' <= (one | 0x20) <= c'z'):
            return True
    return False


# The module in Python picks what stands here, so it is asked for what it knows last.
from digest_app.readers.claims import Claim  # noqa: E402

cdef dict DEFAULTS = {field.name: field.default for field in fields_of(Metadata)}
