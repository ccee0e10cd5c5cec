"""Words as search knows them: cut and folded in one way, for texts and for queries alike.

A word is a run of letters and digits. Scripts that are written without spaces (Chinese,
Japanese, Thai …) and Korean, whose endings cling to the words, are cut into single characters:
a query of several then is a phrase, and finds them anywhere inside a run. Case, accents and
compatibility forms are folded away: “Ａ”, “á” and “a” are one word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

#: Longer runs are nobody's words; both sides are cut here alike.
LONGEST = 64

_SINGLE = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    "\u3041-\u30ff\u31f0-\u31ff\uff66-\uff9d"  # kana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"  # Chinese characters
    "\uac00-\ud7a3"  # Korean syllables
)
#: Signs that belong to the letter before them and are no letters for Python.
_SIGNS = "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u0670\u06d6-\u06ed"
_INDIC = "\u0900-\u0963\u0966-\u0df3"
_WORD = re.compile(
    rf"[{_SINGLE}]|(?:[^\W_{_SINGLE}]|[{_INDIC}])(?:[^\W_{_SINGLE}]|[{_SIGNS}{_INDIC}])*"
)
_DROPPED = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u0670\u06d6-\u06ed]"
)
_IS_SINGLE = re.compile(f"[{_SINGLE}]")


class Word(NamedTuple):
    """A folded word and where it stands in its text, in code points."""

    folded: str
    start: int
    end: int


def words(text: str) -> Iterator[Word]:
    """Yield the words of a text in order; a ligature or a fraction may be several at one place."""
    for match in _WORD.finditer(text):
        for folded in _fold(match.group()):
            yield Word(folded, match.start(), match.end())


def folded_words(text: str) -> list[str]:
    """Return only the folded words of a text, in order."""
    return [folded for run in _WORD.findall(text) for folded in _fold(run)]


def can_grow(folded: str) -> bool:
    """Tell whether a word may be the beginning of another: single characters stand alone."""
    return len(folded) > 1 and not _IS_SINGLE.search(folded)


@lru_cache(maxsize=1 << 16)
def _fold(run: str) -> tuple[str, ...]:
    if run.isascii():
        return (run.lower()[:LONGEST],)
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", run).casefold())
    plain = unicodedata.normalize("NFC", _DROPPED.sub("", plain))
    return tuple(word[:LONGEST] for word in _WORD.findall(plain))
