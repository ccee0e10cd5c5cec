"""Showing an article with its damaged letters repaired; its file stays as it arrived."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from digest_app.app.extracting import facts_of
from digest_app.app.teaching import analyse_document
from digest_app.app.undoing import Scope, Undo
from digest_app.domain import deciding
from digest_app.domain.changes import Changes
from digest_app.domain.details import as_told
from digest_app.domain.marks import in_force

if TYPE_CHECKING:
    from digest_app.library.library import Library


def repair(undo: Undo, library: Library, number: int) -> Changes:
    """Let an article's text be the repaired one; marks keep their words, facts are found anew.

    Raises:
        LibraryError: the article is gone, or the library cannot be written to.
    """
    scope = Scope((number,), texts=True, readings=True)
    return undo.do("Repair Letters", scope, partial(_repair, library, number))


def _repair(library: Library, number: int) -> Changes:
    from digest_app.readers import repairing  # noqa: PLC0415 - few articles need it

    stored = library.articles.get(number)
    as_read = replace(stored.article.document, metadata=stored.stated)
    document, place = repairing.repair(as_read)
    if document.text == as_read.text:
        return Changes()
    library.marks.decide(number, partial(deciding.moved, place=place))
    marks = library.marks.of(number)
    told = replace(document, metadata=as_told(document.metadata, marks.details))
    article = analyse_document(library, told, stored.name).article
    facts = facts_of(article, in_force(article.removals, marks))
    read = replace(article, document=replace(article.document, metadata=document.metadata))
    library.articles.read_again(number, read, facts, stored.analysed_by)
    return Changes(changed=(number,))
