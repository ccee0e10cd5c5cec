"""Lists of articles, page by page, newest first; nothing here counts by scanning."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from digest_app.domain.listing import Count, Counts, ListRow, Order, View
from digest_app.domain.marks import Place
from digest_app.library.database import Database, Row
from digest_app.library.schema import IN_SIGHT
from digest_app.library.selection import CHOSEN, bound

_PAGE = 50
_WITH_LABEL = """mark.article IN (
    SELECT article FROM labelled JOIN label ON label.id = labelled.label WHERE label.name = ?)"""
#: Numbers grow as articles come in: the smallest one of the index ends the walk over the newest.
_NOT_BEFORE = "mark.article >= (SELECT min(id) FROM article WHERE added >= ?)"
_COLUMNS = """
    SELECT article.id, article.title, article.name, article.publisher, article.published,
           article.added, analysis.lead, analysis.words, mark.read, mark.starred, mark.place,
           (SELECT group_concat(name, char(10)) FROM (
                SELECT name FROM labelled JOIN label ON label.id = labelled.label
                WHERE labelled.article = article.id ORDER BY name)),
           article.language,
           (SELECT reason FROM likeness WHERE likeness.article = article.id)
    FROM mark JOIN article ON article.id = mark.article
    JOIN analysis ON analysis.article = mark.article
"""
_BY_PUBLISHED = _COLUMNS.replace("FROM mark JOIN article ON", "FROM article CROSS JOIN mark ON")


def conditions(view: View) -> tuple[list[str], list[object]]:
    """Return the SQL conditions on ``mark`` and ``article`` that a view asks, and their values."""
    asked = [
        ("mark.place = ?", view.place),
        (_WITH_LABEL, view.label),
        (_NOT_BEFORE, view.added_since),
        ("+article.added >= ?", view.added_since),
        ("+article.added < ?", view.added_before),
    ]
    where = [sql for sql, value in asked if value]
    where += [] if view.place else [IN_SIGHT]
    where += ["mark.starred"] if view.starred else []
    where += ["NOT mark.read"] if view.unread else []
    return where, [value for _, value in asked if value]


class Listing:
    """Rows, pages, counts and numbers of articles."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def page(
        self,
        view: View | None = None,
        *,
        after: ListRow | None = None,
        limit: int = _PAGE,
        order: Order = Order.ADDED,
    ) -> tuple[ListRow, ...]:
        """Return the rows that follow ``after`` (the first ones without it), newest first."""
        where, values = conditions(view or View())
        if order is Order.PUBLISHED:
            sql, keys = _BY_PUBLISHED, "article.published DESC, article.id DESC"
            if after:
                where.append("(article.published, article.id) < (?, ?)")
                values += [after.published, after.id]
        else:
            sql, keys = _COLUMNS, "mark.article DESC"
            if after:
                where.append("mark.article < ?")
                values.append(after.id)
        sql = f"{sql} WHERE {' AND '.join(where)} ORDER BY {keys} LIMIT ?"
        return tuple(_list_row(r) for r in self._db.rows(sql, [*values, limit]))

    def rows(self, ids: Sequence[int]) -> tuple[ListRow, ...]:
        """Return the rows of these articles in this order; those that are gone are left out."""
        found = self._db.rows(f"{_COLUMNS} WHERE mark.article IN {CHOSEN}", (bound(ids),))
        by_id = {row[0]: _list_row(row) for row in found}
        return tuple(by_id[number] for number in ids if number in by_id)

    def ids(
        self, view: View | None = None, *, limit: int = -1, among: Iterable[int] | None = None
    ) -> tuple[int, ...]:
        """Return the numbers of all articles of a view, newest first: what “select all” takes.

        With a limit only so many of them; ``among`` asks only which of some articles it holds.
        """
        where, values = conditions(view or View())
        if among is not None:
            where.append(f"mark.article IN {CHOSEN}")
            values.append(bound(among))
        rows = self._db.rows(
            "SELECT mark.article FROM mark JOIN article ON article.id = mark.article"
            f" WHERE {' AND '.join(where)} ORDER BY mark.article DESC LIMIT ?",
            [*values, limit],
        )
        return tuple(row[0] for row in rows)

    def count(self, view: View, *, limit: int = -1) -> int:
        """Return how many articles a view holds, by counting; :meth:`counts` does not count.

        With a limit it stops counting there.
        """
        where, values = conditions(view)
        return int(
            self._db.value(
                "SELECT count(*) FROM (SELECT 1"
                " FROM mark JOIN article ON article.id = mark.article"
                f" WHERE {' AND '.join(where)} LIMIT ?)",
                [*values, limit],
            )
        )

    def counts(self) -> Counts:
        """Return the numbers of the sidebar; they are kept, not counted."""
        kept = {view: Count(total, unread) for view, total, unread in self._tallies()}
        names = self._db.rows("SELECT id, name FROM label ORDER BY name")
        return Counts(
            inbox=kept[Place.INBOX],
            archive=kept[Place.ARCHIVE],
            trash=kept[Place.TRASH],
            starred=kept["starred"],
            labels=tuple((name, kept.get(f"label:{number}", Count())) for number, name in names),
        )

    def _tallies(self) -> Iterable[Row]:
        return self._db.rows("SELECT view, total, unread FROM tally")


def _list_row(row: Row) -> ListRow:
    number, title, name, publisher, published, added, lead, words, *marks, language, likeness = row
    read, starred, place, labels = marks
    return ListRow(
        id=number,
        title=title or name or lead or "Untitled",
        publisher=publisher,
        published=published,
        added=added,
        lead=lead,
        words=words,
        read=bool(read),
        starred=bool(starred),
        place=Place(place),
        labels=tuple(labels.split("\n")) if labels else (),
        language=language,
        likeness=likeness or "",
    )
