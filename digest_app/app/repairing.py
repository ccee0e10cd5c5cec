"""Showing an article with its damaged letters repaired; its file stays as it arrived."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from digest_app.app.extracting import facts_of
from digest_app.app.teaching import analyse_document, analyse_for
from digest_app.app.undoing import Scope, Undo
from digest_app.domain import deciding
from digest_app.domain.article import Article
from digest_app.domain.changes import Changes
from digest_app.domain.details import as_told
from digest_app.domain.marks import in_force

if TYPE_CHECKING:
    from digest_app.domain.document import Document
    from digest_app.library.library import Library


def repair(undo: Undo, library: Library, number: int) -> Changes:
    """Let an article's text be the repaired one; marks keep their words, facts are found anew.

    Raises:
        LibraryError: the article is gone, or the library cannot be written to.
    """
    scope = Scope((number,), texts=True, readings=True)
    return undo.do("Repair Letters", scope, partial(_repair, library, number))


def unrepair(undo: Undo, library: Library, number: int) -> Changes:
    """Let an article's text be what its file says again, damaged letters and all.

    Raises:
        LibraryError: the article is gone, or its original is missing.
        UnreadableFile: its file cannot be read any more.
    """
    scope = Scope((number,), texts=True, readings=True)
    return undo.do("Take Back Repair", scope, partial(_unrepair, library, number))


def is_repaired(document: Document) -> bool:
    """Tell whether an article's letters were repaired."""
    from digest_app.readers.repairing import REPAIRED  # noqa: PLC0415 - only for details

    return REPAIRED in document.notes


def _unrepair(library: Library, number: int) -> Changes:
    """Find the article in its file again: the one that this text is the repair of."""
    from digest_app.readers import repairing  # noqa: PLC0415 - few articles need it

    stored = library.articles.get(number)
    for article, _ in analyse_for(library)(library.articles.original(number), stored.name):
        document, place = repairing.repair(article.document)
        if document.text == stored.article.text:
            break
    else:
        return Changes()
    last = len(article.document.text)
    points = range(last + 1)

    def back(point: int) -> int:
        return min(bisect_left(points, point, key=place), last)

    library.marks.decide(number, partial(deciding.moved, place=back))
    _read_as(library, number, article)
    return Changes(changed=(number,))


def _repair(library: Library, number: int) -> Changes:
    from digest_app.readers import repairing  # noqa: PLC0415 - few articles need it

    stored = library.articles.get(number)
    as_read = replace(stored.article.document, metadata=stored.stated)
    document, place = repairing.repair(as_read)
    if document.text == as_read.text:
        return Changes()
    library.marks.decide(number, partial(deciding.moved, place=place))
    _read_as(library, number, Article(document))
    return Changes(changed=(number,))


def _read_as(library: Library, number: int, article: Article) -> None:
    """Let another document be what was read of an article, cleaned and searched for facts anew."""
    stored, marks = library.articles.get(number), library.marks.of(number)
    document = article.document
    told = replace(document, metadata=as_told(document.metadata, marks.details))
    made = analyse_document(library, told, stored.name).article
    facts = facts_of(made, in_force(made.removals, marks))
    read = replace(made, document=replace(made.document, metadata=document.metadata))
    library.articles.read_again(number, read, facts, stored.analysed_by)
