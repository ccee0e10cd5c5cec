"""An edition holds the kept words of its articles, each with the place that proves it."""

from __future__ import annotations

from digest_app.app.editions import item_of, paragraphs
from digest_app.domain.digest import Entry, Use
from tests.unit.app.opened import fact, open_text

TEXT = "It cost $5 million. (Photo: A. B.)\nRead Also: more.\nThe mayor said no. Nobody asked."


def shown(item) -> list[list[str]]:
    return [[p.text for p in paragraph.passages] for paragraph in item.paragraphs]


def test_only_kept_words_reach_an_edition():
    opened = open_text(TEXT, "(Photo: A. B.)", "Read Also: more.")

    item = item_of(opened, Entry(7), 1)

    assert shown(item) == [["It cost $5 million."], ["The mayor said no. Nobody asked."]]


def test_words_on_both_sides_of_a_removal_stay_one_paragraph():
    opened = open_text("It cost a lot. Advertisement Nobody asked.", "Advertisement ")

    item = item_of(opened, Entry(7), 1)

    assert shown(item) == [["It cost a lot.", "Nobody asked."]]


def test_every_passage_is_what_the_article_says_at_its_place():
    opened = open_text(TEXT, "(Photo: A. B.)")

    for paragraph in paragraphs(7, opened.shown):
        for passage in paragraph.passages:
            assert TEXT[passage.start : passage.end] == passage.text


def test_a_lead_is_the_first_paragraph_and_facts_alone_are_none():
    opened = open_text(TEXT)

    assert len(item_of(opened, Entry(7, Use.LEAD), 1).paragraphs) == 1
    assert item_of(opened, Entry(7, Use.FACTS), 1).paragraphs == ()


def test_pinned_facts_of_one_sentence_make_one_statement():
    sentence = "The mayor said no."
    facts = (fact(TEXT, "mayor", sentence), fact(TEXT, "no", sentence))

    (statement,) = item_of(open_text(TEXT, facts=facts), Entry(7), 1).statements

    assert statement.passage.text == sentence
    assert [statement.passage.text[v.start : v.end] for v in statement.values] == ["mayor", "no"]


def test_a_fact_that_is_not_pinned_stays_out():
    unpinned = fact(TEXT, "mayor", "The mayor said no.", key=False)

    assert item_of(open_text(TEXT, facts=(unpinned,)), Entry(7), 1).statements == ()


def test_a_statement_never_shows_hidden_words():
    text = "It cost $5 million (Photo: A. B.) in all."
    pinned = fact(text, "$5 million", text)

    (statement,) = item_of(
        open_text(text, "(Photo: A. B.)", facts=(pinned,)), Entry(7), 1
    ).statements

    assert statement.passage.text == "It cost $5 million"


def test_an_article_without_a_headline_is_called_by_its_first_words():
    opened = open_text(TEXT)

    assert opened.title == "It cost $5 million. (Photo: A. B.)"
