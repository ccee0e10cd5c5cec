"""The rows that an action is about to change, kept aside so that they can be put back.

They lie in temporary tables of the connection: a step about 100,000 articles costs one
statement and no memory, and everything is gone with the session. A step holds the state that
is *not* in force: putting it back swaps the two, so undo and redo are the same movement.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from digest_app.domain.changes import Changes, Scope
from digest_app.library.database import Database
from digest_app.library.details import Details
from digest_app.library.index import Index
from digest_app.library.selection import CHOSEN, bound

#: Small tables that are kept whole: their columns, the key first.
_WHOLE = {
    "label": ("id", "name", "colour"),
    "saved_search": ("id", "name", "query", "position"),
    "digest": ("id", "title", "body", "changed"),
    "setting": ("name", "value"),
    "taught_rules": ("scope", "toml"),
}
_MARK = ("article", "read", "starred", "place", "moved", "decisions")
_ANALYSIS = ("article", "made_by", "words", "lead", "packed")
_DOCUMENT = ("article", "packed")
_LABELLED = ("label", "article")
#: The columns of ``mark`` that a mark is kept in; labels have a table of their own.
_COLUMNS = {
    "read": ("read",),
    "starred": ("starred",),
    "place": ("place", "moved"),
    "decisions": ("decisions",),
}
_BY_ARTICLE = {
    "mark": _MARK,
    "analysis": _ANALYSIS,
    "document": _DOCUMENT,
    "labelled": _LABELLED,
}


class Snapshots:
    """Steps of this session, each with the rows that are not in force."""

    def __init__(self, database: Database, index: Index, details: Details) -> None:
        self._db = database
        self._index = index
        self._details = details
        self._scopes: dict[int, Scope] = {}
        self._last = 0

    def take(self, scope: Scope) -> int:
        """Keep the rows of the scope as they are; call it in the transaction of the action."""
        self._make_tables()
        self._last += 1
        self._scopes[self._last] = scope
        self._keep_all(self._last, scope)
        return self._last

    def _keep_all(self, step: int, scope: Scope) -> None:
        chosen = f"WHERE article IN {CHOSEN}"
        for table in self._by_article(scope):
            self._keep(step, table, chosen, (bound(scope.articles),))
        for table in scope.tables:
            self._keep(step, table)

    def _make_tables(self) -> None:
        """Make the temporary tables; a first action that failed took them with it."""
        if self._db.row("SELECT 1 FROM temp.sqlite_master WHERE name = 'kept_mark'"):
            return
        for table, columns in (_BY_ARTICLE | _WHOLE).items():
            self._db.write(
                f"CREATE TEMP TABLE IF NOT EXISTS kept_{table} AS"
                f" SELECT 0 AS step, {', '.join(columns)} FROM {table} WHERE 0"
            )
            self._db.write(
                f"CREATE INDEX IF NOT EXISTS temp.kept_{table}_by_step"
                f" ON kept_{table}(step, {columns[0]})"
            )

    @staticmethod
    def _by_article(scope: Scope) -> tuple[str, ...]:
        asked = {
            "mark": any(mark in _COLUMNS for mark in scope.marks),
            "labelled": "labels" in scope.marks,
            "analysis": scope.texts,
            "document": scope.readings,
        }
        return tuple(table for table in asked if asked[table] and scope.articles)

    def _keep(
        self, step: int, table: str, where: str = "", values: tuple[object, ...] = ()
    ) -> None:
        columns = ", ".join((_BY_ARTICLE | _WHOLE)[table])
        self._db.write(
            f"INSERT INTO temp.kept_{table} SELECT {step:d}, {columns} FROM {table} {where}",
            values,
        )

    def differs(self, step: int) -> bool:
        """Tell whether a whole table of a step is another one now."""
        return any(self._differs(step, table) for table in self._scopes[step].tables)

    def _differs(self, step: int, table: str) -> bool:
        columns = ", ".join(_WHOLE[table])
        kept, now = f"SELECT {columns} FROM temp.kept_{table} WHERE step = ?", f"FROM {table}"
        sql = f"SELECT 1 FROM ({kept} EXCEPT SELECT {columns} {now}) UNION ALL"
        sql = f"{sql} SELECT 1 FROM (SELECT {columns} {now} EXCEPT {kept}) LIMIT 1"
        return self._db.row(sql, (step, step)) is not None

    def forget(self, steps: Iterable[int]) -> None:
        """Let go of steps that will never be put back."""
        with self._db.writing():
            for step in steps:
                self._drop(step, self._scopes.pop(step))

    def _drop(self, step: int, scope: Scope) -> None:
        for table in (*self._by_article(scope), *scope.tables):
            self._db.write(f"DELETE FROM temp.kept_{table} WHERE step = ?", (step,))

    def swap(self, step: int) -> Changes:
        """Put the rows of a step back, and keep those in force in their place."""
        scope = self._scopes[step]
        texts = scope.articles if scope.texts else ()
        with self._db.writing(), self._index.following(texts), self._details.following(texts):
            # All of it is kept before any of it changes: deleting a label takes it off articles.
            self._keep_all(-step, scope)
            for table in scope.tables:
                self._put_whole_back(step, table)
            for table in self._by_article(scope):
                self._put_back(step, table, scope)
            self._drop(step, scope)
            for table in (*self._by_article(scope), *scope.tables):
                self._db.write(
                    f"UPDATE temp.kept_{table} SET step = ? WHERE step = ?", (step, -step)
                )
        return Changes(changed=scope.articles)

    def _put_whole_back(self, step: int, table: str) -> None:
        """Make a small table what it was; rows that stay are updated, for others refer to them."""
        key, *columns = _WHOLE[table]
        kept = f"SELECT {key} FROM temp.kept_{table} WHERE step = ?"
        self._db.write(f"DELETE FROM {table} WHERE {key} NOT IN ({kept})", (step,))
        updates = ", ".join(f"{column} = excluded.{column}" for column in columns)
        self._db.write(
            f"INSERT INTO {table} ({key}, {', '.join(columns)})"
            f" SELECT {key}, {', '.join(columns)} FROM temp.kept_{table} WHERE step = ?"
            f" ON CONFLICT ({key}) DO UPDATE SET {updates}",
            (step,),
        )

    def _put_back(self, step: int, table: str, scope: Scope) -> None:
        if table == "labelled":
            self._put_labels_back(step, scope)
            return
        columns: Sequence[str] = _BY_ARTICLE[table][1:]
        if table == "mark":
            columns = [name for mark in scope.marks for name in _COLUMNS.get(mark, ())]
        updates = ", ".join(f"{column} = kept.{column}" for column in columns)
        self._db.write(
            f"UPDATE {table} SET {updates} FROM temp.kept_{table} AS kept"
            f" WHERE kept.step = ? AND kept.article = {table}.article",
            (step,),
        )

    def _put_labels_back(self, step: int, scope: Scope) -> None:
        kept = "SELECT label, article FROM temp.kept_labelled WHERE step = ?"
        self._db.write(
            f"DELETE FROM labelled WHERE article IN {CHOSEN} AND (label, article) NOT IN ({kept})",
            (bound(scope.articles), step),
        )
        self._db.write(
            f"INSERT OR IGNORE INTO labelled (label, article) {kept}"
            " AND label IN (SELECT id FROM label) AND article IN (SELECT id FROM article)",
            (step,),
        )
