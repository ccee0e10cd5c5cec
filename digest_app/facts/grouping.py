"""Which mentions are of one thing: one number each, and the fullest name as its value."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from digest_app.domain.fact import Fact, FactType

_NAMES = (FactType.PERSON, FactType.ORGANIZATION, FactType.PLACE)
_FIGURES = (FactType.MONEY, FactType.PERCENT, FactType.DATE, FactType.QUANTITY)
_POSSESSIVE = re.compile(r"['’]s?$")
_TITLE = re.compile(
    r"(?:mr|mrs|ms|miss|dr|prof|sir|sen|rep|gov|gen|col|lt|capt|sgt|rev|president|senator"
    r"|minister|judge|lord|lady)\.?\s+",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"the\s+", re.IGNORECASE)
_SMALL = frozenset({"of", "the", "and", "for", "in", "de", "la", "du", "des", "und", "&"})
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii"})
_SHORTEST_ACRONYM = 2


def grouped(facts: Sequence[Fact]) -> list[Fact]:
    """Return the facts with group numbers from 1, in the order of first mention.

    Names are joined that are written alike, a surname with the only person who bears it, and
    an acronym with the only name whose initials it is. Nothing else is joined: “New Zealand”
    is no part of “New Zealand Herald”. Figures are joined by type and value. Quotations and
    offices stand alone and have the number 0.
    """
    keys = [_key(fact) for fact in facts]
    fullest = _fullest(zip(facts, keys, strict=True))
    aliases = {**_surnames(fullest), **_acronyms(fullest)}
    numbers: dict[tuple[FactType, str], int] = {}
    made: list[Fact] = []
    for fact, key in zip(facts, keys, strict=True):
        if key is None:
            made.append(fact)
            continue
        whole = aliases.get(key, key)
        number = numbers.setdefault(whole, len(numbers) + 1)
        value = fullest[whole] if fact.type in _NAMES else fact.value
        made.append(replace(fact, group=number, value=value))
    return made


def bare(name: str) -> str:
    """Return a name without possessive, article, title and dots, for comparing."""
    name = _POSSESSIVE.sub("", " ".join(name.split()))
    name = _TITLE.sub("", _ARTICLE.sub("", name, count=1), count=1)
    return name.replace(".", "").strip()


def _key(fact: Fact) -> tuple[FactType, str] | None:
    """Return what mentions of one thing have in common; None for what stands alone."""
    if fact.type in _NAMES:
        return fact.type, bare(fact.text).casefold() or fact.text.casefold()
    if fact.type in _FIGURES:
        return fact.type, fact.value or " ".join(fact.text.casefold().split())
    return None


def _fullest(
    keyed: Iterable[tuple[Fact, tuple[FactType, str] | None]],
) -> dict[tuple[FactType, str], str]:
    """Return for each thing how it is written most often, without possessive."""
    written: dict[tuple[FactType, str], Counter[str]] = defaultdict(Counter)
    for fact, key in keyed:
        if key is not None:
            name = _ARTICLE.sub("", _POSSESSIVE.sub("", " ".join(fact.text.split())), count=1)
            written[key][name] += 1
    return {
        key: max(names, key=lambda n: (names[n], not n.isupper())) for key, names in written.items()
    }


_Things = Mapping[tuple[FactType, str], str]
_Aliases = dict[tuple[FactType, str], tuple[FactType, str]]


def _surnames(things: _Things) -> _Aliases:
    """Return short names of people that only one full name ends in (or begins with)."""
    people = [key for key in things if key[0] is FactType.PERSON]
    whole: dict[str, set[tuple[FactType, str]]] = defaultdict(set)
    for key in people:
        words = [w for w in key[1].split() if w not in _SUFFIXES]
        for word in {words[0], words[-1]} if len(words) > 1 else ():
            whole[word].add(key)
    return {key: next(iter(whole[key[1]])) for key in people if len(whole.get(key[1], ())) == 1}


def _acronyms(things: _Things) -> _Aliases:
    """Return acronyms that are the initials of only one name of their type."""
    whole: dict[tuple[FactType, str], set[tuple[FactType, str]]] = defaultdict(set)
    for key in things:
        words = [w for w in re.split(r"[\s\-]+", key[1]) if w]
        for initials in _initials(words):
            whole[key[0], initials].add(key)
    return {
        key: next(iter(whole[key]))
        for key, name in things.items()
        if bare(name).isupper() and len(whole.get(key, ())) == 1 and key not in whole[key]
    }


def _initials(words: list[str]) -> set[str]:
    """Return the initials of a name of several words, with and without the small ones."""
    large = [w for w in words if w not in _SMALL]
    made = {"".join(w[0] for w in some) for some in (words, large)}
    return {m for m in made if len(m) >= _SHORTEST_ACRONYM} if len(words) > 1 else set()
