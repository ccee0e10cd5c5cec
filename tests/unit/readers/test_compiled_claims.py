"""Settling claims in compiled form gives the same metadata as the Python does."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_app.domain.compiled import compiled
from digest_app.domain.document import Origin
from digest_app.readers import claims
from digest_app.readers.claims import Claim

quick: Any = compiled("digest_app.readers.compiled_claims")
pytestmark = pytest.mark.skipif(quick is None, reason="the compiled form was not built")

VALUES = st.one_of(
    st.sampled_from([
        "", "Pier", "PIER", "pier\r\nof\rEllery", "\0", "a\0b", "\ud83d\ude00", "\ud800", "Straße",
        "STRASSE", "2024", "2024-03", "2024-03-12", "2024-03-12T09:30:00Z", "1999",
    ]),
    st.text(max_size=5),
)  # fmt: skip
PEOPLE = st.lists(VALUES, max_size=3).map(tuple)
SOURCES = st.sampled_from(["JSON-LD", "OpenGraph", "meta tags"])
TEXT_FIELDS = st.sampled_from([
    "title", "publisher", "published", "modified", "url", "language", "image", "description",
])  # fmt: skip
CLAIM = st.one_of(
    st.builds(Claim, TEXT_FIELDS, SOURCES, VALUES),
    st.builds(Claim, st.just("authors"), SOURCES, st.one_of(PEOPLE, VALUES)),
    st.builds(Claim, st.just("published"), SOURCES, st.one_of(PEOPLE, VALUES)),
)


@given(st.lists(CLAIM, max_size=14))
def test_the_same_is_chosen_and_recorded(stated: list[Claim]) -> None:
    known = quick.settle(iter(stated))

    assert known == claims._settle(stated)
    assert repr(known) == repr(claims._settle(stated))
    assert all(type(origin) is Origin for origin in known.origins)


def test_a_field_that_metadata_does_not_have_is_refused_by_both() -> None:
    stated = [Claim("body", "JSON-LD", "words")]
    for settle in (quick.settle, claims._settle):
        with pytest.raises(TypeError):
            settle(stated)
