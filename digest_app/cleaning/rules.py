"""The rules that are in force, built in and taught, ready for use."""

from __future__ import annotations

from dataclasses import dataclass

from digest_app.domain.rule import Rule


@dataclass(frozen=True, slots=True)
class Rules:
    """An ordered set of rules; taught ones are asked before the built-in ones."""

    taught: tuple[Rule, ...] = ()
