"""How articles, analyses and decisions are written down; see ``records`` for the form."""

from __future__ import annotations

from dataclasses import dataclass, replace

from digest_app.domain.article import Article
from digest_app.domain.boilerplate import Removal
from digest_app.domain.document import Document
from digest_app.domain.fact import Fact
from digest_app.domain.marks import Marks
from digest_app.library import records
from digest_app.library.records import pack, pack_text, unpack, unpack_fields


@dataclass(frozen=True, slots=True)
class Analysis:
    """What cleaning and fact-finding said; fact texts are left out, being spans of the text."""

    removals: tuple[Removal, ...]
    facts: tuple[Fact, ...]


def pack_document(document: Document) -> bytes:
    """Return everything that was read, so that cleaning can run again without the file."""
    return pack(document)


def unpack_document(packed: bytes) -> Document:
    """Undo :func:`pack_document`."""
    return unpack(Document, packed)


def pack_analysis(removals: tuple[Removal, ...], facts: tuple[Fact, ...]) -> bytes:
    """Return what cleaning and fact-finding said about an article."""
    return pack(Analysis(removals, tuple(replace(f, text="") for f in facts)))


def unpack_article(document: bytes, analysis: bytes, name: str) -> tuple[Article, tuple[Fact, ...]]:
    """Return an article and its facts from their two packed halves."""
    read = unpack_document(document)
    made = unpack(Analysis, analysis)
    facts = tuple(replace(f, text=read.text[f.start : f.end]) for f in made.facts)
    return Article(read, made.removals, name), facts


def unpack_text(document: bytes, analysis: bytes) -> tuple[str, tuple[Removal, ...]]:
    """Return only an article's text and the removals that cleaning proposes."""
    (text,) = unpack_fields(document, Document, "text")
    (removals,) = unpack_fields(analysis, Analysis, "removals")
    return text, tuple(Removal(*removal) for removal in removals)


def pack_decisions(marks: Marks) -> str:
    """Return what was decided about spans, facts and details as JSON; empty where nothing was."""
    decided = Marks(
        restored=marks.restored,
        hidden=marks.hidden,
        pinned=marks.pinned,
        unpinned=marks.unpinned,
        hidden_facts=marks.hidden_facts,
        corrections=marks.corrections,
        details=marks.details,
        dismissed=marks.dismissed,
    )
    return "" if decided == Marks() else pack_text(decided)


def unpack_decisions(packed: str) -> Marks:
    """Undo :func:`pack_decisions`; read, star, place and labels have columns of their own."""
    return records.unpack_text(Marks, packed) if packed else Marks()
