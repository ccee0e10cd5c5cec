"""What the tagger sees of each word: itself, its neighbours, its run, the document.

A feature is a string; the model has a weight for it and each label, or has not. The training
script uses these same functions, so both sides agree by construction.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from digest_app.facts.names.evidence import Evidence
from digest_app.facts.names.lexicon import Lexicon
from digest_app.facts.names.runs import JOINERS, Run, runs
from digest_app.facts.names.words import Word

_TYPES = "POL"
_NOTHING: list[str] = []
# A headline in capitals has at least so many words that are all capitals, and no small one.
_FEW = 3
_FAR = 3


def of_sentence(
    words: Sequence[Word], evidence: Evidence, lexicon: Lexicon, *, is_first: bool
) -> Callable[[int], list[str]]:
    """Return what tells the features of the word at a position; ``is_first``: of the document.

    A function and not a list, because most words of a sentence are never tagged.
    """
    about_all = _of_line(words, is_first=is_first)
    about_run = _of_runs(words)
    about_phrase = _of_phrases(words, lexicon)

    def of_word(position: int) -> list[str]:
        word = words[position]
        features = [*word.features(""), *_window(words, position), *about_phrase[position]]
        if word.is_capital:
            features += about_run[position]
            features += evidence.get(word.lower, _NOTHING)
            features += about_all
        return features

    return of_word


def _window(words: Sequence[Word], position: int) -> list[str]:
    """Return the features that two words on either side give, alone and joined with this one."""
    features: list[str] = []
    word, count = words[position], len(words)
    last = words[position - 1] if position else None
    following = words[position + 1] if position + 1 < count else None
    features += last.features("-") if last else ("first",)
    features += following.features("+") if following else ("last",)
    if position > 1:
        features += words[position - 2].features("--")
    if position + 2 < count:
        features += words[position + 2].features("++")
    features.append(
        f"S={last.shape if last else '^'}{word.shape}{following.shape if following else '$'}"
    )
    if word.is_capital:
        before, after = last.lower if last else "^", following.lower if following else "$"
        features += (
            f"-ws={before}|{word.shape}",
            f"+ws={after}|{word.shape}",
            f"-ww={before}|{word.lower}",
            f"+ww={after}|{word.lower}",
        )
    return features


def _of_line(words: Sequence[Word], *, is_first: bool) -> list[str]:
    capitals = sum(1 for word in words if word.shape == "XX")
    small = any(word.shape == "x" and len(word.lower) > _FEW for word in words)
    return ["capitals"] * (capitals >= _FEW and not small) + ["headline"] * is_first


def _of_runs(words: Sequence[Word]) -> list[list[str]]:
    """Return for each word the features of the run it stands in."""
    found = [_NOTHING] * len(words)
    last: Run | None = None
    for run in runs(words):
        shared = _of_run(words, run, last)
        for position in range(run.start, run.first):
            found[position] = ["opener"]
        for position in range(run.first, run.end):
            ahead, behind = run.end - 1 - position, position - run.first
            found[position] = [*shared, f"rk={min(behind, _FAR)}/{min(ahead, _FAR)}"]
        last = run
    return found


def _of_run(words: Sequence[Word], run: Run, last: Run | None) -> list[str]:
    head, first = words[run.end - 1], words[run.first]
    before = words[run.first - 1].lower if run.first else "^"
    after = words[run.end].lower if run.end < len(words) else "$"
    features = [
        f"rl={head.lower}",
        f"rf={first.lower}",
        f"rp={before}",
        f"rn={after}",
        f"r={before}|{after}",
        f"rs={min(run.end - run.first, _FAR + 1)}",
    ]
    features += [f"rg={kind}" for kind in head.kinds]
    features += [f"rF={kind}" for kind in first.kinds]
    features += [f"rh{t}{d}" for t, d in zip(_TYPES, head.hints, strict=False) if d > 1]
    return features + _joined(words, run, last)


def _joined(words: Sequence[Word], run: Run, last: Run | None) -> list[str]:
    """Return features for a run tied to the one before or after it: "Ministry of …"."""
    features: list[str] = []
    if last is not None and _ties(words, last.end, run.start):
        head = words[last.end - 1]
        features += [f"of<={head.lower}", *(f"of<g={kind}" for kind in head.kinds)]
    end, count = run.end, len(words)
    if end + 1 < count and words[end].lower in JOINERS:
        beyond = end + 2 if words[end + 1].lower in JOINERS else end + 1
        if beyond < count and words[beyond].is_capital:
            features.append(f"of>{words[end].lower}")
    return features


def _ties(words: Sequence[Word], start: int, end: int) -> bool:
    return 0 < end - start <= 2 and all(w.lower in JOINERS for w in words[start:end])  # noqa: PLR2004 - "of the"


def _of_phrases(words: Sequence[Word], lexicon: Lexicon) -> list[list[str]]:
    """Return for each word where in a name of the gazetteer it stands, the longest one first."""
    found = [_NOTHING] * len(words)
    position = 0
    while position < len(words):
        length, kind = _phrase_at(words, position, lexicon)
        if length == 1:
            word = words[position]
            exact = "=" if lexicon.is_exact(word.text) else "~"
            found[position] = [f"zB1-{kind}{exact}{word.hint(1) if word.hints else '-'}"]
        elif length:
            found[position] = [f"zB-{kind}"]
            for inside in range(position + 1, position + length):
                found[inside] = [f"zI-{kind}"]
        position += length or 1
    return found


def _phrase_at(words: Sequence[Word], position: int, lexicon: Lexicon) -> tuple[int, str]:
    if not words[position].is_capital:
        return 0, ""
    longest = min(lexicon.longest(words[position].lower), len(words) - position)
    for length in range(longest, 0, -1):
        if not words[position + length - 1].is_capital:
            continue
        kind = lexicon.phrase(" ".join(w.lower for w in words[position : position + length]))
        if kind:
            return length, kind
    return 0, ""
