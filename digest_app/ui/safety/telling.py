"""What came of a check, a backup or a repair, in sentences. Plain values without Qt."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from digest_app.domain.counting import counted
from digest_app.domain.problems import Problem
from digest_app.ui.wording import day

if TYPE_CHECKING:
    from digest_app.app.keeping_safe import Backup, KeptBackup, Report, Restored
    from digest_app.app.moving_whole import Exported, Imported
    from digest_app.library.salvage import Salvaged

_NAMED = 500


class Told(NamedTuple):
    """A headline, sentences under it, and a list of single things with what to do about each."""

    headline: str
    lines: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def backup_name(kept: KeptBackup) -> str:
    """Return ``22 Nov 2026 · 415 articles · before an update``."""
    backup = kept.backup
    why = ""
    if backup.before_restore:
        clock = backup.reason[-6:]
        why = f"before a backup was restored at {clock[:2]}:{clock[2:4]}"
    elif backup.before_update:
        why = "before an update"
    parts = (day(backup.date), counted(kept.articles, "article"), why)
    return "  ·  ".join(filter(None, parts))


def _aside(path: Path | None) -> tuple[str, ...]:
    return (f"The database from before is kept: {path}",) if path else ()


def salvaged(made: Salvaged) -> Told:
    """Tell what came back from a damaged library, and what did not."""
    also = [
        counted(number, one, many)
        for number, one, many in (
            (made.labels, "label", "labels"),
            (made.searches, "saved search", "saved searches"),
            (made.digests, "digest", "digests"),
        )
        if number
    ]
    lines = [f"Came back with them: {', '.join(also)}."] if also else []
    if made.unmarked:
        articles = counted(made.unmarked, "article")
        lines.append(f"Without their marks (read, star, place, labels): {articles}.")
    if made.orphans:
        files = counted(len(made.orphans), "file")
        lines.append(
            f"Being read again from {files} in “originals”: what was decided by hand about"
            " those articles is lost."
        )
    if not (made.unmarked or made.orphans):
        lines.append("Nothing is known to be missing.")
    headline = f"{counted(made.articles, 'article')} came back"
    return Told(headline, (*lines, *_aside(made.set_aside)))


def restored(made: Restored, backup: Backup) -> Told:
    """Tell what a backup brought back."""
    lines = []
    if made.orphans:
        files = counted(len(made.orphans), "file")
        lines.append(f"Being read again, because they were added since: {files}.")
    if made.missing:
        originals = counted(made.missing, "original")
        lines.append(f"Missing: {originals}. “Check Library” names the articles.")
    headline = f"{counted(made.articles, 'article')} came back as of {day(backup.date)}"
    return Told(headline, (*lines, *_aside(made.set_aside)))


def checked(report: Report) -> Told:
    """Tell what a check found."""
    looked = f"{counted(report.articles, 'article')}, {counted(report.originals, 'original')}"
    if not report.problems:
        line = f"The database, {looked}: everything is as it was kept."
        return Told("The library is whole", (line,))
    found = counted(len(report.problems), "problem")
    lines = [f"Looked at: the database, {looked}."]
    if report.is_damaged:
        lines.append("The database is damaged. Repair it before you go on working.")
    more = len(report.problems) - _NAMED
    if more > 0:
        lines.append(f"The list shows the first {_NAMED:,}; {more:,} more were found.")
    return Told(f"{found} found", tuple(lines), report.problems[:_NAMED])


def backed_up(backup: Backup) -> Told:
    """Tell where a backup is."""
    return Told("The backup is made and checked", (f"It is kept as {backup.path}",))


def exported(made: Exported) -> Told:
    """Tell where everything is now."""
    lines = (
        f"They are in {made.folder}",
        "Each file as it arrived, each article as text, and your labels, searches and digests.",
    )
    return Told(f"{counted(made.articles, 'article')} exported", lines)


def imported(made: Imported) -> Told:
    """Tell what came in."""
    there = made.total - made.added
    lines = (f"Already there: {counted(there, 'article')}.",) if there > 0 else ()
    return Told(f"{counted(made.added, 'article')} added", lines)
