"""Where sentences begin and end."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from digest_app.facts.tokens import listed

# After these a full stop never ends a sentence: something always follows them.
_TITLES = listed(
    """mr mrs ms messrs mme mlle dr prof gen col lt maj capt cpl sgt adm cmdr sen rep gov rev hon
    st ste mt ft pres supt det insp amb fr sr pvt brig vs nos fig eq al cf viz approx est"""
)
# After these it ends one only where the next word cannot go on: a pronoun, an article ….
_ABBREVIATIONS = listed(
    """inc co corp ltd bros llc plc cos jr assn dept univ ave blvd rd no jan feb mar apr jun jul
    aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun ala ariz ark calif colo
    conn del fla ga ill ind kan ky la mass md me mich minn miss mo mont neb nev okla ore pa tenn
    tex va vt wash wis wyo ont que etc e.g i.e a.m p.m u.s u.k u.n e.u d.c n.y n.j l.a ph.d m.d
    b.a m.a b.c a.d r.i n.h n.c s.c n.d s.d n.m w.va"""
)
_OPENERS = listed(
    """the a an this that these those he she it they we i you his her its their our in on at but
    and so if when while after before as for from with by there however meanwhile although though
    since because what who where why how some many most all no not one two both such even"""
)

_BREAK = re.compile(
    r"""
      (?P<blank>\s*\n[ \t\u3000]*\n\s*)
    | (?P<line>[ \t]*\n[ \t\u3000]*)
    | (?P<wide>[。！？｡]+[」』”’）)]*\s*)
    | (?P<stop>[.!?…।؟۔]+["'”’»)\]]*[ \t\u00a0\u2009\u202f]+)
    """,
    re.VERBOSE,
)
_TRAILING_WORD = re.compile(r"((?:[^\W\d_]\.)*[^\W\d_]+)$")
_LEADING_WORD = re.compile(r"[\"'“‘«(\[`]*([^\W_]+)?")
_ENDS = tuple('.!?…:;。！？"”’»')
# A line of this many characters that stops without a full stop was wrapped, not ended.
_WRAPPED = range(45, 101)


def split(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Return the sentences of ``text[start:end]`` as half-open ranges of ``text``, in order.

    Between two sentences there is nothing but white space, and none begins or ends with any.
    A blank line always ends a sentence; a single line break does unless the line looks wrapped.
    """
    stop = len(text) if end is None else end
    sentences: list[tuple[int, int]] = []
    left = start
    for left_end, right in _breaks(text, start, stop):
        _keep(text, left, left_end, sentences)
        left = right
    _keep(text, left, stop, sentences)
    return sentences


def sentence_at(sentences: list[tuple[int, int]], position: int) -> tuple[int, int]:
    """Return the sentence that holds the position, or else the nearest one before it.

    Raises:
        ValueError: if there is no sentence.
    """
    if not sentences:
        msg = "there is no sentence to choose from"
        raise ValueError(msg)
    number = bisect_right(sentences, position, key=lambda sentence: sentence[0])
    return sentences[max(0, number - 1)]


def _keep(text: str, start: int, end: int, sentences: list[tuple[int, int]]) -> None:
    """Add the range without its outer white space, unless nothing remains."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        sentences.append((start, end))


def _breaks(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield where a sentence ends and the next one begins."""
    for match in _BREAK.finditer(text, start, stop):
        kind = match.lastgroup
        if kind == "line" and _is_wrapped(text, start, match.start(), match.end()):
            continue
        if kind == "stop" and not _is_stop(text, match, stop):
            continue
        left, right = match.start() + len(match.group().rstrip()), match.end()
        if kind == "wide" and left == right and _closes_quotation(text, start, right):
            left = right = right + 1
        yield left, right


def _closes_quotation(text: str, start: int, position: int) -> bool:
    """Tell whether a straight mark stands here that closes what another one in its line opens."""
    if not text.startswith('"', position):
        return False
    line = max(start, text.rfind("\n", start, position) + 1)
    return text.count('"', line, position) % 2 == 1


def _is_wrapped(text: str, start: int, line_end: int, next_start: int) -> bool:
    """Tell whether the line was broken for its length alone."""
    if next_start >= len(text):
        return False
    if text[next_start].islower():
        return True
    line_start = max(text.rfind("\n", 0, line_end) + 1, start)
    line = text[line_start:line_end].rstrip()
    return len(line) in _WRAPPED and not line.endswith(_ENDS)


def _is_stop(text: str, match: re.Match[str], stop: int) -> bool:
    """Tell whether the full stop, question or exclamation mark ends a sentence."""
    following = _LEADING_WORD.match(text, match.end(), stop)
    word = (following.group(1) or "") if following else ""
    if word[:1].islower():
        return False
    marks = match.group().rstrip()
    if marks != ".":
        return True
    before = _TRAILING_WORD.search(text, max(0, match.start() - 24), match.start())
    return before is None or not _goes_on(before.group(1), word)


def _goes_on(before: str, word: str) -> bool:
    """Tell whether a full stop after ``before`` belongs to it, ``word`` being the next one."""
    low = before.lower()
    if low in _TITLES:
        return True
    if len(before) == 1 and before.isupper() and before != "I":
        return word.lower() not in _OPENERS or word == "A"
    if low in _ABBREVIATIONS or "." in before:
        return word.lower() not in _OPENERS
    return False
