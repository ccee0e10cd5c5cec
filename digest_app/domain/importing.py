"""How an import tells where it stands: plain values, so that they travel between processes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from digest_app.domain.changes import Outcome


class JobState(StrEnum):
    """What an import is doing; a job found RUNNING at the start of the program was killed."""

    RUNNING = "running"
    PAUSED = "paused"
    DONE = "done"
    CANCELLED = "cancelled"


class Pending(NamedTuple):
    """A file of a job that is still to be read; ``path`` is what the system knows it by."""

    position: int
    path: bytes


@dataclass(frozen=True, slots=True)
class Standing:
    """The numbers of a job: files found so far, and what became of those that are through."""

    total: int = 0
    added: int = 0
    already_there: int = 0
    failed: int = 0

    @property
    def done(self) -> int:
        """Files that are through, whatever became of them."""
        return self.added + self.already_there + self.failed


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a job stands, and the outcomes since the last time it told.

    ``counting`` says that folders are still being looked through, so ``standing.total`` grows.
    ``rate`` is in files a second; ``seconds_left`` is None while there is nothing to reckon by.
    ``trouble`` is a sentence when the job cannot go on (a full disk, say); it stays resumable.
    """

    job: int
    state: JobState
    standing: Standing
    counting: bool = False
    rate: float = 0.0
    seconds_left: float | None = None
    outcomes: tuple[Outcome, ...] = ()
    trouble: str = ""

    @property
    def is_over(self) -> bool:
        """Nothing more will come from this job unless it is resumed."""
        return bool(self.trouble) or self.state in {JobState.DONE, JobState.CANCELLED}
