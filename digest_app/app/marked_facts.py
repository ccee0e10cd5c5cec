"""The facts that a user sees: what was found, with what they decided laid over it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from digest_app.domain.block import Block
from digest_app.domain.boilerplate import Removal
from digest_app.domain.fact import Fact, FactType
from digest_app.domain.marks import Anchor, Correction, Marks, anchor, is_pinned
from digest_app.domain.span import Span

_BY_HAND = "Marked by you."
_NAMES = frozenset({FactType.PERSON, FactType.ORGANIZATION, FactType.PLACE})
_OF_SPEAKER = ("speaker", "cue")


def shown_facts(
    text: str,
    blocks: tuple[Block, ...],
    facts: Iterable[Fact],
    marks: Marks,
    removals: tuple[Removal, ...],
) -> tuple[Fact, ...]:
    """Return the facts with corrections in and hidden ones out, ``key`` telling what is pinned.

    A fact pinned or corrected by hand stays although a newer analysis does not find it; a fact
    that touches a removal in force is never shown.
    """
    found = {anchor(fact): fact for fact in facts}
    for lost in marks.pinned - found.keys():
        found[lost] = _by_hand(text, blocks, lost)
    for correction in marks.corrections:
        _correct(found, correction, text, blocks, marks)
    hidden = [removal.span for removal in removals]
    return tuple(sorted(_visible(found, marks, hidden), key=lambda f: (f.start, f.end)))


def _visible(found: dict[Anchor, Fact], marks: Marks, removed: list[Span]) -> Iterator[Fact]:
    for own, fact in found.items():
        if own not in marks.hidden_facts and not any(fact.span.overlaps(s) for s in removed):
            yield replace(fact, key=is_pinned(fact, marks))


def _correct(
    found: dict[Anchor, Fact],
    correction: Correction,
    text: str,
    blocks: tuple[Block, ...],
    marks: Marks,
) -> None:
    """Put the corrected fact where the one it corrects was; an added one is simply added.

    It stays pinned where the one it corrects was.
    """
    before = found.pop(correction.of, None) if correction.of else None
    own = Anchor(correction.type, correction.start, correction.end)
    same_words = before is not None and (before.start, before.end) == own[1:]
    base = before if before is not None and same_words else _by_hand(text, blocks, own)
    if not {base.type, own.type} <= _NAMES and base.type is not own.type:
        base = replace(base, value="", group=0, parts=())
    pinned = before is not None and is_pinned(before, marks)
    found[own] = replace(_said_by(base, correction), type=own.type, why=_BY_HAND, key=pinned)


def _said_by(fact: Fact, correction: Correction) -> Fact:
    """Return the fact with the speaker that the user states, nobody included."""
    if correction.type is FactType.QUOTE and fact.speaker == correction.speaker:
        return fact
    parts = tuple(part for part in fact.parts if part.name not in _OF_SPEAKER)
    return replace(
        fact, speaker=correction.speaker, speaker_start=None, speaker_end=None, parts=parts
    )


def _by_hand(text: str, blocks: tuple[Block, ...], own: Anchor) -> Fact:
    """Make a fact of nothing but its words; its block stands in for the sentence."""
    around = next((b for b in blocks if b.start <= own.start < b.end), None)
    start, end = (around.start, around.end) if around else (own.start, own.end)
    return Fact(
        type=own.type,
        text=text[own.start : own.end],
        start=own.start,
        end=own.end,
        sentence_start=start,
        sentence_end=max(end, own.end),
        why=_BY_HAND,
    )
