"""What a write may change, and what it did, so that each view refreshes what concerns it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from digest_app.domain.problems import Problem


@dataclass(frozen=True, slots=True)
class Changes:
    """Article numbers that a write touched."""

    added: tuple[int, ...] = ()
    already_there: tuple[int, ...] = ()
    changed: tuple[int, ...] = ()
    gone: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Scope:
    """What an action may change: marks of articles, their analyses, and whole small tables.

    ``marks`` are names among ``read``, ``starred``, ``place``, ``labels`` and ``decisions``.
    ``texts`` says that what is shown of the articles changes (restore, hide, correct), so
    their analyses and the search index are part of it; ``readings`` that what was read of them
    changes as well. ``tables`` are names among ``label``, ``saved_search``, ``digest``,
    ``setting`` and ``taught_rules``.
    """

    articles: tuple[int, ...] = ()
    marks: tuple[str, ...] = ("read", "starred", "place", "labels", "decisions")
    texts: bool = False
    readings: bool = False
    tables: tuple[str, ...] = ()


class Fate(StrEnum):
    """What became of one file of a drop."""

    ADDED = "added"
    ALREADY_THERE = "already there"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The fate of one file; ``articles`` are those it holds, ``problem`` why it failed.

    ``like`` are articles of the library that what was added is nearly the same as; the reason
    is among the ``notes``.
    """

    path: str
    fate: Fate
    articles: tuple[int, ...] = ()
    problem: Problem | None = None
    notes: tuple[str, ...] = ()
    like: tuple[int, ...] = ()
