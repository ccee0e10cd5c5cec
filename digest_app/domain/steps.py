"""How long work tells where it is, and how it is called off."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Step(NamedTuple):
    """What is being done, how many are through, and of how many (0: nobody knows)."""

    words: str
    done: int = 0
    total: int = 0


class CalledOff(Exception):
    """The user called long work off; whoever does it leaves everything as it was."""


Tell = Callable[[Step], None]
"""Takes each step; raises :class:`CalledOff` where the work is to end."""


def silently(step: Step) -> None:
    """Tell nobody."""
