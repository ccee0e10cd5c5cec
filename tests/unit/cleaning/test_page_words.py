"""Words are cut at signs, which is quick; they are the words that the patterns name."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from digest_app.cleaning.pages.words import line_words, runs

lines = st.text() | st.text(alphabet="ab É7²_-–|@#:/©’“.… \u00a0\n", max_size=80)


@given(lines)
def test_runs_are_what_the_pattern_for_words_finds(text: str):
    assert runs(text.lower()) == re.findall(r"\w+", text.lower())


@given(lines)
def test_the_words_of_a_line_are_letters_numbers_and_telling_signs(text: str):
    found = re.findall(r"[^\W\d_]+|\d+|[©|@#:/]", text[:160].lower())[:14]

    assert line_words(text) == ["0" * min(5, len(w)) if w.isdigit() else w for w in found]
