"""What can be said of a line without understanding it: its shape, its rules, its neighbours.

Each piece of evidence is a short name (``end:stop``, ``rule:read-also``, ``after:P``); the model
in :mod:`digest_app.cleaning.lines_model` knows the weight of each, and
:mod:`digest_app.cleaning.lines_reasons` says it in words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple

from digest_app.cleaning.lines_model import Weights, weights
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
_ASCII: Final = bytes(range(128))
_NO_DIGITS: Final = bytes(c for c in range(256) if not chr(c).isdecimal())
_PRINTERS_SIGNS: Final = frozenset("’‘“”„–—…•·©®™«»€£°")


def _class(letter: str) -> str:
    """Return "a" for a small letter without an accent, a space for a space, and "x" else."""
    if not letter.isascii():
        return "x"
    return "a" if letter.islower() else " " if letter.isspace() else "x"


_CLASSES: Final = "".join(map(_class, map(chr, range(256)))).encode()
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


Place = tuple[str, str, str, str, int, int]
"""A line's place: the shapes of the five lines around it, how many without prose stand together
there, how much of the text is prose, where the line stands to it, and its number from the top and
from the end, as far as they are counted."""


class Line(NamedTuple):
    """A line as cleaning sees it: its words, what its file says it is, the rules that catch it.

    ``end`` says how it ends; ``weight`` is what all evidence that it carries weighs together, in
    log-odds.
    """

    text: str
    kind: BlockKind
    hits: tuple[Hit, ...]
    words: int
    end: str
    shape: str
    sure: bool
    weight: float

    @property
    def telling(self) -> tuple[str, ...]:
        """The names of the evidence in it that there are words for."""
        if self.words > _MOST_WORDS_LOOKED_AT:
            return (f"end:{self.end}",)
        return f"end:{self.end}", *_told(self.text, self.words)

    @property
    def evidence(self) -> tuple[str, ...]:
        """The names of the evidence that it carries. To weigh it, they are not needed."""
        words = min(self.words, _MOST_WORDS)
        names = list(_common(words, self.end, _start(self.text), self.kind))
        if self.words <= _MOST_WORDS_LOOKED_AT:
            names += _look_closer(self.text, self.words)
        return (*names, *_of_rules(self.hits, words, self.end))


class Scale:
    """Weights of the evidence of single lines, in tables by what is asked, so none is named."""

    def __init__(self, by: Weights) -> None:
        self.by = by
        self.first, self.last = by.beginning("first:"), by.beginning("last:")
        self.begins, self.word = by.beginning("begins:"), by.beginning("word:")
        self.begin = frozenset(pair.partition(" ")[0] for pair in self.begins)
        self.capitals, self.digits = by.beginning("capitals:"), by.beginning("digits:")
        self.tail = by.beginning("tail:name")
        self.signs = [(sign, by.evidence[name]) for sign, name in _SIGNS if name in by.evidence]
        self.plain_signs = [(sign, weight) for sign, weight in self.signs if sign.isascii()]
        # Most lines of running text share this evidence with thousands of others.
        self.of_common = lru_cache(maxsize=4096)(self._of_common)
        self.of_place = lru_cache(maxsize=8192)(self._of_place)

    def _of_common(self, words: int, end: str, start: str, kind: BlockKind) -> float:
        return self.by.of(_common(words, end, start, kind))

    def _of_place(self, place: Place) -> float:
        return self.by.of(named(place))

    def of_more(self, text: str, words: int) -> list[float]:
        """Return what weighs of the evidence that :func:`_look_closer` names, in its order."""
        seen = _seen(text)
        named = seen.folded.split()
        first, last = named[0].strip(_AROUND), named[-1].strip(_AROUND)
        found = [
            self.capitals.get(f"{_capitals(text, seen.small, len(named))}/{_LENGTHS[words]}", 0.0),
            self.digits.get(_share(seen.digits / len(text)), 0.0),
            self.first.get(first, 0.0),
            self.last.get(last, 0.0),
        ]
        signs = self.plain_signs if text.isascii() else self.signs
        found += [weight for sign, weight in signs if sign in text]
        if len(named) > 1 and first in self.begin:
            found.append(self.begins.get(f"{first} {named[1].strip(_AROUND)}", 0.0))
        if words <= _MOST_WORDS_NAMED:
            known = self.word
            found += [known.get(name.strip(_AROUND), 0.0) for name in named]
        if self.tail and _ends_in_a_name(text):
            found += [self.tail.get("", 0.0), self.tail.get(f"/{_LENGTHS[words]}", 0.0)]
        return found


@cache
def scale() -> Scale:
    """Return the shipped weights, ready for use."""
    return Scale(weights())


def look_at(text: str, kind: BlockKind, asking: Asking, scale: Scale, folded: str = "") -> Line:
    """Return the line with the rules that catch it, and what all that can be said of it weighs.

    ``folded`` is the line as rules compare it, from who has it already.
    """
    words = word_count(text)
    hits = asking.hits(text, words, folded)
    end = _end(text)
    found = scale.of_more(text, words) if words <= _MOST_WORDS_LOOKED_AT else []
    sure = False
    if hits:
        sure = any(hit.rule.action is Action.HIDE for hit in hits)
        known = scale.by.evidence
        found += [known.get(name, 0.0) for name in _of_rules(hits, min(words, _MOST_WORDS), end)]
    shape = "R" if sure else _shape(words, end)
    weight = scale.of_common(min(words, _MOST_WORDS), end, _start(text), kind) + sum(found)
    return Line(text, kind, tuple(hits), words, end, shape, sure, weight)


@lru_cache(maxsize=4096)
def _common(words: int, end: str, start: str, kind: BlockKind) -> tuple[str, ...]:
    """Return the evidence that many lines have exactly alike."""
    length = _LENGTHS[words]
    names = f"end:{end}", f"length:{length}", f"{length}/{end}", f"start:{start}"
    if kind is BlockKind.PARAGRAPH:
        return names
    return (*names, f"block:{kind}", f"block:{kind}/{length}")


def _of_rules(hits: Sequence[Hit], words: int, end: str) -> list[str]:
    """Return the evidence of the rules that catch a line."""
    if not hits:
        return []
    names = [f"rule:{hit.rule.name.partition('/')[0]}" for hit in hits]
    names += [f"kind:{hit.rule.kind}/{end}" for hit in hits]
    return [*names, f"rules/{_LENGTHS[words]}"]


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


class _Seen(NamedTuple):
    """A line's words without their case, how many begin with a small letter, and its digits."""

    folded: str
    small: int
    digits: int


def _seen(text: str) -> _Seen:
    """Look at each letter of a line once, by tables of bytes where its letters are plain."""
    raw = text.encode("utf-8", "surrogatepass")
    if text.isascii() or _PRINTERS_SIGNS.issuperset(
        raw.translate(None, _ASCII).decode("utf-8", "surrogatepass")
    ):
        small = (b" " + raw).translate(_CLASSES).count(b" a")
        return _Seen(raw.lower().decode(), small, len(raw.translate(None, _NO_DIGITS)))
    small = sum([token[0].islower() for token in text.split()])
    return _Seen(text.casefold(), small, len(_DIGIT.findall(text)))


def _look_closer(text: str, words: int) -> list[str]:
    """Name the evidence of a line's own words; :meth:`Scale.of_more` weighs it."""
    named = [token.strip(_AROUND) for token in text.casefold().split()]
    own = [*_told(text, words), f"first:{named[0]}", f"last:{named[-1]}"]
    own += [name for sign, name in _SIGNS if sign in text]
    if len(named) > 1:
        own.append(f"begins:{named[0]} {named[1]}")
    if words <= _MOST_WORDS_NAMED:
        own += [f"word:{name}" for name in named]
    if _ends_in_a_name(text):
        own += ["tail:name", f"tail:name/{_LENGTHS[words]}"]
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


def _told(text: str, words: int) -> tuple[str, str]:
    """Name the evidence of a line's capitals and of its digits."""
    seen = _seen(text)
    capitals = _capitals(text, seen.small, len(text.split()))
    return f"capitals:{capitals}/{_LENGTHS[words]}", f"digits:{_share(seen.digits / len(text))}"


def _capitals(text: str, small: int, words: int) -> str:
    """Return how many of the words begin with no small letter."""
    return "all" if text.isupper() else _share((words - small) / words)


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


def in_context(lines: Sequence[Line]) -> list[tuple[Place, Sequence[str]]]:
    """Return for each line its place among the others, and the names of what else is found."""
    places = _places("".join([line.shape for line in lines]))
    more = _besides(lines)
    return [(place, more.get(i, ())) for i, place in enumerate(places)]


def _places(shapes: str) -> list[Place]:
    """Return the place of each line; the lines are given by their shapes alone."""
    first, last, bottom = shapes.find("P"), shapes.rfind("P"), len(shapes) - 1
    first = first if first >= 0 else len(shapes)
    dense = _share(shapes.count("P") / len(shapes)) if shapes else "none"
    around = f"NN{shapes}NN"
    return [
        (
            around[i : i + 5],
            run,
            dense,
            "above" if i < first else "below" if i > last else "within",
            min(i, _ENDS_COUNTED),
            min(bottom - i, _ENDS_COUNTED),
        )
        for i, run in enumerate(_runs(shapes))
    ]


@lru_cache(maxsize=4096)
def named(place: Place) -> tuple[str, ...]:
    """Return the names of the evidence of a line's place."""
    near, run, dense, where, top, bottom = place
    before2, before, own, after, after2 = tuple(near)
    return (
        f"after:{before}",
        f"before:{after}",
        f"between:{before}{after}/{own}",
        f"between2:{before2}{before}_{after}{after2}/{own}",
        f"run:{run}/{own}",
        f"dense:{dense}/{own}",
        f"place:{where}/{own}",
        f"from-top:{top}/{own}",
        f"from-end:{bottom}/{own}",
    )


def _besides(lines: Sequence[Line]) -> dict[int, list[str]]:
    """Return what lines repeat, and what the rules that catch other lines say of them."""
    found = repeats([line.text for line in lines])
    kinds = {i: line.hits[0].rule.kind for i, line in enumerate(lines) if line.hits}
    if not kinds:
        return found
    for i, head in _heads(lines).items():
        found.setdefault(i, []).append(f"under:{head}/{lines[i].shape}")
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
    beginnings = [text[:_PREFIX] for text in texts]
    if len(set(beginnings)) == len(beginnings):
        return {}
    alike: dict[str, list[int]] = {}
    for i, beginning in enumerate(beginnings):
        alike.setdefault(beginning, []).append(i)
    found = {
        i: _repeat(i, texts, others) for others in alike.values() if len(others) > 1 for i in others
    }
    return {i: said for i, said in found.items() if said}


def _repeat(i: int, texts: Sequence[str], alike: Sequence[int]) -> list[str]:
    """Return what the line repeats of those that begin as it does."""
    text = texts[i]
    same = [other for other in alike if texts[other] == text]
    if len(same) > 1:
        length = _LENGTHS[min(word_count(text), _MOST_WORDS)]
        beside = "beside" if i - 1 in same or i + 1 in same else "far"
        return [f"repeats:{beside}", f"repeats:{beside}/{length}"]
    alike = [other for other in alike if len(texts[other]) >= _PREFIX]
    if len(text) < _PREFIX or len(alike) <= 1:
        return []
    return ["repeats:later" if i < alike[-1] else "repeats:earlier", f"repeats/{_end(text)}"]
