"""Words are cut and folded in one way, and an index that splits at spaces keeps them whole."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from digest_app.domain.words import folded_words, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Apple’s “Café” costs $14.5m", ["apple", "s", "cafe", "costs", "14", "5m"]),
        ("STRASSE Straße", ["strasse", "strasse"]),
        ("ＡＢＣ ﬁne ½", ["abc", "fine", "1", "2"]),
        ("北京大学 OpenAI发布", ["北", "京", "大", "学", "openai", "发", "布"]),
        ("サーバーが", ["サ", "ー", "バ", "ー", "か" + "\u3099"]),
        ("서울에서", ["서", "울", "에", "서"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("ВСЁ ещё", ["все", "еще"]),
        ("مُحَمَّد", ["محمد"]),
        ("snake_case", ["snake", "case"]),
        ("…—!?", []),
    ],
)
def test_words_of_many_scripts(text: str, expected: list[str]):
    import unicodedata

    assert folded_words(text) == [unicodedata.normalize("NFC", word) for word in expected]


@given(st.text())
@example("İ ŉ ℡ ㎏ ﷺ")
def test_words_fold_to_themselves_and_hold_nothing_that_an_index_would_split(text: str):
    cut = folded_words(text)

    assert folded_words(" ".join(cut)) == cut
    assert not any(re.search(r"[\x00-/:-@\[-`{-\x7f]", word) for word in cut)


@given(st.text())
def test_every_word_stands_where_it_says(text: str):
    for word in words(text):
        assert word.folded in folded_words(text[word.start : word.end])
