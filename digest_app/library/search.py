"""Finding articles: a query of the domain as SQL, range by range, the newest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from digest_app.domain.query import (
    All,
    Any,
    Dated,
    Field,
    HasFact,
    HasFigure,
    HasLabel,
    InPlace,
    IsRead,
    IsStarred,
    Not,
    Phrase,
    Query,
    asks_for_place,
)
from digest_app.library.database import Database
from digest_app.library.index import RANGE, Index, table_of, type_bit
from digest_app.library.schema import IN_SIGHT
from digest_app.library.selection import CHOSEN, bound

#: Ranking looks at so many of the newest matches; a word that is everywhere ranks nothing.
RANKED_AMONG = 2_000
#: What a match in each column weighs: a title says more than a body.
_WEIGHTS = {"title": 8.0, "body": 1.0, "byline": 4.0, "publisher": 4.0, "facts": 2.0}
_DATE = "coalesce(nullif(article.published, ''), article.added)"


@dataclass(frozen=True, slots=True)
class _Sql:
    """A condition on ``mark`` and ``article``, and the values that it binds."""

    text: str
    values: tuple[object, ...] = ()


_NO_OTHERS = _Sql("1")
_AMONG = f"mark.article IN {CHOSEN}"


@dataclass(frozen=True, slots=True)
class _Plan:
    """A query for one range: an FTS5 expression that leads (or none), and further conditions."""

    match: str
    where: _Sql


class Search:
    """Articles that a query matches; a query that does not name a place leaves the Trash out."""

    def __init__(self, database: Database, index: Index) -> None:
        self._db = database
        self._index = index

    def newest(
        self, query: Query, *, limit: int = 50, before: int | None = None
    ) -> tuple[int, ...]:
        """Return the newest matches, by number; ``before`` goes on after an earlier page."""
        return tuple(islice(self.each(query, before=before, at_once=limit), limit))

    def every(self, query: Query, *, among: Iterable[int] | None = None) -> tuple[int, ...]:
        """Return all matches, the newest first: what “select all” takes.

        ``among`` asks only which of some articles match.
        """
        return tuple(self.each(query, at_once=-1, among=among))

    def count(self, query: Query, *, limit: int = 1_000) -> int:
        """Return how many articles match, counted up to the limit."""
        return sum(1 for _ in islice(self.each(query, at_once=limit), limit))

    def each(
        self,
        query: Query,
        *,
        before: int | None = None,
        at_once: int = 500,
        among: Iterable[int] | None = None,
    ) -> Iterator[int]:
        """Yield the matches, the newest first, looking only as far as they are taken."""
        chosen = None if among is None else tuple(among)
        only = _NO_OTHERS if chosen is None else _Sql(_AMONG, (bound(chosen),))
        if not has_words(query):
            yield from self._without_words(query, before, at_once, only)
            return
        ranges = None if chosen is None else {number // RANGE for number in chosen}
        for number in self._index.ranges():
            if (before is None or number * RANGE < before) and (ranges is None or number in ranges):
                yield from self._in_range(query, number, before, at_once, only)

    def _in_range(
        self, query: Query, number: int, before: int | None, at_once: int, only: _Sql
    ) -> Iterator[int]:
        plan = _plan(query, number, only)
        while True:
            sql, values = _select(plan, number, before)
            rows = self._db.rows(f"{sql} LIMIT ?", (*values, at_once))
            yield from (row[0] for row in rows)
            if len(rows) != at_once:
                return
            before = rows[-1][0]

    def _without_words(
        self, query: Query, before: int | None, at_once: int, only: _Sql
    ) -> Iterator[int]:
        where = _both(_placed(query), _condition(query, ""), only)
        while True:
            rows = self._db.rows(
                "SELECT mark.article FROM mark JOIN article ON article.id = mark.article"
                f" WHERE {where.text} AND mark.article < ? ORDER BY mark.article DESC LIMIT ?",
                (*where.values, _upper(before), at_once),
            )
            yield from (row[0] for row in rows)
            if len(rows) != at_once:
                return
            before = rows[-1][0]

    def ranked(self, query: Query, *, limit: int = 50) -> tuple[int, ...]:
        """Return the best among the newest :data:`RANKED_AMONG` matches, the best first."""
        scored: list[tuple[float, int]] = []
        for number in self._index.ranges():
            plan = _plan(query, number)
            if not plan.match:
                return self.newest(query, limit=limit)
            scored += self._scored(plan, number, RANKED_AMONG - len(scored))
            if len(scored) >= RANKED_AMONG:
                break
        return tuple(article for _, article in sorted(scored, key=_best_first)[:limit])

    def _scored(self, plan: _Plan, number: int, limit: int) -> list[tuple[float, int]]:
        columns = self._index.columns(number)
        weights = ", ".join(str(_WEIGHTS.get(column, 0.0)) for column in columns)
        sql, values = _select(plan, number, None, f"bm25({table_of(number)}, {weights})")
        return [(row[1], row[0]) for row in self._db.rows(f"{sql} LIMIT ?", (*values, limit))]


def _best_first(scored: tuple[float, int]) -> tuple[float, int]:
    score, article = scored
    return score, -article  # FTS5 gives better matches lower numbers


def _upper(before: int | None) -> int:
    return (1 << 62) if before is None else before


def _select(
    plan: _Plan, number: int, before: int | None, also: str = "NULL"
) -> tuple[str, tuple[object, ...]]:
    """Return SQL for the matches of one range, newest first, and its values."""
    table = table_of(number)
    joined = "JOIN article ON article.id = mark.article"
    bounds = (max(number * RANGE, 0), min(_upper(before), (number + 1) * RANGE))
    if plan.match:
        sql = (
            f"SELECT {table}.rowid, {also} FROM {table}"
            f" CROSS JOIN mark ON mark.article = {table}.rowid {joined}"
            f" WHERE {table} MATCH ? AND {table}.rowid >= ? AND {table}.rowid < ?"
            f" AND {plan.where.text} ORDER BY {table}.rowid DESC"
        )
        return sql, (plan.match, *bounds, *plan.where.values)
    sql = (
        f"SELECT mark.article FROM mark {joined} WHERE mark.article >= ? AND mark.article < ?"
        f" AND {plan.where.text} ORDER BY mark.article DESC"
    )
    return sql, (*bounds, *plan.where.values)


def has_words(query: Query) -> bool:
    """Tell whether a query asks for words, so that the index is needed."""
    match query:
        case Phrase():
            return True
        case All(parts) | Any(parts):
            return any(has_words(part) for part in parts)
        case Not(part):
            return has_words(part)
        case _:
            return False


def _plan(query: Query, number: int, only: _Sql = _NO_OTHERS) -> _Plan:
    """Let the words that must all be there lead, and test the rest on each match."""
    parts = query.parts if isinstance(query, All) else (query,)
    leading = [_expression(part) for part in parts if _expression(part)]
    denied = [_denied(part) for part in parts if leading and _denied(part)]
    rest = [
        _condition(part, table_of(number))
        for part in parts
        if not _expression(part) and not (leading and _denied(part))
    ]
    match = f"({' AND '.join(leading)})" if leading else ""
    return _Plan(" NOT ".join([match, *denied]), _both(_placed(query), *rest, only))


def _denied(query: Query) -> str:
    """Return what a query of words alone leaves out, as FTS5 has it; empty for any other."""
    return _expression(query.part) if isinstance(query, Not) else ""


def _expression(query: Query) -> str:
    """Return a query of words alone as FTS5 has it; empty for any other."""
    match query:
        case Phrase(words, field, grows):
            column = "" if field is Field.ANYWHERE else f"{field} : "
            return f'{column}"{" ".join(words)}"{" *" if grows else ""}'
        case All(parts) | Any(parts) if parts:
            inside = [_expression(part) for part in parts]
            word = " AND " if isinstance(query, All) else " OR "
            return f"({word.join(inside)})" if all(inside) else ""
        case _:
            return ""


def _placed(query: Query) -> _Sql:
    return _Sql("1" if asks_for_place(query) else IN_SIGHT)


def _both(*parts: _Sql) -> _Sql:
    return _joined(parts, " AND ", "1")


def _joined(parts: Sequence[_Sql], word: str, empty: str) -> _Sql:
    text = word.join(f"({part.text})" for part in parts) or empty
    return _Sql(text, tuple(value for part in parts for value in part.values))


def _condition(query: Query, table: str) -> _Sql:
    """Return any query as a condition on one article."""
    match query:
        case All(parts):
            return _joined([_condition(part, table) for part in parts], " AND ", "1")
        case Any(parts):
            return _joined([_condition(part, table) for part in parts], " OR ", "0")
        case Not(part):
            inner = _condition(part, table)
            return _Sql(f"NOT ({inner.text})", inner.values)
        case Phrase():
            matching = f"SELECT rowid FROM {table} WHERE {table} MATCH ?"
            return _Sql(f"mark.article IN ({matching})", (_expression(query),))
        case _:
            return _CONDITIONS[type(query)](query)


def _label(query: HasLabel) -> _Sql:
    named = " AND label.name = ?" if query.name else ""
    return _Sql(
        "EXISTS (SELECT 1 FROM labelled JOIN label ON label.id = labelled.label"
        f" WHERE labelled.article = mark.article{named})",
        (query.name,) if query.name else (),
    )


def _fact(query: HasFact) -> _Sql:
    return _Sql(
        "EXISTS (SELECT 1 FROM indexed WHERE indexed.article = mark.article AND types & ?)",
        (type_bit(query.type),),
    )


def _figure(query: HasFigure) -> _Sql:
    unit = " AND unit = ?" if query.unit else ""
    return _Sql(
        "EXISTS (SELECT 1 FROM figure WHERE figure.article = mark.article"
        f" AND type = ? AND amount {query.sign.value} ?{unit})",
        (query.type.value, query.amount, *([query.unit] if query.unit else [])),
    )


def _read(query: IsRead) -> _Sql:
    return _Sql("mark.read" if query.read else "NOT mark.read")


_CONDITIONS: dict[type, Callable[..., _Sql]] = {
    IsRead: _read,
    IsStarred: lambda _: _Sql("mark.starred"),
    InPlace: lambda query: _Sql("mark.place = ?", (query.place.value,)),
    HasLabel: _label,
    HasFact: _fact,
    HasFigure: _figure,
    Dated: lambda query: _Sql(f"{_DATE} {query.sign.value} ?", (query.date,)),
}
