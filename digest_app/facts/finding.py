"""The door of this room: an article's text goes in, its facts come out, each an exact span."""

from __future__ import annotations

import re
from collections.abc import Sequence

from digest_app.domain.block import Block
from digest_app.domain.boilerplate import Removal
from digest_app.domain.fact import Fact, FactType
from digest_app.facts.passages import passages

_SHAPES = (
    (FactType.MONEY, re.compile(r"[$€£¥]\s?\d[\d,.]*\d?(?:\s(?:million|billion|trillion))?")),
    (FactType.PERCENT, re.compile(r"\d+(?:\.\d+)?\s?(?:%|percent|per cent)")),
    (FactType.QUOTE, re.compile(r"“[^“”\n]+”|\"[^\"\n]+\"")),
)


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
    facts = [
        Fact(kind, m[0], m.start(), m.end(), sentence_start=p.start, sentence_end=p.end)
        for p in passages(text, blocks, removals)
        for kind, shape in _SHAPES
        for m in shape.finditer(text, p.start, p.end)
    ]
    return tuple(sorted(facts, key=lambda f: (f.start, f.end)))
