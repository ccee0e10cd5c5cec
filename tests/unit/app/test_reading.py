"""What a user decides about an article holds, survives a restart, and moves nothing."""

from __future__ import annotations

import subprocess
import sys

import pytest

from digest_app.app import reading
from digest_app.app.opening import open_library
from digest_app.app.pasting import paste
from digest_app.domain.fact import FactType
from digest_app.domain.marks import Correction
from digest_app.domain.span import Span
from tests.library_making import add_article

TEXT = """The tunnel opened on Monday at a cost of $5 million.

Read Also: Bridge repair costs town $7 million

The mayor, Dana Whitlock, drove through it first, and alone.
"""


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "library"


@pytest.fixture
def library(folder):
    with open_library(folder) as opened:
        yield opened


@pytest.fixture
def number(library):
    return paste(library, text=TEXT).articles[0]


def words(opened) -> list[str]:
    return [fact.text for fact in opened.facts]


def read_also() -> Span:
    start = TEXT.index("Read Also")
    return Span(start, TEXT.index("\n", start))


def test_boilerplate_is_hidden_and_no_fact_comes_from_it(library, number):
    opened = reading.open_article(library, number)

    assert "Read Also" not in opened.shown.cleaned_text
    assert "$5 million" in words(opened)
    assert "$7 million" not in words(opened)


def test_a_restored_line_is_shown_again_and_its_facts_are_found(library, number):
    reading.restore(library, number, read_also())

    opened = reading.open_article(library, number)
    assert "Read Also: Bridge repair costs town" in opened.shown.cleaned_text
    assert "$7 million" in words(opened)


def test_a_restored_line_stays_restored_after_a_restart(folder):
    with open_library(folder) as library:
        number = paste(library, text=TEXT).articles[0]
        reading.restore(library, number, read_also())

    with open_library(folder) as library:
        assert "Read Also" in reading.open_article(library, number).shown.cleaned_text


def test_taking_a_restore_back_gives_the_first_state(library, number):
    before = reading.open_article(library, number)
    reading.restore(library, number, read_also())

    reading.unrestore(library, number, read_also())

    assert reading.open_article(library, number) == before


def test_a_line_hidden_by_hand_takes_its_facts_along_and_comes_back(library, number):
    first = Span(0, TEXT.index("\n"))

    reading.hide(library, number, first)

    hidden = reading.open_article(library, number)
    assert "$5 million" not in words(hidden)
    assert hidden.removals[0].reason == "Hidden by you."
    reading.unhide(library, number, first)
    assert "$5 million" in words(reading.open_article(library, number))


def test_a_pin_made_and_taken_by_hand_holds(library, number):
    fact = next(f for f in reading.open_article(library, number).facts if f.text == "$5 million")

    reading.unpin(library, number, fact)
    assert fact.text not in [f.text for f in reading.open_article(library, number).pinned]
    reading.pin(library, number, fact)
    assert fact.text in [f.text for f in reading.open_article(library, number).pinned]


def test_a_hidden_fact_is_out_of_the_panel_until_it_is_shown_again(library, number):
    fact = next(f for f in reading.open_article(library, number).facts if f.text == "$5 million")

    reading.hide_fact(library, number, fact)
    assert fact.text not in words(reading.open_article(library, number))
    reading.show_fact(library, number, fact)
    assert fact.text in words(reading.open_article(library, number))


def test_a_fact_added_by_hand_is_its_words_in_the_text(library, number):
    start = TEXT.index("tunnel")
    added = Correction(None, FactType.PLACE, start, start + len("tunnel"))

    reading.correct_fact(library, number, added)

    fact = next(f for f in reading.open_article(library, number).facts if f.start == start)
    assert (fact.type, fact.text, fact.why) == (FactType.PLACE, "tunnel", "Marked by you.")
    assert "The tunnel opened" in fact.sentence.of(TEXT)


def test_a_corrected_type_replaces_the_found_one(library, number):
    found = next(f for f in reading.open_article(library, number).facts if f.text == "$5 million")
    own = reading.anchor(found)

    reading.correct_fact(
        library, number, Correction(own, FactType.QUANTITY, found.start, found.end)
    )

    same = [f for f in reading.open_article(library, number).facts if f.start == found.start]
    assert [f.type for f in same] == [FactType.QUANTITY]


def money(library, number):
    return next(f for f in reading.open_article(library, number).facts if f.text == "$5 million")


def test_a_fact_of_another_type_has_no_value_of_the_old_one(library, number):
    found = money(library, number)
    own = reading.anchor(found)

    reading.correct_fact(library, number, Correction(own, FactType.PLACE, found.start, found.end))

    same = next(f for f in reading.open_article(library, number).facts if f.start == found.start)
    assert (same.type, same.value) == (FactType.PLACE, "")


def test_a_fact_with_other_boundaries_stays_pinned(library, number):
    found = money(library, number)
    reading.pin(library, number, found)
    own = reading.anchor(found)

    longer = Correction(own, FactType.MONEY, found.start - len("cost of "), found.end)
    reading.correct_fact(library, number, longer)

    assert "cost of $5 million" in [f.text for f in reading.open_article(library, number).pinned]


def test_a_quotation_s_speaker_can_be_taken_away(library):
    number = paste(
        library, text="“We will build it again,” said Dana Whitlock, the mayor."
    ).articles[0]
    quote = next(f for f in reading.open_article(library, number).facts if f.speaker)
    own = reading.anchor(quote)

    nobody = Correction(own, FactType.QUOTE, quote.start, quote.end, "")
    reading.correct_fact(library, number, nobody)

    same = next(f for f in reading.open_article(library, number).facts if f.start == quote.start)
    assert (same.speaker, same.speaker_start) == ("", None)


def test_several_corrections_are_one_decision(library, number):
    facts = reading.open_article(library, number).facts[:2]

    made = tuple(Correction(reading.anchor(f), FactType.PLACE, f.start, f.end) for f in facts)
    reading.correct_facts(library, number, made)

    kinds = {f.start: f.type for f in reading.open_article(library, number).facts}
    assert [kinds[f.start] for f in facts] == [FactType.PLACE, FactType.PLACE]


def test_every_mark_about_facts_survives_a_new_analysis(library, number):
    found = money(library, number)
    other = next(f for f in reading.open_article(library, number).facts if f.text == "Monday")
    own = reading.anchor(found)
    reading.correct_fact(
        library, number, Correction(own, FactType.QUANTITY, found.start, found.end)
    )
    reading.hide_fact(library, number, other)
    start = TEXT.index("tunnel")
    reading.correct_fact(library, number, Correction(None, FactType.PLACE, start, start + 6))

    stored = library.articles.get(number)
    library.articles.analyse_again(number, stored.article, stored.facts, "newer rules")

    kinds = {f.text: f.type for f in reading.open_article(library, number).facts}
    assert kinds["$5 million"] is FactType.QUANTITY
    assert kinds["tunnel"] is FactType.PLACE
    assert "Monday" not in kinds


def test_the_original_comes_back_byte_for_byte(library, number):
    assert reading.original(library, number) == TEXT.encode()


def test_a_citation_is_the_sentence_with_its_source(library, number):
    opened = reading.open_article(library, number)
    fact = next(f for f in opened.facts if f.text == "$5 million")

    told = reading.citation(opened, fact)

    assert told.startswith("“The tunnel opened on Monday at a cost of $5 million.” — ")


@pytest.mark.parametrize(
    ("language", "tuned"), [("en-GB", True), ("", True), ("de", False), ("zh-Hant", False)]
)
def test_an_article_tells_whether_its_names_are_tuned(library, language, tuned):
    number = add_article(library, "The bridge stands.", language=language)

    assert reading.open_article(library, number).names_tuned is tuned


def test_opening_an_article_loads_no_model(tmp_path):
    """Given a library with an article, when a new process opens it, no model is there."""
    folder = tmp_path / "fresh"
    with open_library(folder) as library:
        number = add_article(library, "The bridge stands.", language="en")
    script = (
        "import sys\nfrom pathlib import Path\n"
        "from digest_app.app import opening, reading\n"
        f"library = opening.open_library(Path({str(folder)!r}))\n"
        f"assert reading.open_article(library, {number}).names_tuned\n"
        "assert 'pycrfsuite' not in sys.modules\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, "")
