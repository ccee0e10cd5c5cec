"""One filter for the lines of pages and of plain text: which are boilerplate, and why.

Word rules decide what they are sure of; for the rest the evidence of a line and of its neighbours
is weighed. Long sentences need more evidence than short scraps: a wrong line costs one click, a
lost paragraph costs the article.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from typing import Final, NamedTuple

from digest_app.cleaning import lines_evidence as evidence
from digest_app.cleaning.lines_evidence import Line
from digest_app.cleaning.lines_model import Weights, likelihoods
from digest_app.cleaning.lines_reasons import explain
from digest_app.cleaning.rules_match import Asking
from digest_app.domain.block import BlockKind
from digest_app.domain.boilerplate import BoilerplateKind
from digest_app.domain.rule import Action

_SURE: Final = 9.0
_EVEN: Final = 0.5
_STOPPED: Final = frozenset('.!?。！？؟。"”’»')

_Steps = tuple[tuple[int, float], ...]

# How likely boilerplate a line must be: the least number of words, and the likelihood from there.
_FOR_SENTENCES: Final[_Steps] = ((40, 0.995), (20, 0.97), (12, 0.93), (8, 0.8))
_FOR_SCRAPS: Final[_Steps] = ((30, 0.8), (8, 0.6))
_FOR_CAUGHT: Final[_Steps] = ((60, 0.95), (25, 0.8))


class Verdict(NamedTuple):
    """A line that is boilerplate: its kind, what decided, and why in one sentence."""

    kind: BoilerplateKind
    rule: str
    reason: str


class Candidate(NamedTuple):
    """A line to judge: its words, its kind in the file, evidence from outside the line itself.

    ``bias`` are log-odds that somebody else adds (the library, the page) with ``told``, the
    sentence that gives the reason for them. A ``settled`` line is boilerplate already; it stays in
    the sequence because its neighbours are judged by it.
    """

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    extra: tuple[str, ...] = ()
    bias: float = 0.0
    told: str = ""


def judge(candidates: Sequence[Candidate], asking: Asking, by: Weights) -> list[Verdict | None]:
    """Return for each line the verdict, or None where the line is the article's."""
    lines = [_seen(candidate, asking) for candidate in candidates]
    repeated = evidence.repeats([candidate.text for candidate in candidates])
    context = evidence.in_context(lines, repeated)
    scores = [
        _score(line, candidate, here, by)
        for line, candidate, here in zip(lines, candidates, context, strict=True)
    ]
    found: list[Verdict | None] = []
    for i, likelihood in enumerate(likelihoods(scores, by)):
        if likelihood < needed(lines[i]) or not _may_go(lines[i]):
            found.append(None)
            continue
        told = candidates[i].told
        found.append(Verdict(*explain(lines[i], context[i], by, told)))
    return found


def _seen(candidate: Candidate, asking: Asking) -> Line:
    return evidence.look_at(candidate.text, candidate.kind, asking.hits(candidate.text))


def _score(line: Line, candidate: Candidate, context: tuple[str, ...], by: Weights) -> float:
    """Return the line's own log-odds; a sure rule outweighs everything."""
    if any(hit.rule.action is Action.HIDE for hit in line.hits):
        return _SURE
    return by.of(line.own) + by.of(context) + by.of(candidate.extra) + candidate.bias


def needed(line: Line) -> float:
    """Return how likely boilerplate the line must be to be removed."""
    if any(hit.rule.action is Action.HIDE for hit in line.hits):
        return 0.0
    stopped = line.text[-1] in _STOPPED
    steps = _FOR_CAUGHT if line.hits else _FOR_SENTENCES if stopped else _FOR_SCRAPS
    return next((likelihood for least, likelihood in steps if line.words >= least), _EVEN)


def _may_go(line: Line) -> bool:
    """Tell whether a line of its kind is judged at all: code and tables are not prose."""
    return line.kind not in {BlockKind.PREFORMATTED, BlockKind.TABLE}


def surprise(articles: int) -> float:
    """Return the log-odds that a line of this publisher's other articles is boilerplate.

    A line that stands in three of them is suspect, and each doubling makes it more so.
    """
    return 0.0 if articles < 3 else 3.0 + log(articles / 3) / log(2)  # noqa: PLR2004 - the suspect third
