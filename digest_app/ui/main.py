"""Opening the window, and closing it in order."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from digest_app import __version__
from digest_app.app.one_window import Seat, hand_over, take_seat
from digest_app.assets import resource
from digest_app.ui.commanding import Commands
from digest_app.ui.desk import Desk
from digest_app.ui.garbage import settle
from digest_app.ui.preferences import Preferences
from digest_app.ui.taking_over import TakingOver
from digest_app.ui.theme.dressing import chosen_palette, interface_font
from digest_app.ui.theme.look import Look

#: How long the library's thread may keep the interpreter from the window's, in seconds. Measured
#: while rows are fetched without end: 3 ms late at the 99th of 100, with Python's 5 ms 5 to 8.
_TURN_OF_A_THREAD = 0.001


def application() -> QApplication:
    """Return the application, made and named once."""
    sys.setswitchinterval(_TURN_OF_A_THREAD)
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(["digest-app"])
    app.setApplicationName("digest-app")
    app.setApplicationDisplayName("")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("digest-app")
    app.setStyle("Fusion")
    app.setFont(interface_font())
    app.setWindowIcon(QIcon(str(resource("icons/digest-app.svg"))))
    return app


def made_desk(app: QApplication, folder: Path) -> Desk:
    """Return the desk on the library in a folder, with every command connected.

    A folder that cannot be made is told in the window, like any library that does not open.
    """
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    kept = Preferences(folder)
    serif = kept.flag("serif", usual=True)
    look = Look(chosen_palette(kept.palette), serif=serif, interface=interface_font())
    desk = Desk(app, folder, look.sized(kept.size), kept)
    Commands(desk)
    return desk


class Program:
    """The window that is open: one library at a time, until another one is wished for.

    Nobody else has a window on that library: its place is taken for as long as it is open.
    """

    def __init__(self, app: QApplication, seat: Seat) -> None:
        self._app = app
        self._sit(seat)

    def _sit(self, seat: Seat) -> None:
        self._seat = seat
        self.desk = made_desk(self._app, seat.folder)
        self.desk.anotherWished.connect(self.open)
        self.desk.window.closing.connect(seat.leave)
        taking = TakingOver(seat.folder, self.desk)
        taking.came.connect(self.desk.take_over)
        self.desk.window.closing.connect(taking.close)
        QTimer.singleShot(0, taking, taking.begin)

    def show(self, files: Sequence[Path] = ()) -> None:
        """Show the window; start when it has painted."""
        settle(self.desk)
        self.desk.window.show()
        QTimer.singleShot(0, self.desk, lambda: self.desk.start(files))

    def open(self, folder: Path) -> None:
        """Open another library in place of this one."""
        seat = take_seat(folder)
        if seat is None:
            self.desk.decisions.say("That library is open in another window.")
            return
        before = self.desk
        self._sit(seat)
        self.show()
        before.window.close()  # the last window that closes would end the program
        before.window.deleteLater()
        before.deleteLater()

    def show_bug(self, bug: BaseException) -> None:
        """Show a bug in the window that is open."""
        self.desk.show_bug(bug)


def run(folder: Path, files: Sequence[Path], *, quit_when_ready: bool = False) -> int:
    """Open the window on the library in ``folder``, add ``files``; return the exit code.

    Where a window has the library open already, that one takes the files and comes forward.
    ``quit_when_ready`` closes it again as soon as the library is shown: a smoke test.

    Raises:
        LibraryError: the window that has it open does not answer.
    """
    seat = take_seat(folder)
    if seat is None:
        hand_over(folder, files)
        return 0
    try:
        return _run(seat, files, quit_when_ready=quit_when_ready)
    finally:
        seat.leave()


def _run(seat: Seat, files: Sequence[Path], *, quit_when_ready: bool) -> int:
    app = application()
    program = Program(app, seat)
    before = _catch(program.show_bug)
    program.show(files)
    if quit_when_ready:
        window = program.desk.window
        program.desk.ready.connect(lambda: QTimer.singleShot(0, window.close))
    try:
        return app.exec()
    finally:
        sys.excepthook = before


def _catch(show: Callable[[BaseException], None]) -> Callable[..., object]:
    """Let errors in the window's own code be shown; return the hook that was there before."""

    def hook(kind: type[BaseException], bug: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, bug, trace)
        else:
            show(bug)

    before, sys.excepthook = sys.excepthook, hook
    return before
