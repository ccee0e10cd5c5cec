"""Garbage collection: what is there to stay is not looked through again and again."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject

from digest_app.ui.desk import Desk
from digest_app.ui.listing.model import ArticleRows

#: A full collection looks at few more rows than these: with 100,000 it took 37 ms of a frame.
ROWS = 2_000


def settle(desk: Desk) -> None:
    """Let what the window holds at its start, and the rows it fetches, rest.

    The program asks for it, since the collector is the whole process's.
    """
    desk.ready.connect(gc.freeze)
    RestingRows(desk.lists.rows)


class RestingRows(QObject):
    """Takes fetched rows out of the collector's sight, so many at a time.

    They are freed as before when nobody refers to them any more: a row refers to nothing that
    refers to it.
    """

    def __init__(self, rows: ArticleRows) -> None:
        super().__init__(rows)
        self._fetched = 0
        rows.rowsInserted.connect(lambda _parent, first, last: self._count(last - first + 1))
        rows.exchanged.connect(self._count)

    def _count(self, fetched: int) -> None:
        self._fetched += fetched
        if self._fetched >= ROWS:
            self._fetched = 0
            gc.collect(1)  # what is young and garbage goes first, so that it is not kept for good
            gc.freeze()
