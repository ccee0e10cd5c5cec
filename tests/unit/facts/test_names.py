"""Names of people, organizations and places, as the shipped model finds them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest_app.facts.names.mention import Name, find_names, is_tuned
from digest_app.facts.sentences import split
from digest_app.facts.tokens import listed

REPORT = """GEORGETOWN, Guyana (AP) — The Forestry Commission said on Monday that Mary Whitfield, \
its chairwoman, would meet Microsoft Corp. executives in Geneva.

“We need help,” Whitfield told the Senate. Her brother, Tom Whitfield, works for the Bank of \
England in London. Whitfield flies home to Canada on Friday, the South Korean ambassador said.
"""


def found(text: str, language: str = "en") -> list[tuple[str, str]]:
    names = find_names(text, split(text), language=language)
    return [(text[name.start : name.end], name.type.value) for name in names]


def test_a_report_names_its_people_organizations_and_places():
    names = found(REPORT)

    assert ("Mary Whitfield", "person") in names
    assert ("Tom Whitfield", "person") in names
    assert {("Forestry Commission", "organization"), ("Microsoft Corp.", "organization")} <= {
        *((name.removeprefix("The "), kind) for name, kind in names)
    }
    assert ("Bank of England", "organization") in names
    assert {("Geneva", "place"), ("London", "place"), ("Canada", "place")} <= {*names}


def test_a_dateline_tells_the_town_the_country_and_the_agency():
    assert found(REPORT)[:3] == [
        ("GEORGETOWN", "place"),
        ("Guyana", "place"),
        ("AP", "organization"),
    ]


def test_a_surname_alone_is_the_person_named_in_full():
    assert found(REPORT).count(("Whitfield", "person")) == 2


def test_a_nationality_is_no_place():
    assert not any("Korean" in name for name, _ in found(REPORT))


def test_the_same_text_gives_the_same_names_whatever_was_read_before():
    first = find_names(REPORT, split(REPORT))
    found("Wang Changhu founded AIsphere in Beijing. " * 20)

    assert find_names(REPORT, split(REPORT)) == first


def test_only_english_is_tuned_and_its_variants_count():
    assert is_tuned("en")
    assert is_tuned("en-GB")
    assert not is_tuned("fr")
    assert not is_tuned("")


@pytest.mark.parametrize("language", ["en", "fr"])
@settings(max_examples=150, deadline=None, derandomize=True)
@given(text=st.text(max_size=200))
def test_names_are_spans_of_the_sentences_in_order_for_every_text(language: str, text: str):
    sentences = split(text)

    names = find_names(text, sentences, language=language)

    assert all(_lies_in_a_sentence(name, sentences) for name in names)
    assert all(a.end <= b.start for a, b in pairwise(names))
    assert all(0 <= name.confidence <= 1 + 1e-9 for name in names)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(
    words=st.lists(
        st.sampled_from(
            sorted(
                listed(
                    """The Bank of England Mr. Jane Roe said in Paris , . — ( AP ) OSLO U.S. 's
                    and & Senate Israeli North met Acme Inc. R - Calif. “ ” 1998"""
                )
                | {"\n\n"}
            )
        ),
        max_size=40,
    )
)
def test_names_never_overlap_in_anything_like_news(words: list[str]):
    text = " ".join(words)

    names = find_names(text, split(text))

    assert all(a.end <= b.start for a, b in pairwise(names))
    assert all(text[name.start : name.end].strip() for name in names)


def _lies_in_a_sentence(name: Name, sentences: list[tuple[int, int]]) -> bool:
    return any(start <= name.start < name.end <= end for start, end in sentences)
