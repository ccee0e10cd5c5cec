"""How the parser (lexbor, under selectolax) keeps a page in memory, and cheap ways to read it.

Only the fields that are read are named; what lies between them is padding. The address of a node
is ``LexborNode.mem_id``. **Nothing here may be used before** ``compiled_tree.fits()`` **said that
the parser installed keeps its nodes so** (ask ``page.native.is_known()``), nor after the
``LexborHTMLParser`` that owns the page is gone.

A name is a number: a small one (below ``KNOWN``) for tags and attributes that the parser knows,
the same for all pages; for others the address of an :c:type:`Name`. Ask ``compiled_tree.tag_id``
and ``attribute_id`` for the small ones.
"""

from cpython.unicode cimport PyUnicode_DecodeUTF8
from libc.stdint cimport uintptr_t
from libc.string cimport memcmp

cdef enum:
    KNOWN = 256  # more than there are tags, or attributes, with numbers of their own
    SHORT_NAME = 16  # bytes; longer names stand elsewhere
    ELEMENT = 1  # Node.type
    ATTRIBUTE = 2
    TEXT = 3
    COMMENT = 8
    DOCUMENT = 9

cdef struct Bytes:
    const unsigned char* data
    size_t length

cdef union NameBytes:
    const unsigned char* far
    unsigned char near[17]

cdef struct Name:
    NameBytes bytes
    size_t length

cdef struct Node:
    void* events
    uintptr_t name
    uintptr_t prefix
    uintptr_t namespace
    void* document
    Node* next
    Node* prev
    Node* parent
    Node* first
    Node* last
    void* user
    int type

cdef struct Words:  # a text, or a comment
    Node node
    Bytes data

cdef struct Attribute:
    Node node
    uintptr_t upper_name
    uintptr_t full_name  # with its prefix; 0 where ``node.name`` is the whole name
    Bytes* value  # NULL where none is stated
    void* owner
    Attribute* next

cdef struct Element:
    Node node
    uintptr_t upper_name
    uintptr_t full_name  # as above
    void* stated_is
    Attribute* first
    Attribute* last


cdef inline Node* node_at(size_t mem_id) noexcept nogil:
    """Return the node whose ``mem_id`` this is."""
    return <Node*> mem_id


cdef inline Bytes* words_of(const Node* node) noexcept nogil:
    """Return the UTF-8 of a text or a comment; what is not UTF-8 in it is to become U+FFFD."""
    return &(<Words*> node).data


cdef inline str decoded(Bytes words):
    """Return the string that selectolax makes of these bytes."""
    return PyUnicode_DecodeUTF8(<const char*> words.data, words.length, "replace")


cdef inline uintptr_t tag_of(const Node* node) noexcept nogil:
    """Return the number that selectolax has as ``tag_id``."""
    return node.name


cdef inline Bytes spelled(uintptr_t far_name) noexcept nogil:
    """Return the spelling of a name whose number is not below ``KNOWN``."""
    cdef Name* name = <Name*> far_name
    cdef Bytes found
    found.length = name.length
    found.data = &name.bytes.near[0]
    if name.length > SHORT_NAME:
        found.data = name.bytes.far
    return found


cdef inline uintptr_t full_tag_of(const Node* element) noexcept nogil:
    """Return the name that selectolax has as ``tag``: another than its number's in drawings."""
    cdef uintptr_t full = (<Element*> element).full_name
    return full if full else element.name


cdef inline bint is_tag(
    const Node* node, uintptr_t known, const char* name, size_t length
) noexcept nogil:
    """Tell whether selectolax has this name as a node's ``tag``; ``known`` is its number."""
    if node.type != ELEMENT:
        return False
    cdef uintptr_t here = full_tag_of(node)
    if here < KNOWN:
        return here == known
    cdef Bytes found = spelled(here)
    return found.length == length and memcmp(found.data, name, length) == 0


cdef inline uintptr_t name_of(const Attribute* attribute) noexcept nogil:
    """Return an attribute's name with its prefix."""
    return attribute.full_name if attribute.full_name else attribute.node.name


cdef inline bint is_named(
    const Attribute* attribute, uintptr_t known, const char* name, size_t length
) noexcept nogil:
    """Tell whether an attribute has this name; ``known`` is its small number, 0 if it has none."""
    cdef uintptr_t here = name_of(attribute)
    cdef Bytes found
    if here < KNOWN:
        return here == known and known != 0
    found = spelled(here)
    return found.length == length and memcmp(found.data, name, length) == 0


cdef inline Attribute* first_attribute(const Node* node) noexcept nogil:
    """Return the first attribute of a node, NULL where it has none or is no element."""
    return (<Element*> node).first if node.type == ELEMENT else NULL


cdef inline Attribute* attribute_of(
    const Node* node, uintptr_t known, const char* name, size_t length
) noexcept nogil:
    """Return a node's attribute of this name, or NULL; see :c:func:`is_named`."""
    cdef Attribute* each = first_attribute(node)
    while each != NULL and not is_named(each, known, name, length):
        each = each.next
    return each


cdef inline bint is_stated(const Attribute* attribute) noexcept nogil:
    """Tell whether an attribute has a value: selectolax has None for the others."""
    return attribute.value != NULL and attribute.value.data != NULL


cdef inline const Node* after(const Node* node, const Node* root) noexcept nogil:
    """Return the node after this one and all that is inside it, inside a root, or NULL."""
    while node != root and node.next == NULL:
        node = node.parent
    return NULL if node == root else node.next


cdef inline const Node* following(const Node* node, const Node* root) noexcept nogil:
    """Return the node after this one, depth first, inside a root; NULL after the last.

    Takes no memory, however deep the page is.
    """
    return node.first if node.first != NULL else after(node, root)
