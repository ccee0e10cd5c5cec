"""What becomes of an article's marks when the user decides something about a span or a fact."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from digest_app.domain.marks import Anchor, Correction, Detail, Marks, Offer
from digest_app.domain.span import Span


def restore(marks: Marks, span: Span) -> Marks:
    """Show a removed span again; hiding it by hand is taken back with it."""
    hidden = frozenset(s for s in marks.hidden if not s.overlaps(span))
    return replace(marks, restored=marks.restored | {span}, hidden=hidden)


def take_back_restore(marks: Marks, span: Span) -> Marks:
    """Let cleaning's removal of this span hold again."""
    kept = frozenset(s for s in marks.restored if not s.overlaps(span))
    return replace(marks, restored=kept)


def hide(marks: Marks, span: Span) -> Marks:
    """Hide a span that cleaning kept."""
    return replace(marks, hidden=marks.hidden | {span})


def unhide(marks: Marks, span: Span) -> Marks:
    """Show a span again that was hidden by hand; what cleaning hides stays hidden."""
    kept = frozenset(s for s in marks.hidden if not s.overlaps(span))
    return replace(marks, hidden=kept)


def pin(marks: Marks, fact: Anchor) -> Marks:
    """Pin a fact by hand."""
    return replace(marks, pinned=marks.pinned | {fact}, unpinned=marks.unpinned - {fact})


def unpin(marks: Marks, fact: Anchor) -> Marks:
    """Take a fact's pin away, be it from ranking or by hand."""
    return replace(marks, pinned=marks.pinned - {fact}, unpinned=marks.unpinned | {fact})


def hide_fact(marks: Marks, fact: Anchor) -> Marks:
    """Leave a fact out of the panel."""
    return replace(marks, hidden_facts=marks.hidden_facts | {fact})


def show_fact(marks: Marks, fact: Anchor) -> Marks:
    """Show a fact again that was hidden by hand."""
    return replace(marks, hidden_facts=marks.hidden_facts - {fact})


def correct(marks: Marks, correction: Correction) -> Marks:
    """Keep a corrected or added fact; a later correction of the same fact replaces it."""
    others = tuple(c for c in marks.corrections if correction.of is None or c.of != correction.of)
    return replace(marks, corrections=(*others, correction))


def state(marks: Marks, detail: Detail) -> Marks:
    """Keep what the user says a field of the metadata is; it replaces what was said before."""
    others = take_back_detail(marks, detail.field).details
    return replace(marks, details=tuple(sorted((*others, detail))))


def take_back_detail(marks: Marks, field: str) -> Marks:
    """Let a field of the metadata be what the file states."""
    return replace(marks, details=tuple(d for d in marks.details if d.field != field))


def dismiss(marks: Marks, offer: Offer) -> Marks:
    """Do not offer this for the article again."""
    return replace(marks, dismissed=marks.dismissed | {offer})


def moved(marks: Marks, place: Callable[[int], int]) -> Marks:
    """Let every mark hold on to its words where their places are others now."""

    def spans(held: frozenset[Span]) -> frozenset[Span]:
        ends = ((place(s.start), place(s.end)) for s in held)
        return frozenset(Span(start, end) for start, end in ends if start < end)

    def anchors(held: frozenset[Anchor]) -> frozenset[Anchor]:
        return frozenset(Anchor(a.type, place(a.start), place(a.end)) for a in held)

    corrections = tuple(
        replace(
            c,
            of=Anchor(c.of.type, place(c.of.start), place(c.of.end)) if c.of else None,
            start=place(c.start),
            end=place(c.end),
        )
        for c in marks.corrections
        if place(c.start) < place(c.end)
    )
    return replace(
        marks,
        restored=spans(marks.restored),
        hidden=spans(marks.hidden),
        pinned=anchors(marks.pinned),
        unpinned=anchors(marks.unpinned),
        hidden_facts=anchors(marks.hidden_facts),
        corrections=corrections,
    )
