"""What a head states becomes the same claims in compiled form and in Python."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_app.domain.compiled import compiled
from digest_app.readers import claims, json_ld, meta_names, metadata, site_names
from digest_app.readers.claims import Claim
from digest_app.readers.metadata import _Head

stated: Any = compiled("digest_app.readers.compiled_stated")
names: Any = compiled("digest_app.readers.compiled_site_names")
quick: Any = compiled("digest_app.readers.compiled_claims")
pytestmark = pytest.mark.skipif(
    None in (stated, names, quick), reason="the compiled form was not built"
)

VALUES = st.one_of(
    st.sampled_from([
        "Ada Lindqvist", "By Ada Lindqvist and Ben Osei", "The Pier Post", "PIER POST", "Pier | Post",
        "Ada Lindqvist The Pier Post", "ADA LINDQVIST", "© 2026 Pier Post", "Straße", "STRASSE",
        "https://pier.example/a?utm_source=x", "https://www.pierpost.example/", "/b.jpg", "admin",
        "2026-03-12", "12 March 2026", "03/04/2026", "en_US", "de", "Ferry sails", "A &amp; B", " ",
        'Ferry "Pia" sails', "Ferry ", "Ferry sails | The Pier Post", "a  b", "\0", "\ud800", "",
    ]),
    st.text(max_size=12),
)  # fmt: skip
METAS = st.dictionaries(
    st.sampled_from(sorted(meta_names.ALL)), st.lists(VALUES.filter(bool), min_size=1, max_size=3),
    max_size=8,
)  # fmt: skip
BASES = st.sampled_from(["", "https://pier.example/c/"])
HEADS = st.builds(_Head, METAS, VALUES, BASES, VALUES, st.just([]), VALUES)
SOURCES = st.sampled_from(["JSON-LD", "OpenGraph", "meta tags"])
FIELDS = st.sampled_from([
    "title", "publisher", "publisher", "published", "url", json_ld.BODY, "language",
])  # fmt: skip
CLAIMS = st.lists(
    st.one_of(
        st.builds(Claim, FIELDS, SOURCES, VALUES),
        st.builds(Claim, st.just("authors"), SOURCES, st.lists(VALUES, max_size=3).map(tuple)),
    ),
    max_size=10,
)


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the functions of ``metadata`` do it in Python."""
    monkeypatch.setattr(metadata, "_quick_claims", lambda: None)


@given(HEADS)
def test_a_head_states_the_same(head: _Head) -> None:
    known = stated.of_head(head, "OpenGraph", "meta tags")
    assert known == metadata._claims(head)
    assert all(type(claim) is Claim for claim in known)


@given(CLAIMS, VALUES)
def test_the_same_is_made_of_all_claims(made: list[Claim], title: str) -> None:
    head = _Head({}, "", "", title, [], "")
    assert stated.without_site(list(made), title) == metadata._without_site(list(made), head)
    assert stated.without_body(list(made)) == metadata._without_body(list(made))
    wanted = metadata._FIELDS_OF_NEWS
    assert stated.says_enough(list(made), wanted) == metadata._says_enough(list(made))


@given(CLAIMS)
def test_publishers_are_tidied_the_same(made: list[Claim]) -> None:
    known = names.tidied(list(made))
    assert known is None or known == site_names._tidied(list(made))


@given(CLAIMS)
def test_metadata_is_taken_apart_the_same(made: list[Claim]) -> None:
    settled = claims.settle([claim for claim in made if claim.field != json_ld.BODY])
    known = quick.claims_of(settled)
    assert known == claims._claims_of(settled)
    assert all(type(claim) is Claim for claim in known)


def test_most_pages_are_tidy_at_once() -> None:
    made = [
        Claim("authors", "JSON-LD", ("Ada Lindqvist",)),
        Claim("publisher", "OpenGraph", "The Pier Post"),
        Claim("publisher", "meta tags", "Pier Post | news"),
    ]
    assert names.tidied(made) is not None
    assert names.tidied([*made, Claim("publisher", "JSON-LD", "Lindqvist")]) is None


@pytest.mark.parametrize("claim", [7, ("title", "JSON-LD"), None])
def test_what_is_no_claim_is_refused(claim: Any) -> None:
    for asked in (
        lambda: stated.says_enough([claim], frozenset()),
        lambda: stated.without_body([claim]),
        lambda: stated.without_site([claim], ""),
        lambda: names.tidied([claim]),
        lambda: quick.settle([claim]),
    ):
        with pytest.raises(TypeError):
            asked()


def test_the_doors_have_their_compiled_forms() -> None:
    assert site_names._CLAIMS is names
    assert claims._QUICK is quick
