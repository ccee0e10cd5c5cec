"""What the user added by hand, until it is a step of undo."""

from __future__ import annotations

from collections.abc import Iterable

from digest_app.domain.changes import Outcome
from digest_app.ui.adding import works


class OwnArrivals:
    """The articles of the imports that a user began.

    What a watched folder brings, or what an earlier session left over, comes by itself: nobody
    who presses Undo means that.
    """

    def __init__(self) -> None:
        self._jobs: set[int] = set()
        self._came: list[int] = []

    def expect(self, job: int) -> None:
        """Count the articles of this import as added by hand."""
        self._jobs.add(job)

    def take_in(self, job: int, outcomes: Iterable[Outcome]) -> None:
        """Remember what came in, if the user began that import."""
        if job in self._jobs:
            self._came += works.changes(outcomes).added

    def let_go(self) -> tuple[int, ...]:
        """Return what came in since this was asked last."""
        came, self._came = tuple(self._came), []
        return came
