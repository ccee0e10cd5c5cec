"""Arranging a digest never loses an article and never doubles one."""

from hypothesis import given
from hypothesis import strategies as st

from digest_app.domain.digest import Digest, Entry, Section, Use

numbers = st.lists(st.integers(1, 30), unique=True, max_size=8).map(tuple)


def two_sections(first: tuple[int, ...], second: tuple[int, ...]) -> Digest:
    sections = (Section("A", tuple(map(Entry, first))), Section("B", tuple(map(Entry, second))))
    return Digest(sections=sections)


def order(digest: Digest) -> list[int]:
    return [entry.article for entry in digest.entries]


@given(numbers, st.integers(1, 30), st.sampled_from([-1, 1]))
def test_moving_an_article_keeps_every_article(given_numbers, moved, by):
    digest = two_sections(given_numbers[:3], given_numbers[3:])

    assert sorted(order(digest.moved(moved, by))) == sorted(given_numbers)


@given(numbers, st.integers(1, 30))
def test_moving_down_and_up_again_changes_nothing(given_numbers, moved):
    digest = two_sections(given_numbers[:3], given_numbers[3:])
    down = digest.moved(moved, 1)

    assert down == digest or down.moved(moved, -1) == digest


@given(numbers, numbers)
def test_an_article_stands_in_a_digest_at_most_once(first, second):
    digest = Digest().with_articles(first).with_articles(second)

    assert order(digest) == list(dict.fromkeys(first + second))


def test_moving_past_a_sections_end_enters_the_next_section():
    moved = two_sections((1, 2), (3,)).moved(2, 1)

    assert [[e.article for e in s.entries] for s in moved.sections] == [[1], [2, 3]]


def test_a_changed_entry_takes_the_place_of_the_old_one():
    changed = two_sections((1, 2), ()).with_entry(Entry(2, Use.LEAD, "Look."))

    assert changed.entries == (Entry(1), Entry(2, Use.LEAD, "Look."))


def test_an_article_taken_out_is_gone_and_the_rest_stays():
    assert order(two_sections((1, 2), (3,)).without(2)) == [1, 3]
