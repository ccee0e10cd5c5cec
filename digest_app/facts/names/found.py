"""What the finders of names return."""

from __future__ import annotations

from typing import NamedTuple

from digest_app.domain.fact import FactType


class Name(NamedTuple):
    """A name in a text, ``[start, end)`` in code points.

    ``type`` is person, organization or place; ``confidence`` lies between 0 and 1.
    """

    start: int
    end: int
    type: FactType
    confidence: float
