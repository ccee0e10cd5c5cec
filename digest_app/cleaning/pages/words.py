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
_STEMS: Final = (
    *("caption", "credit", "teaser", "comment", "byline", "author", "related", "promo"),
    *("infobox", "social", "newsletter", "tweet", "paywall", "share", "sponsor", "advert"),
    *("summary", "headline", "subtitle", "tags", "timestamp", "gallery"),
)
_SHORTEST_STEM: Final = min(map(len, _STEMS))
SHORT_LINE: Final = 160
_WORD: Final = re.compile(r"[^\W\d_]+|\d+|[©|@#:/]")
_MOST_WORDS: Final = 14
_REMEMBERED: Final = 2000


@lru_cache(_REMEMBERED)
def names(words: str) -> tuple[str, ...]:
    """Return the words by which a page names an element, one by one.

    The pages of a site name their elements alike, and both weights and reasons ask for them.
    """
    found = words.replace("-", " ").replace("_", " ").split()
    if len(words) >= _SHORTEST_STEM:
        found += ["~" + stem for stem in _STEMS if stem in words]
    return tuple(found)


def line_words(text: str) -> list[str]:
    """Return the first words of a line, lower-cased, numbers as their number of digits."""
    found = _WORD.findall(text[:SHORT_LINE].lower())[:_MOST_WORDS]
    return ["00000"[: len(word)] if word.isdigit() else word for word in found]


def line_score(text: str) -> tuple[float, float, float]:
    """Return what the words of a short line weigh: on average, at least, and at its beginning.

    A line without words weighs as little as words do; a long line is not judged by them.
    """
    if len(text) >= SHORT_LINE:
        return 0.0, 0.0, 0.0
    found = line_words(text)
    if not found:
        return -2.0, -2.0, 0.0
    known = line_weights()
    weights = [known.get(word, 0.0) for word in found]
    first = known.get("^" + found[0], 0.0)
    if len(found) > 1:
        first += known.get(f"^{found[0]} {found[1]}", 0.0)
    return sum(weights) / len(weights), min(weights), first


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
