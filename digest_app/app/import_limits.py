"""What a process that reads files may take, kept by the operating system where it can.

The numbers stand in ``readers/limits.py``. Linux bounds the memory that a process writes to, and
every Unix its processor time. Where memory cannot be bounded (macOS, Windows), a watcher inside
the process ends it; where there are no timers (Windows), the clock on the wall ends it.
"""

from __future__ import annotations

import faulthandler
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from digest_app.readers import allowance, limits

#: How far the processes of an import give way. Beside a busy program on each processor this leaves
#: them a tenth of it; 19 or SCHED_IDLE would leave 2 and 1 in 100 (measured), and a worker that
#: hardly runs while it holds the write lock keeps what the user decides waiting.
NICENESS: Final = 10
_LOOK_EVERY: Final = 0.1
# The number of the setting in malloc.h, and its value in bytes.
_MMAP_THRESHOLD: Final = -3
_LARGE_PIECE: Final = 32 * 1024
#: How a process ends that the watcher ends.
ENDED: Final = 70


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost.

    ``seconds`` of processor time (0: nothing is timed), to which its articles add; ``silence``
    is in seconds on the clock; ``memory`` in bytes, resident, of the whole process.
    """

    seconds: float = limits.SECONDS_PER_FILE
    silence: float = limits.SECONDS_OF_SILENCE
    memory: int = limits.WORKER_MEMORY


def prepare(bounds: Limits) -> None:
    """Make this process give way to the window, and bound its memory."""
    give_way()
    if not _bounded(bounds.memory - limits.MAPPED_CODE):
        watch_memory(bounds.memory, resident_peak)
    allowance.be_told()


def give_way() -> None:
    """Let the window go first; a process that gives way more already stays as it is.

    Where the system refuses, as some containers do, the work is done all the same.
    """
    if hasattr(os, "setpriority"):
        with suppress(OSError):
            present = os.getpriority(os.PRIO_PROCESS, 0)
            os.setpriority(os.PRIO_PROCESS, 0, max(present, NICENESS))


def _bounded(memory: int) -> bool:
    """Let the system bound the memory this process writes to; False where it cannot."""
    if sys.platform != "linux":  # elsewhere the limit is there and has no effect
        return False
    import resource  # noqa: PLC0415 - not on every system

    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    allowed = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (allowed, hard))
    _give_back_at_once()
    return True


def _give_back_at_once() -> None:
    """Let the C library take and return pieces from 32 KB on by themselves.

    Otherwise what a parser freed counts on, and Python cannot use it (measured on a page of
    20 MB: 334 MB stayed after reading it, with this 46 MB).
    """
    import ctypes  # noqa: PLC0415 - only in a worker

    library = ctypes.CDLL(None)
    if hasattr(library, "mallopt"):  # glibc has it, musl does not need it
        library.mallopt(_MMAP_THRESHOLD, _LARGE_PIECE)


def watch_memory(
    most: int, peak: Callable[[], int], end: Callable[[int], object] = os._exit
) -> None:
    """End this process from a thread of its own once ``peak()`` bytes are more than ``most``.

    It sees nothing while a parser holds the interpreter; then the clock is what ends the process.
    """

    def watch() -> None:
        while peak() <= most:
            waiting.wait(_LOOK_EVERY)
        end(ENDED)

    waiting = threading.Event()
    threading.Thread(target=watch, name="memory", daemon=True).start()


def resident_peak() -> int:
    """Return the most memory in bytes that this process has had; 0 where it cannot be told."""
    if sys.platform == "win32":
        return _peak_on_windows()
    import resource  # noqa: PLC0415 - not on every system

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _peak_on_windows() -> int:
    """Return the peak working set: the second number and first size of its memory counters."""
    import ctypes  # noqa: PLC0415 - for one system

    counters = (ctypes.c_size_t * 10)()
    counters[0] = ctypes.sizeof(counters)  # the size stands in the first half of the first field
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - absent on other systems
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    process = ctypes.c_void_p(kernel.GetCurrentProcess())
    found = kernel.K32GetProcessMemoryInfo(process, counters, ctypes.sizeof(counters))
    return counters[1] if found else 0


@contextmanager
def timed(bounds: Limits) -> Iterator[None]:
    """Time what is done with one file: it is told when its time is over, and ended if it goes on.

    Raises:
        TimeIsUp: its processor time is over.
    """
    if not bounds.seconds:
        yield
    elif allowance.HAS_TIMERS:
        allowance.begin(bounds.seconds, bounds.silence)
        try:
            yield
        finally:
            allowance.end()
    else:
        yield from _by_the_clock(bounds.silence)


def _by_the_clock(seconds: float) -> Iterator[None]:
    """Let the interpreter end its process after some seconds on the clock."""
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()


def too_long() -> tuple[str, str]:
    """Return the words for a file whose time is over: what is wrong, and what to do."""
    what = "reading it takes longer than a file of its size may take."
    return what, "Open it in the program it is from, and save the part you need."


def too_much(bounds: Limits, *, died: bool) -> str:
    """Return the words for a file that ended its process, or had no more memory left."""
    if not died:
        return f"reading it takes more than {bounds.memory // limits.MIB} MB of memory."
    return (
        f"the process that read it died: it took longer than {bounds.seconds:g} s,"
        " needed too much memory, or crashed."
    )
