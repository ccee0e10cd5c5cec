"""A first look at a line in compiled form: no line is passed over that a pattern would find."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_app.domain.compiled import compiled
from digest_app.readers import statements
from digest_app.readers.line_words import BYLINES, CAPITAL_BYLINES, PUBLISHED, UPDATED
from digest_app.readers.name_words import BY_BEGINS, PARTICLES

quick: Any = compiled("digest_app.readers.compiled_statements")
pytestmark = pytest.mark.skipif(quick is None, reason="the compiled form was not built")

PARTS = st.sampled_from([
    *BY_BEGINS, *PARTICLES, *BYLINES, *CAPITAL_BYLINES, *PUBLISHED, *UPDATED, "first ", "last ",
    "İ", "ı", "ſtory by", "poſted by", "mar", "DEC", "17.3.2024", "3 Feb 24 10:00", "day", "Mon, ",
    "By", "by", "BY", "von", "par", "por", "Ada Lindqvist", "Ben Osei", "12 March 2026",
    "2026-03-12", "Published", "on", "|", "•", "·", ",", "–", "—", "-", ":", " ", " ", " ", "\n",
    "\xa0", "\u2003", "٣", "é", "K", "ſ", "İ", "日本", "x" * 50, "\0", "\ud800", "and",
])  # fmt: skip
LINES = st.one_of(
    st.lists(PARTS, max_size=9).map("".join), st.lists(PARTS, max_size=7).map(" ".join), st.text()
)


@given(LINES)
def test_no_line_is_passed_over(line: str) -> None:
    seen = quick.looks(line)

    if statements._BYLINE.match(line):
        assert seen & statements._MAYBE_BYLINE
    if statements._DIGIT.search(line):
        assert seen & statements._WITH_DIGIT
    if statements._NAME_AND_DATE.match(line):
        assert seen & statements._MAYBE_NAMED
    if any(claim.value for claim in statements._dates_of(line)):
        assert seen & statements._MAYBE_DATED


@pytest.mark.parametrize(
    ("line", "seen"),
    [
        ("", 0),
        ("The council met on Tuesday.", 0),
        ("By Ada Lindqvist", 1),
        ("By then the ferry had sailed.", 0),
        ("Bygones of the harbour", 0),
        ("Updated at noon by nobody, 2026", 10),
        ("Ada Marie Lindqvist – 12 March 2026", 14),
        ("Ada the Ferry – 12 boats, all of them new, at the pier since noon yesterday", 2),
        ("12 March 2026", 10),
        ("Nobody – published 7 days ago by the harbour's own office, which is closed now", 14),
        ("in 2026 the ferry sailed to the island, and nobody was at the pier to see it", 2),
    ],
)
def test_what_a_line_may_be(line: str, seen: int) -> None:
    assert quick.looks(line) == seen
