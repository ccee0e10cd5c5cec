"""The processor time that one file may take: begun by who reads it, longer with each article in it.

The operating system keeps it, so that a parser which never returns is ended all the same, and so
that nothing has to be handed through the readers: without :func:`begin` nothing here has an
effect. A mailbox of two thousand letters takes its time; a letter that takes as long does not.
"""

from __future__ import annotations

import signal
from types import FrameType

from digest_app.readers import limits

#: Whether this system has such timers; Windows has none.
HAS_TIMERS = hasattr(signal, "setitimer")


class TimeIsUp(BaseException):
    """The processor time allowed for a file is over; no reader may catch this."""


def be_told() -> None:
    """Let :class:`TimeIsUp` be raised in this process's main thread when its time is over."""
    if HAS_TIMERS:
        signal.signal(signal.SIGPROF, _raise)


def _raise(_number: int, _frame: FrameType | None) -> None:
    raise TimeIsUp


def begin(seconds: float, silence: float) -> None:
    """Start the clocks: of the processor, and of a wait of ``silence`` seconds for anything.

    What does not let Python speak is ended :data:`~digest_app.readers.limits.SECONDS_TO_GIVE_UP`
    later, with its process; and so is what only waits.
    """
    if HAS_TIMERS:
        signal.setitimer(signal.ITIMER_PROF, seconds)
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds + limits.SECONDS_TO_GIVE_UP)
        signal.setitimer(signal.ITIMER_REAL, silence)


def extend(articles: int = 1, characters: int = 0) -> None:
    """Allow more time, if the clocks are running: for articles found, or for text to look into."""
    if not HAS_TIMERS:
        return
    more = limits.SECONDS_PER_ARTICLE * articles
    more += limits.SECONDS_PER_MILLION_CHARS * characters / 1_000_000
    for timer in (signal.ITIMER_PROF, signal.ITIMER_VIRTUAL, signal.ITIMER_REAL):
        left, _ = signal.getitimer(timer)
        if left:
            signal.setitimer(timer, left + more)


def end() -> None:
    """Stop the clocks."""
    if HAS_TIMERS:
        for timer in (signal.ITIMER_PROF, signal.ITIMER_VIRTUAL, signal.ITIMER_REAL):
            signal.setitimer(timer, 0)
