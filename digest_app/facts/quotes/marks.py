"""Pairs of quote marks: where quoted words begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from digest_app.facts.passages import Passage

_CLOSED_BY = {
    "“": '”"“', "„": '“”"', "‟": '”"', "«": "»", "»": "«", "‹": "›", "「": "」", "『": "』",
    '"': '"”', "``": "''", "‘": "’", "'": "'", "‚": "‘’", "”": '”"',
}  # fmt: skip
_MARK = re.compile(r"[“”„‟«»‹›「」『』\"]|``|''|(?<!\w)[‘'‚](?=\w)|(?<=[\w.,!?…])[’'‘](?!\w)")
_DOUBLE = re.compile(r"[“”„‟«»‹›「」『』\"]|``|''")
_SINGLES = "‘’'‚"
_BEFORE_OPENING = re.compile(r"[\s(\[{—–\-/:…]")
_ENDS_WITH_STOP = ",.!?…"


class Quoted(NamedTuple):
    """Words between quote marks: ``[start, end)``, the marks around them, and their passage.

    ``open`` tells that the closing mark is missing, as where the quotation goes on in the
    next paragraph.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    passage: int
    open: bool = False


def quoted(text: str, kept: Sequence[Passage]) -> list[Quoted]:
    """Return the outermost quoted stretches in order; none leaves its passage."""
    made: list[Quoted] = []
    for number, passage in enumerate(kept):
        following = text[kept[number + 1].start :][:1] if number + 1 < len(kept) else ""
        made.extend(_in_passage(text, passage, number, following))
    return made


def _in_passage(text: str, passage: Passage, number: int, following: str) -> Iterator[Quoted]:
    """Yield the pairs of one passage, and what a mark without its partner opens."""
    opening: re.Match[str] | None = None
    marks = _marks(text, passage)
    for mark in marks:
        if opening is None:
            opening = mark if _can_open(text, mark, passage) else None
        elif _closes(text, opening, mark, passage):
            yield from _pair(text, opening, mark.start(), mark.end(), number)
            opening = None
        elif mark[0] == opening[0] and _can_open(text, mark, passage):
            opening = mark
    if opening is not None and _goes_on(text, opening, passage, following):
        yield from _pair(text, opening, passage.end, passage.end, number)


def _marks(text: str, passage: Passage) -> Iterator[re.Match[str]]:
    """Yield the marks that count: single ones only where there are no double ones."""
    double = passage.heading or _DOUBLE.search(text, passage.start, passage.end)
    return (_DOUBLE if double else _MARK).finditer(text, passage.start, passage.end)


def _can_open(text: str, mark: re.Match[str], passage: Passage) -> bool:
    """Tell whether the mark stands where quoted words begin."""
    if mark[0] not in _CLOSED_BY or mark.end() >= passage.end:
        return False
    if mark[0] in "“„‟«‹「『``‘‚":
        return True
    before = text[mark.start() - 1] if mark.start() > passage.start else " "
    return bool(_BEFORE_OPENING.match(before)) and not text[mark.end()].isspace()


def _closes(text: str, opening: re.Match[str], mark: re.Match[str], passage: Passage) -> bool:
    """Tell whether the mark ends what the other one began."""
    if mark[0] not in _CLOSED_BY[opening[0]]:
        return False
    if mark[0] == opening[0] == '"':
        before = text[mark.start() - 1]
        after = text[mark.end()] if mark.end() < passage.end else " "
        return not (_BEFORE_OPENING.match(before) and before not in "—–-…" and after.isalnum())
    if mark[0] in "'’" and opening[0] in _SINGLES:
        return text[mark.start() - 1] in _ENDS_WITH_STOP or opening[0] == "‘"
    return mark[0] != "“" or opening[0] == "„"


def _pair(
    text: str, opening: re.Match[str], end: int, outer_end: int, number: int
) -> Iterator[Quoted]:
    """Yield what lies between the marks, without white space at its edges."""
    start = opening.end()
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Quoted(start, end, opening.start(), outer_end, number, open=end == outer_end)


def _goes_on(text: str, opening: re.Match[str], passage: Passage, following: str) -> bool:
    """Tell whether a quotation without closing mark runs to the end of its paragraph."""
    at_start = not text[passage.start : opening.start()].strip()
    return opening[0] not in _SINGLES and (at_start or following in ("“", '"', "«", "„", "»"))
