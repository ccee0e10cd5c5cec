"""Undo and redo for everything a user does to the library, by name, for the whole session."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from digest_app.domain.changes import Changes, Scope

if TYPE_CHECKING:
    from digest_app.library.library import Library

__all__ = ["Scope", "Undo", "Undone"]
Name = str | Callable[[Changes], str]
"""What an action is called; told after it where its name says how much it changed."""


class Undone(NamedTuple):
    """An action that was taken back, or done again: its name, and what to refresh."""

    name: str
    changes: Changes


class _Step(NamedTuple):
    name: str
    number: int


class Undo:
    """The actions of this session, in order. It belongs to the library's thread.

    Every action on the library goes through :meth:`do`, in one transaction with the copy of
    what it changes: after a failure neither is there.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._done: list[_Step] = []
        self._undone: list[_Step] = []

    @property
    def library(self) -> Library:
        """The library that these actions were done to."""
        return self._library

    @property
    def steps(self) -> int:
        """How many actions can be taken back."""
        return len(self._done)

    def do(self, name: Name, scope: Scope, work: Callable[[], Changes]) -> Changes:
        """Do something that may change what the scope names; what was undone before is let go.

        An action that changed nothing is no step, and leaves redo as it was.
        """
        snapshots = self._library.snapshots
        with self._library.database.writing():
            number = snapshots.take(scope)
            changes = work()
            is_step = changes != Changes() or snapshots.differs(number)
        self._keep(name, number, changes, is_step=is_step)
        return changes

    def done_already(self, name: Name, scope: Scope, away: Callable[[], Changes]) -> None:
        """Make a step of what was done elsewhere; ``away`` is what taking it back does.

        That is tried at once and put back, so that undo and redo are the movement they always are.
        """
        snapshots = self._library.snapshots
        with self._library.database.writing():
            number = snapshots.take(scope)
            changes = away()
            snapshots.swap(number)
        self._keep(name, number, changes, is_step=changes != Changes())

    def _keep(self, name: Name, number: int, changes: Changes, *, is_step: bool) -> None:
        if not is_step:
            self._library.snapshots.forget([number])
            return
        self._library.snapshots.forget(step.number for step in self._undone)
        self._undone.clear()
        self._done.append(_Step(name if isinstance(name, str) else name(changes), number))

    @property
    def next_undo(self) -> str:
        """The name of what :meth:`undo` would take back; empty where there is nothing."""
        return self._done[-1].name if self._done else ""

    @property
    def next_redo(self) -> str:
        """The name of what :meth:`redo` would do again; empty where there is nothing."""
        return self._undone[-1].name if self._undone else ""

    def undo(self) -> Undone | None:
        """Take the last action back; None where there is nothing to take back."""
        return self._swap(self._done, self._undone)

    def redo(self) -> Undone | None:
        """Do again what was taken back last; None where there is nothing to do again."""
        return self._swap(self._undone, self._done)

    def _swap(self, here: list[_Step], there: list[_Step]) -> Undone | None:
        if not here:
            return None
        step = here[-1]
        changes = self._library.snapshots.swap(step.number)
        there.append(here.pop())
        return Undone(step.name, changes)
