"""What its place and its neighbours say of a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from digest_app.cleaning.lines_looks import LENGTHS, MOST_WORDS, ending, share
from digest_app.cleaning.rules_match import word_count

if TYPE_CHECKING:
    from digest_app.cleaning.lines_evidence import Line

MOST_WORDS_OF_HEAD: Final = 8
ENDS_COUNTED: Final = 4
_TOPS: Final = tuple(range(ENDS_COUNTED))
PREFIX: Final = 40
# By how many lines there are without prose, up to 11, which stands for more.
RUNS: Final = ("0", "1", "2", *["3-5"] * 3, *["6-10"] * 5, "11+")

Place = tuple[str, str, str, str, int, int]
"""A line's place: the shapes of the five lines around it, how many without prose stand together
there, how much of the text is prose, where the line stands to it, and its number from the top and
from the end, as far as they are counted."""


def in_context(lines: Sequence[Line]) -> tuple[list[Place], Mapping[int, Sequence[str]]]:
    """Return for each line its place among the others, and by its index what else is found."""
    return _places("".join([line.shape for line in lines])), _besides(lines)


def _places(shapes: str) -> list[Place]:
    """Return the place of each line; the lines are given by their shapes alone.

    What is said of the lines is put together a column at a time: that costs a quarter of what
    it costs a line at a time.
    """
    count, first, last = len(shapes), shapes.find("P"), shapes.rfind("P")
    around = f"NN{shapes}NN"
    near = [around[i : i + 5] for i in range(count)]
    dense = [share(shapes.count("P") / count) if shapes else "none"] * count
    where = ["above"] * count
    if first >= 0:
        where[first:] = ["within"] * (last + 1 - first) + ["below"] * (count - last - 1)
    tops = [*_TOPS[:count], *[ENDS_COUNTED] * (count - ENDS_COUNTED)]
    return list(zip(near, _runs(shapes), dense, where, tops, reversed(tops), strict=True))


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
    kinds = [(i, line.hits[0].rule.kind) for i, line in enumerate(lines) if line.hits]
    if not kinds:
        return found
    for i, head in _heads(lines).items():
        found.setdefault(i, []).append(f"under:{head}/{lines[i].shape}")
    for i, kind in kinds:
        if i + 1 < len(lines):
            found.setdefault(i + 1, []).append(f"after-rule:{kind}/{lines[i + 1].shape}")
    for i, kind in kinds:
        if i:
            found.setdefault(i - 1, []).append(f"before-rule:{kind}/{lines[i - 1].shape}")
    return found


def _runs(shapes: str) -> list[str]:
    """Return for each line how many lines without prose stand together around it."""
    runs: list[str] = []
    for part in shapes.split("P"):
        size = len(part)
        runs += [RUNS[min(size, len(RUNS) - 1)]] * size
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
        elif line.hits and line.words <= MOST_WORDS_OF_HEAD:
            head = str(line.hits[0].rule.kind)
    return heads


def repeats(texts: Sequence[str]) -> dict[int, list[str]]:
    """Return what lines repeat, by their index: another line, or the beginning of one."""
    beginnings = [text[:PREFIX] for text in texts]
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
        length = LENGTHS[min(word_count(text), MOST_WORDS)]
        beside = "beside" if i - 1 in same or i + 1 in same else "far"
        return [f"repeats:{beside}", f"repeats:{beside}/{length}"]
    alike = [other for other in alike if len(texts[other]) >= PREFIX]
    if len(text) < PREFIX or len(alike) <= 1:
        return []
    return ["repeats:later" if i < alike[-1] else "repeats:earlier", f"repeats/{ending(text)}"]
