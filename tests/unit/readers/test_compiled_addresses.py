"""The compiled form of addresses gives the Python's answers, or none."""

from __future__ import annotations

from html.entities import html5
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_app.domain.compiled import compiled
from digest_app.readers import naming
from digest_app.readers.address_words import TRACKED, TRACKED_BEGINS

quick: Any = compiled("digest_app.readers.compiled_addresses")
pytestmark = pytest.mark.skipif(quick is None, reason="the compiled form was not built")

SCHEMES = st.sampled_from([
    "http://", "https://", "HTTPS://", " http://", "\nhttps://", "http:/", "ftp://", "//", "/", "",
    "httpſ://", "&#104;ttp://",
])  # fmt: skip
WORDS = st.one_of(
    st.sampled_from([*TRACKED, *TRACKED_BEGINS, "a.example", "a", "w", "1200", "ü", "b.html"]),
    st.sampled_from(sorted(name.rstrip(";") for name in html5)),
    st.sampled_from([*TRACKED, *TRACKED_BEGINS]).map(str.upper),
)
SIGNS = st.sampled_from([
    "/", "/", "?", "?", "&", "&", "&", "=", "=", "#", ";", " ", "<", '"', ":", "@", "%20", "\0", "\x85",
    "&amp;", "&#38;", "+", "\n", ".", "_", "\ud800",
])  # fmt: skip
RESTS = st.lists(st.one_of(WORDS, SIGNS), max_size=12).map("".join)
QUERIES = st.lists(st.one_of(WORDS, st.tuples(WORDS, WORDS).map("=".join)), max_size=5).map(
    "&".join
)
ADDRESSES = st.one_of(
    st.builds("{}{}".format, SCHEMES, RESTS),
    st.builds("{}a.example/b?{}".format, SCHEMES, QUERIES),
    st.text(max_size=20),
)


@given(ADDRESSES, st.sampled_from(["", "https://courier.example/b/"]))
def test_addresses_are_the_same(stated: str, base: str) -> None:
    assert quick.address(stated, bool(base)) in {None, naming._plain_address(stated, base)}


@pytest.mark.parametrize(
    ("stated", "address"),
    [
        ("https://a.example/b.html", "https://a.example/b.html"),
        (" https://a.example/b?w=1200&h=630#top ", "https://a.example/b?w=1200&h=630"),
        ("https://a.example/b?", "https://a.example/b"),
        ("https://a.example/b?w=1&utm_source=x", None),
        ("https://a.example/b?REF=x", None),
        ("https://a.example/b?a=1&amp;b=2", None),
        ("https://a.example/b?a=1&copy=2", None),
        ("https:///b", ""),
        ("The Courier", ""),
    ],
)
def test_what_is_known_at_once(stated: str, address: str | None) -> None:
    assert quick.address(stated, False) == address


@pytest.mark.parametrize("value", [None, 7, b"https://a.example/"])
def test_what_is_no_string_is_left_to_the_python(value: object) -> None:
    assert quick.address(value, False) is None
