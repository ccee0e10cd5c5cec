"""Opening the window, and closing it in order."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from digest_app import __version__
from digest_app.assets import resource
from digest_app.ui.commanding import Commands
from digest_app.ui.desk import Desk
from digest_app.ui.preferences import Preferences
from digest_app.ui.theme.dressing import chosen_palette, interface_font
from digest_app.ui.theme.look import Look


def application() -> QApplication:
    """Return the application, made and named once."""
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
    """Return the desk on the library in a folder, with every command connected."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = Preferences(folder)
    serif = kept.flag("serif", usual=True)
    look = Look(chosen_palette(kept.palette), serif=serif, interface=interface_font())
    desk = Desk(app, folder, look.sized(kept.size), kept)
    Commands(desk)
    return desk


def run(folder: Path, files: Sequence[Path], *, quit_when_ready: bool = False) -> int:
    """Open the window on the library in ``folder``, add ``files``; return the exit code.

    ``quit_when_ready`` closes it again as soon as the library is shown: a smoke test.

    Raises:
        OSError: the folder cannot be made.
    """
    app = application()
    desk = made_desk(app, folder)
    before = _catch(desk.show_bug)
    desk.window.show()
    QTimer.singleShot(0, lambda: desk.start(files))
    if quit_when_ready:
        desk.ready.connect(lambda: QTimer.singleShot(0, desk.window.close))
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
