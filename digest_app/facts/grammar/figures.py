"""All numbers and dates of a text, in one pass over its words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from digest_app.facts.grammar import amounts, calendar, dates, money
from digest_app.facts.grammar.lexicon import lexicon
from digest_app.facts.grammar.lexing import Lexed, lex
from digest_app.facts.grammar.phrase import Found, Phrase

_Reader = Callable[[Phrase], Found | None]
# A longer run of numbers without a word between them is a table, not a phrase.
_LONGEST = 30


def find_figures(text: str, *, language: str = "en", published: str = "") -> list[Found]:
    """Return money, percentages, dates and quantities in ``text``, in order, none overlapping.

    Args:
        text: any text; positions count its code points.
        language: a BCP 47 tag; its table of words is used, or English.
        published: the article's date (ISO 8601), from which “last Tuesday” is reckoned.
    """
    lexed = lex(text, lexicon(language))
    readers: Mapping[str, _Reader] = {
        "percent": amounts.percent,
        "money": money.money,
        "date": partial(dates.date, today=calendar.today(published)),
        "quantity": amounts.quantity,
    }
    found = [f for lo, hi in _islands(lexed) for f in _read(lexed, lo, hi, readers)]
    return _apart(found)


def _islands(lexed: Lexed) -> Iterator[tuple[int, int]]:
    """Yield the runs of pieces in which a number or a date may stand."""
    trigger = lexed.lexicon.trigger
    for match in lexed.lexicon.island.finditer(lexed.classes):
        if not trigger.search(lexed.classes, *match.span()):
            continue
        for lo in range(match.start(), match.end(), _LONGEST):
            yield lo, min(lo + _LONGEST, match.end())


def _read(lexed: Lexed, lo: int, hi: int, readers: Mapping[str, _Reader]) -> Iterator[Found]:
    """Yield what one run holds; what one kind has taken, no later kind sees."""
    free = [(lo, hi)]
    for kind, reader in readers.items():
        shapes, left = lexed.lexicon.shapes[kind], list[tuple[int, int]]()
        for start, end in free:
            position = begin = start
            while match := shapes.search(lexed.classes, position, end):
                found = reader(Phrase(lexed, match.start(), match.end(), match.lastgroup or ""))
                if found is None:
                    # What is no date after all may hold a shorter one: 31 February 2020.
                    position = match.start() + 1 if kind == "date" else match.end()
                    continue
                yield found
                left.append((begin, match.start()))
                position = begin = match.end()
            left.append((begin, end))
        free = [(a, b) for a, b in left if a < b]


def _apart(found: list[Found]) -> list[Found]:
    """Sort, and drop what begins inside its predecessor."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: (f.start, -f.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept
