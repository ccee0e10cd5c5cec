"""Documents for tests: one block a line, as the reader of plain text makes them."""

from __future__ import annotations

import re

from digest_app.cleaning import rules as built_in
from digest_app.cleaning.engine import clean
from digest_app.cleaning.rules import Rules
from digest_app.domain.block import Block
from digest_app.domain.boilerplate import Removal
from digest_app.domain.document import Document, Metadata

PROSE = (
    "The council voted on Tuesday night to rebuild the old harbour bridge before the winter.",
    "“We have waited long enough,” said the mayor, who had promised the work for six years.",
    "Engineers expect the first ferries to pass beneath it in the autumn, if the money comes.",
    "Nobody in the chamber voted against the plan, although two members left before the end.",
)


def lines_of_tables() -> list[str]:
    """Return the examples and the words of all rules that ship with the program."""
    tables = [built_in.table(language).rules for language in built_in.languages()]
    lines = [line for own in tables for r in own for line in (*r.hits, *r.misses, *r.words)]
    return sorted({line for line in lines if line.strip()})


def document(*lines: str, language: str = "en", **stated: str) -> Document:
    text = "\n\n".join(lines)
    blocks = tuple(Block(m.start(), m.end()) for m in re.finditer(r"\S(?:.*\S)?", text))
    return Document(text, blocks, Metadata(language=language, **stated))  # type: ignore[arg-type]


def among_prose(*lines: str) -> tuple[str, ...]:
    return (*PROSE[:2], *lines, *PROSE[2:])


def removed(made: Document, rules: Rules | None = None) -> list[str]:
    return [made.text[r.start : r.end].strip() for r in clean(made, rules=rules)]


def removal(made: Document, words: str) -> Removal:
    """Return the one removal that begins with these words."""
    (found,) = [r for r in clean(made) if made.text[r.start : r.end].strip().startswith(words)]
    return found
