"""Articles opened by hand, without a library."""

from __future__ import annotations

from digest_app.app.reading import OpenArticle
from digest_app.domain.article import Article
from digest_app.domain.block import Block
from digest_app.domain.boilerplate import BoilerplateKind, Removal
from digest_app.domain.document import Document, Metadata
from digest_app.domain.fact import Fact, FactType
from digest_app.domain.marks import Marks


def open_text(text: str, *removed: str, facts: tuple[Fact, ...] = (), **stated) -> OpenArticle:
    """An article of lines, with the words in ``removed`` marked as boilerplate."""
    removals = tuple(removal(text, words) for words in removed)
    document = Document(text, tuple(lines_of(text)), Metadata(**stated))
    article = Article(document, removals, "news.txt")
    return OpenArticle(7, article, removals, facts, Marks(), "ab" * 32, "news.txt", "2026-01-01")


def lines_of(text: str) -> list[Block]:
    blocks, position = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(position, position + len(line)))
        position += len(line) + 1
    return blocks


def removal(text: str, words: str) -> Removal:
    start = text.index(words)
    return Removal(start, start + len(words), BoilerplateKind.AD, "test", "A test.")


def fact(text: str, words: str, sentence: str, *, key: bool = True) -> Fact:
    start, begin = text.index(words), text.index(sentence)
    return Fact(
        type=FactType.MONEY,
        text=words,
        start=start,
        end=start + len(words),
        sentence_start=begin,
        sentence_end=begin + len(sentence),
        key=key,
    )
