"""What a document says about a word elsewhere: "Wang" is a surname where "Wang Changhu" stands.

A pass over the whole text before any name is found. For every capitalised word it notes where
else the word stands and beside what, so that a bare mention is judged with the full one in mind.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from digest_app.facts.names.runs import Run, runs
from digest_app.facts.names.words import Word
from digest_app.facts.tokens import listed

_AT = listed("in at from near to")
# Numbers of the hints of an entry, see :class:`.lexicon.Entry`, and how much is a lot.
_PERSON_HERE, _ORG_FOLLOWS, _PLACE_FOLLOWS, _PERSON_PRECEDES, _ORG_PRECEDES = 0, 4, 5, 6, 7
_OFTEN = 3

Evidence = dict[str, list[str]]


def gather(sentences: Sequence[Sequence[Word]]) -> Evidence:
    """Return, for each lower-cased word that needs them, the features that the document gives."""
    seen: dict[str, set[str]] = defaultdict(set)
    small: set[str] = set()
    initials: set[str] = set()
    for words in sentences:
        small.update(word.lower for word in words if word.shape == "x")
        for run in runs(words):
            _note(words, run, seen, initials)
    found = {word: [f"d={note}" for note in sorted(notes)] for word, notes in seen.items()}
    for word in small & found.keys():
        found[word].append("d=small")
    for word in initials & found.keys():
        found[word].append("d=initials")
    return found


def _note(words: Sequence[Word], run: Run, seen: dict[str, set[str]], initials: set[str]) -> None:
    names = words[run.first : run.end]
    if len(names) == 1:
        _note_alone(words, run, seen[names[0].lower])
    elif names:
        initials.add("".join(word.lower[0] for word in names))
        _note_together(names, seen)
    for note in _beside(words, run):
        for word in names:
            seen[word.lower].add(note)


def _note_alone(words: Sequence[Word], run: Run, notes: set[str]) -> None:
    notes.add("alone")
    before = words[run.first - 1].lower if run.first else ""
    if before in _AT:
        notes.add("at")
    elif before == "the":
        notes.add("the")


def _note_together(names: Sequence[Word], seen: dict[str, set[str]]) -> None:
    """Note what stands in a row: after a title, a first name and a surname, an organization."""
    last = names[-1]
    is_organization = "o" in last.kinds or "x" in last.kinds
    if is_organization:
        for word in names:
            seen[word.lower].add("organization")
    begin = 0
    while begin < len(names) - 1 and "t" in names[begin].kinds:
        begin += 1
    if begin:
        for word in names[begin:]:
            seen[word.lower].add("titled")
    if len(names) - begin > 1:
        if not is_organization and _is_first_name(names[begin]):
            seen[names[begin].lower].add("first name")
            for word in names[begin + 1 :]:
                seen[word.lower].add("surname")
        seen[last.lower].add("last")
        seen[names[begin].lower].add("first")


def _is_first_name(word: Word) -> bool:
    return not set("Ffi").isdisjoint(word.kinds) or word.hint(_PERSON_HERE) >= _OFTEN


def _beside(words: Sequence[Word], run: Run) -> list[str]:
    """Return what the words around the run say about it."""
    notes = []
    if run.first:
        before = words[run.first - 1]
        if not before.is_capital:
            notes += ["after a title"] * ("t" in before.kinds)
            notes += ["organization follows"] * (before.hint(_ORG_FOLLOWS) >= _OFTEN)
            notes += ["place follows"] * (before.hint(_PLACE_FOLLOWS) >= _OFTEN)
    if run.end < len(words) and not words[run.end].is_capital:
        after = words[run.end]
        notes += ["person precedes"] * (after.hint(_PERSON_PRECEDES) >= _OFTEN)
        notes += ["organization precedes"] * (after.hint(_ORG_PRECEDES) >= _OFTEN)
    return notes
