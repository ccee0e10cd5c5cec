"""Articles never change; analyses may be made again; what the user decided stays."""

from dataclasses import replace

import pytest

from digest_app.domain import deciding
from digest_app.domain.marks import Anchor, Place
from digest_app.domain.problems import LibraryError
from digest_app.domain.span import Span
from digest_app.library.library import Library
from digest_app.library.originals import identity
from tests.library_making import add_article

TEXT = "It cost $14 in May.\n\nAd: buy now"


def test_an_article_comes_back_with_its_facts_and_its_file(library: Library):
    number = add_article(library, TEXT, title="Cost", publisher="The Courier")

    stored = library.articles.get(number)

    assert stored.article.text == TEXT
    assert stored.article.cleaned_text == "It cost $14 in May."
    assert [f.text for f in stored.facts] == ["$14"]
    assert identity(library.articles.original(number)) == stored.original


def test_a_new_analysis_replaces_the_old_one_and_leaves_the_marks(library: Library):
    number = add_article(library, TEXT)
    (fact,) = library.articles.get(number).facts
    pin = Anchor(fact.type, fact.start, fact.end)
    library.marks.decide(number, lambda m: deciding.pin(m, pin))
    library.marks.set_starred([number])

    bare = replace(library.articles.get(number).article, removals=())
    library.articles.analyse_again(number, bare, (), "rules 2")

    stored = library.articles.get(number)
    assert (stored.article.removals, stored.facts, stored.analysed_by) == ((), (), "rules 2")
    assert stored.marks.starred
    assert stored.marks.pinned == {pin}


def test_a_restored_line_counts_in_the_list_once_the_article_is_analysed_again(library: Library):
    number = add_article(library, "Ad: one two three\n\nBody.")
    before = library.listing.rows([number])[0]

    library.marks.decide(number, lambda m: deciding.restore(m, Span(0, 17)))
    stored = library.articles.get(number)
    library.articles.analyse_again(number, stored.article, stored.facts)

    after = library.listing.rows([number])[0]
    assert (before.lead, before.words) == ("Body.", 1)
    assert (after.lead, after.words) == ("Ad: one two three", 5)


def test_a_deleted_article_is_gone_with_its_original_and_its_counts(library: Library):
    kept, gone = add_article(library, "Kept."), add_article(library, "Gone.")
    library.marks.add_label([kept, gone], "AI")
    library.marks.set_starred([gone])
    original = library.articles.get(gone).original

    library.articles.delete([gone])

    with pytest.raises(LibraryError, match="not in the library any more"):
        library.articles.get(gone)
    assert not library.originals.path(original).exists()
    assert library.articles.original(kept)
    counts = library.listing.counts()
    assert (counts.inbox, counts.starred.total, counts.everything) == ((1, 1), 0, 1)
    assert counts.labels == (("AI", (1, 1)),)


def test_a_number_that_was_used_never_comes_back_as_another_article(library: Library):
    first = add_article(library, "First.")
    library.articles.delete([first])

    assert add_article(library, "Second.") > first


def test_marks_move_with_the_article_between_places(library: Library):
    number = add_article(library, TEXT)

    library.marks.move([number], Place.ARCHIVE)
    library.marks.set_read([number])

    assert library.articles.get(number).marks.place is Place.ARCHIVE
    assert library.listing.counts().archive == (1, 0)
