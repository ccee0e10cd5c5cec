"""The compiled form of what a page's head states, as claims: see ``metadata.py``.

What is simple is settled here; of anything else the functions of ``naming`` and ``dates`` are
asked, as in the Python.
"""

from html import unescape

from digest_app.readers cimport compiled_naming as simple
from digest_app.readers cimport compiled_titles as titles
from digest_app.readers.compiled_addresses cimport address as simple_address
from digest_app.readers.compiled_claims cimport new_claim, part_of
from digest_app.readers.compiled_dates cimport date as simple_date

from digest_app.readers import dates, json_ld, meta_names, naming

cdef extern from "Python.h":
    bint PyTuple_CheckExact(object value)

cdef enum:  # sorts of meta tags, a bit each
    TITLES = 1
    AUTHORS = 2
    PUBLISHERS = 4
    PUBLISHED = 8
    MODIFIED = 16

cdef str JSON_LD_BODY = json_ld.BODY
cdef dict SORTS = {}
for _sort, _names in (
    (TITLES, meta_names.TITLES), (AUTHORS, meta_names.AUTHORS),
    (PUBLISHERS, meta_names.PUBLISHERS), (PUBLISHED, meta_names.PUBLISHED),
    (MODIFIED, meta_names.MODIFIED),
):
    for _name in _names:
        SORTS[_name] = SORTS.get(_name, 0) | _sort


# --- Values -----------------------------------------------------------------------------------

cdef inline str _plain(str stated):
    known = simple.plain(stated)
    return " ".join(unescape(stated).split()) if known is None else known


cdef inline str _address(str stated, str base):
    known = simple_address(stated, base != "")
    return naming._plain_address(stated, base) if known is None else known


cdef inline str _language(str stated):
    known = simple.language(stated)
    return naming._language_tag(stated) if known is None else known


cdef inline str _date(str stated, str language):
    known = simple_date(stated)
    return dates._iso_date(stated, language) if known is None else known


cdef inline str _first(dict metas, str key):
    found = metas.get(key)
    return "" if found is None else (<list>found)[0]


cdef int _put(list claims, str field, str source, value) except -1:
    """Add a claim if it says something."""
    if value:
        claims.append(new_claim(field, source, value))
    return 0


# --- The head ---------------------------------------------------------------------------------

def of_head(head, str graph, str meta):
    """Return what the head states outside of scripts, best source first.

    ``graph`` and ``meta`` are the names of two sources.
    """
    cdef dict metas = head[0]
    cdef str canonical = head[1], base = head[2], title = head[3], language = head[5]
    cdef list made = []
    cdef int sorts = 0
    for name in metas:
        sorts |= <int>SORTS.get(name, 0)
    _put(made, "url", "the canonical link", _address(canonical, base))
    _put(made, "url", graph, _address(_first(metas, "og:url"), base))
    _put_title(made, metas, title, sorts, graph, meta)
    if sorts & AUTHORS:
        _put_people(made, metas, meta)
    _put(made, "publisher", graph, _plain(_first(metas, "og:site_name")))
    if sorts & PUBLISHERS:
        _put_publisher(made, metas, meta)
    if sorts & PUBLISHED:
        _put_date(made, metas, "published", meta_names.PUBLISHED, language, graph, meta)
    if sorts & MODIFIED:
        _put_date(made, metas, "modified", meta_names.MODIFIED, language, graph, meta)
    _put(made, "language", "the page's language", _language(language))
    _put(made, "language", graph, _language(_first(metas, "og:locale")))
    image = _first(metas, "og:image") or _first(metas, "twitter:image")
    _put(made, "image", graph, _address(image, base))
    _put(made, "description", graph, _plain(_first(metas, "og:description")))
    _put(made, "description", meta, _plain(_first(metas, "description")))
    return made


cdef int _put_title(
    list made, dict metas, str title, int sorts, str graph, str meta
) except -1:
    """Add one title: a page repeats it in as many tags as there are services."""
    cdef str stated = _plain(_first(metas, "og:title")), whole
    if stated:
        whole = _plain(title)
        if whole.startswith(stated) and whole[len(stated):].lstrip().startswith('"'):
            return _put(made, "title", "the page's title", whole)
        return _put(made, "title", graph, stated)
    if sorts & TITLES:
        for name in meta_names.TITLES:
            stated = _plain(_first(metas, name))
            if stated:
                return _put(made, "title", meta, stated)
    return _put(made, "title", "the page's title", _plain(title))


cdef int _put_people(list made, dict metas, str meta) except -1:
    cdef list names
    for key in meta_names.AUTHORS:
        stated = metas.get(key)
        if stated is None:
            continue
        names = []
        for each in <list>stated:
            known = simple.author(each)
            names.extend(naming._authors(each) if known is None else known)
        _put(made, "authors", meta, tuple(dict.fromkeys(names)))
    return 0


cdef int _put_publisher(list made, dict metas, str meta) except -1:
    """Add the first publisher that is a name and no address."""
    cdef str stated
    for name in meta_names.PUBLISHERS:
        stated = _first(metas, name)
        if stated and not _address(stated, ""):
            stated = _plain(stated)
            if stated:
                return _put(made, "publisher", meta, stated)
    return 0


cdef int _put_date(
    list made, dict metas, str field, tuple keys, str language, str graph, str meta
) except -1:
    """Add the best known of the dates; the others repeat it."""
    for key in keys:
        stated = metas.get(key)
        if stated is None:
            continue
        date = _date((<list>stated)[0], language)
        if date:
            return _put(made, field, graph if key.startswith(("article:", "og:")) else meta, date)
    return 0


# --- All claims of a page ---------------------------------------------------------------------

def says_enough(list claims, frozenset wanted):
    """Tell whether the claims state the fields wanted, and people as authors."""
    cdef set stated = set()
    cdef object authors = None
    for claim in claims:
        value = part_of(claim, 2)
        if value:
            field = part_of(claim, 0)
            stated.add(field)
            if authors is None and field == "authors":
                authors = value
    if not wanted <= stated:
        return False
    for name in authors or ():
        known = simple.person(name)
        if not (naming._is_person(name) if known is None else known):
            return False
    return True


def without_body(list claims):
    """Return the claims of metadata, and the longest text that is claimed to be the article's."""
    cdef list kept = []
    cdef str text = ""
    for claim in claims:
        if part_of(claim, 0) == JSON_LD_BODY:
            body = part_of(claim, 2)
            text = body if len(body) > len(text) else text
        else:
            kept.append(claim)
    return kept, text


def without_site(list claims, str title):
    """Take the site's name off the titles, and find it in the page's where nothing states it."""
    cdef str url = _text(claims, "url"), site = _text(claims, "publisher")
    cdef str first, behind
    cdef list made = list(claims)
    cdef Py_ssize_t at
    for at in range(len(claims)):
        claim = claims[at]
        if part_of(claim, 0) == "title":
            stated = str(part_of(claim, 2))
            headline = titles.headline(stated, site, url)
            if headline != stated:
                made[at] = new_claim("title", part_of(claim, 1), headline)
    if not site:
        first = _text(claims, "title")
        behind = naming.site_behind(title, first)
        site = behind or titles.site_name(title, url)
        made.append(new_claim("publisher", "the page's title", site))
    return made


cdef str _text(list claims, str field):
    """Return the first text claimed for a field that is not empty; empty where there is none."""
    for claim in claims:
        if part_of(claim, 0) == field:
            value = part_of(claim, 2)
            if value:
                return str(value)
    return ""
