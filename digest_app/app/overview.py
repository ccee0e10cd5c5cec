"""What the sidebar shows, read in one go: numbers, labels, saved searches, digests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from digest_app.domain.clock import instant
from digest_app.domain.listing import Counts, View

if TYPE_CHECKING:
    from digest_app.library.digests import DigestRow
    from digest_app.library.labels import Label, SavedSearch
    from digest_app.library.library import Library

#: Nothing keeps the number of today's articles, so it is counted, but only so far.
MOST_TODAY = 1_000


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything that stands in the sidebar; ``today`` counts up to :data:`MOST_TODAY`."""

    counts: Counts
    today: int
    labels: tuple[Label, ...]
    searches: tuple[SavedSearch, ...]
    digests: tuple[DigestRow, ...]

    def total(self, view: View) -> int:
        """Return how many articles a list of the sidebar holds."""
        return self.today if view.added_since else self.counts.of(view)


def since_midnight(day: date) -> View:
    """Return the list of what came in since a day began here, by this machine's clock."""
    return View(added_since=instant(datetime(day.year, day.month, day.day).astimezone()))


def overview(library: Library, day: date) -> Overview:
    """Return what the sidebar shows on a day."""
    return Overview(
        library.listing.counts(),
        library.listing.count(since_midnight(day), limit=MOST_TODAY),
        library.labels.all(),
        library.saved_searches.all(),
        library.digests.all(),
    )
