"""A pasted article is an article like any other."""

from __future__ import annotations

import pytest

from digest_app.app.opening import open_library
from digest_app.app.pasting import paste
from digest_app.app.reading import open_article, original
from digest_app.domain.changes import Fate

TEXT = "The tunnel opened on Monday.\n\nThe mayor drove through it first, and alone."


@pytest.fixture
def library(tmp_path):
    with open_library(tmp_path / "library") as opened:
        yield opened


def test_pasted_text_becomes_an_article_and_its_bytes_are_kept(library):
    outcome = paste(library, text=TEXT)

    assert outcome.fate is Fate.ADDED
    assert open_article(library, outcome.articles[0]).article.text == TEXT
    assert original(library, outcome.articles[0]) == TEXT.encode()


def test_a_copied_page_is_read_as_a_page(library):
    html = "<h1>Tunnel opens</h1><p>The tunnel opened on <b>Monday</b>.</p>"

    outcome = paste(library, text="ignored", html=html)

    assert "The tunnel opened on Monday." in open_article(library, outcome.articles[0]).article.text


def test_the_same_paste_twice_adds_nothing(library):
    first = paste(library, text=TEXT)

    again = paste(library, text=TEXT)

    assert (again.fate, again.articles) == (Fate.ALREADY_THERE, first.articles)


def test_an_empty_clipboard_says_what_to_do(library):
    outcome = paste(library, text=" \n")

    assert outcome.fate is Fate.FAILED
    assert "Copy an article" in str(outcome.problem)


def test_a_page_that_is_no_article_is_added_and_said_to_be_none(library):
    page = (
        "<html><head><title>404 Not Found</title></head><body><h1>404 Not Found</h1></body></html>"
    )

    outcome = paste(library, html=page)

    assert outcome.fate is Fate.ADDED
    assert outcome.notes == ("This page is an error message, and no article.",)
