"""Lists come in pages that cover everything once; counts are right without counting."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from digest_app.domain.listing import Count, ListRow, Order, View
from digest_app.domain.marks import Place
from digest_app.library.library import Library
from tests.library_making import add_article

ARTICLES = 6


def all_pages(library: Library, view: View, order: Order) -> list[ListRow]:
    rows: list[ListRow] = []
    while page := library.listing.page(
        view, after=rows[-1] if rows else None, limit=2, order=order
    ):
        rows += page
    return rows


def test_pages_cover_every_article_once_newest_first(library: Library):
    days = ["2024-03-02", "2024-03", "", "2025-01-01", "2024-03-02"]
    numbers = [add_article(library, f"News {i}.", published=d) for i, d in enumerate(days)]

    by_arrival = [row.id for row in all_pages(library, View(), Order.ADDED)]
    by_date = [row.published for row in all_pages(library, View(), Order.PUBLISHED)]

    assert by_arrival == numbers[::-1]
    assert by_date == sorted(days, reverse=True)


def test_a_row_shows_what_a_list_needs(library: Library):
    number = add_article(library, "It rained.\n\nAd: x", publisher="The Courier", language="en")
    library.marks.add_label([number], "Weather")
    library.marks.add_label([number], "Local")

    (row,) = library.listing.page()

    assert (row.title, row.publisher, row.lead, row.words) == (
        "note.txt",
        "The Courier",
        "It rained.",
        2,
    )
    assert row.labels == ("Local", "Weather")
    assert not row.read


def test_a_view_holds_what_meets_everything_it_asks(library: Library):
    old = add_article(library, "Old.", added="2026-11-20T08:00:00Z")
    new = add_article(library, "New.", added="2026-11-22T08:00:00Z")
    library.marks.add_label([old, new], "AI")
    library.marks.set_read([old])
    library.marks.set_starred([old])

    def ids(view: View) -> tuple[int, ...]:
        assert library.listing.count(view) == len(library.listing.ids(view))
        return library.listing.ids(view)

    assert ids(View(label="ai")) == (new, old)
    assert ids(View(label="AI", unread=True)) == (new,)
    assert ids(View(starred=True)) == (old,)
    assert ids(View(added_since="2026-11-22T00:00:00Z")) == (new,)
    assert ids(View(added_before="2026-11-22T00:00:00Z")) == (old,)


def test_counting_stops_at_its_limit(library: Library):
    for number in range(3):
        add_article(library, f"News {number}.")

    assert [library.listing.count(View(), limit=limit) for limit in (0, 2, 3, 9)] == [0, 2, 3, 3]


def test_what_lies_in_the_trash_is_shown_only_there(library: Library):
    number = add_article(library, "News.")
    library.marks.move([number], Place.TRASH)

    assert library.listing.page() == ()
    assert [row.id for row in library.listing.page(View(place=Place.TRASH))] == [number]


def test_rows_come_in_the_order_asked_and_without_those_that_are_gone(library: Library):
    one, two = add_article(library, "One."), add_article(library, "Two.")

    assert [row.id for row in library.listing.rows([two, 99, one])] == [two, one]


picks = st.sets(st.integers(1, ARTICLES + 1))


class CountsStayRight(RuleBasedStateMachine):
    """Whatever is done, in whatever order, the kept counts are what counting would give."""

    @initialize()
    def make(self) -> None:
        self.folder = TemporaryDirectory()
        self.library = Library.open(Path(self.folder.name))
        for number in range(ARTICLES):
            add_article(self.library, f"News {number}.")

    @rule(ids=picks, read=st.booleans())
    def read(self, ids: set[int], read: bool) -> None:
        self.library.marks.set_read(ids, read=read)

    @rule(ids=picks, starred=st.booleans())
    def star(self, ids: set[int], starred: bool) -> None:
        self.library.marks.set_starred(ids, starred=starred)

    @rule(ids=picks, place=st.sampled_from(Place))
    def move(self, ids: set[int], place: Place) -> None:
        self.library.marks.move(ids, place)

    @rule(ids=picks, label=st.sampled_from("ABC"))
    def add_label(self, ids: set[int], label: str) -> None:
        self.library.marks.add_label(ids, label)

    @rule(ids=picks, label=st.sampled_from("ABC"))
    def remove_label(self, ids: set[int], label: str) -> None:
        self.library.marks.remove_label(ids, label)

    @rule(label=st.sampled_from("ABC"))
    def delete_label(self, label: str) -> None:
        self.library.labels.delete(label)

    @rule(number=st.integers(1, ARTICLES))
    def delete(self, number: int) -> None:
        self.library.articles.delete([number])

    @invariant()
    def counts_are_what_counting_gives(self) -> None:
        counts = self.library.listing.counts()

        def counted(**asked: object) -> Count:
            total = self.library.listing.count(View(**asked))
            return Count(total, self.library.listing.count(View(unread=True, **asked)))

        assert counts.inbox == counted(place=Place.INBOX)
        assert counts.archive == counted(place=Place.ARCHIVE)
        assert counts.trash == counted(place=Place.TRASH)
        assert counts.starred == counted(starred=True)
        assert dict(counts.labels) == {
            label.name: counted(label=label.name) for label in self.library.labels.all()
        }

    def teardown(self) -> None:
        self.library.close()
        self.folder.cleanup()


TestCountsStayRight = CountsStayRight.TestCase
TestCountsStayRight.settings = settings(
    max_examples=8, stateful_step_count=20, deadline=None, derandomize=True
)
