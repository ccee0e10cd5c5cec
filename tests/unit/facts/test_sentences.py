"""Where sentences end: after full stops, not after abbreviations; at blank lines, always."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_app.facts.sentences import sentence_at, split


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Roe of Acme Inc. met Sen. Doe at 5 p.m. Monday in St. Louis.",
        "The book by J. K. Rowling sold well in the U.S. Senate.",
        "“Really?” he asked, and left.",
        "The end came... and went.",
        "It grew 3.5 percent, to $1.2 billion.",
        "A line that was broken because it had become too long for the window\nand goes on here.",
    ],
)
def test_a_sentence_stays_whole(text: str):
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He left. She stayed.", ["He left.", "She stayed."]),
        ("He is from the U.S. He left.", ["He is from the U.S.", "He left."]),
        ("He works for Acme Inc. The firm grew.", ["He works for Acme Inc.", "The firm grew."]),
        ("“No.” The end.", ["“No.”", "The end."]),
        ("Why? Because! So.", ["Why?", "Because!", "So."]),
        ("Headline without a stop\n\nThe story.", ["Headline without a stop", "The story."]),
        ("A short line\nAnother line", ["A short line", "Another line"]),
        ("中国。日本！次。", ["中国。", "日本！", "次。"]),
        ("यह है। वह है।", ["यह है।", "वह है।"]),
    ],
)
def test_sentences_are_parted(text: str, expected: list[str]):
    assert sentences(text) == expected


@given(st.text())
def test_sentences_hold_every_word_once_and_in_order(text: str):
    found = split(text)

    assert "".join("".join(sentences(text)).split()) == "".join(text.split())
    assert all(a[1] <= b[0] for a, b in pairwise(found))
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in found)


@given(st.text(alphabet="Ab. \n“”?", max_size=60), st.data())
def test_a_part_of_a_text_is_split_within_its_ends(text: str, data: st.DataObject):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))

    assert all(start <= a < b <= end for a, b in split(text, start, end))


def test_a_position_finds_its_sentence():
    found = split("He left. She stayed.")

    assert [sentence_at(found, position) for position in (0, 7, 9, 19)] == [
        (0, 8),
        (0, 8),
        (9, 20),
        (9, 20),
    ]
    with pytest.raises(ValueError, match="no sentence"):
        sentence_at([], 0)


def test_a_straight_mark_after_a_wide_stop_belongs_to_the_quotation_that_it_closes():
    text = '局长表示:"每年可减少排放。"项目总投资三亿元。他说:"我们不会放弃。"'

    assert [text[a:b] for a, b in split(text)] == [
        '局长表示:"每年可减少排放。"',
        "项目总投资三亿元。",
        '他说:"我们不会放弃。"',
    ]
