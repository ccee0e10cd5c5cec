"""Articles for tests about the library: small, whole, and different where it matters."""

from __future__ import annotations

import re

from digest_app.domain.article import Article
from digest_app.domain.block import Block
from digest_app.domain.boilerplate import BoilerplateKind, Removal
from digest_app.domain.document import Document, Metadata
from digest_app.domain.fact import Fact, FactType
from digest_app.library.articles import Analysed, Arrival
from digest_app.library.library import Library

_PARAGRAPH = re.compile(r"[^\n]+")
_MONEY = re.compile(r"\$(\d+)")


def make_article(text: str, name: str = "", **metadata: object) -> Article:
    """Return an article whose paragraphs are the lines of the text; “Ad:” lines are removed."""
    blocks = tuple(Block(m.start(), m.end()) for m in _PARAGRAPH.finditer(text))
    removals = tuple(
        Removal(b.start, b.end, BoilerplateKind.AD, "ad", "Begins with “Ad:”.")
        for b in blocks
        if text.startswith("Ad:", b.start)
    )
    return Article(Document(text, blocks, Metadata(**metadata)), removals, name)


def make_facts(article: Article) -> tuple[Fact, ...]:
    """Return every “$14” of the kept text as a sum."""
    return tuple(
        Fact(FactType.MONEY, m.group(), m.start(), m.end(), value=f"USD {m.group(1)}", key=True)
        for m in _MONEY.finditer(article.text)
        if not any(r.start <= m.start() < r.end for r in article.removals)
    )


def analyse(data: bytes, name: str) -> list[Analysed]:
    """Read a test's file: UTF-8 text whose first line is the title."""
    text = data.decode()
    article = make_article(text, name, title=text.partition("\n")[0])
    return [(article, make_facts(article))]


def add_article(library: Library, text: str, *, added: str = "", **metadata: object) -> int:
    """Add one article as an import would; return its number."""
    data = f"{text}{metadata}".encode()
    article = make_article(text, **metadata)
    arrival = Arrival(
        library.originals.keep(data),
        len(data),
        [(article, make_facts(article))],
        "note.txt",
        added or "2026-11-22T09:00:00Z",
        "test",
    )
    with library.database.writing():
        (number,) = library.articles.add(arrival)
    return number
