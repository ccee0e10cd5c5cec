"""What is taken from the attributes of a page's elements, as Python's strings.

The same as ``_words`` of :mod:`~digest_app.readers.page.walk` and what
:mod:`~digest_app.readers.page.inlines` makes of links and images.
"""

from cpython.object cimport PyObject
from cpython.ref cimport Py_INCREF, Py_XDECREF
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_DecodeASCII, PyUnicode_GET_LENGTH
from libc.stdint cimport uint64_t, uintptr_t
from libc.string cimport memcmp, memcpy, memset

from digest_app.readers.compiled_bytes cimport hides
from digest_app.readers.page.compiled_tree cimport (
    KNOWN,
    Attribute,
    Bytes,
    attribute_of,
    decoded,
    first_attribute,
    full_tag_of,
    is_named,
    is_stated,
    spelled,
)

from digest_app.domain.block import HIDDEN
from digest_app.readers import limits
from digest_app.readers.page.compiled_tree import attribute_id
from digest_app.readers.page.inlines import real_address, shown_words
from digest_app.readers.page.walk import items_stated, named_by

cdef size_t CLASS = attribute_id("class")
cdef size_t ID = attribute_id("id")
cdef size_t STYLE = attribute_id("style")
cdef size_t HREF = attribute_id("href")
cdef size_t SRC = attribute_id("src")
cdef size_t ALT = attribute_id("alt")
cdef size_t ROLE = attribute_id("role")
cdef size_t PROPERTY = attribute_id("itemprop")
cdef size_t HIDES = attribute_id("hidden")
cdef size_t LATE = attribute_id("data-src")
cdef size_t START = attribute_id("start")
cdef size_t MOST_SHOWN = limits.MAX_ALT_CHARS
cdef enum:
    MOST = 480  # bytes of an element's words that are put together here
    FAR = 500  # steps
    TOLD = 256

cdef bytes _HIDING = f" {HIDDEN}".encode()
cdef Bytes HIDING
HIDING.data = _HIDING
HIDING.length = len(_HIDING)
cdef list TAGS = [None] * KNOWN  # names by number, as far as pages had them


cdef str tag_of_element(const Node* node, const Node* body, object page_body):
    """Return what selectolax has as ``tag``; ``page_body`` is its form of ``body``, around."""
    cdef uintptr_t number = full_tag_of(node)
    if number >= KNOWN:
        return decoded(spelled(number))
    if TAGS[number] is None:
        TAGS[number] = _asked(node, body, page_body)
    return TAGS[number]


cdef str _asked(const Node* node, const Node* body, object page_body):
    """Ask the parser for an element's name, going down to it from the body.

    Where the way is long all names of the page are asked for: the next has as long a way.
    """
    cdef list ways = []
    cdef size_t way
    cdef size_t steps = 0
    cdef const Node* each = node
    while each != body and steps < FAR:
        way = 0
        while each.prev != NULL and steps < FAR:
            each = each.prev
            way += 1
            steps += 1
        each = each.parent
        steps += 1
        ways.append(way)
    if steps >= FAR:
        return _ask_for_all(page_body, node.name)
    for way in reversed(ways):
        page_body = page_body.first_child
        for _ in range(way):
            page_body = page_body.next
    return page_body.tag


cdef str _ask_for_all(object page_body, size_t wanted):
    """Ask the parser for the names of all elements of a page; return that of this number."""
    cdef size_t number
    for each in page_body.traverse():
        number = each.tag_id
        if number < KNOWN and TAGS[number] is None:
            TAGS[number] = each.tag
    return TAGS[wanted]


cdef struct Telling:
    # The attributes by which a page names an element and says that it is hidden.
    Attribute* classes
    Attribute* names[3]  # its id, role and property
    Attribute* hides
    Attribute* style


cdef str words_of_element(const Node* node):
    """Return the words by which a page names an element, and says where it hides it."""
    cdef Telling found
    cdef Attribute* each = first_attribute(node)
    if each == NULL:
        return ""
    memset(&found, 0, sizeof(found))
    while each != NULL:
        _look_at(each, &found)
        each = each.next
    return _put_together(&found)


cdef void _look_at(Attribute* each, Telling* found) noexcept:
    if is_named(each, CLASS, b"class", 5):
        found.classes = each
    elif is_named(each, ID, b"id", 2):
        found.names[0] = each
    elif is_named(each, ROLE, b"role", 4):
        found.names[1] = each
    elif is_named(each, PROPERTY, b"itemprop", 8):
        found.names[2] = each
    elif is_named(each, HIDES, b"hidden", 6):
        found.hides = each
    elif is_named(each, STYLE, b"style", 5):
        found.style = each


cdef str _put_together(Telling* found):
    """Put short ASCII names together, in small letters; have Python do it for others."""
    cdef unsigned char[MOST] words
    cdef size_t length = 0
    cdef size_t number
    if found.classes != NULL and is_stated(found.classes):
        if not _append(words, &length, found.classes.value[0]):
            return _with_python(found)
    for number in range(3):
        if found.names[number] == NULL:
            continue
        if not is_stated(found.names[number]) or length == MOST:
            return _with_python(found)
        words[length] = 32
        length += 1
        if not _append(words, &length, found.names[number].value[0]):
            return _with_python(found)
    if found.hides != NULL or (found.style != NULL and _is_hidden(found.style)):
        if not _append(words, &length, HIDING):
            return _with_python(found)
    return _told(words, length) if length else ""


cdef struct Told:
    size_t hash
    PyObject* words  # owned; NULL at first

cdef Told[TOLD] TOLD_LAST  # the words of elements, by their hash: most pages have few
memset(TOLD_LAST, 0, sizeof(TOLD_LAST))


cdef str _told(const unsigned char* words, size_t length):
    """Return ASCII words as a string: the same one again, if it was not long ago."""
    cdef size_t hashed = length
    cdef uint64_t eight
    cdef size_t at = 0
    cdef Told* told
    while at + 8 <= length:
        memcpy(&eight, words + at, 8)
        hashed = (hashed ^ eight) * <size_t> 0x9E3779B97F4A7C15ULL
        hashed ^= hashed >> 29
        at += 8
    while at < length:
        hashed = (hashed ^ words[at]) * <size_t> 0x9E3779B97F4A7C15ULL
        at += 1
    told = &TOLD_LAST[(hashed >> 23) % TOLD]
    if told.words != NULL and told.hash == hashed and _is(<object> told.words, words, length):
        return <str> told.words
    cdef str made = PyUnicode_DecodeASCII(<const char*> words, length, NULL)
    cdef PyObject* before = told.words
    Py_INCREF(made)
    told.hash, told.words = hashed, <PyObject*> made
    Py_XDECREF(before)
    return made


cdef inline bint _is(object told, const unsigned char* words, size_t length):
    if <size_t> PyUnicode_GET_LENGTH(told) != length:
        return False
    return memcmp(PyUnicode_DATA(told), words, length) == 0


cdef bint _is_hidden(const Attribute* style) noexcept:
    return is_stated(style) and hides(style.value.data, style.value.length)


cdef bint _append(unsigned char* words, size_t* length, Bytes value) noexcept:
    """Put a value behind the others, in small letters; tell whether it was short and ASCII."""
    cdef size_t number
    cdef unsigned char letter
    if value.length > MOST - length[0]:
        return False
    for number in range(value.length):
        letter = value.data[number]
        if letter >= 0x80:
            return False
        words[length[0] + number] = letter + 32 if 65 <= letter <= 90 else letter
    length[0] += value.length
    return True


cdef str _with_python(Telling* found):
    cdef dict stated = {}
    if found.classes != NULL:
        stated["class"] = _value(found.classes)
    if found.names[0] != NULL:
        stated["id"] = _value(found.names[0])
    if found.names[1] != NULL:
        stated["role"] = _value(found.names[1])
    if found.names[2] != NULL:
        stated["itemprop"] = _value(found.names[2])
    if found.hides != NULL:
        stated["hidden"] = None
    if found.style != NULL:
        stated["style"] = _value(found.style)
    return named_by(stated)


cdef str _value(const Attribute* attribute):
    """Return the value that selectolax has, with its None."""
    if attribute == NULL or not is_stated(attribute):
        return None
    return decoded(attribute.value[0])


cdef str link_address(const Node* node):
    """Return where a link leads, as the page states it."""
    return _value(attribute_of(node, HREF, b"href", 4)) or ""


cdef tuple image(const Node* node):
    """Return an image's address and its words for those who do not see it."""
    cdef Attribute* source = attribute_of(node, SRC, b"src", 3)
    cdef Attribute* alt = attribute_of(node, ALT, b"alt", 3)
    cdef str address = _value(source)
    if not address:
        source = attribute_of(node, LATE, b"data-src", 8)
        address = _value(source) or ""
    if address and source.value.length > 5 and memcmp(source.value.data, b"data:", 5) == 0:
        address = real_address(address, _value(attribute_of(node, STYLE, b"style", 5)))
    return address, _shown_words(alt)


cdef str _shown_words(const Attribute* alt):
    """Return the words of an image as they are kept; most are plain, and are kept as they are."""
    cdef size_t number
    cdef Bytes words
    cdef unsigned char last = 32
    if alt == NULL or not is_stated(alt) or alt.value.length == 0:
        return ""
    words = alt.value[0]
    for number in range(words.length):
        if not 32 <= words.data[number] < 127 or (words.data[number] == 32 and last == 32):
            return shown_words(decoded(words))
        last = words.data[number]
    if last == 32 or words.length > MOST_SHOWN:
        return shown_words(decoded(words))
    return PyUnicode_DecodeASCII(<const char*> words.data, words.length, NULL)


cdef long items_before(const Node* ordered_list) except? -7:
    """Return the number before a numbered list's first item."""
    return items_stated(_value(attribute_of(ordered_list, START, b"start", 5)))
