"""Offices: who holds which office where, as three spans."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from digest_app.assets import resource
from digest_app.domain.fact import FactType, Part
from digest_app.facts.grammar.phrase import Found
from digest_app.facts.names.found import Name
from digest_app.facts.tokens import Token, tokens

_BEFORE, _AFTER = 90, 160
_MOST_PLAIN_WORDS = 2
_STOPS = frozenset(",.;:!?()[]\"“”«»—–…")
_SMALL = frozenset({"and", "&"})
_DETERMINERS = frozenset({"the", "a", "an", "its", "their", "his", "her", "our"})
_POSSESSIVES = frozenset({"'s", "’s"})
_AFTER_OFFICE = frozenset(",.;:)—–\n")
FALLBACK = "en"


class _Words(NamedTuple):
    """One language's words for offices."""

    heads: frozenset[str]
    before: frozenset[str]
    of: frozenset[str]


@cache
def _words(language: str) -> _Words | None:
    """Return the table of a language; None where it has none: offices are not guessed."""
    path = resource(f"roles/{language.lower().partition('-')[0] or FALLBACK}.toml")
    if not path.exists():
        return None
    with path.open("rb") as file:
        table = tomllib.load(file)
    return _Words(*(frozenset(table[name].split()) for name in _Words._fields))


def find_roles(text: str, names: Sequence[Name], *, language: str = "en") -> list[Found]:
    """Return the offices that stand directly before or after people's names, in order.

    Each has the parts ``person`` and ``role``, and ``organization`` where one is named.
    """
    words = _words(language)
    if words is None:
        return []
    found: list[Found] = []
    for i, name in enumerate(names):
        if name.type is FactType.PERSON:
            near = names[max(0, i - 6) : i + 7]
            found.extend(_before(text, name, near, words))
            found.extend(_after(text, name, near, words))
    return _apart(found)


def _before(text: str, name: Name, near: Sequence[Name], words: _Words) -> Iterator[Found]:
    """Read “former ByteDance executive Wang Changhu”, and “its chairman, Wang Changhu,”."""
    lo = max(0, name.start - _BEFORE, text.rfind("\n", 0, name.start) + 1)
    pieces = tokens(text, lo, name.start)
    if pieces and pieces[0].start == lo > 0 and text[lo - 1].isalnum():
        pieces = pieces[1:]
    if pieces and pieces[-1].text == ",":
        pieces = pieces[:-1]
    if not pieces or pieces[-1].text.lower() not in words.heads:
        return
    first = _first_word(pieces, near, words)
    start, end = pieces[first].start, pieces[-1].end
    organization = next((n for n in near if _is_place_of_work(n) and start <= n.start < end), None)
    role_start = organization.end if organization and organization.start <= start else start
    yield _office(text, (start, end), (role_start, end), name, organization)


def _first_word(pieces: Sequence[Token], near: Sequence[Name], words: _Words) -> int:
    """Return the first of the words before a name that belong to the office."""
    i, plain = len(pieces) - 1, 0
    while i > 0:
        token = pieces[i - 1]
        inside = next((n for n in near if n.start <= token.start < n.end), None)
        low = token.text.lower()
        if inside is not None and inside.type is FactType.PERSON:
            break
        if inside is None and not _belongs(token, low, words):
            plain += 1
            if plain > _MOST_PLAIN_WORDS or not _is_plain(token, low):
                break
            if i > 1 and not _is_anchor(pieces[i - 2], near, words):
                break
        i -= 1
    while i < len(pieces) - 1 and pieces[i].text.lower() in (*_SMALL, *_POSSESSIVES, "-"):
        i += 1
    return i


def _belongs(token: Token, low: str, words: _Words) -> bool:
    """Tell whether a word is one of those that offices are made of."""
    if low in words.heads or low in words.before or low in _SMALL or token.text in _POSSESSIVES:
        return True
    return low == "-" or (token.text[0].isupper() and low not in _DETERMINERS)


def _is_plain(token: Token, low: str) -> bool:
    """Tell whether a word could be a noun that explains the office: an oil analyst."""
    return token.text.isalpha() and len(low) > 2 and low not in _DETERMINERS  # noqa: PLR2004 - of, to


def _is_anchor(token: Token, near: Sequence[Name], words: _Words) -> bool:
    """Tell whether a word shows that the next one is still a part of the office."""
    low = token.text.lower()
    named = any(n.start <= token.start < n.end for n in near)
    return named or low in _DETERMINERS or low in words.before or token.text in _POSSESSIVES


def _after(text: str, name: Name, near: Sequence[Name], words: _Words) -> Iterator[Found]:
    """Read “Zhou Hongyi, chairman and CEO of 360 Security Technology,”."""
    pieces = tokens(text, name.end, min(len(text), name.end + _AFTER))
    i = _skip_age(pieces)
    if i is None:
        return
    head = _last_head(pieces, i, near, words)
    if head is None:
        return
    first = i + (pieces[i].text.lower() in _DETERMINERS)
    start, role_end = pieces[first].start, pieces[head].end
    organization = _organization(text, pieces, head, near, words)
    end = max(role_end, organization.end) if organization else role_end
    nested = next((n for n in near if _is_place_of_work(n) and start <= n.start < role_end), None)
    yield _office(text, (start, end), (start, role_end), name, organization or nested)


def _skip_age(pieces: Sequence[Token]) -> int | None:
    """Return the word after the comma, and after an age between commas; None without comma."""
    if len(pieces) < 2 or pieces[0].text != ",":  # noqa: PLR2004 - a comma and a word
        return None
    if pieces[1].text.isdigit() and len(pieces) > 3 and pieces[2].text == ",":  # noqa: PLR2004 - , 52, chief
        return 3
    return 1


def _last_head(
    pieces: Sequence[Token], first: int, near: Sequence[Name], words: _Words
) -> int | None:
    """Return the noun that the office after a name ends in: chairman and CEO."""
    head, plain = None, 0
    for i in range(first, min(len(pieces), first + 10)):
        token, low = pieces[i], pieces[i].text.lower()
        named = any(n.start <= token.start < n.end for n in near)
        if low in words.heads and not (named and head is not None):
            head = i
        elif token.text in _STOPS or low in words.of:
            break
        elif not named and not _belongs(token, low, words) and low not in _DETERMINERS:
            plain += 1
            if head is not None or plain > _MOST_PLAIN_WORDS:
                break
    return head


def _organization(
    text: str, pieces: Sequence[Token], head: int, near: Sequence[Name], words: _Words
) -> Name | None:
    """Return the organization or place that follows the office, as in “CEO of Acme”."""
    i = head + 1
    if i >= len(pieces) or pieces[i].text.lower() not in words.of:
        return None
    i += 1
    if i < len(pieces) and pieces[i].text.lower() in _DETERMINERS:
        i += 1
    if i >= len(pieces):
        return None
    at = pieces[i].start
    return next((n for n in near if _is_place_of_work(n) and n.start <= at < n.end), None)


def _is_place_of_work(name: Name) -> bool:
    """Tell whether an office can be held there."""
    return name.type in (FactType.ORGANIZATION, FactType.PLACE)


def _office(
    text: str, whole: tuple[int, int], role: tuple[int, int], person: Name, where: Name | None
) -> Found:
    """Return the office with its parts; the role's span has no space or possessive at its edges."""
    start, end = role
    while start < end and not text[start].isalnum():
        start += 1
    if text[start : start + 2].lower() == "s " and start > whole[0]:
        start += 2
    parts = [Part("person", person.start, person.end), Part("role", start, end)]
    if where:
        parts.append(Part("organization", where.start, where.end))
    return Found(FactType.ROLE, *whole, text[start:end], "", tuple(parts))


def _apart(found: list[Found]) -> list[Found]:
    """Sort, and keep one office for each span of words."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: (f.start, -f.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept
