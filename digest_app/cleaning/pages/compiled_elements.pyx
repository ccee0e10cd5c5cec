"""The elements of a page: which hold prose, which are furniture, and how far from the article.

Does what ``elements.py`` does, in its order; parents come before their children, always.
"""

from digest_app.cleaning.pages import elements as plain_elements

from cpython.long cimport PyLong_AsSsize_t
from cpython.mem cimport PyMem_Calloc, PyMem_Free
from cpython.tuple cimport PyTuple_Check, PyTuple_GET_ITEM, PyTuple_GET_SIZE
from cpython.unicode cimport PyUnicode_CheckExact
from libc.string cimport memset

from digest_app.cleaning.pages.compiled_names cimport Name, Names, Tag, tag_of

cdef enum:
    MOST = 0x3FFFFFFF  # elements; more have no room in an int, nor in a page that is read
    BYTES = 8 * 8 + 9 * 4 + 4
    ARRAYS = 22

cdef int MOST_SPARINGS = plain_elements._MOST_SPARINGS
cdef double LEAST_PROSE = plain_elements._LEAST_PROSE
cdef double ENOUGH = 0.51  # a little more than the half that to_spare asks for
cdef double MOST_WEIGHT = plain_elements._MOST_ONE_NAME_WEIGHS


cdef class Elements:
    def __dealloc__(self):
        PyMem_Free(self._elements_room)

    cdef int read(self, tuple everything) except -1:
        """Read elements as a document has them."""
        cdef Py_ssize_t number, count = len(everything)
        if not 0 < count < MOST:
            raise ValueError("elements")
        self._known = Names(count)
        self._elements_room = PyMem_Calloc(count * BYTES + ARRAYS * 8, 1)
        if self._elements_room == NULL:
            raise MemoryError
        self.all_elements, self.elements = everything, count
        self._take_rooms(<char *>self._elements_room)
        for number in range(count):
            self._read_one(number, <object>PyTuple_GET_ITEM(everything, number))
        return 0

    cdef void _take_rooms(self, char *place) noexcept:
        """Give each array its part of the room."""
        cdef Py_ssize_t count = self.elements
        self.mass = <double *>take(&place, count * 8)
        self.letters = <double *>take(&place, count * 8)
        self.linked = <double *>take(&place, count * 8)
        self._near = <double *>take(&place, count * 8)
        self._held = <double *>take(&place, count * 8)
        self._own = <double *>take(&place, count * 8)
        self._above = <double *>take(&place, count * 8)
        self._worst = <double *>take(&place, count * 8)
        self._tags = <int *>take(&place, count * 4)
        self._names = <int *>take(&place, count * 4)
        self.parents = <int *>take(&place, count * 4)
        self.height = <int *>take(&place, count * 4)
        self.steps = <int *>take(&place, count * 4)
        self.inner = <int *>take(&place, count * 4)
        self._special = <int *>take(&place, count * 4)
        self._roots = <int *>take(&place, count * 4)
        self._path = <int *>take(&place, count * 4)
        self.out = <char *>take(&place, count)
        self._spared = <char *>take(&place, count)
        self._never = <char *>take(&place, count)
        self._is_told = <char *>take(&place, count)

    cdef int _read_one(self, Py_ssize_t number, object element) except -1:
        """Read one element, and look its names up."""
        if not PyTuple_Check(element) or PyTuple_GET_SIZE(element) < 3:
            raise ValueError("element")
        stated = <object>PyTuple_GET_ITEM(element, 0)
        words = <object>PyTuple_GET_ITEM(element, 1)
        if not PyUnicode_CheckExact(stated) or not PyUnicode_CheckExact(words):
            raise ValueError("element")
        cdef Py_ssize_t parent = PyLong_AsSsize_t(<object>PyTuple_GET_ITEM(element, 2))
        if (parent < 0) != (number == 0) or parent < -1 or parent >= number:
            raise ValueError("parent")
        self.parents[number] = <int>parent
        self._tags[number] = self._known.tag(<str>stated)
        self._names[number] = self._known.number(<str>words)
        self._has_pieces = self._has_pieces or self.name(number).piece
        return 0

    cdef const Tag *tag(self, Py_ssize_t number) noexcept:
        """Return what is known of an element's tag."""
        return tag_of(self._tags[number])

    cdef const Name *name(self, Py_ssize_t number) noexcept:
        """Return what is known of an element's words."""
        return &self._known.names[self._names[number]]

    cdef int fill(
        self,
        Py_ssize_t blocks,
        const int *numbers,
        const double *prose,
        const double *lengths,
        const double *shares,
    ) except -1:
        """Put the blocks, each told by its element's number, into their elements."""
        self._find_furniture()
        if self._has_pieces:
            self._put_pieces_in_place(blocks, numbers, prose)
        self._settle_furniture(blocks, numbers, prose)
        self._sum(blocks, numbers, prose, lengths, shares)
        self._find_main()
        return 0

    cdef void _find_furniture(self) noexcept:
        """Find the outermost furniture that each element stands in, but for what is spared."""
        cdef Py_ssize_t number
        cdef int parent, root
        cdef const Tag *tag
        cdef const Name *name
        for number in range(self.elements):
            parent = self.parents[number]
            root = self._roots[parent] if parent >= 0 else -1
            if root < 0 <= parent and not self._spared[number]:
                tag, name = self.tag(number), self.name(number)
                if tag.furniture or name.furniture:
                    root = <int>number
                    if tag.furniture or name.never:
                        self._never[number] = 1
            self._roots[number] = root

    cdef void _put_pieces_in_place(
        self, Py_ssize_t blocks, const int *numbers, const double *prose
    ) noexcept:
        """Put streamed pieces into what holds most prose before them, as the script does."""
        cdef Py_ssize_t number, i, first = 0
        cdef int parent, place = -1
        while not self.name(first).piece:
            first += 1
        for i in range(blocks):
            parent = self.parents[numbers[i]]
            if prose[i] and 0 <= parent < first:
                self._held[parent] += prose[i]
        for i in range(blocks):
            parent = self.parents[numbers[i]]
            if prose[i] and 0 <= parent < first:
                if place < 0 or self._held[parent] > self._held[place]:
                    place = parent
        for i in range(first):
            self._held[i] = 0.0
        if place < 0:
            return
        for number in range(first, self.elements):
            if self.name(number).piece:
                self.parents[number] = place
        self._find_furniture()

    cdef int _settle_furniture(
        self, Py_ssize_t blocks, const int *numbers, const double *prose
    ) except -1:
        """Believe the names only where they leave an article."""
        cdef Py_ssize_t number, holding
        cdef double left = 0.0
        for _ in range(MOST_SPARINGS):
            holding = self._hold(blocks, numbers, prose, &left)
            more = self._to_spare(holding, left) if holding else None
            if not more:
                break
            for number in more:
                self._spared[number] = 1
            self._find_furniture()
        for number in range(self.elements):
            self.out[number] = self._roots[number] >= 0
        self.total = left or 1.0
        return 0

    cdef Py_ssize_t _hold(
        self, Py_ssize_t blocks, const int *numbers, const double *prose, double *left
    ) noexcept:
        """Add up the prose in each furniture; the rest is what is left.

        Returns how many hold any: they stand first in the path, in the page's order.
        """
        cdef Py_ssize_t i, count = 0
        cdef int root
        memset(self._held, 0, self.elements * sizeof(double))
        left[0] = 0.0
        for i in range(blocks):
            if not prose[i]:
                continue
            root = self._roots[numbers[i]]
            if root < 0:
                left[0] += prose[i]
                continue
            if not self._held[root]:
                self._path[count] = root
                count += 1
            self._held[root] += prose[i]
        return count

    cdef object _to_spare(self, Py_ssize_t holding, double left):
        """Return which furniture must be the article; nothing to iterate where none can be.

        What is left is enough on nearly all pages: none is spared where it is more than half of
        what furniture holds.
        """
        cdef Py_ssize_t i
        cdef int root
        cdef double whole = 0.0
        for i in range(holding):
            whole += self._held[self._path[i]]
        if left >= LEAST_PROSE and left > ENOUGH * whole:
            return None
        held = {self._path[i]: self._held[self._path[i]] for i in range(holding)}
        never = {root for root in held if self._never[root]}
        return plain_elements.to_spare(held, left, never, self.all_elements)

    cdef void _sum(
        self,
        Py_ssize_t blocks,
        const int *numbers,
        const double *prose,
        const double *lengths,
        const double *shares,
    ) noexcept:
        """Add up what stands directly in each element, and in its children."""
        cdef Py_ssize_t i
        cdef int number, parent
        for i in range(blocks):
            number = numbers[i]
            parent = self.parents[number]
            self.letters[number] += lengths[i]
            self.inner[number] += 1
            self.linked[number] += lengths[i] * shares[i]
            if parent >= 0:
                self.letters[parent] += lengths[i]
                self.inner[parent] += 1
                self.linked[parent] += lengths[i] * shares[i]
            if prose[i] and not self.out[number]:
                self.mass[number] += prose[i]
                if parent >= 0:
                    self.mass[parent] += prose[i]
                    if self.parents[parent] >= 0:
                        self._near[self.parents[parent]] += prose[i] / 2

    cdef void _find_main(self) noexcept:
        """Find the main element, and how far all others are from it."""
        cdef Py_ssize_t number, main = 0
        cdef int above = 0, parent
        for number in range(self.elements):
            self.height[number] = -1
            if self.mass[number] + self._near[number] > self.mass[main] + self._near[main]:
                main = number
        while main >= 0:
            self.height[main] = above
            above += 1
            main = self.parents[main]
        for number in range(self.elements):
            if self.height[number] < 0:
                parent = self.parents[number]
                self.height[number] = self.height[parent]
                self.steps[number] = self.steps[parent] + 1

    cdef int tell(self, Py_ssize_t number) except -1:
        """Find what the names say of an element, and of those around it; few are ever asked."""
        cdef int inner = -1, parent = <int>number, around
        cdef double own, weight
        while parent >= 0 and not self._is_told[parent]:
            self._path[parent] = inner
            inner = parent
            parent = self.parents[parent]
        while inner >= 0:
            own, around = self.name(inner).weight, parent
            self._own[inner] = own
            if around < 0:  # the body; its name speaks of the whole page
                self._worst[inner] = min(own, 0.0)
            else:
                weight = self._own[around]
                weight = -MOST_WEIGHT if weight < -MOST_WEIGHT else min(weight, MOST_WEIGHT)
                self._above[inner] = self._above[around] + weight
                self._worst[inner] = own if own < self._worst[around] else self._worst[around]
                self._special[inner] = self._special[around] | self.tag(inner).special
            self._is_told[inner] = 1
            parent, inner = inner, self._path[inner]
        return 0

    cdef double own_weight(self, Py_ssize_t number) except? -1e300:
        """Return what an element's name weighs."""
        return self.name(number).weight

    cdef double above_weight(self, Py_ssize_t number) except? -1e300:
        """Return what the names around an element weigh together."""
        self.tell(number)
        return self._above[number]
