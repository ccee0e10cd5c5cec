"""What the program offers to do with an article: proposals that wait for a person."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from digest_app.app.pasting import PASTED
from digest_app.domain import deciding
from digest_app.domain.changes import Changes
from digest_app.domain.marks import Offer

if TYPE_CHECKING:
    from digest_app.domain.listing import StoredArticle
    from digest_app.library.library import Library

_LINE = 90


class Begin(NamedTuple):
    """Where an article may begin in a text: its first line, and the reason in a sentence."""

    start: int
    line: str
    reason: str


class Offers(NamedTuple):
    """What is offered for an article; nothing where both are empty.

    ``begins`` are where articles begin in it, the first of them at its own beginning.
    ``damages`` are words with damaged letters, each with what it is once it is repaired.
    """

    number: int
    begins: tuple[Begin, ...] = ()
    damages: tuple[tuple[str, str], ...] = ()


def offers(library: Library, number: int) -> Offers:
    """Return what may be done with an article and was not dismissed yet.

    Raises:
        LibraryError: the article is gone.
    """
    stored = library.articles.get(number)
    dismissed = stored.marks.dismissed
    return Offers(
        number,
        () if Offer.SPLIT in dismissed else tuple(_begins(stored)),
        () if Offer.LETTERS in dismissed else _damages(stored),
    )


def _begins(stored: StoredArticle) -> list[Begin]:
    """Return where articles begin in what was written or pasted; a page is one article."""
    document = stored.article.document
    if document.elements and stored.name not in PASTED:
        return []
    from digest_app.readers.splitting import split_points  # noqa: PLC0415 - few articles need it

    splits = split_points(document.text)
    if not splits:
        return []
    first = Begin(0, _first_line(document.text, 0), "The text begins here.")
    return [first, *(Begin(s.start, _first_line(document.text, s.start), s.reason) for s in splits)]


def _first_line(text: str, start: int) -> str:
    line = " ".join(text[start:].lstrip().partition("\n")[0].split())
    return line if len(line) <= _LINE else f"{line[:_LINE].rstrip()}…"


def _damages(stored: StoredArticle) -> tuple[tuple[str, str], ...]:
    from digest_app.readers.repairing import damages  # noqa: PLC0415 - few articles need it

    return tuple((d.found, d.meant) for d in damages(stored.article.text))


def dismiss(library: Library, number: int, offer: Offer) -> Changes:
    """Do not offer this for the article again; nobody would undo that."""
    decide = partial(deciding.dismiss, offer=offer)
    return library.marks.decide(number, decide)
