"""A pasted mess of articles: where the next one may begin is proposed, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_app.readers.splitting import split_points
from tests.unit.readers.making import STORY

STORY_TEXT = "\n\n".join(STORY * 2)


def article(title: str, tail: str = "") -> str:
    return f"{title}\n\nBy Ada Lindqvist\n\n{STORY_TEXT}\n\n{tail}".strip()


@pytest.mark.parametrize(
    "between",
    [
        "\n\n",
        "\n\n* * *\n\n",
        "\n\n--------\n\n",
        "\n\n© 2026 The Courier. All rights reserved.\n\n",
    ],
)
def test_each_article_after_the_first_is_proposed(between: str) -> None:
    titles = ["Ellery opens its pier", "Tunnel bill climbs once more", "A clinic for the night"]
    text = between.join(article(title) for title in titles)

    splits = split_points(text)

    assert [text[s.start :].partition("\n")[0] for s in splits] == titles[1:]
    assert all(s.reason.endswith(".") for s in splits)


def test_one_article_with_subheadings_is_left_whole() -> None:
    text = f"Ellery opens its pier\n\n{STORY_TEXT}\n\nWhat it costs\n\n{STORY_TEXT}\n\nWhat comes next\n\n{STORY_TEXT}"

    assert split_points(text) == ()


@given(st.text(max_size=400))
def test_a_split_is_a_place_inside_the_text(text: str) -> None:
    assert all(0 < s.start < len(text) for s in split_points(text))


def test_teasers_of_other_articles_are_no_articles() -> None:
    teaser = "A pier for two winters\nWho pays for wood that rots within a decade, and why the harbour master never says a word of it.\nBy Bo Lunde\nHarbours\n"

    assert split_points(f"{article('Ellery opens its pier')}\nMore stories\n{teaser * 8}") == ()


def test_a_credit_and_a_posting_told_of_in_a_sentence_end_no_article() -> None:
    text = (
        f"{STORY_TEXT}\n\nImage copyright Ada Lindqvist\n\nLive from the pier at nine\n\n{STORY_TEXT}\n\n"
        "Scroll down for the film\n\nPosted on the harbour's own page, the film looks like what was promised in May.\n\n"
        f"{STORY_TEXT}"
    )

    assert split_points(text) == ()
