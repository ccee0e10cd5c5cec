"""The processor time that one file may take: begun by who reads it, longer with each article in it.

The operating system keeps it, so that a parser which never returns is ended all the same, and so
that nothing has to be handed through the readers: without :func:`begin` nothing here has an
effect. A mailbox of two thousand letters takes its time; a letter that takes as long does not.
"""

from __future__ import annotations

import signal
from types import FrameType
from typing import Final

from digest_app.readers import limits

#: Whether this system has such timers; Windows has none.
HAS_TIMERS = hasattr(signal, "setitimer")
_TIMERS: Final[tuple[int, ...]] = (
    (signal.ITIMER_PROF, signal.ITIMER_VIRTUAL, signal.ITIMER_REAL) if HAS_TIMERS else ()
)


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

    What does not let Python speak is ended :data:`~digest_app.readers.limits.GIVEN_UP_AT` times as
    late, with its process; and so is what only waits.
    """
    spans = (seconds, seconds * limits.GIVEN_UP_AT, silence)
    for timer, span in zip(_TIMERS, spans, strict=False):
        signal.setitimer(timer, span)


def extend(articles: int = 1, characters: int = 0) -> None:
    """Allow more time, if the clocks are running: for articles found, or for text to look into."""
    clocks = running()
    if not any(clocks):
        return
    more = limits.SECONDS_PER_ARTICLE * articles
    more += limits.SECONDS_PER_MILLION_CHARS * characters / 1_000_000
    for timer, left in zip(_TIMERS, clocks, strict=True):
        if left:
            signal.setitimer(timer, left + more)


def running() -> tuple[float, ...]:
    """Return what is left on each clock, in seconds: told, ended, silent; 0 where it stands."""
    return tuple([signal.getitimer(timer)[0] for timer in _TIMERS])


def end() -> None:
    """Stop the clocks."""
    for timer in _TIMERS:
        signal.setitimer(timer, 0)
