"""Watched folders: files that appear in them, and have stopped growing, join the Inbox.

Looking is done now and then by whoever has a timer; nothing here waits. A file that was taken
once is remembered with its size and time, so that an article deleted for good stays away.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from digest_app.app.walking import walk
from digest_app.domain.problems import LibraryError
from digest_app.library.library import Library

_FOLDERS = "watch.folders"
_TAKEN = "watch.taken"
#: Endings that browsers and copying programs give to what they have not finished.
_UNFINISHED = (".part", ".crdownload", ".download", ".tmp", ".partial")

Stamp = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Look:
    """One look at the folders: ``ready`` stand still since the last one, ``growing`` may not."""

    ready: tuple[Path, ...] = ()
    growing: dict[str, Stamp] = field(default_factory=dict)


def watched(library: Library) -> tuple[Path, ...]:
    """Return the watched folders, in order."""
    return tuple(map(Path, json.loads(library.settings.get(_FOLDERS, "[]"))))


class Watched(NamedTuple):
    """A watched folder, and whether it is there now."""

    folder: Path
    is_there: bool


def states(library: Library) -> tuple[Watched, ...]:
    """Return the watched folders, and which of them are there."""
    return tuple(Watched(folder, folder.is_dir()) for folder in watched(library))


def watch(library: Library, folder: Path, *, present_too: bool = True) -> None:
    """Watch a folder from now on; without ``present_too`` only for files yet to appear.

    Raises:
        LibraryError: the library itself lies in it, or it in the library.
    """
    _refuse_the_library(library, folder)
    folders = dict.fromkeys([*watched(library), folder.absolute()])
    library.settings.set(_FOLDERS, json.dumps([str(one) for one in folders]))
    if not present_too:
        remember(library, (path for path, _ in _files([folder.absolute()])))


def _refuse_the_library(library: Library, folder: Path) -> None:
    """Refuse what would make the library read its own originals for ever."""
    one, other = library.folder.resolve(), folder.resolve()
    if one == other or one in other.parents or other in one.parents:
        what = "this folder cannot be watched, because the library’s own files are in it."
        raise LibraryError(str(folder), what, "Choose a folder that has nothing of the library.")


def unwatch(library: Library, folder: Path) -> None:
    """Watch a folder no longer; what was taken stays."""
    left = [str(one) for one in watched(library) if one != folder.absolute()]
    library.settings.set(_FOLDERS, json.dumps(left))


def look(library: Library, before: Look | None = None) -> Look:
    """Look through the watched folders; give the last look, so that growing files are told.

    Import what is ``ready``, then :func:`remember` it. A folder that is gone is passed over:
    it may be a disk that comes back.
    """
    taken = _taken(library)
    last = before.growing if before else {}
    ready: list[Path] = []
    growing: dict[str, Stamp] = {}
    for path, stamp in _files(one for one in watched(library) if one.is_dir()):
        if taken.get(str(path)) == stamp:
            continue
        if last.get(str(path)) == stamp:
            ready.append(path)
        growing[str(path)] = stamp
    return Look(tuple(ready), growing)


def remember(library: Library, paths: Iterable[Path]) -> None:
    """Note that files were taken as they are now; those that are gone are forgotten."""
    known = {name: stamp for name, stamp in _taken(library).items() if Path(name).exists()}
    for path in paths:
        if stamp := _stamp(path):
            known[str(path)] = stamp
    library.settings.set(_TAKEN, json.dumps(known))


def _taken(library: Library) -> dict[str, Stamp]:
    stored = json.loads(library.settings.get(_TAKEN, "{}"))
    return {name: (size, time) for name, (size, time) in stored.items()}


def _files(folders: Iterable[Path]) -> Iterable[tuple[Path, Stamp]]:
    for found in walk(os.fsencode(folder) for folder in folders):
        path = Path(os.fsdecode(found.path))
        stamp = None if found.refused else _stamp(path)
        if stamp and not path.name.lower().endswith(_UNFINISHED):
            yield path, stamp


def _stamp(path: Path) -> Stamp | None:
    """Return a file's size and time of change; None for one that is empty or gone."""
    try:
        info = path.stat()
    except OSError:
        return None
    return (info.st_size, info.st_mtime_ns) if info.st_size else None
