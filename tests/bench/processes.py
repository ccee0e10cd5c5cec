"""What processes got of the machine: so that a busy machine is told from a slow program.

Linux says of every process how long it ran, and how long it was ready to run but another one
had the processor (``/proc/PID/schedstat``). What is left of the wall time after that waiting is
what the same work takes on a machine that has nothing else to do.
"""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path
from typing import NamedTuple, Self

_LOOK_EVERY = 0.02


class Share(NamedTuple):
    """Seconds that one process ran, waited for the processor, and was there at all."""

    ran: float
    waited: float
    lived: float


def share_of(pid: int | str = "self") -> tuple[float, float]:
    """Return the seconds that a process, all its threads, ran and waited for a processor."""
    ran = waited = 0.0
    for task in Path(f"/proc/{pid}/task").iterdir():
        fields = (task / "schedstat").read_text("ascii").split()
        ran += int(fields[0]) / 1e9
        waited += int(fields[1]) / 1e9
    return ran, waited


def waited_of_thread() -> float:
    """Return the seconds that the calling thread has waited for a processor."""
    return int(Path("/proc/thread-self/schedstat").read_text("ascii").split()[1]) / 1e9


def load() -> float:
    """Return how many were running or ready, on the average of the last minute."""
    return os.getloadavg()[0]


class Watch:
    """Looks at all processes that this one started, and those that they started, while it lasts."""

    def __init__(self) -> None:
        self.seen: dict[int, Share] = {}
        self._since: dict[int, float] = {}
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(_LOOK_EVERY):
            for pid in _descendants(os.getpid()):
                try:
                    ran, waited = share_of(pid)
                except (OSError, IndexError):  # it has just ended
                    continue
                since = self._since.setdefault(pid, time.monotonic())
                self.seen[pid] = Share(ran, waited, time.monotonic() - since)


def _descendants(pid: int) -> list[int]:
    found: list[int] = []
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text("ascii").split():
                found += [int(child), *_descendants(int(child))]
    except OSError:
        pass
    return found
