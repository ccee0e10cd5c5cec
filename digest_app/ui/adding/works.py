"""What adding does on the worker's thread; the heavy parts are loaded there, with the first use."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from digest_app.domain.changes import Changes, Fate, Outcome
from digest_app.domain.importing import JobState, Progress, Standing
from digest_app.domain.problems import DigestError, Problem

if TYPE_CHECKING:
    from digest_app.app.importing import ImportJob
    from digest_app.library.library import Library


class Begun(NamedTuple):
    """An import at work, and what became of its files before this program started."""

    job: ImportJob
    earlier: tuple[Outcome, ...] = ()


def start(library: Library, paths: tuple[Path, ...]) -> Begun:
    """Begin to add files and folders."""
    from digest_app.app.importing import ImportJob  # noqa: PLC0415 - 14 ms, on the worker's thread

    return Begun(ImportJob.start(library.folder, paths))


def retry(library: Library, number: int) -> Begun:
    """Begin to read the failed files of an import again."""
    from digest_app.app.importing import ImportJob  # noqa: PLC0415 - 14 ms, on the worker's thread

    return Begun(ImportJob.retry(library.folder, number))


def go_on(library: Library, number: int) -> Begun:
    """Go on with an import that had to stop in this session."""
    from digest_app.app.importing import ImportJob  # noqa: PLC0415 - 14 ms, on the worker's thread

    return Begun(ImportJob.resume(library.folder, number))


def resume(library: Library, number: int) -> Begun:
    """Go on with an import that was cut short in an earlier session."""
    earlier = library.jobs.outcomes(number)
    return Begun(go_on(library, number).job, earlier)


def last(library: Library) -> int | None:
    """Return the number of the last import, of whichever session."""
    return library.jobs.last()


def told_before(library: Library, number: int) -> Progress:
    """Return what became of the files of an import of an earlier session."""
    outcomes = library.jobs.outcomes(number)
    return Progress(number, JobState.DONE, library.jobs.standing(number), outcomes=outcomes)


def paste(library: Library, text: str, html: str) -> Outcome:
    """Add what was pasted."""
    from digest_app.app import pasting  # noqa: PLC0415 - the readers come with it

    return pasting.paste(library, text=text, html=html)


def save(library: Library, path: Path, text: str) -> None:
    """Write the list of outcomes to a file."""
    from digest_app.app.files import write_whole  # noqa: PLC0415 - only when saving

    write_whole(path, text.encode("utf-8"))


# -- plain values -------------------------------------------------------------------------


def changes(outcomes: Iterable[Outcome]) -> Changes:
    """Return what these outcomes mean for lists that are shown."""
    return Changes(added=tuple(n for o in outcomes if o.fate is Fate.ADDED for n in o.articles))


def together(told: Iterable[Progress]) -> tuple[Standing, float, float | None]:
    """Return several imports as one: their numbers, files a second, and seconds left (or None)."""
    several = tuple(told)
    standings = [progress.standing for progress in several]
    left = [p.seconds_left for p in several if not p.is_over]
    known = [seconds for seconds in left if seconds is not None]
    standing = Standing(
        sum(s.total for s in standings),
        sum(s.added for s in standings),
        sum(s.already_there for s in standings),
        sum(s.failed for s in standings),
    )
    rate = sum(p.rate for p in several if not p.is_over)
    return standing, rate, max(known) if known and len(known) == len(left) else None


def unstarted(paths: Iterable[Path], problem: BaseException) -> tuple[Outcome, ...]:
    """Return what became of files whose import could not even begin."""
    told = problem.problem if isinstance(problem, DigestError) else None
    what = told.what if told else "the import could not begin."
    next_step = told.next_step if told else "Try again."
    return tuple(
        Outcome(str(path), Fate.FAILED, problem=Problem(path.name, what, next_step))
        for path in paths
    )


def sentence(problem: BaseException) -> str:
    """Return what the bar says of something that could not begin; a bug is shown elsewhere."""
    return str(problem) if isinstance(problem, DigestError) else "Nothing was added."
