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
