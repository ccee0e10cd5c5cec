"""Why a line is boilerplate, in words: its kind, the name of what decided, one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from digest_app.cleaning.lines_context import Place, named
from digest_app.cleaning.lines_evidence import Line
from digest_app.cleaning.lines_model import Weights
from digest_app.cleaning.rules_match import Hit
from digest_app.domain.boilerplate import BoilerplateKind
from digest_app.domain.rule import Action, Where

SEEN_BEFORE: Final = "seen-before"
EVIDENCE: Final = "lines/evidence"
LONGEST_QUOTED: Final = 48
_MOST_TOLD: Final = 2
SAYS: Final = {
    Where.WHOLE: "The whole line is",
    Where.BEGINS: "Begins with",
    Where.ENDS: "Ends with",
    Where.HAS: "Has the words",
    Where.ROW: "Has nothing but",
}
_UNDER: Final = "under:"
_FEW_WORDS: Final = 3
_OF_PICTURES_OR_HEADS: Final = frozenset(
    {
        BoilerplateKind.PHOTO_CREDIT,
        BoilerplateKind.DATELINE_META,
        BoilerplateKind.BYLINE,
        BoilerplateKind.AD,
    }
)
_WORDS_OF: Final = (
    ("repeats:beside", "stands twice, one right after the other"),
    ("repeats:far", "stands more than once in the text"),
    ("repeats:later", "begins like a later paragraph"),
    ("repeats:earlier", "begins like an earlier paragraph"),
    ("place:above", "stands above the first paragraph"),
    ("place:below", "stands below the last paragraph"),
    ("run:11+", "is one of more than ten lines without a paragraph among them"),
    ("run:6-10", "is one of many short lines together"),
    ("run:3-5", "is one of several short lines together"),
    ("between:PP", "stands between two paragraphs that belong together"),
    ("end:letter", "has no closing stop"),
    ("end:bracket", "ends with a bracket"),
    ("end:digit", "ends with a figure"),
    ("capitals:all", "is in capitals"),
    ("capitals:each", "writes every word with a capital"),
    ("capitals:most", "writes most words with a capital"),
    *((f"digits:{share}", "has figures") for share in ("few", "half", "most", "each")),
    ("after-rule:", "follows another removed line"),
    ("before-rule:", "stands right before another removed line"),
    ("link:", "is mostly links"),
)
_KIND_OF_HEAD: Final = {
    "read_also": "stands under a heading of links to other articles",
    "tags": "stands under a heading of tags",
    "newsletter": "stands in a sign-up for a newsletter",
    "share": "stands among share buttons",
    "comment_prompt": "stands under an invitation to comment",
    "ad": "stands beside an advertisement",
    "nav": "stands among links of the site",
    "caption": "stands beside a picture's caption",
    "photo_credit": "stands beside a picture's credit",
    "byline": "stands beside the byline",
    "dateline_meta": "stands beside the line with the date",
    "promo": "stands beside the publisher's own promotion",
    "copyright": "stands beside a copyright notice",
    "other": "stands beside parts of an embedded post",
}


def explain(
    line: Line, place: Place, besides: Sequence[str], by: Weights, told: str
) -> tuple[BoilerplateKind, str, str]:
    """Return the kind of a line that goes, the rule that decided, and the reason.

    ``besides`` is the evidence found beside the line's own and that of its place.
    """
    sure = [hit for hit in line.hits if hit.rule.action is Action.HIDE]
    if sure:
        return named_by(loudest(sure, by))
    kind = kind_of(line.text, line.words, place[3], besides)
    if told:
        return kind, SEEN_BEFORE, told
    if line.hits:
        return named_by(loudest(line.hits, by))
    return kind, EVIDENCE, _weighed(line, place, besides, by)


def named_by(hit: Hit) -> tuple[BoilerplateKind, str, str]:
    """Return what a rule says of the line it catches: kind, rule, reason."""
    return hit.rule.kind, hit.rule.name, quoted(hit)


def loudest(hits: Sequence[Hit], by: Weights) -> Hit:
    """Return the hit whose rule weighs most as evidence; the first one, where they weigh alike."""
    return hits[0] if len(hits) == 1 else max(hits, key=lambda hit: by.of((_evidence(hit),)))


def _evidence(hit: Hit) -> str:
    return f"rule:{hit.rule.name.partition('/')[0]}"


def quoted(hit: Hit) -> str:
    """Return the sentence for a rule: where its words stand, and the words."""
    words = hit.words.strip()
    if len(words) > LONGEST_QUOTED:
        words = words[:LONGEST_QUOTED].rsplit(" ", 1)[0] + " …"
    return f"{SAYS[hit.rule.where]} “{words}”."


def _weighed(line: Line, place: Place, besides: Sequence[str], by: Weights) -> str:
    known = by.evidence
    _, _, between, _, run, _, where, *_ = named(place)
    names = (between, run, where, *besides, *line.telling)
    return told_by([(known[name], name) for name in names if known.get(name, 0.0) > 0])


def told_by(speaking: list[tuple[float, str]]) -> str:
    """Return a sentence of the two pieces of evidence that weigh most, of those with words."""
    speaking.sort(reverse=True)
    chosen: list[str] = []
    for _, name in speaking:
        words = _in_words(name)
        if words and words not in chosen:
            chosen.append(words)
            if len(chosen) == _MOST_TOLD:
                break
    if not chosen:
        return "Its place and its shape are those of lines that are not the article."
    told = " and ".join(chosen)
    return f"{told[0].upper()}{told[1:]}."


@lru_cache(maxsize=1024)
def _in_words(name: str) -> str:
    if name.startswith(_UNDER):
        return _KIND_OF_HEAD.get(name[len(_UNDER) :].partition("/")[0], "")
    return next((words for start, words in _WORDS_OF if name.startswith(start)), "")


def kind_of(text: str, words: int, where: str, besides: Sequence[str]) -> BoilerplateKind:
    """Return the most fitting kind for a line that no rule names.

    ``where`` is where it stands to the prose, and ``besides`` what else is found of it.
    """
    shown = _by_signs(text)
    if shown:
        return shown
    for name in besides:
        if name.startswith((_UNDER, "after-rule:")):
            return _beside(name, words)
    if words <= _FEW_WORDS:
        return BoilerplateKind.TAGS if where == "below" else BoilerplateKind.NAV
    return BoilerplateKind.CAPTION if where == "within" else BoilerplateKind.READ_ALSO


def _by_signs(text: str) -> BoilerplateKind | None:
    """Return the kind that a sign in the line gives away, if one does."""
    if "©" in text or "ⓒ" in text:
        return BoilerplateKind.COPYRIGHT
    if text.startswith(("By ", "BY ")):
        return BoilerplateKind.BYLINE
    return None


def _beside(name: str, words: int) -> BoilerplateKind:
    """Return the kind of a line that stands by one whose kind is known."""
    kind = BoilerplateKind(name.partition(":")[2].partition("/")[0])
    if words > _FEW_WORDS and kind in _OF_PICTURES_OR_HEADS:
        return BoilerplateKind.CAPTION
    return kind
