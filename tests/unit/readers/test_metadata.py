"""A saved page's statements: the best source wins, and the others are recorded."""

from __future__ import annotations

import json

import pytest

from digest_app.domain.document import Metadata
from digest_app.readers.registry import read
from tests.unit.readers.making import STORY, TITLE


def metadata(head: str = "", body: str = "") -> Metadata:
    paragraphs = "".join(f"<p>{p}</p>" for p in STORY)
    html = f"<!doctype html><html><head><meta charset=utf-8><meta name=viewport content=x>{head}</head><body>{body or f'<h1>{TITLE}</h1>'}{paragraphs}</body></html>"
    (document,) = read(html.encode(), "page.html").documents
    return document.metadata


def source(stated: Metadata, field: str) -> str:
    return next(o.source for o in stated.origins if o.field == field)


def ld(**fields: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **fields})}</script>'


def test_json_ld_states_everything() -> None:
    stated = metadata(
        ld(
            headline=TITLE,
            author=[
                {"@type": "Person", "name": "Ada Lindqvist"},
                {"@type": "Person", "name": "Ben Osei"},
            ],
            publisher={"@type": "Organization", "name": "The Ellery Courier"},
            datePublished="2026-03-14T09:30:00-03:00",
            dateModified="2026-03-15",
            url="https://courier.example/a?utm_source=feed",
            inLanguage="en_CA",
            image=["https://courier.example/pier.jpg"],
        )
    )

    assert stated.title == TITLE
    assert stated.authors == ("Ada Lindqvist", "Ben Osei")
    assert stated.publisher == "The Ellery Courier"
    assert stated.published == "2026-03-14T09:30:00-03:00"
    assert stated.modified == "2026-03-15"
    assert stated.url == "https://courier.example/a"
    assert stated.language == "en-CA"
    assert stated.image == "https://courier.example/pier.jpg"
    assert source(stated, "title") == "JSON-LD"


def test_references_in_a_graph_are_followed() -> None:
    graph = {
        "@graph": [
            {
                "@type": "Article",
                "headline": TITLE,
                "author": {"@id": "#ada"},
                "publisher": {"@id": "#courier"},
            },
            {"@type": "Person", "@id": "#ada", "name": "Ada Lindqvist"},
            {"@type": "Organization", "@id": "#courier", "name": "The Ellery Courier"},
        ]
    }

    stated = metadata(f'<script type="application/ld+json">{json.dumps(graph)}</script>')

    assert stated.authors == ("Ada Lindqvist",)
    assert stated.publisher == "The Ellery Courier"


@pytest.mark.parametrize(
    "script",
    [
        '{"@type":"NewsArticle","headline":"%s",}',
        '<!-- {"@type":"NewsArticle","headline":"%s"} -->',
        '//<![CDATA[\n{"@type":"NewsArticle","headline":"%s"}\n//]]>',
        '{"@type":"NewsArticle","headline":"%s","description":"two\nlines"}',
    ],
)
def test_json_ld_that_is_a_little_broken_is_mended(script: str) -> None:
    stated = metadata(f'<script type="application/ld+json">{script % TITLE}</script>')

    assert source(stated, "title") == "JSON-LD"
    assert stated.title == TITLE


@pytest.mark.parametrize(
    "script", ["{", "[" * 50_000, '{"headline": 3, "author": 7, "publisher": []}', '"headline"']
)
def test_json_ld_that_is_beyond_help_does_no_harm(script: str) -> None:
    stated = metadata(
        f'<title>{TITLE}</title><script type="application/ld+json">{script}"headline"</script>'
    )

    assert stated.title == TITLE


def test_where_sources_disagree_the_choice_is_recorded() -> None:
    stated = metadata(
        ld(headline=TITLE) + '<meta property="og:title" content="Pier opens, you won’t believe it">'
    )

    origin = next(o for o in stated.origins if o.field == "title")
    assert origin.value == TITLE
    assert ("OpenGraph", "Pier opens, you won’t believe it") in origin.others


def test_the_same_day_stated_more_precisely_is_taken() -> None:
    stated = metadata(
        ld(datePublished="2026-03-14")
        + '<meta property="article:published_time" content="2026-03-14T09:30:00Z">'
    )

    assert stated.published == "2026-03-14T09:30:00+00:00"
    assert source(stated, "published") == "OpenGraph"


def test_open_graph_and_meta_tags_are_asked_next() -> None:
    stated = metadata(
        f'<meta property="og:title" content="{TITLE} | The Ellery Courier">'
        '<meta property="og:site_name" content="The Ellery Courier"><meta name="author" content="By Ada Lindqvist">'
        '<meta name="parsely-pub-date" content="2026-03-14T09:30:00Z"><link rel="canonical" href="https://courier.example/a#top">'
        '<meta property="og:locale" content="en_CA">'
    )

    assert stated.title == TITLE
    assert stated.authors == ("Ada Lindqvist",)
    assert stated.published == "2026-03-14T09:30:00+00:00"
    assert stated.url == "https://courier.example/a"
    assert stated.language == "en-CA"


def test_microdata_and_time_elements_are_asked_after_the_head() -> None:
    stated = metadata(
        body=f'<article><h1>{TITLE}</h1><span itemprop="author"><span itemprop="name">Ada Lindqvist</span></span>'
        '<time datetime="2026-03-14">on Saturday</time></article>'
    )

    assert stated.authors == ("Ada Lindqvist",)
    assert source(stated, "authors") == "microdata"
    assert stated.published == "2026-03-14"
    assert source(stated, "published") == "<time>"


def test_the_lines_around_the_headline_are_asked_last() -> None:
    stated = metadata(
        f"<title>{TITLE} - The Ellery Courier</title><link rel=canonical href=https://ellerycourier.example/a>",
        f"<div>Menu</div><h1>{TITLE}</h1><div class=meta-byline>Ada Lindqvist</div><div>14 March 2026</div>",
    )

    assert stated.title == TITLE
    assert stated.authors == ("Ada Lindqvist",)
    assert stated.published == "2026-03-14"
    assert stated.publisher == "The Ellery Courier"
    assert source(stated, "publisher") == "the page's title"


def test_who_published_it_is_no_author_beside_people() -> None:
    stated = metadata(
        ld(
            author=[
                {"@type": "Person", "name": "Ada Lindqvist"},
                {"@type": "Person", "name": "The Ellery Courier"},
            ],
            publisher={"name": "The Ellery Courier"},
        )
    )

    assert stated.authors == ("Ada Lindqvist",)


def test_a_page_in_no_stated_language_is_told_by_its_words() -> None:
    stated = metadata()

    assert stated.language == "en"
    assert source(stated, "language") == "the words of the text"


@pytest.mark.parametrize(
    ("stated", "name"),
    [
        ("The Pier Post | All news of the harbour", "The Pier Post"),
        ("News of the harbour • The Pier Post", "The Pier Post"),
        ("Copyright (c) 2017 The Pier Post", "The Pier Post"),
        ("Copyright 2017", ""),
        ("https://www.pierpost.example", ""),
        ("PPO - The Pier Post Office", "PPO - The Pier Post Office"),
        ("Harbour | Sea", "Harbour | Sea"),
    ],
)
def test_a_publisher_is_a_name_without_slogan_address_or_sign(stated: str, name: str) -> None:
    head = f'<meta property="og:site_name" content="{stated}">'

    found = metadata(head + '<link rel="canonical" href="https://www.pierpost.example/a">')

    assert found.publisher == name


def test_an_author_does_not_end_in_the_publishers_name_nor_in_for_whom() -> None:
    head = '<meta property="og:site_name" content="The Pier Post">'
    joined = '<meta name="author" content="Ada Lindqvist The Pier Post">'
    stated = '<meta name="author" content="Ben Osei For The Post On Sunday">'

    assert metadata(head + joined).authors == ("Ada Lindqvist",)
    assert metadata(head + stated).authors == ("Ben Osei",)


def test_who_publishes_is_the_site_and_not_its_one_author() -> None:
    person = {"@type": "Person", "name": "Ada Lindqvist"}
    site = '<meta property="og:site_name" content="Tide Notes">'

    assert metadata(ld(author=person, publisher=person) + site).publisher == "Tide Notes"


def test_a_byline_that_names_more_is_better_than_a_head_that_names_one() -> None:
    head = '<meta name="author" content="Ada Lindqvist">'

    both = metadata(head, f"<h1>{TITLE}</h1><p>Von Ada Lindqvist und Ben Osei</p>")
    other = metadata(head, f"<h1>{TITLE}</h1><p>By Carla Ruiz</p>")

    assert both.authors == ("Ada Lindqvist", "Ben Osei")
    assert other.authors == ("Ada Lindqvist",)


def test_a_byline_that_another_source_repeats_is_better_than_json_ld() -> None:
    head = ld(author={"name": "Carla Ruiz"}) + '<meta name="author" content="Ada Lindqvist">'

    stated = metadata(head, f"<h1>{TITLE}</h1><p>By Ada Lindqvist</p>")

    assert stated.authors == ("Ada Lindqvist",)
    assert source(stated, "authors") == "the byline"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("By Ada Lindqvist 10. Februar 2019 in Allgemein, Hafen 17 Comments", "2019-02-10"),
        ("By Ada Lindqvist Jan. 31, 2026 7:47 am EST", "2026-01-31"),
    ],
)
def test_a_byline_goes_on_with_its_day(line: str, day: str) -> None:
    stated = metadata(body=f"<h1>{TITLE}</h1><p>{line}</p>")

    assert stated.authors == ("Ada Lindqvist",)
    assert stated.published.startswith(day)


def test_a_title_that_a_quotation_mark_cut_short_is_taken_from_the_page() -> None:
    head = '<meta property="og:title" content="A day of "royal visits""><title>A day of &quot;royal visits&quot;</title>'

    assert metadata(head, "<h2>Pier</h2>").title == 'A day of "royal visits"'
