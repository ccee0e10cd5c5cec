"""Finding the files under what the user gave, and naming what is no file to read."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from digest_app.domain.changes import Fate, Outcome
from digest_app.domain.problems import Problem

#: Folders that a browser puts beside a saved page, with its pictures and scripts.
_PAGE_PARTS = ("_files", ".files", "-Dateien", "_fichiers", "_archivos", "_file")
_CLUTTER = {"Thumbs.db", "desktop.ini", "ehthumbs.db"}


class Found(NamedTuple):
    """A file to read, or, with an outcome, something that cannot be read."""

    path: bytes
    refused: Outcome | None = None


def printable(path: bytes) -> str:
    """Return a path for people; what is no text in it is shown as a replacement character."""
    return os.fsdecode(path).encode("utf-8", "replace").decode("utf-8")


def failed(path: bytes, what: str, next_step: str = "") -> Outcome:
    """Return the outcome of a path that came to nothing."""
    shown = printable(path)
    return Outcome(shown, Fate.FAILED, problem=Problem(Path(shown).name or shown, what, next_step))


def walk(roots: Iterable[bytes]) -> Iterator[Found]:
    """Yield every file under the roots, folders in name order, each file and folder once.

    Hidden files inside a folder, system clutter and the companion folders of saved pages are
    left out; what is given itself is always taken. Links are followed once.
    """
    seen: set[tuple[int, int]] = set()
    for root in roots:
        yield from _visit(root, seen)


def _visit(path: bytes, seen: set[tuple[int, int]]) -> Iterator[Found]:
    try:
        info = os.stat(path)  # noqa: PTH116 - pathlib cannot hold every path
    except OSError as error:
        yield Found(path, failed(path, f"it cannot be found ({error.strerror or error})."))
        return
    if stat.S_ISDIR(info.st_mode):
        key = (info.st_dev, info.st_ino)
        if key in seen:
            if os.path.islink(path):  # noqa: PTH114 - pathlib cannot hold every path
                yield Found(
                    path, failed(path, "this link leads to a folder that was read already.")
                )
            return
        seen.add(key)
        yield from _enter(path, seen)
    elif stat.S_ISREG(info.st_mode):
        yield Found(path)
    else:
        yield Found(path, failed(path, "it is a device or a pipe, not a file."))


def _enter(folder: bytes, seen: set[tuple[int, int]]) -> Iterator[Found]:
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208 - pathlib cannot hold every path
    except OSError as error:
        yield Found(folder, failed(folder, f"the folder cannot be read ({error.strerror})."))
        return
    for name in _worth_reading(names):
        yield from _visit(os.path.join(folder, name), seen)  # noqa: PTH118


def _worth_reading(names: list[bytes]) -> Iterator[bytes]:
    pages = {
        os.path.splitext(os.fsdecode(name))[0]  # noqa: PTH122
        for name in names
        if name.lower().endswith((b".html", b".htm", b".xhtml"))
    }
    for name in names:
        text = os.fsdecode(name)
        stems = (text[: -len(part)] for part in _PAGE_PARTS if text.endswith(part))
        if not (text.startswith(".") or text in _CLUTTER or any(s in pages for s in stems)):
            yield name
