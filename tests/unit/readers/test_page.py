"""Saved pages are read whole, in order, once."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest_app.domain.block import HIDDEN, BlockKind, InlineKind
from digest_app.domain.document import Document
from digest_app.readers.page import read_page
from digest_app.readers.page.spacing import folded, folded_lines

TAGS = ("p", "div", "b", "a", "span", "ul", "li", "h1", "pre", "table", "tr", "td", "br", "nav")
MARKUP = st.lists(
    st.one_of(
        st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]),
        st.text(max_size=12),
    ),
    max_size=40,
).map("".join)


def words(document: Document) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks]


def test_every_paragraph_heading_and_list_item_is_a_block_of_its_kind():
    page = "<body><h2>Head</h2><p>One <b>two</b></p><ul><li>three<li>four</ul><blockquote><p>five"

    document = read_page(page.encode())

    kinds = [(block.kind, block.level) for block in document.blocks]
    assert words(document) == ["Head", "One two", "three", "four", "five"]
    assert kinds == [
        (BlockKind.HEADING, 2),
        (BlockKind.PARAGRAPH, 0),
        (BlockKind.LIST_ITEM, 1),
        (BlockKind.LIST_ITEM, 1),
        (BlockKind.QUOTE, 0),
    ]


def test_items_of_a_numbered_list_have_their_numbers():
    page = "<body><ol start=3><li>a<p>b<li>c<ul><li>d</ul><li>e</ol><ol><li>f</ol><ol start=x><li>g"

    document = read_page(page.encode())

    numbers = [(word, b.ordinal) for word, b in zip(words(document), document.blocks, strict=True)]
    assert numbers == [("a", 3), ("b", 3), ("c", 4), ("d", 0), ("e", 5), ("f", 1), ("g", 1)]


def test_text_between_line_breaks_becomes_blocks():
    document = read_page(b"<body><div>first<br>second<br><br>third</div>")

    assert words(document) == ["first", "second", "third"]
    assert document.text == "first\nsecond\n\nthird"


def test_a_headline_with_a_line_break_stays_one_line():
    document = read_page(b"<body><h1>A long<br>headline</h1>")

    assert words(document) == ["A long headline"]


def test_a_table_of_data_is_one_block_with_tabs_and_a_layout_table_is_walked_through():
    data = read_page(b"<body><table><tr><th>a<th>b<tr><td>1<td>2</table>")
    layout = read_page(b"<body><table><tr><td><p>One.</p><p>Two.</p></td><td>x</td></tr></table>")

    assert words(data) == ["a\tb\n1\t2"]
    assert words(layout) == ["One.", "Two.", "x"]


def test_scripts_and_styles_in_a_table_of_data_are_none_of_its_words():
    code = b"<script>var a = 1</script><style>b {}</style>"
    document = read_page(b"<body><table><tr><th>a<th>b<tr><td>1" + code + b"<td>2</table>")

    assert words(document) == ["a\tb\n1\t2"]


def test_scripts_in_a_byline_are_no_part_of_a_name():
    byline = b"<p>By <a rel=author>Ada <script>track()</script><b>Marsh</b></a></p>"
    document = read_page(b"<body><h1>Bells</h1>" + byline)

    assert document.metadata.authors == ("Ada Marsh",)


def test_lines_that_are_kept_keep_their_spaces():
    document = read_page(b"<body><pre>\n  if x:\n      <b>y</b>()\n</pre>")

    assert document.text == "  if x:\n      y()"
    (strong,) = document.inlines
    assert document.text[strong.start : strong.end] == "y"


def test_links_and_emphasis_point_at_their_own_words():
    page = b"<body><p>See  <a href='/x'>the <em>full</em>\n report</a>, <b>now</b>.</p>"

    document = read_page(page)

    marked = {i.kind: document.text[i.start : i.end] for i in document.inlines}
    assert document.text == "See the full report, now."
    assert marked == {
        InlineKind.LINK: "the full report",
        InlineKind.EMPHASIS: "full",
        InlineKind.STRONG: "now",
    }


def test_the_share_of_links_is_told():
    document = read_page(b"<body><p><a href=x>12345</a>67890</p>")

    assert document.blocks[0].layout is not None
    assert document.blocks[0].layout.link_share == pytest.approx(0.5)
    assert document.blocks[0].layout.links == 1


def test_elements_tell_their_names_and_what_is_hidden():
    page = b"<body><div class='Story Body' id=main><p style='display: none'>Words</p></div>"

    document = read_page(page)

    inner, outer, _ = document.around(document.blocks[0])
    assert inner.words.endswith(HIDDEN)
    assert outer.words == "story body main"


def test_scripts_and_styles_are_no_text():
    page = (
        b"<body><script>var x = 'no';</script><style>p{}</style><p>Yes.</p><noscript>no</noscript>"
    )

    assert read_page(page).text == "Yes."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1252", "utf-8-sig"])
def test_any_encoding_gives_the_same_words(encoding: str):
    page = '<html><head><meta charset="windows-1252"></head><body><p>Übergröße — “déjà vu”</p>'

    document = read_page(page.encode(encoding))

    assert document.text == "Übergröße — “déjà vu”"


def test_a_page_without_words_is_a_document_without_text():
    assert read_page(b"").text == ""
    assert read_page(b"<body><div></div><img src=x>").blocks == ()


def test_deep_nesting_is_walked_without_recursion():
    page = b"<body>" + b"<div>" * 5_000 + b"deep"

    assert read_page(page).text == "deep"


@settings(max_examples=150, deadline=None, derandomize=True)
@given(MARKUP)
def test_blocks_are_in_order_apart_and_hold_every_letter(markup: str):
    document = read_page(f"<body>{markup}")

    blocks, text = document.blocks, document.text
    assert all(a.end <= b.start for a, b in pairwise(blocks))
    assert "".join("".join(words(document)).split()) == "".join(text.split())
    assert all(text[block.start : block.end].strip() for block in blocks)
    assert "\0" not in text
    assert "\r" not in text


@settings(max_examples=150, deadline=None, derandomize=True)
@given(MARKUP)
def test_inlines_lie_in_the_text_and_change_nothing_else(markup: str):
    with_inlines, without = (
        read_page(f"<body>{markup}"),
        read_page(f"<body>{markup}", inlines=False),
    )

    assert (with_inlines.text, with_inlines.blocks) == (without.text, without.blocks)
    assert all(0 <= i.start <= i.end <= len(with_inlines.text) for i in with_inlines.inlines)
    assert without.inlines == ()


def test_a_list_of_links_with_icons_is_one_block_unless_the_icons_have_words():
    def menu(icon: str) -> bytes:
        items = "".join(f"<li><a href=/{n}><svg>{icon}</svg> Part {n}</a>" for n in range(4))
        return f"<body><nav><ul>{items}</ul></nav>".encode()

    plain, worded = read_page(menu("<path d=M0 />")), read_page(menu("<title>Arrow</title>"))

    assert words(plain) == ["Part 0\nPart 1\nPart 2\nPart 3"]
    assert words(worded) == ["Part 0", "Part 1", "Part 2", "Part 3"]


SPACED = st.text() | st.text(alphabet="ab \n\t\u00a0\u3000\u200b\x1c", max_size=30)


@given(SPACED)
def test_text_is_folded_as_if_it_were_cut_into_its_words(text: str):
    assert folded(text) == " ".join(text.split())


@given(SPACED)
def test_lines_are_folded_one_by_one_and_those_without_words_left_out(text: str):
    lines = (" ".join(line.split()) for line in text.split("\n"))

    assert folded_lines(text) == [line for line in lines if line]
