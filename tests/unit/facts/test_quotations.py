"""Quotations: which words are quoted, whole or in part, and who says them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_app.domain.fact import Fact, FactType
from digest_app.facts.finding import find


def quotes(text: str, **known: str) -> list[Fact]:
    return [f for f in find(text, **known) if f.type is FactType.QUOTE]


def said(text: str) -> list[tuple[str, str]]:
    return [(f.text, f.speaker) for f in quotes(text)]


WORDS = "We are going to build it"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"“{WORDS},” Jane Roe said on Monday.", "Jane Roe"),
        (f"“{WORDS},” said Jane Roe, the mayor of Torvik.", "Jane Roe"),
        (f"Jane Roe told reporters: “{WORDS}.”", "Jane Roe"),
        (f"Jane Roe, the mayor, who was late, said that “{WORDS.lower()}.”", "Jane Roe"),
        (f"According to Jane Roe, “{WORDS.lower()}.”", "Jane Roe"),
        (f"“{WORDS},” the company's lawyers argued.", "the company's lawyers"),
        (f"“{WORDS}.” ― Jane Roe", "Jane Roe"),
        (f'"{WORDS}," Jane Roe said.', "Jane Roe"),
        (f"«{WORDS}», Jane Roe said.", "Jane Roe"),
        (f"‘{WORDS},’ Jane Roe said.", "Jane Roe"),
        (f"The plan is that “{WORDS.lower()},” Jane Roe said.", "Jane Roe"),
    ],
)
def test_the_words_around_a_quotation_name_its_speaker(text: str, speaker: str):
    [quote] = quotes(text)

    assert quote.text.casefold().rstrip(".,") == WORDS.casefold()
    assert quote.speaker == speaker
    assert quote.speaker_start is not None
    assert quote.speaker_end is not None
    assert speaker in text[quote.speaker_start : quote.speaker_end]


def test_a_pronoun_is_shown_with_the_name_it_stands_for():
    text = f"Jane Roe opened the bridge on Monday. “{WORDS},” she said."

    [quote] = quotes(text)

    assert quote.speaker == "Jane Roe"
    assert text[quote.speaker_start : quote.speaker_end] == "she"
    assert [text[p.start : p.end] for p in quote.parts if p.name == "speaker"] == ["Jane Roe"]
    assert [text[p.start : p.end] for p in quote.parts if p.name == "cue"] == ["said"]


def test_a_speaker_goes_on_after_an_interruption_and_in_the_next_sentence():
    text = (
        "“We are going to build it,” Jane Roe said, “and we will finish it in May.” "
        "“Nobody here doubts that any more.”"
    )

    assert [speaker for _, speaker in said(text)] == ["Jane Roe"] * 3


def test_a_quotation_that_runs_over_paragraphs_keeps_its_speaker():
    text = (
        "“We are going to build it,” Jane Roe said. “It will take us a year.\n\n"
        "“Nobody here doubts that any more.”"
    )

    assert [speaker for _, speaker in said(text)] == ["Jane Roe"] * 3
    assert said(text)[1][0] == "It will take us a year."


def test_a_paragraph_that_ends_in_a_colon_introduces_the_next_one():
    text = f"Jane Roe wrote in a letter to the council:\n\n“{WORDS}.”"

    assert said(text) == [(f"{WORDS}.", "Jane Roe")]


def test_inner_quotation_marks_belong_to_the_outer_quotation():
    text = "“He told me ‘never again’ and then he left,” Jane Roe said."

    assert said(text) == [("He told me ‘never again’ and then he left,", "Jane Roe")]


def test_a_sentence_is_told_from_a_few_words_of_one():
    whole, part = quotes(
        f"“{WORDS},” Jane Roe said. She called the old bridge “a danger to every child in town” too."
    )

    assert (whole.value, part.value) == ("whole", "partial")


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “smart” bridge is closed.",
        "He has the “company gene” in him.",
        "The film “Gone With the Wind” ran for years.",
        "On “The Morning Show With Bob” they laughed.",
        "The 5' 10\" man left.",
        "The workers' and the owners' views differ.",
    ],
)
def test_scare_quotes_titles_and_apostrophes_are_no_quotations(text: str):
    assert quotes(text) == []


def test_a_name_inside_the_quotation_is_never_its_speaker():
    text = "“I met Bob Smith and he was very kind,” the mayor said."

    assert said(text)[0][1] == "the mayor"


@pytest.mark.parametrize(
    ("language", "text", "words", "speaker"),
    [
        (
            "de",
            "„Wir werden die Brücke bauen“, sagte Anna Berg am Montag.",
            "Wir werden",
            "Anna Berg",
        ),
        (
            "fr",
            "« Nous allons construire le pont », a déclaré Anne Berg lundi.",
            "Nous allons",
            "Anne Berg",
        ),
        ("es", "«Vamos a construir el puente», dijo Ana Ruiz.", "Vamos a", "Ana Ruiz"),
        ("ja", "市長は「橋を必ず再建します」と述べた。", "橋を必ず再建します", ""),
    ],
)
def test_other_languages_quote_with_their_own_marks(
    language: str, text: str, words: str, speaker: str
):
    [quote] = quotes(text, language=language)

    assert quote.text.startswith(words)
    assert quote.speaker == speaker or not speaker


marks = st.lists(
    st.sampled_from(
        ["“", "”", '"', "'", "‘", "’", "«", "»", "„", "「", "」", "said", "Jane Roe", "he", ",", ".", ":",
         "\n", "according to", "who", "(", ")", "-", "the", "mayor", "…"]
    ),
    max_size=25,
)  # fmt: skip


@given(marks.map(" ".join) | marks.map("".join))
def test_any_marks_in_any_order_can_be_read(text: str):
    for fact in quotes(text):
        assert fact.text == text[fact.start : fact.end]
        assert (fact.speaker_start is None) == (fact.speaker == "")
        assert all(p.start < p.end for p in fact.parts)
