"""Every setter tells what it changed, and only that."""

import pytest

from digest_app.domain import deciding
from digest_app.domain.changes import Changes
from digest_app.domain.fact import FactType
from digest_app.domain.marks import Anchor, Correction, Marks, Place
from digest_app.domain.problems import LibraryError
from digest_app.domain.span import Span
from digest_app.library.labels import Label, SavedSearch
from digest_app.library.library import Library
from tests.library_making import add_article

SUM = Anchor(FactType.MONEY, 3, 6)


def test_only_what_was_different_is_told_as_changed(library: Library):
    one, two = add_article(library, "One."), add_article(library, "Two.")
    library.marks.set_read([one])

    assert library.marks.set_read([one, two, 99]) == Changes(changed=(two,))
    assert library.marks.move([one], Place.INBOX) == Changes()
    assert library.marks.add_label([one], "AI") == Changes(changed=(one,))
    assert library.marks.add_label([one, two], "ai") == Changes(changed=(two,))
    assert library.marks.remove_label([two], "AI") == Changes(changed=(two,))


def test_a_decision_is_kept_and_the_same_one_again_changes_nothing(library: Library):
    number = add_article(library, "Ad: $14")

    first = library.marks.decide(number, lambda m: deciding.restore(m, Span(0, 7)))
    again = library.marks.decide(number, lambda m: deciding.restore(m, Span(0, 7)))

    assert (first.changed, again.changed) == ((number,), ())
    assert library.marks.of(number).restored == {Span(0, 7)}


def test_pinning_and_unpinning_take_each_other_back():
    pinned = deciding.pin(Marks(), SUM)

    assert deciding.unpin(pinned, SUM) == Marks(unpinned=frozenset({SUM}))
    assert deciding.pin(deciding.unpin(pinned, SUM), SUM) == pinned
    assert deciding.show_fact(deciding.hide_fact(Marks(), SUM), SUM) == Marks()


def test_restoring_takes_back_hiding_and_the_other_way_round():
    hidden = deciding.hide(Marks(), Span(2, 5))

    assert deciding.restore(hidden, Span(0, 9)) == Marks(restored=frozenset({Span(0, 9)}))
    restored = deciding.restore(Marks(), Span(0, 9))
    assert deciding.take_back_restore(restored, Span(0, 9)) == Marks()


def test_a_later_correction_of_a_fact_replaces_the_earlier_one():
    once = deciding.correct(Marks(), Correction(SUM, FactType.DATE, 3, 6))
    added = deciding.correct(once, Correction(None, FactType.PLACE, 8, 9))

    twice = deciding.correct(added, Correction(SUM, FactType.PERCENT, 3, 6))

    assert [c.type for c in twice.corrections] == [FactType.PLACE, FactType.PERCENT]


def test_labels_are_made_renamed_coloured_and_deleted(library: Library):
    number = add_article(library, "News.")
    library.labels.make("AI", "#0b62c4")
    library.marks.add_label([number], "AI")

    assert library.labels.rename("AI", "Models").changed == (number,)
    assert library.labels.all() == (Label("Models", "#0b62c4"),)
    assert library.labels.delete("models").changed == (number,)
    assert library.marks.of(number).labels == ()


def test_two_labels_never_share_a_name(library: Library):
    library.labels.make("AI")
    library.labels.make("Energy")

    with pytest.raises(LibraryError, match="already"):
        library.labels.rename("AI", "energy")
    library.labels.rename("AI", "ai")
    assert [label.name for label in library.labels.all()] == ["ai", "Energy"]


def test_searches_digests_settings_and_rules_are_kept(library: Library):
    library.saved_searches.save("Big money", "money:>1m")
    library.saved_searches.save("big money", "money:>2m")
    digest = library.digests.save(None, "Week 47", "{}")
    library.digests.save(digest, "Week 48", '{"a":1}')
    library.settings.set("theme", "night")
    library.settings.teach("[[rule]]")

    assert library.saved_searches.all() == (SavedSearch("Big money", "money:>2m"),)
    assert library.digests.load(digest) == ("Week 48", '{"a":1}')
    assert [row.title for row in library.digests.all()] == ["Week 48"]
    assert library.settings.all() == {"theme": "night"}
    assert library.settings.taught_rules() == "[[rule]]"


def test_a_digest_that_was_deleted_is_told(library: Library):
    digest = library.digests.save(None, "Week 47", "{}")
    library.digests.delete(digest)

    with pytest.raises(LibraryError, match="not in the library any more"):
        library.digests.load(digest)
    with pytest.raises(LibraryError, match="not in the library any more"):
        library.digests.save(digest, "Week 47", "{}")
