"""The walk in compiled code shows what the walk in Python shows, and reads no unknown memory."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from digest_app.domain.compiled import compiled
from digest_app.readers.page import native, reading
from digest_app.readers.page.walk import Walk
from tests.shared_data import saved_pages

SEEDS = Path(__file__).resolve().parents[3] / "seeds"
_TREE = compiled("digest_app.readers.page.compiled_tree")
_WALK = native.walk()

pytestmark = pytest.mark.skipif(
    _TREE is None or _WALK is None, reason="the compiled form was not built"
)

TAGS = st.sampled_from([
    "p", "div", "b", "a", "span", "ul", "ol", "li", "h1", "pre", "table", "tr", "td", "th",
    "caption", "br", "nav", "footer", "img", "svg", "math", "mi", "template", "script", "style",
    "noscript", "select", "blockquote", "dl", "dt", "x-foo", "amp-img", "o:p", "foreignObject",
    "title", "form", "time",
])  # fmt: skip
ATTRIBUTES = st.sampled_from([
    "", "class='A b'", "class", "class='É ΑΣ'", "id=I", "id", "role=nav itemprop", "hidden",
    "style='display : none'", "style='display: none'", "style", "href=/x", "href", "src=a alt='a  b'",
    "data-src=b alt='x&#13;\ny'", "src='data:image/svg+xml,x' style='a var(--sf-img-12) b'",
    "start=3", "start=x", "start=٣", "start=1234567", "CLASS=Q xlink:href=2", f"id={'y' * 500}",
])  # fmt: skip
WORDS = st.sampled_from([
    "a", "two words", "é", "日本語", "😀", "&nbsp;", "&#0;", "&#xd800;", "x" * 120, "\x01", "\ufffd",
    " ", "\n", "\t", "\r", "\v", "\x1c", "\x85", "\u1680", "\u2003", "\u2028", "\u205f", "\u3000",
    "\u200b", "<!-- c -->", "<![CDATA[z]]>",
])  # fmt: skip
BROKEN = st.sampled_from(
    [b"\xff", b"\xe2", b"\x82\xac", b"\xed\xa0\x80", b"\xf0\x90", b"\xc2", b"\0"]
)
LINKS = st.lists(WORDS, max_size=6).map(
    lambda words: f"<ul>{''.join(f'<li><a href=/q>{each}</a>' for each in words)}</ul>"
)
TABLES = st.lists(st.lists(WORDS, max_size=3), max_size=4).map(
    lambda rows: "".join(
        ["<table>", *("<tr>" + "".join(f"<td>{cell}" for cell in row) for row in rows), "</table>"]
    )
)
PAGES = st.lists(
    st.one_of(
        st.builds("<{} {}>".format, TAGS, ATTRIBUTES).map(str.encode),
        st.builds("</{}>".format, TAGS).map(str.encode),
        WORDS.map(str.encode),
        LINKS.map(str.encode),
        TABLES.map(str.encode),
        BROKEN,
    ),
    max_size=40,
).map(b"".join)


def same(page: bytes) -> None:
    """Walk over a page in both ways, and compare all that comes of it, types and all."""
    body = LexborHTMLParser(page).body
    if body is None:
        return
    assert _WALK is not None
    for marked in (True, False):
        walk = Walk(marked=marked)
        walk.over(body)
        plain = "".join(walk.texts), walk.blocks, walk.elements, walk.inlines
        quick = _WALK.walked(body, marked)
        assert quick == plain
        assert repr(quick) == repr(plain)


@given(PAGES)
def test_made_pages_are_walked_alike(page: bytes) -> None:
    same(page)


@pytest.mark.parametrize("path", sorted(SEEDS.rglob("*.htm*")), ids=lambda path: path.name)
def test_sample_pages_are_walked_alike(path: Path) -> None:
    same(path.read_bytes())


@pytest.mark.bench_data
@pytest.mark.parametrize("pack", ["zyte", "fundus", "wcxb_articles", "trafilatura_segments"])
def test_real_pages_are_walked_alike(pack: str) -> None:
    for html in saved_pages(pack, 8):
        same(html)


@pytest.mark.parametrize(
    "page",
    [
        b"<span>w" * 200_000,
        b"<p>" + b"<b>w</b> " * 30_000,
        b"<ul>" + b"<li><a href=/x>word</a>" * 5_000 + b"</ul>",
        b"<p>" + "w\u3000é".encode() * 50_000,
        b"<table>" + b"<tr><td>w<td>x" * 5_000 + b"</table>",
        b"<i>w</i>" * 1_000 + b"<search>w</search>",
    ],
    ids=["deep", "marks", "links", "wide", "rows", "far"],
)
def test_pages_made_to_hurt_are_walked_alike(page: bytes) -> None:
    same(page)


def test_the_installed_parser_keeps_its_nodes_as_declared() -> None:
    assert _TREE is not None
    assert _TREE.fits()


@pytest.mark.parametrize("shift", [8, 16, 24, 32, 48, 64])
def test_a_layout_that_is_another_is_refused(shift: int) -> None:
    assert _TREE is not None
    assert not _TREE.fits(shift)


def test_python_walks_where_the_layout_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    refused = SimpleNamespace(fits=lambda: False)
    monkeypatch.setattr(native, "compiled", lambda _: refused)
    native.is_known.cache_clear()
    native.walk.cache_clear()
    try:
        assert native.walk() is None
        assert reading.read_page(b"<body><p>One <b>two</b>.").text == "One two."
    finally:
        native.is_known.cache_clear()
        native.walk.cache_clear()
