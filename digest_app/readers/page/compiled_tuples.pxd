"""Named tuples made and filled in place, without a call of Python."""

from cpython.ref cimport Py_INCREF

cdef extern from *:
    """
    /* A named tuple to be filled. It holds nothing that could hold it: none for the collector. */
    static PyObject *named_tuple(PyObject *named, Py_ssize_t fields) {
        PyTupleObject *made = PyObject_GC_NewVar(PyTupleObject, (PyTypeObject *) named, fields);
        Py_ssize_t i;
        if (made == NULL) return NULL;
        for (i = 0; i < fields; i++) made->ob_item[i] = NULL;
    #if PY_VERSION_HEX >= 0x030E0000
        made->ob_hash = -1;  /* not known yet */
    #endif
        return (PyObject *) made;
    }
    #define SET_FIELD(made, field, value) PyTuple_SET_ITEM(made, field, value)
    """
    object named_tuple(object named, Py_ssize_t fields)
    void SET_FIELD(object made, Py_ssize_t field, object value)


cdef inline void put_field(object made, Py_ssize_t field, object value) noexcept:
    """Fill a field of a new tuple."""
    Py_INCREF(value)
    SET_FIELD(made, field, value)
