"""Everything done in a session can be taken back by name, and done again."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from digest_app.app import sorting
from digest_app.app.undoing import Scope, Undo
from digest_app.domain import deciding
from digest_app.domain.changes import Changes
from digest_app.domain.marks import Place
from digest_app.domain.problems import LibraryError
from digest_app.domain.query_text import parse
from digest_app.domain.span import Span
from digest_app.library.library import Library
from tests.library_making import add_article

ARTICLES = 5
TABLES = ("mark", "labelled", "analysis", "label", "tally", "saved_search", "digest", "setting")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


def state(library: Library) -> dict[str, list[tuple]]:
    """Return everything that a user's action can change, and what search finds."""
    tables = {t: sorted(library.database.rows(f"SELECT * FROM {t}")) for t in TABLES}  # noqa: S608 - constants
    found = {word: [library.search.every(parse(word))] for word in ("bargain", "news", "has:money")}
    return tables | found


def test_a_step_is_undone_and_redone_by_name(library: Library):
    ids = [add_article(library, f"News {n}.") for n in range(3)]
    undo = Undo(library)

    sorting.move(undo, library, ids, Place.TRASH)
    assert undo.next_undo == "Trash 3 Articles"

    undone = undo.undo()
    assert undone is not None
    assert (undone.name, sorted(undone.changes.changed)) == ("Trash 3 Articles", ids)
    assert library.listing.counts().inbox.total == 3
    assert (undo.next_undo, undo.next_redo) == ("", "Trash 3 Articles")

    undo.redo()
    assert library.listing.counts().trash.total == 3
    assert undo.redo() is None


def test_articles_that_came_in_are_a_step_and_undoing_it_puts_them_into_the_trash(
    library: Library,
):
    older, *ids = (add_article(library, f"News {n}.") for n in range(3))
    undo, before = Undo(library), state(library)

    sorting.added(undo, library, ids)
    assert state(library) == before
    assert undo.next_undo == "Add 2 Articles"

    undo.undo()
    counts = library.listing.counts()
    assert (counts.inbox.total, counts.trash.total) == (1, 2)
    assert library.marks.of(older).place is Place.INBOX

    undo.redo()
    assert state(library) == before


def test_articles_that_are_in_the_trash_already_are_no_step(library: Library):
    number = add_article(library, "News.")
    undo = Undo(library)
    sorting.move(undo, library, [number], Place.TRASH)

    sorting.added(undo, library, [number])

    assert undo.next_undo == "Trash 1 Article"


def test_what_changed_nothing_is_no_step(library: Library):
    number = add_article(library, "News.")
    undo = Undo(library)

    sorting.mark_read(undo, library, [number], read=False)

    assert undo.next_undo == ""
    assert undo.undo() is None


def test_putting_on_a_label_that_is_there_already_is_no_step(library: Library):
    number = add_article(library, "News.")
    undo = Undo(library)
    sorting.label(undo, library, [number], "AI")
    sorting.unlabel(undo, library, [number], "AI")
    undo.undo()

    sorting.label(undo, library, [number], "AI")

    assert (undo.next_undo, undo.next_redo) == ("Label 1 Article “AI”", "Remove Label “AI”")


def test_a_step_counts_the_articles_that_it_changed(library: Library):
    one, two = add_article(library, "One."), add_article(library, "Two.")
    undo = Undo(library)
    sorting.move(undo, library, [one], Place.ARCHIVE)

    sorting.move(undo, library, [one, two], Place.ARCHIVE)

    assert undo.next_undo == "Archive 1 Article"


def test_undo_leaves_alone_what_the_action_did_not_change(library: Library):
    """Opening an article marks it read, and is no step: undoing an older one keeps that."""
    number = add_article(library, "News.")
    undo = Undo(library)
    sorting.star(undo, library, [number])
    sorting.label(undo, library, [number], "AI")

    library.marks.set_read([number])
    undo.undo()
    undo.undo()

    marks = library.marks.of(number)
    assert (marks.read, marks.starred, marks.labels) == (True, False, ())


def test_a_mixed_choice_is_marked_unread_and_starred(library: Library):
    one, two = add_article(library, "One."), add_article(library, "Two.")
    undo = Undo(library)
    sorting.mark_read(undo, library, [one])
    sorting.star(undo, library, [one])

    sorting.toggle_read(undo, library, [one, two])
    sorting.toggle_star(undo, library, [one, two])

    assert library.marks.count_read([one, two]) == 0
    assert library.marks.count_starred([one, two]) == 2


def test_a_label_is_made_in_the_colour_that_was_chosen_and_keeps_its_own(library: Library):
    number = add_article(library, "News.")
    undo = Undo(library)

    sorting.label(undo, library, [number], "AI", colour="#111111")
    sorting.label(undo, library, [number], "ai", colour="#222222")

    assert library.labels.all() == (("AI", "#111111"),)
    assert library.labels.counts_on([number, 99]) == {"AI": 1}


def test_a_search_is_renamed_and_no_name_is_taken_twice(library: Library):
    undo = Undo(library)
    sorting.save_search(undo, library, "Bridges", "bridge")
    sorting.save_search(undo, library, "Money", "has:money")

    sorting.rename_search(undo, library, "Bridges", "bridges!")
    with pytest.raises(LibraryError, match="money"):
        sorting.rename_search(undo, library, "bridges!", "money")
    undo.undo()

    assert [search.name for search in library.saved_searches.all()] == ["Bridges", "Money"]


def test_a_new_action_lets_go_of_what_was_undone(library: Library):
    number = add_article(library, "News.")
    undo = Undo(library)
    sorting.star(undo, library, [number])
    undo.undo()

    sorting.mark_read(undo, library, [number])

    assert undo.next_redo == ""
    assert undo.next_undo == "Mark Read 1 Article"


def test_an_action_that_fails_is_no_step_and_changes_nothing(library: Library):
    sorting.make_label(undo := Undo(library), library, "AI")
    before = state(library)

    with pytest.raises(LibraryError):
        sorting.rename_label(undo, library, "none", "other")

    assert state(library) == before
    assert undo.next_undo == "Label “AI”"


def test_an_action_after_a_first_one_that_failed_can_be_undone(library: Library):
    number = add_article(library, "News.")
    undo = Undo(library)
    with pytest.raises(LibraryError):
        sorting.rename_label(undo, library, "none", "other")

    sorting.star(undo, library, [number])
    undo.undo()

    assert library.listing.counts().starred.total == 0


def test_undo_leaves_alone_what_was_deleted_for_good_meanwhile(library: Library):
    one, two = add_article(library, "One."), add_article(library, "Two.")
    undo = Undo(library)
    sorting.label(undo, library, [one, two], "AI")
    sorting.move(undo, library, [one, two], Place.TRASH)
    library.articles.delete([one])

    undo.undo()
    undo.undo()
    undo.redo()

    assert library.listing.ids() == (two,)
    assert library.listing.counts().labels == (("AI", (1, 1)),)


def test_emptying_the_trash_deletes_what_is_old_enough_and_its_files(library: Library):
    old, new = add_article(library, "Old."), add_article(library, "New.")
    library.marks.move([old, new], Place.TRASH)
    with library.database.writing():
        library.database.write(
            "UPDATE mark SET moved = '2020-01-01T00:00:00Z' WHERE article = ?", (old,)
        )

    assert sorting.retire(library, limit=0).gone == ()
    sorting.keep_trash_for(undo := Undo(library), library, 0)
    assert sorting.retire(library).gone == ()
    undo.undo()
    assert sorting.retire(library).gone == (old,)
    assert sorting.empty_trash(library, older_than=timedelta(days=1)).gone == ()
    assert sorting.empty_trash(library).gone == (new,)
    assert list(library.originals.all()) == []


picks = st.sets(st.integers(1, ARTICLES), min_size=1)
names = st.sampled_from(["AI", "Energy", "Law"])


class UndoGivesTheStartingStateBack(RuleBasedStateMachine):
    """Whatever is done, undone and redone: undoing all is the start, redoing all the end."""

    @initialize()
    def make(self) -> None:
        self.folder = TemporaryDirectory()
        self.library = Library.open(Path(self.folder.name))
        for number in range(ARTICLES):
            add_article(self.library, f"News {number} for $14.\n\nAd: bargain {number}")
        self.library.labels.make("AI", "#111111")
        self.library.marks.add_label([1, 2], "AI")
        self.undo = Undo(self.library)
        self.start = state(self.library)

    @rule(ids=picks, read=st.booleans())
    def read(self, ids: set[int], read: bool) -> None:
        sorting.mark_read(self.undo, self.library, ids, read=read)

    @rule(ids=picks, starred=st.booleans())
    def star(self, ids: set[int], starred: bool) -> None:
        sorting.star(self.undo, self.library, ids, starred=starred)

    @rule(ids=picks, place=st.sampled_from(Place))
    def move(self, ids: set[int], place: Place) -> None:
        sorting.move(self.undo, self.library, ids, place)

    @rule(ids=picks, name=names)
    def label(self, ids: set[int], name: str) -> None:
        sorting.label(self.undo, self.library, ids, name)

    @rule(ids=picks, name=names)
    def unlabel(self, ids: set[int], name: str) -> None:
        sorting.unlabel(self.undo, self.library, ids, name)

    @rule(name=names, colour=st.sampled_from(["", "#222222"]))
    def make_label(self, name: str, colour: str) -> None:
        sorting.make_label(self.undo, self.library, name, colour)

    @rule(name=names)
    def delete_label(self, name: str) -> None:
        sorting.delete_label(self.undo, self.library, name)

    @rule(name=names)
    def rename_label(self, name: str) -> None:
        labels = [label.name for label in self.library.labels.all()]
        if name in labels:
            new = "Other" if "Other" not in labels else name.upper()
            sorting.rename_label(self.undo, self.library, name, new)

    @rule(name=names, query=st.sampled_from(["news", "is:unread"]))
    def save_search(self, name: str, query: str) -> None:
        sorting.save_search(self.undo, self.library, name, query)

    @rule(name=names)
    def rename_search(self, name: str) -> None:
        searches = [search.name for search in self.library.saved_searches.all()]
        if name in searches and "Other" not in searches:
            sorting.rename_search(self.undo, self.library, name, "Other")

    @rule(ids=picks)
    def toggle(self, ids: set[int]) -> None:
        sorting.toggle_read(self.undo, self.library, ids)
        sorting.toggle_star(self.undo, self.library, ids)

    @rule(name=names)
    def delete_search(self, name: str) -> None:
        sorting.delete_search(self.undo, self.library, name)

    @rule(number=st.integers(1, ARTICLES), back=st.booleans())
    def restore(self, number: int, back: bool) -> None:
        stored = self.library.articles.get(number)
        (removal,) = stored.article.removals
        decide = deciding.take_back_restore if back else deciding.restore

        def work() -> Changes:
            span = Span(removal.start, removal.end)
            changes = self.library.marks.decide(number, lambda m: decide(m, span))
            if changes.changed:
                self.library.articles.analyse_again(number, stored.article, (), "again")
            return changes

        self.undo.do("Restore Line", Scope((number,), texts=True), work)

    @rule(title=names)
    def save_digest(self, title: str) -> None:
        def work() -> Changes:
            self.library.digests.save(None, title, "{}")
            return Changes()

        self.undo.do("New Digest", Scope(tables=("digest",)), work)

    @rule(value=names)
    def set_theme(self, value: str) -> None:
        def work() -> Changes:
            self.library.settings.set("theme", value)
            return Changes()

        self.undo.do("Theme", Scope(tables=("setting",)), work)

    @precondition(lambda self: self.undo.next_undo)
    @rule()
    def undo_one(self) -> None:
        self.undo.undo()

    @precondition(lambda self: self.undo.next_redo)
    @rule()
    def redo_one(self) -> None:
        self.undo.redo()

    def teardown(self) -> None:
        try:
            self.undo_everything_and_do_it_again()
        finally:
            self.library.close()
            self.folder.cleanup()

    def undo_everything_and_do_it_again(self) -> None:
        while self.undo.redo():
            pass
        end = state(self.library)
        while self.undo.undo():
            pass
        assert state(self.library) == self.start
        while self.undo.redo():
            pass
        assert state(self.library) == end


TestUndoGivesTheStartingStateBack = UndoGivesTheStartingStateBack.TestCase
TestUndoGivesTheStartingStateBack.settings = settings(
    max_examples=10, stateful_step_count=20, deadline=None, derandomize=True
)
