"""Of text that a page holds twice, one copy is the article."""

from __future__ import annotations

import pytest

from digest_app.cleaning.pages import again
from digest_app.cleaning.pages.again import said_again
from tests.unit.cleaning.test_pages import PROSE

LONG = [words + " " + words[::-1] for words in PROSE]


def test_the_second_copy_of_a_long_block_says_nothing_new():
    assert said_again([*LONG, LONG[1]], range(5)) == {4}


def test_short_lines_may_be_repeated_on_purpose():
    refrain = "And the tide came in, and the tide went out."

    assert said_again([refrain, LONG[0], refrain], range(3)) == frozenset()


def test_a_copy_outside_the_article_takes_nothing_away():
    assert said_again([LONG[0], LONG[1], LONG[0]], [1, 2]) == frozenset()


def test_a_block_that_holds_the_paragraphs_again_goes_and_they_stay():
    assert said_again([*LONG, " ".join(LONG)], range(5)) == {4}


def test_a_long_block_that_only_begins_like_another_stays():
    assert said_again([LONG[0], LONG[0] + LONG[1] * 4], range(2)) == frozenset()


def test_a_page_of_countless_long_blocks_is_not_looked_through_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts = [*LONG, " ".join(LONG)]
    monkeypatch.setattr(again, "_MOST_LETTERS", len(texts) * len(texts[-1]) - 1)

    assert said_again(texts, range(5)) == frozenset()
