"""One language's words for offices, from ``resources/roles``."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import NamedTuple

from digest_app.assets import resource

# Rougher than the pieces that names are made of, and several times as fast.
_PIECE = r"(?:[^\W\d_]\.){2,}|\w+(?:(?:['’](?!s\b)|-)\w+)*|['’]s\b|\S"
_DETERMINERS = "the a an its their his her our"
FALLBACK = "en"


class RoleWords(NamedTuple):
    """One language's words for offices.

    ``heads`` are nouns that an office ends in and ``endings`` what such a noun ends in where
    nouns are compounds; words of ``before`` and ``behind`` stand beside one; ``of`` stands before
    the organization; ``elided`` words join the next one with an apostrophe;
    ``plain`` words that no list has may stand among those of an office, so many.
    """

    heads: frozenset[str]
    endings: tuple[str, ...]
    before: frozenset[str]
    behind: frozenset[str]
    of: frozenset[str]
    determiners: frozenset[str]
    pieces: re.Pattern[str]
    plain: int

    def is_head(self, low: str) -> bool:
        """Tell whether a word in lower case is the noun of an office."""
        return low in self.heads or low.endswith(self.endings)


@cache
def role_words(language: str) -> RoleWords | None:
    """Return the table of a language; None where it has none: offices are not guessed."""
    path = resource(f"roles/{language.lower().partition('-')[0] or FALLBACK}.toml")
    if not path.exists():
        return None
    with path.open("rb") as file:
        table = tomllib.load(file)
    elided = "|".join(table.get("elided", "").split())
    pieces = re.compile(rf"\b(?:{elided})['’](?=\w)|{_PIECE}" if elided else _PIECE, re.IGNORECASE)
    return RoleWords(
        frozenset(table["heads"].split()),
        tuple(table.get("endings", "").split()),
        frozenset(table["before"].split()),
        frozenset(table.get("behind", "").split()),
        frozenset(table["of"].replace("'", "’").split()) | frozenset(table["of"].split()),
        frozenset(table.get("determiners", _DETERMINERS).split()),
        pieces,
        table.get("plain", 0),
    )
