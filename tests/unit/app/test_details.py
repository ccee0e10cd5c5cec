"""What the user says of an article holds everywhere, and is never overwritten."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_app.app import details
from digest_app.app.details import WrongDetail, detail_rows, read_value
from digest_app.app.digests import render
from digest_app.app.moving import differences, export_everything, import_everything
from digest_app.app.pasting import paste
from digest_app.app.reading import open_article
from digest_app.app.teaching import clean_again
from digest_app.app.undoing import Undo
from digest_app.domain.details import FIELDS
from digest_app.domain.digest import Digest
from digest_app.domain.listing import View
from digest_app.domain.marks import Detail
from digest_app.domain.query_text import parse
from digest_app.library.library import Library
from digest_app.writers.formats import Format

STORY = """The tunnel under the harbour opens

By Ada Lindqvist
Published: 12 March 2024

The tunnel under the harbour opened on Tuesday after nine years of digging and two floods.
It cost $14 million more than planned, said the mayor, who drove through it first of all.
The old ferry goes on until the autumn, and then it will be sold to a museum up the coast.

© 2024 The Quay Courier. All rights reserved."""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


@pytest.fixture
def number(library: Library) -> int:
    (pasted,) = paste(library, text=STORY).articles
    return pasted


def row(library: Library, number: int, field: str) -> details.DetailRow:
    return next(r for r in detail_rows(open_article(library, number)) if r.field == field)


def test_each_value_says_which_line_it_came_from(library: Library, number: int) -> None:
    assert row(library, number, "authors").value == "Ada Lindqvist"
    assert row(library, number, "authors").source == "from the line “By Ada Lindqvist”"
    assert row(library, number, "published").source == "from the line “Published: 12 March 2024”"
    assert row(library, number, "publisher").value == "The Quay Courier"
    assert [r.field for r in detail_rows(open_article(library, number))] == list(FIELDS)


def test_what_sources_say_else_is_shown_with_them(library: Library) -> None:
    page = (
        "<html><head><title>Tunnel opens</title>"
        '<meta property="og:title" content="Tunnel opens">'
        '<script type="application/ld+json">{"@type": "NewsArticle",'
        '"headline": "The tunnel opens at last"}</script></head><body>'
        f"<article><h1>Tunnel opens</h1><p>{STORY.replace(chr(10), ' ')}</p></article></body>"
    )
    (pasted,) = paste(library, html=page).articles

    title = row(library, pasted, "title")

    assert (title.value, title.source) == ("The tunnel opens at last", "from JSON-LD")
    assert ("Tunnel opens", "from OpenGraph") in title.others
    assert row(library, pasted, "language").source == "from the words of the text"


def test_a_correction_shows_everywhere(library: Library, number: int) -> None:
    undo = Undo(library)
    for field, typed in (
        ("title", "Harbour tunnel opens"),
        ("authors", "Tom Reed and Wen Li"),
        ("publisher", "The Coast Herald"),
        ("published", "13 March 2024"),
    ):
        details.correct(undo, library, number, Detail(field, read_value(field, typed)))

    (shown,) = library.listing.page(View())
    written, _ = render(library, Digest().with_articles((number,)), Format.MARKDOWN)
    assert (shown.title, shown.publisher) == ("Harbour tunnel opens", "The Coast Herald")
    assert shown.published == "2024-03-13"
    assert "The Coast Herald · Tom Reed and Wen Li · 13 March 2024" in written.text
    found = {q: library.search.every(parse(q)) for q in ("from:coast", "by:reed", "title:harbour")}
    assert found == dict.fromkeys(found, (number,))
    assert library.search.every(parse("from:courier")) == ()
    assert library.search.every(parse("after:2024-03-13")) == (number,)


def test_a_correction_says_that_it_is_the_user_s_and_what_the_file_states(
    library: Library, number: int
) -> None:
    details.correct(Undo(library), library, number, Detail("authors", ("Tom Reed",)))

    authors = row(library, number, "authors")

    assert (authors.value, authors.source, authors.is_own) == ("Tom Reed", "yours", True)
    assert authors.others == (("Ada Lindqvist", "from the line “By Ada Lindqvist”"),)


def test_no_new_analysis_overwrites_a_correction(library: Library, number: int) -> None:
    details.correct(Undo(library), library, number, Detail("publisher", ("The Coast Herald",)))

    clean_again(library, [number])

    assert open_article(library, number).article.publisher == "The Coast Herald"


def test_a_correction_is_undone_by_name_and_done_again(library: Library, number: int) -> None:
    undo = Undo(library)
    details.correct(undo, library, number, Detail("publisher", ("The Coast Herald",)))

    undone = undo.undo()
    assert undone is not None
    assert undone.name == "Correct Publisher"
    assert library.listing.page(View())[0].publisher == "The Quay Courier"
    assert library.search.every(parse("from:courier")) == (number,)

    undo.redo()
    assert library.listing.page(View())[0].publisher == "The Coast Herald"
    assert library.search.every(parse("from:courier")) == ()


def test_taking_a_correction_back_shows_what_the_file_states(library: Library, number: int) -> None:
    undo = Undo(library)
    before = library.articles.get(number)
    details.correct(undo, library, number, Detail("title", ("Mine",)))

    details.take_back(undo, library, number, "title")

    after = library.articles.get(number)
    assert (after.article, after.facts) == (before.article, before.facts)
    assert undo.next_undo == "Take Back Title"


def test_a_date_that_is_corrected_dates_the_text_s_own_days(library: Library) -> None:
    text = STORY.replace("Published: 12 March 2024", "").replace("on Tuesday", "yesterday")
    (undated,) = paste(library, text=text).articles
    assert "2024-03-19" not in [fact.value for fact in library.articles.get(undated).facts]

    details.correct(Undo(library), library, undated, Detail("published", ("2024-03-20",)))

    assert "2024-03-19" in [fact.value for fact in library.articles.get(undated).facts]


def test_a_publisher_s_common_lines_follow_a_correction(library: Library, number: int) -> None:
    line = "It cost $14 million more than planned"
    whole = next(words for words in STORY.split("\n") if words.startswith(line))
    undo = Undo(library)

    details.correct(undo, library, number, Detail("publisher", ("The Coast Herald",)))
    assert library.common_lines.seen("The Coast Herald").articles(whole) == 1
    assert library.common_lines.seen("The Quay Courier").articles(whole) == 0

    undo.undo()
    assert library.common_lines.seen("The Quay Courier").articles(whole) == 1
    library.articles.delete([number])
    assert library.common_lines.seen("The Quay Courier").articles(whole) == 0


def test_a_library_moves_with_its_corrections(
    library: Library, number: int, tmp_path: Path
) -> None:
    details.correct(Undo(library), library, number, Detail("title", ("Mine",)))
    export_everything(library, tmp_path / "out")

    with Library.open(tmp_path / "other") as other:
        import_everything(other, tmp_path / "out")

        assert list(differences(library, other)) == []
        (there,) = other.listing.page(View())
        assert there.title == "Mine"
        assert other.articles.get(there.id).stated == library.articles.get(number).stated


def test_the_file_is_told_with_its_kind_and_can_be_copied_out(
    library: Library, number: int, tmp_path: Path
) -> None:
    file = details.about(library, number).file

    copied = details.save_original(library, number, tmp_path / "copy.txt")

    assert (file.name, file.kind, file.articles) == ("Pasted text.txt", "plain text", 1)
    assert file.size == len(STORY.encode())
    assert copied.read_bytes() == file.path.read_bytes() == STORY.encode()


@pytest.mark.parametrize(
    ("field", "typed", "values"),
    [
        ("published", "2026-11-23", ("2026-11-23",)),
        ("published", "23 November 2026", ("2026-11-23",)),
        ("published", "November 2026", ("2026-11",)),
        ("modified", "2026-11-23T09:30:00+08:00", ("2026-11-23T09:30:00+08:00",)),
        ("authors", "Ada Lindqvist, Tom Reed and Wen Li", ("Ada Lindqvist", "Tom Reed", "Wen Li")),
        ("authors", "Reuters", ("Reuters",)),
        ("url", "https://quay.example/a?utm_source=x", ("https://quay.example/a",)),
        ("language", "zh_tw", ("zh-TW",)),
        ("title", "  Two   words ", ("Two words",)),
        ("publisher", "", ()),
    ],
)
def test_typed_words_are_understood(field: str, typed: str, values: tuple[str, ...]) -> None:
    assert read_value(field, typed) == values


@pytest.mark.parametrize(
    ("field", "typed", "what"),
    [
        ("published", "soon", "“Published”: this is no date."),
        ("url", "javascript:alert(1)", "“Address”: this is no address of a page."),
        ("language", "gibberish words", "“Language”: this is no language."),
        ("title", "x" * 401, "“Title”: this is longer than 400 characters."),
    ],
)
def test_what_cannot_be_is_refused_with_what_can(field: str, typed: str, what: str) -> None:
    with pytest.raises(WrongDetail) as refused:
        read_value(field, typed)

    assert str(refused.value).startswith(what)
    assert refused.value.problem.next_step


@given(st.sampled_from(FIELDS), st.text(max_size=60))
def test_any_words_are_a_value_or_a_sentence(field: str, typed: str) -> None:
    with contextlib.suppress(WrongDetail):
        assert all(read_value(field, typed))


def test_the_article_that_it_is_nearly_the_same_as_is_named_with_the_reason(library: Library):
    (first,) = paste(library, text=STORY).articles
    (second,) = paste(library, text=STORY.replace("two floods", "three floods")).articles

    like = details.about(library, second).like

    assert like.startswith("“The tunnel under the harbour opens”: ")
    assert like.endswith(" % the same words")
    assert details.about(library, first).like == ""
