"""The sidebar is told in one go, and “Today” begins at midnight where the user is."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from digest_app.app.overview import overview, since_midnight
from digest_app.domain.clock import instant
from digest_app.domain.marks import Place
from digest_app.library.library import Library
from tests.library_making import add_article

DAY = date(2026, 11, 22)
MIDNIGHT = datetime.combine(DAY, time()).astimezone()


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


def test_today_holds_what_came_in_since_midnight_and_no_trash(library: Library) -> None:
    add_article(library, "Before.", added=instant(MIDNIGHT - timedelta(seconds=1)))
    first = add_article(library, "First.", added=instant(MIDNIGHT))
    last = add_article(library, "Last.", added=instant(MIDNIGHT + timedelta(hours=9)))
    trashed = add_article(library, "Trashed.", added=instant(MIDNIGHT + timedelta(hours=9)))
    library.marks.move([first], Place.ARCHIVE)
    library.marks.move([trashed], Place.TRASH)

    told = overview(library, DAY)

    assert library.listing.ids(since_midnight(DAY)) == (last, first)
    assert told.today == told.total(since_midnight(DAY)) == 2


def test_articles_that_were_written_out_of_order_are_all_there(library: Library) -> None:
    """Two importing processes may write a file that was read before midnight after one after."""
    late = add_article(library, "Late.", added=instant(MIDNIGHT + timedelta(seconds=1)))
    add_article(library, "Early.", added=instant(MIDNIGHT - timedelta(seconds=1)))
    later = add_article(library, "Later.", added=instant(MIDNIGHT))

    page = library.listing.page(since_midnight(DAY))

    assert [row.id for row in page] == [later, late]


def test_the_overview_has_labels_with_colours_searches_and_digests(library: Library) -> None:
    number = add_article(library, "News.")
    library.labels.make("AI", "#3D7DD8")
    library.marks.add_label([number], "AI")
    library.saved_searches.save("Bridges", "title:bridge")

    told = overview(library, DAY)

    assert told.labels == (("AI", "#3D7DD8"),)
    assert told.counts.labels == (("AI", (1, 1)),)
    assert told.searches == (("Bridges", "title:bridge"),)
    assert (told.digests, told.counts.everything) == ((), 1)
