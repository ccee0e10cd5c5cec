"""How likely a block of a page is the article's: small decision trees, each adding its weight.

The trees are readable rows in ``resources/pages/``, made by ``tests/bench/train_pages.py`` from
the evidence of :mod:`digest_app.cleaning.pages.evidence`. The first ask for structure alone and
settle most blocks; the others ask about words too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from digest_app.assets import resource
from digest_app.cleaning.pages import evidence
from digest_app.cleaning.pages.page import Page

# A fork asks one number: (its place in the evidence, the threshold, at most, above).
Fork = tuple[int, float, "Tree", "Tree"]
Tree = Fork | float
# Beyond these log-odds the words are not asked, and then the trees that are left are not.
SETTLED: Final = 2.5
CERTAIN: Final = 3.5


class Model(NamedTuple):
    """Trees over :data:`evidence.SHAPE`, and trees over :data:`evidence.NAMES`."""

    shape: tuple[Tree, ...]
    words: tuple[Tree, ...]

    def odds(self, page: Page, i: int) -> float:
        """Return the log-odds of a block, above zero for the article."""
        seen = evidence.shape(page, i)
        odds = _sum(0.0, seen, self.shape)
        if odds > SETTLED or odds < -SETTLED:
            return odds
        return _sum(odds, seen + evidence.words(page, i), self.words)


def _sum(odds: float, seen: Sequence[float], trees: tuple[Tree, ...]) -> float:
    for tree in trees:
        node = tree
        while type(node) is tuple:
            place, most, low, high = node
            node = low if seen[place] <= most else high
        odds += node  # type: ignore[operator]  # what is no fork is a weight
        if odds > CERTAIN or odds < -CERTAIN:
            break
    return odds


@cache
def model() -> Model:
    """Return the shipped model."""
    return Model(tuple(_trees("shape")), tuple(_trees("words")))


def _trees(name: str) -> Iterator[Tree]:
    """Yield the trees of a file, where a line that begins with ``tree`` opens each."""
    places = {name: place for place, name in enumerate(evidence.NAMES)}
    rows = (row.split() for row in resource(f"pages/{name}.txt").read_text("utf-8").splitlines())
    for row in rows:
        if row and row[0] == "tree":
            yield _grown(rows, places)


def _grown(rows: Iterator[list[str]], places: dict[str, int]) -> Tree:
    """Build a tree from its rows: a fork's row, then its two branches in the same way."""
    row = next(rows)
    if row[0] == "adds":
        return float(row[1])
    low = _grown(rows, places)
    return places[row[0]], float(row[2]), low, _grown(rows, places)
