"""What the lines of a page state is the same in compiled form and in Python."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_app.domain.block import Block, BlockKind, Element, Layout
from digest_app.domain.compiled import compiled
from digest_app.domain.document import Document, Metadata, Origin
from digest_app.readers import ownership, page_lines
from digest_app.readers.line_words import BYLINE_CLASSES
from digest_app.readers.page import read_page

SEEDS = Path(__file__).resolve().parents[3] / "seeds"
quick: Any = compiled("digest_app.readers.compiled_page_lines")
pytestmark = pytest.mark.skipif(quick is None, reason="the compiled form was not built")

LINES = st.one_of(
    st.sampled_from([
        "By Ada Lindqvist", "Ferry sails again", "Written by Ben Osei | 12 March 2026", "12 March 2026",
        "Updated March 3, 2026", "© 2026 The Ellery Courier", "(c) 2026 Pier Post. All rights",
        "Ada Lindqvist", "日本 © 2026 日本", "https://a.example/b", "x" * 301, "By Ada Lindqvist" + " " * 300,
        "Ferry sails again | The Courier", "First published in The Pier Post.", "Ⓒ ⓒ 2026 Courier",
    ]),
    st.text(max_size=20),
)  # fmt: skip
CLASSES = st.lists(
    st.one_of(
        st.sampled_from([*BYLINE_CLASSES, "post-author", "coauthor", "story", "ſ", "日本", "authors"]),
        st.sampled_from(["-", "_", " ", "x", "\u2003"]),
    ),
    max_size=5,
).map("".join)  # fmt: skip
TITLES = st.sampled_from(["", "Ferry sails again", "Ferry sails again | The Courier", "Pier"])
STATED = st.builds(
    Metadata,
    title=TITLES,
    authors=st.sampled_from([(), ("Ada Lindqvist",), ("admin7",)]),
    publisher=st.sampled_from(["", "The Courier"]),
    published=st.sampled_from(["", "2026-03-12"]),
    language=st.sampled_from(["", "en"]),
)


def _with_origins(stated: Metadata) -> Metadata:
    fields = {name: getattr(stated, name) for name in Metadata.__slots__ if name != "origins"}
    origins = tuple(
        Origin(name, "meta tags", value if isinstance(value, str) else ", ".join(value))
        for name, value in fields.items()
        if value
    )
    return Metadata(**fields, origins=origins)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Documents whose elements are named at random, and whose lines may state something."""
    words = draw(st.lists(CLASSES, min_size=1, max_size=6))
    elements = tuple(
        Element("div", each, draw(st.integers(-1, number - 1))) for number, each in enumerate(words)
    )
    text, blocks = "", []
    for line in draw(st.lists(LINES, max_size=24)):
        layout = draw(st.sampled_from([None, *(Layout(at) for at in range(len(elements)))]))
        kind = draw(st.sampled_from([BlockKind.HEADING, BlockKind.PARAGRAPH]))
        start, text = len(text), text + line
        blocks.append(Block(start, len(text), kind, draw(st.integers(0, 2)), layout))
        text += "\n"
    return Document(text, tuple(blocks), _with_origins(draw(STATED)), elements=elements)


def _assert_the_same(document: Document) -> None:
    native = page_lines.completed(document)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(page_lines, "_QUICK", None)
        assert page_lines.completed(document) == native


@given(documents())
def test_any_document_is_completed_the_same(document: Document) -> None:
    _assert_the_same(document)


@pytest.mark.parametrize("name", sorted(p.name for p in SEEDS.glob("*.htm*")))
def test_seeds_are_completed_the_same(name: str) -> None:
    _assert_the_same(read_page((SEEDS / name).read_bytes()))


@given(st.lists(st.one_of(LINES, st.sampled_from(ownership.SIGNS)), max_size=4).map("".join))
def test_no_owner_is_passed_over(line: str) -> None:
    known = quick.owning(line, (Block(0, len(line)),), 0)
    wanted = len(line) <= ownership.LINE_CHARS and any(sign in line for sign in ownership.SIGNS)
    assert known == ([line] if wanted else [])


@given(CLASSES, st.booleans())
def test_the_same_classes_are_called_a_byline(words: str, inside: bool) -> None:
    elements = (Element("div", words, -1), Element("p", "", 0))
    block = Block(0, 1, layout=Layout(int(inside)))
    called = quick.called_bylines("x", (block,), elements, 0, 1, 120, page_lines._names_byline)
    assert bool(called) == page_lines._names_byline(words)


@pytest.mark.parametrize(
    ("block", "error"),
    [
        ((0, 1), TypeError),
        (7, TypeError),
        (Block(0, 1, layout=Layout(5)), IndexError),
        (Block(0, 1, layout=Layout(1)), TypeError),
    ],
)
def test_what_is_no_sound_document_is_refused(block: Any, error: type[Exception]) -> None:
    elements: Any = (Element("p", "words", -1), "p")
    with pytest.raises(error):
        quick.called_bylines("x", (block,), elements, 0, 1, 120, page_lines._names_byline)
    assert quick.stating("words", (Block(-90, 10**9),), 0, 50, bylines=False) == []
