"""What a page's own data states as its article is heard, and never simply believed."""

from __future__ import annotations

import json

import pytest

from digest_app.cleaning.pages import label
from digest_app.cleaning.pages.page import Page
from digest_app.cleaning.pages.witness import Heard, hear
from digest_app.domain.document import Document
from digest_app.readers.page import read_page
from tests.unit.cleaning.test_pages import PROSE, kept

TEASER = "A ferry that was promised for June will not sail before the autumn, its owner says"
FOREIGN = (
    "The orchestra plays three concerts in the old mill, and the tickets are gone already. " * 5
)


def stating(body: str, blocks: list[str]) -> Document:
    data = {"@type": "NewsArticle", "headline": "The quay opens late", "articleBody": body}
    inside = "".join(f"<p>{block}</p>" for block in blocks)
    return read_page(
        f"<html><head><title>The quay opens late</title><script type='application/ld+json'>"
        f"{json.dumps(data)}</script></head><body><article>{inside}</article></body></html>"
    )


def heard(document: Document, odds: float = 1.0) -> Heard:
    return hear(Page(document), dict.fromkeys(range(len(document.blocks)), odds))


def test_the_reader_hands_on_what_the_page_states():
    assert stating(" ".join(PROSE), list(PROSE)).stated == " ".join(PROSE)


def test_what_the_statement_passes_over_is_not_the_article_and_says_why():
    document = stating("\n".join(PROSE), [*PROSE[:2], TEASER, *PROSE[2:]])

    labels = label(document)

    assert kept(document, labels) == list(PROSE)
    assert [r.reason for r in labels.removals] == [
        "The page's own data on the article leaves this out."
    ]


@pytest.mark.parametrize("body", [
    "<p>" + "</p><p>".join(PROSE) + "</p>",
    " &amp; ".join(PROSE).replace("’", "&rsquo;"),
    " ".join(PROSE).upper(),
], ids=["tags", "entities", "capitals"])  # fmt: skip
def test_a_statement_is_read_whatever_it_is_written_in(body: str):
    assert heard(stating(body, list(PROSE))).has == {0, 1, 2, 3}


def test_a_statement_of_another_article_says_nothing():
    assert heard(stating(FOREIGN, list(PROSE))) == Heard()


def test_a_statement_of_a_few_words_says_nothing():
    assert heard(stating("The quay opens late.", list(PROSE))) == Heard()


@pytest.mark.parametrize("body", [
    " ".join(PROSE[:2])[:-30],
    " ".join(PROSE[:2])[:-30] + "…",
    " ".join(PROSE[:2]),
], ids=["in the middle of a sentence", "with dots", "at a stop, and the page goes on"])  # fmt: skip
def test_a_statement_that_was_cut_short_says_nothing_of_what_follows(body: str):
    said = heard(stating(body, list(PROSE)))

    assert said.after == frozenset()
    assert said.passed == frozenset()


def test_what_follows_the_end_of_a_whole_statement_is_less_likely_the_article():
    document = stating(" ".join(PROSE), [*PROSE, "Ada Brandt writes about the coast."])

    assert heard(document).after == {4}


def test_headings_are_not_missed_in_a_statement_that_has_none():
    document = read_page(
        f"<script type='application/ld+json'>"
        f"{json.dumps({'@type': 'Article', 'headline': 'x', 'articleBody': ' '.join(PROSE)})}"
        f"</script><article><p>{PROSE[0]}<p>{PROSE[1]}<h2>Waiting</h2><p>{PROSE[2]}<p>{PROSE[3]}"
    )

    assert heard(document).passed == frozenset()


def test_a_block_that_is_stated_stays_open_to_the_word_rules():
    said = Heard(has=frozenset({0}))

    assert said.weighed(0, -1.0) == 0.5
    assert said.weighed(0, 2.0) == 2.5
    assert said.weighed(0, 4.0) == 4.0
    assert said.weighed(1, 2.0) == 2.0
