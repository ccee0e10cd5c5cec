"""Train the conditional random field that marks names.

Twice: first with L-BFGS and an L1 penalty, which finds the features worth keeping; then, on
these alone, as an averaged perceptron, which is right more often than L-BFGS is.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pycrfsuite
from training_texts import MarkedName, Text

from digest_app.facts.names import evidence, features
from digest_app.facts.names.lexicon import Lexicon
from digest_app.facts.names.runs import segments
from digest_app.facts.names.words import WordBook
from digest_app.facts.sentences import split
from digest_app.facts.tokens import Token, tokens

Example = tuple[list[list[str]], list[str]]
_LETTERS = {"PERSON": "P", "ORG": "O", "PLACE": "L"}
_SELECTION = {"c1": 0.15, "c2": 0.01, "max_iterations": 120}
_PASSES = 8


def train(texts: list[Text], lexicon: Lexicon, path: Path) -> None:
    """Train on the texts and write the model, as CRFsuite writes it."""
    made = list(examples(texts, lexicon))
    random.Random(1).shuffle(made)  # noqa: S311 - not for secrets
    _run("lbfgs", _SELECTION, made, path)
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    kept = tagger.info().attributes.keys()
    tagger.close()
    print(f"  {len(kept):,} features kept", flush=True)
    small = [([[f for f in word if f in kept] for word in words], y) for words, y in made]
    _run("ap", {"max_iterations": _PASSES}, small, path)


def examples(texts: list[Text], lexicon: Lexicon) -> Iterator[Example]:
    """Yield the features and labels of each stretch worth tagging.

    Each word also carries the source of its text. No text at run time has one, so that the
    habits of one source's annotators stay with that source.
    """
    book = WordBook(lexicon)
    for text in texts:
        sentences = [tokens(text.text, *ends) for ends in split(text.text)]
        worded = [[book.word(token.text) for token in sentence] for sentence in sentences]
        known = evidence.gather(worded)
        for number, (sentence, words) in enumerate(zip(sentences, worded, strict=True)):
            labels = _labels(sentence, text.names)
            seen_at = features.of_sentence(words, known, lexicon, is_first=number == 0)
            for start, end in segments(words):
                marked = [[*seen_at(i), f"source={text.source}"] for i in range(start, end)]
                yield marked, labels[start:end]


def _labels(sentence: list[Token], names: tuple[MarkedName, ...]) -> list[str]:
    """Return O, or B (begin) or I (inside) with the letter of the type, for each word."""
    labels = ["O"] * len(sentence)
    for name in names:
        prefix = "B"
        for position, token in enumerate(sentence):
            inside = token.start < name.end and token.end > name.start
            if not inside or labels[position] != "O":
                continue
            if prefix == "B" and token.text.islower():
                continue
            labels[position] = f"{prefix}-{_LETTERS[name.type]}"
            prefix = "I"
    return labels


def _run(algorithm: str, settings: dict[str, float], made: list[Example], path: Path) -> None:
    trainer = pycrfsuite.Trainer(algorithm=algorithm, verbose=False)
    trainer.set_params(settings)
    append: Callable[[list[list[str]], list[str]], None] = trainer.append
    for words, labels in made:
        append(words, labels)
    trainer.train(str(path))
