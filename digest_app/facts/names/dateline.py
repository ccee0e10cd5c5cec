"""Places that the form of a line gives away: datelines, and whom a politician stands for.

"GEORGETOWN, Guyana (AP) —" opens a report: where it is from, and whose it is. "Rep. Jane Roe,
R-Calif.," has a party and a state.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from digest_app.domain.fact import FactType
from digest_app.facts.names.lexicon import lexicon
from digest_app.facts.names.model import Mention
from digest_app.facts.names.words import Word

_DASHES = frozenset(("-", "–", "—", "--"))
# A dateline is no longer than this many words: "WASHINGTON, D.C. (Thomson Reuters) —".
_LONGEST = 14
# Kinds of words and names, see ``packaging/model/README.md``.
_PLACES, _COMPANIES = frozenset("NSRCcd"), frozenset("OP")
_PARTIES = frozenset("RDI")


def mentions(words: Sequence[Word]) -> list[Mention]:
    """Return the places and the agency of a sentence's dateline; nothing where it has none."""
    dash = next((i for i, word in enumerate(words[:_LONGEST]) if word.text in _DASHES), 0)
    town = _while(words, 0, dash, lambda word: word.shape in {"XX", "Xx.", "X."})
    if not town or words[0].shape != "XX":
        return []
    found = [Mention(0, town, FactType.PLACE, 1.0)]
    position = town
    if words[position].text == ",":
        position = _while(words, town + 1, dash, lambda word: word.is_capital)
        if position > town + 1:
            found.append(Mention(town + 1, position, FactType.PLACE, 1.0))
    if _is_bracketed(words[position:dash]):
        found.append(Mention(position + 1, dash - 1, FactType.ORGANIZATION, 1.0))
        position = dash
    # With nothing after it, "UPDATE —" or "NATO —" could be anything but a place we know.
    return found if position == dash and (len(found) > 1 or _is_known(words[:town])) else []


def _is_known(words: Sequence[Word]) -> bool:
    """Tell whether the gazetteer has a place of this name."""
    kinds = words[0].kinds if len(words) == 1 else ""
    phrase = lexicon().phrase(" ".join(word.lower for word in words))
    return not _PLACES.isdisjoint(kinds + phrase) and phrase not in _COMPANIES


def _is_bracketed(words: Sequence[Word]) -> bool:
    return len(words) > len("()") and words[0].text == "(" and words[-1].text == ")"


def constituencies(words: Sequence[Word]) -> list[Mention]:
    """Return the places that politicians stand for, after the letter of their party."""
    found = []
    for party in range(1, len(words) - 2):
        is_party = words[party].text in _PARTIES and words[party - 1].text in {",", "("}
        if is_party and words[party + 1].text == "-":
            end = _while(words, party + 2, len(words), lambda word: word.is_capital)
            if end > party + 2:
                found.append(Mention(party + 2, end, FactType.PLACE, 1.0))
    return found


def _while(words: Sequence[Word], start: int, stop: int, fits: Callable[[Word], bool]) -> int:
    """Return where the words from ``start`` on cease to fit."""
    while start < stop and fits(words[start]):
        start += 1
    return start
