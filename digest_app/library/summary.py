"""What a list shows of an article: how long it is, and how it begins."""

from __future__ import annotations

import re

from digest_app.domain.article import Article
from digest_app.domain.block import Block, BlockKind
from digest_app.domain.span import Span

LEAD_LENGTH = 160
_PROSE = {BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.LIST_ITEM}
_WIDE = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_WIDE}]|[^\W{_WIDE}](?:[\w'’\-.,]*\w)?")
_WIDE_LETTER = re.compile(f"[{_WIDE}]")
#: Chinese and Japanese run without spaces; a word of theirs has about two characters.
_WIDE_PER_WORD = 2


def word_count(text: str) -> int:
    """Return how many words a text has; two Chinese or Japanese characters count as one."""
    wide = len(_WIDE_LETTER.findall(text))
    return len(_WORD.findall(text)) - wide + -(-wide // _WIDE_PER_WORD)


def lead(article: Article) -> str:
    """Return the first words of the first kept paragraph, on one line."""
    kept = (b for b in article.blocks if b.kind in _PROSE and not _is_removed(b, article))
    first = next(kept, None)
    text = article.text[first.start : first.end] if first else article.cleaned_text
    return _cut(" ".join(text[: LEAD_LENGTH * 4].split()))


def _is_removed(block: Block, article: Article) -> bool:
    return any(r.start < block.end and block.start < r.end for r in article.removals) or not (
        Span(block.start, block.end).of(article.text).strip() if block.end > block.start else ""
    )


def _cut(line: str) -> str:
    if len(line) <= LEAD_LENGTH:
        return line
    whole, _, _ = line[:LEAD_LENGTH].rpartition(" ")
    return f"{whole or line[:LEAD_LENGTH]}…"
