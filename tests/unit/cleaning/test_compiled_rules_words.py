"""The compiled form of a text's words gives the answers of the one in Python."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_app.cleaning import rules, rules_words
from digest_app.cleaning.rules_words import Needles, Vocabulary, fold
from digest_app.domain.rule import Where

pytestmark = pytest.mark.skipif(
    rules_words._compiled is None, reason="the compiled form was not built"
)

odd = st.text(alphabet="AaßİIiKé’'“–©|.,b \t\n\u00a0\u0307\u2009\x1c\x85ﬃ😀漢\ud800\0", max_size=60)
texts = st.text() | odd


def in_python():
    """Return what makes objects in their form in Python."""
    return patch.object(rules_words, "_compiled", None)


@given(texts)
def test_texts_are_folded_alike(text: str):
    assert fold(text) == rules_words._fold(text)


def test_each_letter_is_folded_alike():
    for number in range(0x110000):
        letter = chr(number)
        if letter.casefold() != letter or letter.isspace():
            assert fold(f"x{letter}x") == rules_words._fold(f"x{letter}x")


@given(texts)
def test_texts_have_the_same_words(text: str):
    made = Vocabulary(text)
    with in_python():
        plain = Vocabulary(text)

    assert (made.folded, made.lowered) == (plain.folded, plain.lowered)
    assert made.aligned == plain.aligned
    assert made.openings == plain.openings


def test_a_text_of_many_words_keeps_them_all():
    text = " ".join(f"w{number:x}é" for number in range(40_000))
    made = Vocabulary(text)
    with in_python():
        assert made.openings == Vocabulary(text).openings


def every_word() -> list[tuple[str, int]]:
    """Return the folded words of the shipped rules, numbered."""
    found = [
        fold(word)
        for language in rules.languages()
        for rule in rules.table(language).rules
        if rule.where in {Where.HAS, Where.SPAN}
        for word in rule.words
    ]
    return [(word, number) for number, word in enumerate(found)]


WORDS = every_word()
OF_RULES = Needles(WORDS)
with in_python():
    OF_RULES_IN_PYTHON = Needles(WORDS)
sentences = st.lists(
    st.sampled_from([word for word, _ in WORDS]) | st.text(max_size=8), max_size=12
).flatmap(lambda words: st.sampled_from([" ".join(words), "".join(words), "\n".join(words)]))


@given(sentences, st.none() | sentences)
def test_the_same_words_of_rules_are_found(text: str, asked: str | None):
    lines = asked if asked is None else fold(asked)
    found = OF_RULES.of(Vocabulary(text), lines)
    with in_python():
        assert OF_RULES_IN_PYTHON.of(Vocabulary(text), lines) == found


@given(st.lists(odd.map(fold).filter(bool), max_size=8), odd, odd)
def test_odd_words_are_found_alike(words: list[str], before: str, after: str):
    numbered = [(word, number) for number, word in enumerate(words)]
    needles = Needles(numbered)
    with in_python():
        plain = Needles(numbered)
    for text in (before + after, *(f"{before}{word}{after}" for word in words)):
        found = needles.of(Vocabulary(text))
        with in_python():
            assert plain.of(Vocabulary(text)) == found
