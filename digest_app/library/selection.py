"""Many article numbers as one SQL value, so that 100,000 of them are one statement."""

from __future__ import annotations

import json
from collections.abc import Iterable

from digest_app.library.database import Row

#: SQL for the numbers of a selection that is bound as one value.
CHOSEN = "(SELECT value FROM json_each(?))"


def bound(ids: Iterable[int]) -> str:
    """Return the value to bind for :data:`CHOSEN`."""
    return json.dumps(list(ids))


def first_of(rows: Iterable[Row]) -> tuple[int, ...]:
    """Return the first column of rows of numbers."""
    return tuple(row[0] for row in rows)
