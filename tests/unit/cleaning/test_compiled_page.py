"""What the compiled form counts on a page is what the Python form counts, to the last digit."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest_app.assets import seeds
from digest_app.cleaning.pages import elements, evidence, reasons, words
from digest_app.cleaning.pages.model import model
from digest_app.cleaning.pages.page import Page
from digest_app.domain.block import HIDDEN, Block, BlockKind, Element, Layout
from digest_app.domain.compiled import compiled
from digest_app.domain.document import Document, Metadata
from digest_app.readers.page import read_page
from tests.shared_data import saved_pages
from tests.unit.cleaning.test_pages import PROSE

_PAGES = compiled("digest_app.cleaning.pages.compiled_page")
_WORDS = compiled("digest_app.cleaning.pages.compiled_words")
_NAMES = compiled("digest_app.cleaning.pages.compiled_names")
pytestmark = pytest.mark.skipif(
    None in (_PAGES, _WORDS, _NAMES), reason="the compiled form was not built"
)

LINE_WORDS = sorted({word.lstrip("^") for word in words.line_weights()})
NAME_WORDS = sorted(
    {word for word in words.name_weights() if word.isascii()} | words.FURNITURE | set(words.STEMS)
)
ODD_WORDS = (
    *("12345678", "x2²", "²³", "½", "ΣΟΦΌΣ", "İzmir", "a_b", "_", "#1", "@x/y:z", "©", "x1y22"),
    *("١٢٣", "第二码头", "नमस्ते", "한국어", "e\u0301", "\ud800", "\x1c", "\u2003", "𝔘𝔫𝔦", "Ⅷ"),
)
TITLE, STANDFIRST = "The quay opens late: two years on", " ".join(PROSE[0].split()[:9])
TEXTS = (
    *(PROSE[0], PROSE[1], " ".join(PROSE), TITLE, TITLE[:20], STANDFIRST, PROSE[0] + TITLE),
    *("Harbour News", "Read more", "12:30", "©", "第二码头将于春季开放。" * 9, "ΟΔΟΣ", "İ" * 300),
    *("Die Straße — “neu”…", "x", "late quay", "…", "第二码头", "x" * 400, "й" * 401),
)
lines = st.lists(
    st.sampled_from(LINE_WORDS) | st.sampled_from(ODD_WORDS) | st.text(max_size=4), max_size=20
)
names = st.builds(
    lambda parts, last: " ".join(parts) + last,
    st.lists(
        st.lists(
            st.sampled_from(NAME_WORDS)
            | st.sampled_from((*words.NEVER_ARTICLE, "s:1", "leadcaptiontags", "é", "q" * 70)),
            min_size=1,
            max_size=3,
        ).map("-".join),
        max_size=4,
    ),
    st.sampled_from(("", "", "", "_x", f" {HIDDEN}", f" s:2 {HIDDEN}", HIDDEN)),
)


def blocks_of(page: Page) -> list[tuple[object, ...]]:
    """Return what the Python form knows of each block."""
    return [
        (
            *(page.numbers[i], page.shares[i], page.lengths[i], page.prose[i], page.done[i]),
            *(tuple(page.group_of[i]), page.likeness(i), page.begins_as_told(i)),
            *(page.names_publisher(i), page.again(i), page.words(i), page.texts[i]),
        )
        for i in range(len(page.blocks))
    ]


def elements_of(page: Page) -> list[tuple[object, ...]]:
    """Return what the Python form knows of each element."""
    known = page.elements
    return [
        (
            *(known.out[i], known.height[i], known.steps[i], element.parent, known.mass[i]),
            *(known.letters[i], known.linked[i], known.inner[i], known.told(i)),
        )
        for i, element in enumerate(known.all)
    ]


def same(document: Document) -> None:
    """Prove that both forms say the same of a document."""
    assert _PAGES is not None
    quick, page = _PAGES.Page(document), Page(document)
    assert quick.elements_told() == elements_of(page)
    assert quick.blocks_told() == blocks_of(page)
    assert (quick.first, quick.last, quick.heading) == (page.first, page.last, page.heading)
    assert (quick.total, quick.main_prose) == (page.elements.total, page.main_prose)
    for i in range(len(page.blocks)):
        told = evidence.shape(page, i) + evidence.words(page, i)
        assert dict(zip(evidence.NAMES, quick.evidence(i), strict=True)) == dict(
            zip(evidence.NAMES, told, strict=True)
        )
    assert quick.all_odds() == {i: model().odds(page, i) for i in page.candidates()}


@settings(max_examples=200)
@given(lines, st.sampled_from(("", " ", " ", ": ", "|", "—", "’", "-", "\u00a0", "_")))
def test_the_words_of_a_line_weigh_alike(parts: list[str], between: str) -> None:
    assert _WORDS is not None
    line = between.join(parts)
    assert _WORDS.line_score(line) == words.line_score(line)
    assert _WORDS.line_score(line.title()) == words.line_score(line.title())
    assert _WORDS.runs_of(line.upper()) == words.runs(line.upper().lower())


def test_every_sign_is_read_alike() -> None:
    assert _WORDS is not None
    for code in range(0, 0x110000, 64):
        text = "".join(f"a{chr(sign)}B {chr(sign)}" for sign in range(code, code + 64))
        assert _WORDS.runs_of(text) == words.runs(text.lower())


@settings(max_examples=200)
@given(names)
def test_the_names_of_elements_weigh_alike(name: str) -> None:
    assert _NAMES is not None
    parts = words.split(name)
    assert _NAMES.name_of(name) == (
        elements.name_weight(parts, words.name_weights()),
        elements.names_furniture(name, parts),
        name.endswith(HIDDEN),
        elements.is_piece(name),
        reasons.meant(name, parts),
    )


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Return a document of any layout that is sound, likely or not."""
    count = draw(st.integers(1, 14))
    tags = st.sampled_from((*elements._SPECIAL, *evidence._TAGS, *words.FURNITURE_TAGS, "body"))
    around = [-1, *(draw(st.integers(0, number - 1)) for number in range(1, count))]
    tree = [Element(draw(tags), draw(names), parent) for parent in around]
    texts = draw(st.lists(st.sampled_from(TEXTS) | st.text(min_size=1), min_size=1, max_size=16))
    ends = [0]
    for text in texts:
        ends.append(ends[-1] + len(text))
    layouts = st.builds(
        Layout,
        st.integers(0, count - 1),
        st.sampled_from((0.0, 0.0, 0.1, 0.3, 0.45, 0.7, 0.9, 1.0)),
        st.integers(0, 9),
    )
    kinds, levels = st.sampled_from(BlockKind), st.integers(0, 6)
    blocks = [
        Block(start, end, draw(kinds), draw(levels), draw(layouts | st.none()))
        for start, end in pairwise(ends)
    ]
    facts = Metadata(
        title=draw(st.sampled_from((TITLE, "", "ΟΔΟΣ İ", *texts))),
        description=draw(st.sampled_from((STANDFIRST, "", *texts))),
        publisher=draw(st.sampled_from(("Harbour News", "", *texts))),
    )
    return Document("".join(texts), tuple(blocks), facts, elements=tuple(tree))


@settings(max_examples=150)
@given(documents())
def test_any_layout_is_counted_alike(document: Document) -> None:
    same(document)


@pytest.mark.parametrize("path", sorted(seeds().glob("*.html")), ids=lambda path: path.name)
def test_the_samples_are_counted_alike(path: Path) -> None:
    same(read_page(path.read_text("utf-8")))


def test_a_streamed_page_is_counted_alike() -> None:
    piece = "".join(f"<p>{prose}</p>" for prose in PROSE)
    body = f"<main><p>{PROSE[0]}</p></main><nav><p>{PROSE[1]}</p></nav>"
    same(read_page(f"<body>{body}<div hidden id='S:1'>{piece}</div><div hidden>{piece}</div>"))


def test_elements_nested_as_deep_as_can_be_are_counted_alike() -> None:
    count = 50_000
    tree = [Element("div", "related" if n == 9 else "row", n - 1) for n in range(count)]
    blocks = [
        Block(9 * n, 9 * n + 9, layout=Layout(number, 0.0, 0))
        for n, number in enumerate((0, 3, 8, 9, 10, count // 2, count - 1))
    ]
    text = "some text" * len(blocks)
    same(Document(text, tuple(blocks), Metadata(title="some text"), elements=tuple(tree)))


def test_names_by_the_thousand_are_counted_alike() -> None:
    count = 5_000
    tree = [Element(f"x-{n}", f"row-{n} caption{n}", min(n - 1, 0)) for n in range(count)]
    blocks = [Block(4 * n, 4 * n + 4, layout=Layout(n, 0.1, 0)) for n in range(count)]
    same(Document("word" * count, tuple(blocks), elements=tuple(tree)))


@pytest.mark.parametrize(
    "document",
    [
        Document("", (), elements=(Element("body", "", -1),)),
        Document("a", (Block(0, 1),), elements=()),
        Document("a", (Block(0, 0),), elements=(Element("body", "", -1),)),
        Document("a", (Block(0, 2),), elements=(Element("body", "", -1),)),
        Document("a", (Block(-1, 1),), elements=(Element("body", "", -1),)),
        Document("a", (Block(0, 1 << 70),), elements=(Element("body", "", -1),)),
        Document("a", (Block(0, 1, layout=Layout(1)),), elements=(Element("body", "", -1),)),
        Document("a", (Block(0, 1, layout=Layout(-1)),), elements=(Element("body", "", -1),)),
        Document("a", (Block(0, 1, layout=Layout(0, 2.0)),), elements=(Element("body", "", -1),)),
        Document("a", (Block(0, 1),), elements=(Element("body", "", 0),)),
        Document("a", (Block(0, 1),), elements=(Element("a", "", -1), Element("b", "", -1))),
        Document("a", (Block(0, 1),), elements=(Element("a", "", -1), Element("b", "", 1))),
    ],
)
def test_a_layout_that_is_not_sound_is_left_to_the_python_form(document: Document) -> None:
    assert _PAGES is not None
    with pytest.raises(ValueError, match=r"."):
        _PAGES.Page(document)


@pytest.mark.bench_data
@pytest.mark.parametrize("pack", ["zyte", "fundus", "wcxb_articles", "trafilatura_segments"])
def test_real_pages_are_counted_alike(pack: str) -> None:
    for html in saved_pages(pack, 8):
        same(read_page(html))
