"""The marked texts that the model learns from."""

from __future__ import annotations

import json
import lzma
from pathlib import Path
from typing import NamedTuple

TYPES = ("PERSON", "ORG", "PLACE")
# Messages tell less about the words of news than articles and encyclopedias do.
_MESSAGES = {"btc": 0.3, "wnut17": 0.3}


class MarkedName(NamedTuple):
    """A name that the annotators marked, ``[start, end)`` in code points."""

    start: int
    end: int
    type: str


class Text(NamedTuple):
    """A text with its names in order; ``weight`` is how much its words count for the hints."""

    source: str
    text: str
    names: tuple[MarkedName, ...]
    weight: float


def read(path: Path, leave_out: frozenset[str]) -> list[Text]:
    """Return the texts of an xz file with one JSON record a line, but for some sources."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    return [_text(record) for record in records if record["source"] not in leave_out]


def _text(record: dict[str, object]) -> Text:
    spans = record["spans"]
    assert isinstance(spans, list)  # noqa: S101 - the format's promise
    names = sorted(
        MarkedName(span["start"], span["end"], span["type"])
        for span in spans
        if span["type"] in TYPES
    )
    source = str(record["source"])
    return Text(source, str(record["text"]), tuple(names), _MESSAGES.get(source, 1.0))
