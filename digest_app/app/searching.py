"""Searching the library: as it is typed, ranked on demand, with the sentences that match."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest_app.app.answering import asked_of_facts, telling_sentences
from digest_app.domain.excerpts import Excerpt, excerpts, matches
from digest_app.domain.listing import ListRow
from digest_app.domain.query import EVERYTHING, Query, phrases
from digest_app.domain.query_text import QueryError, parse
from digest_app.domain.span import Span

if TYPE_CHECKING:
    from digest_app.library.library import Library

__all__ = ["Found", "QueryError", "Results", "every_match", "find", "found_sentences", "places"]


@dataclass(frozen=True, slots=True)
class Found:
    """What a search shows of one article: its text, and the sentences in it that match."""

    id: int
    text: str
    excerpts: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """One page of what was found; ``query`` is what the text was understood as.

    ``has_more`` says that :func:`find` with ``after`` has another page.
    """

    query: Query
    rows: tuple[ListRow, ...]
    has_more: bool


def find(
    library: Library,
    text: str,
    *,
    typing: bool = False,
    ranked: bool = False,
    after: ListRow | None = None,
    limit: int = 50,
) -> Results:
    """Return the articles that a query matches, the newest first, or the best first.

    With ``typing`` the last word may still go on, and what is only begun is left out. A ranked
    search has one page: the best among the newest 2,000 matches.

    Raises:
        QueryError: the text cannot be understood; it says why, and where.
    """
    query = parse(text, typing=typing)
    if ranked:
        best = library.search.ranked(query, limit=limit)
        return Results(query, library.listing.rows(best), has_more=False)
    before = after.id if after else None
    ids = library.search.newest(query, limit=limit + 1, before=before)
    return Results(query, library.listing.rows(ids[:limit]), has_more=len(ids) > limit)


def every_match(
    library: Library, text: str, *, typing: bool = False, among: Iterable[int] | None = None
) -> tuple[int, ...]:
    """Return the numbers of all matches, the newest first: what “select all” takes.

    With ``typing`` as :func:`find` has it; ``among`` asks only which of some articles match.

    Raises:
        QueryError: the text cannot be understood.
    """
    return library.search.every(parse(text, typing=typing), among=among)


def found_sentences(
    library: Library, ids: tuple[int, ...], query: Query = EVERYTHING, *, limit: int = 2
) -> tuple[Found, ...]:
    """Return, for each of these articles, its first sentences that match the query's words.

    Where no word of the text does, they are the sentences of the facts that were asked for.
    """
    asked, of_facts = phrases(query), asked_of_facts(query)
    found: list[Found] = []
    for number in ids:
        if shown := library.articles.shown(number):
            text, kept = shown
            said = excerpts(text, kept, asked, limit)
            if of_facts and not said:
                said = telling_sentences(library.articles.get(number), of_facts, limit)
            found.append(Found(number, text, said))
    return tuple(found)


def places(text: str, kept: Iterable[Span], query: Query) -> tuple[Span, ...]:
    """Return every place in the kept ranges of a text that the query's words match."""
    return matches(text, kept, phrases(query))
