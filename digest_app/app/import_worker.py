"""What one worker of an import does: read files, and write what they hold in one transaction.

It runs in a process of its own, behind the window in priority, within the limits of
``import_limits``. Nothing here knows who started it.
"""

from __future__ import annotations

import os
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from digest_app import __version__
from digest_app.app.already import already_there
from digest_app.app.beside import pictures_beside
from digest_app.app.files import file_content
from digest_app.app.import_limits import Limits, prepare, timed, too_long
from digest_app.app.walking import failed, printable
from digest_app.domain.changes import Fate, Outcome
from digest_app.domain.clock import now
from digest_app.domain.importing import Pending
from digest_app.domain.problems import LibraryError, UnreadableFile
from digest_app.library.articles import Analysed, Arrival, Prepared, prepared
from digest_app.library.library import Library
from digest_app.library.originals import identity
from digest_app.readers.allowance import TimeIsUp

Analyse = Callable[[bytes, str], Sequence[Analysed]]

#: A worker writes and tells at least this often, in seconds; files still waiting go back.
TURN = 0.7


@dataclass(frozen=True, slots=True)
class Batch:
    """Files of one job for one turn of a worker."""

    folder: Path
    job: int
    files: tuple[Pending, ...]
    limits: Limits = Limits(seconds=0)  # noqa: RUF009 - frozen
    turn: float = TURN


class _New(NamedTuple):
    """A file that is not in the library yet: its bytes, the pictures beside it, and its row."""

    data: bytes
    pictures: Mapping[str, bytes]
    prepared: Prepared


class _Read(NamedTuple):
    """A file that was read: what became of it, or what it holds."""

    file: Pending
    came_to: Outcome | _New


def prepare_worker(limits: Limits) -> None:
    """Prepare a worker of a pool; it ends with the process that started it, even a killed one."""
    prepare(limits)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    from multiprocessing import parent_process  # noqa: PLC0415 - only in a worker
    from multiprocessing.connection import wait  # noqa: PLC0415 - only in a worker

    if parent := parent_process():
        wait([parent.sentinel])
        os._exit(1)


def no_process(error: BaseException) -> LibraryError:
    """Return the sentence for an import whose processes the system does not let start."""
    reason = f" ({error})" if isinstance(error, OSError) and str(error) else ""
    name, what = "The import", f"no process can be started to read files{reason}."
    return LibraryError(name, what, "Close other programs, then try again.")


def sign_of_life() -> int:
    """Return the number of the process that this is called in: there is one."""
    return os.getpid()


def import_batch(batch: Batch, analyse: Analyse | None = None) -> tuple[Outcome, ...]:
    """Import files until the turn is over; return the outcomes of those that were reached.

    They are the first of ``batch.files``; each outcome is committed before it is returned.
    """
    with Library.open(batch.folder) as library:
        read = list(_read_for_a_turn(library, batch, analyse or _analyse_for(library)))
        return _write(library, batch.job, read)


def _analyse_for(library: Library) -> Analyse:
    from digest_app.app.teaching import analyse_for  # noqa: PLC0415 - loads parsers and grammars

    return analyse_for(library)


def _read_for_a_turn(library: Library, batch: Batch, analyse: Analyse) -> Iterator[_Read]:
    over = time.monotonic() + batch.turn
    for file in batch.files:
        yield _read(library, file, analyse, batch.limits)
        if time.monotonic() >= over:
            return


def _read(library: Library, file: Pending, analyse: Analyse, limits: Limits) -> _Read:
    """Read one file; where memory is lacking, who started this process tries a new one."""
    try:
        with timed(limits):
            came_to = _looked_into(library, file, analyse)
    except UnreadableFile as error:
        came_to = failed(file.path, error.problem.what, error.problem.next_step)
    except OSError as error:
        came_to = failed(file.path, f"it cannot be read ({error.strerror or error}).")
    except TimeIsUp:
        came_to = failed(file.path, *too_long())
    return _Read(file, came_to)


def _looked_into(library: Library, file: Pending, analyse: Analyse) -> Outcome | _New:
    path = Path(os.fsdecode(file.path))
    data = file_content(path)
    sha256 = identity(data)
    name = _name_of(library, file, sha256)
    if known := library.articles.of_original(sha256):
        library.originals.keep(data)  # heals an original that went missing
        _heal_pictures(library, path, sha256, known)
        return already_there(library, printable(file.path), known)
    articles = tuple(analyse(data, name))
    # All that can be done before the write lock is taken, so that it is held for less.
    pictures = pictures_beside(path, (article.document for article, _ in articles))
    arrival = Arrival(sha256, len(data), articles, name, now(), __version__)
    return _New(data, pictures, prepared(arrival))


def _heal_pictures(library: Library, path: Path, sha256: str, known: Sequence[int]) -> None:
    """Keep pictures beside a file again that went missing or were changed."""
    hashes = library.pictures.of(sha256).values()
    if not all(map(library.pictures.files.is_whole, hashes)):
        documents = (library.articles.get(number).article.document for number in known)
        library.pictures.keep(pictures_beside(path, documents).values())


def _name_of(library: Library, file: Pending, sha256: str) -> str:
    """Return a file's name; an original that is read again has lost the one it had."""
    path = Path(printable(file.path))
    is_original = path.parent.parent == library.originals.folder
    return f"Recovered {sha256[:8]}" if is_original else path.name


def _write(library: Library, job: int, read: Sequence[_Read]) -> tuple[Outcome, ...]:
    # Originals first: a kill in between leaves a file too many, never an article without one.
    new = [one.came_to for one in read if isinstance(one.came_to, _New)]
    library.originals.keep_all(one.data for one in new)
    library.pictures.keep(picture for one in new for picture in one.pictures.values())
    outcomes: list[Outcome] = []
    with library.database.writing():
        for file, came_to in read:
            if isinstance(came_to, _New):
                came_to = _add(library, file, came_to)  # noqa: PLW2901 - what it comes to
            library.jobs.settle(job, file.position, came_to)
            outcomes.append(came_to)
    return tuple(outcomes)


def _add(library: Library, file: Pending, came: _New) -> Outcome:
    # Asked again under the lock: another worker may have added the same bytes since.
    arrival = came.prepared.arrival
    if known := library.articles.of_original(arrival.sha256):
        return already_there(library, printable(file.path), known)
    added = library.articles.add(came.prepared)
    library.pictures.note(arrival.sha256, came.pictures)
    notes = _told(article.document.notes for article, _ in arrival.articles)
    found = (library.likenesses.of(number) for number in added)
    likenesses = [likeness for likeness in found if likeness]
    for other, reason in likenesses:
        title = library.listing.rows([other])[0].title
        notes.append(f"Nearly the same as “{title}”: {reason}.")
    like = tuple(other for other, _ in likenesses)
    path = printable(file.path)
    return Outcome(path, Fate.ADDED, added, notes=tuple(notes), like=like)


def _told(notes: Iterable[Iterable[str]]) -> list[str]:
    """Return what there is to say of a file's articles; what many of them say, once."""
    said = Counter(note for of_one in notes for note in of_one)
    return [f"{note} ({n:,} articles)" if n > 1 else note for note, n in said.items()]
