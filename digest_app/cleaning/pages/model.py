"""How likely a block of a page is the article's: small decision trees, each adding its weight.

The trees are readable rows in ``resources/pages/trees.tsv``, made by
``tests/bench/train_pages.py`` from the evidence of :mod:`digest_app.cleaning.pages.evidence`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from digest_app.assets import resource
from digest_app.cleaning.pages.evidence import NAMES

# A fork asks one number: (its place in the evidence, the threshold, at most, above).
Fork = tuple[int, float, "Tree", "Tree"]
Tree = Fork | float
# Beyond these log-odds the trees that are left do not change the answer.
_CERTAIN: Final = 3.5


def score(evidence: Sequence[float], trees: Sequence[Tree]) -> float:
    """Return the log-odds, above zero for the article."""
    total = 0.0
    for tree in trees:
        node = tree
        while type(node) is tuple:
            place, most, low, high = node
            node = low if evidence[place] <= most else high
        total += node  # type: ignore[operator]  # what is no fork is a weight
        if total > _CERTAIN or total < -_CERTAIN:
            break
    return total


@cache
def trees() -> tuple[Tree, ...]:
    """Return the shipped trees."""
    places = {name: place for place, name in enumerate(NAMES)}
    made: list[Tree] = []
    rows: list[list[str]] = []
    for row in resource("pages/trees.tsv").read_text("utf-8").splitlines():
        if row.startswith("tree"):
            if rows:
                made.append(_grown(iter(rows), places))
            rows = []
        elif row and row[0] != "#":
            rows.append(row.split())
    if rows:
        made.append(_grown(iter(rows), places))
    return tuple(made)


def _grown(rows: Iterator[list[str]], places: dict[str, int]) -> Tree:
    """Build a tree from its rows: a fork's row, then its two branches, each in the same way."""
    row = next(rows)
    if row[0] == "adds":
        return float(row[1])
    low = _grown(rows, places)
    high = _grown(rows, places)
    return places[row[0]], float(row[2]), low, high
