"""Words with their positions: nothing lost, nothing twice, names in one piece."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_app.facts.tokens import tokens


def words(text: str) -> list[str]:
    return [token.text for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("AT&T met O'Brien.", ["AT&T", "met", "O'Brien", "."]),
        ("Jean-Claude, Moscow-based", ["Jean-Claude", ",", "Moscow", "-", "based"]),
        ("the U.S.-led force", ["the", "U.S.", "-", "led", "force"]),
        ("Mr. George W. Bush's", ["Mr.", "George", "W.", "Bush", "'s"]),
        ("Moody’s and Yahoo!", ["Moody", "’s", "and", "Yahoo", "!"]),
        ("al-Qaeda, pro-Iran", ["al-Qaeda", ",", "pro", "-", "Iran"]),
        ("(R-Calif.)", ["(", "R", "-", "Calif.", ")"]),
        ("1,200.5 at 10:30", ["1,200.5", "at", "10:30"]),
        ("Procter &AMP; Gamble &amp; Co.", ["Procter", "&AMP;", "Gamble", "&amp;", "Co."]),
        ("see https://a.example/b?c=1 now", ["see", "https://a.example/b?c=1", "now"]),
        ("Amazon.com said so.", ["Amazon.com", "said", "so", "."]),
        ("they won’t", ["they", "won’t"]),
    ],
)
def test_words_are_parted_where_a_name_can_end(text: str, expected: list[str]):
    assert words(text) == expected


@given(st.text())
def test_every_sign_is_in_one_word_and_white_space_in_none(text: str):
    found = tokens(text)

    assert "".join(token.text for token in found) == "".join(text.split())
    assert all(text[token.start : token.end] == token.text for token in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(st.text(alphabet="Aa b.'’-&;1,\n", max_size=60), st.data())
def test_a_part_of_a_text_has_the_positions_of_the_whole(text: str, data: st.DataObject):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))

    found = tokens(text, start, end)

    assert all(start <= token.start < token.end <= end for token in found)
    assert all(text[token.start : token.end] == token.text for token in found)
