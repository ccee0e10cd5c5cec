"""A call without a command: the window, or the same job in words where there is no display."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from digest_app.app import opening
from digest_app.cli.display import why_no_display
from digest_app.cli.exits import Exit
from digest_app.domain.problems import LibraryError

if TYPE_CHECKING:
    from argparse import Namespace

    from digest_app.app.reading import OpenArticle
    from digest_app.library.library import Library


class Show(Protocol):
    """Opens the window on a library, adds files to it, and returns an exit code when it closes."""

    def __call__(self, folder: Path, files: Sequence[Path], *, quit_when_ready: bool) -> int:
        """Show the window until the user closes it, or until it has painted."""


def open_window(options: Namespace) -> Exit:
    """Open the window on the library; without a display do its job on the command line."""
    folder: Path = options.library or opening.default_folder()
    show: Show | None = options.show
    reason = why_no_display(os.environ) if show else "this installation has none"
    if reason or show is None:
        print(f"The window cannot open: {reason}.", file=sys.stderr)
        print("Doing the same on the command line.\n", file=sys.stderr)
        return _in_words(folder, options)
    files = _files(folder, options)
    return Exit(show(folder, files, quit_when_ready=options.quit_when_ready))


def _files(folder: Path, options: Namespace) -> Sequence[Path]:
    """Return the files to add: those named, and the samples where they are asked for."""
    if options.files or not options.samples:
        return tuple(options.files)
    try:
        with opening.open_library(folder) as library:
            if library.listing.counts().everything:
                return ()
    except LibraryError:  # the window says why, and what to do
        return ()
    from digest_app.app.samples import sample_files  # noqa: PLC0415 - first run only

    return sample_files()


def _in_words(folder: Path, options: Namespace) -> Exit:
    """Add the files (the samples, if none are named), print key facts, write a digest."""
    from digest_app.app.importing import add_files_apart  # noqa: PLC0415 - only without a window
    from digest_app.app.samples import sample_files  # noqa: PLC0415 - only without a window
    from digest_app.cli.library import exit_of, tell  # noqa: PLC0415 - only without a window

    with opening.open_library(folder) as library:
        outcomes = add_files_apart(library, options.files or sample_files())
        for outcome in outcomes:
            tell(outcome)
        numbers = tuple(n for outcome in outcomes for n in outcome.articles)
        _print_articles(library, numbers)
        if numbers:
            _write_digest(library, folder, numbers)
    return exit_of(outcomes)


def _print_articles(library: Library, numbers: Sequence[int]) -> None:
    from digest_app.app.reading import open_article  # noqa: PLC0415 - only without a window

    for number in numbers:
        print("\n" + "\n".join(_told(open_article(library, number))))


def _told(opened: OpenArticle) -> list[str]:
    """Return an article in a few lines: title, source, what was folded away, key facts."""
    from digest_app.cli.reading import fact_lines  # noqa: PLC0415 - only without a window

    about = opened.article
    source = " · ".join(filter(None, (about.publisher, about.byline, about.published[:10])))
    lines = [opened.title, f"  {source}"] if source else [opened.title]
    lines.append(f"  {_folded(opened)}")
    facts = fact_lines(about, opened.pinned)
    return lines + [f"  {line}" for fact in facts for line in fact.split("\n")]


def _folded(opened: OpenArticle) -> str:
    """Say how much was folded away, and of which kinds."""
    from digest_app.domain.boilerplate import KIND_NAMES  # noqa: PLC0415 - as above
    from digest_app.domain.counting import counted  # noqa: PLC0415 - as above

    kinds = dict.fromkeys(KIND_NAMES[removal.kind] for removal in opened.removals)
    count = len(opened.removals)
    if not count:
        return "nothing folded away"
    return f"folded away in {counted(count, 'place')}: {', '.join(kinds)}"


def _write_digest(library: Library, folder: Path, numbers: Sequence[int]) -> None:
    """Write the articles as one digest in every format, beside the library."""
    from digest_app.app.digests import Format, export_digest  # noqa: PLC0415 - as above
    from digest_app.cli.library import checked  # noqa: PLC0415 - as above
    from digest_app.domain.digest import Digest  # noqa: PLC0415 - as above

    place = folder / "digests"
    place.mkdir(exist_ok=True)
    digest = Digest(title="Sample digest").with_articles(tuple(numbers))
    print()
    for form in Format:
        report = export_digest(library, digest, place / f"digest{form.suffix}", form)
        print(f"Digest written: {report.path} ({checked(report)})")
