"""How much each fact matters in its article: a sum of visible reasons, and the key facts.

The weights were set by hand on Wikinews articles whose readers graded the people, organizations
and places in them; what they are for is in the reasons that each adds.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from digest_app.domain.fact import Fact, FactType
from digest_app.facts.draft import NAMES, Draft
from digest_app.facts.grouping import bare
from digest_app.facts.reasons import Standing, reason
from digest_app.facts.scene import Scene

_COUNT, _COUNT_POWER = 0.42, 0.7
_OFTEN = 4  # named so often, a name is named often even in a short article
_HEADLINE, _LEAD, _SECOND, _SPREAD = 0.4, 0.15, 0.1, 0.1
_TYPE: Mapping[FactType, float] = {
    FactType.PERSON: 0.0, FactType.ORGANIZATION: 0.1, FactType.PLACE: 0.07,
    FactType.MONEY: 0.42, FactType.PERCENT: 0.36, FactType.DATE: 0.2, FactType.QUANTITY: 0.24,
    FactType.QUOTE: 0.3, FactType.ROLE: 0.2,
}  # fmt: skip
_ACTOR, _NUMBER, _EXACT, _OPEN = 0.14, 0.06, 0.1, -0.12
_WHOLE, _SPEAKER = 0.08, 0.2
_SCRAP, _FEW_SPOKEN = -0.3, 4  # two or three quoted words say little alone
_SALIENT = 0.4
_AS_SOURCE = 0.5
_PLACE_SHARE, _REPEATED = 0.7, 0.02
_FEW_WORDS, _SOME_WORDS = 60, 250
_MOST, _FEWEST = 7, 3
_WORDS_PER_FACT = 90
_MOST_OF_TYPE: Mapping[FactType, int] = {
    FactType.PERSON: 2, FactType.ORGANIZATION: 3, FactType.PLACE: 1, FactType.MONEY: 2,
    FactType.PERCENT: 2, FactType.DATE: 2, FactType.QUANTITY: 1, FactType.QUOTE: 2,
    FactType.ROLE: 0,
}  # fmt: skip
_SAME_SENTENCE = 0.82
_SENTENCES_SHARED = 3
_LOWEST_KEY = 0.3
_CONTENDERS = 50  # groups that are looked at for key facts
_CANDIDATES = 4  # mentions of a thing that may stand for it


@dataclass(slots=True, eq=False)
class _Group:
    """The mentions of one thing, and its score."""

    drafts: list[Draft]
    score: float = 0.0

    @property
    def type(self) -> FactType:
        """The type that all mentions share."""
        return self.drafts[0].type


def rank(drafts: Sequence[Draft], where: Scene) -> None:
    """Give the facts score, reason and key; they need group numbers first."""
    groups = _groups(drafts)
    most = max((len(g.drafts) for g in groups if g.type in NAMES), default=_OFTEN)
    most = max(most, _OFTEN)
    sources = frozenset(d.speaker_start for d in drafts if d.speaker_start is not None)
    for group in groups:
        if group.type in NAMES:
            _score_name(group, where, sources, most)
    actors = _actors(groups)
    for group in groups:
        if group.type not in NAMES:
            _score_other(group, where, actors)
        for draft in group.drafts:
            draft.score = group.score
    _choose_keys(groups, where)


def names_by_salience(facts: Sequence[Fact]) -> list[str]:
    """Return the names of people, organizations and places, those that matter most first."""
    best: dict[str, tuple[float, int]] = {}
    for fact in facts:
        if fact.type in NAMES:
            score = (fact.score, -fact.start)
            best[fact.value] = max(best.get(fact.value, score), score)
    return sorted(best, key=lambda name: best[name], reverse=True)


def _groups(drafts: Sequence[Draft]) -> list[_Group]:
    """Gather the mentions of each thing; what has no group number stands alone."""
    by_number: dict[int, list[Draft]] = defaultdict(list)
    alone: list[_Group] = []
    for draft in drafts:
        if draft.group:
            by_number[draft.group].append(draft)
        else:
            alone.append(_Group([draft]))
    return [*map(_Group, by_number.values()), *alone]


def _standing(group: _Group, where: Scene) -> Standing:
    """Return what is known about a group's place in its article."""
    drafts = [d for d in group.drafts if d.start not in where.credits]
    if not drafts:
        return Standing(0, headline=False, lead=0, parts=1)
    first, last = drafts[0], drafts[-1]
    name = bare(first.value or first.text).casefold()
    places = [p for p in map(where.lead_place, drafts[:_CANDIDATES]) if p]
    return Standing(
        mentions=len(drafts),
        headline=where.in_headline(first) or bool(name and name in where.headline),
        lead=min(places, default=0),
        parts=len({where.part(d) for d in drafts}) if last is not first else 1,
    )


def _score_name(group: _Group, where: Scene, sources: frozenset[int], most: int) -> None:
    """Score a person, an organization or a place.

    A mention as the speaker of a quotation counts half: sources are named often.
    """
    standing = _standing(group, where)
    spoken = sum(d.start in sources for d in group.drafts)
    # A credit's name may speak too; it is no mention, and nothing weighs less than nothing.
    weight = max(0.0, standing.mentions - _AS_SOURCE * spoken)
    count = _COUNT * (weight / most) ** _COUNT_POWER
    group.score = min(1.0, _common(standing) + _TYPE[group.type] + count)
    why = reason(group.drafts[0], standing)
    for draft in group.drafts:
        draft.why = why


def _common(standing: Standing) -> float:
    """Return what headline, lead and spread add."""
    lead = {1: _LEAD, 2: _SECOND}.get(standing.lead, 0.0)
    return _HEADLINE * standing.headline + lead + _SPREAD * (standing.parts - 1) / 4


def _actors(groups: Sequence[_Group]) -> dict[int, tuple[float, str]]:
    """Return for each sentence the person or organization in it that matters most."""
    best: dict[int, tuple[float, str]] = {}
    for group in groups:
        if group.type in (FactType.PERSON, FactType.ORGANIZATION):
            actor = (group.score, group.drafts[0].value)
            for draft in group.drafts:
                known = best.get(draft.sentence_start, actor)
                best[draft.sentence_start] = max(known, actor)
    return best


def _score_other(group: _Group, where: Scene, actors: Mapping[int, tuple[float, str]]) -> None:
    """Score a figure, a quotation or an office by where it stands and who stands beside it."""
    standing = _standing(group, where)
    best = 0.0
    for draft in group.drafts:
        salience, name = actors.get(draft.sentence_start, (0.0, ""))
        shown = name if salience >= _SALIENT else ""
        draft.why = reason(draft, standing._replace(actor=shown))
        own = _TYPE[draft.type] + _ACTOR * min(1.0, salience / _SALIENT) + _own(draft)
        best = max(best, own)
    repeated = _REPEATED * min(3, standing.mentions)
    group.score = max(0.0, min(1.0, best + _PLACE_SHARE * _common(standing) + repeated))


def _own(draft: Draft) -> float:
    """Return what a fact's own value adds: exact is better than open, told in full than in part."""
    if draft.type is FactType.QUOTE:
        named = _SPEAKER if draft.speaker[:1].isupper() else 0.0
        if draft.value == "whole":
            return named + _WHOLE
        return named + _SCRAP * (len(draft.text.split()) < _FEW_SPOKEN)
    if draft.type is FactType.DATE:
        return _date(draft)
    return 0.0 if draft.value else _OPEN


def _date(draft: Draft) -> float:
    """Return what a date adds: a stated year or a coming time more, a bare weekday or hour less."""
    has_year = any(word.isdigit() and len(word) == 4 for word in draft.text.split())  # noqa: PLR2004 - a year
    if has_year:
        return _EXACT if " " in draft.text else 0.0
    return _EXACT if "next" in draft.text.split() else _OPEN


def _choose_keys(groups: Sequence[_Group], where: Scene) -> None:
    """Mark the key facts: the best groups, not too many alike, one mention of each."""
    wanted = _wanted(where.words)
    types: Counter[FactType] = Counter()
    sentences: Counter[int] = Counter()
    able = [g for g in groups if g.score >= _LOWEST_KEY and _MOST_OF_TYPE[g.type]]
    able = [g for g in able if not (_may_be_a_plain_word(g) or _is_abbreviated(g))]
    first = sorted(able, key=lambda g: -g.score)[:_CONTENDERS]
    stand_for = {g: [d for d in g.drafts[:_CANDIDATES] if not where.in_row(d)] for g in first}
    left = [g for g in first if stand_for[g]]
    while left and types.total() < wanted:
        worth, draft, group = max(
            ((_worth(g, d, sentences), d, g) for g in left for d in stand_for[g]),
            key=lambda made: (made[0], -made[1].start),
        )
        left.remove(group)
        if worth >= _LOWEST_KEY and types[draft.type] < _MOST_OF_TYPE[draft.type]:
            types[draft.type] += 1
            sentences[draft.sentence_start] += 1
            draft.key = True


def _may_be_a_plain_word(group: _Group) -> bool:
    """Tell names of one word that stand once, first in a sentence: their capital says nothing."""
    first = group.drafts[0]
    alone = len(group.drafts) == 1 and " " not in first.text.strip()
    return group.type in NAMES and alone and first.start == first.sentence_start


def _is_abbreviated(group: _Group) -> bool:
    """Tell a place that stands once, as letters behind a town: PORT ELLERY, N.S."""
    first = group.drafts[0]
    return group.type is FactType.PLACE and len(group.drafts) == 1 and first.text.endswith(".")


def _worth(group: _Group, draft: Draft, sentences: Mapping[int, int]) -> float:
    """Return the score of a mention, lowered where its sentence is already chosen."""
    shared = sentences.get(draft.sentence_start, 0)
    return 0.0 if shared >= _SENTENCES_SHARED else group.score * _SAME_SENTENCE**shared


def _wanted(words: int) -> int:
    """Return how many key facts an article of so many words has."""
    if words < _FEW_WORDS:
        return 1 + (words >= _FEW_WORDS // 2)
    if words < _SOME_WORDS:
        return _FEWEST + (words > (_FEW_WORDS + _SOME_WORDS) // 2)
    return min(_MOST, _FEWEST + words // _WORDS_PER_FACT)
