"""A rule: data that decides about lines and spans. Built-in and taught rules are this one type."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from digest_app.domain.boilerplate import BoilerplateKind


class Where(StrEnum):
    """Where a rule's words stand, and what it then speaks about.

    ``WHOLE``, ``BEGINS``, ``ENDS``, ``HAS`` and ``ROW`` speak about the whole line; ``SPAN`` speaks
    about the words themselves and leaves the rest of the line alone. ``ROW`` is a line made of
    nothing but the words, any number of them, also glued together ("FacebookTwitterEmail").
    """

    WHOLE = "whole"
    BEGINS = "begins"
    ENDS = "ends"
    HAS = "has"
    ROW = "row"
    SPAN = "span"


class Action(StrEnum):
    """What a rule does: remove, keep whatever other rules say, or only point at a kind."""

    HIDE = "hide"
    KEEP = "keep"
    HINT = "hint"


class Reach(StrEnum):
    """How far a rule reaches, from the nearest to the widest."""

    ARTICLE = "article"
    PUBLISHER = "publisher"
    EVERYWHERE = "everywhere"


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a rule holds; ``of`` is the article's key or the publisher's name, else empty."""

    reach: Reach = Reach.EVERYWHERE
    of: str = ""


EVERYWHERE = Scope()


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, with lines it must catch and look-alikes it must leave.

    Exactly one of ``words`` and ``pattern`` is filled. Words are plain text, any of which will
    do; case does not matter and any white space equals any other. A pattern is a regular
    expression over the line (``re.IGNORECASE``).

    Attributes:
        name: unique; ``read-also/en`` for the rule ``read-also`` of the English table.
        kind: what a line that it catches is.
        where: where the words stand in the line; see :class:`Where`.
        longest: catches only lines of at most so many words (0: of any length).
        scope: where the rule holds.
        language: the table it comes from, a BCP 47 tag; empty for every language.
        note: what the user wrote about a taught rule.
    """

    name: str
    kind: BoilerplateKind
    where: Where
    words: tuple[str, ...] = ()
    pattern: str = ""
    action: Action = Action.HIDE
    longest: int = 0
    scope: Scope = EVERYWHERE
    language: str = ""
    note: str = ""
    hits: tuple[str, ...] = ()
    misses: tuple[str, ...] = ()
