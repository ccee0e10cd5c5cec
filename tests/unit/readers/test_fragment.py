"""Pieces of HTML that are no saved page."""

import pytest

from digest_app.readers.fragment import read_fragment


@pytest.mark.parametrize("opening", ["<!-- ", "<![CDATA[", "<![if x ", "<?x ", "</x ", "<a x "])
@pytest.mark.parametrize("many", [1, 20_000])
def test_beginnings_of_markup_that_nothing_ends_hide_nothing_before_them(
    opening: str, many: int
) -> None:
    document = read_fragment("<p>The ferry sails.</p>" + opening * many)

    assert document.text.startswith("The ferry sails.")


def test_what_follows_a_comment_that_never_ends_is_read() -> None:
    document = read_fragment("<p>One</p><!-- a --><p>Two</p><!-- <p>Three</p><![CDATA[ <p>Four</p>")

    assert document.text.split() == ["One", "Two", "Three", "Four"]


def test_what_a_comment_or_a_section_holds_that_ends_stays_out() -> None:
    document = read_fragment("<p>One</p><!-- Two --><![CDATA[Three]]><p>Four</p><![endif]-->")

    assert document.text.split()[0] == "One"
    assert "Two" not in document.text
    assert "Three" not in document.text
    assert "Four" in document.text
