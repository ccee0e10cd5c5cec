"""Articles and facts as JSON values: one documented shape, with its version.

The shape is told in ``docs/guide/command-line.md``. Fields are added in later versions of the
program, never renamed or removed within one ``version``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from digest_app.domain.article import Article
from digest_app.domain.fact import Fact

SHAPE_VERSION = 1


def article_shape(article: Article) -> dict[str, Any]:
    """Return an article for ``clean --json``; positions are code points of ``text``, half open."""
    metadata = article.metadata
    return {
        "version": SHAPE_VERSION,
        "title": metadata.title or None,
        "byline": metadata.byline or None,
        "publisher": metadata.publisher or None,
        "published": metadata.published or None,
        "url": metadata.url or None,
        "language": metadata.language or None,
        "text": article.text,
        "cleaned": article.cleaned_text,
        "removals": [
            {
                "start": removal.start,
                "end": removal.end,
                "kind": removal.kind.value,
                "rule": removal.rule,
                "reason": removal.reason,
            }
            for removal in article.removals
        ],
    }


def facts_shape(facts: Iterable[Fact], text: str) -> dict[str, Any]:
    """Return facts for ``facts --json``; what does not apply to a fact is null.

    ``text`` is the text that they were found in, for their sentences.
    """
    return {"version": SHAPE_VERSION, "facts": [_fact_shape(fact, text) for fact in facts]}


def _fact_shape(fact: Fact, text: str) -> dict[str, Any]:
    return {
        "type": fact.type.value,
        "text": fact.text,
        "start": fact.start,
        "end": fact.end,
        "value": fact.value or None,
        "speaker": fact.speaker or None,
        "speaker_start": fact.speaker_start,
        "speaker_end": fact.speaker_end,
        "sentence": text[fact.sentence_start : fact.sentence_end],
        "sentence_start": fact.sentence_start,
        "sentence_end": fact.sentence_end,
        "score": fact.score,
        "key": fact.key,
        "why": fact.why,
        "group": fact.group,
        "parts": [{"name": p.name, "start": p.start, "end": p.end} for p in fact.parts],
    }
