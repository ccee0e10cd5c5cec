"""What imports in tests read files with, where a worker process must be able to find it."""

from __future__ import annotations

import fcntl
import os
import signal
import sys
import threading
from itertools import repeat
from pathlib import Path

from digest_app.app.importing import add_files
from digest_app.domain.problems import UnreadableFile
from digest_app.library.articles import Analysed
from digest_app.library.library import Library
from tests.library_making import analyse


def read(data: bytes, name: str) -> list[Analysed]:
    """Read a test's file; one whose name says so dies, hangs, waits, eats, fails or is refused."""
    if name.startswith("crash"):
        os.kill(os.getpid(), signal.SIGKILL)
    if name.startswith("hang"):
        threading.Event().wait()
    if name.startswith("burn"):
        while True:
            pass
    if name.startswith("deaf"):
        sum(repeat(1))  # never comes back to the interpreter
    if name.startswith("eat"):
        [bytearray(1 << 30) for _ in range(1 << 10)]  # the first is too much already
    if name.startswith("gate"):
        with Path(data.decode()).open("rb") as gate:
            fcntl.flock(gate, fcntl.LOCK_EX)  # the test opens it
    if name.startswith("fault"):
        msg = "a fault of a reader"
        raise RuntimeError(msg)
    if not data:
        raise UnreadableFile(name, "it is empty.", "Save it again.")
    return analyse(data, name)


def say_priority(_data: bytes, name: str) -> list[Analysed]:
    """Refuse a file, and say how far the worker gives way."""
    told = f"it is read at {os.getpriority(os.PRIO_PROCESS, 0)}."
    raise UnreadableFile(name, told, "")


def die() -> None:
    """End a worker as it starts."""
    os._exit(1)


def main(folder: str, source: str) -> None:
    """Import a folder in this process, which dies where a file says “crash”."""
    with Library.open(Path(folder)) as library:
        add_files(library, [Path(source)], analyse=read)


if __name__ == "__main__":
    main(*sys.argv[1:])
