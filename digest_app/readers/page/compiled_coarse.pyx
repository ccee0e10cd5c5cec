"""Parts of a page that are read as a whole: :mod:`~digest_app.readers.page.coarse`, compiled.

What selectors ask there is asked here of the nodes themselves.
"""

from digest_app.readers.page.compiled_spacing cimport (
    Folding,
    fold,
    has_words,
    is_utf8,
    letters_in,
    mended,
    put_in,
)
from digest_app.readers.page.compiled_tree cimport (
    ELEMENT,
    KNOWN,
    TEXT,
    Bytes,
    after,
    following,
    is_tag,
    words_of,
)
from libc.string cimport memset

from digest_app.readers.page import coarse
from digest_app.readers.page.compiled_tree import tag_id
from digest_app.readers.page.numbers import numbers

cdef size_t LONG_CELL = coarse.LONG_CELL
cdef size_t LONG_LINE = coarse.LONG_LINE
cdef size_t FEWEST_LINKS = coarse.FEWEST_LINKS
cdef size_t LINK = tag_id("a")
cdef size_t DRAWING = tag_id("svg")
cdef size_t TABLE = tag_id("table")
cdef size_t ROW = tag_id("tr")
cdef size_t CELL = tag_id("td")
cdef size_t HEADER = tag_id("th")
cdef size_t LIST = tag_id("ul")
cdef size_t SCRIPT = tag_id("script")
cdef size_t STYLE = tag_id("style")
cdef size_t WORDS = tag_id("-text")
cdef bint[256] NO_LINKS  # by number: what no list of links has
cdef bint[256] LAYOUT  # what alone says that a table lays out a page
cdef bint[256] TWICE  # what says so where two of them follow each other


cdef void _learn() except *:
    memset(NO_LINKS, 0, sizeof(NO_LINKS))
    memset(LAYOUT, 0, sizeof(LAYOUT))
    memset(TWICE, 0, sizeof(TWICE))
    for number in numbers().no_links:
        if number < KNOWN:
            NO_LINKS[<size_t> number] = True
    for tag in coarse.LAYOUT_TAGS:
        LAYOUT[<size_t> tag_id(tag)] = True
    for tag in coarse.LAYOUT_PAIRS:
        TWICE[<size_t> tag_id(tag)] = True
    LAYOUT[0] = TWICE[0] = False


_learn()


cdef bint menu(const Node* node, Buffer* lines, Whole* found) except -1:
    """Read a list of short links as lines into an empty buffer; tell whether it is no more.

    The lines may be none at all: links that are icons.
    """
    cdef size_t links = 0
    cdef bint drawn = False
    cdef const Node* each = node
    while each != NULL:
        if each.type != TEXT and each.name < KNOWN:
            if NO_LINKS[each.name]:
                return False
            links += each.name == LINK
            drawn = drawn or each.name == DRAWING
        each = following(each, node)
    if links < FEWEST_LINKS or (drawn and _icons_have_words(node)):
        return False
    return _menu_lines(node, lines, links, found)


cdef bint _icons_have_words(const Node* root) noexcept:
    """Tell whether a drawing inside has words, which would be taken for the list's."""
    cdef const Node* icon = root
    cdef const Node* each
    while icon != NULL:
        if icon.name != DRAWING:
            icon = following(icon, root)
            continue
        each = following(icon, icon)
        while each != NULL:
            if each.name == WORDS and has_words(words_of(each)[0]):
                return True
            each = following(each, icon)
        icon = after(icon, root)
    return False


cdef bint _menu_lines(const Node* node, Buffer* lines, size_t links, Whole* found) except -1:
    """Read the lines of a list, and give up as soon as they are too long or too many."""
    cdef size_t count = 0
    cdef const Node* each = following(node, node)
    while each != NULL:
        if each.name == WORDS and words_of(each).data != NULL:
            if not _lines_of(words_of(each)[0], lines, &count) or count > 2 * links:
                return False
        each = following(each, node)
    found.links = links if count else 0
    found.share = min(1.0, <double> links / <double> count) if count else 0.0
    return True


cdef bint _lines_of(Bytes words, Buffer* lines, size_t* count) except -1:
    """Put the lines of one text behind the others; tell whether none of them is long."""
    cdef object _kept
    cdef Bytes line
    cdef Folding folding
    cdef size_t before
    if not has_words(words):
        return True
    _kept = mended(&words)
    cdef const unsigned char* end = words.data + words.length
    while words.data < end:
        line.data = words.data
        while words.data < end and words.data[0] != 10:
            words.data += 1
        line.length = words.data - line.data
        words.data += 1
        if not has_words(line):
            continue
        if count[0]:
            put_in(lines, b"\n", 1, 1)
        count[0] += 1
        memset(&folding, 0, sizeof(folding))
        folding.start = lines.length
        before = lines.letters
        fold(lines, line, &folding)
        if lines.letters - before > LONG_LINE:
            return False
    return True


cdef bint data(const Node* table, Buffer* lines, Whole* found) except -1:
    """Read a table of data as lines into an empty buffer; tell whether it is one.

    Its cells are separated by tabs. A table that lays out a page is none.
    """
    cdef size_t rows = 0
    cdef size_t widest = 0
    cdef size_t letters = 0
    cdef const Node* each = table
    if _is_in_table(table):
        return False
    while each != NULL:
        if each.type == ELEMENT and each.name < KNOWN and _lays_out(each, table):
            return False
        each = following(each, table)
    each = table
    found.links = 0
    while each != NULL:
        if each.type == ELEMENT and each.name == ROW:
            rows += 1
            widest = max(widest, _row(each, lines))
            if widest == TOO_LONG:
                return False
        each = following(each, table)
    if rows < 2 or widest < 2 or lines.length == 0:
        return False
    _links_of(table, found, &letters)
    found.share = min(1.0, <double> letters / <double> lines.letters)
    return True


cdef bint _is_in_table(const Node* table) noexcept:
    cdef const Node* outer = table.parent
    while outer != NULL:
        if outer.name == TABLE:
            return True
        outer = outer.parent
    return False


cdef bint _lays_out(const Node* node, const Node* table) noexcept:
    """Tell whether an element inside a table says that the table lays out a page."""
    cdef const Node* before
    if LAYOUT[node.name] or (node.name == TABLE and node != table):
        return True
    if node.name == LIST:
        return node.parent != NULL and node.parent.name == CELL
    if not TWICE[node.name]:
        return False
    before = node.prev
    while before != NULL and before.type != ELEMENT:
        before = before.prev
    return before != NULL and before.name == node.name


cdef size_t TOO_LONG = <size_t> -1


cdef size_t _row(const Node* row, Buffer* lines) except? 7:
    """Put a row behind the others, if it has words; return how many cells it has."""
    cdef size_t cells = 0
    cdef size_t waiting = 0  # tabs that are due when a cell with words comes
    cdef size_t before = lines.length
    cdef size_t letters
    cdef bint any = False
    cdef const Node* cell = row.first
    while cell != NULL:
        if is_tag(cell, CELL, b"td", 2) or is_tag(cell, HEADER, b"th", 2):
            cells += 1
            letters = _cell(cell, lines, waiting, before > 0 and not any)
            if letters > LONG_CELL:
                return TOO_LONG
            if letters:
                any = True
                waiting = 0
            waiting += 1
        cell = cell.next
    return cells


cdef size_t _cell(const Node* cell, Buffer* lines, size_t tabs, bint line) except? 7:
    """Put a cell's words behind what is due before them; return how many letters it has."""
    cdef object _kept
    cdef Bytes words
    cdef Folding folding
    cdef size_t before = lines.letters
    cdef const Node* each = following(cell, cell)
    memset(&folding, 0, sizeof(folding))
    folding.start = <size_t> -1
    while each != NULL:
        if _is_shown(each) and has_words(words_of(each)[0]):
            if folding.start == <size_t> -1:
                _due(lines, tabs, line)
                folding.start = lines.length
                before = lines.letters
            words = words_of(each)[0]
            _kept = mended(&words)
            fold(lines, words, &folding)
            folding.gap = True
        each = following(each, cell)
    return lines.letters - before


cdef int _due(Buffer* lines, size_t tabs, bint line) except -1:
    """Put in the line's end and the tabs that stand before a cell."""
    if line:
        put_in(lines, b"\n", 1, 1)
    while tabs:
        put_in(lines, b"\t", 1, 1)
        tabs -= 1
    return 0


cdef bint _is_shown(const Node* node) noexcept:
    """Tell a text from other nodes, and from what scripts and styles hold."""
    return (
        node.name == WORDS
        and node.type == TEXT
        and words_of(node).data != NULL
        and not is_tag(node.parent, SCRIPT, b"script", 6)
        and not is_tag(node.parent, STYLE, b"style", 5)
    )


cdef int _links_of(const Node* table, Whole* found, size_t* letters) except -1:
    """Count a table's links, and the letters inside them."""
    cdef const Node* each = table
    while each != NULL:
        if each.type == ELEMENT and each.name == LINK:
            found.links += 1
            letters[0] += _letters_in(each)
        each = following(each, table)
    return 0


cdef size_t _letters_in(const Node* link) except? 7:
    """Return how many letters the texts in a link have, put together."""
    cdef size_t letters = 0
    cdef bint whole = True
    cdef const Node* each = following(link, link)
    while each != NULL:
        if _is_shown(each):
            whole = whole and is_utf8(words_of(each)[0])
            letters += letters_in(words_of(each)[0])
        each = following(each, link)
    return letters if whole else _letters_mended(link)


cdef size_t _letters_mended(const Node* link) except? 7:
    """Return the same where something is not UTF-8: two halves of a character may meet."""
    cdef list parts = []
    cdef const Node* each = following(link, link)
    while each != NULL:
        if _is_shown(each):
            parts.append(words_of(each).data[: words_of(each).length])
        each = following(each, link)
    return len(b"".join(parts).decode("utf-8", "replace"))
