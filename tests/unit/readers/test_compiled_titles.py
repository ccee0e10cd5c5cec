"""Taking the site's name off a title is the same in compiled form and in Python."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_app.domain.compiled import compiled
from digest_app.readers import naming, site_names

quick: Any = compiled("digest_app.readers.compiled_titles")
pytestmark = pytest.mark.skipif(quick is None, reason="the compiled form was not built")

WORDS = st.sampled_from([
    "Pier", "pier", "The Pier", "Post", "Pier Post", "PIERPOST", "Straße", "STRASSE", "Pıer", "\u212aiosk",
    "日本", "pierpost.example", "news", "Ferry sails", "a", "“", "é", "&amp;", "& ", "\ud800", "\0",
])  # fmt: skip
SIGNS = st.sampled_from(
    [" | ", " - ", " – ", "|", ": ", " : ", " ", "  ", "'", "", "\n", "_", ", "]
)
PARTS = st.lists(st.one_of(WORDS, SIGNS), max_size=9).map("".join)
TITLES = st.one_of(PARTS, st.text(max_size=20), WORDS.map(lambda word: word * 90))
PUBLISHERS = st.builds(
    "".join,
    st.tuples(
        PARTS,
        st.sampled_from([" ", ", ", "", "\n"]),
        st.sampled_from(
            [*naming.LEGAL_FORMS, "S.A.", "SA", "inc.", "GMBH.", "\u212aG", "Incs", ""]
        ),
        st.sampled_from(["", ".", "\n", " "]),
    ),
)
HOSTS = st.lists(
    st.one_of(WORDS, st.sampled_from(["www", ".", ".", "-", "@", ":", ":80", "u:p@", "W", "co"])),
    max_size=7,
).map("".join)
ADDRESSES = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(["https://", "http://www.", "HTTP://WWW.", "://", "a:/", "ſ://", "", " http://"]),
        HOSTS,
        st.sampled_from(["", "/", "/a@b", "?a", "#", ":@a"]),
    ),
)  # fmt: skip


@given(TITLES, PUBLISHERS, ADDRESSES)
def test_headlines_are_the_same(title: str, publisher: str, address: str) -> None:
    assert quick.headline(title, publisher, address) == naming._headline(title, publisher, address)


@given(TITLES, ADDRESSES)
def test_names_of_sites_are_the_same(title: str, address: str) -> None:
    assert quick.site_name(title, address) == naming._site_name(title, address)


RIGHTS = st.sampled_from(
    ["", "©", "(C) 2026 ", "Copyright ", "COPYRİGHT", "Ⓒ", " all rights reserved"]
)


@given(st.tuples(RIGHTS, PUBLISHERS, RIGHTS).map("".join), ADDRESSES)
def test_names_of_publishers_are_the_same(stated: str, address: str) -> None:
    known = quick.publisher_name(stated, address)
    assert known in {None, site_names._publisher_name(stated, address)}


@given(st.lists(TITLES, min_size=1, max_size=3), SIGNS, st.data())
def test_what_stands_behind_is_the_same(parts: list[str], sign: str, data: st.DataObject) -> None:
    title = sign.join(parts)
    headline = data.draw(st.one_of(st.sampled_from(parts), st.sampled_from(parts).map(str.upper)))
    known = quick.site_behind(title, headline)
    assert known in {None, naming._site_behind(title, headline)}
    whole = [title[end:] for start, end in naming._cuts(title)
             if naming._squashed(title[:start]) == naming._squashed(headline)]  # fmt: skip
    assert naming._site_behind(title, headline) == " ".join("".join(whole[:1]).split())


def test_a_title_of_many_parts_is_looked_through_once() -> None:
    parts = "a | " * 100_000
    assert quick.site_behind(parts, parts) == ""
    assert naming._site_behind(parts, parts) == ""
    assert quick.site_behind("Ferry sails – The Pier Post", "FERRY SAILS!") == "The Pier Post"


@pytest.mark.parametrize("host", ["pier.example", "www.news.pier-post.example", "pier", "a.b.c.d"])
def test_a_title_gives_up_the_name_of_its_host(host: str) -> None:
    address = f"https://{host}/story"
    for name in naming._host_names(address):
        assert quick.headline(f"Ferry sails | {name}", "", address) == "Ferry sails"


@pytest.mark.parametrize("value", [None, 7, b"Pier"])
def test_what_is_no_string_is_left_to_the_python(value: object) -> None:
    assert quick.headline(value, "", "") is None
    assert quick.headline("a | b", value, "") is None
    assert quick.site_name("", value) is None
    assert quick.site_behind(value, "") is None
