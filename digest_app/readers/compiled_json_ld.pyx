"""The compiled form of what the objects of a page's JSON-LD state: see ``json_ld.py``.

What is simple is settled here; of anything else the functions of ``naming`` and ``dates`` are
asked, as in the Python. Objects are what the parser of JSON makes, of no other kinds.
"""

from html import unescape

from digest_app.readers cimport compiled_naming as simple
from digest_app.readers.compiled_addresses cimport address as simple_address
from digest_app.readers.compiled_claims cimport new_claim
from digest_app.readers.compiled_dates cimport date as simple_date

from digest_app.readers import dates, naming

cdef enum:
    MOST_MAINS = 2  # objects that are asked


# --- Values -----------------------------------------------------------------------------------

cdef inline str _plain(str stated):
    known = simple.plain(stated)
    return " ".join(unescape(stated).split()) if known is None else known


cdef inline str _address(str stated):
    known = simple_address(stated, False)
    return naming._plain_address(stated, "") if known is None else known


cdef inline str _date(str stated):
    known = simple_date(stated)
    return dates._iso_date(stated, "") if known is None else known


cdef inline str _language(str stated):
    known = simple.language(stated)
    return naming._language_tag(stated) if known is None else known


cdef str _text(value):
    """Return the words of a text, or of the first of several."""
    if isinstance(value, list) and value:
        value = (<list>value)[0]
    return _plain(value) if isinstance(value, str) else ""


cdef bint _is_one_of(dict node, frozenset kinds) except -1:
    """Tell whether an object is of one of these types."""
    stated = node.get("@type")
    if isinstance(stated, str):
        return _kind(<str>stated) in kinds
    if isinstance(stated, list):
        for kind in <list>stated:
            if isinstance(kind, str) and _kind(<str>kind) in kinds:
                return True
    return False


cdef inline str _kind(str stated):
    return stated.rpartition("/")[2] if "/" in stated else stated


cdef object _referred(dict value, dict named, str key):
    """Return what the object that another refers to has under a key."""
    found = named.get(str(value.get("@id")))
    return None if found is None else (<dict>found).get(key)


# --- Objects ----------------------------------------------------------------------------------

def claims(list nodes):
    """Return what the objects state, the article's own object first."""
    cdef list made = [], mains
    cdef dict named = {}, node
    for node in nodes:
        name = node.get("@id")
        if isinstance(name, str):
            named[name] = node
    mains = [node for node in nodes if _is_one_of(node, ARTICLES)]
    mains = mains or [node for node in nodes if _is_one_of(node, PAGES)]
    mains = [node for node in mains if "headline" in node] + [
        node for node in mains if "headline" not in node
    ]
    for node in mains[:MOST_MAINS]:
        _put_all(made, node, named)
    return made


cdef int _put_all(list made, dict node, dict named) except -1:
    """Add what an object states, without what it leaves empty."""
    cdef list publishers = _names(node.get("publisher"), named, None, 0)
    cdef str publisher = publishers[0] if publishers else "", url
    _put(made, "title", _whole(_text(node.get("headline")), _text(node.get("name"))))
    _put(made, "authors", _authors(node, named, publisher))
    _put(made, "publisher", publisher)
    _put(made, "published", _date(_text(node.get("datePublished"))))
    _put(made, "modified", _date(_text(node.get("dateModified"))))
    url = _text(node.get("url"))
    _put(made, "url", _address(url or _page(node)))
    _put(made, "language", _language(_text(node.get("inLanguage"))))
    _put(made, "image", _image(node.get("image"), named))
    _put(made, "description", _text(node.get("description")))
    _put(made, BODY, _body(node))
    return 0


cdef inline int _put(list made, str field, value) except -1:
    if value:
        made.append(new_claim(field, SOURCE, value))
    return 0


cdef str _whole(str headline, str name):
    """Return the whole headline; sites cut it at 110 characters, as a search engine wanted."""
    if headline.endswith(CUT):
        return name if name.startswith(headline.rstrip("….")) else ""
    return headline or name


cdef tuple _authors(dict node, dict named, str publisher):
    """Return the people; a group of them only where nobody is named and it is not the publisher."""
    cdef list names = [], others
    cdef str folded = publisher.casefold()
    stated = node.get("author") or node.get("creator")
    people = _names(stated, named, GROUPS, 0)
    if not people:
        people = [name for name in _names(stated, named, None, 0) if name.casefold() != folded]
    for name in people:
        known = simple.author(name)
        names.extend(naming._authors(name) if known is None else known)
    others = [name for name in names if name.casefold() != folded]
    return tuple(dict.fromkeys(others or names))


cdef list _names(value, dict named, frozenset without, int depth):
    """Return the names of one thing or of several, given as text, objects or references."""
    cdef list made = []
    if isinstance(value, list):
        if depth < DEPTH:
            for item in (<list>value)[:MOST_NAMES]:
                made += _names(item, named, without, depth + 1)
    elif isinstance(value, str):
        if value.strip() and not _address(value):
            made.append(value)
    elif isinstance(value, dict) and not (without is not None and _is_one_of(value, without)):
        name = (<dict>value).get("name") or _referred(value, named, "name")
        if isinstance(name, list):
            return [each for each in <list>name if isinstance(each, str)]
        words = _text(name)
        if words:
            made.append(words)
    return made


cdef str _page(dict node):
    page = node.get("mainEntityOfPage")
    return _text((<dict>page).get("@id") if isinstance(page, dict) else page)


cdef str _image(value, dict named):
    if isinstance(value, list):
        value = (<list>value)[0] if value else ""
    if isinstance(value, dict):
        value = (<dict>value).get("url") or _referred(value, named, "url")
    return _address(_text(value))


cdef str _body(dict node):
    """Return the text that an object states as the article's, with the tags that it may hold."""
    stated = node.get("articleBody") or node.get("reviewBody")
    if isinstance(stated, list):
        stated = "\n".join([part for part in <list>stated if isinstance(part, str)])
    return stated if isinstance(stated, str) else ""


# The module in Python picks what stands here, so it is asked for what it knows last.
from digest_app.readers import json_ld  # noqa: E402

cdef int DEPTH = json_ld.DEPTH
cdef Py_ssize_t MOST_NAMES = json_ld.MOST_NAMES
cdef str SOURCE = json_ld.SOURCE, BODY = json_ld.BODY
cdef frozenset ARTICLES = json_ld.ARTICLES, PAGES = json_ld.PAGES, GROUPS = json_ld.GROUPS
cdef tuple CUT = json_ld.CUT
