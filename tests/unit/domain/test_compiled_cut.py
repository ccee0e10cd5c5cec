"""The cleaned text in compiled form is the one that the Python makes."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_app.domain import article
from digest_app.domain.boilerplate import BoilerplateKind, Removal
from digest_app.domain.compiled import compiled

quick: Any = compiled("digest_app.domain.compiled_cut")
pytestmark = pytest.mark.skipif(quick is None, reason="the compiled form was not built")

TEXTS = st.lists(
    st.sampled_from(["\n", "\n\n", " ", "\t", "\r", "\x1c", "\x85", "a", "b.", "é", "日", "\u3000", "😀"])
).map("".join)  # fmt: skip
SPANS = st.tuples(st.integers(-3, 40), st.integers(-3, 40))
REMOVALS = st.lists(SPANS.map(lambda span: Removal(*span, BoilerplateKind.AD, "r", "why")))


@given(TEXTS | st.text(), REMOVALS.map(tuple))
def test_the_text_is_the_same_whatever_is_removed(text: str, removals: tuple[Removal, ...]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(article, "_cut", None)
        expected = article.cleaned(text, removals)

    assert quick.cleaned(text, removals) == expected


def test_a_long_text_of_blank_lines_takes_one_pass() -> None:
    text = "a" + " \n" * 2_000_000 + "b"

    assert quick.cleaned(text, ()) == "a\n\nb"
