"""``check``: whether the library is whole, and saving what can be read where it is not."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from digest_app.app import keeping_safe, opening
from digest_app.cli.exits import Exit
from digest_app.domain.counting import counted
from digest_app.domain.problems import DamagedLibrary

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from digest_app.app.keeping_safe import Recovered, Report


def check(options: Namespace) -> Exit:
    """Check the database, every article and every original; with ``--repair`` save what is left."""
    folder = options.library or opening.default_folder()
    report = _checked(folder, options)
    if report.is_damaged and options.repair:
        _tell_problems(report)
        print(_saved(keeping_safe.recover(folder)))
        report = _checked(folder, options)
    _tell_problems(report)
    print(_summary(report))
    return Exit.SOME_UNUSED if report.problems else Exit.DONE


def _checked(folder: Path, options: Namespace) -> Report:
    """Return what a check finds; a library that cannot even be opened is damaged all over.

    Raises:
        DamagedLibrary: it cannot be opened, and nobody asked for a repair.
    """
    try:
        with opening.open_library(folder) as library:
            return keeping_safe.check_everything(library)
    except DamagedLibrary as error:
        if not options.repair:
            raise
        return keeping_safe.Report(0, 0, (error.problem,), is_damaged=True)


def _tell_problems(report: Report) -> None:
    for problem in report.problems:
        print(problem, file=sys.stderr)


def _summary(report: Report) -> str:
    """Say what was looked at and what came of it."""
    seen = f"{counted(report.articles, 'article')}, {counted(report.originals, 'original')}"
    if report.is_damaged:
        return f"{seen}: the database is damaged. Save what can be read: digest-app check --repair"
    found = len(report.problems)
    return f"{seen}: {counted(found, 'problem')} found." if found else f"{seen}: all is whole."


def _saved(made: Recovered) -> str:
    """Say what was saved, and where the damaged database lies now."""
    saved = made.salvaged
    aside = f" The damaged database is kept: {saved.set_aside}" if saved.set_aside else ""
    again = counted(len(made.read_again), "file")
    return f"Saved {counted(saved.articles, 'article')}, read {again} again.{aside}"
