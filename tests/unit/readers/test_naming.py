"""Names of people, of sites and of pages, freed of what is not part of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_app.readers.naming import (
    authors,
    headline,
    language_tag,
    people,
    plain_address,
    site_name,
)


@pytest.mark.parametrize(
    ("stated", "names"),
    [
        ("By Ada Lindqvist", ("Ada Lindqvist",)),
        ("Ada Lindqvist and Ben Osei", ("Ada Lindqvist", "Ben Osei")),
        ("Ada Lindqvist, Ben Osei & Caro Ruiz", ("Ada Lindqvist", "Ben Osei", "Caro Ruiz")),
        ("Ada Lindqvist, Senior Science Editor", ("Ada Lindqvist",)),
        ("Lindqvist, Ada", ("Ada Lindqvist",)),
        ("John Smith, Jr.", ("John Smith Jr.",)),
        ("Ilana Muhlstein, MS, RDN", ("Ilana Muhlstein",)),
        ("courier.example", ()),
        ("Veröffentlicht von Jana Wittkopp", ("Jana Wittkopp",)),
        ("ada@pier.example", ()),
        ("https://facebook.com/ada", ()),
        ("admin", ()),
        ("", ()),
    ],
)
def test_a_byline_gives_its_people(stated: str, names: tuple[str, ...]) -> None:
    assert authors(stated) == names


@pytest.mark.parametrize(
    "words", ["Read more about the author", "12 comments", "About us", "More Posts"]
)
def test_words_that_are_no_names_give_nobody(words: str) -> None:
    assert people(words) == ()


@pytest.mark.parametrize(
    ("title", "publisher", "address"),
    [
        ("Ellery opens pier | The Ellery Courier", "Ellery Courier", ""),
        ("Ellery opens pier - News - Courier", "Courier", ""),
        ("The Courier: Ellery opens pier", "", "https://x.example"),
        ("Ellery opens pier – courier.example", "", "https://www.courier.example/a"),
        ("Courier | Ellery opens pier", "", "https://courier.example/a"),
        (
            "Ellery opens pier :: The Fellgate Advertiser Online",
            "The Fellgate Advertiser Co. Ltd",
            "",
        ),
    ],
)
def test_a_title_loses_the_site_and_nothing_else(title: str, publisher: str, address: str) -> None:
    cleaned = headline(title, publisher, address)

    assert "Ellery opens pier" in cleaned
    assert title == cleaned or "ourier" not in cleaned
    assert "Advertiser" not in cleaned


def test_a_dash_inside_a_headline_stays() -> None:
    assert (
        headline("The pier - and the bill", "Courier", "https://courier.example/")
        == "The pier - and the bill"
    )
    assert headline("Apple - Apple's new phone", "Apple", "") == "Apple's new phone"


def test_a_site_is_named_by_its_title_where_the_host_agrees() -> None:
    assert (
        site_name("A pier - The Ellery Courier", "https://www.ellerycourier.example/a")
        == "The Ellery Courier"
    )
    assert site_name("A pier - and a bill", "https://www.ellerycourier.example/a") == ""


@pytest.mark.parametrize(
    ("stated", "plain"),
    [
        ("https://p.example/a?utm_source=x&id=3&fbclid=y#top", "https://p.example/a?id=3"),
        ("https://p.example/a?utm_medium=x", "https://p.example/a"),
        ("https://p.example/a?b=1&amp;c=2", "https://p.example/a?b=1&c=2"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("p.example/a", ""),
        ("https://[broken/a b", ""),
    ],
)
def test_an_address_is_freed_of_tracking_or_is_none(stated: str, plain: str) -> None:
    assert plain_address(stated) == plain


def test_a_relative_address_is_completed() -> None:
    assert plain_address("/a/b", "https://p.example/c") == "https://p.example/a/b"


@given(st.text(max_size=100), st.text(max_size=30), st.text(max_size=60))
def test_any_words_are_survived(one: str, two: str, three: str) -> None:
    headline(one, two, three)
    authors(one)
    site_name(one, three)

    assert plain_address(one, three) == "" or plain_address(one, three).lower().startswith("http")


def test_languages_have_one_spelling() -> None:
    assert [language_tag(t) for t in ("en_us", "DE", "zh-hans-cn", "x", "english language")] == [
        "en-US",
        "de",
        "zh-Hans-CN",
        "",
        "",
    ]
