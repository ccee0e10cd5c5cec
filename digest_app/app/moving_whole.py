"""Moving everything so that nothing is left half done: a folder of its own, errors in sentences."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import NamedTuple

from digest_app.app.moving import export_everything, import_everything
from digest_app.domain.problems import LibraryError
from digest_app.domain.steps import Step, Tell, silently
from digest_app.library.library import Library

_MAKE_ROOM = "Make room or choose another folder, then export again."


class Exported(NamedTuple):
    """The folder that holds everything now, and how many articles that is."""

    folder: Path
    articles: int


class Imported(NamedTuple):
    """How many articles came in, and how many the export holds."""

    added: int
    total: int


def export_into(
    library: Library, place: Path, tell: Tell = silently, today: date | None = None
) -> Exported:
    """Export the whole library into a new folder inside ``place``.

    Whatever ends it early, called off or failed, leaves nothing behind there.

    Raises:
        CalledOff: by ``tell``.
        LibraryError: it cannot be written, or an original is missing.
        ExportError: one of the files cannot be written.
    """
    target = _free_name(place, today or date.today())  # noqa: DTZ011 - the user's own day
    try:
        return Exported(target, export_everything(library, target, tell))
    except BaseException as error:
        shutil.rmtree(target, ignore_errors=True)
        if isinstance(error, OSError):
            what = f"the library cannot be written there ({error.strerror or error})."
            raise LibraryError(str(place), what, _MAKE_ROOM) from error
        raise


def _free_name(place: Path, day: date) -> Path:
    name, number = f"Digest library {day.isoformat()}", 1
    while (free := place / (name if number == 1 else f"{name} ({number})")).exists():
        number += 1
    return free


def import_from(library: Library, folder: Path, tell: Tell = silently) -> Imported:
    """Add an exported library to this one.

    Raises:
        CalledOff: by ``tell``; what was added so far stays.
        LibraryError: the folder holds no export, or it is damaged.
    """
    held = 0

    def counted(step: Step) -> None:
        nonlocal held
        held = step.total
        tell(step)

    try:
        added = import_everything(library, folder, counted)
    except (ValueError, KeyError, TypeError) as error:
        what = f"this export is damaged ({type(error).__name__}: {error})."
        raise LibraryError(str(folder), what, "Export the library again.") from error
    except OSError as error:
        what = f"this export cannot be read ({error.strerror or error})."
        raise LibraryError(str(folder), what, "Check the disk that it is on.") from error
    return Imported(len(added), held)
