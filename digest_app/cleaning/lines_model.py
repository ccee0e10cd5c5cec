"""The weight of each piece of evidence, and how neighbouring lines speak for each other.

The model is a chain: every line is article or boilerplate, each piece of evidence adds its weight
to one side, and so does what the lines before and after are. The weights are a readable table in
``resources/rules/weights.tsv``; ``tests/bench/train_lines.py`` makes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import exp
from operator import mul
from typing import Final

from digest_app.assets import resource

_TABLE: Final = "rules/weights.tsv"
SUREST: Final = 300.0  # log-odds; beyond any doubt, and far from what a float can hold


class Weights:
    """Weights in natural log-odds: above zero speaks for boilerplate, below for the article.

    ``stay`` and ``turn`` are what it adds that a line follows one of boilerplate: ``turn`` to
    its being article again, and ``stay`` to its being boilerplate; ``enter`` is what it adds to
    being boilerplate that it follows a line of the article.
    """

    def __init__(
        self, evidence: dict[str, float], *, enter: float, stay: float, turn: float
    ) -> None:
        self.evidence, self.enter, self.stay, self.turn = evidence, enter, stay, turn

    def beginning(self, name: str) -> dict[str, float]:
        """Return the weights of all evidence whose name begins so, by the rest of it."""
        known = self.evidence.items()
        return {full[len(name) :]: weight for full, weight in known if full.startswith(name)}

    def of(self, names: Sequence[str]) -> float:
        """Return what the evidence weighs together."""
        known = self.evidence
        return sum([known[name] for name in names if name in known])


@cache
def weights() -> Weights:
    """Return the shipped weights."""
    evidence: dict[str, float] = {}
    for row in resource(_TABLE).read_text("utf-8").splitlines():
        if row and row[0] != "#":
            weight, _, name = row.partition("\t")
            evidence[name] = float(weight)
    steps = {name: evidence.pop(f"step:{name}", 0.0) for name in ("enter", "stay", "turn")}
    return Weights(evidence, **steps)


def likelihoods(scores: Sequence[float], by: Weights) -> list[float]:
    """Return for each line how likely it is boilerplate (0 to 1), its neighbours considered.

    ``scores`` are the lines' own log-odds. This is the forward-backward algorithm on two
    states, in one pass each way. It runs on odds and not on their logarithms, which takes one
    exponential a line where logarithms take eight.
    """
    if not scores:
        return []
    if max(scores) > SUREST:
        scores = [min(score, SUREST) for score in scores]
    own = list(map(exp, scores))
    steps = exp(by.enter), exp(by.stay), exp(by.turn)
    both = map(mul, _ahead(own, *steps), _behind(own, *steps))
    return [odds / (1.0 + odds) for odds in both]


def _ahead(own: Sequence[float], enter: float, stay: float, turn: float) -> list[float]:
    """Return the odds of each line, given the lines up to and with it."""
    odds = own[0]
    found = [odds]
    for each in own[1:]:
        odds = each * (odds * stay + enter) / (odds * turn + 1.0)
        found.append(odds)
    return found


def _behind(own: Sequence[float], enter: float, stay: float, turn: float) -> list[float]:
    """Return the odds of each line, given the lines after it alone."""
    odds = 1.0
    found = [odds]
    for each in own[:0:-1]:
        ahead = each * odds
        odds = (ahead * stay + turn) / (ahead * enter + 1.0)
        found.append(odds)
    found.reverse()
    return found
