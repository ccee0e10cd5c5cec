"""Markdown and pieces of HTML: structure is kept, what a browser hides is left out."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_app.domain.block import BlockKind, InlineKind
from digest_app.domain.document import Document
from digest_app.domain.problems import UnreadableFile
from digest_app.readers.fragment import read_fragment
from digest_app.readers.markdown import looks_like_markdown, read_markdown
from digest_app.readers.mojibake import looks_wrong, repaired


def shown(document: Document) -> list[tuple[str, int, str]]:
    return [(b.kind.value, b.level, document.text[b.start : b.end]) for b in document.blocks]


def marked(document: Document) -> list[tuple[str, str, str]]:
    return [(i.kind.value, document.text[i.start : i.end], i.target) for i in document.inlines]


def test_front_matter_is_metadata_and_no_text() -> None:
    text = (
        '---\ntitle: "The pier: a history"\nauthors:\n  - Ada Lindqvist\n  - name: Ben Osei\n'
        "date: 2026-03-14\nlang: en_CA\nsource: https://pier.example/a?utm_source=x\ntags: [pier]\n---\n"
        "# The pier\n\nWords.\n"
    )

    document = read_markdown(text)

    assert document.text == "The pier\n\nWords."
    assert document.metadata.title == "The pier: a history"
    assert document.metadata.authors == ("Ada Lindqvist", "Ben Osei")
    assert document.metadata.published == "2026-03-14"
    assert document.metadata.language == "en-CA"
    assert document.metadata.url == "https://pier.example/a"


@pytest.mark.parametrize(
    "front",
    [
        "a: &x [*x]\n",
        "!!python/object/apply:os.system ['id']\n",
        "title: [unclosed\n",
        "\t: :\n: x\n",
    ],
)
def test_hostile_front_matter_is_only_lines(front: str) -> None:
    assert read_markdown(f"---\n{front}---\n\nWords.").text == "Words."


def test_structure_is_kept() -> None:
    document = read_markdown(
        "## Two\n\nSome **bold**, *slanted* and [linked](https://p.example) words\nover two lines.\n\n"
        "* one\n* two\n\n> said\n\n    code  here\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    )

    assert shown(document) == [
        ("heading", 2, "Two"),
        ("paragraph", 0, "Some bold, slanted and linked words over two lines."),
        ("list_item", 1, "one"),
        ("list_item", 1, "two"),
        ("quote", 0, "said"),
        ("preformatted", 0, "code  here"),
        ("table", 0, "a\tb"),
        ("table", 0, "1\t2"),
    ]
    assert marked(document)[:3] == [
        ("strong", "bold", ""),
        ("emphasis", "slanted", ""),
        ("link", "linked", "https://p.example"),
    ]


def test_scripts_in_markdown_show_nothing() -> None:
    assert (
        read_markdown("Words.\n\n<script>alert(1)</script>\n\n<style>p{}</style>").text == "Words."
    )


def test_what_the_package_would_need_long_for_is_read_as_text() -> None:
    document = read_markdown("# Pier\n\nWords.\n\n" + "[" * 50_000)

    assert any("too large" in note for note in document.notes)
    assert document.text.startswith("# Pier")


def test_front_matter_without_a_text_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="no text"):
        read_markdown("---\ntitle: Nothing\n---\n")


@pytest.mark.parametrize(
    ("text", "is_markdown"),
    [
        ("# A\n\nwords **bold** words", True),
        ("---\ntitle: x\n---\nwords", True),
        ("words with a # sign and 2 * 3 * 4", False),
        ("- a list\n- in plain text", False),
        ("--- \nnot front matter\n---", False),
    ],
)
def test_a_text_is_markdown_by_its_signs(text: str, is_markdown: bool) -> None:
    assert looks_like_markdown(text) is is_markdown


def test_a_piece_of_html_is_read_as_a_browser_shows_it() -> None:
    document = read_fragment(
        "<div>One<br>two</div>tail<p>Three <b>bold </b>words</p><ol><li>a<ul><li>b</ul></ol>"
        "<blockquote><p>said</p></blockquote><pre>\n  kept  as is\n</pre><p hidden>not shown</p>"
        "<!-- nor this --><textarea>nor that</textarea>"
    )

    assert shown(document) == [
        ("paragraph", 0, "One\ntwo"),
        ("paragraph", 0, "tail"),
        ("paragraph", 0, "Three bold words"),
        ("list_item", 1, "a"),
        ("list_item", 2, "b"),
        ("quote", 0, "said"),
        ("preformatted", 0, "  kept  as is"),
    ]
    assert marked(document) == [("strong", "bold", "")]


@given(st.text(alphabet="<>/pbdivaliq \n=\"'ä&;![]-x", max_size=200))
def test_any_markup_makes_blocks_that_fit_its_text(html: str) -> None:
    document = read_fragment(html)

    position = 0
    for block in document.blocks:
        assert position <= block.start < block.end <= len(document.text)
        assert not document.text[position : block.start].strip()
        position = block.end
    assert not document.text[position:].strip()
    assert all(i.start <= i.end <= len(document.text) for i in document.inlines)
    assert all(i.start < i.end for i in document.inlines if i.kind is not InlineKind.IMAGE)
    assert BlockKind.FIGURE not in {b.kind for b in document.blocks} or "figcaption" in html


def test_wrong_characters_are_repaired_on_request_and_right_ones_stay() -> None:
    assert (
        repaired("We donâ€™t know, said the cafÃ© owner.") == "We don’t know, said the café owner."
    )
    assert repaired("“Curled” quotes, ﬁ and café") == "“Curled” quotes, ﬁ and café"
    assert not looks_wrong("“Curled” São Paulo, Ângela, naïve, Ελλάδα, 東京")


def test_plain_text_loads_none_of_the_parsers() -> None:
    code = (
        "import sys; from digest_app.readers.registry import read; read(b'Words of a text.');"
        "print(sorted({'bs4', 'markdown', 'lxml', 'chardet', 'feedparser', 'pypdfium2', 'ftfy'} & set(sys.modules)))"
    )

    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert answer.stdout.strip() == "[]"


def test_numbered_lists_keep_their_numbers() -> None:
    document = read_markdown("Words.\n\n3. three\n4. four\n    - sub\n5. five\n\nMore.\n\n- dot\n")

    items = [(b.level, b.ordinal) for b in document.blocks if b.kind is BlockKind.LIST_ITEM]
    assert items == [(1, 3), (1, 4), (2, 0), (1, 5), (1, 0)]
