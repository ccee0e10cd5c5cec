"""Reading a page's statements from the parser's own nodes gives what its selectors find."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from digest_app.readers import metadata
from digest_app.readers.metadata import _Head
from digest_app.readers.page_lines import Marked

SEEDS = Path(__file__).resolve().parents[3] / "seeds"

pytestmark = pytest.mark.skipif(
    metadata._compiled() is None, reason="the compiled form was not built"
)

KEYS = st.sampled_from([
    "og:title", "OG:Title", "description", "author", "viewport", "\u212aeywords", "date", "",
    "article:published_time", "x" * 70, "\ud83d", "title",
])  # fmt: skip
WORDS = st.sampled_from([
    "", " ", "Ada Lindqvist", "é ü", "日本語" * 50, "a\x00b", "x" * 600, "&amp;", "author", "Author",
    "datePublished", "name", "canonical", "CANONICAL", "application/ld+json", "\u2003a  b\n",
])  # fmt: skip
PROPERTIES = st.sampled_from([
    "name", "property", "PROPERTY", "itemprop", "rel", "type", "xlink:type", "xlink:href", "href",
    "content", "datetime", "lang", "xml:lang", "data-x",
])  # fmt: skip
ATTRIBUTES = st.lists(
    st.one_of(
        st.builds('{}="{}"'.format, PROPERTIES, st.one_of(KEYS, WORDS)),
        PROPERTIES,
        st.sampled_from(['rel="author"', "rel=Author", "itemprop=author", "itemprop=datePublished",
                         'type="application/ld+json"', 'type="Application/LD+Json"', "itemprop=name",
                         "rel=Canonical", "datetime"]),
    ),
    max_size=4,
).map(" ".join)  # fmt: skip
TAGS = st.sampled_from([
    "meta", "link", "base", "title", "script", "time", "p", "a", "svg", "math", "template", "div",
    "html", "body", "head", "h1", "noscript", "x-y", "style", "table", "foreignObject",
])  # fmt: skip
PART = st.one_of(
    st.builds("<{} {}>".format, TAGS, ATTRIBUTES),
    st.builds("</{}>".format, TAGS),
    st.builds('<meta name="{}" content="{}">'.format, KEYS, WORDS),
    st.builds("<{0} {1}>{2}</{0}>".format, TAGS, ATTRIBUTES, WORDS),
    WORDS,
    st.just("<!-- said -->"),
)
PAGES = st.lists(PART, max_size=25).map("".join)


def _both_heads(tree: LexborHTMLParser) -> Iterator[_Head]:
    yield metadata._read_head(tree)
    yield metadata._found_in_head(tree)


def _both_bodies(tree: LexborHTMLParser) -> Iterator[tuple[list[str], list[Marked]]]:
    assert tree.body is not None
    yield metadata._read_body(tree.body)
    yield metadata._found_in_body(tree.body)


def _assert_the_same(page: str | bytes) -> None:
    tree = LexborHTMLParser(page)
    native, selected = _both_heads(tree)
    assert native == selected
    assert list(native.metas) == list(selected.metas)
    if tree.body is not None:
        native_body, selected_body = _both_bodies(tree)
        assert native_body == selected_body


@given(PAGES)
def test_any_page_states_the_same(page: str) -> None:
    _assert_the_same(page.encode("utf-8", "surrogatepass"))


@given(PAGES)
def test_a_page_with_a_whole_head_states_the_same(page: str) -> None:
    head = "<head><meta charset=utf-8><meta name=a><meta name=b content=c>"
    _assert_the_same((head + page).encode("utf-8", "surrogatepass"))


@given(st.binary(max_size=60), st.integers(0, 60))
def test_bytes_that_are_no_text_state_the_same(noise: bytes, at: int) -> None:
    page = (
        b"<head><meta name=author content=x><title>t</title><link rel=canonical href=y></head>"
        b"<body><a rel=author>a</a><time datetime=2024-01-02>b</time><i itemprop=author>c</i>"
    )
    _assert_the_same(page[:at] + noise + page[at:])


@pytest.mark.parametrize("name", sorted(p.name for p in SEEDS.glob("*.htm*")))
def test_seeds_state_the_same(name: str) -> None:
    _assert_the_same((SEEDS / name).read_bytes())


def test_depth_and_numbers_of_marks_do_no_harm() -> None:
    _assert_the_same("<body>" + "<time datetime=1 itemprop=datePublished>" * 40 + "words")
    _assert_the_same("<body>" + "<div itemprop=author>" * 2_000 + "<a rel=author>Ada</a>")
