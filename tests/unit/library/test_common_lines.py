"""What recurs in a publisher's articles is known, counted once an article, and forgotten again."""

from pathlib import Path

import pytest

from digest_app.library.library import Library
from tests.library_making import add_article

LINE = "Sign up to our list of lists"


@pytest.fixture
def library(tmp_path: Path):
    with Library.open(tmp_path) as opened:
        yield opened


def add(library: Library, text: str, publisher: str = "The Coast Courier") -> int:
    return add_article(library, f"{text}\n{LINE}\n{LINE}", publisher=publisher)


def test_a_line_counts_once_for_each_article_of_its_publisher(library):
    for text in ("One.", "Two."):
        add(library, text)
    add(library, "Three.", publisher="Another Paper")

    seen = library.common_lines.seen("The Coast Courier")

    assert seen.articles(LINE) == 2
    assert seen.articles(f"  {LINE.replace(' ', '  ')} ") == 2
    assert seen.articles("One.") == 1
    assert seen.articles("Never printed.") == 0


def test_the_article_at_hand_is_no_evidence_against_itself(library):
    add(library, "One.")

    assert library.common_lines.seen("The Coast Courier", beside=1).articles(LINE) == 0


def test_an_article_deleted_for_good_is_counted_out(library):
    number = add(library, "One.")

    library.articles.delete([number])

    assert library.common_lines.seen("The Coast Courier").articles(LINE) == 0
    assert library.database.value("SELECT count(*) FROM common_line") == 0


def test_nothing_is_known_where_no_publisher_is_named(library):
    add(library, "One.", publisher="")

    assert library.common_lines.seen("").articles(LINE) == 0


REPORT = "\n".join(
    f"In the {n} week of the strike the {who} of Harwick said that no ferry had left the port."
    for n, who in (("first", "mayor"), ("second", "pilots"), ("third", "harbour master"))
)


def test_versions_of_one_article_count_as_one(library):
    for version in ("One.", "Two.", "Three.", "Four."):
        add(library, f"{REPORT}\n{version}")

    assert library.common_lines.seen("The Coast Courier").articles(LINE) == 1


def test_what_a_version_still_holds_stays_counted_when_another_is_deleted(library):
    first, second = add(library, f"{REPORT}\nOne."), add(library, f"{REPORT}\nTwo.")

    library.articles.delete([first])
    seen = library.common_lines.seen("The Coast Courier").articles(LINE)
    library.articles.delete([second])

    assert seen == 1
    assert library.database.value("SELECT count(*) FROM common_line") == 0
