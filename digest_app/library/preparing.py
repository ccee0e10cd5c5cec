"""What an article comes to before it is written, so that the write lock is held for less."""

from __future__ import annotations

from typing import NamedTuple

from digest_app.domain.article import Article
from digest_app.domain.fact import Fact
from digest_app.domain.listing import StoredArticle
from digest_app.domain.marks import Marks, in_force
from digest_app.library.common_lines import keys_of
from digest_app.library.details import columns
from digest_app.library.index import Entry, entry
from digest_app.library.packing import pack_analysis, pack_document
from digest_app.library.summary import lead, word_count


class Ready(NamedTuple):
    """One article that only has to be written: its columns, packed halves, words and lines."""

    title: str
    columns: tuple[str, ...]
    document: bytes
    analysis: tuple[object, ...]
    entry: Entry
    lines: frozenset[int]


def made_ready(article: Article, facts: tuple[Fact, ...], name: str, made_by: str) -> Ready:
    """Compute everything about a new article that its row numbers are not needed for."""
    # Its number, file and time of arrival are not searched for.
    new = StoredArticle(0, article, facts, Marks(), "", 0, name, "")
    return Ready(
        article.title,
        columns(article),
        pack_document(article.document),
        analysis_row(article, facts, Marks(), made_by),
        entry(new),
        keys_of(article),
    )


def analysis_row(
    article: Article, facts: tuple[Fact, ...], marks: Marks, made_by: str
) -> tuple[object, ...]:
    """Return the columns of ``analysis`` after the article's number."""
    shown = Article(article.document, in_force(article.removals, marks), article.name)
    text = shown.cleaned_text
    return made_by, word_count(text), lead(shown), pack_analysis(article.removals, facts)
