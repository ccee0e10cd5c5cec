"""Lines that say again what the metadata says: the headline, the standfirst, the publisher."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from digest_app.cleaning.rules_match import bare
from digest_app.cleaning.rules_words import fold
from digest_app.domain.block import BlockKind
from digest_app.domain.boilerplate import BoilerplateKind
from digest_app.domain.document import Metadata

_LONGEST: Final = 500
LEAST_LETTERS: Final = 6
PROSE_LETTERS: Final = 70
LONGEST_NAME: Final = 80
_NEAR: Final = 0.85
SHORTER: Final = 0.6  # times the headline
LONGER: Final = 1.7
_LEAST_WORDS: Final = 5
_MOST_WORDS: Final = 20  # of a headline that ends like a sentence; a longer one opens the text
STOPS: Final = frozenset('.!?。！？؟۔…"”’»')


class Told(NamedTuple):
    """What a line repeats: its kind, the rule's name, the reason."""

    kind: BoilerplateKind
    rule: str
    reason: str


_TITLE = Told(BoilerplateKind.TITLE_REPEAT, "repeats-title", "Repeats the title.")
_STANDFIRST = Told(BoilerplateKind.TITLE_REPEAT, "repeats-standfirst", "Repeats the standfirst.")
_PUBLISHER = Told(BoilerplateKind.NAV, "names-publisher", "Is the publisher's name alone.")


class Said(NamedTuple):
    """What the metadata says, as rules compare it; empty where it says nothing."""

    title: str
    standfirst: str
    publisher: str

    @property
    def longest(self) -> int:
        """How many letters a line has at most that can say it again; most need not be asked."""
        if len(self.title) < LEAST_LETTERS and not self.standfirst and not self.publisher:
            return -1
        if self.standfirst:
            return _LONGEST
        return min(_LONGEST, max(LONGEST_NAME, int(LONGER * len(self.title))))

    def told(
        self, texts: Sequence[str], kinds: Sequence[BlockKind], i: int, first: int
    ) -> Told | None:
        """Return what a line repeats; ``first`` is the number of the first line of prose."""
        text = texts[i]
        if _is_title(text, self.title, above=i <= first):
            return _TITLE
        if self.standfirst and i <= first + 1 and _plain(text) == self.standfirst:
            apart = kinds[i] is BlockKind.HEADING or _stands_apart(texts, i)
            return _STANDFIRST if apart else None
        if self.publisher and len(text) < LONGEST_NAME and _plain(text) == self.publisher:
            return _PUBLISHER
        return None


def said_by(metadata: Metadata) -> Said:
    """Return what the metadata says that lines may repeat."""
    return Said(*map(_plain, (metadata.title, metadata.description, metadata.publisher)))


def repeated(
    texts: Sequence[str], kinds: Sequence[BlockKind], metadata: Metadata
) -> dict[int, Told]:
    """Return which lines repeat the headline, standfirst or publisher, by their index."""
    said = said_by(metadata)
    longest = said.longest
    if longest < 0:
        return {}
    first = next((i for i, text in enumerate(texts) if _is_prose(text)), len(texts))
    asked = [i for i, text in enumerate(texts) if len(text) <= longest]
    found = ((i, said.told(texts, kinds, i, first)) for i in asked)
    return {i: told for i, told in found if told}


def _plain(text: str) -> str:
    return bare(fold(text))


def _is_title(text: str, title: str, *, above: bool) -> bool:
    if len(title) < LEAST_LETTERS or not SHORTER < len(text) / len(title) < LONGER:
        return False
    line = _plain(text)
    if line == title:
        return len(line.split()) <= _MOST_WORDS or text[-1:] not in STOPS
    if not above or text[-1:] == ".":
        return False
    own, words = set(line.split()), set(title.split())
    alike = len(own & words) / max(1, len(own | words))
    return len(own) >= _LEAST_WORDS and alike >= _NEAR


def _is_prose(text: str) -> bool:
    return len(text) >= PROSE_LETTERS and text[-1:] in STOPS


def _stands_apart(texts: Sequence[str], i: int) -> bool:
    """Tell whether something that is no paragraph stands between this line and the next one.

    A lead paragraph is followed by the second; a standfirst by a byline, a date, a picture.
    """
    following = texts[i + 1] if i + 1 < len(texts) else ""
    return bool(following) and not _is_prose(following)
