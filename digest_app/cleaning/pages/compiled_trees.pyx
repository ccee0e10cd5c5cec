"""Decision trees in arrays of C, as ``model.py`` reads them."""

from math import inf

from digest_app.cleaning.pages.model import CERTAIN as CERTAIN_ODDS
from digest_app.cleaning.pages.model import read_trees

from cpython.mem cimport PyMem_Calloc, PyMem_Free
from libc.stdint cimport uint64_t
from libc.string cimport memcpy, memset

cdef extern from *:
    """
    #if defined(_MSC_VER)
    #include <intrin.h>
    static int first_bit(unsigned int bits) {
        unsigned long place = 0;
        _BitScanForward(&place, bits);
        return (int) place;
    }
    #else
    #define first_bit(bits) __builtin_ctz(bits)
    #endif
    """
    int first_bit(unsigned int bits) noexcept  # of a number that is not zero

cdef enum:
    MOST_ASKED = 64  # different evidence
    FOUR = 4  # words are struck out four at a time, and trees stand four to a word

cdef double CERTAIN = CERTAIN_ODDS


def _leaves(tree, list leaves, list forks):
    """Collect what a tree's leaves add, and its forks: what each asks, and strikes out.

    Our own trees are a few forks deep.
    """
    if isinstance(tree, float):
        leaves.append(tree)
        return
    first = len(leaves)
    _leaves(tree.low, leaves, forks)
    forks.append((tree.asked, tree.most, range(first, len(leaves))))
    _leaves(tree.high, leaves, forks)


cdef class Trees:
    def __cinit__(self, str name, tuple names):
        """Read the trees of a file, which ask for the evidence that has these names."""
        cdef list trees = list(read_trees(name, names))
        self.count = len(trees)
        self._width = (self.count + FOUR * FOUR - 1) // (FOUR * FOUR) * FOUR
        if self._width > WIDEST or len(names) > MOST_ASKED:
            raise ImportError("compiled_trees has no room for so many trees")
        self._adds = <double *>PyMem_Calloc(self.count + 1, LEAVES * sizeof(double))
        if self._adds == NULL:
            raise MemoryError
        self._read(trees, names)

    def __dealloc__(self):
        PyMem_Free(self._asked)
        PyMem_Free(self._bounds)
        PyMem_Free(self._rows)
        PyMem_Free(self._adds)

    cdef int _read(self, list trees, tuple names) except -1:
        """Take what the leaves add; gather the forks by the evidence that they ask for."""
        cdef dict forks = {}
        cdef Py_ssize_t i, leaf
        for i in range(self.count):
            leaves, own = [], []
            _leaves(trees[i], leaves, own)
            if len(leaves) > LEAVES:
                raise ImportError("compiled_trees has no room for so many leaves")
            for leaf in range(len(leaves)):
                self._adds[i * LEAVES + leaf] = leaves[leaf]
            for asked, most, struck in own:
                bounds = forks.setdefault(asked, {})
                bounds[most] = bounds.get(most, frozenset()) | {(i, leaf) for leaf in struck}
        return self._fill(forks, names)

    cdef int _fill(self, dict forks, tuple names) except -1:
        """Write the bounds of each evidence, and a row for each number of them that is passed."""
        cdef Py_ssize_t bounds = 0, rows = 0, k = 0, passed, tree, leaf
        cdef Asked *asked
        cdef uint64_t[WIDEST] left
        cdef list most
        steps = {name: len(of).bit_length() for name, of in forks.items()}
        room = sum([1 << step for step in steps.values()]) + 1
        self._asked_count = len(forks)
        self._asked = <Asked *>PyMem_Calloc(self._asked_count + 1, sizeof(Asked))
        self._bounds = <double *>PyMem_Calloc(room, sizeof(double))
        self._rows = <uint64_t *>PyMem_Calloc(room * self._width, sizeof(uint64_t))
        if self._asked == NULL or self._bounds == NULL or self._rows == NULL:
            raise MemoryError
        # Those of as many steps stand together: the processor then knows how many come.
        for name, of in sorted(forks.items(), key=lambda fork: steps[fork[0]]):
            asked = &self._asked[k]
            k += 1
            asked.evidence, asked.half = names.index(name), 1 << <int>steps[name] >> 1
            asked.bounds, asked.rows = bounds, (rows - bounds) * self._width
            most = sorted(of) + [inf] * ((1 << steps[name]) - 1 - len(of))
            memset(left, 0xFF, sizeof(left))
            for passed in range(2 * asked.half):
                memcpy(&self._rows[rows * self._width], left, self._width * sizeof(uint64_t))
                rows += 1
                if passed < len(most):
                    self._bounds[bounds] = most[passed]
                    bounds += 1
                    for tree, leaf in of.get(most[passed], ()):
                        left[tree // FOUR] &= ~(<uint64_t>1 << (tree % FOUR * LEAVES + leaf))
        return 0

    cdef void _strike(self, const double *seen, uint64_t *left) noexcept:
        """Write which leaves can be reached. No step hangs on what is seen: none is guessed."""
        cdef const uint64_t *rows[MOST_ASKED]
        cdef const double *bounds
        cdef double own
        cdef uint64_t one, two, three, four
        cdef Py_ssize_t k, word, half, count = self._asked_count, width = self._width
        cdef const Asked *asked = self._asked
        for k in range(count):
            own = seen[asked[k].evidence]
            bounds = &self._bounds[asked[k].bounds]
            half = asked[k].half
            while half:  # the number of bounds that it passes, one bit after another
                bounds += half & -<Py_ssize_t>(not (own <= bounds[half - 1]))
                half >>= 1
            rows[k] = &self._rows[asked[k].rows + (bounds - self._bounds) * width]
        for word from 0 <= word < width by FOUR:
            one = two = three = four = ~<uint64_t>0
            for k in range(count):
                one &= rows[k][word]
                two &= rows[k][word + 1]
                three &= rows[k][word + 2]
                four &= rows[k][word + 3]
            left[word], left[word + 1], left[word + 2], left[word + 3] = one, two, three, four

    cdef double add(self, double odds, const double *seen) noexcept:
        """Return log-odds with what the trees add to them, as soon as they are certain."""
        cdef uint64_t left[WIDEST]
        cdef uint64_t bits = 0
        cdef const double *adds = self._adds
        cdef Py_ssize_t i
        self._strike(seen, left)
        for i in range(self.count):
            if i % FOUR == 0:
                bits = left[i // FOUR]
            odds += adds[first_bit(<unsigned int>(bits & 0xFFFF) | 0x10000) & (LEAVES - 1)]
            if odds > CERTAIN or odds < -CERTAIN:
                break
            bits >>= LEAVES
            adds += LEAVES
        return odds
