"""Articles that nobody wrote, whose words are as frequent as those of news.

Words are drawn by Zipf's law from 60,000 made-up ones; each article has its own topic, whose
words come back, so that rare words cluster as they do in real texts.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Iterator
from itertools import accumulate

from digest_app.domain.article import Article
from digest_app.domain.block import Block
from digest_app.domain.boilerplate import BoilerplateKind, Removal
from digest_app.domain.document import Document, Metadata
from digest_app.domain.fact import Fact, FactType
from digest_app.library.articles import Arrival
from digest_app.library.library import Library

VOCABULARY = 60_000
_SYLLABLES = [
    "ba",
    "con",
    "de",
    "er",
    "fi",
    "go",
    "hal",
    "in",
    "jo",
    "ka",
    "lo",
    "men",
    "ne",
    "or",
    "pre",
    "qui",
    "ra",
    "st",
    "ta",
    "un",
    "ver",
    "wi",
    "za",
]
_PUBLISHERS = [
    f"The {name} Courier" for name in ["North", "South", "East", "West", "Upper", "Lower"]
]


def vocabulary(chance: random.Random) -> list[str]:
    """Return different words, the frequent ones short."""
    words: dict[str, None] = {}
    while len(words) < VOCABULARY:
        length = 1 if len(words) < 20 else 2 if len(words) < 350 else chance.choice((3, 3, 4, 5))
        words["".join(chance.choices(_SYLLABLES, k=length))] = None
    return list(words)


class SyntheticNews:
    """Draws articles, the same ones for the same seed."""

    def __init__(self, seed: int = 1) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - the same articles every time
        self.words = vocabulary(random.Random(0))  # noqa: S311
        self._weights = list(accumulate(1 / (rank + 3) for rank in range(VOCABULARY)))

    def word(self) -> str:
        """Draw one word as frequent as in the texts."""
        return self._chance.choices(self.words, cum_weights=self._weights)[0]

    def article(self, number: int) -> tuple[Article, tuple[Fact, ...]]:
        """Draw one article of some 3,000 letters, with 12 facts and one line of boilerplate."""
        chance = self._chance
        drawn = chance.choices(self.words, cum_weights=self._weights, k=440)
        topic = chance.sample(drawn, 6)
        for place in chance.sample(range(len(drawn)), 40):
            drawn[place] = chance.choice(topic)
        paragraphs = [_paragraph(drawn[n : n + 55]) for n in range(0, len(drawn), 55)]
        body = "\n\n".join(paragraphs)
        text = f"{body}\n\nRead also: {' '.join(topic)}"
        return self._cleaned(text, len(body), topic, number), self._facts(text, number)

    def _cleaned(self, text: str, body: int, topic: list[str], number: int) -> Article:
        starts = [0, *(match.end() for match in re.finditer("\n\n", text))]
        ends = [*(start - 2 for start in starts[1:]), len(text)]
        meta = Metadata(
            title=" ".join(topic).title(),
            authors=(f"{topic[0]} {topic[1]}".title(),),
            publisher=self._chance.choice(_PUBLISHERS),
            published=f"20{10 + number % 15}-{1 + number % 12:02}-{1 + number % 28:02}",
            language="en",
        )
        blocks = tuple(map(Block, starts, ends))
        ad = Removal(body + 2, len(text), BoilerplateKind.READ_ALSO, "read-also", "“Read also:”.")
        return Article(Document(text, blocks, meta), (ad,), f"{number}.txt")

    def _facts(self, text: str, number: int) -> tuple[Fact, ...]:
        kinds = (FactType.PERSON, FactType.ORGANIZATION, FactType.PLACE, FactType.MONEY)
        made = []
        for n in range(12):
            start = n * 150
            end = text.index(" ", start + 10)
            kind = kinds[n % 4] if number % 3 else kinds[n % 3]
            value = f"USD {self._chance.randint(1, 10**9)}" if kind is FactType.MONEY else ""
            made.append(
                Fact(kind, text[start:end], start, end, value, sentence_end=end, why="early")
            )
        return tuple(made)


def _paragraph(words: list[str]) -> str:
    sentences = [" ".join(words[n : n + 11]).capitalize() for n in range(0, len(words), 11)]
    return ". ".join(sentences) + "."


def fill(library: Library, news: SyntheticNews, count: int, at_once: int = 250) -> Iterator[int]:
    """Add articles as an import does, originals aside; yield the letters of each batch."""
    start = library.listing.counts().everything
    for first in range(start, start + count, at_once):
        letters = 0
        with library.database.writing():
            for number in range(first, min(first + at_once, start + count)):
                article, facts = news.article(number)
                data = article.text.encode()
                letters += len(data)
                library.articles.add(
                    Arrival(
                        hashlib.sha256(b"%d" % number + data).hexdigest(),
                        len(data),
                        [(article, facts)],
                        article.name,
                        f"2026-{1 + number * 12 // (start + count):02}-01T00:00:00Z",
                        "bench",
                    )
                )
        yield letters
