"""What holds of cleaning for every text, however odd."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from digest_app.cleaning.engine import clean
from digest_app.domain.article import cleaned
from digest_app.domain.boilerplate import pieces
from digest_app.domain.document import Document
from tests.unit.cleaning.texts import PROSE, document

SCRAPS = (
    "Read Also: Why the ferry stays",
    "Advertisement",
    "Related",
    "Share Tweet Pin",
    "By Ada Brandt",
    "March 12, 2024",
    "© 2024 Coast Times",
    "Tags: Bridge, Harbour",
    "A bridge that nobody asked for",
    "An aerial view of the bridge (Photo: Nordfoto)",
    "“No.”",
    "12/34 The bridge at night",
    f"{PROSE[0]} Read more: The ferry that stays. {PROSE[1]}",
    f"412 Shares {PROSE[2]}",
    f"{PROSE[3]}Advertisement",
    *PROSE,
)
lines = st.one_of(
    st.sampled_from(SCRAPS),
    st.text(st.characters(exclude_characters="\n", exclude_categories=("Cs", "Cc")), max_size=60),
)
articles = st.lists(lines, max_size=14)


def made_of(parts: list[str]) -> Document:
    return document(*parts)


@given(articles)
def test_what_is_kept_and_what_is_removed_make_up_the_text(parts: list[str]) -> None:
    made = made_of(parts)

    cut = pieces(made.text, clean(made))

    assert "".join(made.text[p.start : p.end] for p in cut) == made.text


@given(articles)
def test_removals_are_in_order_apart_and_inside_blocks(parts: list[str]) -> None:
    made = made_of(parts)

    found = clean(made)

    assert all(one.end <= two.start for one, two in pairwise(found))
    assert all(any(b.start <= r.start < r.end <= b.end for b in made.blocks) for r in found)
    assert all(r.reason.endswith(".") and r.rule for r in found)


@given(articles)
def test_cleaning_what_was_cleaned_removes_nothing_more(parts: list[str]) -> None:
    made = made_of(parts)
    once = cleaned(made.text, clean(made))

    again = made_of(once.split("\n"))

    assert clean(again) == ()


@given(articles)
def test_the_same_document_is_always_cleaned_the_same(parts: list[str]) -> None:
    made = made_of(parts)

    assert clean(made) == clean(made)


def test_a_line_of_a_million_letters_is_read_through_once() -> None:
    """Patterns that go back and forth would not come back from these at all."""
    for unit in ("a", "Read more: ", "(photo ", "share ", "1/2 ", "。", "“", "Advertisement"):
        huge = (unit * (1_000_000 // len(unit))).strip()

        found = clean(document(PROSE[0], huge, PROSE[1]))

        assert all(r.end - r.start <= len(huge) for r in found)


def test_a_hundred_thousand_lines_are_cleaned_line_by_line() -> None:
    made = document(*["Related", PROSE[0]] * 10_000)

    assert len(clean(made)) >= 10_000


def test_an_empty_document_has_nothing_to_remove() -> None:
    assert clean(Document("")) == ()
    assert clean(Document("   \n \n")) == ()
