"""The weight of each piece of evidence, and how neighbouring lines speak for each other.

The model is a chain: every line is article or boilerplate, each piece of evidence adds its weight
to one side, and so does what the lines before and after are. The weights are a readable table in
``resources/rules/weights.tsv``; ``tests/bench/train_lines.py`` makes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import exp, log1p
from operator import add
from typing import Final

from digest_app.assets import resource

_TABLE: Final = "rules/weights.tsv"
_FAR: Final = 12.0


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
    states, in log-odds, in one pass each way.
    """
    ahead = _forward(scores, by)
    behind = _backward(scores, by)
    return list(map(_share, map(add, ahead, behind)))


def _forward(scores: Sequence[float], by: Weights) -> list[float]:
    """Return the log-odds of each line, given the lines up to and with it."""
    if not scores:
        return []
    odds = scores[0]
    found = [odds]
    enter, stay, turn = by.enter, by.stay, by.turn
    for score in scores[1:]:
        odds = score + (_log_sum(odds + stay, enter) - _log_sum(odds + turn, 0.0))
        found.append(odds)
    return found


def _backward(scores: Sequence[float], by: Weights) -> list[float]:
    """Return the log-odds of each line, given the lines after it."""
    odds = 0.0
    found = [odds]
    enter, stay, turn = by.enter, by.stay, by.turn
    for score in scores[:0:-1]:
        ahead = score + odds
        odds = _log_sum(ahead + stay, turn) - _log_sum(ahead + enter, 0.0)
        found.append(odds)
    found.reverse()
    return found


def _log_sum(a: float, b: float) -> float:
    """Return ``log(e**a + e**b)``; where one is far larger, it is that one."""
    gap = a - b
    if -_FAR <= gap <= _FAR:
        return b + log1p(exp(gap))
    return a if gap > 0 else b


def _share(odds: float) -> float:
    """Return the likelihood for log-odds."""
    return 1.0 / (1.0 + exp(-odds)) if odds > 0 else 1.0 - 1.0 / (1.0 + exp(odds))
