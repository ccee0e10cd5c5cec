"""Pasting an article: what was on the clipboard becomes an original like any dropped file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest_app.app.already import already_there
from digest_app.app.extracting import Analysed
from digest_app.app.teaching import analyse_for
from digest_app.domain.changes import Fate, Outcome
from digest_app.domain.clock import now
from digest_app.domain.problems import Problem, UnreadableFile

if TYPE_CHECKING:
    from digest_app.library.library import Library

_PAGE, _TEXT = "Pasted page.html", "Pasted text.txt"
PASTED = (_PAGE, _TEXT)
"""What a paste is called, since it has no file's name."""
_NOTHING = Problem("The clipboard", "there is no text on it.", "Copy an article and paste again.")


def paste(library: Library, *, text: str = "", html: str = "") -> Outcome:
    """Add what was copied, as a page where it came as one; the same paste twice adds nothing.

    Raises:
        LibraryError: the library cannot be written to.
    """
    name, content = (_PAGE, html) if html.strip() else (_TEXT, text)
    from digest_app.library.originals import identity  # noqa: PLC0415 - the window paints first

    if not content.strip():
        return Outcome(name, Fate.FAILED, problem=_NOTHING)
    data = content.encode("utf-8", "replace")
    if known := library.articles.of_original(identity(data)):
        return already_there(library, name, known)
    try:
        articles = analyse_for(library)(data, name)
    except UnreadableFile as error:
        return Outcome(name, Fate.FAILED, problem=error.problem)
    return _add(library, data, name, articles)


def _add(library: Library, data: bytes, name: str, articles: tuple[Analysed, ...]) -> Outcome:
    """Keep the original first: a kill in between leaves a file too many, never one too few."""
    from digest_app.library.articles import Arrival  # noqa: PLC0415 - the window paints first

    sha256 = library.originals.keep(data)
    with library.database.writing():
        arrival = Arrival(sha256, len(data), articles, name, now())
        added = library.articles.add(arrival)
    notes = tuple(note for article, _ in articles for note in article.document.notes)
    return Outcome(name, Fate.ADDED, added, notes=notes)
