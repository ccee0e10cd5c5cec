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
_LEAST_LETTERS: Final = 6
_PROSE_LETTERS: Final = 70
_LONGEST_NAME: Final = 80
_NEAR: Final = 0.85
_LONGER: Final = 1.7  # times the headline
_LEAST_WORDS: Final = 5
_MOST_WORDS: Final = 20  # of a headline that ends like a sentence; a longer one opens the text
_STOPS: Final = frozenset('.!?。！？؟۔…"”’»')


class Told(NamedTuple):
    """What a line repeats: its kind, the rule's name, the reason."""

    kind: BoilerplateKind
    rule: str
    reason: str


_TITLE = Told(BoilerplateKind.TITLE_REPEAT, "repeats-title", "Repeats the title.")
_STANDFIRST = Told(BoilerplateKind.TITLE_REPEAT, "repeats-standfirst", "Repeats the standfirst.")
_PUBLISHER = Told(BoilerplateKind.NAV, "names-publisher", "Is the publisher's name alone.")


def repeated(
    texts: Sequence[str], kinds: Sequence[BlockKind], metadata: Metadata
) -> dict[int, Told]:
    """Return which lines repeat the headline, standfirst or publisher, by their index."""
    title, standfirst = _plain(metadata.title), _plain(metadata.description)
    publisher = _plain(metadata.publisher)
    if len(title) < _LEAST_LETTERS and not standfirst and not publisher:
        return {}
    found: dict[int, Told] = {}
    first = next((i for i, text in enumerate(texts) if _is_prose(text)), len(texts))
    # Only lines about as long can say it again: most need not be asked.
    longest = _LONGEST
    if not standfirst:
        longest = min(_LONGEST, max(_LONGEST_NAME, int(_LONGER * len(title))))
    for i, text in enumerate(texts):
        if len(text) > longest:
            continue
        if _is_title(text, title, above=i <= first):
            found[i] = _TITLE
        elif standfirst and i <= first + 1 and _plain(text) == standfirst:
            apart = kinds[i] is BlockKind.HEADING or _stands_apart(texts, i)
            found |= {i: _STANDFIRST} if apart else {}
        elif publisher and len(text) < _LONGEST_NAME and _plain(text) == publisher:
            found[i] = _PUBLISHER
    return found


def _plain(text: str) -> str:
    return bare(fold(text))


def _is_title(text: str, title: str, *, above: bool) -> bool:
    if len(title) < _LEAST_LETTERS or not 0.6 < len(text) / len(title) < _LONGER:  # noqa: PLR2004
        return False
    line = _plain(text)
    if line == title:
        return len(line.split()) <= _MOST_WORDS or text[-1:] not in _STOPS
    if not above or text[-1:] == ".":
        return False
    own, words = set(line.split()), set(title.split())
    alike = len(own & words) / max(1, len(own | words))
    return len(own) >= _LEAST_WORDS and alike >= _NEAR


def _is_prose(text: str) -> bool:
    return len(text) >= _PROSE_LETTERS and text[-1:] in _STOPS


def _stands_apart(texts: Sequence[str], i: int) -> bool:
    """Tell whether something that is no paragraph stands between this line and the next one.

    A lead paragraph is followed by the second; a standfirst by a byline, a date, a picture.
    """
    following = texts[i + 1] if i + 1 < len(texts) else ""
    return bool(following) and not _is_prose(following)
