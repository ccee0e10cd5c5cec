"""The lines of a plain text as blocks, in one pass; see ``text.py``, whose patterns these are."""

from cpython.ref cimport Py_INCREF
from cpython.tuple cimport PyTuple_GET_ITEM, PyTuple_SET_ITEM
from cpython.unicode cimport (
    PyUnicode_DATA,
    PyUnicode_FindChar,
    PyUnicode_GET_LENGTH,
    PyUnicode_KIND,
    PyUnicode_READ,
    PyUnicode_READ_CHAR,
)

cdef extern from *:
    """
    static PyObject *digest_new_block(PyObject *block, Py_ssize_t fields) {
        return ((PyTypeObject *) block)->tp_alloc((PyTypeObject *) block, fields);
    }
    """
    object digest_new_block(object block, Py_ssize_t fields)  # with no value in it yet
    bint Py_UNICODE_ISSPACE(Py_UCS4)


def blocks_of(str text):
    """Return what ``text.plain_blocks`` returns."""
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(text), start = 0, end, stop
    cdef int kind = PyUnicode_KIND(text)
    cdef const void* data = PyUnicode_DATA(text)
    cdef list made = []
    while True:
        while start < size and Py_UNICODE_ISSPACE(PyUnicode_READ(kind, data, start)):
            start += 1
        if start == size:
            return made
        stop = PyUnicode_FindChar(text, 10, start, size, 1)
        if stop < 0:
            stop = size
        end = stop
        while Py_UNICODE_ISSPACE(PyUnicode_READ(kind, data, end - 1)):
            end -= 1  # never before the start, which is no space
        made.append(_block(text, start, end))
        start = stop


cdef object _block(str text, Py_ssize_t start, Py_ssize_t end):
    """Return the block of a line; those that say themselves what they are the Python tells."""
    if PyUnicode_READ_CHAR(text, start) in MARKS:
        return line_block(text, start, end)
    cdef Py_ssize_t i
    cdef object made = digest_new_block(Block, len(_plain))
    _set(made, 0, start)
    _set(made, 1, end)
    for i in range(2, len(_plain)):
        _set(made, i, <object>PyTuple_GET_ITEM(_plain, i))
    return made


cdef inline void _set(object made, Py_ssize_t at, object field) noexcept:
    Py_INCREF(field)
    PyTuple_SET_ITEM(made, at, field)


# The module in Python picks what stands here, so it is asked for what it knows last.
from digest_app.domain.block import Block  # noqa: E402
from digest_app.readers.text import MARKS, line_block  # noqa: E402

cdef tuple _plain = tuple(Block(0, 0))
