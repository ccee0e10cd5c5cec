"""The compiled form of looking for a page's statements: see ``metadata.py`` and ``page_lines.py``.

Reads the parser's nodes where they stand in memory; import it only where ``page.native`` says that
they stand there as expected. What selectors find is found: their tags are compared by number,
attributes by their local names, and the values of ``rel`` and ``type`` in any case.
"""

from cpython.unicode cimport PyUnicode_DecodeUTF8
from libc.stdint cimport uintptr_t
from libc.string cimport memcmp, memcpy

from digest_app.readers.page.compiled_tree cimport (
    KNOWN, Attribute, Bytes, Name, Node, attribute_of, first_attribute, following, is_named,
    is_stated, node_at, spelled, words_of,
)

from digest_app.readers import meta_names
from digest_app.readers.page.compiled_tree import attribute_id, tag_id
from digest_app.readers.page_lines import Marked

cdef extern from "Python.h":
    object PyUnicode_FromStringAndSize(const char *data, Py_ssize_t length)

cdef enum:
    METAS_OF_A_HEAD = 3
    MOST_NAME = 64  # of a meta tag
    MOST_WORDS = 120  # letters
    MOST_BYTES = 512  # in which there are as many letters, whichever they are


cdef uintptr_t _namespace() except 0:
    """Return the number of the namespace that is not that of drawings and formulas."""
    from selectolax.lexbor import LexborHTMLParser

    page = LexborHTMLParser("<p>words")
    return node_at(page.body.mem_id).namespace


cdef uintptr_t META = tag_id("meta")
cdef uintptr_t TITLE = tag_id("title")
cdef uintptr_t LINK = tag_id("link")
cdef uintptr_t BASE = tag_id("base")
cdef uintptr_t SCRIPT = tag_id("script")
cdef uintptr_t STYLE = tag_id("style")
cdef uintptr_t TIME = tag_id("time")
cdef uintptr_t WORDS = tag_id("-text")
cdef uintptr_t REL = attribute_id("rel")
cdef uintptr_t TYPE = attribute_id("type")
cdef uintptr_t HREF = attribute_id("href")
cdef uintptr_t NAME = attribute_id("name")
cdef uintptr_t CONTENT = attribute_id("content")
cdef uintptr_t PROPERTY = attribute_id("property")
cdef uintptr_t ITEMPROP = attribute_id("itemprop")
cdef uintptr_t DATETIME = attribute_id("datetime")
cdef uintptr_t LANG = attribute_id("lang")
cdef uintptr_t XML_LANG = attribute_id("xml:lang")
cdef uintptr_t HTML = _namespace()
cdef frozenset WANTED = meta_names.ALL
cdef unsigned char[KNOWN] ASKED  # 1 for attributes that bodies are searched for
for _name in (REL, TYPE, ITEMPROP, DATETIME):
    ASKED[<int>_name] = 1
cdef const char *JSON_LD = b"application/ld+json"
cdef size_t JSON_LD_SIZE = 19


# --- Attributes and texts ---------------------------------------------------------------------

cdef inline str _decoded(const unsigned char *data, size_t length):
    return PyUnicode_DecodeUTF8(<const char *>data, length, "replace")


cdef str _value(const Node *node, uintptr_t known, const char *name, size_t length):
    """Return the value of a node's attribute by its full name; empty without one."""
    cdef Attribute *found = attribute_of(node, known, name, length)
    if found == NULL or not is_stated(found):
        return ""
    return _decoded(found.value.data, found.value.length)


cdef inline bint _is_called(
    const Attribute *attribute, uintptr_t known, const char *name, size_t length
) noexcept:
    """Tell whether an attribute has this local name, as selectors compare them."""
    cdef uintptr_t here = attribute.node.name
    if here < KNOWN:
        return here == known and known != 0
    if (<Name *>here).length != length:
        return False
    return memcmp(spelled(here).data, name, length) == 0


cdef inline bint _states(const Attribute *attribute, const char *word, size_t length) noexcept:
    """Tell whether an attribute has exactly this value."""
    if not is_stated(attribute) or attribute.value.length != length:
        return False
    return memcmp(attribute.value.data, word, length) == 0


cdef inline bint _means(
    const Node *node, const Attribute *attribute, const char *word, size_t length
) noexcept:
    """Tell whether an attribute has this value, in any case where its node is not of a drawing."""
    cdef size_t at
    cdef unsigned char c
    if node.namespace != HTML:
        return _states(attribute, word, length)
    if not is_stated(attribute) or attribute.value.length != length:
        return False
    for at in range(length):
        c = attribute.value.data[at]
        if (c | 0x20 if c'A' <= c <= c'Z' else c) != <unsigned char>word[at]:
            return False
    return True


cdef bint _has(
    const Node *node, uintptr_t known, const char *name, size_t length,
    const char *word, size_t size,
) noexcept:
    """Tell whether the first attribute of this local name has this value, in any case."""
    cdef Attribute *each = first_attribute(node)
    while each != NULL:
        if _is_called(each, known, name, length):
            return _means(node, each, word, size)
        each = each.next
    return False


cdef str _text(const Node *node):
    """Return the words in a node, as they stand."""
    cdef const Node *each = following(node, node)
    cdef Bytes *words
    cdef list parts = []
    while each != NULL:
        words = words_of(each)
        if each.name == WORDS and words.data != NULL:
            parts.append((<const char *>words.data)[:words.length])
        each = following(each, node)
    return b"".join(parts).decode("utf-8", "replace")


cdef str _beginning(const Node *node):
    """Return the first words that a node shows, with single spaces: none of scripts and styles."""
    cdef const Node *each = following(node, node)
    cdef unsigned char found[MOST_BYTES]
    cdef size_t size = 0, taken
    cdef Bytes *words
    cdef bint begun = False
    while each != NULL and size < MOST_BYTES:
        words = words_of(each)
        if each.name == WORDS and words.data != NULL and not _is_code(each.parent):
            if begun:
                found[size] = c' '
                size += 1
            begun = True
            taken = min(words.length, MOST_BYTES - size)
            memcpy(found + size, words.data, taken)
            size += taken
        each = following(each, node)
    return " ".join(_decoded(found, size)[:MOST_WORDS].split())


cdef inline bint _is_code(const Node *node) noexcept:
    return node.name == SCRIPT or node.name == STYLE


# --- The head ---------------------------------------------------------------------------------

def read_head(size_t head, size_t root):
    """Return the metas, canonical link, base, title, scripts and language of a page.

    ``head`` and ``root`` are the addresses of these elements, 0 where there is no head. Where the
    head is broken the whole page is searched.
    """
    cdef const Node *start = node_at(head) if head and _is_whole(node_at(head)) else node_at(root)
    cdef const Node *each = start
    cdef dict metas = {}
    cdef list scripts = []
    cdef str canonical = "", base = "", title = ""
    while each != NULL:
        if each.name == META:
            _note(metas, each)
        elif each.name == SCRIPT:
            if _has(each, TYPE, b"type", 4, JSON_LD, JSON_LD_SIZE):
                scripts.append(_text(each))
        elif each.name == LINK:
            if not canonical and _has(each, REL, b"rel", 3, b"canonical", 9):
                canonical = _value(each, HREF, b"href", 4)
        elif each.name == TITLE:
            title = title or _text(each)
        elif each.name == BASE:
            base = base or _value(each, HREF, b"href", 4)
        each = following(each, start)
    return metas, canonical, base, title, scripts, _language(node_at(root))


cdef str _language(const Node *root):
    cdef str stated = _value(root, LANG, b"lang", 4)
    return stated or _value(root, XML_LANG, b"xml:lang", 8)


cdef bint _is_whole(const Node *head) noexcept:
    """Tell whether a head has as many meta tags as one has that is not broken."""
    cdef const Node *each = head
    cdef int metas = 0
    while each != NULL and metas < METAS_OF_A_HEAD:
        metas += each.name == META
        each = following(each, head)
    return metas >= METAS_OF_A_HEAD


cdef int _note(dict metas, const Node *meta) except -1:
    """Take what a meta tag states, if its name is one that is asked for."""
    cdef Attribute *each = first_attribute(meta)
    cdef Attribute *content = NULL
    cdef Attribute *prop = NULL
    cdef Attribute *name = NULL
    cdef Attribute *item = NULL
    cdef str key
    while each != NULL:
        if content == NULL and is_named(each, CONTENT, b"content", 7):
            content = each
        elif name == NULL and is_named(each, NAME, b"name", 4):
            name = each
        elif prop == NULL and is_named(each, PROPERTY, b"property", 8):
            prop = each
        elif item == NULL and is_named(each, ITEMPROP, b"itemprop", 8):
            item = each
        each = each.next
    if not _is_worded(content):
        return 0
    name = prop if _is_worded(prop) else name if _is_worded(name) else item
    key = _key(name.value) if _is_worded(name) else None
    if key is not None and key in WANTED:
        (<list>metas.setdefault(key, [])).append(_decoded(content.value.data, content.value.length))
    return 0


cdef inline bint _is_worded(const Attribute *attribute) noexcept:
    """Tell whether an attribute is there and has a value that is not empty."""
    return attribute != NULL and is_stated(attribute) and attribute.value.length != 0


cdef str _key(const Bytes *name):
    """Return a name in lower case; None where it is longer than any that is asked for."""
    cdef char lower[MOST_NAME]
    cdef size_t at
    cdef unsigned char c
    for at in range(name.length):
        c = name.data[at]
        if c >= 128:
            return _decoded(name.data, name.length).lower()
        if at < MOST_NAME:
            lower[at] = <char>(c | 0x20 if c'A' <= c <= c'Z' else c)
    return PyUnicode_FromStringAndSize(lower, name.length) if name.length <= MOST_NAME else None


# --- The body ---------------------------------------------------------------------------------

def read_body(size_t body, int most):
    """Return the texts of the JSON-LD in a body, and what its first marked elements state."""
    cdef const Node *root = node_at(body)
    cdef const Node *each = root
    cdef list scripts = [], marked = []
    cdef int times
    while each != NULL:
        times = 0 if each.name == WORDS else _matches(each)
        if times and each.name == SCRIPT:
            scripts += [_text(each)] * times
        elif times and len(marked) < most:
            marked += [_marked(each)] * min(times, most - len(marked))
        each = following(each, root)
    return scripts, marked


cdef int _matches(const Node *node) noexcept:
    """Return how many of the selectors in ``metadata`` for the body fit; most often none."""
    cdef Attribute *each = first_attribute(node)
    cdef bint item = False, rel = False, kind = False, when = False
    cdef int times = 0
    while each != NULL:
        if each.node.name < KNOWN and not ASKED[each.node.name]:
            pass
        elif not rel and _is_called(each, REL, b"rel", 3):
            rel = True
            times += _means(node, each, b"author", 6)
        elif not item and _is_called(each, ITEMPROP, b"itemprop", 8):
            item = True
            times += _states(each, b"author", 6) or _states(each, b"datePublished", 13)
        elif node.name == SCRIPT and not kind and _is_called(each, TYPE, b"type", 4):
            kind = True
            times += _means(node, each, JSON_LD, JSON_LD_SIZE)
        elif node.name == TIME and not when and _is_called(each, DATETIME, b"datetime", 8):
            when = True
            times += 1
        each = each.next
    return times


cdef object _marked(const Node *node):
    """Return what a marked element states; see ``page_lines.marked``."""
    cdef str item = _value(node, ITEMPROP, b"itemprop", 8)
    if item == "author":
        return Marked("author", _named(node) or _beginning(node))
    if _value(node, REL, b"rel", 3) == "author":
        return Marked("link", _beginning(node))
    stated = _value(node, DATETIME, b"datetime", 8) or _value(node, CONTENT, b"content", 7)
    return Marked("date" if item == "datePublished" else "time", stated or _beginning(node))


cdef str _named(const Node *node):
    """Return the name that an author's element marks as such, else its content."""
    cdef const Node *each = node
    cdef Attribute *item
    while each != NULL:
        item = first_attribute(each)
        while item != NULL and not _is_called(item, ITEMPROP, b"itemprop", 8):
            item = item.next
        if item != NULL and _states(item, b"name", 4):
            return _value(each, CONTENT, b"content", 7) or _beginning(each)
        each = following(each, node)
    return _value(node, CONTENT, b"content", 7)
