"""What JSON-LD states becomes the same claims in compiled form and in Python."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_app.domain.compiled import compiled
from digest_app.readers import json_ld
from digest_app.readers.claims import Claim

quick: Any = compiled("digest_app.readers.compiled_json_ld")
pytestmark = pytest.mark.skipif(quick is None, reason="the compiled form was not built")

WORDS = st.one_of(
    st.sampled_from([
        "Ada Lindqvist", "ADA LINDQVIST", "By Ada Lindqvist and Ben Osei", "admin", " ", "The Pier Post",
        "Ferry sails...", "Ferry sails again", "Ferry…", "https://pier.example/a?utm_source=x", "#a",
        "2026-03-12T09:30:00Z", "March 12, 2026", "en_US", "a &amp; b", "/b.jpg", "\ud800", "é", "",
    ]),
    st.text(max_size=8),
)  # fmt: skip
KINDS = st.one_of(
    st.sampled_from([
        "NewsArticle", "http://schema.org/Article", "WebPage", "Organization", "Person", "Thing", "",
    ]),
    st.lists(st.sampled_from(["Article", "Organization", "Person", 7, None]), max_size=2),
)  # fmt: skip
KEYS = st.sampled_from([
    "headline", "name", "author", "creator", "publisher", "datePublished", "dateModified", "url",
    "inLanguage", "image", "description", "articleBody", "reviewBody", "mainEntityOfPage", "@id",
])  # fmt: skip


def _objects(values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Objects of some type with some of the keys that are asked for."""
    typed = st.fixed_dictionaries(
        {}, optional={"@type": KINDS, "@id": st.sampled_from(["#a", "#b"])}
    )
    return st.tuples(typed, st.dictionaries(KEYS, values, max_size=6)).map(lambda p: p[0] | p[1])


VALUES = st.recursive(
    st.one_of(WORDS, st.none(), st.integers(), st.booleans(), st.floats(allow_nan=False)),
    lambda values: st.one_of(st.lists(values, max_size=3), _objects(values)),
    max_leaves=8,
)
NODES = st.lists(_objects(VALUES), max_size=4)


@given(NODES)
def test_objects_state_the_same(nodes: list[dict[str, Any]]) -> None:
    known = quick.claims(nodes)
    assert known == json_ld._claims(nodes)
    assert all(type(claim) is Claim for claim in known)


@pytest.mark.parametrize("depth", [1, 3, 4, 900])
def test_lists_in_lists_do_no_harm(depth: int) -> None:
    author = "[" * depth + '"Ada Lindqvist"' + "]" * depth
    nodes = json_ld.nodes([f'{{"@type": "Article", "headline": "Ferry", "author": {author}}}'])
    known = quick.claims(nodes)
    assert known == json_ld._claims(nodes)
    named = Claim("authors", "JSON-LD", ("Ada Lindqvist",)) in known
    assert named == (depth <= json_ld.DEPTH)


def test_a_list_of_a_thousand_names_is_read_in_part() -> None:
    people = [f"Ada {letter}{other}x" for letter in "ABCDEFGHIJ" for other in "klmnopqrst"]
    nodes = json_ld.nodes([json.dumps({"@type": "Article", "headline": "Ferry", "author": people})])
    assert quick.claims(nodes) == json_ld._claims(nodes)
    assert len(next(c.value for c in quick.claims(nodes) if c.field == "authors")) == 50


def test_the_door_has_its_compiled_form() -> None:
    assert json_ld._QUICK is quick
