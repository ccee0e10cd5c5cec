"""Reading one article with everything that belongs to it."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from digest_app.domain.article import Article
from digest_app.domain.boilerplate import pieces
from digest_app.domain.details import as_told
from digest_app.domain.listing import StoredArticle
from digest_app.domain.marks import Marks, Place, in_force
from digest_app.domain.problems import DamagedLibrary
from digest_app.domain.span import Span
from digest_app.library.database import Database
from digest_app.library.packing import unpack_article, unpack_decisions, unpack_text

_READ_AGAIN = "Let Digest save what can be read: the article is read again from its file."


@contextmanager
def _whole(number: int) -> Iterator[None]:
    """Tell of damage inside a record, which the database itself cannot notice.

    Raises:
        DamagedLibrary: what is kept of the article cannot be unpacked.
    """
    try:
        yield
    except (zlib.error, ValueError, KeyError, TypeError, IndexError) as error:
        thing, what = f"article {number}", "what the database holds of it is damaged."
        raise DamagedLibrary(thing, what, _READ_AGAIN) from error


def load_marks(database: Database, number: int) -> Marks:
    """Return the marks of one article; those of a new one where there is none."""
    row = database.row(
        "SELECT read, starred, place, decisions FROM mark WHERE article = ?", (number,)
    )
    if row is None:
        return Marks()
    read, starred, place, decisions = row
    with _whole(number):
        return replace(
            unpack_decisions(decisions),
            read=bool(read),
            starred=bool(starred),
            place=Place(place),
            labels=_labels(database, number),
        )


def _labels(database: Database, number: int) -> tuple[str, ...]:
    rows = database.rows(
        "SELECT name FROM labelled JOIN label ON label.id = label WHERE article = ? ORDER BY name",
        (number,),
    )
    return tuple(row[0] for row in rows)


def load_shown(database: Database, number: int) -> tuple[str, tuple[Span, ...]] | None:
    """Return an article's text and the ranges of it that are shown; None where it is gone."""
    row = database.row(
        "SELECT document.packed, analysis.packed, decisions FROM document"
        " JOIN analysis USING (article) JOIN mark USING (article) WHERE article = ?",
        (number,),
    )
    if row is None:
        return None
    document, analysis, decisions = row
    with _whole(number):
        text, removals = unpack_text(document, analysis)
        held = in_force(removals, unpack_decisions(decisions))
    kept = (piece for piece in pieces(text, held) if piece.removal is None)
    return text, tuple(Span(piece.start, piece.end) for piece in kept)


def load(database: Database, number: int) -> StoredArticle | None:
    """Return one article with its facts and marks; None where it is gone."""
    row = database.row(
        "SELECT document.packed, analysis.packed, name, lower(hex(sha256)), part, added,"
        " made_by FROM article JOIN original ON original.id = article.original"
        " JOIN document ON document.article = article.id"
        " JOIN analysis ON analysis.article = article.id WHERE article.id = ?",
        (number,),
    )
    if row is None:
        return None
    document, analysis, name, sha256, part, added, made_by = row
    with _whole(number):
        article, facts = unpack_article(document, analysis, name)
    marks = load_marks(database, number)
    return StoredArticle(
        *(number, told(article, marks), facts, marks, sha256, part, name, added, made_by),
        stated=article.metadata,
    )


def told(article: Article, marks: Marks) -> Article:
    """Return an article with its details as the user says they are."""
    if not marks.details:
        return article
    about = as_told(article.metadata, marks.details)
    return replace(article, document=replace(article.document, metadata=about))
