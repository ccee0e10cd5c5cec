"""The weight of each piece of evidence, and how neighbouring lines speak for each other.

The model is a chain: every line is article or boilerplate, each piece of evidence adds its weight
to one side, and so does what the lines before and after are. The weights are a readable table in
``resources/rules/weights.tsv``; ``tests/bench/train_lines.py`` makes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from math import exp, log1p
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
        # Most lines of running text share their evidence with thousands of others.
        self.of_common = lru_cache(maxsize=8192)(self.of)

    def of(self, names: tuple[str, ...]) -> float:
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
    return [_share(a + b) for a, b in zip(ahead, behind, strict=True)]


def _forward(scores: Sequence[float], by: Weights) -> list[float]:
    """Return the log-odds of each line, given the lines up to and with it."""
    found: list[float] = []
    odds = None
    for score in scores:
        if odds is not None:
            score += _softplus_gap(odds + by.stay, by.enter, odds + by.turn, 0.0)  # noqa: PLW2901
        odds = score
        found.append(odds)
    return found


def _backward(scores: Sequence[float], by: Weights) -> list[float]:
    """Return the log-odds of each line, given the lines after it."""
    found = [0.0] * len(scores)
    odds = 0.0
    for i in range(len(scores) - 1, 0, -1):
        ahead = scores[i] + odds
        odds = _softplus_gap(ahead + by.stay, by.turn, ahead + by.enter, 0.0)
        found[i - 1] = odds
    return found


def _softplus_gap(a: float, b: float, c: float, d: float) -> float:
    """Return ``log((e**a + e**b) / (e**c + e**d))`` without overflow."""
    return _log_sum(a, b) - _log_sum(c, d)


def _log_sum(a: float, b: float) -> float:
    """Return ``log(e**a + e**b)``; where one is far larger, it is that one."""
    gap = a - b
    if gap > _FAR:
        return a
    if gap < -_FAR:
        return b
    return b + log1p(exp(gap))


def _share(odds: float) -> float:
    """Return the likelihood for log-odds."""
    return 1.0 / (1.0 + exp(-odds)) if odds > 0 else 1.0 - 1.0 / (1.0 + exp(odds))
