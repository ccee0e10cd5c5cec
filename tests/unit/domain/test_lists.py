"""The sign that a plain text gives an item of a list becomes the list's own."""

import pytest

from digest_app.domain.block import Block, BlockKind, Layout
from digest_app.domain.lists import list_item


@pytest.mark.parametrize(
    ("text", "words", "ordinal"),
    [
        ("- this", "this", 0),
        ("•\tthat", "that", 0),
        ("3. three", "three", 3),
        ("12) twelve", "twelve", 12),
        ("no sign", "no sign", 0),
        ("-minus", "-minus", 0),
    ],
)
def test_a_sign_is_not_part_of_the_words(text: str, words: str, ordinal: int) -> None:
    found = list_item(text, Block(0, len(text), BlockKind.LIST_ITEM, 1))

    assert found is not None
    assert (text[found.start :], found.ordinal, found.level) == (words, ordinal, 1)


def test_what_a_page_s_list_says_is_all_words() -> None:
    text = "- said the mayor"

    found = list_item(text, Block(0, len(text), BlockKind.LIST_ITEM, 2, Layout()))

    assert found is not None
    assert (found.start, found.level) == (0, 2)


def test_a_paragraph_is_no_item() -> None:
    assert list_item("- this", Block(0, 6)) is None
