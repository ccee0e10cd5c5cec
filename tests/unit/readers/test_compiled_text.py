"""The compiled forms of reading plain text, and of its language, say what the Python forms say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_app.domain.compiled import compiled
from digest_app.readers.language import counted, languages_of
from digest_app.readers.mojibake import _SIGNS, looks_wrong
from digest_app.readers.text import plain_blocks, read_text
from tests.unit.readers.test_language import TEXTS

_TEXT = compiled("digest_app.readers.compiled_text")
_LANGUAGE = compiled("digest_app.readers.compiled_language")
built = pytest.mark.skipif(
    _TEXT is None or _LANGUAGE is None, reason="the compiled form was not built"
)

signs = st.sampled_from("aZé²٣1.)-*•#>_ \t\n\r\x0b\x1c\x85\u00a0\u2028\u0301漢\U0001f600\ud800")
texts = st.text(signs, max_size=80) | st.text()
words = st.lists(
    st.sampled_from([*" ".join(TEXTS.values()).split(), "_the_", "2of", "the٣", "²and"])
)


@built
@given(texts)
def test_lines_become_the_same_blocks(text: str):
    assert _TEXT is not None
    quickly, slowly = _TEXT.blocks_of(text), plain_blocks(text)

    assert quickly == slowly
    assert repr(quickly) == repr(slowly)


@built
@pytest.mark.parametrize("text", ["x" * 1_000_000, "\n" * 100_000, "a\n" * 100_000, " \n" * 99_999])
def test_long_texts_become_the_same_blocks(text: str):
    assert _TEXT is not None
    assert _TEXT.blocks_of(text) == plain_blocks(text)


@built
@given(texts | words.map(" ".join))
def test_small_words_are_counted_alike(text: str):
    assert _LANGUAGE is not None
    quickly, slowly = _LANGUAGE.SmallWords(languages_of()).counts(text), counted(text)

    assert quickly == slowly
    assert list(quickly[1]) == list(slowly[1])


@given(st.text("aâÃÂïð€¿½\u0080Ÿ™\u0178\u0153“”x"))
def test_a_quick_look_misses_no_wrong_letters(text: str):
    assert looks_wrong(text) == (_SIGNS.search(text) is not None)


def test_a_text_of_a_kind_of_its_own_is_read_as_any_other():
    class Odd(str):
        """As libraries of markup have them."""

        __slots__ = ()

    read = read_text(Odd("The ferry was late.\nNobody minded."))

    assert type(read.text) is str
    assert len(read.blocks) == 2
