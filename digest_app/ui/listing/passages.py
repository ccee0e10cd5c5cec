"""The sentence of an article that a search found, as a row of the list shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from digest_app.domain.span import Span

if TYPE_CHECKING:
    from digest_app.app.searching import Found
    from digest_app.library.library import Library

#: A match that begins later than this is brought near the front: a row has room for two lines.
_FAR, _BEFORE = 60, 28


class Passage(NamedTuple):
    """A sentence and the words of it that match, in code points of ``words``."""

    words: str
    marks: tuple[Span, ...]


def passages_of(library: Library, ids: tuple[int, ...], words: str) -> dict[int, Passage | None]:
    """Return the first sentence of each article that a search's words stand in, None for none."""
    from digest_app.app import searching  # noqa: PLC0415 - only for a search
    from digest_app.domain.query_text import QueryError, parse  # noqa: PLC0415 - as above

    made: dict[int, Passage | None] = dict.fromkeys(ids)
    try:
        query = parse(words, typing=True)
    except QueryError:
        return made
    for found in searching.found_sentences(library, ids, query, limit=1):
        made[found.id] = _passage(found)
    return made


def _passage(found: Found) -> Passage | None:
    if not found.excerpts:
        return None
    start, end, matches = found.excerpts[0]
    first = matches[0].start
    if first - start > _FAR:
        start = _word_start(found.text, first - _BEFORE, first)
    cut = "… " if start > found.excerpts[0].start else ""
    by = start - len(cut)
    words = cut + found.text[start:end].replace("\t", " ").replace("\n", " ")
    return Passage(words, tuple(Span(m.start - by, m.end - by) for m in matches))


def _word_start(text: str, near: int, last: int) -> int:
    """Return where the first word after ``near`` begins; ``near`` itself where no space follows."""
    space = text.find(" ", near, last)
    return space + 1 if space >= 0 else near
