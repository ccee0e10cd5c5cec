"""The reasons in C: what ``reasons.py`` says, the same questions in the same order.

Sentences are the Python form's. What a name or a tag means is read with it.
"""

cimport cython
from cpython.mem cimport PyMem_Calloc, PyMem_Free
from cpython.ref cimport Py_INCREF
from cpython.tuple cimport PyTuple_New, PyTuple_SET_ITEM
from cpython.unicode cimport PyUnicode_FindChar

from digest_app.cleaning.pages.compiled_names cimport why
from digest_app.cleaning.pages.compiled_page cimport Likeness, Page

from digest_app.cleaning.pages import reasons
from digest_app.domain.block import BlockKind
from digest_app.domain.boilerplate import Removal

cdef extern from *:
    """
    static PyObject *new_named(PyObject *named, Py_ssize_t fields) {
        return ((PyTypeObject *) named)->tp_alloc((PyTypeObject *) named, fields);
    }
    """
    object new_named(object named, Py_ssize_t fields)  # with no value in it yet


cdef double MOST_LINK = reasons._MOST_LINK
cdef double HEADLINE = reasons._HEADLINE
cdef double SHORTEST = reasons._SHORTEST
cdef int LOOK_UP = reasons._LOOK_UP
cdef double LONGEST_COPYRIGHT = reasons._LONGEST_COPYRIGHT
cdef int FIGURE = list(BlockKind).index(BlockKind.FIGURE)
cdef tuple TOLD = (None, reasons.UNSTATED, reasons.AGAIN)  # by Told

cdef enum:
    MOST_LISTED = 200
    RIGHTS = 0xA9  # ©

cdef list LISTED = [reasons.listed(links) for links in range(MOST_LISTED)]
cdef object IS_TITLE = reasons._TITLE
cdef object IS_STANDFIRST = reasons._STANDFIRST
cdef object IS_COPYRIGHT = reasons._COPYRIGHT
cdef object IS_COPYRIGHT_IN = reasons._COPYRIGHT_IN
cdef object IS_LINK = reasons._LINK
cdef object IS_LINK_ELSEWHERE = reasons._LINK_ELSEWHERE
cdef object IS_PUBLISHER = reasons._PUBLISHER
cdef object IS_CAPTION = reasons._CAPTION
cdef object IS_HEADLINE_ITSELF = reasons._HEADLINE_ITSELF
cdef object IS_OUTSIDE = reasons._OUTSIDE
cdef object IS_ABOVE = reasons._ABOVE
cdef object IS_BELOW = reasons._BELOW
cdef object IS_UNLIKE = reasons._UNLIKE


@cython.final
cdef class Reasons:
    """Finds the reason for each block of a page that is not the article's."""

    cdef Page page
    cdef unsigned char *named  # what is said around an element, by its number; see named_far
    cdef double longest
    cdef bint has_rights

    def __cinit__(self, Page page):
        metadata = page.document.metadata
        self.page = page
        self.named = <unsigned char *> PyMem_Calloc(page.elements + 1, 1)
        if self.named == NULL:
            raise MemoryError
        self.longest = 1.5 * max(len(metadata.title), len(metadata.description))
        self.has_rights = PyUnicode_FindChar(page.text, RIGHTS, 0, len(page.text), 1) >= 0

    def __dealloc__(self):
        PyMem_Free(self.named)

    cdef object of(self, Py_ssize_t i, object told):
        """Return why a block is not the article; the plainest reason that holds."""
        cdef Page page = self.page
        cdef Py_ssize_t number = page.numbers[i]
        cdef int meant
        if not page.out[number] and SHORTEST < page.lengths[i] < self.longest:
            found = self.repeats(i)
            if found is not None:
                return found
        if page.links[i] > 1 and page.shares[i] > MOST_LINK:
            return listed(page.links[i])
        if self.has_rights:
            found = self.rights(i)
            if found is not None:
                return found
        meant = self.named_far(number) if page.out[number] else self.named_near(number)
        if meant:
            return why(meant)
        found = told if told is not None else self.alone(i)
        return self.outside(i) if found is None else found

    cdef object repeats(self, Py_ssize_t i):
        """Tell whether a block is the title or the standfirst."""
        cdef Likeness likeness
        if not self.page.begins_as_told(i):
            return None
        likeness = self.page.likeness(i)
        if likeness.same:
            return IS_TITLE
        return IS_STANDFIRST if likeness.standfirst else None

    cdef object rights(self, Py_ssize_t i):
        """Tell who holds the rights: that says more than the footer it stands in."""
        cdef Py_ssize_t start = self.page.starts[i], end = self.page.ends[i]
        if PyUnicode_FindChar(self.page.text, RIGHTS, start, end, 1) < 0:
            return None
        while self.page.sign(start) == "(" or self.page.sign(start) == " ":
            start += 1
        if self.page.sign(start) == RIGHTS:
            return IS_COPYRIGHT
        if self.page.links[i] or self.page.lengths[i] >= LONGEST_COPYRIGHT:
            return None
        return IS_COPYRIGHT_IN

    cdef int named_near(self, Py_ssize_t number) noexcept:
        """Return what the nearest names and tags around a block say, the nearest first."""
        cdef int meant, _
        for _ in range(LOOK_UP):
            if self.page.parents[number] < 0:
                return 0
            meant = self.named_itself(number)
            if meant:
                return meant
            number = self.page.parents[number]
        return 0

    cdef int named_far(self, Py_ssize_t number) noexcept:
        """Return what all names and tags around a block say: in furniture one says so.

        What was found stands for all elements that were asked on the way, and one more than it
        tells those that were from those that were not.
        """
        cdef Py_ssize_t at = number
        cdef int meant = 0
        while self.page.parents[at] >= 0 and not self.named[at]:
            meant = self.named_itself(at)
            if meant:
                break
            at = self.page.parents[at]
        if self.named[at]:
            meant = self.named[at] - 1
        while number != at:
            self.named[number] = <unsigned char> (meant + 1)
            number = self.page.parents[number]
        self.named[at] = <unsigned char> (meant + 1)
        return meant

    cdef inline int named_itself(self, Py_ssize_t number) noexcept:
        """Return what the name or the tag of an element says; 0 is nothing."""
        cdef int meant = self.page.name(number).meant
        return meant if meant else self.page.tag(number).meant

    cdef object alone(self, Py_ssize_t i):
        """Return what a block itself is."""
        cdef Page page = self.page
        if page.links[i] == 1 and page.shares[i] > MOST_LINK:
            return IS_LINK if page.lengths[i] < HEADLINE else IS_LINK_ELSEWHERE
        if page.names_publisher(i):
            return IS_PUBLISHER
        return IS_CAPTION if page.kinds[i] == FIGURE else None

    cdef object outside(self, Py_ssize_t i):
        """Return where a block stands, of which there is nothing else to say."""
        cdef Page page = self.page
        cdef Py_ssize_t number = page.numbers[i]
        if i <= page.first and page.tag(number).headline:
            return IS_HEADLINE_ITSELF
        if page.steps[number] and page.height[number]:
            return IS_OUTSIDE
        if i < page.first:
            return IS_ABOVE
        return IS_BELOW if i > page.last else IS_UNLIKE


cdef object listed(int links):
    """Return why a list of so many links is not the article."""
    return LISTED[links] if links < MOST_LISTED else reasons.listed(links)


cdef tuple removals(Page page, const char *inside, const char *told):
    """Return a removal with its reason for each block that is not inside, in order.

    ``inside`` and ``told``, what else speaks against a block, are long as the page's blocks.
    """
    cdef Py_ssize_t i, made = 0, count = 0
    cdef Reasons asked = Reasons(page)
    cdef tuple found
    for i in range(page.blocks):
        count += not inside[i]
    found = PyTuple_New(count)
    for i in range(page.blocks):
        if not inside[i]:
            removal = removed(<tuple> page.all_blocks[i], <tuple> asked.of(i, TOLD[told[i]]))
            Py_INCREF(removal)
            PyTuple_SET_ITEM(found, made, removal)
            made += 1
    return found


cdef object removed(tuple block, tuple reason):
    """Return a named tuple of a block's ends and of a reason, not made by way of Python."""
    cdef object removal = new_named(Removal, 5)
    cdef object value
    cdef int k
    for k in range(2):
        value = block[k]
        Py_INCREF(value)
        PyTuple_SET_ITEM(removal, k, value)
    for k in range(3):
        value = reason[k]
        Py_INCREF(value)
        PyTuple_SET_ITEM(removal, 2 + k, value)
    return removal
