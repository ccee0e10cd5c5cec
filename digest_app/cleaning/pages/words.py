"""What the words of a page weigh: those that name its elements, and those of its short lines.

The weights are natural log-odds, above zero for the article, in ``resources/pages/``;
``tests/bench/train_pages.py`` makes them.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from digest_app.assets import resource

# Elements whose name says that they are not the article, however much text they hold.
FURNITURE_TAGS: Final = frozenset({"nav", "footer"})
FURNITURE: Final = frozenset(
    (
        *("sidebar", "rightrail", "breadcrumb", "breadcrumbs", "navbar", "related", "recommended"),
        *("recommendations", "recirc", "outbrain", "taboola", "modal", "hidden-by-page"),
    )
)
# And those that stay furniture even where they hold most of a page's text.
NEVER_ARTICLE: Final = frozenset(
    (
        *("comment", "comments", "commentlist", "commentaires", "kommentare", "comentarios"),
        *("comentários", "disqus", "respond", "footer", "colophon", "contentinfo", "cookie"),
        *("cookies", "consent", "gdpr", "onetrust", "usercentrics"),
    )
)
# Parts of names that sites glue together: "leadmediacaption", "articletags".
STEMS: Final = (
    *("caption", "credit", "teaser", "comment", "byline", "author", "related", "promo"),
    *("infobox", "social", "newsletter", "tweet", "paywall", "share", "sponsor", "advert"),
    *("summary", "headline", "subtitle", "tags", "timestamp", "gallery"),
)
_REMEMBERED: Final = 4096  # words; sites name their parts with the same few thousand
SHORT_LINE: Final = 160
_RUN: Final = re.compile(r"\w+")
_PRINTERS_SIGNS: Final = "’“”‘–—…\u00a0"  # those that English texts have
_TELLING_SIGNS: Final = "|@#:/"
_NO_LETTERS: Final = bytes(c for c in range(128) if not chr(c).isalnum())


def _blanks(kept: str) -> bytes:
    """Return a table that makes spaces of all plain signs but those that are kept."""
    signs = bytes(c for c in _NO_LETTERS if chr(c) not in kept)
    return bytes.maketrans(signs, b" " * len(signs))


# Bytes are put through a table much faster than strings.
_SIGNS: Final = _blanks(kept="_")
_OTHER_SIGNS: Final = _blanks(kept=_TELLING_SIGNS)
_WORD: Final = re.compile(r"[^\W\d_]+|\d+|[©|@#:/]")
_MOST_WORDS: Final = 14


def split(words: str) -> list[str]:
    """Return the words in an element's name, one by one."""
    return words.replace("-", " ").replace("_", " ").split()


@lru_cache(_REMEMBERED)
def stems(word: str) -> tuple[str, ...]:
    """Return the parts that telling words have in a word of a name, each behind a "~"."""
    return tuple(["~" + stem for stem in STEMS if stem in word])


def names(words: str) -> list[str]:
    """Return all by which an element's name tells what it is, its stems last."""
    found = split(words)
    return found + [stem for word in found for stem in stems(word)]


def runs(lowered: str) -> list[str]:
    r"""Return what ``\w+`` finds in a lower-cased text.

    To cut at the signs between is several times as fast where they are all known.
    """
    found = _cut(lowered, _SIGNS)
    if lowered.isascii() or "".join(found).replace("_", "").isalnum():
        return found
    words: list[str] = []
    for run in found:
        if run.isalnum():
            words.append(run)
        else:
            words += _RUN.findall(run)
    return words


def line_words(text: str) -> list[str]:
    """Return the first words of a line, lower-cased, numbers as their number of digits."""
    lowered = text[:SHORT_LINE].lower()
    for sign in _TELLING_SIGNS:
        if sign in lowered:
            lowered = lowered.replace(sign, f" {sign} ")
    cut = _cut(lowered, _OTHER_SIGNS)
    if "".join(cut).isalpha():
        return cut[:_MOST_WORDS]
    found: list[str] = []
    for run in cut:
        if run.isalpha():
            found.append(run)
        elif run.isdecimal():
            found.append("00000"[: len(run)])
        else:
            found += map(_counted, _WORD.findall(run))
        if len(found) >= _MOST_WORDS:
            break
    return found[:_MOST_WORDS]


def _counted(word: str) -> str:
    return "00000"[: len(word)] if word.isdigit() else word


def _cut(lowered: str, signs: bytes) -> list[str]:
    """Cut a text at white space, at the plain signs that a table has, and at those of printers."""
    if not lowered.isascii():
        for sign in _PRINTERS_SIGNS:
            lowered = lowered.replace(sign, " ")
    return (
        lowered.encode("utf-8", "surrogatepass")
        .translate(signs)
        .decode("utf-8", "surrogatepass")
        .split()
    )


def line_score(text: str) -> tuple[float, float, float]:
    """Return what the words of a short line weigh: on average, at least, and at its beginning.

    A line without words weighs as little as words do; a long line is not judged by them.
    """
    if len(text) >= SHORT_LINE:
        return 0.0, 0.0, 0.0
    found = line_words(text)
    if not found:
        return -2.0, -2.0, 0.0
    weight = line_weights().get
    total, least = 0.0, weight(found[0], 0.0)
    for word in found:
        own = weight(word, 0.0)
        total += own
        least = own if own < least else least  # noqa: FURB136 - quicker
    opening = "^" + found[0]
    first = weight(opening, 0.0)
    if len(found) > 1:
        first += weight(opening + " " + found[1], 0.0)
    return total / len(found), least, first


def _table(name: str) -> dict[str, float]:
    weights: dict[str, float] = {}
    for row in resource(f"pages/{name}.tsv").read_text("utf-8").splitlines():
        if row and row[0] != "#":
            weight, _, word = row.partition("\t")
            weights[word] = float(weight)
    return weights


@cache
def name_weights() -> dict[str, float]:
    """Return what the words that name elements weigh."""
    return _table("names")


@cache
def line_weights() -> dict[str, float]:
    """Return what the words of short lines weigh; ``^word`` stands for a line's first word."""
    return _table("lines")
