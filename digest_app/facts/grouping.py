"""Which mentions are of one thing: one number each, and the fullest name as its value."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from digest_app.domain.fact import FactType
from digest_app.facts.draft import FIGURES, NAMES, Draft
from digest_app.facts.tokens import listed

_POSSESSIVE = re.compile(r"['’]s?$")
_BEFORE = re.compile(
    r"(?:the\s+)?(?:(?:mr|mrs|ms|miss|dr|prof|sir|sen|rep|gov|gen|col|lt|capt|sgt|rev|president"
    r"|senator|minister|judge|lord|lady)\.?\s+)?",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"the\s+", re.IGNORECASE)
_SMALL = frozenset({"of", "the", "and", "for", "in", "de", "la", "du", "des", "und", "&"})
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii"})
_LEGAL_FORMS = listed(
    """inc incorporated corp corporation co company ltd limited llc llp lp plc ag gmbh se kg kgaa sa
    sas sarl spa srl nv bv ab asa as a/s aps oy oyj kk pty sl"""
)
_SHORTEST_ACRONYM = 2

_Key = tuple[FactType, str]
_Aliases = dict[_Key, _Key]


def group(drafts: Sequence[Draft]) -> None:
    """Give the facts group numbers from 1, in the order of first mention, and names their value.

    Names are joined that are written alike, a surname with the only person who bears it, and
    an acronym with the only name whose initials it is. Nothing else is joined: “New Zealand”
    is no part of “New Zealand Herald”. Figures are joined by type and value. Quotations and
    offices stand alone and keep the number 0.
    """
    keyed = [(draft, key) for draft, key in zip(drafts, _keys(drafts), strict=True) if key]
    fullest = _fullest(keyed)
    aliases = {**_surnames(fullest), **_acronyms(fullest), **_with_legal_form(fullest)}
    numbers: dict[_Key, int] = {}
    for draft, key in keyed:
        whole = aliases.get(key, key)
        draft.group = numbers.setdefault(whole, len(numbers) + 1)
        if draft.type in NAMES:
            draft.value = fullest[whole]


def bare(name: str) -> str:
    """Return a name without possessive, article, title and dots, for comparing."""
    name = _POSSESSIVE.sub("", " ".join(name.split()))
    before = _BEFORE.match(name)
    return name[before.end() if before else 0 :].replace(".", "").strip()


def _keys(drafts: Iterable[Draft]) -> Iterable[_Key | None]:
    """Yield for each fact what mentions of one thing have in common; None for what stands alone."""
    known: dict[str, str] = {}
    for draft in drafts:
        if draft.type in NAMES:
            if draft.text not in known:
                known[draft.text] = bare(draft.text).casefold() or draft.text.casefold()
            yield draft.type, known[draft.text]
        elif draft.type in FIGURES:
            yield draft.type, draft.value or " ".join(draft.text.casefold().split())
        else:
            yield None


def _fullest(keyed: Iterable[tuple[Draft, _Key]]) -> dict[_Key, str]:
    """Return for each thing how it is written most often, without article and possessive."""
    written: dict[_Key, Counter[str]] = defaultdict(Counter)
    for draft, key in keyed:
        written[key][draft.text] += 1
    return {key: _plain(most(texts), key[0]) for key, texts in written.items()}


def most(texts: Counter[str]) -> str:
    """Return the commonest text; of equals one that is not all capitals, then the first."""
    return max(texts, key=lambda text: (texts[text], not text.isupper()))


def _plain(name: str, kind: FactType) -> str:
    """Return a name on one line without article and possessive, which a house may have: Macy's."""
    one_line = " ".join(name.split())
    if kind is FactType.ORGANIZATION:
        return _ARTICLE.sub("", one_line, count=1) or one_line
    return _ARTICLE.sub("", _POSSESSIVE.sub("", one_line), count=1) or one_line


def _surnames(things: Mapping[_Key, str]) -> _Aliases:
    """Return short names of people that only one full name begins or ends with."""
    people = [key for key in things if key[0] is FactType.PERSON]
    whole: dict[str, set[_Key]] = defaultdict(set)
    for key in people:
        words = [w for w in key[1].split() if w not in _SUFFIXES]
        for word in {words[0], words[-1]} if len(words) > 1 else ():
            whole[word].add(key)
    return {key: next(iter(whole[key[1]])) for key in people if len(whole.get(key[1], ())) == 1}


def _acronyms(things: Mapping[_Key, str]) -> _Aliases:
    """Return acronyms that are the initials of only one name, of whatever type."""
    names = [key for key in things if key[0] in NAMES]
    short = [key for key in names if things[key].isupper() and " " not in things[key]]
    if not short:
        return {}
    whole: dict[str, set[_Key]] = defaultdict(set)
    for key in names:
        for initials in _initials(re.split(r"[\s\-]+", key[1])):
            whole[initials].add(key)
    return {key: next(iter(whole[key[1]])) for key in short if len(whole.get(key[1], ())) == 1}


def _with_legal_form(things: Mapping[_Key, str]) -> _Aliases:
    """Return firms in full, Acme Inc, for which the text has the name without its legal form."""
    found: _Aliases = {}
    for key in things:
        name, _, form = key[1].rpartition(" ")
        short = (key[0], name.rstrip(","))
        if key[0] is FactType.ORGANIZATION and form in _LEGAL_FORMS and short in things:
            found[key] = short
    return found


def _initials(words: list[str]) -> set[str]:
    """Return the initials of a name of several words, with and without the small ones."""
    if len(words) < _SHORTEST_ACRONYM:
        return set()
    large = [w for w in words if w not in _SMALL]
    made = {"".join(w[:1] for w in some) for some in (words, large)}
    return {m for m in made if len(m) >= _SHORTEST_ACRONYM}
