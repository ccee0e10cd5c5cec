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


def make_older(library: Library) -> None:
    """Forget all lines, as a library has that was made before lines were counted."""
    with library.database.writing():
        library.database.write("DELETE FROM common_line")
        library.database.write("INSERT INTO lines_due SELECT id FROM article")


def all_lines(library: Library) -> list[tuple[object, ...]]:
    return library.database.rows("SELECT key, articles FROM common_line ORDER BY key")


def test_lines_of_an_older_library_are_counted_beside_the_work(library):
    for text in ("One.", "Two.", "Three.", f"{REPORT}\nFour.", f"{REPORT}\nFive."):
        add(library, text)
    counted = all_lines(library)
    make_older(library)

    assert library.catch_up(2) == 3
    add(library, "Six.")
    while library.catch_up(2):
        pass

    assert library.common_lines.seen("The Coast Courier").articles(LINE) == 5
    library.articles.delete([6])
    assert all_lines(library) == counted


def test_an_article_that_waits_to_be_counted_is_not_counted_out(library):
    first, *_ = [add(library, text) for text in ("One.", "Two.", "Three.")]
    make_older(library)
    library.catch_up(1)

    library.articles.delete([first])
    while library.catch_up(1):
        pass

    assert library.common_lines.seen("The Coast Courier").articles(LINE) == 2


def test_a_version_waiting_to_be_counted_takes_the_place_of_the_one_deleted_once(library):
    first, _second = add(library, f"{REPORT}\nOne."), add(library, f"{REPORT}\nTwo.")
    make_older(library)
    library.articles.delete([first])
    while library.catch_up(1):
        pass

    assert library.common_lines.seen("The Coast Courier").articles(LINE) == 1
