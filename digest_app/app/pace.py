"""How quick an import is, so that the time left can be told."""

from __future__ import annotations

import time

#: How many files must be through before the time left is worth telling.
_RECKON_AFTER = 8


class Pace:
    """How quick the import is, the time of pauses left out."""

    def __init__(self) -> None:
        self._since: float | None = time.monotonic()
        self._spent = 0.0
        self._files = 0

    def pause(self, *, paused: bool) -> None:
        """Stop or start the watch."""
        if self._since is not None:
            self._spent += time.monotonic() - self._since
        self._since = None if paused else time.monotonic()

    def count(self, files: int) -> None:
        """Take account of files that are through."""
        self._files += files

    @property
    def rate(self) -> float:
        """Files a second; 0 while there are too few to tell."""
        running = time.monotonic() - self._since if self._since is not None else 0.0
        spent = self._spent + running
        return self._files / spent if self._files >= _RECKON_AFTER and spent else 0.0
