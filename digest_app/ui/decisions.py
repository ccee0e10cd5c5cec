"""Taking decisions: off the window's thread, told after they are kept, and with a way back.

What can be undone is kept by ``app.undoing.Undo`` beside the library, on the library's thread;
the window knows only the names of the next steps.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from digest_app.app.undoing import Scope, Undo
from digest_app.domain.changes import Changes
from digest_app.domain.problems import DigestError
from digest_app.ui.jobs import Jobs, Work
from digest_app.ui.toast import Toast

if TYPE_CHECKING:
    from digest_app.app.undoing import Undone
    from digest_app.library.library import Library

Action = Callable[[Undo, "Library"], Changes]
"""What is done to the library as one step of undo: the functions of ``app.sorting``, say."""
Said = Callable[[Changes], str]


def step(name: str, scope: Scope, work: Callable[[Library], Changes]) -> Action:
    """Return work that is no step by itself as one, under a name."""
    return lambda undo, library: undo.do(name, scope, lambda: work(library))


class _Names(NamedTuple):
    """What Undo and Redo would do next; empty where there is nothing."""

    undo: str = ""
    redo: str = ""


class _Kept(NamedTuple):
    changes: Changes
    is_step: bool
    names: _Names


class _Session:
    """The worker's side: what was done in this session to the library that is open."""

    def __init__(self) -> None:
        self._undo: Undo | None = None

    def do(self, library: Library, action: Action) -> _Kept:
        undo = self._of(library)
        before = undo.steps
        changes = action(undo, library)
        return _Kept(changes, undo.steps > before, _names(undo))

    def note(self, library: Library, action: Callable[[Undo, Library], None]) -> _Names:
        undo = self._of(library)
        action(undo, library)
        return _names(undo)

    def swap(
        self, library: Library, way: Callable[[Undo], Undone | None]
    ) -> tuple[Undone | None, _Names]:
        undo = self._of(library)
        return way(undo), _names(undo)

    def _of(self, library: Library) -> Undo:
        if self._undo is None or self._undo.library is not library:
            self._undo = Undo(library)
        return self._undo


def _names(undo: Undo) -> _Names:
    return _Names(undo.next_undo, undo.next_redo)


class Decisions(QObject):
    """Takes decisions. ``changed`` carries the Changes after each of them, or its undoing.

    ``swapped`` says that something was taken back or done again, so that small tables (labels,
    digests) may be others too; ``named`` that Undo and Redo have other names in the menu.
    """

    changed = Signal(object)
    swapped = Signal()
    named = Signal()

    def __init__(self, jobs: Jobs, toast: Toast, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._toast = jobs, toast
        self._session = _Session()
        self._names = _Names()

    @property
    def undo_name(self) -> str:
        """What Undo would undo; empty where there is nothing."""
        return self._names.undo

    @property
    def redo_name(self) -> str:
        """What Redo would redo; empty where there is nothing."""
        return self._names.redo

    # -- decisions ------------------------------------------------------------------------

    def take(
        self, action: Action, said: str | Said = "", done: Callable[[], None] | None = None
    ) -> None:
        """Take a decision; it is said, and can be undone, once the library has kept it.

        ``done`` is called then too, before anything is shown anew.
        """

        def kept(result: _Kept) -> None:
            self._rename(result.names)
            if done is not None:
                done()
            words = said if isinstance(said, str) else said(result.changes)
            if not result.is_step:
                pass  # nothing was changed, so there is nothing to say and nothing to undo
            elif words:
                self._toast.say(words, self.undo)
            else:
                self._toast.hide()  # its Undo would take this back instead of what it says
            self._tell(result.changes)

        self._jobs.run(
            lambda library: self._session.do(library, action), done=kept, failed=self.failed
        )

    def done_already(self, action: Callable[[Undo, Library], None]) -> None:
        """Let something be undone that the library keeps already, such as what was added."""

        def kept(names: _Names) -> None:
            self._toast.hide()  # its Undo would take this back instead of what it says
            self._rename(names)

        self._jobs.run(
            lambda library: self._session.note(library, action), done=kept, failed=self.failed
        )

    def undo(self) -> None:
        """Take the last decision back."""
        self._swap(Undo.undo, "Undone")

    def redo(self) -> None:
        """Take the decision again that was last taken back."""
        self._swap(Undo.redo, "Done again")

    def _swap(self, way: Callable[[Undo], Undone | None], said: str) -> None:
        work = partial(self._session.swap, way=way)
        self._jobs.run(work, done=partial(self._swapped, said), failed=self.failed)

    def _swapped(self, said: str, result: tuple[Undone | None, _Names]) -> None:
        undone, names = result
        self._rename(names)
        if undone is not None:
            self._toast.say(f"{said}: {undone.name}")
            self._tell(undone.changes)
            self.swapped.emit()

    def quietly(self, work: Work) -> None:
        """Keep something that nobody would undo, such as that an article was opened."""
        self._jobs.run(work, done=self._tell, failed=self.failed)

    def forget(self) -> None:
        """Forget what was done: another database took the place of the library's."""
        self._session = _Session()
        self._rename(_Names())

    # -- what is said ---------------------------------------------------------------------

    def offer(self, words: str) -> None:
        """Say what was done last, with the way back."""
        self._toast.say(words, self.undo)

    def say(self, words: str) -> None:
        """Say something that needs no way back."""
        self._toast.say(words)

    def failed(self, problem: DigestError) -> None:
        """Say what went wrong, and what to do."""
        self._toast.say(str(problem.problem))

    def _rename(self, names: _Names) -> None:
        if names != self._names:
            self._names = names
            self.named.emit()

    def _tell(self, result: object) -> None:
        self.changed.emit(result if isinstance(result, Changes) else Changes())
