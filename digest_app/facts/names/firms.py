"""Firms that are called like people, and houses that are called by one word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from digest_app.domain.fact import FactType
from digest_app.facts.names.lexicon import lexicon
from digest_app.facts.names.model import Mention
from digest_app.facts.names.runs import runs
from digest_app.facts.names.words import Word
from digest_app.facts.tokens import listed

# Whoever works there says that it is a firm: an analyst at Merrill Lynch.
_STAFF = listed(
    """analyst analysts lawyer lawyers economist economists strategist strategists banker bankers
    trader traders partner partners broker brokers"""
)
_TITLES = listed("mr mrs ms miss dr sir mr. mrs. ms. dr.")
# Kinds in the gazetteer, see ``packaging/model/README.md``.
_FIRMS, _OFFICE = ("O", "P"), "t"
LEGAL_FORMS = listed("plc p.l.c. mbH eG e.V.")
_STAKES = listed("shares stock shareholders investors")


def titled(sentences: Sequence[Sequence[Word]]) -> frozenset[str]:
    """Return the words that follow a title like Mr. somewhere: surnames, whatever is called so."""
    return frozenset(
        word.lower
        for words in sentences
        for before, word in pairwise(words)
        if before.lower in _TITLES
    )


def as_firms(
    words: Sequence[Word], mentions: Sequence[Mention], people: frozenset[str]
) -> list[Mention]:
    """Return the mentions with people who are firms after all as organizations.

    An ampersand joins names into one: Johnson & Johnson. ``people`` are words that the text calls
    somebody by.
    """
    made: list[Mention] = []
    for mention in mentions:
        last = made[-1] if made else None
        if last is not None and _are_joined(words, last, mention):
            made[-1] = last._replace(end=mention.end, type=FactType.ORGANIZATION)
        else:
            made.append(mention)
    return [_judged(words, mention, people) for mention in made]


def _are_joined(words: Sequence[Word], first: Mention, second: Mention) -> bool:
    """Tell whether an ampersand alone stands between two people."""
    people = first.type is second.type is FactType.PERSON
    return people and second.start == first.end + 1 and words[first.end].text == "&"


def _judged(words: Sequence[Word], mention: Mention, people: frozenset[str]) -> Mention:
    """Return a person as an organization where the words or the gazetteer say so."""
    if mention.type is not FactType.PERSON:
        return mention
    name = words[mention.start : mention.end]
    joined = any(word.text == "&" for word in name)
    listed_firm = name[-1].lower not in people and _is_listed(words, mention)
    if joined or listed_firm or _is_workplace(words, mention.start):
        return mention._replace(type=FactType.ORGANIZATION)
    return mention


def _is_listed(words: Sequence[Word], mention: Mention) -> bool:
    """Tell whether the name is a firm's in the gazetteer, and nobody's office stands before it."""
    if mention.end - mention.start < 2:  # noqa: PLR2004 - one word is anybody's
        return False
    before = words[mention.start - 1].kinds if mention.start else ""
    name = " ".join(word.lower for word in words[mention.start : mention.end])
    return _OFFICE not in before and lexicon().phrase(name) in _FIRMS


def _is_workplace(words: Sequence[Word], start: int) -> bool:
    """Tell whether people work at what begins here, or hold shares of it."""
    if start < 2:  # noqa: PLR2004 - a noun and a preposition
        return False
    noun, preposition = words[start - 2].lower, words[start - 1].lower
    return (preposition == "at" and noun in _STAFF) or (preposition == "of" and noun in _STAKES)


def incorporated(words: Sequence[Word]) -> Iterator[Mention]:
    """Yield firms with a legal form in small letters, which capitals do not show: Acme plc."""
    for run in runs(words):
        if run.first < run.end < len(words) and words[run.end].text in LEGAL_FORMS:
            yield Mention(run.first, run.end + 1, FactType.ORGANIZATION, 1.0)


def houses(words: Sequence[Word]) -> Iterator[Mention]:
    """Yield the Fed, which the model knows only beside other words."""
    for i, word in enumerate(words):
        if word.text == "Fed" and i > 0 and not _beside_capital(words, i):
            yield Mention(i, i + 1, FactType.ORGANIZATION, 1.0)


def _beside_capital(words: Sequence[Word], i: int) -> bool:
    """Tell whether a word stands beside another one with a capital, the first one apart."""
    before = i > 1 and words[i - 1].is_capital
    return before or (i + 1 < len(words) and words[i + 1].is_capital)
