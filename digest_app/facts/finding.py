"""The door of this room: an article's text goes in, its facts come out, each an exact span."""

from __future__ import annotations

import re
from collections.abc import Sequence

from digest_app.domain.block import Block
from digest_app.domain.boilerplate import Removal
from digest_app.domain.fact import Fact, FactType
from digest_app.facts.grammar.figures import find_figures
from digest_app.facts.grammar.phrase import Found
from digest_app.facts.names.mention import find_names
from digest_app.facts.passages import Passage, masked, passages
from digest_app.facts.quotes.quotations import Quotation, find_quotations
from digest_app.facts.quotes.resolving import Resolver
from digest_app.facts.sentences import sentence_at, split

_QUOTE = re.compile(r"“[^“”\n]+”|\"[^\"\n]+\"")


def find(
    text: str,
    *,
    removals: Sequence[Removal] = (),
    blocks: Sequence[Block] = (),
    title: str = "",
    published: str = "",
    language: str = "",
) -> tuple[Fact, ...]:
    """Return the facts of an article, in reading order.

    Args:
        text: the article's own text.
        removals: boilerplate; no fact touches it.
        blocks: the paragraph-level pieces; without them each line is one.
        title: the headline, for ranking.
        published: ISO date against which relative dates resolve.
        language: BCP 47 tag; empty where nobody knows.
    """
    kept = passages(text, blocks, removals)
    shown = masked(text, kept)
    sentences = [s for p in kept for s in split(shown, p.start, p.end)]
    found = find_figures(shown, language=language or "en", published=published)
    names = find_names(shown, sentences)
    found += [Found(n.type, n.start, n.end) for n in names]
    facts = [_fact(text, one, sentences) for one in found]
    resolver = Resolver(text, names)
    facts += [_quote(text, q, sentences, resolver) for q in find_quotations(shown, kept, names)]
    return tuple(sorted(facts, key=lambda f: (f.start, f.end)))


def _quote(text: str, one: Quotation, sentences: list[tuple[int, int]], resolver) -> Fact:
    start, end = sentence_at(sentences, one.start)
    who = one.speaker or (None, None)
    speaker = text[who[0]:who[1]] if one.speaker else ""
    if one.speaker:
        n = resolver.resolve(*one.speaker, one.start)
        if n:
            speaker = text[n.start:n.end]
    return Fact(FactType.QUOTE, text[one.start:one.end], one.start, one.end, speaker=speaker, speaker_start=who[0], speaker_end=who[1], sentence_start=start, sentence_end=end)


def _fact(text: str, one: Found, sentences: list[tuple[int, int]]) -> Fact:
    """Return the found span as a fact."""
    start, end = sentence_at(sentences, one.start)
    return Fact(
        one.type, text[one.start : one.end], one.start, one.end, value=one.value,
        sentence_start=start, sentence_end=end, why=one.note, parts=one.parts,
    )  # fmt: skip
