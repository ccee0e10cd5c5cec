"""Search finds what a look at every article would find, and shows the sentences."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest_app.app.searching import QueryError, every_match, find, found_sentences, places
from digest_app.domain import deciding
from digest_app.domain.fact import Fact, FactType
from digest_app.domain.marks import Anchor, Place
from digest_app.domain.query import (
    All,
    Any,
    Dated,
    Field,
    HasFact,
    HasFigure,
    HasLabel,
    InPlace,
    IsRead,
    IsStarred,
    Not,
    Phrase,
    Query,
    Sign,
)
from digest_app.domain.span import Span
from digest_app.library import index
from digest_app.library.articles import Arrival
from digest_app.library.library import Library
from tests.library_making import add_article, make_article
from tests.unit.app import brute_force


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


def titles(library: Library, text: str, **how: bool) -> list[str]:
    return [row.title for row in find(library, text, **how).rows]


def test_words_phrases_and_beginnings_are_found_whatever_their_case_and_accents(library: Library):
    add_article(library, "The café in Beijing opened again.", title="Coffee")
    add_article(library, "Again it opened.", title="Other")

    assert titles(library, "CAFE") == ["Coffee"]
    assert titles(library, '"opened again"') == ["Coffee"]
    assert titles(library, "beij*") == ["Coffee"]
    assert titles(library, "again beij", typing=True) == ["Coffee"]
    assert titles(library, "beij") == []
    assert titles(library, "opened -beijing") == ["Other"]
    assert titles(library, "beijing OR other") == ["Other", "Coffee"]


@pytest.mark.parametrize(
    "query", ["大学", "北京大", "京大学生", "学生们", "서울", "울에", "ライン"]
)
def test_scripts_without_spaces_are_found_anywhere_inside_a_run(library: Library, query: str):
    add_article(library, "北京大学生们在图书馆。서울에서. オンライン", title="East")
    add_article(library, "北 大 京", title="Others")

    assert titles(library, query) == ["East"]


def test_removed_words_are_not_found_until_they_are_restored(library: Library):
    number = add_article(library, "Ad: bargain\n\nNews.", title="N")
    assert titles(library, "bargain") == []

    library.marks.decide(number, lambda m: deciding.restore(m, Span(0, 11)))
    assert titles(library, "bargain") == ["N"]

    library.marks.decide(number, lambda m: deciding.take_back_restore(m, Span(0, 11)))
    assert titles(library, "bargain") == []


def test_facts_are_found_by_type_by_amount_and_by_value(library: Library):
    number = add_article(library, "It cost $14 and $2000000.", title="Cost")
    add_article(library, "It cost nothing.", title="Free")

    assert titles(library, "has:money") == ["Cost"]
    assert titles(library, "money:>1m") == ["Cost"]
    assert titles(library, "money:>3m") == []
    assert titles(library, "money:=$14 cost") == ["Cost"]
    assert titles(library, "money:=€14") == []
    assert titles(library, "usd") == ["Cost"]
    for fact in library.articles.get(number).facts:
        own = Anchor(fact.type, fact.start, fact.end)
        library.marks.decide(number, lambda m, own=own: deciding.hide_fact(m, own))
    assert titles(library, "has:money OR usd OR money:>1") == []


def test_speakers_are_found_as_speakers_and_never_across_two_of_them(library: Library):
    text = "“Yes,” said Ann Wang. “No,” said Bo Li."
    quotes = tuple(
        Fact(FactType.QUOTE, text[s:e], s, e, speaker=who)
        for s, e, who in ((0, 6, "Ann Wang"), (22, 27, "Bo Li"))
    )
    with library.database.writing():
        library.articles.add(
            Arrival(library.originals.keep(b"q"), 1, [(make_article(text), quotes)], "q", "2026")
        )

    assert titles(library, 'says:"ann wang"') == ["q"]
    assert titles(library, "says:wang says:bo") == ["q"]
    assert titles(library, 'says:"wang bo"') == []
    assert titles(library, "says:said") == []


def test_the_trash_is_searched_only_when_it_is_asked_for(library: Library):
    number = add_article(library, "News.", title="N")
    library.marks.move([number], Place.TRASH)

    assert titles(library, "news") == []
    assert titles(library, "news in:trash") == ["N"]
    assert titles(library, "in:trash") == ["N"]


def test_pages_of_results_follow_each_other_without_a_gap(library: Library, monkeypatch):
    monkeypatch.setattr("digest_app.library.index.RANGE", 4)
    monkeypatch.setattr("digest_app.library.search.RANGE", 4)
    numbers = [add_article(library, f"News {n}.") for n in range(11)]

    for query in ("news", "is:unread", "news OR is:starred"):
        seen: list[int] = []
        page = find(library, query, limit=3)
        seen += [row.id for row in page.rows]
        while page.has_more:
            page = find(library, query, limit=3, after=page.rows[-1])
            seen += [row.id for row in page.rows]
        assert seen == numbers[::-1]
        assert every_match(library, query) == tuple(seen)


def test_ranking_puts_the_article_about_it_before_the_one_that_mentions_it(library: Library):
    add_article(library, "Solar power, solar plants and solar cells.", title="Solar power grows")
    add_article(library, f"{'Other words here. ' * 30} A word on solar.", title="Mixed")

    assert titles(library, "solar") == ["Mixed", "Solar power grows"]
    assert titles(library, "solar", ranked=True) == ["Solar power grows", "Mixed"]


OLDER = "title, body, byline, publisher, facts, speakers"
"""The columns of a table of words as versions before 8 made it."""


@pytest.mark.parametrize("is_older", [False, True])
def test_a_word_in_a_title_weighs_more_than_one_in_a_text(library: Library, is_older: bool):
    if is_older:
        with library.database.writing():
            library.database.write("INSERT INTO search_range VALUES (0)")
            library.database.write(
                f"CREATE VIRTUAL TABLE search_0 USING fts5({OLDER}, content='', tokenize='ascii')"
            )
    add_article(library, "Panels on many roofs give more than was hoped.", title="Solar roofs")
    add_article(library, "Roofs on many solar panels, solar or not.", title="Many words")

    assert titles(library, "solar", ranked=True) == ["Solar roofs", "Many words"]
    assert titles(library, "title:roofs") == ["Solar roofs"]


def test_the_sentences_that_match_are_shown_with_their_words(library: Library):
    text = "It rained. The café in Beijing closed!\n\nAd: Beijing bargains\n\nBeijing again. End."
    number = add_article(library, text)

    query = find(library, "beijing").query
    (found,) = found_sentences(library, (number,), query)

    assert [found.text[e.start : e.end] for e in found.excerpts] == [
        "The café in Beijing closed!",
        "Beijing again.",
    ]
    assert [m.of(text) for e in found.excerpts for m in e.matches] == ["Beijing", "Beijing"]


def test_a_sentence_without_end_is_shown_around_its_match(library: Library):
    text = f"{'word ' * 300}needle{' word' * 300}"
    number = add_article(library, text)

    (found,) = found_sentences(library, (number,), find(library, "needle").query)

    (excerpt,) = found.excerpts
    assert excerpt.end - excerpt.start == 240
    assert "needle" in text[excerpt.start : excerpt.end]


def test_every_match_of_what_is_typed_is_every_row_that_was_seen(library: Library):
    numbers = [add_article(library, f"The bridge number {n}.") for n in range(3)]
    add_article(library, "No bridle here.")

    assert every_match(library, "bridg", typing=True) == tuple(reversed(numbers))
    assert every_match(library, "bridg") == ()


@given(st.text(st.sampled_from("ab .\n"), max_size=60), st.sampled_from(["a", "ab", "b a"]))
def test_the_places_in_a_text_are_its_words_outside_what_is_removed(text: str, phrase: str):
    removed = Span(10, 20)
    kept = [Span(0, min(10, len(text)))] if text else []
    kept += [Span(20, len(text))] if len(text) > 20 else []

    found = places(text, kept, Phrase(tuple(phrase.split())))

    assert all(not span.overlaps(removed) for span in found)
    assert list(found) == sorted(set(found))
    for line in (line for span in kept for line in span.of(text).split("\n")):
        if f" {phrase} " in f" {line} ":
            assert found
    for span in found:
        assert set(span.of(text).replace(".", " ").split()) <= set(phrase.split())


def test_articles_that_an_older_version_left_out_are_put_in(library: Library):
    for n in range(5):
        add_article(library, f"News {n}.")
    with library.database.writing():
        library.index.empty()
    assert titles(library, "news") == []

    assert library.index.catch_up(2) > 0
    while library.index.catch_up(2):
        pass

    assert len(titles(library, "news")) == 5


def test_a_query_that_cannot_be_understood_says_why_and_where(library: Library):
    with pytest.raises(QueryError) as told:
        find(library, "news lable:AI")

    assert told.value.sentence.endswith("Did you mean “label:”?")
    assert (told.value.start, told.value.end) == (5, 11)


WORDS = ["news", "new", "newsroom", "beijing", "北", "京", "14", "ad"]
PUBLISHERS = ["", "The Courier", "Courier Post"]
word = st.sampled_from(WORDS)
phrases = st.builds(
    Phrase,
    st.lists(word, min_size=1, max_size=2).map(tuple),
    st.sampled_from(Field),
    st.booleans(),
)
leaves = st.one_of(
    phrases,
    phrases,
    st.builds(IsRead, st.booleans()),
    st.just(IsStarred()),
    st.builds(InPlace, st.sampled_from(Place)),
    st.builds(HasLabel, st.sampled_from(["", "AI", "none"])),
    st.builds(HasFact, st.sampled_from([FactType.MONEY, FactType.DATE])),
    st.builds(
        HasFigure,
        st.just(FactType.MONEY),
        st.sampled_from(Sign),
        st.sampled_from([3.0, 14.0]),
        st.sampled_from(["", "USD", "EUR"]),
    ),
    st.builds(
        Dated, st.sampled_from([Sign.AT_LEAST, Sign.UNDER]), st.sampled_from(["2024-03", "2026"])
    ),
)
queries = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.lists(inner, max_size=3).map(tuple).map(All),
        st.lists(inner, max_size=3).map(tuple).map(Any),
    ),
    max_leaves=6,
)
texts = st.lists(
    st.one_of(word, st.sampled_from(["$14", "$3", ".", "\n\n", "\n\nAd:"])), max_size=8
)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Forty different articles in ranges of eight."""
    import random

    chance = random.Random(7)  # noqa: S311 - the same articles every time
    with (
        pytest.MonkeyPatch.context() as patch,
        Library.open(tmp_path_factory.mktemp("full")) as made,
    ):
        patch.setattr("digest_app.library.index.RANGE", 8)
        patch.setattr("digest_app.library.search.RANGE", 8)
        for n in range(40):
            number = add_article(
                made,
                " ".join(chance.choices([*WORDS, "$14", "$3", "\n\n", "\n\nAd:"], k=n % 13)),
                title=chance.choice(WORDS),
                publisher=chance.choice(PUBLISHERS),
                published=chance.choice(["", "2024", "2024-03", "2024-03-05", "2025-01-01"]),
                language=str(n),
            )
            made.marks.set_read([number], read=chance.random() < 0.5)
            made.marks.set_starred([number], starred=chance.random() < 0.3)
            made.marks.move([number], chance.choice(list(Place)))
            if chance.random() < 0.3:
                made.marks.add_label([number], "ai")
        yield made


@settings(max_examples=150, deadline=None, derandomize=True)
@given(query=queries)
def test_every_query_finds_what_a_look_at_every_article_finds(full: Library, query: Query):
    expected = brute_force.search(full, query)

    assert list(full.search.every(query)) == expected
    assert list(full.search.newest(query, limit=3)) == expected[:3]
    assert full.search.count(query) == len(expected)
    assert sorted(full.search.ranked(query, limit=99)) == sorted(expected)


def test_the_index_is_true_to_itself(full: Library):
    for number in full.index.ranges():
        table = index.table_of(number)
        check = f"INSERT INTO {table} ({table}) VALUES ('integrity-check')"  # noqa: S608 - a constant
        with full.database.writing():
            full.database.write(check)
