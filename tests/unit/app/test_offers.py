"""Several articles in one text, and damaged letters: offered, done when asked, and taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from digest_app.app import offers, reading, repairing, splitting
from digest_app.app.moving import differences, export_everything, import_everything
from digest_app.app.offers import dismiss
from digest_app.app.pasting import paste
from digest_app.app.undoing import Undo
from digest_app.domain.listing import View
from digest_app.domain.marks import Offer, Place
from digest_app.domain.query_text import parse
from digest_app.domain.span import Span
from digest_app.library.library import Library

ONE = """The tunnel under the harbour opens

By Ada Lindqvist

The tunnel under the harbour opened on Tuesday after nine years of digging and two floods, and the
mayor drove through it first of all, in a car that was built in the year in which the digging began.
It cost $14 million more than planned. The old ferry goes on until the autumn of this year."""
TWO = """Bread at four in the morning

By Tom Reed

Before anyone in Ellery is awake the ovens of the last bakery in the old town are hot, and the smell
of rye goes down to the quay where the boats come in. The baker has done this for forty years now.
“I have never seen the town by day,” says Wen Li, who will close the shop for good in the spring."""
MESS = f"{ONE}\n\n---\n\n{TWO}"
DAMAGED = """The cafÃ© by the quay closes

By RenÃ©e Lindqvist

The cafÃ© by the quay closes on Friday. â€œWe waited for the tide,â€\x9d said RenÃ©e Moreau, who
ran it for $14 a day. Nobody in Ellery knows yet what comes after it, nor who will bake the bread."""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


@pytest.fixture
def mess(library: Library) -> int:
    (number,) = paste(library, text=MESS).articles
    return number


@pytest.fixture
def damaged(library: Library) -> int:
    (number,) = paste(library, text=DAMAGED).articles
    return number


def starts(library: Library, number: int) -> tuple[int, ...]:
    return tuple(begin.start for begin in offers.offers(library, number).begins)


def titles(library: Library, place: Place = Place.INBOX) -> list[str]:
    return [row.title for row in library.listing.page(View(place=place))]


# -- splitting --------------------------------------------------------------------------------


def test_a_pasted_mess_says_where_its_articles_begin_and_why(library: Library, mess: int) -> None:
    first, second = offers.offers(library, mess).begins

    assert (first.start, first.line) == (0, "The tunnel under the harbour opens")
    assert (second.line, second.reason) == (
        "Bread at four in the morning",
        "A dividing line stands before it.",
    )


def test_one_article_offers_nothing(library: Library) -> None:
    (number,) = paste(library, text=ONE).articles

    assert offers.offers(library, number) == offers.Offers(number)


def test_a_split_makes_whole_articles_with_their_own_details(library: Library, mess: int) -> None:
    undo = Undo(library)

    changes = splitting.split(undo, library, mess, starts(library, mess))

    one, two = (library.articles.get(number) for number in changes.added)
    assert titles(library) == ["Bread at four in the morning", "The tunnel under the harbour opens"]
    assert (one.article.byline, two.article.byline) == ("Ada Lindqvist", "Tom Reed")
    assert two.article.text == TWO
    assert "Wen Li" in [fact.text for fact in two.facts]
    assert [library.articles.original(n) for n in changes.added] == [MESS.encode()] * 2
    assert library.marks.of(mess).place is Place.TRASH
    assert library.search.every(parse("ovens")) == (two.id,)


def test_a_split_is_undone_by_name_and_done_again(library: Library, mess: int) -> None:
    undo = Undo(library)
    changes = splitting.split(undo, library, mess, starts(library, mess))

    undone = undo.undo()
    assert undone is not None
    assert undone.name == "Split into 2 Articles"
    assert titles(library) == ["The tunnel under the harbour opens"]
    assert library.marks.of(mess).place is Place.INBOX
    assert library.search.every(parse("ovens")) == (mess,)

    undo.redo()
    assert library.search.every(parse("ovens")) == (changes.added[1],)


def test_the_same_split_again_makes_no_third_copy(library: Library, mess: int) -> None:
    undo = Undo(library)
    first = splitting.split(undo, library, mess, starts(library, mess)).added
    undo.undo()

    assert splitting.split(undo, library, mess, starts(library, mess)).added == first


def test_parts_keep_place_star_and_labels(library: Library, mess: int) -> None:
    library.marks.move([mess], Place.ARCHIVE)
    library.marks.set_starred([mess])
    library.marks.add_label([mess], "Harbour")

    parts = splitting.split(Undo(library), library, mess, starts(library, mess)).added

    for marks in map(library.marks.of, parts):
        assert (marks.place, marks.starred, marks.labels) == (Place.ARCHIVE, True, ("Harbour",))


def test_a_cut_that_leaves_one_part_is_no_split(library: Library, mess: int) -> None:
    undo = Undo(library)

    assert splitting.split(undo, library, mess, (0,)).added == ()
    assert undo.next_undo == ""


def test_parts_are_not_told_to_be_like_their_text(library: Library, mess: int) -> None:
    splitting.split(Undo(library), library, mess, starts(library, mess))

    assert [row.likeness for row in library.listing.page(View())] == ["", ""]


def test_a_file_that_was_split_is_still_known(library: Library, mess: int) -> None:
    splitting.split(Undo(library), library, mess, starts(library, mess))

    assert paste(library, text=MESS).articles[0] == mess
    assert len(titles(library)) == 2


def test_a_library_moves_with_what_was_split(library: Library, mess: int, tmp_path: Path) -> None:
    splitting.split(Undo(library), library, mess, starts(library, mess))
    export_everything(library, tmp_path / "out")

    with Library.open(tmp_path / "other") as other:
        import_everything(other, tmp_path / "out")

        assert list(differences(library, other)) == []


def test_what_was_dismissed_is_not_offered_again(library: Library, mess: int) -> None:
    dismiss(library, mess, Offer.SPLIT)

    assert offers.offers(library, mess).begins == ()


# -- letters ----------------------------------------------------------------------------------


def test_damaged_letters_are_told_with_what_they_are_meant_to_be(
    library: Library, damaged: int
) -> None:
    assert offers.offers(library, damaged).damages[0] == ("cafÃ©", "café")


def test_repaired_letters_are_everywhere_but_in_the_file(library: Library, damaged: int) -> None:
    repairing.repair(Undo(library), library, damaged)

    stored = library.articles.get(damaged)
    assert stored.article.title == "The café by the quay closes"
    assert "“We waited for the tide,”" in stored.article.text
    assert stored.article.byline == "Renée Lindqvist"
    assert titles(library) == ["The café by the quay closes"]
    assert library.search.every(parse("by:renée")) == (damaged,)
    assert [f.text for f in stored.facts if f.text == "Renée Moreau"] == ["Renée Moreau"]
    assert all(stored.article.text[f.start : f.end] == f.text for f in stored.facts)
    assert library.articles.original(damaged) == DAMAGED.encode()
    assert offers.offers(library, damaged).damages == ()


def test_a_repair_is_undone_by_name_and_done_again(library: Library, damaged: int) -> None:
    undo = Undo(library)
    before = library.articles.get(damaged)
    repairing.repair(undo, library, damaged)
    after = library.articles.get(damaged)

    undone = undo.undo()
    assert undone is not None
    assert undone.name == "Repair Letters"
    assert library.articles.get(damaged) == before
    assert titles(library) == ["The cafÃ© by the quay closes"]

    undo.redo()
    assert library.articles.get(damaged) == after
    assert titles(library) == ["The café by the quay closes"]


def test_marks_hold_on_to_their_words(library: Library, damaged: int) -> None:
    words = "Nobody in Ellery knows yet"
    start = DAMAGED.index(words)
    reading.hide(library, damaged, Span(start, start + len(words)))
    (sum_,) = (f for f in library.articles.get(damaged).facts if f.text == "$14 a day")
    reading.pin(library, damaged, sum_)

    repairing.repair(Undo(library), library, damaged)

    opened = reading.open_article(library, damaged)
    (hidden,) = opened.marks.hidden
    assert hidden.of(opened.article.text) == words
    assert "$14 a day" in [fact.text for fact in opened.pinned]


def test_a_repair_is_taken_back_in_a_later_session(library: Library, damaged: int) -> None:
    words = "Nobody in Ellery knows yet"
    before = library.articles.get(damaged)
    repairing.repair(Undo(library), library, damaged)
    start = library.articles.get(damaged).article.text.index(words)
    reading.hide(library, damaged, Span(start, start + len(words)))
    assert repairing.is_repaired(library.articles.get(damaged).article.document)

    undo = Undo(library)
    repairing.unrepair(undo, library, damaged)

    after = library.articles.get(damaged)
    assert after.article == before.article
    assert titles(library) == ["The cafÃ© by the quay closes"]
    (hidden,) = after.marks.hidden
    assert hidden.of(DAMAGED) == words
    assert undo.next_undo == "Take Back Repair"


def test_sound_letters_are_left_alone(library: Library) -> None:
    (number,) = paste(library, text=TWO).articles
    undo = Undo(library)

    assert offers.offers(library, number).damages == ()
    repairing.repair(undo, library, number)

    assert library.articles.get(number).article.text == TWO
    assert undo.next_undo == ""
