"""The reasons in C: what ``reasons.py`` says, the same questions in the same order.

Sentences are the Python form's. What a name or a tag means is kept with it, for all pages.
"""

cimport cython
from cpython.mem cimport PyMem_Calloc, PyMem_Free
from cpython.ref cimport Py_INCREF
from cpython.tuple cimport PyTuple_New, PyTuple_SET_ITEM
from cpython.unicode cimport PyUnicode_FindChar

from digest_app.cleaning.pages.compiled_names cimport Name, Tag
from digest_app.cleaning.pages.compiled_page cimport Likeness, Page

from digest_app.cleaning.pages import reasons
from digest_app.cleaning.pages.words import split
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
cdef dict TAGGED = reasons._TAGGED
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
    cdef void **named  # what the names around an element say, by its number; see named_far
    cdef double longest
    cdef bint has_rights

    def __cinit__(self, Page page):
        metadata = page.document.metadata
        self.page = page
        self.named = <void **> PyMem_Calloc(page.elements + 1, sizeof(void *))
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
        if not page.out[number] and SHORTEST < page.lengths[i] < self.longest:
            why = self.repeats(i)
            if why is not None:
                return why
        if page.links[i] > 1 and page.shares[i] > MOST_LINK:
            return listed(page.links[i])
        if self.has_rights:
            why = self.rights(i)
            if why is not None:
                return why
        why = self.named_far(number) if page.out[number] else self.named_near(number)
        if why is None:
            why = told
        if why is None:
            why = self.alone(i)
        return self.outside(i) if why is None else why

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

    cdef object named_near(self, Py_ssize_t number):
        """Return what the nearest names and tags around a block say, the nearest first."""
        for _ in range(LOOK_UP):
            if self.page.parents[number] < 0:
                return None
            why = self.named_itself(number)
            if why is not None:
                return why
            number = self.page.parents[number]
        return None

    cdef object named_far(self, Py_ssize_t number):
        """Return what all names and tags around a block say: in furniture one says so.

        What was found stands for all elements that were asked on the way, None too. They are
        borrowed from the tables of the Python form, which live as long as the program.
        """
        cdef Py_ssize_t at = number
        cdef object why = None
        while self.page.parents[at] >= 0 and self.named[at] == NULL:
            why = self.named_itself(at)
            if why is not None:
                break
            at = self.page.parents[at]
        if why is None and self.named[at] != NULL:
            why = <object> self.named[at]
        while number != at:
            self.named[number] = <void *> why
            number = self.page.parents[number]
        self.named[at] = <void *> why
        return why

    cdef object named_itself(self, Py_ssize_t number):
        """Return what the name or the tag of an element says; False is kept for nothing."""
        cdef Name name = self.page.name(number)
        cdef Tag tag
        if name.meant is None:
            name.meant = reasons.meant(name.words, split(name.words)) or False
        if name.meant is not False:
            return name.meant
        tag = self.page.tag(number)
        if tag.meant is None:
            tag.meant = TAGGED.get(tag.tag, False)
        return None if tag.meant is False else tag.meant

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


cdef object removed(tuple block, tuple why):
    """Return a named tuple of a block's ends and of a reason, not made by way of Python."""
    cdef object removal = new_named(Removal, 5)
    cdef object value
    cdef int k
    for k in range(2):
        value = block[k]
        Py_INCREF(value)
        PyTuple_SET_ITEM(removal, k, value)
    for k in range(3):
        value = why[k]
        Py_INCREF(value)
        PyTuple_SET_ITEM(removal, 2 + k, value)
    return removal
