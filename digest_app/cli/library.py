"""``add``, ``list`` and ``export``: the commands that work on the library."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from digest_app.app import opening
from digest_app.cli.exits import Exit
from digest_app.domain.changes import Fate, Outcome
from digest_app.domain.counting import counted
from digest_app.domain.digest import Digest
from digest_app.domain.listing import View
from digest_app.domain.marks import Place
from digest_app.domain.problems import ExportError

if TYPE_CHECKING:
    from argparse import Namespace

    from digest_app.app.digests import ExportReport
    from digest_app.domain.listing import ListRow
    from digest_app.library.library import Library

_BY_SUFFIX = {".html": "html", ".htm": "html"}


def library_of(options: Namespace) -> Library:
    """Open the library that the options name, or the user's own."""
    return opening.open_library(options.library or opening.default_folder())


def add(options: Namespace) -> Exit:
    """Add files and folders; a line a file says what became of it."""
    from digest_app.app.importing import add_files_apart  # noqa: PLC0415 - only this command needs it

    with library_of(options) as library:
        outcomes = add_files_apart(library, options.files)
    for outcome in outcomes:
        tell(outcome)
    return exit_of(outcomes)


def tell(outcome: Outcome) -> None:
    """Print one file's fate: to standard output what is in, to standard error what is not."""
    if outcome.problem is not None:
        print(outcome.problem, file=sys.stderr)
        return
    numbers = ", ".join(map(str, outcome.articles))
    print(f"{outcome.fate.value:<13} {Path(outcome.path).name}  [{numbers}]")
    for note in outcome.notes:
        print(f"“{Path(outcome.path).name}”: {note}", file=sys.stderr)


def exit_of(outcomes: Iterable[Outcome]) -> Exit:
    """Say in one number whether all, some or none of the files could be used."""
    failed = [outcome.fate is Fate.FAILED for outcome in outcomes]
    if failed and all(failed):
        return Exit.NOTHING_USED
    return Exit.SOME_UNUSED if any(failed) else Exit.DONE


def list_articles(options: Namespace) -> Exit:
    """Print the newest articles of a place, a line each."""
    with library_of(options) as library:
        rows = library.listing.page(View(place=Place(options.place)), limit=options.limit)
    for row in rows:
        print(_json_row(row) if options.json else _line(row))
    return Exit.DONE


def _line(row: ListRow) -> str:
    signs = f"{'' if row.read else '●':1}{'★' if row.starred else '':1}"
    source = " · ".join(filter(None, (row.publisher, row.published[:10])))
    return f"{row.id:>6} {signs:2} {row.title}" + (f"  — {source}" if source else "")


def _json_row(row: ListRow) -> str:
    shape = {**row._asdict(), "place": row.place.value, "labels": list(row.labels)}
    return json.dumps(shape, ensure_ascii=False)


def export(options: Namespace) -> Exit:
    """Write articles as one digest, to a file or to standard output."""
    from digest_app.app.digests import Format, export_digest, render  # noqa: PLC0415 - as above

    form = Format(options.format or _format_by_name(options.to))
    with library_of(options) as library:
        digest = _digest(library, options)
        if options.to is None:
            sys.stdout.write(render(library, digest, form)[0].text)
            return Exit.DONE
        report = export_digest(library, digest, options.to, form)
    print(f"{report.path}: {checked(report)}.")
    return Exit.DONE


def checked(report: ExportReport) -> str:
    """Say what an export holds and what of it was checked."""
    passages = counted(report.passages, "passage")
    return f"{counted(report.sources, 'article')}, {passages} checked"


def _format_by_name(path: Path | None) -> str:
    return _BY_SUFFIX.get(path.suffix.lower(), "markdown") if path else "markdown"


def _digest(library: Library, options: Namespace) -> Digest:
    """Return the digest asked for: a saved one, the articles named, or the whole inbox."""
    if options.digest is not None:
        from digest_app.app.digests import load_digest  # noqa: PLC0415 - only here

        return load_digest(library, options.digest)
    numbers = tuple(options.articles) or _inbox(library)
    if not numbers:
        raise ExportError(options.title, "the inbox is empty.", "Add files first.")
    return Digest(title=options.title).with_articles(numbers)


def _inbox(library: Library) -> tuple[int, ...]:
    """Return every article of the inbox, newest first."""
    return tuple(library.listing.ids(View(place=Place.INBOX)))
