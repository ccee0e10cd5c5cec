"""The door of this room: an article's text goes in, its facts come out, each an exact span."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from digest_app.domain.block import Block
from digest_app.domain.boilerplate import Removal
from digest_app.domain.fact import Fact, FactType, Part
from digest_app.facts.draft import Draft
from digest_app.facts.grammar.figures import find_figures
from digest_app.facts.grammar.phrase import Found
from digest_app.facts.grouping import group
from digest_app.facts.names.found import Name
from digest_app.facts.names.mention import find_names
from digest_app.facts.passages import masked, passages
from digest_app.facts.quotes.quotations import Quotation, find_quotations
from digest_app.facts.quotes.resolving import Resolver
from digest_app.facts.quotes.table import table
from digest_app.facts.ranking import rank
from digest_app.facts.roles import find_roles
from digest_app.facts.scene import scene
from digest_app.facts.sentences import sentence_at, split

_ENGLISH = "en"
_Sentences = list[tuple[int, int]]


def find(
    text: str,
    *,
    removals: Sequence[Removal] = (),
    blocks: Sequence[Block] = (),
    title: str = "",
    published: str = "",
    language: str = "",
) -> tuple[Fact, ...]:
    """Return the facts of an article, in reading order, ranked.

    Every fact slices to its words, ``text[fact.start:fact.end] == fact.text``, and none
    touches a removal. Works for any text and raises nothing.

    Args:
        text: the article's own text; positions count its code points.
        removals: boilerplate that holds now.
        blocks: the paragraph-level pieces; without them each line is one.
        title: the headline as the file states it, for ranking.
        published: the article's date (ISO 8601), from which relative dates are reckoned.
        language: BCP 47 tag; English where nobody knows.
    """
    kept = passages(text, blocks, removals)
    shown = masked(text, kept)
    sentences = [s for p in kept for s in split(shown, p.start, p.end)]
    if not sentences:
        return ()
    speech = language or _ENGLISH
    names = find_names(shown, sentences, language=speech)
    figures = find_figures(shown, language=speech, published=published)
    names, figures = _settled(names, figures)
    found = [*figures, *find_roles(shown, names, language=speech)]
    found += [Found(n.type, n.start, n.end) for n in names]
    # Breaks stand for all that no fact may hold: removals, and what is between passages.
    found = [one for one in found if "\n" not in shown[one.start : one.end]]
    drafts = [_draft(text, one, sentences) for one in found]
    quotations = find_quotations(shown, kept, names, language=speech)
    resolver = Resolver(text, names, table(speech).pronouns)
    drafts += [_quote(text, one, resolver, sentences) for one in quotations]
    drafts.sort(key=lambda d: (d.start, d.end, d.type))
    group(drafts)
    rank(drafts, scene(shown, kept, sentences, title))
    return tuple(draft.fact() for draft in drafts)


class _Claim(NamedTuple):
    """A name or a figure that claims its words; the longer claim wins, a figure at a tie."""

    start: int
    end: int
    figure: bool
    number: int


def _settled(names: Sequence[Name], figures: Sequence[Found]) -> tuple[list[Name], list[Found]]:
    """Return names and figures of which no two share a word."""
    claims = [_Claim(f.start, f.end, True, i) for i, f in enumerate(figures)]
    claims += [_Claim(n.start, n.end, False, i) for i, n in enumerate(names)]
    kept: list[_Claim] = []
    for claim in sorted(claims):
        while kept and kept[-1].end > claim.start and _weight(kept[-1]) < _weight(claim):
            kept.pop()
        if not kept or kept[-1].end <= claim.start:
            kept.append(claim)
    return (
        [names[c.number] for c in kept if not c.figure],
        [figures[c.number] for c in kept if c.figure],
    )


def _weight(claim: _Claim) -> tuple[int, bool]:
    """Return what a claim weighs."""
    return claim.end - claim.start, claim.figure


def _draft(text: str, one: Found, sentences: _Sentences) -> Draft:
    """Return what was found as a fact in the making, with the sentence that carries it."""
    start, end = sentence_at(sentences, one.start)
    words = text[one.start : one.end]
    return Draft(
        one.type,
        words,
        one.start,
        one.end,
        one.value,
        start,
        max(end, one.end),
        one.parts,
        one.note,
    )


def _quote(text: str, one: Quotation, resolver: Resolver, sentences: _Sentences) -> Draft:
    """Return one quotation; its parts are the cue, and the name that a pronoun stands for."""
    start, _ = sentence_at(sentences, one.start)
    _, end = sentence_at(sentences, one.end - 1)
    speaker, parts = "", [Part("cue", *one.cue)] if one.cue else []
    if one.speaker:
        name = resolver.resolve(*one.speaker, one.start)
        begin, stop = (name.start, name.end) if name else one.speaker
        speaker = text[begin:stop]
        if name:
            parts.append(Part("speaker", begin, stop))
    return Draft(
        type=FactType.QUOTE,
        text=text[one.start : one.end],
        start=one.start,
        end=one.end,
        value="whole" if one.whole else "partial",
        speaker=speaker,
        speaker_start=one.speaker[0] if one.speaker else None,
        speaker_end=one.speaker[1] if one.speaker else None,
        sentence_start=start,
        sentence_end=max(end, one.end),
        parts=tuple(parts),
    )
