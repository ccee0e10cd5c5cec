"""Words of a text with their positions: the smallest pieces that the finders look at."""

from __future__ import annotations

import re
from typing import NamedTuple

_TOKEN = re.compile(
    r"""
      [^\W\d_]+(?=[ ,\n])                               # most words, found at once
    | (?:https?://|www\.)[^\s<>"]+                      # an address is one piece
    | [#@]\w+                                           # a handle or a tag
    | &[A-Za-z]{2,6};                                    # an entity that was left in the text
    | (?:[^\W\d_]\.){2,}                                # U.S., p.m., J.R.R.
    | (?:Mrs?|Ms|Dr|Prof|Gen|Col|Lt|Maj|Capt|Sgt|Adm|Cmdr|Sen|Rep|Gov|Rev|Hon|St|Ste|Mt|Ft|Jr|Sr
        |Inc|Co|Corp|Ltd|Bros|No|vs|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|Ala|Ariz|Ark|Calif|Colo
        |Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Mass|Md|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa
        |Tenn|Tex|Va|Vt|Wash|Wis|Wyo)\.(?=[\s,;:)'’]|$)
    | [A-Z]\.(?=\s+[A-Z])                               # an initial: "George W. Bush"
    | \d+(?:[.,:/]\d+)*                                 # 1,200  3.5  10:30  9/11
    | \w+(?:\.(?:com|org|net|gov|edu|co|io|ai|uk|info|tv))+\b   # Alibaba.com
    | (?:[Aa]l|[Ee]l)-[A-Z][^\W\d_]*(?:-[A-Z][^\W\d_]*)*       # al-Qaeda
    | [RDI](?=-[A-Z][a-z])                               # a party before a state: (R-Calif.)
    | [A-Z][^\W_]*(?:&(?![A-Z]+;)[A-Z]+)?(?:['’](?![sS]\b)[^\W\d_]+|-[A-Z][^\W\d_]*)*
    | [^\W\d_][^\W_]*(?:['’](?![sS]\b)[^\W\d_]+)*
    | ['’][sS]\b                                         # the possessive stands alone
    | \.{2,} | -{2,} | `{2} | '{2}
    | [^\W_]+
    | [^\s]
    """,
    re.VERBOSE,
)


class Token(NamedTuple):
    """A word, number or sign; ``text == source[start:end]``, in code points."""

    text: str
    start: int
    end: int


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the words, numbers and signs of ``text[start:end]``, in order.

    Positions count in ``text``. White space is in no token; everything else is in exactly one.
    A hyphen joins two capitalised words (``Jean-Claude``) and parts others (``Moscow``, ``-``,
    ``based``), so that a name can end before it.
    """
    stop = len(text) if end is None else end
    return [Token(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text, start, stop)]


def listed(words: str) -> frozenset[str]:
    """Return the words of a list that is written as running text, for a table in the source."""
    return frozenset(words.split())
