"""Find in the article: the matches that can be seen, and the one that stands chosen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from digest_app.domain.span import Span
from digest_app.ui.positions import Shown


@dataclass(frozen=True, slots=True)
class Finding:
    """The matches of some words in reading order; ``chosen`` counts among them."""

    matches: tuple[Span, ...] = ()
    chosen: int = 0

    @property
    def current(self) -> Span | None:
        """The chosen match, None where there is none."""
        return self.matches[self.chosen] if self.matches else None

    def stepped(self, by: int) -> Finding:
        """Choose the next match, or the one before; after the last comes the first."""
        return replace(self, chosen=(self.chosen + by) % max(1, len(self.matches)))


def found_places(places: Sequence[Span], shown: Shown) -> Finding:
    """Return places that can be seen as matches, the first one chosen."""
    return Finding(tuple(p for p in places if shown.place(p.start) is not None))


def find_words(words: str, text: str, shown: Shown, near: int = 0) -> Finding:
    """Find words, whatever their case and their white space; choose the first after ``near``."""
    parts = [re.escape(part) for part in words.split()]
    if not parts:
        return Finding()
    found = re.finditer(r"\s+".join(parts), text, re.IGNORECASE)
    spans = [Span(*m.span()) for m in found]
    seen = tuple(s for s in spans if shown.place(s.start) is not None)
    chosen = next((at for at, span in enumerate(seen) if span.start >= near), 0)
    return Finding(seen, chosen)
