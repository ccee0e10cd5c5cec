"""What leaves the program holds every word, resolves every note, and carries nothing active."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from digest_app.domain.block import BlockKind, Inline, InlineKind
from digest_app.domain.edition import Edition
from digest_app.domain.problems import ExportError
from digest_app.writers import html, markdown
from digest_app.writers.formats import Format, write
from digest_app.writers.proof import prove
from tests.unit.writers.editions import edition, editions, paragraph, statement


@given(editions)
def test_any_text_reaches_the_markdown_word_for_word(given_edition: Edition):
    write(given_edition, Format.MARKDOWN)


@given(editions)
def test_any_text_reaches_the_page_word_for_word(given_edition: Edition):
    write(given_edition, Format.HTML)


@given(editions)
def test_a_page_holds_no_script_and_no_remote_content(given_edition: Edition):
    page = html.write(given_edition)

    assert "<script" not in page
    assert 'href="javascript' not in page
    assert 'src="http' not in page


def test_every_article_names_its_source_in_a_numbered_footnote():
    text = write(edition(paragraph("It opened on Monday.")), Format.MARKDOWN).text

    assert "### Harbour tunnel opens [^1]" in text
    assert "[^1]: Harbour tunnel opens. The Coast Courier." in text


def test_a_pinned_fact_stands_emphasised_in_its_sentence_with_its_footnote():
    pinned = statement("It cost $14 million to dig.", "$14 million")

    text = write(edition(statements=(pinned,)), Format.MARKDOWN).text

    assert r"- It cost **$14 million** to dig.[^1]" in text


def test_an_image_is_shown_only_where_the_file_holds_it():
    held = Inline(0, 3, InlineKind.IMAGE, "data:image/png;base64,iVBORw0KGgo=")
    remote = Inline(4, 7, InlineKind.IMAGE, "https://example.org/a.png")

    page = html.write(edition(paragraph("one two", held, remote)))

    assert 'src="data:image/png;base64,iVBORw0KGgo="' in page
    assert "example.org" not in page


def test_a_link_survives_with_its_words_and_a_script_address_does_not():
    web = Inline(0, 3, InlineKind.LINK, "https://example.org/story")
    script = Inline(4, 7, InlineKind.LINK, "javascript:alert(1)")

    page = html.write(edition(paragraph("one two", web, script)))

    assert '<a href="https://example.org/story" rel="noopener noreferrer">one</a> two' in page


def test_the_users_own_note_is_markdown_and_harmless():
    noted = edition(note="**Look** <img src=https://example.org/x.png onerror=alert(1)>")

    page = html.write(noted)

    assert "<strong>Look</strong>" in page
    assert "onerror" not in page
    assert "example.org" not in page


def test_a_page_that_lost_a_word_is_refused():
    given_edition = edition(paragraph("It opened on Monday."))
    page = html.write(given_edition).replace("Monday", "Tuesday")

    with pytest.raises(ExportError, match="word for word"):
        prove(page, given_edition, note="source-{}")


def test_a_page_whose_footnote_leads_nowhere_is_refused():
    given_edition = edition(paragraph("It opened on Monday."))
    page = html.write(given_edition).replace('id="source-1"', 'id="elsewhere"')

    with pytest.raises(ExportError, match="leads nowhere"):
        prove(page, given_edition, note="source-{}")


def test_list_items_of_one_run_make_one_list():
    items = (paragraph(word, kind=BlockKind.LIST_ITEM, level=1) for word in ("one", "two"))

    page = html.write(edition(*items))

    assert "<ul><li>one</li><li>two</li></ul>" in page


def test_a_table_keeps_its_rows_and_cells():
    table = paragraph("City\tJobs\nLeeds\t1,200", kind=BlockKind.TABLE)

    text = markdown.write(edition(table))

    assert "| City | Jobs |\n| --- | --- |\n| Leeds | 1,200 |" in text


def test_the_same_edition_gives_the_same_bytes():
    given_edition = edition(paragraph("It opened on Monday."))

    assert write(given_edition, Format.HTML) == write(replace(given_edition), Format.HTML)


def item(text: str, level: int = 1, ordinal: int = 0):
    return paragraph(text, kind=BlockKind.LIST_ITEM, level=level)._replace(ordinal=ordinal)


NESTED = (
    *(item("First"), item("Under it", 2), item("Second")),
    *(
        item("Three", 1, 3),
        item("More of three", 1, 3),
        item("One below", 2, 1),
        item("Four", 1, 4),
    ),
)


def test_lists_stand_in_lists_and_keep_their_numbers_on_a_page():
    page = html.write(edition(*NESTED))

    assert (
        "<ul><li>First<ul><li>Under it</li></ul></li><li>Second</li></ul>"
        '<ol start="3"><li>Three<p>More of three</p><ol><li>One below</li></ol></li>'
        "<li>Four</li></ol>"
    ) in page


def test_lists_stand_in_lists_and_keep_their_numbers_in_markdown():
    text = markdown.write(edition(*NESTED))

    assert "- First\n    - Under it\n- Second\n3. Three\n" in text
    assert "\n    More of three\n" in text
    assert "    1. One below\n4. Four" in text


def test_an_item_without_one_above_it_goes_no_deeper_than_it_can():
    page = html.write(edition(item("Deep", 4), item("Deeper", 6, 2), item("Up", 1)))

    assert '<ul><li>Deep<ol start="2"><li>Deeper</li></ol></li><li>Up</li></ul>' in page


def test_rows_that_follow_one_another_make_one_table():
    rows = [paragraph(row, kind=BlockKind.TABLE) for row in ("Year\tCost", "2024\t$4", "2025\t$5")]

    assert html.write(edition(*rows)).count("<table>") == 1
    assert "| Year | Cost |\n| --- | --- |\n| 2024 | $4 |\n| 2025 | $5 |" in markdown.write(
        edition(*rows)
    )
