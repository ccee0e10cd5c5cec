"""Mentions of one thing share a number."""

from __future__ import annotations

from digest_app.domain.fact import Fact
from digest_app.facts.finding import find


def groups(text: str) -> dict[str, int]:
    found: tuple[Fact, ...] = find(text)
    return {fact.text: fact.group for fact in found if fact.group}


def test_a_firm_is_the_same_with_its_legal_form_and_without() -> None:
    found = groups(
        "Halden Robotics AS opened its second factory on Monday. Halden Robotics makes soft arms. "
        "Apple Inc. said that it would pay. Shares of Apple rose by two percent."
    )

    assert found["Halden Robotics AS"] == found["Halden Robotics"]
    assert found["Apple Inc."] == found["Apple"] != found["Halden Robotics"]
