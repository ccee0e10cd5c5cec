"""Whether the parser keeps its nodes as ``compiled_tree.pxd`` says, and the numbers of its names.

A node's address is all that the parser tells. What stands there is another library's own affair
and may change with any version of it, so it is compared, on a page made for it, with what the
parser itself says, before anything relies on it. No address is followed that was not shown to be
one: of a node it is told by the parser; an attribute lies between two nodes; texts and names lie
as far from each other as they are long.
"""

from functools import cache

# Names and texts of all lengths, each with something after it that tells where it ends.
_LONG_TAGS = tuple(f"x-{letter}{'long' * 6}{letter}" for letter in "abc")
_PROBE = (
    "<!doctype html><html><head><title>t</title></head><body id=top><!-- said -->"
    "<p>one<p>three<b>a longer text</b> after it<i>\N{LATIN SMALL LETTER E WITH ACUTE}</i>"
    "<p>tail</p><hr id=lone><hr class=c id=i data-x=yes data-y><hr><hr title=''><hr>"
    "<x-a></x-a><x-bb></x-bb><x-ccc></x-ccc>"
    + "".join(f"<{tag}>k</{tag}>" for tag in _LONG_TAGS)
    + "<svg><foreignObject>deep</foreignObject></svg></body></html>"
)
_STEP = 64  # bytes; the parser rounds what it allots, and keeps a size beside it


def fits(size_t shift=0):
    """Tell whether the installed parser's nodes are as declared.

    ``shift`` is how many bytes to look beside them, to see that a wrong layout is refused.
    """
    from selectolax.lexbor import LexborHTMLParser

    page = LexborHTMLParser(_PROBE)
    nodes = list(page.root.traverse(include_text=True))
    texts = [node for node in nodes if node.tag == "-text"]
    rules = page.css("hr")
    return (
        all(_is_linked(node, shift) for node in nodes)
        and _have_one_owner(nodes, page.root.parent, shift)
        and _are_typed(nodes, shift)
        and _are_texts(texts, shift)
        and _have_attributes(rules, shift)
        and _are_named(page, shift)
    )


cdef Node* _at(object node, size_t shift) except NULL:
    return node_at(<size_t> node.mem_id + shift)


cdef size_t _id(object node):
    return 0 if node is None else <size_t> node.mem_id


cdef bint _is_linked(object node, size_t shift) except -1:
    """Compare a node's number and neighbours with what the parser says of them."""
    cdef Node* here = _at(node, shift)
    return (
        here.name == <uintptr_t> node.tag_id
        and <size_t> here.next == _id(node.next)
        and <size_t> here.prev == _id(node.prev)
        and <size_t> here.parent == _id(node.parent)
        and <size_t> here.first == _id(node.first_child)
        and <size_t> here.last == _id(node.last_child)
    )


cdef bint _have_one_owner(list nodes, object document, size_t shift) except -1:
    return document is not None and all(
        [<size_t> _at(node, shift).document == _id(document) for node in nodes]
    )


cdef bint _are_typed(list nodes, size_t shift) except -1:
    kinds = {"-text": TEXT, "-comment": COMMENT}
    return all([_at(node, shift).type == kinds.get(node.tag, ELEMENT) for node in nodes])


cdef bint _are_texts(list nodes, size_t shift) except -1:
    """See that lengths are right, and that texts lie as far apart as they are long; then read."""
    raw = [node.text_content.encode() for node in nodes]
    cdef list at = []
    for node, words in zip(nodes, raw):
        if words_of(_at(node, shift)).length != <size_t> len(words):
            return False
        at.append(<size_t> words_of(_at(node, shift)).data)
    if len(at) < 8 or not _lie_apart(at[1:6], [len(words) for words in raw[1:6]]):
        return False
    if not all([at[0] < each < at[0] + 4096 for each in at[1:]]):
        return False
    return all([decoded(words_of(_at(node, shift))[0]).encode() == words
                for node, words in zip(nodes, raw)])


cdef bint _lie_apart(list at, list lengths) except -1:
    """Tell whether these are addresses of things of these lengths, one after the other."""
    return at[0] > 1 << 16 and all(
        [length < after - here <= length + _STEP
         for here, after, length in zip(at, at[1:], lengths)]
    )


cdef bint _have_attributes(list rules, size_t shift) except -1:
    """See that attributes are where they must be; then compare them with the parser's."""
    for node, after in zip(rules, rules[1:]):
        stated = node.attributes
        if not _lie_between(node, after, len(stated), shift):
            return False
        if stated and _read_attributes(node, shift) != stated:
            return False
    return len(rules) > 4 and _attributes_are_named(rules[1], shift)


cdef bint _attributes_are_named(object rule, size_t shift) except -1:
    """See that known names have small numbers, and unknown ones the addresses of spellings."""
    cdef Attribute* known = first_attribute(_at(rule, shift))
    cdef Attribute* unknown = known.next.next
    cdef size_t here = name_of(unknown)
    cdef size_t after = name_of(unknown.next)
    if not 0 < name_of(known) < KNOWN or not 0 < name_of(known.next) < KNOWN:
        return False
    if here <= 1 << 16 or not here + sizeof(Name) <= after <= here + 4 * _STEP:
        return False
    return is_named(unknown, 0, b"data-x", 6) and is_named(unknown.next, 0, b"data-y", 6)


cdef bint _lie_between(object node, object after, size_t count, size_t shift) except -1:
    """Tell whether a node's attributes lie between it and the node that was made after it."""
    cdef Element* here = <Element*> _at(node, shift)
    cdef size_t first = <size_t> here.first
    cdef size_t last = <size_t> here.last
    if count == 0:
        return first == 0 and last == 0
    return (
        (first == last) == (count == 1)
        and _id(node) < first <= last
        and last + sizeof(Attribute) <= _id(after) < _id(node) + 4096
    )


cdef dict _read_attributes(object node, size_t shift):
    """Return what ``attributes`` of the parser's node has; None where they are not as declared."""
    cdef Element* here = <Element*> _at(node, shift)
    cdef Attribute* each = here.first
    cdef size_t low = <size_t> here.first
    cdef size_t high = <size_t> here.last + sizeof(Attribute) + 2 * _STEP
    cdef list names = list(node.attributes)
    cdef dict found = {}
    while each != NULL:
        if each.node.type != ATTRIBUTE or each.owner != <void*> here or len(found) == len(names):
            return None
        if each.value != NULL and not low < <size_t> each.value < high:
            return None
        name = names[len(found)]
        if each.value != NULL and each.value.length != <size_t> len(node.attributes[name] or ""):
            return None
        found[name] = decoded(each.value[0]) if is_stated(each) else None
        if each.next == NULL and each != here.last:
            return None
        if each.next != NULL and not low < <size_t> each.next <= <size_t> here.last:
            return None
        each = each.next
    return found


cdef bint _are_named(object page, size_t shift) except -1:
    """See that the numbers of unknown names are addresses of their spellings."""
    short = [page.css_first(tag) for tag in ("x-a", "x-bb", "x-ccc")]
    long = [page.css_first(tag) for tag in _LONG_TAGS]
    drawn = page.css_first("svg").first_child
    ids = [<size_t> node.tag_id for node in short + long]
    steps = {after - here for here, after in zip(ids, ids[1:])}
    if ids[0] <= 1 << 16 or len(steps) != 1 or not sizeof(Name) <= steps.pop() <= 4 * _STEP:
        return False
    for node in short + long:
        if (<Name*> <size_t> node.tag_id).length != <size_t> len(node.tag):
            return False
        if full_tag_of(_at(node, shift)) != <uintptr_t> node.tag_id:
            return False
    far = [<size_t> (<Name*> <size_t> node.tag_id).bytes.far for node in long]
    if not _lie_apart(far, [len(node.tag) for node in long]):
        return False
    if not all([decoded(spelled(node.tag_id)) == node.tag for node in short + long]):
        return False
    return _has_full_name(drawn, shift)


cdef bint _has_full_name(object drawn, size_t shift) except -1:
    cdef uintptr_t full = full_tag_of(_at(drawn, shift))
    return full < KNOWN or decoded(spelled(full)) == drawn.tag


@cache
def tag_id(str tag):
    """Return the number of a tag that the parser knows, 0 for any other."""
    from selectolax.lexbor import LexborHTMLParser

    page = LexborHTMLParser("<!doctype html><body>words<!-- words --></body>")
    found = {node.tag: node.tag_id for node in page.root.traverse(include_text=True)}
    number = found[tag] if tag in found else page.create_node(tag).tag_id
    return number if number < KNOWN else 0


@cache
def attribute_id(str name):
    """Return the number of an attribute's name that the parser knows, 0 for any other.

    Only after :func:`fits`.
    """
    from selectolax.lexbor import LexborHTMLParser

    page = LexborHTMLParser(f"<body><hr {name}>")
    rule = page.css_first("hr")
    if list(rule.attributes) != [name]:
        return 0
    number = name_of(first_attribute(node_at(rule.mem_id)))
    return number if number < KNOWN else 0
