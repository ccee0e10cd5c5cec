"""Decision trees in arrays of C, as ``model.py`` reads them."""

from digest_app.cleaning.pages.model import CERTAIN as CERTAIN_ODDS
from digest_app.cleaning.pages.model import read_trees

from cpython.mem cimport PyMem_Free, PyMem_Malloc

cdef double CERTAIN = CERTAIN_ODDS


def _size(tree):
    """Return how many nodes a tree has. Our own are a few forks deep."""
    return 1 if isinstance(tree, float) else 1 + _size(tree.low) + _size(tree.high)


cdef class Trees:
    def __cinit__(self, str name, tuple names):
        """Read the trees of a file, which ask for the evidence that has these names."""
        cdef list trees = list(read_trees(name, names))
        cdef Py_ssize_t i, size = sum([_size(tree) for tree in trees])
        self._nodes = <Node *>PyMem_Malloc((size + 1) * sizeof(Node))
        self._begins = <Py_ssize_t *>PyMem_Malloc((len(trees) + 1) * sizeof(Py_ssize_t))
        if self._nodes == NULL or self._begins == NULL:
            raise MemoryError
        numbers = {asked: number for number, asked in enumerate(names)}
        for i in range(len(trees)):
            self._begins[i] = self._used
            self._write(trees[i], numbers)
        self.count = len(trees)

    def __dealloc__(self):
        PyMem_Free(self._nodes)
        PyMem_Free(self._begins)

    cdef int _write(self, object tree, dict numbers) except -1:
        """Write a tree, its low branch before its high one."""
        cdef Node *node = &self._nodes[self._used]
        self._used += 1
        if isinstance(tree, float):
            node.asked, node.high, node.number = -1, 0, tree
            return 0
        node.asked, node.number = numbers[tree.asked], tree.most
        self._write(tree.low, numbers)
        node.high = <int>self._used
        return self._write(tree.high, numbers)

    cdef double add(self, double odds, const double *seen) noexcept:
        """Return log-odds with what the trees add to them, as soon as they are certain."""
        cdef Py_ssize_t i, place
        cdef const Node *node
        for i in range(self.count):
            place = self._begins[i]
            node = &self._nodes[place]
            while node.asked >= 0:
                place = place + 1 if seen[node.asked] <= node.number else node.high
                node = &self._nodes[place]
            odds += node.number
            if odds > CERTAIN or odds < -CERTAIN:
                break
        return odds
