"""Where things stand in an article: its headline, its lead, its parts."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from digest_app.facts.draft import Draft
from digest_app.facts.passages import Passage

_LONGEST_HEADLINE = 160
_SHORTEST_LEAD = 40
_LEAD_SENTENCES = 2
_PARTS = 5
# Who took the picture is named often and matters little.
_CREDIT = re.compile(
    r"\b(?:image|photo|picture|photograph|illustration|video|credit|courtesy|foto|bild)s?"
    r"(?:\s+(?:by|of|credit|courtesy))?\s*[:/]?\s*(?:by\s+)?(?=[^\W\d_])",
    re.IGNORECASE,
)
# Two signs of Chinese or Japanese, which part no words, are about one word.
_UNSPACED = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]{2}")
_ENDS = (".", "!", "?", "”", '"', ":", ";")


@dataclass(frozen=True, slots=True)
class Scene:
    """The layout of one article, made once and asked often.

    ``headline`` is what the title and the first headline in the text say, in lower case;
    ``headline_end`` where that one ends in the text; ``lead`` the ends of the first sentences;
    ``credits`` the places where the name of somebody follows who took a picture; ``rows`` where
    the rows of tables begin and end.
    """

    length: int
    begin: int
    headline: str
    headline_end: int
    lead: tuple[int, ...]
    words: int
    credits: frozenset[int]
    rows: tuple[tuple[int, int], ...] = ()

    def in_row(self, fact: Draft) -> bool:
        """Tell whether the fact stands in the row of a table, which is no sentence."""
        place = bisect_right(self.rows, (fact.start, self.length)) - 1
        return place >= 0 and fact.start < self.rows[place][1]

    def in_headline(self, fact: Draft) -> bool:
        """Tell whether the fact stands in the headline."""
        return fact.end <= self.headline_end

    def lead_place(self, fact: Draft) -> int:
        """Return 1 for the opening sentence, 2 for the next one, 0 for the rest."""
        if fact.start < self.headline_end:
            return 0
        place = bisect_right(self.lead, fact.start) + 1
        return place if place <= len(self.lead) else 0

    def part(self, fact: Draft) -> int:
        """Return in which fifth of the article the fact stands, from 0."""
        span = max(1, self.length - self.begin)
        return min(_PARTS - 1, (fact.start - self.begin) * _PARTS // span)


def scene(
    text: str, kept: Sequence[Passage], sentences: Sequence[tuple[int, int]], title: str
) -> Scene:
    """Lay out an article by its passages and sentences; ``title`` is what its file states."""
    first = kept[0] if kept else Passage(0, 0)
    headline_end = first.end if _is_headline(text, kept) else 0
    shown = text[first.start : headline_end] if headline_end else ""
    body = [s for s in sentences if s[0] >= headline_end and s[1] - s[0] >= _SHORTEST_LEAD]
    lead = tuple(end for _, end in body[:_LEAD_SENTENCES])
    words = sum(text.count(" ", p.start, p.end) + 1 for p in kept) + len(_UNSPACED.findall(text))
    end = kept[-1].end if kept else 0
    return Scene(
        length=end,
        begin=first.start,
        headline=f"{title}\n{shown}".casefold(),
        headline_end=headline_end,
        lead=lead,
        words=words,
        credits=frozenset(match.end() for match in _CREDIT.finditer(text)),
        rows=tuple((p.start, p.end) for p in kept if p.row),
    )


def _is_headline(text: str, kept: Sequence[Passage]) -> bool:
    """Tell whether the first passage is a headline: marked as one, or short and without stop."""
    if len(kept) < 2:  # noqa: PLR2004 - a headline and something below it
        return False
    first = kept[0]
    if first.heading:
        return True
    line = text[first.start : first.end].rstrip()
    return len(line) <= _LONGEST_HEADLINE and not line.endswith(_ENDS)
