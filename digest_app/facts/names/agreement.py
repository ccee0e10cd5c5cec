"""A second pass over the document: the mentions of one name are of one type.

The model judges each mention where it stands. Here all mentions of the same words are counted
together, weighed by how sure the model is of each: the doubtful ones follow the many, and a
mention that was passed over is taken in. A surname counts for the person who bears it in full.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from digest_app.domain.fact import FactType
from digest_app.facts.names.model import Mention
from digest_app.facts.names.runs import Run, runs
from digest_app.facts.names.words import Word
from digest_app.facts.tokens import listed

Sentence = Sequence[Word]
# How much a surname in a full name counts for the surname alone.
_SURNAME = 0.8
# How many times the support another type needs before a mention changes to it. Chosen on dev.
_OUTVOTED = 1.6
# The share of the mentions of some words that must be names before the others are.
_MOSTLY = 0.6
_COMPASS = listed(
    """north south east west northeast northwest southeast southwest midwest northern southern
    eastern western"""
)
_Votes = dict[str, dict[FactType, float]]


def agree(sentences: Sequence[Sentence], found: Sequence[list[Mention]]) -> list[list[Mention]]:
    """Return the mentions of each sentence after the second pass, in order."""
    kept = [
        [mention for mention in mentions if _is_name(words, mention)]
        for words, mentions in zip(sentences, found, strict=True)
    ]
    votes = _count(sentences, kept)
    passed_over = _passed_over(sentences, kept, votes)
    return [
        sorted([*(_settled(words, m, votes) for m in mentions), *more])
        for words, mentions, more in zip(sentences, kept, passed_over, strict=True)
    ]


def _is_name(words: Sentence, mention: Mention) -> bool:
    """Tell adjectives of places ("South Korean") and points of the compass from places."""
    if mention.type is not FactType.PLACE:
        return True
    last = words[mention.end - 1]
    if all(word.lower in _COMPASS for word in words[mention.start : mention.end]):
        return False
    return "n" not in last.kinds or not {"N", "C", "c", "d", "R"}.isdisjoint(last.kinds)


def _key(words: Sentence) -> str:
    return " ".join(word.lower for word in words)


def _count(sentences: Sequence[Sentence], found: Sequence[list[Mention]]) -> _Votes:
    votes: _Votes = defaultdict(lambda: defaultdict(float))
    for words, mentions in zip(sentences, found, strict=True):
        for mention in mentions:
            name = words[mention.start : mention.end]
            votes[_key(name)][mention.type] += mention.confidence
            if mention.type is FactType.PERSON and len(name) > 1 and name[-1].shape != "X.":
                votes[name[-1].lower][FactType.PERSON] += mention.confidence * _SURNAME
    return votes


def _settled(words: Sentence, mention: Mention, votes: _Votes) -> Mention:
    support = votes[_key(words[mention.start : mention.end])]
    best = max(support, key=lambda type_: (support[type_], type_))
    if support[best] > _OUTVOTED * support[mention.type]:
        return mention._replace(type=best)
    return mention


def _passed_over(
    sentences: Sequence[Sentence], found: Sequence[list[Mention]], votes: _Votes
) -> list[list[Mention]]:
    """Return, for each sentence, mentions of known names where the model saw none."""
    free = [list(_free(words, mentions)) for words, mentions in zip(sentences, found, strict=True)]
    times: dict[str, int] = defaultdict(int)
    for words, places in zip(sentences, free, strict=True):
        for run in places:
            times[_key(words[run.first : run.end])] += 1
    return [
        [m for run in places if (m := _taken_in(words, run, votes, times)) is not None]
        for words, places in zip(sentences, free, strict=True)
    ]


def _free(words: Sentence, mentions: list[Mention]) -> Iterator[Run]:
    """Yield runs of capitals that no mention touches."""
    for run in runs(words):
        touched = any(m.start < run.end and run.start < m.end for m in mentions)
        if not touched and run.first < run.end:
            yield run


def _taken_in(words: Sentence, run: Run, votes: _Votes, times: dict[str, int]) -> Mention | None:
    key = _key(words[run.first : run.end])
    if key not in votes:
        return None
    support = votes[key]
    best = max(support, key=lambda type_: (support[type_], type_))
    share = support[best] / (sum(support.values()) + times[key])
    return Mention(run.first, run.end, best, share) if share > _MOSTLY else None
