"""Making several articles of one text that holds several; the text itself goes to the Trash."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from digest_app.app.teaching import analyse_document
from digest_app.app.undoing import Scope, Undo
from digest_app.domain.changes import Changes
from digest_app.domain.marks import Place

if TYPE_CHECKING:
    from digest_app.domain.document import Document
    from digest_app.domain.listing import StoredArticle
    from digest_app.library.library import Library


def split(undo: Undo, library: Library, number: int, starts: Sequence[int]) -> Changes:
    """Make an article of each part of a text, cut where ``starts`` says (code points).

    The parts keep the text's file, its place, its star and its labels. As one step of undo the
    text changes places with its parts; what is undone lies in the Trash and not nowhere.

    Raises:
        LibraryError: the article is gone, or the library cannot be written to.
    """
    stored = library.articles.get(number)
    parts = _parts(library, stored, starts)
    if len(parts) < 2:  # noqa: PLR2004 - one part is no split
        return Changes()
    step = f"Split into {len(parts)} Articles"
    scope = Scope((number, *parts), marks=("place",))

    def change_places() -> Changes:
        library.marks.move([number], Place.TRASH)
        library.marks.move(parts, stored.marks.place)
        return Changes(added=parts, changed=(number,))

    return undo.do(step, scope, change_places)


def _parts(library: Library, stored: StoredArticle, starts: Sequence[int]) -> tuple[int, ...]:
    """Return the articles of the parts, those of an earlier split again; new ones lie in the Trash.

    They are added beside the step of undo, which only lets them change places with the text.
    """
    from digest_app.readers.cutting import cut  # noqa: PLC0415 - few articles are split

    as_read = replace(stored.article.document, metadata=stored.stated)
    known = _by_text(library, stored)
    documents = cut(as_read, starts)
    new = [d for d in documents if d.text not in known]
    known |= dict(zip((d.text for d in new), _added(library, stored, new), strict=True))
    return tuple(dict.fromkeys(known[d.text] for d in documents))


def _by_text(library: Library, stored: StoredArticle) -> dict[str, int]:
    """Return the other articles of the same file that lie in the Trash, by their text."""
    others = (library.articles.get(n) for n in library.articles.of_original(stored.original))
    return {
        other.article.text: other.id
        for other in others
        if other.id != stored.id and other.marks.place is Place.TRASH
    }


def _added(
    library: Library, stored: StoredArticle, documents: Sequence[Document]
) -> tuple[int, ...]:
    made = [analyse_document(library, document, stored.name) for document in documents]
    with library.database.writing():
        numbers = library.articles.add_parts(stored.id, made)
        library.marks.set_starred(numbers, starred=stored.marks.starred)
        for label in stored.marks.labels:
            library.marks.add_label(numbers, label)
        library.marks.move(numbers, Place.TRASH)
    return numbers
