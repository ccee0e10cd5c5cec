"""What elements mean, by the parser's numbers for their tags.

To ask a node for its number costs a third of what its name costs, and a page has thousands of
nodes. Only the tags that the parser knows have numbers that hold for all pages.
"""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple

from selectolax.lexbor import LexborHTMLParser

from digest_app.domain.block import InlineKind
from digest_app.readers.page.tags import KINDS, MARKS, NO_LINKS, ROLES, WHOLE, Kind, Role

KNOWN: Final = 256  # more than there are tags in HTML, SVG and MathML; others have far larger ones


class Numbers(NamedTuple):
    """The tables of :mod:`~digest_app.readers.page.tags` by number, and a few tags' numbers."""

    roles: list[Role]
    kinds: dict[int, Kind]
    marks: dict[int, InlineKind]
    no_links: frozenset[int]
    whole: frozenset[int]
    text: int
    line_break: int
    table: int
    link: int
    drawing: int
    item: int
    ordered: int


@cache
def numbers() -> Numbers:
    """Return the tables; the parser is asked for its numbers once."""
    page = LexborHTMLParser("<!doctype html><body>words<!-- words --></body>")
    known = {node.tag: node.tag_id for node in page.root.traverse(include_text=True)}  # type: ignore[union-attr] # it has a root
    for tag in {*ROLES, *KINDS, *NO_LINKS}:
        if tag and tag[0].isalpha():
            known[tag] = page.create_node(tag).tag_id
    roles = [Role.BLOCK] * KNOWN
    for tag, role in ROLES.items():
        if known.get(tag, KNOWN) < KNOWN:
            roles[known[tag]] = role
    return Numbers(
        roles,
        {known[tag]: kind for tag, kind in KINDS.items()},
        {known[tag]: kind for tag, kind in MARKS.items()},
        frozenset(known[tag] for tag in NO_LINKS),
        frozenset(known[tag] for tag in WHOLE),
        known["-text"],
        known["br"],
        known["table"],
        known["a"],
        known["svg"],
        known["li"],
        known["ol"],
    )
