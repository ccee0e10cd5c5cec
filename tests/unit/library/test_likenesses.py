"""Articles that are nearly the same are linked, with the reason, and nothing happens by itself."""

import random
from dataclasses import replace
from pathlib import Path

import pytest

from digest_app.app.importing import add_files
from digest_app.domain.likeness import bands, shared_runs
from digest_app.library import schema
from digest_app.library.library import Library
from tests.library_making import add_article, analyse

WORDS = [f"word{n}" for n in range(400)]


def story(seed: int, length: int = 200) -> list[str]:
    return random.Random(seed).choices(WORDS, k=length)  # noqa: S311 - the same every time


def edited(words: list[str], every: int) -> list[str]:
    return [f"new{n}" if n % every == 0 else word for n, word in enumerate(words)]


def likeness(library: Library, number: int) -> str:
    (row,) = library.listing.rows([number])
    return row.likeness


def test_the_same_text_from_another_file_is_linked(library: Library):
    text = " ".join(story(1))
    first = add_article(library, text, title="Rain")
    second = add_article(library, text, title="Rain", url="https://b.example")

    assert likeness(library, second) == "the same text"
    assert likeness(library, first) == ""
    assert library.likenesses.like(first) == (second,)
    assert library.likenesses.like(second) == (first,)


def test_a_text_with_some_words_changed_is_linked_with_the_share(library: Library):
    words = story(1)
    add_article(library, " ".join(story(2)), title="Other")
    first = add_article(library, " ".join(words), title="Rain stops play")
    second = add_article(library, " ".join(edited(words, 33)), title="Play stopped by rain")

    assert likeness(library, second) == "96 % the same words; the headline differs"
    assert library.likenesses.of(second).other == first


def test_different_texts_are_not_linked(library: Library):
    numbers = [add_article(library, " ".join(story(n))) for n in range(20)]

    assert [likeness(library, n) for n in numbers] == [""] * 20


def test_boilerplate_does_not_make_articles_alike(library: Library):
    ad = f"Ad: {' '.join(story(9, 100))}"
    numbers = [add_article(library, f"{' '.join(story(n, 40))}\n\n{ad}") for n in (1, 2)]

    assert [likeness(library, n) for n in numbers] == ["", ""]


def test_a_deleted_article_is_like_nothing(library: Library):
    text = " ".join(story(1))
    first = add_article(library, text, title="A")
    second = add_article(library, text, title="B")

    library.articles.delete([first])
    third = add_article(library, text, title="C")

    assert likeness(library, second) == ""
    assert library.likenesses.of(third).other == second


def test_an_article_that_is_analysed_again_is_found_by_its_new_text(library: Library):
    words = story(1, 120)
    text = f"{' '.join(story(2, 60))}\n\nAd: {' '.join(words)}"
    first = add_article(library, text)
    bare = replace(library.articles.get(first).article, removals=())
    library.articles.analyse_again(first, bare, ())

    second = add_article(library, " ".join([*story(2, 60), "ad", *words]))

    assert likeness(library, second) == "the same text"
    library.articles.delete([first, second])
    assert library.database.value("SELECT count(*) FROM band") == 0


def test_an_import_says_what_is_nearly_the_same(tmp_path: Path, library: Library):
    (tmp_path / "a.txt").write_text(f"Rain\n\n{' '.join(story(1))}")
    (tmp_path / "b.txt").write_text(f"Rain\n\n{' '.join(edited(story(1), 50))}")

    first, second = add_files(library, [tmp_path / "a.txt", tmp_path / "b.txt"], analyse=analyse)

    assert second.like == first.articles
    assert second.notes == ("Nearly the same as “Rain”: 98 % the same words.",)


@pytest.mark.parametrize(("every", "at_least"), [(40, 0.99), (15, 0.9)])
def test_edited_texts_meet_in_a_band(every: int, at_least: float):
    met = 0
    for seed in range(100):
        words = story(seed)
        met += bool(set(bands(words)) & set(bands(edited(words, every))))

    assert met / 100 >= at_least


def test_strangers_hardly_ever_meet_in_a_band():
    keys = [set(bands(story(seed))) for seed in range(60)]
    pairs = [bool(a & b) for n, a in enumerate(keys) for b in keys[:n]]

    assert sum(pairs) / len(pairs) < 0.01


def test_short_texts_are_never_alike():
    assert bands(story(1, 20)) == ()
    assert shared_runs([], []) == 1.0


def test_an_article_that_is_deleted_leaves_no_bands(library: Library):
    one = add_article(library, " ".join(story(1)))
    other = add_article(library, " ".join(story(2)))
    asked = "SELECT key FROM band WHERE article = ?"
    kept = library.database.rows(asked, (other,))

    library.articles.delete([one])

    assert library.database.rows(asked, (one,)) == []
    assert library.database.rows(asked, (other,)) == kept != []


def test_bands_of_an_earlier_version_are_taken_over(tmp_path: Path):
    """Version 6 had a reference in the table of bands that made each deletion read all of it."""
    with Library.open(tmp_path) as library:
        add_article(library, " ".join(story(1)))
        before = library.database.rows("SELECT key, article FROM band ORDER BY key")
        with library.database.writing():
            for step in (
                "DROP TABLE lines_due",
                "DROP TABLE band",
                schema.MIGRATIONS[3][0],
                "PRAGMA user_version = 6",
            ):
                library.database.write(step)
            library.database.write_many("INSERT INTO band VALUES (?, ?)", before)

    with Library.open(tmp_path) as library:
        assert library.database.rows("SELECT key, article FROM band ORDER BY key") == before != []
        assert library.database.rows("PRAGMA foreign_key_list(band)") == []
