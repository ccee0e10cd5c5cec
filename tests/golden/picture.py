"""Draws a cleaned article as text that a person reviews by reading it.

First what was read about the article, a field a line; then its pieces, ``kind | words``, ``keep`` for
what stays; ``+`` marks a piece that continues the block of the line above. What stands there is a
person's judgement. Where the program does not agree yet, its own answer follows behind ``≠``:

    keep ≠ read_also | A 212-metre core from a Tajik glacier holds 1,600 years of dust

so that a fault that is known stands where one reads it, and a new one fails the test.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from digest_app.domain.article import Article
from digest_app.domain.block import Block

_STATED = ("title", "byline", "publisher", "published", "url", "language")


class Line(NamedTuple):
    """A line of a picture: about what, what a person says of it, what the program says.

    ``what`` is a field's name for the first lines, and a piece's words for the others.
    """

    what: str
    wanted: str
    got: str
    is_field: bool = False

    def __str__(self) -> str:
        answer = self.wanted if self.wanted == self.got else f"{self.wanted} ≠ {self.got}".strip()
        return f"{self.what}: {answer}".rstrip() if self.is_field else f"{answer} | {self.what}"


def draw(article: Article) -> tuple[Line, ...]:
    """Return the program's own picture of an article."""
    fields = (
        Line(name, value, value, True) for name in _STATED for value in [getattr(article, name)]
    )
    return (*fields, *(line for block in article.blocks for line in _pieces(article, block)))


def _pieces(article: Article, block: Block) -> Iterator[Line]:
    sign = ""
    for piece in article.pieces:
        start, end = max(piece.start, block.start), min(piece.end, block.end)
        if words := " ".join(article.text[start:end].split()) if start < end else "":
            kind = sign + (piece.removal.kind.value if piece.removal else "keep")
            yield Line(words, kind, kind)
            sign = "+"


def judged(drawn: tuple[Line, ...], known: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return what the program drew, with the judgement of the known picture where it has one."""
    wanted: dict[int, str] = {}
    same = SequenceMatcher(
        None, [line.what for line in drawn], [line.what for line in known], False
    )
    for at, known_at, size in same.get_matching_blocks():
        wanted |= {at + n: known[known_at + n].wanted for n in range(size)}
    return tuple(line._replace(wanted=wanted.get(n, line.got)) for n, line in enumerate(drawn))


def written(lines: tuple[Line, ...]) -> str:
    """Return a picture as text: the fields, an empty line, the pieces."""
    fields = [str(line) for line in lines if line.is_field]
    return "\n".join([*fields, "", *(str(line) for line in lines if not line.is_field), ""])


def read(picture: str) -> tuple[Line, ...]:
    """Read a picture back from its text."""
    fields, _, pieces = picture.partition("\n\n")
    return (
        *(_line(*line.split(":", 1), is_field=True) for line in fields.splitlines()),
        *(_line(*reversed(line.split(" | ", 1))) for line in pieces.splitlines()),
    )


def _line(what: str, answer: str, is_field: bool = False) -> Line:
    wanted, sign, got = answer.partition("≠")
    return Line(what, wanted.strip(), got.strip() if sign else wanted.strip(), is_field)
