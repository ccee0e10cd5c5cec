"""A document whose letters were once decoded wrongly, put right; every position moves with them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import fields, replace
from typing import NamedTuple

from digest_app.domain.block import Block
from digest_app.domain.document import Document, Metadata, Origin
from digest_app.readers.claims import claims_of, settle
from digest_app.readers.mojibake import NOTE, looks_wrong, repaired
from digest_app.readers.statements import stated_in_lines

REPAIRED = "Its damaged letters were repaired; the file is as it was."
_WORD = re.compile(r"\S+")
_LONGEST_SIGN = 4  # a letter has up to four bytes in UTF-8, and each became a sign


class Repaired(NamedTuple):
    """A repaired document, and where each position of the damaged one is now."""

    document: Document
    place: Callable[[int], int]


class Damage(NamedTuple):
    """A damaged word, and what it is once it is repaired: ``cafÃ©`` and ``café``."""

    found: str
    meant: str


def damages(text: str, most: int = 2) -> tuple[Damage, ...]:
    """Return the first damaged words of a text that can be repaired; none where it is sound."""
    found: dict[str, Damage] = {}
    if looks_wrong(text):
        for match in _WORD.finditer(text):
            word = match[0].strip(".,;:!?()[]")
            if looks_wrong(word) and (meant := repaired(word)) != word:
                found.setdefault(word, Damage(word, meant))
            if len(found) == most:
                break
    return tuple(found.values())


def repair(document: Document) -> Repaired:
    """Return the document with its wrongly decoded letters put right, block by block.

    What is right already stays as it is, and so does the order of everything.
    """
    parts: list[str] = []
    olds, news = [0], [0]
    position = length = 0
    for block in document.blocks or (Block(0, len(document.text)),):
        words = repaired(document.text[block.start : block.end])
        parts += [document.text[position : block.start], words]
        length += block.start - position
        olds.append(block.start)
        news.append(length)
        length += len(words)
        position = block.end
        olds.append(block.end)
        news.append(length)
    parts.append(document.text[position:])
    place = _Places(document.text, "".join(parts), olds, news)
    return Repaired(_moved(document, place.text, place.of), place.of)


class _Places:
    """Where positions of a damaged text are in the repaired one; between blocks both are equal."""

    def __init__(self, damaged: str, text: str, olds: list[int], news: list[int]) -> None:
        self._damaged, self.text = damaged, text
        self._olds, self._news = olds, news

    def of(self, old: int) -> int:
        """Return where a position is now; one inside a damaged letter is where that begins."""
        at = bisect_right(self._olds, old) - 1
        start, first = self._olds[at], self._news[at]
        end = self._olds[at + 1] if at + 1 < len(self._olds) else len(self._damaged)
        last = self._news[at + 1] if at + 1 < len(self._news) else len(self.text)
        whole = self.text[first:last]
        for point in range(old, max(start, old - _LONGEST_SIGN), -1):
            before = repaired(self._damaged[start:point])
            if before + repaired(self._damaged[point:end]) == whole:
                return first + len(before)
        return first


def _moved(document: Document, text: str, place: Callable[[int], int]) -> Document:
    """Put everything where it is now; lines that are legible now may state more than before."""
    blocks = (b._replace(start=place(b.start), end=place(b.end)) for b in document.blocks)
    inlines = (
        i._replace(start=place(i.start), end=place(i.end), alt=repaired(i.alt))
        for i in document.inlines
    )
    notes = tuple(note for note in document.notes if note != NOTE)
    moved = replace(
        document,
        text=text,
        blocks=tuple(blocks),
        inlines=tuple(inlines),
        notes=(*notes, REPAIRED),
    )
    claims = [*claims_of(_metadata(document.metadata)), *stated_in_lines(text, moved.blocks)]
    return replace(moved, metadata=settle(claims))


def _metadata(stated: Metadata) -> Metadata:
    """Repair what was read from the same damaged text."""
    texts = {f.name: getattr(stated, f.name) for f in fields(stated)}
    mended = {name: repaired(value) for name, value in texts.items() if isinstance(value, str)}
    origins = tuple(
        Origin(o.field, o.source, repaired(o.value), tuple((s, repaired(v)) for s, v in o.others))
        for o in stated.origins
    )
    authors = tuple(map(repaired, stated.authors))
    return replace(stated, **mended, authors=authors, origins=origins)
