"""The program: the command line, given the window to open.

The two are strangers to each other; they meet here, above both.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Sequence
from pathlib import Path

from digest_app.cli import main as command_line


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code."""
    return command_line.main(arguments, show=_show)


def _show(folder: Path, files: Sequence[Path], *, quit_when_ready: bool) -> int:
    from digest_app.ui.main import run  # noqa: PLC0415 - Qt is loaded only for a window

    return run(folder, files, quit_when_ready=quit_when_ready)


# Import workers are spawned, and load this module again: only the program itself may run it.
if __name__ == "__main__":
    multiprocessing.freeze_support()
    raise SystemExit(main())
