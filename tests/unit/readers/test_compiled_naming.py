"""The compiled form of names, dates and addresses gives the Python's answers, or none."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_app.domain.compiled import compiled
from digest_app.readers import name_words, naming, site_names

quick: Any = compiled("digest_app.readers.compiled_naming")
pytestmark = pytest.mark.skipif(quick is None, reason="the compiled form was not built")

WORDS = st.sampled_from([
    *name_words.PARTICLES, *name_words.BETWEEN, *name_words.BY_BEGINS, *name_words.MENU,
    *name_words.NO_AUTHOR, "Ada", "Lindqvist", "J.", "O'Neil", "Anne-Marie", "Jr", "x-Jr", "Sr.",
    "the", "The", "THE", "E", "For", "www.", "WWW.", "a@b", "ı", "İ", "ſ", "é", "日本", "_", "7",
    "©", "(c)", "Copyright", "copyrIght", "Edinburgh", "Courier", "http", "HTTP://", "httpſ://",
])  # fmt: skip
SIGNS = st.sampled_from([
    " ", " ", " ", "  ", "\t", "\n", "\x1c", "\x85", "\xa0", "\u2003", "", "|", "｜", "│", "-", "--",
    "---", ":", "::", "–", "—", "·", "•", "«", "»", "›", "‹", "/", "\\", ",", ";", "&", "&amp;",
    "&#32;", ".", "?", "#", "'", "’", "(", ")", "<", '"', "\0", "\ud800",
])  # fmt: skip
MIXED = st.lists(st.one_of(WORDS, WORDS.map(str.capitalize), SIGNS), max_size=9).map("".join)
NAMES = st.lists(st.one_of(WORDS, WORDS.map(str.capitalize)), max_size=6).map(" ".join)
BYLINES = st.builds("{} {}".format, st.sampled_from(["By", "by", "BY By", "By by", "Von"]), NAMES)
TEXTS = st.one_of(MIXED, NAMES, BYLINES, st.text(max_size=30))


@given(TEXTS)
def test_titles_are_cut_at_the_same_places(title: str) -> None:
    searched = [found.span() for found in naming._SEPARATORS.finditer(title)]

    assert quick.cuts(title) == searched
    known = quick.headline(title)
    assert known in {None, naming._headline(title, "Courier", "https://courier.example/a")}


@given(TEXTS)
def test_names_are_the_same(stated: str) -> None:
    assert quick.author(stated) in {None, naming._authors(stated)}
    assert quick.person(stated) in {None, naming._is_person(stated)}
    assert quick.people(stated) in {None, naming._people(stated)}
    address = "https://www.courier.example/a"
    assert quick.publisher(stated) in {None, site_names._publisher_name(stated, address)}
    assert quick.plain(stated) in {None, " ".join(naming.unescape(stated).split())}


@given(st.one_of(TEXTS, st.text("abENus-_ é", max_size=6)))
def test_tags_of_languages_are_the_same(stated: str) -> None:
    assert quick.language(stated) in {None, naming._language_tag(stated)}


def test_what_pages_mostly_state_is_known_at_once() -> None:
    assert quick.author("Ada Lindqvist") == ("Ada Lindqvist",)
    assert quick.author("By Ada M. O'Neil") == ("Ada M. O'Neil",)
    assert quick.author("By By Ada Lindqvist") is None
    assert quick.person("Ada van der Lindqvist") is True
    assert quick.person("More News") is False
    assert quick.people("By Ada Lindqvist") == ("Ada Lindqvist",)
    assert quick.people("written by the editor") == ()
    assert quick.people("More News") == ()
    assert quick.people("Ada Lindqvist, Ben Osei") is None
    assert quick.publisher("The Ellery Courier") == "The Ellery Courier"
    assert quick.language("en_US") == "en-US"
    assert quick.headline("Pier: a “new” one") == "Pier: a “new” one"


class Header(str):
    """Mails give their headers as strings of another kind."""

    __slots__ = ()


@pytest.mark.parametrize("name", ["plain", "cuts", "headline", "publisher", "author"])
@pytest.mark.parametrize("value", [Header("Ada Lindqvist"), None, 7, b"Ada"])
def test_what_is_no_plain_string_is_left_to_the_python(name: str, value: object) -> None:
    assert getattr(quick, name)(value) is None
