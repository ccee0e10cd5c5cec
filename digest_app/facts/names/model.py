"""The trained model: for each word of a stretch, the label it most likely has.

A conditional random field on CRFsuite (python-crfsuite), shipped compressed as
``resources/models/names-LANGUAGE.crfsuite.gz``; ``packaging/model/`` makes it. A language has
tuned names where it has such a file.
"""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path
from typing import NamedTuple

from digest_app.assets import resource
from digest_app.domain.fact import FactType

_TYPES = {"P": FactType.PERSON, "O": FactType.ORGANIZATION, "L": FactType.PLACE}
OUTSIDE = "O"


class Mention(NamedTuple):
    """A name among the words of a stretch, ``[start, end)``; ``confidence`` is from 0 to 1."""

    start: int
    end: int
    type: FactType
    confidence: float


class Model:
    """A model that is loaded; ask it from one thread at a time."""

    def __init__(self, data: bytes) -> None:
        import pycrfsuite  # noqa: PLC0415 - most uses of the program never look for names

        # CRFsuite reads from these bytes as long as it lives, and does not keep them itself.
        self._data = data
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open_inmemory(data)

    def mentions(self, features: list[list[str]]) -> list[Mention]:
        """Return the names in a stretch of words, given the features of each word."""
        labels: list[str] = self._tagger.tag(features)
        found: list[Mention] = []
        start = 0
        while start < len(labels):
            end = _end(labels, start)
            if labels[start] != OUTSIDE:
                sure = self._tagger.marginal(labels[start], start)
                found.append(Mention(start, end, _TYPES[labels[start][-1]], sure))
            start = end
        return found


def _end(labels: list[str], start: int) -> int:
    """Return where the name, or the word outside of names, ends that begins here."""
    end = start + 1
    inside = f"I-{labels[start][-1]}"
    while labels[start] != OUTSIDE and end < len(labels) and labels[end] == inside:
        end += 1
    return end


def is_tuned(language: str) -> bool:
    """Tell whether a model of names is shipped for this language (a BCP 47 tag)."""
    return _path(language).is_file()


@cache
def model(language: str) -> Model:
    """Return the model of a language; it is read at the first call and kept.

    Raises:
        FileNotFoundError: if there is none, see :func:`is_tuned`.
    """
    return Model(gzip.decompress(_path(language).read_bytes()))


def _path(language: str) -> Path:
    return resource("models") / f"names-{language.partition('-')[0].lower()}.crfsuite.gz"
