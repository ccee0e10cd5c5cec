"""How much each fact matters in its article: a sum of visible reasons, and the key facts.

The weights were set by hand on Wikinews articles whose readers graded the people, organizations
and places in them; what they are for is in the reasons that each adds.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from digest_app.domain.fact import Fact, FactType
from digest_app.facts.grouping import bare
from digest_app.facts.reasons import Standing, reason
from digest_app.facts.scene import Scene

NAMES = (FactType.PERSON, FactType.ORGANIZATION, FactType.PLACE)
_FIGURES = (FactType.MONEY, FactType.PERCENT, FactType.DATE, FactType.QUANTITY)

_COUNT, _COUNT_POWER = 0.42, 0.7
_HEADLINE, _LEAD, _SECOND, _SPREAD = 0.2, 0.2, 0.1, 0.13
_TYPE: Mapping[FactType, float] = {
    FactType.PERSON: 0.05, FactType.ORGANIZATION: 0.04, FactType.PLACE: 0.0,
    FactType.MONEY: 0.42, FactType.PERCENT: 0.36, FactType.DATE: 0.2, FactType.QUANTITY: 0.24,
    FactType.QUOTE: 0.3, FactType.ROLE: 0.2,
}  # fmt: skip
_ACTOR, _NUMBER, _EXACT, _OPEN = 0.14, 0.06, 0.1, -0.12
_WHOLE, _SPEAKER = 0.08, 0.2
_SALIENT = 0.4
_FEW_WORDS, _SOME_WORDS = 60, 250
_MOST, _FEWEST = 7, 3
_WORDS_PER_FACT = 90
_MOST_OF_TYPE: Mapping[FactType, int] = {
    FactType.PERSON: 2, FactType.ORGANIZATION: 2, FactType.PLACE: 1, FactType.MONEY: 2,
    FactType.PERCENT: 2, FactType.DATE: 2, FactType.QUANTITY: 1, FactType.QUOTE: 2,
    FactType.ROLE: 0,
}  # fmt: skip
_SAME_SENTENCE = 0.82
_SENTENCES_SHARED = 3
_LOWEST_KEY = 0.3
_CANDIDATES = 4  # mentions of a thing that may stand for it


@dataclass(slots=True)
class _Group:
    """The mentions of one thing, and its score."""

    facts: list[Fact]
    score: float = 0.0


def ranked(facts: Sequence[Fact], where: Scene) -> list[Fact]:
    """Return the facts with score, reason and key set; their order stays.

    Needs group numbers, see :func:`digest_app.facts.grouping.grouped`.
    """
    groups = _groups(facts)
    most = max((len(g.facts) for g in groups if g.facts[0].type in NAMES), default=1)
    standings: dict[int, Standing] = {}
    for group in groups:
        if group.facts[0].type in NAMES:
            _score_name(group, where, most, standings)
    actors = _actors(groups)
    for group in groups:
        if group.facts[0].type not in NAMES:
            _score_other(group, where, actors, standings)
    scores = {id(f): g.score for g in groups for f in g.facts}
    keys = _keys(groups, where)
    return [
        replace(
            fact,
            score=round(scores[id(fact)], 3),
            key=id(fact) in keys,
            why=reason(fact, standings[id(fact)]),
        )
        for fact in facts
    ]


def names_by_salience(facts: Sequence[Fact]) -> list[str]:
    """Return the names of people, organizations and places, those that matter most first."""
    best: dict[str, tuple[float, int]] = {}
    for fact in facts:
        if fact.type in NAMES:
            score = (fact.score, -fact.start)
            best[fact.value] = max(best.get(fact.value, score), score)
    return sorted(best, key=lambda name: best[name], reverse=True)


def _groups(facts: Sequence[Fact]) -> list[_Group]:
    """Gather the mentions of each thing; what has no group number stands alone."""
    by_number: dict[int, list[Fact]] = defaultdict(list)
    alone: list[_Group] = []
    for fact in facts:
        if fact.group:
            by_number[fact.group].append(fact)
        else:
            alone.append(_Group([fact]))
    return [*map(_Group, by_number.values()), *alone]


def _standing(group: _Group, where: Scene) -> Standing:
    """Return the facts about a group that its reasons tell."""
    facts = group.facts
    name = bare(facts[0].value or facts[0].text).casefold()
    headline = any(where.in_headline(f) for f in facts) or bool(name and name in where.headline)
    places = [p for p in (where.lead_place(f) for f in facts) if p]
    return Standing(
        mentions=len(facts),
        headline=headline,
        lead=min(places, default=0),
        parts=len({where.part(f) for f in facts}),
    )


def _score_name(group: _Group, where: Scene, most: int, standings: dict[int, Standing]) -> None:
    """Score a person, an organization or a place."""
    standing = _standing(group, where)
    group.score = min(1.0, _common(standing) + _TYPE[group.facts[0].type]
        + _COUNT * (standing.mentions / most) ** _COUNT_POWER)  # fmt: skip
    standings.update((id(f), standing) for f in group.facts)


def _common(standing: Standing) -> float:
    """Return what headline, lead and spread add."""
    lead = {1: _LEAD, 2: _SECOND}.get(standing.lead, 0.0)
    return _HEADLINE * standing.headline + lead + _SPREAD * (standing.parts - 1) / 4


def _actors(groups: Sequence[_Group]) -> dict[tuple[int, int], tuple[float, str]]:
    """Return for each sentence the person or organization in it that matters most."""
    best: dict[tuple[int, int], tuple[float, str]] = {}
    for group in groups:
        if group.facts[0].type in (FactType.PERSON, FactType.ORGANIZATION):
            for fact in group.facts:
                sentence = (fact.sentence_start, fact.sentence_end)
                best[sentence] = max(best.get(sentence, (0.0, "")), (group.score, fact.value))
    return best


def _score_other(
    group: _Group,
    where: Scene,
    actors: Mapping[tuple[int, int], tuple[float, str]],
    standings: dict[int, Standing],
) -> None:
    """Score a figure, a quotation or an office by where it stands and who stands beside it."""
    standing = _standing(group, where)
    best = 0.0
    for fact in group.facts:
        actor, name = actors.get((fact.sentence_start, fact.sentence_end), (0.0, ""))
        told = _beside(standing, name if actor >= _SALIENT or fact.type is FactType.ROLE else "")
        standings[id(fact)] = told
        best = max(best, _TYPE[fact.type] + _ACTOR * min(1.0, actor / _SALIENT) + _own(fact))
    group.score = max(
        0.0, min(1.0, best + 0.7 * _common(standing) + 0.02 * min(3, standing.mentions))
    )


def _beside(standing: Standing, name: str) -> Standing:
    """Return the standing with the named actor beside it."""
    return standing._replace(actor=name)


def _own(fact: Fact) -> float:
    """Return what a fact's own value adds: exact is better than open, told in full than in part."""
    if fact.type is FactType.QUOTE:
        named = _SPEAKER if fact.speaker[:1].isupper() else 0.0
        return named + _WHOLE * (fact.value == "whole")
    if fact.type is FactType.DATE:
        return _date(fact)
    return 0.0 if fact.value else _OPEN


def _date(fact: Fact) -> float:
    """Return what a date adds: a stated year or a coming time more, a bare weekday or hour less."""
    has_year = any(word.isdigit() and len(word) == 4 for word in fact.text.split())  # noqa: PLR2004 - a year
    if has_year:
        return _EXACT if " " in fact.text else 0.0
    return _EXACT if "next" in fact.text.split() else _OPEN


def _keys(groups: Sequence[_Group], where: Scene) -> set[int]:
    """Choose the key facts: the best groups, not too many alike, one mention of each."""
    wanted = _wanted(where.words)
    types: Counter[FactType] = Counter()
    sentences: Counter[int] = Counter()
    chosen: set[int] = set()
    left = [g for g in groups if g.score >= _LOWEST_KEY]
    while left and len(chosen) < wanted:
        best, fact, group = max(
            ((_worth(g, f, sentences), f, g) for g in left for f in g.facts[:_CANDIDATES]),
            key=lambda made: (made[0], -made[1].start),
        )
        left = [g for g in left if g is not group]
        if best < _LOWEST_KEY or types[fact.type] >= _MOST_OF_TYPE[fact.type]:
            continue
        types[fact.type] += 1
        sentences[fact.sentence_start] += 1
        chosen.add(id(fact))
    return chosen


def _worth(group: _Group, fact: Fact, sentences: Mapping[int, int]) -> float:
    """Return the score of a mention, lowered where its sentence is already chosen."""
    shared = sentences.get(fact.sentence_start, 0)
    return 0.0 if shared >= _SENTENCES_SHARED else group.score * _SAME_SENTENCE**shared


def _wanted(words: int) -> int:
    """Return how many key facts an article of so many words has."""
    if words < _FEW_WORDS:
        return 1 + (words >= _FEW_WORDS // 2)
    if words < _SOME_WORDS:
        return _FEWEST + (words > (_FEW_WORDS + _SOME_WORDS) // 2)
    return min(_MOST, _FEWEST + words // _WORDS_PER_FACT)
