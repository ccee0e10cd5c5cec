"""Kept and removed pieces are the text, whatever the removals; the cleaned text is tidy."""

import re

from hypothesis import given
from hypothesis import strategies as st

from digest_app.domain.article import cleaned
from digest_app.domain.boilerplate import BoilerplateKind, Removal, pieces


def removal(start: int, end: int) -> Removal:
    return Removal(start, end, BoilerplateKind.AD, "test", "A test.")


ranges = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda p: removal(*p))
removals = st.lists(ranges, max_size=8).map(tuple)
texts = st.text(max_size=40)


@given(texts, removals)
def test_pieces_joined_are_the_text(text: str, found: tuple[Removal, ...]):
    made = pieces(text, found)

    assert "".join(text[p.start : p.end] for p in made) == text


@given(texts, removals)
def test_pieces_follow_one_another_and_none_is_empty(text: str, found: tuple[Removal, ...]):
    made = pieces(text, found)

    assert [p.end for p in made[:-1]] == [p.start for p in made[1:]]
    assert all(p.start < p.end for p in made)


@given(texts, removals)
def test_what_a_removal_covers_is_in_no_kept_piece(text: str, found: tuple[Removal, ...]):
    kept = [p for p in pieces(text, found) if p.removal is None]

    assert not any(
        r.start < p.end and p.start < r.end for p in kept for r in found if r.start < r.end
    )


def test_a_removed_line_leaves_no_hole():
    text = "One.\n\nRead Also: two.\n\nThree."

    shown = cleaned(text, (removal(6, 21),))

    assert shown == "One.\n\nThree."


def test_a_removal_at_a_sentences_end_leaves_no_space_behind():
    assert cleaned("It rained. (Photo: A. B.)\nStill.", (removal(11, 25),)) == "It rained.\nStill."


@given(st.text(alphabet="a\n", max_size=60))
def test_runs_of_blank_lines_become_one(text: str):
    assert cleaned(text, ()) == re.sub(r"\n{3,}", "\n\n", text).strip()
