"""Take the power away from a library that is being written to, on a copy of its files.

The writer is stopped, everything it has confirmed is heard, and it goes on; some moments later
it is stopped again and its files are copied. A power cut keeps what was waited for and may keep,
tear or drop anything newer. So the copy's journal is cut or garbled somewhere after the frames
that were there at the first stop; pages of the database that the journal holds are garbled, as
if a checkpoint was cut short; files that were still coming in lose their ends. What was confirmed
at the first stop must be there when the copy is opened.
"""

from __future__ import annotations

import os
import random
import select
import shutil
import signal
import struct
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from digest_app.app.importing import add_files, run_here
from digest_app.library.backups import DATABASE
from digest_app.library.library import ORIGINALS, Library
from tests.library_making import analyse

_HEADER, _FRAME = 32, 24


class Confirmed(NamedTuple):
    """What a writer said that it has done: articles that are in, and those that have a star."""

    added: set[int]
    starred: set[int]

    def take(self, lines: list[str]) -> None:
        """Take in what the writer said."""
        for verb, number in (line.split() for line in lines):
            (self.added if verb == "added" else self.starred).add(int(number))

    def lost_from(self, library: Library) -> set[int]:
        """Return what is not there."""
        there = set(library.listing.ids())
        rows = library.database.rows("SELECT article FROM mark WHERE starred")
        return (self.added - there) | (self.starred - {row[0] for row in rows})


class Journal(NamedTuple):
    """The part of SQLite's write-ahead log that belongs together: its salts, pages, frames."""

    salts: bytes
    page: int
    pages: tuple[int, ...]
    committed: int

    @property
    def length(self) -> int:
        """The bytes of the frames that count."""
        return _HEADER + len(self.pages) * (_FRAME + self.page)


def journal(path: Path) -> Journal:
    """Read which frames of a write-ahead log count: those with the salts of its header."""
    data = path.read_bytes() if path.exists() else b""
    if len(data) < _HEADER:
        return Journal(b"", 0, (), 0)
    page, salts = struct.unpack(">I", data[8:12])[0], data[16:24]
    pages, committed = [], 0
    for at in range(_HEADER, len(data) - _FRAME - page + 1, _FRAME + page):
        if data[at + 8 : at + 16] != salts:
            break
        number, is_commit = struct.unpack(">II", data[at : at + 8])
        pages.append(number)
        committed = len(pages) if is_commit else committed
    return Journal(salts, page, tuple(pages), committed)


class Writer:
    """A process that imports and stars, and can be stopped at any instant."""

    def __init__(self, library: Path, source: Path) -> None:
        command = [sys.executable, "-m", "tests.bench.bench_kills", "work", library, source]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE)
        assert self._process.stdout is not None
        self._pipe = self._process.stdout.fileno()
        self._rest = b""
        os.read(self._pipe, len(b"begun\n"))
        os.set_blocking(self._pipe, False)

    @property
    def is_over(self) -> bool:
        """It has done everything."""
        return self._process.poll() is not None

    def stop(self) -> list[str]:
        """Stop it; return what it has confirmed since the last time."""
        self._process.send_signal(signal.SIGSTOP)
        os.waitid(os.P_PID, self._process.pid, os.WSTOPPED | os.WEXITED | os.WNOWAIT)
        return self._heard()

    def _heard(self) -> list[str]:
        while True:
            try:
                more = os.read(self._pipe, 1 << 16)
            except BlockingIOError:
                more = b""
            if not more:
                break
            self._rest += more
        *lines, self._rest = self._rest.split(b"\n")
        return [line.decode() for line in lines]

    def go_on(self) -> None:
        """Let it go on."""
        self._process.send_signal(signal.SIGCONT)

    def word(self) -> None:
        """Wait until it confirms something more, or is over."""
        select.select([self._pipe], [], [])

    def end(self) -> None:
        """End it, whatever it is doing."""
        self._process.kill()
        self._process.communicate()


def lose_power(
    folder: Path,
    source: Path,
    copies: Path,
    chance: random.Random,
    moments: Iterable[Callable[[Writer], None]],
) -> Iterator[tuple[Path, Confirmed]]:
    """Yield copies of a library as power cuts leave it, and what was confirmed before each.

    Each of ``moments`` is waited for twice: before what is confirmed is heard, and before the cut.
    """
    writer, confirmed = Writer(folder, source), Confirmed(set(), set())
    try:
        for number, pass_by in enumerate(moments):
            pass_by(writer)
            confirmed.take(writer.stop())
            before = journal(folder / f"{DATABASE}-wal")
            sure = Confirmed(set(confirmed.added), set(confirmed.starred))
            writer.go_on()
            pass_by(writer)
            confirmed.take(writer.stop())
            copy = copies / str(number)
            _copy(folder, copy)
            writer.go_on()
            _tear(copy, before, chance)
            yield copy, sure
            if writer.is_over:
                return
    finally:
        writer.end()


def _copy(folder: Path, copy: Path) -> None:
    copy.mkdir(parents=True)
    for name in (DATABASE, f"{DATABASE}-wal"):
        if (folder / name).exists():
            shutil.copyfile(folder / name, copy / name)
    if (folder / ORIGINALS).exists():
        shutil.copytree(folder / ORIGINALS, copy / ORIGINALS)


def _tear(copy: Path, before: Journal, chance: random.Random) -> None:
    """Spoil what a power cut may spoil."""
    wal = copy / f"{DATABASE}-wal"
    now = journal(wal)
    # Once the log has begun anew, all that was in it before is safe in the database.
    is_same = now.salts == before.salts
    kept = before.length if is_same else _HEADER
    sure = before.pages[: before.committed] if is_same else ()
    if now.page:
        _garble(copy / DATABASE, sorted(set(sure)), now.page, chance)
        _cut(wal, kept, now.length, chance)
    for file in (copy / ORIGINALS).glob("incoming/*/*"):
        file.write_bytes(file.read_bytes()[: chance.randrange(file.stat().st_size + 1)])


def _garble(database: Path, pages: list[int], size: int, chance: random.Random) -> None:
    """Spoil some pages of the database that the log holds: a checkpoint may have torn them."""
    with database.open("r+b") as file:
        whole = database.stat().st_size // size
        for page in chance.sample(pages, len(pages) // 3):
            if page <= whole:
                file.seek((page - 1) * size + chance.randrange(size // 2))
                file.write(chance.randbytes(size // 2))


def _cut(wal: Path, kept: int, length: int, chance: random.Random) -> None:
    """Cut the log somewhere after what is kept, or leave noughts or noise from there on."""
    data = wal.read_bytes()
    at = chance.randint(kept, max(kept, length))
    left = len(data) - at
    wal.write_bytes(data[:at] + chance.choice([b"", bytes(left), chance.randbytes(left)]))


def trouble_with(copy: Path, sure: Confirmed) -> str:
    """Open a library that lost its power; return what is wrong with it, or ""."""
    with Library.open(copy) as library:
        if damage := library.database.damage():
            return f"damaged: {damage}"
        if lost := sure.lost_from(library):
            return f"lost: {sorted(lost)}"
        torn = [o for o in library.articles.all_originals() if not library.originals.is_whole(o)]
        return f"originals not whole: {torn}" if torn else ""


def finish(copy: Path, source: Path, files: int) -> str:
    """Import what a copy lacks, as the next start does; return what is wrong then, or ""."""
    with Library.open(copy) as library:
        known = set(library.articles.all_originals())
        for orphan in [o for o in library.originals.all() if o not in known][:1]:
            path = library.originals.path(orphan)  # a file system may keep a name and no bytes
            path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
        unfinished = library.jobs.unfinished()
        for job in unfinished:
            run_here(library, job, analyse=analyse)
        if not unfinished:  # the power went before the import was written down
            add_files(library, [source], analyse=analyse)
        articles = library.listing.counts().everything
        whole = sum(map(library.originals.is_whole, library.articles.all_originals()))
    return "" if articles == whole == files else f"{articles} articles, {whole} whole of {files}"
