"""The door: every fact is its words, none touches a removal, the ranking tells its reasons."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_app.domain.block import Block, BlockKind
from digest_app.domain.boilerplate import BoilerplateKind, Removal
from digest_app.domain.fact import Fact, FactType
from digest_app.facts.finding import find
from tests.shared_data import shared

ARTICLE = """Northgate Foods buys a rival for $250 million

Northgate Foods said on Tuesday that it would buy Harbour Mills for $250 million, its largest deal.

“This is the step that we have waited ten years for,” said Maria Lopez, chief executive of Northgate Foods.

Lopez joined Northgate Foods in April 2019. Harbour Mills employs 1,200 people in Bristol.

Shares of Northgate Foods rose 4.5 percent. Analysts expect the deal to close within the next three to six months.
"""


def of(facts: tuple[Fact, ...], kind: FactType) -> list[Fact]:
    return [f for f in facts if f.type is kind]


def test_an_article_gives_names_figures_quotations_and_offices():
    facts = find(ARTICLE, published="2024-03-12")

    values = {(f.type.value, f.value) for f in facts}

    assert ("money", "USD 250000000") in values
    assert ("percent", "4.5 %") in values
    assert ("date", "2019-04") in values
    assert ("date", "2024-06-12/2024-09-12") in values
    assert ("quantity", "1200 people") in values
    assert of(facts, FactType.QUOTE)[0].speaker == "Maria Lopez"


def test_an_office_has_its_person_its_role_and_its_organization():
    facts = find("It was led by Zhou Hongyi, chairman and CEO of Orbit Security, for years.")

    [role] = of(facts, FactType.ROLE)
    parts = {p.name: (p.start, p.end) for p in role.parts}

    assert role.text == "chairman and CEO of Orbit Security"
    text = "It was led by Zhou Hongyi, chairman and CEO of Orbit Security, for years."
    assert {name: text[a:b] for name, (a, b) in parts.items()} == {
        "person": "Zhou Hongyi",
        "role": "chairman and CEO",
        "organization": "Orbit Security",
    }


def test_a_role_before_a_name_has_three_spans_too():
    text = "The firm was founded by former ByteDance executive Wang Changhu in Beijing."

    [role] = of(find(text), FactType.ROLE)

    assert role.text == "former ByteDance executive"
    assert {text[p.start : p.end] for p in role.parts} >= {"Wang Changhu", "ByteDance"}


def test_a_surname_joins_the_only_person_who_bears_it():
    facts = find(
        "Maria Lopez spoke in Paris. Lopez left at noon. Bob Smith met Ann Smith. Smith wept."
    )

    people = {f.text: (f.group, f.value) for f in of(facts, FactType.PERSON)}

    assert people["Lopez"] == people["Maria Lopez"]
    assert people["Lopez"][1] == "Maria Lopez"
    assert people["Bob Smith"][0] != people["Ann Smith"][0]


def test_a_country_never_joins_a_paper_that_bears_its_name():
    facts = find("The New Zealand Herald reported it. New Zealand voted in May. New Zealand won.")

    groups = {f.text.removeprefix("The "): f.group for f in facts if "Zealand" in f.text}

    assert groups["New Zealand"] != groups["New Zealand Herald"]


def test_key_facts_are_few_outside_removals_and_say_why():
    facts = find(ARTICLE)

    keys = [f for f in facts if f.key]

    assert 3 <= len(keys) <= 7
    assert all(f.why for f in facts)
    assert any(f.type is FactType.MONEY for f in keys)
    [deal] = [f for f in keys if f.type is FactType.MONEY]
    assert "in the headline" in deal.why or "opening sentence" in deal.why
    assert len({(f.type, f.value or f.text) for f in keys}) == len(keys)


def test_a_very_short_text_pins_fewer():
    facts = find("Acme paid $5 million on 3 May 2024.")

    assert sum(f.key for f in facts) <= 2


def test_the_score_of_what_is_named_often_and_early_is_higher():
    facts = of(find(ARTICLE), FactType.ORGANIZATION)

    scores = {f.value: f.score for f in facts}

    assert max(scores, key=lambda name: scores[name]) == "Northgate Foods"


def test_who_speaks_only_in_a_picture_s_credit_has_no_score():
    facts = find("It opened.\n\nPhoto: Jane Roe said “We are going to build it.”\n\nIt rained.")

    assert [f.score for f in of(facts, FactType.PERSON)] == [0]


def test_nothing_is_found_in_a_removal_or_across_one():
    removal = Removal(
        ARTICLE.index("$250"), ARTICLE.index("million") + 7, BoilerplateKind.AD, "r", "R."
    )

    facts = find(ARTICLE, removals=(removal,))

    assert not [f for f in facts if f.start < removal.end and removal.start < f.end]


def test_a_heading_gives_no_quotation():
    text = "“We will not be moved by this”\n\nThe strike began on Monday."
    blocks = (Block(0, 30, BlockKind.HEADING), Block(32, len(text)))

    assert not of(find(text, blocks=blocks), FactType.QUOTE)


words = st.sampled_from(
    ["Jane Roe", "said", "“", "”", '"', "$5", "million", "Acme Inc.", "in", "Paris", "on", "May 3,", "2024",
     "\n", "\n\n", "chief executive", ",", ".", "he", "told", "percent", "4.5", "«", "»", "The", "of", "ß", "İ", "²"]
)  # fmt: skip
texts = st.lists(words, max_size=40).map(" ".join) | st.text(max_size=200)
spans = st.lists(st.tuples(st.integers(0, 220), st.integers(0, 40)), max_size=5)


def blocks_of(cuts: list[tuple[int, int]], kinds: type[BlockKind] = BlockKind) -> tuple[Block, ...]:
    return tuple(Block(a, a + n, list(kinds)[n % len(list(kinds))]) for a, n in cuts)


@given(texts, spans, spans)
def test_every_fact_is_its_words_and_touches_no_removal(
    text: str, removed: list[tuple[int, int]], cuts: list[tuple[int, int]]
):
    removals = tuple(Removal(a, a + n, BoilerplateKind.OTHER, "r", "R.") for a, n in removed)

    facts = find(
        text, removals=removals, blocks=blocks_of(cuts), title=text[:9], published="2024-03"
    )

    for fact in facts:
        assert text[fact.start : fact.end] == fact.text
        assert fact.text
        assert 0 <= fact.score <= 1
        assert fact.sentence_start <= fact.start
        assert fact.end <= fact.sentence_end
        assert not any(fact.start < r.end and r.start < fact.end for r in removals)
        assert all(0 <= p.start < p.end <= len(text) for p in fact.parts)
        assert not any(p.start < r.end and r.start < p.end for p in fact.parts for r in removals)
    assert sum(f.key for f in facts) <= 7


@pytest.mark.bench_data
def test_the_sample_article_lists_what_its_reader_must_know():
    text = shared("seeds", "000_3a02282e3539df46.txt").read_text("utf-8")

    facts = find(text)

    found = {f.text for f in facts} | {f.value for f in facts}
    best = {f.value for f in facts if f.key} | {f.text for f in facts if f.key}
    must = {"$14 million", "AIsphere", "Fortune Capital", "Wang Changhu", "Beijing", "April 2023"}
    assert must <= found
    assert any("three to six months" in f.text for f in facts)
    assert len(must & best) >= 4


def test_the_row_of_a_table_is_a_facts_sentence_and_never_a_key_fact():
    prose = "Brightwater makes water meters in sixty countries, its chairman said on Monday. " * 3
    table = "\tH1\tH2\nRevenue\t£1,270m\t8.4%\nProfit\t£212m\t11.6%"
    text = f"{prose}\n\n{table}"
    end = len(prose)
    blocks = (Block(0, end), Block(end + 2, len(text), BlockKind.TABLE))

    facts = [f for f in find(text, blocks=blocks) if f.start > end]

    assert {f.text for f in facts} >= {"£1,270m", "8.4%", "£212m", "11.6%"}
    assert not any("\n" in text[f.sentence_start : f.sentence_end] for f in facts)
    assert not any(f.key for f in facts)
