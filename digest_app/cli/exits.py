"""What the exit codes mean; documented in the guide, never changed."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """The program's exit codes."""

    DONE = 0
    SOME_UNUSED = 1
    WRONG_USE = 2
    NOTHING_USED = 3
