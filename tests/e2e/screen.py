"""A screen of its own for a test: Xvfb, a window manager, a mouse, and programs that talk."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from time import monotonic

import pytest

NEEDED = ("Xvfb", "openbox", "xdotool")
#: Seconds. Only what never comes is waited for so long: a starved machine fails no test.
PATIENCE = 300.0


class Program:
    """A program whose lines are waited for."""

    def __init__(self, command: Sequence[str], environment: dict[str, str]) -> None:
        self._process = subprocess.Popen(
            list(command),
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.said: list[str] = []
        self._lines: Queue[str | None] = Queue()
        self._reader = Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        with self._process.stdout as lines:
            for line in lines:
                self._lines.put(line.rstrip("\n"))
        self._lines.put(None)

    def wait_for(
        self, words: str, *, nudge: Callable[[], object] | None = None, every: float = 0.2
    ) -> str:
        """Return the next line that begins with some words; ``nudge`` while waiting."""
        deadline = monotonic() + PATIENCE
        while monotonic() < deadline:
            try:
                line = self._lines.get(timeout=every if nudge else PATIENCE)
            except Empty:
                if nudge is not None:
                    nudge()
                continue
            if line is None:
                break
            self.said.append(line)
            if line.startswith(words):
                return line
        told = "\n".join(self.said)
        raise AssertionError(f"“{words}” never came; this did:\n{told}")  # noqa: EM102, TRY003

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(PATIENCE)
        self._reader.join(PATIENCE)


class Screen:
    """A display with a window manager and a mouse."""

    def __init__(self, display: str) -> None:
        self.environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        self.environment.pop("WAYLAND_DISPLAY", None)
        self._programs: list[Program] = []

    def run(self, *command: str) -> Program:
        program = Program(command, self.environment)
        self._programs.append(program)
        return program

    def python(self, *arguments: str | Path) -> Program:
        return self.run(sys.executable, "-u", *map(str, arguments))

    def mouse(self, *words: str | int) -> str:
        """Drive the pointer and the windows with xdotool; return what it says."""
        done = subprocess.run(
            ["xdotool", *map(str, words)],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        return done.stdout.strip()

    def wait_until(self, is_right: Callable[[str], object], *ask: str) -> None:
        """Ask xdotool the same again and again until its answer is the right one."""
        deadline = monotonic() + PATIENCE
        while not is_right(told := self.mouse(*ask)):
            assert monotonic() < deadline, f"{ask} was answered at last: {told}"

    def manage(self) -> None:
        """Start the window manager, and wait until it is at work."""
        self.run("openbox")
        self.wait_until(lambda number: number.strip("0"), "get_num_desktops")  # else it is 0

    def stop(self) -> None:
        for program in reversed(self._programs):
            program.stop()


@contextmanager
def screen(size: str = "1280x800x24") -> Iterator[Screen]:
    """Start a display of its own, or skip the test and say what is absent."""
    absent = [name for name in NEEDED if shutil.which(name) is None]
    if absent:
        pytest.skip(f"needs {', '.join(absent)}")
    reads, writes = os.pipe()
    command = ["Xvfb", "-displayfd", str(writes), "-screen", "0", size, "-nolisten", "tcp"]
    server = subprocess.Popen(
        command, pass_fds=[writes], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    os.close(writes)
    with os.fdopen(reads) as told:
        made = Screen(f":{told.readline().strip()}")
    try:
        made.manage()
        yield made
    finally:
        made.stop()
        server.terminate()
        server.wait(PATIENCE)
