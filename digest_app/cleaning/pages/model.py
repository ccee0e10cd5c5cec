"""How likely a block of a page is the article's: small decision trees, each adding its weight.

The trees are readable rows in ``resources/pages/``, made by ``tests/bench/train_pages.py`` from
the evidence of :mod:`digest_app.cleaning.pages.evidence`. The first ask for structure alone and
settle most blocks; the others ask about words too.

A page asks thousands of forks. So the rows are turned into Python, a conditional expression for
each tree, once: that is four times as fast as to walk over the forks.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache
from math import floor
from typing import Any, Final, NamedTuple

from digest_app.assets import resource
from digest_app.cleaning.pages import evidence
from digest_app.cleaning.pages.page import Page

# Takes log-odds and evidence; returns the log-odds with what the trees add.
Trees = Callable[[float, Sequence[float]], float]
# Beyond these log-odds the words are not asked, and then the trees that are left are not.
SETTLED: Final = 2.5
CERTAIN: Final = 3.5


class Fork(NamedTuple):
    """A fork of a tree: where the evidence ``asked`` for is at most ``most``, the low branch."""

    asked: str
    most: float
    low: Tree
    high: Tree


# A leaf is what it adds to the log-odds.
Tree = Fork | float


class Model(NamedTuple):
    """Trees over :data:`evidence.SHAPE`, and trees over :data:`evidence.NAMES`."""

    shape: Trees
    words: Trees

    def odds(self, page: Page, i: int) -> float:
        """Return the log-odds of a block, above zero for the article."""
        seen = evidence.shape(page, i)
        odds = self.shape(0.0, seen)
        if odds > SETTLED or odds < -SETTLED:
            return odds
        return self.words(odds, seen + evidence.words(page, i))


@cache
def model() -> Model:
    """Return the shipped model."""
    return Model(_compiled("shape", evidence.SHAPE), _compiled("words", evidence.NAMES))


def _compiled(name: str, names: Sequence[str]) -> Trees:
    """Return the trees of a file as a function of the evidence that has these names."""
    lines = [f"def trees(odds, seen):\n ({', '.join(names)}) = seen"]
    lines += [f" odds += {_written(tree)}\n{_CERTAIN}" for tree in read_trees(name, names)]
    made: dict[str, Any] = {}
    # Nothing but our own names and numbers can be in it: see _tree.
    exec("\n".join([*lines, " return odds"]), made)  # noqa: S102
    trees: Trees = made["trees"]
    return trees


_CERTAIN: Final = f" if odds > {CERTAIN} or odds < -{CERTAIN}: return odds"


def read_trees(name: str, names: Collection[str]) -> Iterator[Tree]:
    """Yield the trees of a file, where a line that begins with ``tree`` opens each.

    Raises:
        ValueError: a fork asks for what is not one of the names, or a number is none.
    """
    rows = (row.split() for row in resource(f"pages/{name}.txt").read_text("utf-8").splitlines())
    for row in rows:
        if row and row[0] == "tree":
            yield _tree(rows, frozenset(names))


def _tree(rows: Iterator[list[str]], names: frozenset[str]) -> Tree:
    """Read a tree: a fork's row, then its two branches in the same way."""
    asked, *_, number = next(rows)
    if asked == "adds":
        return float(number)
    if asked not in names:
        raise ValueError(asked)
    most = floor(float(number)) if asked in evidence.WHOLE else float(number)
    return Fork(asked, most, _tree(rows, names), _tree(rows, names))


def _written(tree: Tree) -> str:
    """Write a tree as an expression."""
    if isinstance(tree, float):
        return repr(tree)
    return f"({_written(tree.low)} if {tree.asked} <= {tree.most!r} else {_written(tree.high)})"
