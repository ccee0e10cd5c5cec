"""Editions made by hand, and for any text at all."""

from __future__ import annotations

from hypothesis import strategies as st

from digest_app.domain.block import BlockKind, Inline, InlineKind
from digest_app.domain.edition import (
    Edition,
    Item,
    Paragraph,
    Part,
    Passage,
    Source,
    Statement,
    Value,
)
from digest_app.domain.fact import FactType


def passage(text: str, *inlines: Inline) -> Passage:
    return Passage(1, 0, len(text), text, inlines)


def paragraph(text: str, *inlines: Inline, kind=BlockKind.PARAGRAPH, level: int = 0) -> Paragraph:
    return Paragraph((passage(text, *inlines),), kind, level)


def source(number: int = 1, **told: str) -> Source:
    told = {"title": "Harbour tunnel opens", "publisher": "The Coast Courier"} | told
    return Source(number, number, **told)


def edition(*paragraphs: Paragraph, **told) -> Edition:
    item = Item("Harbour tunnel opens", source(), paragraphs, **told)
    return Edition("Morning digest", "", (Part("", (item,)),))


def statement(text: str, value: str) -> Statement:
    start = text.index(value)
    return Statement(passage(text), (Value(start, start + len(value), FactType.MONEY),))


_printable = st.characters(exclude_categories=["Cc", "Cs", "Co", "Cn", "Zl", "Zp"])
lines = st.text(_printable, min_size=1, max_size=60).filter(str.strip)
kinds = st.sampled_from([k for k in BlockKind if k is not BlockKind.TABLE])


@st.composite
def paragraphs(draw: st.DrawFn) -> Paragraph:
    text = draw(lines)
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, len(text)))
    kind = draw(st.sampled_from(list(InlineKind)))
    target = draw(st.sampled_from(["https://example.org/a?b=1", "javascript:alert(1)", ""]))
    return paragraph(
        text, Inline(start, end, kind, target), kind=draw(kinds), level=draw(st.integers(0, 7))
    )


editions = st.lists(paragraphs(), max_size=6).map(lambda ps: edition(*ps))
