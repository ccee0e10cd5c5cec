"""A library of any earlier version opens, with all that was in it, and is backed up first."""

import gzip
from pathlib import Path

import pytest

from digest_app.domain.marks import Place
from digest_app.domain.query_text import parse
from digest_app.library import schema
from digest_app.library.backups import DATABASE, list_backups
from digest_app.library.library import Library
from tests.library_making import add_article

KEPT = Path(__file__).parent / "versions"
VERSIONS = range(1, len(schema.MIGRATIONS) + 1)


def test_a_library_of_every_version_is_kept_for_this_test():
    assert sorted(path.name for path in KEPT.iterdir()) == [f"{n}.sqlite.gz" for n in VERSIONS]


@pytest.mark.parametrize("version", VERSIONS)
def test_a_library_of_an_earlier_version_opens_with_all_that_was_in_it(
    tmp_path: Path, version: int
):
    (tmp_path / DATABASE).write_bytes(gzip.decompress((KEPT / f"{version}.sqlite.gz").read_bytes()))

    with Library.open(tmp_path) as library:
        while library.catch_up(1):
            pass

        rain, garden = (library.articles.get(number) for number in (1, 2))
        assert rain.article.text == "Rain fell on Tuesday for $14.\n\nAd: bargain umbrellas"
        assert [fact.text for fact in rain.facts] == ["$14"]
        assert rain.marks.starred
        assert garden.marks.place is Place.ARCHIVE
        assert library.listing.counts().labels == (("Weather", (2, 2)),)
        assert library.settings.get("theme") == "night"
        assert library.search.every(parse("umbrellas money:=14")) == (1,)
        assert library.search.every(parse("京大")) == (2,)
        assert library.common_lines.seen("The Courier").articles("Ad: bargain umbrellas") == 1
        assert library.search.ranked(parse("garden")) == (2,)
        library.articles.delete([1])
        assert library.common_lines.seen("The Courier").articles("Ad: bargain umbrellas") == 0
        assert library.search.every(parse("umbrellas")) == ()
        assert add_article(library, "News.") == 3
    assert bool(list_backups(tmp_path)) is (version < len(schema.MIGRATIONS))
