"""The chain of lines: its likelihoods are those of counting every possible labelling."""

from __future__ import annotations

from itertools import pairwise, product
from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_app.cleaning.lines_model import Weights, likelihoods, weights

odds = st.floats(-6, 6)


def counted(scores: list[float], by: Weights) -> list[float]:
    """Return the likelihoods by summing over all labellings, the slow and plain way."""
    steps = {(0, 0): 0.0, (0, 1): by.enter, (1, 0): by.turn, (1, 1): by.stay}
    mass = [0.0] * len(scores)
    total = 0.0
    for labels in product((0, 1), repeat=len(scores)):
        weight = sum(score for score, label in zip(scores, labels, strict=True) if label)
        weight += sum(steps[pair] for pair in pairwise(labels))
        total += exp(weight)
        for i, label in enumerate(labels):
            mass[i] += exp(weight) * label
    return [m / total for m in mass]


@given(st.lists(odds, min_size=1, max_size=7), odds, odds, odds)
def test_the_likelihoods_are_those_of_counting_every_labelling(
    scores: list[float], enter: float, stay: float, turn: float
) -> None:
    by = Weights({}, enter=enter, stay=stay, turn=turn)

    assert likelihoods(scores, by) == pytest.approx(counted(scores, by), abs=1e-4)


@given(st.lists(st.floats(-1e4, 1e4), max_size=40))
def test_no_score_however_large_breaks_the_chain(scores: list[float]) -> None:
    found = likelihoods(scores, weights())

    assert len(found) == len(scores)
    assert all(0 <= likelihood <= 1 for likelihood in found)


def test_the_shipped_weights_can_be_read_and_speak_for_both_sides() -> None:
    shipped = weights()

    assert shipped.of(("end:stop", "between:PP/P")) < 0
    assert shipped.of(("never heard of",)) == 0
    assert min(shipped.evidence.values()) < 0 < max(shipped.evidence.values())
