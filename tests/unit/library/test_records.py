"""Values written by any version of the program are read right by this one."""

import json
import zlib
from dataclasses import dataclass, field
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_app.domain.article import Article
from digest_app.domain.block import Block, BlockKind, Element, Inline, InlineKind, Layout
from digest_app.domain.boilerplate import BoilerplateKind, Removal
from digest_app.domain.document import Document, Metadata, Origin
from digest_app.domain.fact import Fact, FactType, Part
from digest_app.domain.marks import Anchor, Correction, Marks
from digest_app.domain.span import Span
from digest_app.library.often import OFTEN
from digest_app.library.packing import (
    pack_analysis,
    pack_decisions,
    pack_document,
    unpack_article,
    unpack_decisions,
    unpack_document,
)
from digest_app.library.records import pack_text, unpack_text

words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=12)
small = st.integers(0, 40)
spans = st.tuples(small, st.integers(1, 9)).map(lambda p: Span(p[0], p[0] + p[1]))
layouts = st.none() | st.builds(Layout, small, st.floats(0, 1), small)
blocks = st.builds(Block, small, small, st.sampled_from(BlockKind), small, layouts)
inlines = st.builds(Inline, small, small, st.sampled_from(InlineKind), words)
origins = st.builds(
    Origin, words, words, words, st.lists(st.tuples(words, words), max_size=2).map(tuple)
)
metadata = st.builds(
    Metadata,
    title=words,
    authors=st.lists(words, max_size=3).map(tuple),
    published=words,
    origins=st.lists(origins, max_size=2).map(tuple),
)
documents = st.builds(
    Document,
    text=words,
    blocks=st.lists(blocks, max_size=4).map(tuple),
    metadata=metadata,
    inlines=st.lists(inlines, max_size=3).map(tuple),
    notes=st.lists(words, max_size=2).map(tuple),
    elements=st.lists(st.builds(Element, words, words, small), max_size=3).map(tuple),
)
removals = st.builds(Removal, small, small, st.sampled_from(BoilerplateKind), words, words)
anchors = st.builds(Anchor, st.sampled_from(FactType), small, small)
decisions = st.builds(
    Marks,
    restored=st.frozensets(spans, max_size=3),
    hidden=st.frozensets(spans, max_size=3),
    pinned=st.frozensets(anchors, max_size=3),
    unpinned=st.frozensets(anchors, max_size=3),
    hidden_facts=st.frozensets(anchors, max_size=3),
    corrections=st.lists(
        st.builds(Correction, st.none() | anchors, st.sampled_from(FactType), small, small, words),
        max_size=2,
    ).map(tuple),
)


@st.composite
def facts(draw: st.DrawFn, text: str) -> Fact:
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, len(text)))
    return Fact(
        draw(st.sampled_from(FactType)),
        text[start:end],
        start,
        end,
        value=draw(words),
        speaker_start=draw(st.none() | small),
        score=draw(st.floats(0, 1)),
        key=draw(st.booleans()),
        parts=tuple(draw(st.lists(st.builds(Part, words, small, small), max_size=2))),
    )


@given(st.data(), documents, st.lists(removals, max_size=3).map(tuple))
def test_an_article_comes_back_without_a_difference(
    data: st.DataObject, document: Document, removed: tuple[Removal, ...]
):
    found = tuple(data.draw(st.lists(facts(document.text), max_size=3)))

    back = unpack_article(pack_document(document), pack_analysis(removed, found), "a.txt")

    assert back == (Article(document, removed, "a.txt"), found)


@given(decisions)
def test_decisions_come_back_without_a_difference(marks: Marks):
    assert unpack_decisions(pack_decisions(marks)) == marks


class Inner(NamedTuple):
    old: int = 0
    new: str = "default"


@dataclass(frozen=True, slots=True)
class Outer:
    kept: str
    added: int = 7
    inner: tuple[Inner, ...] = ()
    one: Inner | None = None
    names: frozenset[str] = field(default_factory=frozenset)


def test_a_value_of_an_older_version_takes_defaults_for_what_is_new():
    older = [{"Outer": ["kept", "inner"], "Inner": ["old"]}, ["words", [[3], [4]]]]

    read = unpack_text(Outer, json.dumps(older))

    assert read == Outer("words", inner=(Inner(3), Inner(4)))


def test_a_value_with_fields_that_were_dropped_or_moved_is_read_by_name():
    other = [{"Outer": ["gone", "one", "kept"], "Inner": ["new", "old"]}, [1, ["n", 5], "words"]]

    assert unpack_text(Outer, json.dumps(other)) == Outer("words", one=Inner(5, "n"))


def test_sets_are_written_in_one_order():
    assert pack_text(Outer("x", names=frozenset("ba"))) == pack_text(
        Outer("x", names=frozenset("ab"))
    )


@given(documents)
def test_a_record_of_an_older_version_which_had_no_words_in_common_is_read(document: Document):
    packed = zlib.compress(pack_text(document).encode())

    assert unpack_document(packed) == document


def test_what_records_often_say_is_never_edited():
    """Whoever changes these words cannot unpack what was packed with them."""
    assert zlib.crc32(OFTEN) == 0xB4331D41


@given(documents, st.data())
def test_a_record_that_is_cut_off_is_damage_and_not_a_shorter_record(
    document: Document, data: st.DataObject
):
    packed = pack_document(document)
    cut = packed[: data.draw(st.integers(0, len(packed) - 1))]

    with pytest.raises(zlib.error):
        unpack_document(cut)
