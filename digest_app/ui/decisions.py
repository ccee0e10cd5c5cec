"""Taking decisions: off the window's thread, told after they are kept, and with a way back."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from digest_app.domain.changes import Changes
from digest_app.domain.problems import DigestError
from digest_app.ui.history import History, Step
from digest_app.ui.jobs import Jobs, Work
from digest_app.ui.toast import Toast


class Decision(NamedTuple):
    """What is decided: ``name`` for the menu, ``said`` for the toast, and both ways of it."""

    name: str
    said: str
    forth: Work
    back: Work


class Decisions(QObject):
    """Takes decisions. ``changed`` carries the Changes after each of them, or its undoing."""

    changed = Signal(object)

    def __init__(
        self, jobs: Jobs, history: History, toast: Toast, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._jobs, self._history, self._toast = jobs, history, toast

    def take(self, decision: Decision) -> None:
        """Take a decision; it is said, and can be undone, once the library has kept it."""

        def kept(result: object) -> None:
            step = Step(
                decision.name, lambda: self._run(decision.back), lambda: self._run(decision.forth)
            )
            self._history.add(step)
            if decision.said:
                self._toast.say(decision.said, self._history.undo)
            self._tell(result)

        self._jobs.run(decision.forth, done=kept, failed=self.failed)

    def quietly(self, work: Work) -> None:
        """Keep something that nobody would undo, such as that an article was opened."""
        self._run(work)

    def offer(self, words: str) -> None:
        """Say what was done last, with the way back."""
        self._toast.say(words, self._history.undo)

    def say(self, words: str) -> None:
        """Say something that needs no way back."""
        self._toast.say(words)

    def failed(self, problem: DigestError) -> None:
        """Say what went wrong, and what to do."""
        self._toast.say(str(problem.problem))

    def _run(self, work: Work) -> None:
        self._jobs.run(work, done=self._tell, failed=self.failed)

    def _tell(self, result: object) -> None:
        self.changed.emit(result if isinstance(result, Changes) else Changes())
