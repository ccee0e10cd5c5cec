"""What reading one file gives: its articles, its format, and what to tell the user."""

from __future__ import annotations

from dataclasses import dataclass

from digest_app.domain.document import Document


@dataclass(frozen=True, slots=True)
class Reading:
    """The articles of one file, in the file's order; there is at least one.

    ``format`` is the name the user knows ("saved page", "e-mail"), found by content and not by
    the file's name. ``notes`` are sentences about the file as a whole ("2 of the 14 entries
    hold no text."); what concerns one article is in its ``Document.notes``.
    """

    documents: tuple[Document, ...]
    format: str
    notes: tuple[str, ...] = ()
