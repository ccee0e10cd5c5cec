"""Texts are folded in a quick way that is the plain way's equal."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from digest_app.cleaning.rules_words import Vocabulary, fold, plain

SIGNS = ".,:;!?()[]\"“”‘'/|@&#*•·-–—»«©"
texts = st.text() | st.text(alphabet="AßİKé’“–©|.ab \t\n\u00a0\u0307\u2009\x1c", max_size=60)


@given(texts)
def test_a_text_is_folded_as_python_folds_it(text: str):
    assert Vocabulary(text).folded == plain(text.casefold())


@given(texts)
def test_the_openings_are_those_of_the_words_between_signs(text: str):
    spaced = plain(text.casefold())
    for sign in SIGNS:
        spaced = spaced.replace(sign, " ")

    plain_openings = {word[:5] for word in spaced.split() if word[:5].isascii()}
    found = {word.decode() for word in Vocabulary(text).openings if word.isascii()}

    assert found == plain_openings


@given(texts, st.integers(0, 30), st.integers(0, 30))
def test_a_stretch_is_folded_as_it_is_alone(text: str, start: int, length: int):
    assert Vocabulary(text).fold(start, start + length) == fold(text[start : start + length])
