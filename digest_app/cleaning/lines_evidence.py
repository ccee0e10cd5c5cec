"""What can be said of a line without understanding it: its shape, its rules, its neighbours.

Each piece of evidence is a short name (``end:stop``, ``rule:read-also``, ``after:P``); the model
in :mod:`digest_app.cleaning.lines_model` knows the weight of each, and
:mod:`digest_app.cleaning.lines_reasons` says it in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from digest_app.cleaning.rules_match import Hit, word_count
from digest_app.domain.block import BlockKind
from digest_app.domain.rule import Action

_MOST_WORDS_LOOKED_AT: Final = 25
_MOST_WORDS_NAMED: Final = 8
_PREFIX: Final = 40
_PROSE_WORDS: Final = 12
_RUNS: Final = ((1, "1"), (2, "2"), (5, "3-5"), (10, "6-10"), (10**9, "11+"))


def _steps() -> tuple[str, ...]:
    """Return the name of the length for every number of words up to 60, which stands for more."""
    ends = (1, 2, 3, 5, 8, 12, 18, 30, 59, 60)
    return tuple(next(str(end) for end in ends if n <= end) for n in range(61))


_LENGTHS: Final = _steps()
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
    *(("@", "at"), ("|", "bar"), ("©", "c"), ("»", "next"), ("#", "hash"), ("/", "slash")),
    *(("•", "dot"), ("http", "link"), (": ", "colon"), ("(", "bracket"), ("$", "money")),
    *(("[", "square"), (" - ", "dash"), ("“", "quote"), ('"', "quote")),
)


class Line(NamedTuple):
    """A line as cleaning sees it: its words, what its file says it is, the rules that catch it."""

    text: str
    kind: BlockKind
    hits: tuple[Hit, ...]
    words: int
    shape: str
    own: tuple[str, ...]


def look_at(text: str, kind: BlockKind, hits: Sequence[Hit]) -> Line:
    """Return the line with all the evidence that it carries itself."""
    words = word_count(text)
    length, end = _LENGTHS[min(words, 60)], _end(text)
    own = [f"end:{end}", f"length:{length}", f"{length}/{end}", f"start:{_start(text)}"]
    if kind is not BlockKind.PARAGRAPH:
        own.append(f"block:{kind}")
        own.append(f"block:{kind}/{length}")
    if words <= _MOST_WORDS_LOOKED_AT:
        _look_closer(text, words, length, own)
    own.extend(f"rule:{hit.rule.name.partition('/')[0]}" for hit in hits)
    if hits:
        own.append(f"rules/{length}")
        own.extend(f"kind:{hit.rule.kind}/{end}" for hit in hits)
    return Line(text, kind, tuple(hits), words, _shape(words, end, hits), tuple(own))


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


def _look_closer(text: str, words: int, length: str, own: list[str]) -> None:
    tokens = text.split()
    capitals = sum(not token[0].islower() for token in tokens) / len(tokens)
    letters = "all" if text.isupper() else _share(capitals)
    own.append(f"capitals:{letters}/{length}")
    digits = sum(map(str.isdigit, text))
    own.append(f"digits:{_share(digits / len(text))}")
    own.extend(f"sign:{name}" for sign, name in _SIGNS if sign in text)
    named = [token.strip(".,:;!?…\"'“”‘’()[]|").casefold() for token in tokens]
    own.append(f"first:{named[0]}")
    own.append(f"last:{named[-1]}")
    if len(named) > 1:
        own.append(f"begins:{named[0]} {named[1]}")
    if words <= _MOST_WORDS_NAMED:
        own.extend(f"word:{name}" for name in named if name)


def _share(share: float) -> str:
    if share == 0:
        return "none"
    if share < 0.34:  # noqa: PLR2004 - a third
        return "few"
    if share < 0.67:  # noqa: PLR2004 - two thirds
        return "half"
    return "most" if share < 1 else "each"


def _shape(words: int, end: str, hits: Sequence[Hit]) -> str:
    """Return the line in one letter: Prose, short Stopped, Long unstopped, Heading-like, Ruled."""
    if any(hit.rule.action is Action.HIDE for hit in hits):
        return "R"
    stopped = end in {"stop", "stop-closed", "question", "dots"}
    if stopped:
        return "P" if words >= _PROSE_WORDS else "S"
    if end == "colon" or words >= _PROSE_WORDS:
        return "C" if end == "colon" else "L"
    return "H"


def in_context(lines: Sequence[Line], alike: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return for each line what its neighbours and its place in the text say.

    ``alike`` is what was found about repetition, see :func:`repeats`.
    """
    shapes = ["N", "N", *(line.shape for line in lines), "N", "N"]
    runs, heads = _runs(lines), _heads(lines)
    prose = [i for i, line in enumerate(lines) if line.shape == "P"]
    first, last = (prose[0], prose[-1]) if prose else (len(lines), -1)
    dense = _share(len(prose) / len(lines)) if lines else "none"
    found: list[tuple[str, ...]] = []
    for i, line in enumerate(lines):
        before, after, own = shapes[i + 1], shapes[i + 3], shapes[i + 2]
        here = [
            f"after:{before}",
            f"before:{after}",
            f"between:{before}{after}/{own}",
            f"between2:{shapes[i]}{before}_{after}{shapes[i + 4]}/{own}",
            f"run:{runs[i]}/{own}",
            f"dense:{dense}/{own}",
            f"place:{_place(i, first, last)}/{own}",
            f"from-top:{min(i, 4)}/{own}",
            f"from-end:{min(len(lines) - 1 - i, 4)}/{own}",
            *alike[i],
        ]
        if heads[i]:
            here.append(f"under:{heads[i]}/{own}")
        _neighbours(lines, i, line, here)
        found.append(tuple(here))
    return found


def _neighbours(lines: Sequence[Line], i: int, line: Line, here: list[str]) -> None:
    if i and lines[i - 1].hits:
        here.append(f"after-rule:{lines[i - 1].hits[0].rule.kind}/{line.shape}")
    if i + 1 < len(lines) and lines[i + 1].hits:
        here.append(f"before-rule:{lines[i + 1].hits[0].rule.kind}/{line.shape}")


def _place(i: int, first: int, last: int) -> str:
    if i < first:
        return "above"
    return "below" if i > last else "within"


def _runs(lines: Sequence[Line]) -> list[str]:
    """Return for each line how many lines without prose stand together around it."""
    runs: list[str] = []
    start = 0
    bounds = [i for i, line in enumerate(lines) if line.shape == "P"]
    for bound in [*bounds, len(lines)]:
        size = bound - start
        runs += [next(name for most, name in _RUNS if size <= most)] * size
        runs.append("0")
        start = bound + 1
    return runs[: len(lines)]


def _heads(lines: Sequence[Line]) -> list[str]:
    """Return for each line the kind of the short rule-caught line that it stands under."""
    heads: list[str] = []
    head = ""
    for line in lines:
        heads.append(head)
        if line.shape == "P":
            head = ""
        elif line.hits and line.words <= _MOST_WORDS_NAMED:
            head = str(line.hits[0].rule.kind)
    return heads


def repeats(texts: Sequence[str]) -> list[tuple[str, ...]]:
    """Return for each line what it repeats: another line, or the beginning of one."""
    whole: dict[str, list[int]] = {}
    beginning: dict[str, list[int]] = {}
    for i, text in enumerate(texts):
        whole.setdefault(text, []).append(i)
        if len(text) >= _PREFIX:
            beginning.setdefault(text[:_PREFIX], []).append(i)
    if len(whole) == len(texts) and len(beginning) == len(texts):
        return [()] * len(texts)
    return [_repeat(i, text, whole, beginning) for i, text in enumerate(texts)]


def _repeat(
    i: int, text: str, whole: dict[str, list[int]], beginning: dict[str, list[int]]
) -> tuple[str, ...]:
    same = whole[text]
    if len(same) > 1:
        length = _LENGTHS[min(word_count(text), 60)]
        beside = "beside" if i - 1 in same or i + 1 in same else "far"
        return (f"repeats:{beside}", f"repeats:{beside}/{length}")
    alike = beginning.get(text[:_PREFIX], ())
    if len(alike) <= 1:
        return ()
    return ("repeats:later" if i < alike[-1] else "repeats:earlier", f"repeats/{_end(text)}")
