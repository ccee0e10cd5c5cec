"""The compiled form of judging lines: those of plain texts, and the doubtful ones of pages.

The same as ``lines``, ``lines_text`` and ``look_at`` in ``lines_evidence``, which say what is
meant: the rules, tables and sentences are theirs. What few lines need is left to them too: the
sentences for lines that go, and lines that are the article's own in spite of their look.
"""

from cpython.mem cimport PyMem_Free, PyMem_Malloc
from cpython.unicode cimport (
    PyUnicode_FindChar,
    PyUnicode_GET_LENGTH,
    PyUnicode_READ_CHAR,
)

from libc.stdint cimport uint32_t

from digest_app.cleaning.compiled_lines_context cimport SHAPES, WHERE, WHERE_ABOVE, Chain, Place
from digest_app.cleaning.compiled_lines_looks cimport (
    END_NAMES,
    KIND_NUMBERS,
    TOLD_NUMBERS,
    Looks,
    Sum,
    count_words,
    sum_of,
)

cdef extern from "Python.h":
    bint Py_UNICODE_ISALNUM(Py_UCS4)
    bint Py_UNICODE_ISDECIMAL(Py_UCS4)

# What may be the article's own in spite of its look, as bits of a line.
cdef enum:
    CLOCK = 1
    AMOUNT = 2
    POST = 4

cdef enum:
    MOST_STEPS = 8


cdef struct Steps:
    # How likely boilerplate a line must be, from so many words on, and else.
    int count
    Py_ssize_t least[MOST_STEPS]
    double likelihood[MOST_STEPS]


cdef int RULED = SHAPES.index("R"), UNSTOPPED = SHAPES.index("H")
# What the modules in Python know, taken in below.
cdef int shapes[64][16]
cdef Steps for_caught, for_headings, for_scraps, for_sentences, for_standfirsts
cdef double even, likely, own_weight, sure_score, shorter, longer
cdef Py_ssize_t least_letters, longest_of_names, prose_letters
cdef Py_ssize_t few_words, fewest, longest_clock, longest_name, looked_at, most_words
cdef Py_ssize_t most_words_of_amount
cdef Py_UCS4 other_scripts, no_capitals, capitals_again
cdef object HIDE, HEADING, PREFORMATTED, TABLE, PARAGRAPH, OTHER


cdef class Line:
    """A line as cleaning sees it; the fields are those of ``lines_evidence.Line``."""

    cdef object plain(self):
        """Return the line as the modules in Python know it."""
        small, digits = self.look.small, self.look.digits
        looked = Seen(self.text.casefold(), small, digits) if self.look.close else None
        end, shape = END_NAMES[self.look.end], SHAPES[self.shape]
        told = self.text, self.kind, tuple(self.hits), self.look.words, end, shape
        return PlainLine(*told, bool(self.sure), self.weight, looked)


cdef Line _look_at(str text, object kind, object asking, Looks looks):
    """Return the line with the rules that catch it, and what all that can be said of it weighs."""
    cdef Line line = Line.__new__(Line)
    cdef Sum found
    line.text, line.kind, line.kind_number, line.told = text, kind, KIND_NUMBERS[kind], -1
    looks.look(text, &line.look)
    line.hits = asking.hits(text, line.look.words)
    found = line.look.found
    if line.hits:
        _weigh_rules(line, looks, &found)
    line.shape = RULED if line.sure else shapes[min(line.look.words, most_words)][
        line.look.end
    ]
    line.weight = looks.common_of(
        line.look.words, line.look.end, line.look.start, line.kind_number
    ) + sum_of(&found)
    line.own = _own_perhaps(line)
    return line


cdef int _weigh_rules(Line line, Looks looks, Sum* found) except -1:
    """Weigh the rules that catch a line, and tell whether one of them is sure."""
    for hit in line.hits:
        if hit.rule.action is HIDE:
            line.sure = True
    line.told = TOLD_NUMBERS[line.hits[0].rule.kind]
    return looks.weigh_rules(line.hits, &line.look, found)


cdef int _own_perhaps(Line line) except -1:
    """Tell as what the line may be the article's own; most are none of it."""
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(line.text)
    cdef int found = 0
    cdef Py_UCS4 first
    if line.sure:
        first = PyUnicode_READ_CHAR(line.text, 0)
        found = CLOCK if size <= longest_clock and Py_UNICODE_ISDECIMAL(first) else 0
    elif not line.hits and line.shape == UNSTOPPED and line.look.words <= most_words_of_amount:
        found = AMOUNT if line.text[0] in FIRST_OF_AMOUNTS else 0
    if PyUnicode_FindChar(line.text, 64, 0, size, 1) >= 0:
        found |= POST
    return found


cdef int _with_own(list lines) except -1:
    """Put what the lines are that are the article's in spite of their look."""
    cdef Line line, kept
    cdef Py_ssize_t clocks = 0, amounts = 0, posts = 0, i
    for line in lines:
        clocks += (line.own & CLOCK) != 0
        amounts += (line.own & AMOUNT) != 0
        posts += (line.own & POST) != 0
    if clocks < fewest and amounts < fewest and not posts:
        return 0
    plain = [(<Line>line).plain() for line in lines]
    for i, own in enumerate(with_own(plain)):
        if own is plain[i]:
            continue
        line, kept = lines[i], Line.__new__(Line)
        kept.text, kept.kind, kept.kind_number = line.text, line.kind, line.kind_number
        kept.look, kept.hits, kept.told, kept.own = line.look, [], -1, line.own
        kept.shape, kept.weight = SHAPES.index(own.shape), own.weight
        lines[i] = kept
    return 0


cdef list _judge(list lines, list texts, Chain chain, Looks looks, notes):
    """Return for each line the verdict, or None where it is the article's."""
    cdef Py_ssize_t count = len(lines), i
    cdef Place* places = <Place*>PyMem_Malloc((count + 1) * sizeof(Place))
    cdef list found = [None] * count
    if places is NULL:
        raise MemoryError
    try:
        for i in range(count):
            _put(&places[i], <Line>lines[i])
        chain.weigh(places, count, texts)
        for i, note in notes.items():
            places[i].score += note.bias
        chain.infer(places, count)
        for i in range(count):
            if not places[i].likelihood < even and _goes(<Line>lines[i], &places[i]):
                told = notes[i].told if i in notes else ""
                found[i] = _explained(<Line>lines[i], chain, &places[i], looks, told)
    finally:
        PyMem_Free(places)
    return found


cdef int _put(Place* place, Line line) except -1:
    place.shape, place.end, place.words = line.shape, line.look.end, line.look.words
    place.told, place.sure = line.told, line.sure
    place.score = sure_score if line.sure else line.weight
    return 0


cdef bint _goes(Line line, const Place* place) except -1:
    """Tell whether the line is likely enough boilerplate, and is judged at all."""
    return place.likelihood >= _needed(line, place) and _may_go(line, place)


cdef double _needed(Line line, const Place* place) except -1:
    """Return what ``lines.needed`` returns."""
    cdef const Steps* steps
    cdef int i
    if line.sure:
        return even
    if line.hits:
        steps = &for_caught
    elif place.where == WHERE_ABOVE:
        steps = &for_standfirsts
    elif line.kind is HEADING:
        steps = &for_headings
    elif line.text[PyUnicode_GET_LENGTH(line.text) - 1] in STOPPED:
        steps = &for_sentences
    else:
        steps = &for_scraps
    for i in range(steps.count):
        if line.look.words >= steps.least[i]:
            return steps.likelihood[i]
    return even if line.hits else likely


cdef bint _may_go(Line line, const Place* place) except -1:
    """Tell what ``lines.may_go`` tells."""
    cdef Py_ssize_t i
    cdef Py_UCS4 letter
    cdef bint is_told = False
    if line.kind is PREFORMATTED or line.kind is TABLE:
        return line.sure
    if line.text[0] in DASHES and line.look.words <= longest_name:
        return line.sure or not is_name(line.text[1:])
    if line.hits or place.under >= 0:
        return True
    for i in range(min(looked_at, PyUnicode_GET_LENGTH(line.text))):
        letter = PyUnicode_READ_CHAR(line.text, i)
        if letter >= other_scripts or no_capitals <= letter < capitals_again:
            return False
        is_told = is_told or Py_UNICODE_ISALNUM(letter)
    return is_told


cdef object _explained(Line line, Chain chain, const Place* place, Looks looks, str told):
    """Return the verdict on a line that goes."""
    cdef list speaking
    if line.sure:
        return _by_rule([hit for hit in line.hits if hit.rule.action is HIDE], looks)
    if line.hits and not told:
        return _by_rule(line.hits, looks)
    besides = chain.besides(place)
    kind = kind_of(line.text, line.look.words, WHERE[place.where], besides)
    if told:
        return Verdict(kind, SEEN_BEFORE, told)
    speaking = chain.speaking(place) + looks.speaking(&line.look)
    for name in besides:
        weight = looks.evidence.get(name, 0.0)
        if weight > 0:
            speaking.append((weight, name))
    return Verdict(kind, EVIDENCE, told_by(speaking))


cdef object _by_rule(list hits, Looks looks):
    """Return the verdict of the rule that weighs most, the first where they weigh alike."""
    cdef double most = 0.0, weight
    cdef object loudest = None
    for hit in hits:
        weight = looks.rule_weight(hit.rule)
        if loudest is None or weight > most:
            loudest, most = hit, weight
    return Verdict(*named_by(loudest))


cdef class TextLines:
    """The compiled form of ``lines_text.TextLines``, which says what is asked and answered."""

    cdef object asking
    cdef Looks looks
    cdef Chain chain
    cdef dict looked
    cdef object said

    def __init__(self, str text, vocabulary, asking, scale):
        self.asking, self.looked = asking, {}
        self.looks, self.chain = _tables(scale)

    def verdicts(self, views, notes, metadata):
        """Return for each block the verdict, or None where it is the article's."""
        cdef list lines = [], texts = [], kinds = [], verdicts
        for _, kind, _, text in views:
            key = kind, text
            line = self.looked.get(key)
            if line is None:
                line = self.looked[key] = _look_at(text, kind, self.asking, self.looks)
            lines.append(line)
            texts.append(text)
            kinds.append(kind)
        _with_own(lines)
        verdicts = _judge(lines, texts, self.chain, self.looks, notes)
        if self.said is None:
            self.said = said_by(metadata)
        _tell_repeated(texts, kinds, self.said, verdicts)
        return verdicts if _leaves_an_article(lines, verdicts) else list(map(named, verdicts))


cdef int _tell_repeated(list texts, list kinds, said, list verdicts) except -1:
    """Put down which lines repeat the metadata; most of them need not be asked."""
    cdef Py_ssize_t longest = said.longest, title = len(said.title), first = 0, i, size
    cdef bint has_standfirst = bool(said.standfirst)
    cdef int opens = _opening(said.publisher) if said.publisher else -1
    if longest < 0:
        return 0
    while first < len(texts) and not _is_prose(<str>texts[first]):
        first += 1
    for i in range(len(texts)):
        size = PyUnicode_GET_LENGTH(<str>texts[i])
        if size > longest:
            continue
        if (
            (title >= least_letters and shorter < size / <double>title < longer)
            or (has_standfirst and i <= first + 1)
            or (opens >= 0 and size < longest_of_names and _may_open(<str>texts[i], opens))
        ):
            told = said.told(texts, kinds, i, first)
            if told is not None:
                verdicts[i] = Verdict(*told)
    return 0


cdef bint _is_prose(str text) except -1:
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(text)
    return size >= prose_letters and text[size - 1] in PROSE_STOPS


cdef int _opening(str text) noexcept:
    """Return the first letter or digit in small, if all before it is ASCII; else 0."""
    cdef Py_ssize_t i
    cdef uint32_t letter
    for i in range(PyUnicode_GET_LENGTH(text)):
        letter = PyUnicode_READ_CHAR(text, i)
        if letter >= 128:
            return 0
        if 65 <= letter <= 90:
            return letter + 32
        if 97 <= letter <= 122 or 48 <= letter <= 57:
            return letter
    return 0


cdef bint _may_open(str text, int wanted) noexcept:
    """Tell whether a line may be the words that open so, signs around them or not."""
    cdef int own = _opening(text)
    return own == wanted or own == 0 or wanted == 0


cdef bint _leaves_an_article(list lines, list verdicts) except -1:
    """Tell whether enough words stay for the rest to look like boilerplate beside them."""
    cdef Py_ssize_t i, kept = 0, words = 0
    for i in range(len(lines)):
        words += (<Line>lines[i]).look.words
        kept += (<Line>lines[i]).look.words if verdicts[i] is None else 0
    return kept >= min(<double>few_words, words / 4.0)


def look_at(text, kind, asking, scale):
    """Return what ``lines_evidence.look_at`` returns."""
    return _look_at(text, kind, asking, _tables(scale)[0]).plain()


def judge_surely(texts, open_to, asking, scale, notes):
    """Return what ``lines.judge_surely`` returns."""
    cdef list found = [], sure
    cdef Looks looks = _tables(scale)[0]
    cdef Py_ssize_t i
    for i, text in enumerate(texts):
        hits = asking.hits(text, count_words(text)) if open_to[i] else None
        if not hits and i not in notes:
            found.append(None)
            continue
        sure = [hit for hit in hits if hit.rule.action is HIDE] if hits else None
        if sure:
            found.append(_by_rule(sure, looks))
        elif hits and _gives_itself_away(text, hits, asking, looks):
            found.append(_by_rule(hits, looks))
        elif i in notes:
            kind = hits[0].rule.kind if hits else OTHER
            found.append(Verdict(kind, SEEN_BEFORE, notes[i].told))
        else:
            found.append(None)
    return found


cdef bint _gives_itself_away(str text, list hits, asking, Looks looks) except -1:
    """Tell whether a caption or a byline that no structure told is one by its own look."""
    for hit in hits:
        if hit.rule.kind in TOLD_BY_LOOK:
            return _look_at(text, PARAGRAPH, asking, looks).weight > own_weight
    return False


cdef tuple _tables(scale):
    """Return the weights in arrays, made once for each scale."""
    if scale.arrays is None:
        scale.arrays = Looks(scale), Chain(scale.by)
    return scale.arrays


cdef int _take(Steps* steps, told) except -1:
    """Take in the steps of how likely a line must be."""
    if len(told) > MOST_STEPS:
        raise ValueError(f"There are {len(told)} steps, which are more than have room.")
    steps.count = len(told)
    for i, (least, likelihood) in enumerate(told):
        steps.least[i], steps.likelihood[i] = least, likelihood
    return 0


# The modules in Python pick what stands here, so they are asked for their tables last.
from digest_app.cleaning import lines as plain_lines, lines_own as plain_own, lines_titles  # noqa: E402
from digest_app.cleaning.lines import (  # noqa: E402
    DASHES,
    STOPPED,
    TOLD_BY_LOOK,
    Verdict,
    is_name,
)
from digest_app.cleaning.lines_evidence import Line as PlainLine  # noqa: E402
from digest_app.cleaning.lines_looks import MOST_WORDS, Seen, shape_of  # noqa: E402
from digest_app.cleaning.lines_own import FIRST_OF_AMOUNTS, with_own  # noqa: E402
from digest_app.cleaning.lines_reasons import (  # noqa: E402
    EVIDENCE,
    SEEN_BEFORE,
    kind_of,
    named_by,
    told_by,
)
from digest_app.cleaning.lines_text import FEW_WORDS, named  # noqa: E402
from digest_app.cleaning.lines_titles import STOPS as PROSE_STOPS, said_by  # noqa: E402
from digest_app.domain.block import BlockKind  # noqa: E402
from digest_app.domain.boilerplate import BoilerplateKind  # noqa: E402
from digest_app.domain.rule import Action  # noqa: E402

HIDE, OTHER = Action.HIDE, BoilerplateKind.OTHER
HEADING, PARAGRAPH = BlockKind.HEADING, BlockKind.PARAGRAPH
PREFORMATTED, TABLE = BlockKind.PREFORMATTED, BlockKind.TABLE
least_letters, longest_of_names = lines_titles.LEAST_LETTERS, lines_titles.LONGEST_NAME
prose_letters = lines_titles.PROSE_LETTERS
shorter, longer = lines_titles.SHORTER, lines_titles.LONGER
even, likely = plain_lines.EVEN, plain_lines.LIKELY
own_weight, sure_score = plain_lines.OWN_WEIGHT, plain_lines.SURE
longest_name, looked_at = plain_lines.LONGEST_NAME, plain_lines.LOOKED_AT
other_scripts = ord(plain_lines.OTHER_SCRIPTS)
no_capitals, capitals_again = map(ord, plain_lines.NO_CAPITALS)
few_words, fewest, longest_clock = FEW_WORDS, plain_own.FEWEST, plain_own.LONGEST_CLOCK
most_words, most_words_of_amount = MOST_WORDS, plain_own.MOST_WORDS


def _take_shapes():
    """Take in the shapes of lines, by how many words they have and how they end."""
    for words in range(most_words + 1):
        for number, end in enumerate(END_NAMES):
            shapes[words][number] = SHAPES.index(shape_of(words, end))


_take_shapes()
_take(&for_caught, plain_lines.FOR_CAUGHT)
_take(&for_headings, plain_lines.FOR_HEADINGS)
_take(&for_scraps, plain_lines.FOR_SCRAPS)
_take(&for_sentences, plain_lines.FOR_SENTENCES)
_take(&for_standfirsts, plain_lines.FOR_STANDFIRSTS)
