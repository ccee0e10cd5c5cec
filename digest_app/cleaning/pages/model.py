"""How likely a block of a page is the article's: small decision trees, each adding its weight.

The trees are readable rows in ``resources/pages/``, made by ``tests/bench/train_pages.py`` from
the evidence of :mod:`digest_app.cleaning.pages.evidence`. The first ask for structure alone and
settle most blocks; the others ask about words too.

A page asks thousands of forks. So the rows are turned into Python, a conditional expression for
each tree, once: that is four times as fast as to walk over the forks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
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
    lines += [f" odds += {tree}\n{_CERTAIN}" for tree in _trees(name, frozenset(names))]
    made: dict[str, Any] = {}
    # Nothing but our own names and numbers can be in it: see _written.
    exec("\n".join([*lines, " return odds"]), made)  # noqa: S102
    trees: Trees = made["trees"]
    return trees


_CERTAIN: Final = f" if odds > {CERTAIN} or odds < -{CERTAIN}: return odds"


def _trees(name: str, names: frozenset[str]) -> Iterator[str]:
    """Yield the trees of a file, where a line that begins with ``tree`` opens each."""
    rows = (row.split() for row in resource(f"pages/{name}.txt").read_text("utf-8").splitlines())
    for row in rows:
        if row and row[0] == "tree":
            yield _written(rows, names)


def _written(rows: Iterator[list[str]], names: frozenset[str]) -> str:
    """Write a tree as an expression: a fork's row, then its two branches in the same way.

    Raises:
        ValueError: a fork asks for what is no evidence, or a number is none.
    """
    asked, *_, number = next(rows)
    if asked == "adds":
        return repr(float(number))
    if asked not in names:
        raise ValueError(asked)
    most = floor(float(number)) if asked in evidence.WHOLE else float(number)
    low = _written(rows, names)
    return f"({low} if {asked} <= {most!r} else {_written(rows, names)})"
