"""The compiled form of making views of a document's blocks; see ``lines_views.py``."""

from cpython.ref cimport Py_INCREF
from cpython.tuple cimport PyTuple_GET_ITEM, PyTuple_SET_ITEM, PyTuple_Size
from cpython.unicode cimport (
    PyUnicode_FindChar,
    PyUnicode_GET_LENGTH,
    PyUnicode_READ_CHAR,
    PyUnicode_Substring,
)

cdef extern from *:
    """
    static PyObject *digest_new_view(PyObject *view) {
        return ((PyTypeObject *) view)->tp_alloc((PyTypeObject *) view, 4);
    }
    """
    object digest_new_view(object view)  # with no value in it yet
    bint Py_UNICODE_ISSPACE(Py_UCS4)


def views_of(str text, tuple blocks, numbers):
    """Return what ``lines_views.views_of`` returns."""
    cdef list views = []
    cdef str line
    cdef Py_ssize_t number
    for each in numbers:
        number = each
        if not 0 <= number < len(blocks):
            raise IndexError(f"There is no block {number}.")
        block = <object>PyTuple_GET_ITEM(blocks, number)
        if not isinstance(block, tuple) or PyTuple_Size(block) < 3:
            raise TypeError(f"Block {number} is none.")
        start = <object>PyTuple_GET_ITEM(block, 0)
        end = <object>PyTuple_GET_ITEM(block, 1)
        kind = <object>PyTuple_GET_ITEM(block, 2)
        line = _line(text, start, end)
        if PyUnicode_GET_LENGTH(line):
            views.append(_view(each, kind, ((start, end),), line))
    return views


cdef str _line(str text, Py_ssize_t start, Py_ssize_t end):
    """Return a stretch of the text without white space around it and line ends."""
    if not 0 <= start < end <= PyUnicode_GET_LENGTH(text):
        return as_line(text[start:end])
    if Py_UNICODE_ISSPACE(PyUnicode_READ_CHAR(text, start)):
        return as_line(text[start:end])
    if PyUnicode_FindChar(text, 10, start, end, 1) >= 0:
        return as_line(text[start:end])
    while Py_UNICODE_ISSPACE(PyUnicode_READ_CHAR(text, end - 1)):
        end -= 1  # never before the start, which is no space
    return PyUnicode_Substring(text, start, end)


cdef object _view(object number, object kind, tuple parts, str line):
    """Return a view; the way through its own class costs as much as all the rest."""
    cdef object made = digest_new_view(View)
    _set(made, 0, number)
    _set(made, 1, kind)
    _set(made, 2, parts)
    _set(made, 3, line)
    return made


cdef inline void _set(object made, Py_ssize_t at, object field) noexcept:
    Py_INCREF(field)
    PyTuple_SET_ITEM(made, at, field)


# The module in Python picks what stands here, so it is asked for its class last.
from digest_app.cleaning.lines_views import View, as_line  # noqa: E402
