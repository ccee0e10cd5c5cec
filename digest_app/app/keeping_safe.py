"""Keeping the library safe: quick checks, daily backups, and the ways back from damage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from digest_app.app.import_worker import Analyse
from digest_app.app.importing import add_files
from digest_app.domain.changes import Outcome
from digest_app.library.backups import Backup, list_backups, restore
from digest_app.library.library import Library
from digest_app.library.salvage import Salvaged, salvage

__all__ = [
    "Backup",
    "Checked",
    "Recovered",
    "check_originals",
    "check_quickly",
    "keep_daily",
    "list_backups",
    "recover",
    "restore",
]


@dataclass(frozen=True, slots=True)
class Checked:
    """One original that was checked: how many are through, how many there are, is it whole."""

    done: int
    total: int
    sha256: str
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Recovered:
    """What came of a damaged library: rows that were readable, and files that were read again."""

    salvaged: Salvaged
    read_again: tuple[Outcome, ...]


def check_quickly(library: Library) -> str:
    """Look for damage in the database, off the window's thread; return what is wrong, or ""."""
    return library.database.damage()


def check_originals(library: Library) -> Iterator[Checked]:
    """Read every original and compare its bytes with its hash: “Check library”."""
    wanted = library.articles.all_originals()
    for done, sha256 in enumerate(wanted, start=1):
        yield Checked(done, len(wanted), sha256, library.originals.is_whole(sha256))


def keep_daily(library: Library) -> Backup | None:
    """Make today's backup of the database if there is none yet; seven are kept."""
    return library.backups.make_daily()


def recover(folder: Path, analyse: Analyse | None = None) -> Recovered:
    """Make a library work again whose database is damaged; nothing is deleted.

    Rows that can be read go into a new database, articles whose rows are lost are read again
    from their originals, and the index is made anew. The library must not be open anywhere.
    """
    made = salvage(folder)
    with Library.open(folder) as library:
        while library.index.catch_up():
            pass
        outcomes = add_files(library, made.orphans, analyse=analyse) if made.orphans else []
    return Recovered(made, tuple(outcomes))
