"""The compiled form of telling a page's article says what the Python form says, word for word."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest_app.assets import seeds
from digest_app.cleaning.pages import PageLabels, plainly
from digest_app.domain.block import HIDDEN, Block, BlockKind, Element, Layout
from digest_app.domain.compiled import compiled
from digest_app.domain.document import Document, Metadata
from digest_app.readers.page import read_page
from tests.shared_data import saved_pages
from tests.unit.cleaning.test_pages import PROSE

_QUICK = compiled("digest_app.cleaning.pages.compiled_label")
pytestmark = pytest.mark.skipif(_QUICK is None, reason="the compiled form was not built")

TITLE = "The quay opens late"
STANDFIRST = "Two years later than was promised the boats may land at the new quay of the harbour."
PUBLISHER = "Harbour News"
LINES = (
    *(TITLE, TITLE.upper(), f"{TITLE}, says the mayor", STANDFIRST, PUBLISHER, "Read more"),
    *("© 2026 Harbour News", "All rights © reserved", "( © Harbour News", "Photo: A. Hand"),
    *("12:30", "9.15 pm", "14h05", "1. Measured at low water ↩", "Section 5", "By A. Hand", "404"),
    *("İZMİR", "ΟΔΟΣ ΣΟΦΊΑΣ", "第二码头将于春季开放。", "x", "Forgot password?", "Share this"),
    *("To continue reading, subscribe.", "Ein Hafen – “neu” … und groß", "$ make -j1", "170"),
)
WORDS = (*LINES, *PROSE, " ".join(PROSE), " ".join(PROSE) * 2, PROSE[0].replace("harbour", "port"))
NAMES = (
    *("", "", "", "content", "article-body", "sidebar", "comments", "newsletter-signup", "row"),
    *("leadmediacaption", "related teasers", "footer", "cookie-consent", "byline", "header", "©"),
    *(HIDDEN, f"menu {HIDDEN}", f"s:3 {HIDDEN}", "articletags social", "postholder"),
)
TAGS = (
    *("html", "body", "div", "div", "p", "p", "main", "article", "section", "nav", "footer"),
    *("aside", "header", "ul", "li", "table", "tr", "td", "th", "figure", "figcaption", "h1"),
    *("h2", "blockquote", "pre", "form", "button", "dl", "dt", "dd", "span", "time"),
)


def same(document: Document) -> PageLabels:
    """Return what both forms say, to the last digit."""
    assert _QUICK is not None
    quickly, slowly = _QUICK.label(document), plainly(document)
    assert quickly == slowly
    assert list(map(type, quickly.removals)) == list(map(type, slowly.removals))
    assert repr(quickly) == repr(slowly)
    return slowly


@st.composite
def markups(draw: st.DrawFn) -> str:
    """Return a page of paragraphs, menus and boxes in one another."""
    words = st.sampled_from(WORDS)
    leaf = st.one_of(
        words.map(lambda w: f"<p>{w}</p>"),
        words.map(lambda w: f"<h1>{w}</h1>"),
        words.map(lambda w: f"<td>{w}</td><td>1</td>"),
        words.map(lambda w: f"<pre>{w}</pre><time>{w}</time>"),
        st.tuples(words, words).map(lambda w: f"<p><a href=/a>{w[0]}</a> {w[1]}</p>"),
        st.tuples(words, words).map(lambda w: f"<ul><li>{w[0]}<li><a href=/a>{w[1]}</a></ul>"),
        st.integers(1, 30).map(lambda n: "<ul>" + n * "<li><a href=/a>Section</a>" + "</ul>"),
    )
    boxed = st.recursive(
        leaf,
        lambda inner: st.builds(
            lambda tag, name, parts: f"<{tag} class='{name}'>{''.join(parts)}</{tag}>",
            st.sampled_from(TAGS[2:]),
            st.sampled_from(NAMES),
            st.lists(inner, max_size=6),
        ),
        max_leaves=25,
    )
    return "".join(draw(st.lists(boxed, max_size=12)))


@st.composite
def statements(draw: st.DrawFn) -> str:
    """Return what a page may state as its article: some of its texts, at times cut or tagged."""
    said = draw(st.lists(st.sampled_from(WORDS), max_size=8))
    stated = draw(st.sampled_from((" ", "\n", "</p><p>"))).join([*PROSE[:3], *said])
    return draw(st.sampled_from((stated, stated[:-9] + "…", stated.upper(), "")))


@settings(max_examples=60)
@given(markups(), statements())
def test_a_page_is_told_alike(body: str, stated: str) -> None:
    data = {"@type": "NewsArticle", "headline": TITLE, "articleBody": stated}
    head = f"<title>{TITLE}</title><meta name=description content='{STANDFIRST}'>"
    script = f"<script type='application/ld+json'>{json.dumps(data)}</script>"
    same(read_page(f"<html><head>{head}{script}</head><body>{body}</body></html>"))


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Return a document of any layout that is sound, likely or not."""
    count = draw(st.integers(1, 12))
    elements = [Element("html", "", -1)]
    for number in range(1, count):
        tag, name = draw(st.sampled_from(TAGS)), draw(st.sampled_from(NAMES))
        elements.append(Element(tag, name, draw(st.integers(0, number - 1))))
    texts = draw(st.lists(st.sampled_from(WORDS) | st.text(min_size=1, max_size=60), max_size=14))
    ends = [0]
    for text in texts:
        ends.append(ends[-1] + len(text))
    blocks = [
        Block(
            start,
            end,
            draw(st.sampled_from(BlockKind)),
            draw(st.integers(0, 6)),
            Layout(
                draw(st.integers(0, count - 1)),
                draw(st.sampled_from((0.0, 0.1, 0.3, 0.45, 0.55, 0.7, 0.9, 1.0))),
                draw(st.integers(0, 40)),
            ),
        )
        for start, end in pairwise(ends)
    ]
    facts = Metadata(
        title=draw(st.sampled_from((TITLE, "", "404", *texts))),
        description=draw(st.sampled_from((STANDFIRST, "", *texts))),
        publisher=draw(st.sampled_from((PUBLISHER, "", *texts))),
    )
    stated = draw(statements())
    return Document("".join(texts), tuple(blocks), facts, elements=tuple(elements), stated=stated)


@settings(max_examples=80)
@given(documents())
def test_any_layout_is_told_alike(document: Document) -> None:
    same(document)


def test_a_page_without_blocks_is_told_alike() -> None:
    assert same(Document("")) == PageLabels((), ())


@pytest.mark.parametrize("path", sorted(seeds().glob("*.html")), ids=lambda path: path.name)
def test_the_samples_are_told_alike(path: Path) -> None:
    assert same(read_page(path.read_text("utf-8"))).inside


@pytest.mark.parametrize("stated", [" ".join(PROSE), " ".join(PROSE[:3]), "", "word " * 39])
@pytest.mark.parametrize(
    "above", ["", "İstanbul’da Σ ΟΔΟΣ — §4. " * 4, "第二码头将于春季开放。" * 9]
)
def test_what_a_page_states_is_heard_alike(stated: str, above: str) -> None:
    data = json.dumps({"@type": "NewsArticle", "articleBody": f"{above}{stated}"})
    body = f"<p>{above}</p>" + "".join(f"<p>{words}</p><p>Read more</p>" for words in PROSE)
    same(read_page(f"<script type='application/ld+json'>{data}</script><main>{body}</main>"))


def test_an_article_in_two_copies_is_told_alike() -> None:
    body = "".join(f"<p>{words} {words}</p>" for words in PROSE)
    labels = same(read_page(f"<main>{body}</main><main>{body}</main>"))
    assert "Says again what stands elsewhere on the page." in {r.reason for r in labels.removals}


def test_a_live_blog_is_told_alike() -> None:
    body = "".join(f"<p>1{n}:30</p><p>{words}</p>" for n, words in enumerate(PROSE))
    same(read_page(f"<article>{body}</article>"))


def test_thousands_of_elements_in_one_another_are_told_alike() -> None:
    count = 3_000
    elements = [Element("div", "sidebar" if n == 5 else "row", n - 1) for n in range(count)]
    blocks = [Block(5 * n, 5 * n + 5, layout=Layout(n, 0.0, 0)) for n in range(count)]
    same(Document("words" * count, tuple(blocks), elements=tuple(elements)))


@pytest.mark.bench_data
@pytest.mark.parametrize("pack", ["zyte", "fundus", "wcxb_articles", "trafilatura_segments"])
def test_real_pages_are_told_alike(pack: str) -> None:
    for html in saved_pages(pack, 8):
        same(read_page(html))
