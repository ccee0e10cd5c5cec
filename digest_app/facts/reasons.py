"""Why a fact is ranked as it is, in words that a reader understands."""

from __future__ import annotations

from typing import NamedTuple

from digest_app.domain.fact import FactType
from digest_app.facts.draft import NAMES, Draft

_NOUNS = {
    FactType.MONEY: "a sum of money",
    FactType.PERCENT: "a percentage",
    FactType.DATE: "a date",
    FactType.QUANTITY: "a number of things",
    FactType.ROLE: "an office",
}
_LEADS = {1: "in the opening sentence", 2: "in the second sentence"}
_MANY_PARTS = 4


class Standing(NamedTuple):
    """What is known about a thing's place in its article.

    ``lead`` is 1 for the opening sentence, 2 for the next one, else 0; ``parts`` in how many
    fifths of the article the thing appears; ``actor`` who is named beside it.
    """

    mentions: int
    headline: bool
    lead: int
    parts: int
    actor: str = ""


def reason(draft: Draft, standing: Standing) -> str:
    """Return one line: “named 11 times, first in the opening sentence, and in the headline”.

    The note why a value stays open comes last.
    """
    words = [_what(draft, standing)]
    if standing.lead:
        first = "first " if standing.mentions > 1 else ""
        words.append(first + _LEADS[standing.lead])
    if standing.headline:
        words.append("in the headline")
    if standing.parts >= _MANY_PARTS:
        words.append("throughout the article")
    if standing.actor and draft.type is not FactType.QUOTE:
        words.append(f"beside {standing.actor}")
    line = ", ".join(words)
    return f"{line}. {draft.note}" if draft.note else line


def _what(draft: Draft, standing: Standing) -> str:
    """Begin the line with what the fact is, or how often it is named."""
    if draft.type is FactType.QUOTE:
        kind = "said" if draft.value == "whole" else "quoted in part"
        return f"{kind}, by {draft.speaker}" if draft.speaker else f"{kind}, nobody named"
    if draft.type in NAMES:
        return "named once" if standing.mentions <= 1 else f"named {_times(standing.mentions)}"
    noun = _NOUNS[draft.type]
    return noun if standing.mentions == 1 else f"{noun}, given {_times(standing.mentions)}"


def _times(count: int) -> str:
    """Say how often."""
    return "twice" if count == 2 else f"{count} times"  # noqa: PLR2004 - two is twice
