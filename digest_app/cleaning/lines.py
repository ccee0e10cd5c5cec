"""One filter for the lines of pages and of plain text: which are boilerplate, and why.

Word rules decide what they are sure of; for the rest the evidence of a line and of its neighbours
is weighed. Long sentences need more evidence than short scraps: a wrong line costs one click, a
lost paragraph costs the article.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log
from types import MappingProxyType
from typing import Final, NamedTuple

from digest_app.cleaning import lines_evidence as evidence
from digest_app.cleaning.lines_context import Place, in_context
from digest_app.cleaning.lines_evidence import Line, Scale
from digest_app.cleaning.lines_model import likelihoods
from digest_app.cleaning.lines_reasons import SEEN_BEFORE, explain, loudest, named_by
from digest_app.cleaning.rules_match import Asking, Hit, word_count
from digest_app.domain.block import BlockKind
from digest_app.domain.boilerplate import BoilerplateKind
from digest_app.domain.compiled import compiled
from digest_app.domain.rule import Action, Rule

SURE: Final = 9.0
EVEN: Final = 0.5
LIKELY: Final = 0.7
OWN_WEIGHT: Final = 1.0
TOLD_BY_LOOK: Final = frozenset({BoilerplateKind.CAPTION, BoilerplateKind.BYLINE})
OTHER_SCRIPTS: Final = "\u2e80"  # from here on: Chinese, Japanese, Korean
# Between these: Hebrew, Arabic, Thai, the scripts of India and others, which have no capitals.
NO_CAPITALS: Final = ("\u0590", "\u1d00")
LOOKED_AT: Final = 12
DASHES: Final = frozenset("—–―")
LONGEST_NAME: Final = 4  # words
STOPPED: Final = frozenset('.!?。！？؟。"”’»')

_Steps = tuple[tuple[int, float], ...]

# How likely boilerplate a line must be: the least number of words, and the likelihood from there.
FOR_SENTENCES: Final[_Steps] = ((20, 0.995), (12, 0.985), (5, 0.9))
FOR_SCRAPS: Final[_Steps] = ((18, 0.95), (12, 0.85), (8, 0.6))
FOR_STANDFIRSTS: Final[_Steps] = ((8, 0.95),)
FOR_HEADINGS: Final[_Steps] = ((2, 0.9), (1, 0.8))
FOR_CAUGHT: Final[_Steps] = ((60, 0.97), (25, 0.7), (1, 0.6))


class Verdict(NamedTuple):
    """A line that is boilerplate: its kind, what decided, and why in one sentence."""

    kind: BoilerplateKind
    rule: str
    reason: str


class Note(NamedTuple):
    """What somebody else says of a line (the library): log-odds, and the sentence for them."""

    bias: float
    told: str


def judge(
    looked: Sequence[Line], by: Scale, notes: Mapping[int, Note] = MappingProxyType({})
) -> list[Verdict | None]:
    """Return for each line the verdict, or None where the line is the article's.

    ``notes`` are by the index of the line.
    """
    places, besides = in_context(looked)
    scores = [
        SURE if line.sure else line.weight + weight
        for line, weight in zip(looked, map(by.of_place, places), strict=True)
    ]
    for i, more in besides.items():
        if not looked[i].sure:
            scores[i] += by.by.of(more)
    for i, note in notes.items():
        scores[i] += note.bias
    found: list[Verdict | None] = [None] * len(looked)
    for i, likelihood in enumerate(likelihoods(scores, by.by)):
        if likelihood < EVEN:
            continue
        line, place, more = looked[i], places[i], besides.get(i, ())
        if likelihood >= needed(line, place) and may_go(line, more):
            told = notes[i].told if i in notes else ""
            found[i] = Verdict(*explain(line, place, more, by.by, told))
    return found


def judge_surely(
    texts: Sequence[str],
    open_to: Sequence[bool],
    asking: Asking,
    by: Scale,
    notes: Mapping[int, Note] = MappingProxyType({}),
) -> list[Verdict | None]:
    """Return the verdicts of the sure rules, and of the notes by the index of a line, alone.

    That is for pages: their structure, which is better evidence than the look of a line, was
    weighed before. ``open_to`` tells the lines on which rules have a say; notes have it on all.
    """
    return (_QUICK.judge_surely if _QUICK else surely_judged)(texts, open_to, asking, by, notes)


def surely_judged(
    texts: Sequence[str],
    open_to: Sequence[bool],
    asking: Asking,
    by: Scale,
    notes: Mapping[int, Note],
) -> list[Verdict | None]:
    """Return what :func:`judge_surely` returns, without its compiled form."""
    found: list[Verdict | None] = []
    for i, text in enumerate(texts):
        hits = asking.hits(text, word_count(text)) if open_to[i] else []
        sure = [hit for hit in hits if hit.rule.action is Action.HIDE]
        if sure:
            found.append(Verdict(*named_by(loudest(sure, by.by))))
        elif hits and _gives_itself_away(text, hits, asking, by):
            found.append(Verdict(*named_by(loudest(hits, by.by))))
        elif i in notes:
            kind = hits[0].rule.kind if hits else BoilerplateKind.OTHER
            found.append(Verdict(kind, SEEN_BEFORE, notes[i].told))
        else:
            found.append(None)
    return found


def may_decide(rule: Rule) -> bool:
    """Tell whether :func:`judge_surely` has anything to say of lines that only this rule catches.

    What is but a hint decides of captions and bylines alone, which their look tells.
    """
    return rule.action is Action.HIDE or rule.kind in TOLD_BY_LOOK


def _gives_itself_away(text: str, hits: Sequence[Hit], asking: Asking, by: Scale) -> bool:
    """Tell whether a caption or a byline that no structure told is one by its own look."""
    if not any(hit.rule.kind in TOLD_BY_LOOK for hit in hits):
        return False
    return evidence.look_at(text, BlockKind.PARAGRAPH, asking, by).weight > OWN_WEIGHT


def needed(line: Line, place: Place) -> float:
    """Return how likely boilerplate the line must be to be removed.

    A whole phrase above the first paragraph is mostly the standfirst.
    """
    if line.sure:
        return EVEN
    if line.hits:
        steps = FOR_CAUGHT
    elif place[3] == "above":
        steps = FOR_STANDFIRSTS
    elif line.kind is BlockKind.HEADING:
        steps = FOR_HEADINGS
    else:
        steps = FOR_SENTENCES if line.text[-1] in STOPPED else FOR_SCRAPS
    otherwise = EVEN if line.hits else LIKELY
    return next((likelihood for least, likelihood in steps if line.words >= least), otherwise)


def may_go(line: Line, found: Sequence[str]) -> bool:
    """Tell whether the line is judged at all.

    Code and tables are not prose, and a name after a dash signs what is above it. The weights
    were learned from alphabets with capitals; in other scripts only what a rule catches may go,
    and what stands under a line that one catches.
    """
    if line.kind is BlockKind.PREFORMATTED or line.kind is BlockKind.TABLE:
        return line.sure
    if line.text[0] in DASHES and line.words <= LONGEST_NAME:
        return line.sure or not is_name(line.text[1:])
    if line.hits or any(name.startswith("under:") for name in found):
        return True
    opening = line.text[:LOOKED_AT]
    first, after = NO_CAPITALS
    return any(map(str.isalnum, opening)) and not any(
        first <= letter < after or letter >= OTHER_SCRIPTS for letter in opening
    )


def is_name(text: str) -> bool:
    """Tell words that all have capitals, and no figures or signs, from others."""
    words = text.split()
    return bool(words) and all(
        w[0].isupper() and w.replace(".", "").replace("-", "").isalpha() for w in words
    )


def surprise(articles: int) -> float:
    """Return the log-odds that a line of this publisher's other articles is boilerplate.

    A line that stands in three of them is suspect, and each doubling makes it more so.
    """
    return 0.0 if articles < 3 else 3.0 + log(articles / 3) / log(2)  # noqa: PLR2004 - the suspect third


_QUICK: Final = compiled("digest_app.cleaning.compiled_lines")  # it takes what stands above
