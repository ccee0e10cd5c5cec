"""Draws a cleaned article as text that a person can review by reading it.

One line a piece: its kind (``keep`` for what stays), a bar, its words. A piece that continues the
block of the line above is marked ``+``. The lines before the first blank one say what was read
about the article.
"""

from __future__ import annotations

from digest_app.domain.article import Article
from digest_app.domain.block import Block

STATED = ("title", "byline", "publisher", "published", "url", "language")


def draw(article: Article) -> str:
    """Return the picture of an article: what it states, then its pieces, block by block."""
    stated = [f"{name}: {getattr(article, name)}".rstrip() for name in STATED]
    pieces = [line for block in article.blocks for line in _lines(article, block)]
    return "\n".join([*stated, "", *pieces, ""])


def _lines(article: Article, block: Block) -> list[str]:
    lines: list[str] = []
    for piece in article.pieces:
        start, end = max(piece.start, block.start), min(piece.end, block.end)
        words = " ".join(article.text[start:end].split()) if start < end else ""
        if words:
            kind = piece.removal.kind.value if piece.removal else "keep"
            lines.append(f"{'+' if lines else ''}{kind} | {words}")
    return lines
