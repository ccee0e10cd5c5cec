"""A second pass over the document: the mentions of one name are of one type.

The model judges each mention where it stands. Here all mentions of the same words are counted
together, weighed by how sure the model is of each: the doubtful ones follow the many, and a
mention that was passed over is taken in. A surname counts for the person who bears it in full.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from digest_app.domain.fact import FactType
from digest_app.facts.names.acronyms import explained, is_plain
from digest_app.facts.names.firms import LEGAL_FORMS
from digest_app.facts.names.lexicon import lexicon
from digest_app.facts.names.model import Mention
from digest_app.facts.names.products import products
from digest_app.facts.names.runs import Run, runs
from digest_app.facts.names.words import Word
from digest_app.facts.names.works import titles
from digest_app.facts.tokens import listed

Sentence = Sequence[Word]
# How much a surname in a full name counts for the surname alone.
_SURNAME = 0.4
# How many times the support another type needs before a mention changes to it. Chosen on dev.
_OUTVOTED = 1.4
# The share of the mentions of some words that must be names before the others are; less for a
# word that no list and no vector knows ("AIsphere"): it can hardly be anything but a name.
_MOSTLY, _UNHEARD_OF = 0.45, 0.2
# How much it counts that a text explains a short form by a name.
_EXPLAINED = 5.0
# How much it counts that a name has the legal form of a firm elsewhere.
_INCORPORATED = 5.0
# Kinds of words that are places, see ``packaging/model/README.md``.
_PLACES = frozenset("NSRCcd")
_COMPASS = listed(
    """north south east west northeast northwest southeast southwest midwest northern southern
    eastern western"""
)
_Votes = dict[str, dict[FactType, float]]


def agree(sentences: Sequence[Sentence], found: Sequence[list[Mention]]) -> list[list[Mention]]:
    """Return the mentions of each sentence after the second pass, in order."""
    common = _common_forms(sentences)
    things = products(sentences) - _bearers(sentences, found)
    kept = [
        [m for m in _real(words, mentions, common) if not _is_thing(words, m, things)]
        for words, mentions in zip(sentences, found, strict=True)
    ]
    votes = _count(sentences, kept)
    _count_short_forms(sentences, kept, votes)
    passed_over = _passed_over(sentences, kept, votes)
    return [
        sorted([*(_settled(words, m, votes) for m in mentions), *more])
        for words, mentions, more in zip(sentences, kept, passed_over, strict=True)
    ]


def _real(words: Sentence, mentions: list[Mention], common: frozenset[str]) -> Iterator[Mention]:
    """Yield the mentions that are names, and not words of a title or a short form."""
    quoted = list(titles(words))
    for mention in mentions:
        in_title = any(a <= mention.start and mention.end <= b for a, b in quoted)
        is_common = _key(words[mention.start : mention.end]) in common
        if not in_title and not is_common and _is_name(words, mention):
            yield mention


def _bearers(sentences: Sequence[Sentence], found: Sequence[list[Mention]]) -> frozenset[str]:
    """Return the last words of people's names in full."""
    return frozenset(
        words[m.end - 1].lower
        for words, mentions in zip(sentences, found, strict=True)
        for m in mentions
        if m.type is FactType.PERSON and m.end > m.start + 1
    )


def _is_thing(words: Sentence, mention: Mention, things: frozenset[str]) -> bool:
    """Tell a product or a work that is taken for a person."""
    return mention.type is FactType.PERSON and _key(words[mention.start : mention.end]) in things


def _is_name(words: Sentence, mention: Mention) -> bool:
    """Tell names from adjectives of places ("South Korean"), peoples and points of the compass."""
    name = words[mention.start : mention.end]
    if len(name) == 1 and mention.type is not FactType.PLACE:
        is_plural = name[0].lower.endswith("s")
        return not (_is_people(name[0]) and (is_plural or mention.type is not FactType.PERSON))
    if mention.type is not FactType.PLACE:
        return True
    if all(word.lower in _COMPASS for word in name):
        return False
    return not _is_people(name[-1])


def _is_people(word: Word) -> bool:
    """Tell whether the word is of a nation or a people ("Israeli", "Serbs") and no place too."""
    kinds = word.kinds or lexicon().entry(word.lower.removesuffix("s")).kinds
    return "n" in kinds and _PLACES.isdisjoint(kinds)


def _common_forms(sentences: Sequence[Sentence]) -> frozenset[str]:
    """Return short forms that the text explains by common words: "language models (LM)"."""
    return frozenset(
        short
        for words in sentences
        for form in explained(words)
        if is_plain(words, form)
        for short in (form.short, form.short + "s")
    )


def _key(words: Sentence) -> str:
    return " ".join(word.lower for word in words)


def _count(sentences: Sequence[Sentence], found: Sequence[list[Mention]]) -> _Votes:
    votes: _Votes = defaultdict(lambda: defaultdict(float))
    for words, mentions in zip(sentences, found, strict=True):
        for mention in mentions:
            name = words[mention.start : mention.end]
            votes[_key(name)][mention.type] += mention.confidence
            if len(name) > 1 and name[-1].text in LEGAL_FORMS:
                votes[_key(name[:-1])][FactType.ORGANIZATION] += _INCORPORATED
            if mention.type is FactType.PERSON and len(name) > 1 and name[-1].shape != "X.":
                votes[name[-1].lower][FactType.PERSON] += mention.confidence * _SURNAME
    return votes


def _count_short_forms(
    sentences: Sequence[Sentence], found: Sequence[list[Mention]], votes: _Votes
) -> None:
    """Let a short form be what the name is that explains it, above all else."""
    for words, mentions in zip(sentences, found, strict=True):
        for form in explained(words):
            for mention in mentions:
                if mention.start < form.end <= mention.end and mention.start <= form.start + 1:
                    votes[form.short][mention.type] += _EXPLAINED


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
    taken = {place for m in mentions for place in range(m.start, m.end)}
    for run in runs(words):
        if run.first < run.end and taken.isdisjoint(range(run.start, run.end)):
            yield run


def _taken_in(words: Sentence, run: Run, votes: _Votes, times: dict[str, int]) -> Mention | None:
    key = _key(words[run.first : run.end])
    if key not in votes:
        return None
    support = votes[key]
    best = max(support, key=lambda type_: (support[type_], type_))
    share = support[best] / (sum(support.values()) + times[key])
    unheard_of = not any(word.kinds or word.hints for word in words[run.first : run.end])
    needed = _UNHEARD_OF if unheard_of else _MOSTLY
    return Mention(run.first, run.end, best, share) if share > needed else None
