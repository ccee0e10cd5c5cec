"""What can be said of a line without understanding it: its shape, its rules, its neighbours.

Each piece of evidence is a short name (``end:stop``, ``rule:read-also``, ``after:P``); the model
in :mod:`digest_app.cleaning.lines_model` knows the weight of each, and
:mod:`digest_app.cleaning.lines_reasons` says it in words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from digest_app.cleaning.lines_model import Weights
from digest_app.cleaning.rules_match import Asking, Hit, word_count
from digest_app.domain.block import BlockKind
from digest_app.domain.rule import Action

_MOST_WORDS_LOOKED_AT: Final = 25
_MOST_WORDS_NAMED: Final = 8
_MOST_WORDS: Final = 60
_ENDS_COUNTED: Final = 4
_LONGEST_NAME: Final = 6
_OF_NAMES: Final = frozenset({"for", "of", "the", "via", "by", "and", "de", "von", "van", "/", "|"})
_PREFIX: Final = 40
_PROSE_WORDS: Final = 12
# By how many lines there are without prose, up to 11, which stands for more.
_RUNS: Final = ("0", "1", "2", *["3-5"] * 3, *["6-10"] * 5, "11+")


def _steps() -> tuple[str, ...]:
    """Return the name of the length for every number of words up to 60, which stands for more."""
    ends = (1, 2, 3, 5, 8, 12, 18, 30, 59, 60)
    return tuple(next(str(end) for end in ends if n <= end) for n in range(61))


_LENGTHS: Final = _steps()
_DIGIT: Final = re.compile(r"\d")
_AROUND: Final = ".,:;!?…\"'“”‘’()[]|"
_STOPS: Final = frozenset(".!?。！？؟۔।")
_CLOSERS: Final = frozenset("\"”’'»)]」』）›“")
_ENDS: Final = {
    **dict.fromkeys(".!。！۔।", "stop"),
    **dict.fromkeys("?？؟", "question"),
    **dict.fromkeys("…", "dots"),
    **dict.fromkeys(":：", "colon"),
    **dict.fromkeys(",;，、；", "comma"),
}
_STARTS: Final = {
    **dict.fromkeys("\"“‘'«„「『", "quote"),
    **dict.fromkeys("•-–—*·▪●|>", "bullet"),
    **dict.fromkeys("([（", "bracket"),
}
_SIGNS: Final = (
    *(("@", "sign:at"), ("|", "sign:bar"), ("©", "sign:c"), ("»", "sign:next")),
    *(("#", "sign:hash"), ("/", "sign:slash"), ("•", "sign:dot"), ("http", "sign:link")),
    *((": ", "sign:colon"), ("(", "sign:bracket"), ("$", "sign:money"), ("[", "sign:square")),
    *((" - ", "sign:dash"), ("“", "sign:quote"), ('"', "sign:quote")),
)


class Line(NamedTuple):
    """A line as cleaning sees it: its words, what its file says it is, the rules that catch it.

    ``common`` is evidence that many lines have exactly alike, ``more`` is this line's besides;
    ``weight`` is what both weigh together, in log-odds.
    """

    text: str
    kind: BlockKind
    hits: tuple[Hit, ...]
    words: int
    shape: str
    common: tuple[str, ...]
    more: tuple[str, ...]
    sure: bool
    weight: float


def look_at(text: str, kind: BlockKind, asking: Asking, by: Weights) -> Line:
    """Return the line with the rules that catch it and all the evidence that it carries."""
    words = word_count(text)
    hits = asking.hits(text, words)
    end = _end(text)
    common = _common(min(words, _MOST_WORDS), end, _start(text))
    if kind is not BlockKind.PARAGRAPH:
        common = (*common, f"block:{kind}", f"block:{kind}/{common[1][7:]}")
    more = _look_closer(text, words) if words <= _MOST_WORDS_LOOKED_AT else []
    sure = False
    if hits:
        sure = any(hit.rule.action is Action.HIDE for hit in hits)
        more += [f"rule:{hit.rule.name.partition('/')[0]}" for hit in hits]
        more += [f"kind:{hit.rule.kind}/{end}" for hit in hits]
        more.append(f"rules/{_LENGTHS[min(words, _MOST_WORDS)]}")
    shape = "R" if sure else _shape(words, end)
    rest = tuple(more)
    weight = by.of_common(common) + (by.of(rest) if rest else 0.0)
    return Line(text, kind, tuple(hits), words, shape, common, rest, sure, weight)


@lru_cache(maxsize=4096)
def _common(words: int, end: str, start: str) -> tuple[str, ...]:
    length = _LENGTHS[words]
    return f"end:{end}", f"length:{length}", f"{length}/{end}", f"start:{start}"


def _end(text: str) -> str:
    last = text[-1]
    if last in _CLOSERS:
        inner = text[-2:-1]
        if inner in _STOPS and inner:
            return "stop-closed"
        return "bracket" if last in ")]）" else "quote"
    named = _ENDS.get(last)
    if named:
        return "dots" if named == "stop" and text.endswith("..") else named
    if last.isdigit():
        return "digit"
    return "letter" if last.isalpha() else "sign"


def _start(text: str) -> str:
    first = text[0]
    if first.isalpha():
        return "lower" if first.islower() else "upper"
    return "digit" if first.isdigit() else _STARTS.get(first, "sign")


def _look_closer(text: str, words: int) -> list[str]:
    length = _LENGTHS[words]
    tokens = text.split()
    capitals = sum([not token[0].islower() for token in tokens]) / len(tokens)
    letters = "all" if text.isupper() else _share(capitals)
    digits = _share(len(_DIGIT.findall(text)) / len(text))
    named = [token.strip(_AROUND) for token in text.casefold().split()]
    first = named[0]
    own = [
        f"capitals:{letters}/{length}",
        f"digits:{digits}",
        f"first:{first}",
        f"last:{named[-1]}",
    ]
    own += [name for sign, name in _SIGNS if sign in text]
    if len(named) > 1:
        own.append(f"begins:{first} {named[1]}")
    if words <= _MOST_WORDS_NAMED:
        own += [f"word:{name}" for name in named]
    if _ends_in_a_name(text):
        own += ["tail:name", f"tail:name/{length}"]
    return own


def _ends_in_a_name(text: str) -> bool:
    """Tell whether the last sentence is a name without a stop, as captions end in who took them."""
    if not text[-1].isalpha():
        return False
    head, stop, tail = text.rpartition(". ")
    words = tail.split()
    return bool(head and stop) and len(words) <= _LONGEST_NAME and _is_named(words)


def _is_named(words: Sequence[str]) -> bool:
    return all(word[0].isupper() or word in _OF_NAMES for word in words) and words[0] != "The"


def _share(share: float) -> str:
    if share == 0:
        return "none"
    if share < 0.34:  # noqa: PLR2004 - a third
        return "few"
    if share < 0.67:  # noqa: PLR2004 - two thirds
        return "half"
    return "most" if share < 1 else "each"


@lru_cache(maxsize=1024)
def _shape(words: int, end: str) -> str:
    """Return the line in one letter: Prose, short Stopped, Colon, Long unstopped, Heading-like.

    A line that a sure rule catches is R, whatever it looks like.
    """
    if end in {"stop", "stop-closed", "question", "dots"}:
        return "P" if words >= _PROSE_WORDS else "S"
    if end == "colon":
        return "C"
    return "L" if words >= _PROSE_WORDS else "H"


def in_context(lines: Sequence[Line]) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return for each line what its place and its neighbours say, and what else is found.

    The first part is one that many lines have exactly alike.
    """
    places = _places("".join([line.shape for line in lines]))
    more = _besides(lines)
    return [(place, tuple(more.get(i, ()))) for i, place in enumerate(places)]


def _places(shapes: str) -> list[tuple[str, ...]]:
    """Return what its place says of each line; the lines are given by their shapes alone."""
    first, last, bottom = shapes.find("P"), shapes.rfind("P"), len(shapes) - 1
    first = first if first >= 0 else len(shapes)
    dense = _share(shapes.count("P") / len(shapes)) if shapes else "none"
    around = f"NN{shapes}NN"
    return [
        _around(
            around[i : i + 5],
            run,
            dense,
            "above" if i < first else "below" if i > last else "within",
            (min(i, _ENDS_COUNTED), min(bottom - i, _ENDS_COUNTED)),
        )
        for i, run in enumerate(_runs(shapes))
    ]


@lru_cache(maxsize=8192)
def _around(near: str, run: str, dense: str, place: str, ends: tuple[int, int]) -> tuple[str, ...]:
    """Return what a line's place says; ``near`` are the shapes of the five lines around it."""
    before2, before, own, after, after2 = tuple(near)
    top, bottom = ends
    return (
        f"after:{before}",
        f"before:{after}",
        f"between:{before}{after}/{own}",
        f"between2:{before2}{before}_{after}{after2}/{own}",
        f"run:{run}/{own}",
        f"dense:{dense}/{own}",
        f"place:{place}/{own}",
        f"from-top:{top}/{own}",
        f"from-end:{bottom}/{own}",
    )


def _besides(lines: Sequence[Line]) -> dict[int, list[str]]:
    """Return what lines repeat, and what the rules that catch other lines say of them."""
    found = repeats([line.text for line in lines])
    heads = _heads(lines)
    for i, head in heads.items():
        found.setdefault(i, []).append(f"under:{head}/{lines[i].shape}")
    kinds = {i: line.hits[0].rule.kind for i, line in enumerate(lines) if line.hits}
    for i, kind in kinds.items():
        if i + 1 < len(lines):
            found.setdefault(i + 1, []).append(f"after-rule:{kind}/{lines[i + 1].shape}")
    for i, kind in kinds.items():
        if i:
            found.setdefault(i - 1, []).append(f"before-rule:{kind}/{lines[i - 1].shape}")
    return found


def _runs(shapes: str) -> list[str]:
    """Return for each line how many lines without prose stand together around it."""
    runs: list[str] = []
    for part in shapes.split("P"):
        size = len(part)
        runs += [_RUNS[min(size, len(_RUNS) - 1)]] * size
        runs.append("0")
    return runs[:-1]


def _heads(lines: Sequence[Line]) -> dict[int, str]:
    """Return the kind of the short rule-caught line that a line stands under, where it does."""
    heads: dict[int, str] = {}
    head = ""
    for i, line in enumerate(lines):
        if head:
            heads[i] = head
        if line.shape == "P":
            head = ""
        elif line.hits and line.words <= _MOST_WORDS_NAMED:
            head = str(line.hits[0].rule.kind)
    return heads


def repeats(texts: Sequence[str]) -> dict[int, list[str]]:
    """Return what lines repeat, by their index: another line, or the beginning of one."""
    openings = [text[:_PREFIX] for text in texts if len(text) >= _PREFIX]
    if len(set(texts)) == len(texts) and len(set(openings)) == len(openings):
        return {}
    whole: dict[str, list[int]] = {}
    beginning: dict[str, list[int]] = {}
    for i, text in enumerate(texts):
        whole.setdefault(text, []).append(i)
        if len(text) >= _PREFIX:
            beginning.setdefault(text[:_PREFIX], []).append(i)
    found = {i: _repeat(i, text, whole, beginning) for i, text in enumerate(texts)}
    return {i: said for i, said in found.items() if said}


def _repeat(
    i: int, text: str, whole: dict[str, list[int]], beginning: dict[str, list[int]]
) -> list[str]:
    same = whole[text]
    if len(same) > 1:
        length = _LENGTHS[min(word_count(text), _MOST_WORDS)]
        beside = "beside" if i - 1 in same or i + 1 in same else "far"
        return [f"repeats:{beside}", f"repeats:{beside}/{length}"]
    alike = beginning.get(text[:_PREFIX], ())
    if len(alike) <= 1:
        return []
    return ["repeats:later" if i < alike[-1] else "repeats:earlier", f"repeats/{_end(text)}"]
