"""Rows that are alike are judged alike, and a block that is sure is left as it is."""

from __future__ import annotations

import pytest

from digest_app.cleaning.pages.alike import together
from digest_app.cleaning.pages.page import Page
from digest_app.readers.page import read_page


def rows(count: int) -> Page:
    row = "<li class=stop>Aug. 30 – Pepsi Center, Denver</li>"
    return Page(read_page(f"<ul class=tour>{row * count}</ul><p>A paragraph of its own.</p>"))


def test_an_uncertain_row_goes_with_the_many_like_it():
    odds = {**dict.fromkeys(range(8), 2.5), 3: -0.5, 8: -0.5}

    settled = together(rows(8), odds)

    assert settled[3] == pytest.approx(0.4)
    assert settled[8] == -0.5  # the paragraph is not one of them


def test_what_is_sure_stays_and_a_few_are_no_group():
    assert together(rows(8), {**dict.fromkeys(range(8), 2.5), 3: -2.2})[3] == -2.2
    assert together(rows(3), {0: 2.5, 1: 2.5, 2: -0.5})[2] == -0.5


def test_a_link_is_not_like_the_prose_beside_it():
    cell = "<td>A paragraph of the article that says what it says.</td>"
    page = Page(read_page(f"<table><tr>{cell * 6}<td><a href=x>Letters</a></td></tr></table>"))
    last = len(page.texts) - 1

    settled = together(page, {**dict.fromkeys(range(last), 2.5), last: -0.5})

    assert settled[last] == -0.5
