"""Train what tells the article's blocks of a page from the others; writes ``resources/pages/``.

  pip install lightgbm numpy
  python -m tests.bench.train_pages --shared DIR [--check]

It reads the dev packs of ``DIR/bench/clean_html`` alone. A block is the article's where its words
stand in the gold text, in the gold's order. ``--check`` trains nothing that is kept: it leaves
out a quarter of the sites at a time and prints how well they are then cleaned, the word rules
and the page's own data heard as ever.
"""

from __future__ import annotations

import argparse
import hashlib
import math
import os
import re
import sys
from bisect import bisect_right
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import lightgbm
import numpy as np

os.environ["DIGEST_PLAIN_PYTHON"] = "1"  # weights that are on trial reach the Python form alone

import digest_app.cleaning.pages as judging
from digest_app.cleaning.engine import clean
from digest_app.cleaning.pages import evidence, page, words
from digest_app.cleaning.pages.model import SETTLED
from digest_app.domain.article import cleaned
from digest_app.domain.document import Document
from digest_app.readers.page import read_page

PACKS = {"zyte": 4.0, "fundus": 2.0, "wcxb_articles": 1.0, "trafilatura_segments": 1.0}
SHAPE_TREES, WORDS_TREES = 12, 48
SETTINGS = {
    "objective": "binary",
    "verbose": -1,
    "num_threads": 2,
    "seed": 1,
    "deterministic": True,
    "min_data_in_leaf": 40,
    "num_leaves": 12,
}
FOLDS = 4
TOKEN = re.compile(r"\w+")
OUT = Path(__file__).resolve().parents[2] / "resources" / "pages"


class Row(NamedTuple):
    """A page of a pack: its gold, its site, its blocks' texts, and which are the article's."""

    pack: str
    gold: dict
    site: str
    document: Document
    texts: list[str]
    labels: list[float | None]


def rows(shared: Path) -> list[Row]:
    sys.path.insert(0, str(shared / "bench" / "clean_html"))
    import score_html

    made = []
    for pack in PACKS:
        for gold, html in score_html.load_pack(shared / "bench" / "clean_html" / f"{pack}.tar.xz"):
            document = read_page(html, inlines=False)
            texts = [document.text[b.start : b.end] for b in document.blocks]
            labels = aligned(texts, gold["text"]) if "text" in gold else stated(texts, gold)
            site = ".".join(urlsplit(gold.get("url") or gold["id"]).netloc.split(".")[-2:])
            made.append(Row(pack, gold, site, document, texts, labels))
    return made


def stated(texts: list[str], gold: dict) -> list[float | None]:
    """Label the blocks that hold a string which must, or must not, be there."""
    labels: list[float | None] = [None] * len(texts)
    for i, text in enumerate(texts):
        if any(string in text for string in gold["with"]):
            labels[i] = 1.0
        elif any(s in text or (len(text) > 15 and text in s) for s in gold["without"]):
            labels[i] = 0.0
    return labels


def aligned(texts: list[str], gold: str) -> list[float | None]:  # noqa: C901 - one algorithm
    """Label the blocks whose words stand in the gold, in order: long ones first, then between."""
    tokens = TOKEN.findall(gold)
    whole = " " + " ".join(tokens) + " "
    offsets, position = [], 1
    for token in tokens:
        offsets.append(position)
        position += len(token) + 1
    grams: dict[tuple[str, ...], int] = {}
    for i in range(len(tokens) - 3):
        grams.setdefault(tuple(tokens[i : i + 4]), i)
    blocks = [TOKEN.findall(text) for text in texts]
    anchors = []
    for i, block in enumerate(blocks):
        if len(block) >= 8:
            own = [tuple(block[k : k + 4]) for k in range(len(block) - 3)]
            hits = [gram for gram in own if gram in grams]
            if len(hits) >= 0.6 * len(own):
                anchors.append((i, offsets[grams[hits[0]]]))
    kept = [anchors[k] for k in _rising([offset for _, offset in anchors])]
    labels: list[float | None] = [0.0] * len(texts)
    for i, _ in kept:
        labels[i] = 1.0
    bounds = [(-1, 0), *kept, (len(blocks), len(whole))]
    for (i, start), (j, end) in pairwise(bounds):
        here = start + (len(" ".join(blocks[i])) // 2 if i >= 0 else 0)
        for k in range(i + 1, j):
            if blocks[k]:
                found = whole.find(f" {' '.join(blocks[k])} ", max(0, here - 1), end + 1)
                if found >= 0:
                    labels[k], here = 1.0, found + len(" ".join(blocks[k])) + 1
    return labels


def _rising(values: list[int]) -> list[int]:
    """Return the places of a longest run of values that never falls."""
    tails: list[int] = []
    places: list[int] = []
    before = [-1] * len(values)
    for i, value in enumerate(values):
        k = bisect_right(tails, value)
        tails[k : k + 1] = [value]
        places[k : k + 1] = [i]
        before[i] = places[k - 1] if k else -1
    made, i = [], places[-1] if places else -1
    while i >= 0:
        made.append(i)
        i = before[i]
    return made[::-1]


def _is_menu(block) -> bool:
    return block.layout.links > 2 and block.layout.link_share > 0.8


def name_weights(pages: list[Row]) -> dict[str, float]:
    """Weigh the words that name elements by how much of the text in them is the article's."""
    good, bad, seen = Counter(), Counter(), Counter()
    for row in pages:
        if "text" not in row.gold:
            continue
        inside = [[0.0, 0.0] for _ in row.document.elements]
        for block, text, label in zip(row.document.blocks, row.texts, row.labels, strict=True):
            number = block.layout.element if not _is_menu(block) else -1
            while number >= 0:
                inside[number][0 if label else 1] += min(len(text), 300) ** 0.5
                number = row.document.elements[number].parent
        named: dict[str, list[float]] = {}
        for element, (article, other) in zip(row.document.elements, inside, strict=True):
            if not re.fullmatch("h[1-6]", element.tag):  # their ids are their own words
                for name in {n for n in words.names(element.words) if len(n) > 1}:
                    sums = named.setdefault(name, [0.0, 0.0])
                    sums[0] += article
                    sums[1] += other
        for name, (article, other) in named.items():
            if article + other and name.lstrip("~")[:1].isalpha():
                good[name] += article / (article + other)
                bad[name] += other / (article + other)
                seen[name] += 1
    return _odds(good, bad, seen, least=10, prior=1.5, smallest=0.3)


def line_weights(pages: list[Row]) -> dict[str, float]:
    """Weigh the words of short lines by the share of lines with them that are the article's."""
    good, bad, seen = Counter(), Counter(), Counter()
    for row in pages:
        here = (Counter(), Counter())
        for block, text, label in zip(row.document.blocks, row.texts, row.labels, strict=True):
            found = words.line_words(text)
            if label is None or len(text) >= words.SHORT_LINE or _is_menu(block) or not found:
                continue
            counts = here[0 if label else 1]
            counts.update(set(found))
            counts["^" + found[0]] += 1
            if len(found) > 1:
                counts[f"^{found[0]} {found[1]}"] += 1
        for word in {*here[0], *here[1]}:
            whole = here[0][word] + here[1][word]
            good[word] += here[0][word] / whole
            bad[word] += here[1][word] / whole
            seen[word] += 1
    return _odds(good, bad, seen, least=10, prior=1.0, smallest=0.25)


def _odds(good, bad, seen, *, least: int, prior: float, smallest: float) -> dict[str, float]:
    odds = {n: round(math.log((good[n] + prior) / (bad[n] + prior)), 2) for n in seen}
    return {n: odds[n] for n in sorted(seen) if seen[n] >= least and abs(odds[n]) >= smallest}


class Seen(NamedTuple):
    """The blocks of a page that are judged, and their evidence."""

    blocks: list[int]
    evidence: np.ndarray


def seen_with(row: Row, names: dict[str, float], lines: dict[str, float]) -> Seen:
    """Look at a page by the weights given."""
    page.name_weights, words.line_weights = lambda: names, lambda: lines
    looked = page.Page(row.document) if row.document.blocks else None
    chosen = looked.candidates() if looked else []
    made = [evidence.shape(looked, i) + evidence.words(looked, i) for i in chosen]
    return Seen(chosen, np.array(made, np.float32).reshape(len(chosen), len(evidence.NAMES)))


class Trained(NamedTuple):
    """The two boosters: on structure alone, and then on all that there is to say."""

    shape: lightgbm.Booster
    words: lightgbm.Booster

    def odds(self, seen: np.ndarray) -> np.ndarray:
        first = self.shape.predict(seen[:, : len(evidence.SHAPE)], raw_score=True)
        both = first + self.words.predict(seen, raw_score=True)
        return np.where(np.abs(first) > SETTLED, first, both)


def trained(pages: list[Row], seen: list[Seen]) -> Trained:
    features, labels, weights = [], [], []
    for row, (chosen, made) in zip(pages, seen, strict=True):
        known = [k for k, i in enumerate(chosen) if row.labels[i] is not None]
        features.append(made[known])
        labels += [float(bool(row.labels[chosen[k]])) for k in known]
        weights += [_weight(row, chosen[k]) for k in known]
    x, y, weight = np.vstack(features), np.array(labels), np.array(weights)
    data = lightgbm.Dataset(x[:, : len(evidence.SHAPE)], y, weight=weight)
    shape = lightgbm.train(SETTINGS | {"learning_rate": 0.3}, data, SHAPE_TREES)
    first = shape.predict(x[:, : len(evidence.SHAPE)], raw_score=True)
    open_ = np.abs(first) <= SETTLED + 0.5  # a little beyond, so that the edge is learnt too
    data = lightgbm.Dataset(x[open_], y[open_], weight=weight[open_], init_score=first[open_])
    return Trained(shape, lightgbm.train(SETTINGS | {"learning_rate": 0.15}, data, WORDS_TREES))


def _weight(row: Row, i: int) -> float:
    if "text" not in row.gold:
        return 1.0
    return (20 + min(len(row.texts[i]), 500)) / 100 * PACKS[row.pack]


def write(names: dict[str, float], lines: dict[str, float], model: Trained) -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    by = "made by tests/bench/train_pages.py; natural log-odds, above zero for the article\n"
    for name, told, weights in (
        ("names", "# Words of class, id and role", names),
        ("lines", "# Words of short lines; ^ is a line's first word, or its first two", lines),
    ):
        rows_ = "".join(f"{weight:g}\t{word}\n" for word, weight in weights.items())
        (OUT / f"{name}.tsv").write_text(f"{told}: {by}{rows_}", "utf-8")
    told = "# Trees: a fork (its branches follow, the first for “at most”), or what it adds"
    for name, booster in model._asdict().items():
        text = "".join(
            f"tree {n}\n" + "\n".join(_branch(tree["tree_structure"], 1)) + "\n"
            for n, tree in enumerate(booster.dump_model()["tree_info"], start=1)
        )
        (OUT / f"{name}.txt").write_text(f"{told}; {by}{text}", "utf-8")


def _branch(node: dict, depth: int) -> list[str]:
    indent = " " * depth
    if "leaf_value" in node:
        return [f"{indent}adds {node['leaf_value']:.4f}"]
    fork = f"{indent}{evidence.NAMES[node['split_feature']]} <= {node['threshold']:.6g}"
    left, right = _branch(node["left_child"], depth + 1), _branch(node["right_child"], depth + 1)
    return [fork, *left, *right]


class Given(NamedTuple):
    """Odds that were made beforehand, in the place of the shipped model."""

    by: dict[int, float]

    def odds(self, _: page.Page, i: int) -> float:
        return self.by[i]


def cleaned_with(row: Row, odds: dict[int, float]) -> str:
    """Return a page's cleaned text where its blocks are judged by the odds given."""
    shipped, judging.model = judging.model, lambda: Given(odds)
    try:
        return cleaned(row.document.text, clean(row.document))
    finally:
        judging.model = shipped


def check(pages: list[Row]) -> None:
    """Print the scores of pages whose site was left out of the training."""
    import score_html

    kept = [""] * len(pages)
    for fold in range(FOLDS):
        learnt = [row for row in pages if _fold(row) != fold]
        names, lines = name_weights(learnt), line_weights(learnt)
        model = trained(learnt, [seen_with(row, names, lines) for row in learnt])
        for n, row in enumerate(pages):
            if _fold(row) == fold:
                chosen, made = seen_with(row, names, lines)
                odds = model.odds(made).tolist() if chosen else []
                kept[n] = cleaned_with(row, dict(zip(chosen, odds, strict=True)))
    for pack in PACKS:
        mine = [(row.gold, b"") for row in pages if row.pack == pack]
        score = score_html.score(
            mine, [k for k, r in zip(kept, pages, strict=True) if r.pack == pack]
        )
        print(pack, {k: round(v, 4) for k, v in score.items() if not k.endswith("_se")})


def _fold(row: Row) -> int:
    return int(hashlib.sha256(row.site.encode()).hexdigest(), 16) % FOLDS


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    pages = rows(args.shared)
    if args.check:
        check(pages)
        return
    names, lines = name_weights(pages), line_weights(pages)
    write(names, lines, trained(pages, [seen_with(row, names, lines) for row in pages]))


if __name__ == "__main__":
    main()
