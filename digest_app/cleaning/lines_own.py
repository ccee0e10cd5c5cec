"""Short lines that are the article's own, though they look like scraps from around one.

The times that open the entries of a live blog, lists of amounts, as recipes have them, and what
was said in an embedded post, between its author and its time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from digest_app.cleaning.lines_evidence import Line

_CLOCK: Final = re.compile(r"\d{1,2}\s?[:.h]\s?\d\d(?::\d\d)?(?:\s?[ap]\.?m\.?)?(?:\s[A-Z]{2,4})?")
LONGEST_CLOCK: Final = 16  # letters
_REACHES: Final = 3  # lines: a heading or two, then the entry
_SENTENCES: Final = frozenset("PS")
FIRST_OF_AMOUNTS: Final = frozenset("0123456789½¼¾⅓⅔⅛-•*")
_AMOUNT: Final = re.compile(
    r"(?:[-•*]\s)?(?:\d+(?:\s?[.,/–-]\s?\d+)?\s?[½¼¾⅓⅔⅛]?|[½¼¾⅓⅔⅛])\s?"
    r"(?:(?:[xX×]\s)?[^\W\d_A-Z]|EL\b|TL\b|L\b|Bund\b|Prise\b)"
)
MOST_WORDS: Final = 12
_GAP: Final = 2  # lines: “Salt and pepper”
FEWEST: Final = 3
_SIGNED: Final = re.compile(r"[-—–―]+\s?\S.{0,60}\(@\w{1,20}\)")
_POSTED: Final = re.compile(r"\d{1,2}:\d\d\s?[AP]M\s[-–·•]\s\d{0,2}\s?[A-Z][a-z]{2}")
_HANDLE: Final = re.compile(r"\S.{0,60}\s@\w{1,20}")
_DASHES: Final = frozenset("-—–―")
_LONGEST_POST: Final = 3  # lines between the author and the time
# What a line must weigh to stand for the article itself, whatever stands beside it.
_SURELY_KEPT: Final = -9.0


def with_own(lines: Sequence[Line]) -> Sequence[Line]:
    """Return the lines, those that are the article's in spite of their look told so."""
    own = {*_entries(lines), *_amounts(lines), *_posts(lines)}
    if not own:
        return lines
    return [_kept(line) if i in own else line for i, line in enumerate(lines)]


def _kept(line: Line) -> Line:
    shape = "H" if line.sure else line.shape
    return replace(line, hits=(), sure=False, shape=shape, weight=_SURELY_KEPT)


def _entries(lines: Sequence[Line]) -> list[int]:
    """Return the times that open entries; a list of teasers has no sentences under its times."""
    found = [
        i
        for i, line in enumerate(lines)
        if line.sure and is_clock(line.text) and _heads_sentences(lines, i)
    ]
    return found if len(found) >= FEWEST else []


def is_clock(text: str) -> bool:
    """Tell whether a line is a time of day and nothing else."""
    return len(text) <= LONGEST_CLOCK and _CLOCK.fullmatch(text) is not None


def _heads_sentences(lines: Sequence[Line], i: int) -> bool:
    """Tell whether a sentence stands under a line, before the next line that a rule catches."""
    for line in lines[i + 1 : i + 1 + _REACHES]:
        if line.sure:
            return False
        if line.shape in _SENTENCES:
            return True
    return False


def _amounts(lines: Sequence[Line]) -> Iterator[int]:
    """Yield the lines of lists in which most begin with a number and a word: “80 g sugar”."""
    run: list[int] = []
    for i, line in enumerate(lines):
        if run and (i - run[-1] > _GAP or line.sure):
            yield from _between(run)
            run = []
        if _is_amount(line):
            run.append(i)
    yield from _between(run)


def _is_amount(line: Line) -> bool:
    return (
        line.text[0] in FIRST_OF_AMOUNTS
        and not line.hits
        and line.shape == "H"
        and line.words <= MOST_WORDS
        and _AMOUNT.match(line.text) is not None
    )


def _between(run: Sequence[int]) -> Sequence[int]:
    """Return a run of amounts with what stands among them, where they are enough for a list."""
    return range(run[0], run[-1] + 1) if len(run) >= FEWEST else ()


def _posts(lines: Sequence[Line]) -> Iterator[int]:
    """Yield the words of embedded posts: above who signed them, or between author and time."""
    for i in [i for i, line in enumerate(lines) if "@" in line.text]:
        text = lines[i].text
        if text[0] in _DASHES:
            if i and _SIGNED.match(text) and not lines[i - 1].hits:
                yield i - 1
        elif _HANDLE.fullmatch(text):
            yield from _said(lines, i)


def _said(lines: Sequence[Line], author: int) -> Sequence[int]:
    """Return the lines between a post's author and its time, where a time follows soon."""
    for i in range(author + 2, min(author + 2 + _LONGEST_POST, len(lines))):
        if lines[i].sure and _POSTED.match(lines[i].text):
            return [k for k in range(author + 1, i) if not lines[k].sure]
    return ()
