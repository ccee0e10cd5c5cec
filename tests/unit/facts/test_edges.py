"""Where a name begins and ends, and what is none: settled by the words right beside it."""

from __future__ import annotations

import pytest

from digest_app.domain.fact import FactType
from digest_app.facts.finding import find

NAMES = (FactType.PERSON, FactType.ORGANIZATION, FactType.PLACE)


def named(text: str) -> dict[str, FactType]:
    return {fact.text: fact.type for fact in find(text) if fact.type in NAMES}


@pytest.mark.parametrize(
    "text",
    [
        "Halden Robotics AS (OSE: HALD) today opened its second factory in Norway.",
        "Apple Inc. (NASDAQ: AAPL) rose by two percent on Monday.",
    ],
)
def test_the_symbol_of_a_share_is_nobodys_name(text: str) -> None:
    assert named(text).keys().isdisjoint({"OSE", "HALD", "NASDAQ", "AAPL"})


def test_two_people_and_the_verb_between_them_are_two_names() -> None:
    found = named("The general was asked about it. But Flynn said Trump has respect for him.")

    assert found["Flynn"] is found["Trump"] is FactType.PERSON


def test_a_name_ends_before_a_verb() -> None:
    found = named("President Joe Biden met Chancellor Olaf Scholz at the White House on Friday.")

    assert "Olaf Scholz" in found
    assert not any(" met" in name for name in found)


def test_small_words_of_a_persons_name_stay_in_it() -> None:
    assert "Ursula von der Leyen" in named("The plan was shown by Ursula von der Leyen on Monday.")


def test_a_name_is_what_the_text_explains_it_by() -> None:
    text = "The survey was carried out for Kegm, the Turkish coastal safety directorate, in May."

    assert named(text)["Kegm"] is FactType.ORGANIZATION


def test_a_place_ends_before_what_it_says_of_a_firm() -> None:
    found = named("Piraeus-based Argo Bulk Holdings said on Monday that it would pay.")

    assert found["Piraeus"] is FactType.PLACE
    assert "Argo Bulk Holdings" in found


def test_the_shares_of_a_firm_are_not_its_name() -> None:
    assert "Apple Inc." in named("Shares of Apple Inc. rose by two percent on Monday.")


def test_a_kind_of_business_that_only_stands_first_is_no_name() -> None:
    assert "Insurance" not in named("Insurance premiums for the route rose 12% last week.")
    assert "Congress" in named("Congress voted for the budget on Monday.")


def test_houses_that_bear_their_founders_name_keep_it_whole() -> None:
    found = named("McDonald's said sales fell. Lloyd's List Intelligence has the rates.")

    assert found["McDonald's"] is found["Lloyd's List Intelligence"] is FactType.ORGANIZATION


def test_a_legal_form_in_small_letters_makes_a_firm_of_every_mention() -> None:
    found = named("Brightwater plc announced its results on Monday. Brightwater makes meters.")

    assert found["Brightwater plc"] is found["Brightwater"] is FactType.ORGANIZATION


def test_the_value_of_a_house_keeps_the_founders_mark() -> None:
    [house] = [f for f in find("Macy's closed 12 shops in May.") if f.type in NAMES]

    assert house.value == "Macy's"


def test_whoever_has_a_title_is_no_place() -> None:
    found = named("Lady Hale met Crown Prince Haakon in Oslo on Monday.")

    assert found["Crown Prince Haakon"] is FactType.PERSON
    assert found["Oslo"] is FactType.PLACE
