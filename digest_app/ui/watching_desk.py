"""Watched folders: looking through them now and then, and adding what is ready."""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from digest_app.domain.steps import Tell
from digest_app.ui.adding_desk import AddingDesk
from digest_app.ui.errands import Errand, Errands, sentence

if TYPE_CHECKING:
    from digest_app.app.watching import Look, Watched
    from digest_app.library.library import Library
    from digest_app.ui.watching.dialog import WatchDialog

#: Milliseconds between two looks, and before one that the system has asked for.
_NOW_AND_THEN, _SOON = 5000, 1000
#: A look may take this share of the time at most: large folders are looked through less often.
_SHARE = 0.02


class Seen(NamedTuple):
    """One look: what is ready, the watched folders, and how long it took in milliseconds."""

    look: Look
    folders: tuple[Watched, ...]
    took: float


class WatchingDesk(QObject):
    """Looks through the watched folders beside the window. ``said`` carries a sentence.

    A file that is ready goes through an ordinary import and is then remembered, so that it
    comes once. The system's own watching may
    only make the next look come sooner: it misses things, and knows no network drives.
    """

    said = Signal(object)
    looked = Signal(object)

    def __init__(self, errands: Errands, adding: AddingDesk, parent: QWidget) -> None:
        super().__init__(parent)
        self._errands, self._adding = errands, adding
        self._before: Look | None = None
        self._handed: tuple[Path, ...] = ()
        self._last_said = ""
        self._is_looking = self._is_closed = False
        self._window = parent
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)
        self._system: QFileSystemWatcher | None = None

    @cached_property
    def dialog(self) -> WatchDialog:
        """The list of watched folders, made when it is wanted."""
        from digest_app.ui.watching.dialog import WatchDialog  # noqa: PLC0415 - once wanted

        made = WatchDialog(self._window)
        made.addWished.connect(self.watch)
        made.removeWished.connect(self.unwatch)
        return made

    def begin(self) -> None:
        """Look for the first time when the start is over."""
        self._timer.start(_NOW_AND_THEN)

    def show(self) -> None:
        """Show the watched folders."""
        self.dialog.show()
        self.dialog.raise_()
        self.look()

    def watch(self, folder: Path, present_too: object) -> None:
        """Watch a folder from now on."""
        self._change(partial(_watch, folder=folder, present_too=bool(present_too)))

    def unwatch(self, folder: Path) -> None:
        """Watch a folder no longer."""
        self._change(partial(_unwatch, folder=folder))

    def _change(self, work: partial[object]) -> None:
        errand = self._errands.run(work)
        errand.failed.connect(lambda problem: self.said.emit(sentence(problem)))
        errand.done.connect(self.dialog.show_folders)
        errand.done.connect(lambda _: self._soon())

    # -- looking --------------------------------------------------------------------------

    def look(self) -> Errand | None:
        """Look through the folders; None while a look is under way."""
        if self._is_looking or self._is_closed:
            return None
        self._is_looking = True
        remembered = () if self._adding.is_busy else self._taken()
        errand = self._errands.run(partial(_looked, before=self._before, taken=remembered))
        errand.done.connect(self._seen)
        errand.failed.connect(self._not_looked)
        errand.ended.connect(self._look_is_over)
        return errand

    def _not_looked(self, problem: object) -> None:
        if (words := sentence(problem)) != self._last_said:  # once, not every few seconds
            self._last_said = words
            self.said.emit(words)
        self._timer.start(_NOW_AND_THEN)

    def _taken(self) -> tuple[Path, ...]:
        """Return the files that went through an import since the last look.

        Those whose import could not begin wait for “Try Again”.
        """
        unstarted = set(self._adding.unstarted)
        taken = tuple(path for path in self._handed if path not in unstarted)
        self._handed = tuple(path for path in self._handed if path in unstarted)
        return taken

    def _look_is_over(self) -> None:
        self._is_looking = False

    def _seen(self, seen: Seen) -> None:
        self._before, self._last_said = seen.look, ""
        if "dialog" in vars(self):
            self.dialog.show_folders(seen.folders)
        self._listen([folder for folder, is_there in seen.folders if is_there])
        ready = [path for path in seen.look.ready if path not in self._handed]
        if ready:
            self._handed += tuple(ready)
            self._adding.add(ready, by_hand=False)
        waits = seen.look.growing and not self._handed
        usual = _SOON if waits else _NOW_AND_THEN
        if seen.folders and not self._is_closed:
            self._timer.start(max(usual, round(seen.took / _SHARE)))
        self.looked.emit(seen)

    def _soon(self) -> None:
        if not self._is_closed and not self._is_looking:
            self._timer.start(min(_SOON, max(self._timer.remainingTime(), 0) or _SOON))

    def _listen(self, folders: Sequence[Path]) -> None:
        """Let the system say when something changes in a folder."""
        if self._system is None:
            if not folders:
                return
            self._system = QFileSystemWatcher(self)
            self._system.directoryChanged.connect(lambda _: self._soon())
        wanted, listened = {str(folder) for folder in folders}, set(self._system.directories())
        if gone := sorted(listened - wanted):
            self._system.removePaths(gone)
        if new := sorted(wanted - listened):
            self._system.addPaths(new)

    def close(self) -> None:
        """Look no more."""
        self._is_closed = True
        self._timer.stop()


# -- the worker's side ----------------------------------------------------------------------


def _watch(library: Library, tell: Tell, folder: Path, present_too: bool) -> object:
    from digest_app.app import watching  # noqa: PLC0415 - after the start, off its thread

    watching.watch(library, folder, present_too=present_too)
    return watching.states(library)


def _unwatch(library: Library, tell: Tell, folder: Path) -> object:
    from digest_app.app import watching  # noqa: PLC0415 - as above

    watching.unwatch(library, folder)
    return watching.states(library)


def _looked(library: Library, tell: Tell, before: Look | None, taken: Sequence[Path]) -> Seen:
    from digest_app.app import watching  # noqa: PLC0415 - as above

    if taken:
        watching.remember(library, taken)
    begun = time.thread_time()
    look = watching.look(library, before)
    took = (time.thread_time() - begun) * 1000
    return Seen(look, watching.states(library), took)
