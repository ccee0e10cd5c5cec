"""Blocks in elements of the same names speak for each other: the rows of a list, say.

Where the odds of one are uncertain they lean to those of the others, so that of forty rows that
are alike not three are left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from digest_app.cleaning.pages.page import Page

_UNCERTAIN: Final = 2.0
_LOUDEST: Final = 3.0  # no single one of the others counts for more
_LEANS: Final = 0.3
_FEWEST: Final = 4
_LINKS: Final = 0.5  # of a block's letters; links among prose are not like it


def together(page: Page, judged: Mapping[int, float]) -> dict[int, float]:
    """Return the log-odds of a page's blocks, by their numbers, each with those like it in mind."""
    # Page has one list for all elements of the same names: that list tells them.
    groups: dict[tuple[int, bool], list[int]] = {}
    for i in judged:
        key = id(page.group_of[i]), page.shares[i] > _LINKS
        groups.setdefault(key, []).append(i)
    settled = dict(judged)
    for alike in groups.values():
        if len(alike) < _FEWEST:
            continue
        heard = [_no_louder(judged[i]) for i in alike]
        whole = 0.0
        for own in heard:  # one by one, and so the same in every version of Python
            whole += own
        for i, own in zip(alike, heard, strict=True):
            if -_UNCERTAIN < own < _UNCERTAIN:
                others = (whole - own) / (len(alike) - 1)
                settled[i] = own + _LEANS * (others - own)
    return settled


def _no_louder(odds: float) -> float:
    return _LOUDEST if odds > _LOUDEST else max(odds, -_LOUDEST)
