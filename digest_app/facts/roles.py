"""Offices: who holds which office where, as three spans."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from digest_app.domain.fact import FactType, Part
from digest_app.facts.grammar.phrase import Found
from digest_app.facts.names.found import Name
from digest_app.facts.role_words import RoleWords, role_words
from digest_app.facts.tokens import Token

_BEFORE, _AFTER = 80, 150
_BESIDE = re.compile(r"\w\.?,?[ \u00a0]$")
_CLOSES = tuple(",.;:)—–\n")
_REACH = 9
_LONGEST_FIELD = 6  # pieces from the noun
_STOPS = frozenset(',.;:!?()[]"“”«»—–…')
_JOINERS = frozenset({"of", "for", "&", "the", "and"})
_SMALL = frozenset({"and", "&"})
_POSSESSIVES = frozenset({"'s", "’s"})


def find_roles(text: str, names: Sequence[Name], *, language: str = "en") -> list[Found]:
    """Return the offices that stand directly before or after people's names, in order.

    Each has the parts ``person`` and ``role``, and ``organization`` where one is named.
    """
    words = role_words(language)
    if words is None:
        return []
    found: list[Found] = []
    for i, name in enumerate(names):
        if name.type is FactType.PERSON:
            near = names[max(0, i - 6) : i + 7]
            found.extend(_before(text, name, near, words))
            found.extend(_after(text, name, near, words))
    return _apart(found)


def _before(text: str, name: Name, near: Sequence[Name], words: RoleWords) -> Iterator[Found]:
    """Read “former ByteDance executive Wang Changhu”, and “the head of Acme, Wang Changhu,”."""
    if not _BESIDE.search(text, max(0, name.start - 4), name.start):
        return
    lo = max(0, name.start - _BEFORE)
    lo = max(lo, text.rfind("\n", lo, name.start) + 1)
    pieces = _pieces(text, lo, name.start, words)
    if lo > 0 and text[lo - 1].isalnum() and len(pieces) > 1:
        pieces = pieces[1:]
    closed = text[name.end : name.end + 1] in _CLOSES
    comma = bool(pieces) and pieces[-1].text == ","
    pieces = pieces[:-1] if comma else pieces
    head = _head_before(pieces, near, words)
    if head is None or (comma and head < len(pieces) - 1 and not closed):
        return
    first = _first_word(pieces[: head + 1], near, words)
    yield _office_before(text, name, near, pieces[first:], _behind(pieces, head, words) - first)


def _head_before(pieces: Sequence[Token], near: Sequence[Name], words: RoleWords) -> int | None:
    """Return the noun of the office that ends right before a name, or None.

    It is the last word, words that belong behind it apart; or it has its organization behind it.
    """
    for i in reversed(range(max(0, len(pieces) - _REACH), len(pieces))):
        if words.is_head(pieces[i].text.lower()):
            rest = _behind(pieces, i, words)
            if rest == len(pieces) or _is_of_organization(pieces, rest, near, words):
                return i
            return None
        if pieces[i].text in _STOPS and not _is_inside(pieces[i], near):
            return None
    return None


def _is_inside(token: Token, names: Sequence[Name]) -> bool:
    """Tell whether a word or mark belongs to a name, as the last one of “Acme Corp.” does."""
    return any(n.start <= token.start < n.end for n in names)


def _behind(pieces: Sequence[Token], head: int, words: RoleWords) -> int:
    """Return the first word after a noun that is no part of the office."""
    i = head + 1
    while i < len(pieces) and pieces[i].text.lower() in words.behind:
        i += 1
    return i


def _is_of_organization(
    pieces: Sequence[Token], first: int, near: Sequence[Name], words: RoleWords
) -> bool:
    """Tell whether the rest is “of” and an organization, and nobody's name."""
    if first + 1 >= len(pieces) or pieces[first].text.lower() not in words.of:
        return False
    rest = pieces[first + 1 :]
    named = [n for n in near if n.end > rest[0].start and n.start < rest[-1].end]
    if any(n.type is FactType.PERSON for n in named):
        return False
    loose = [t for t in rest if not _is_inside(t, named)]
    if any(t.text in _STOPS for t in loose):
        return False
    return rest[-1] not in loose or rest[-1].text[0].isupper()


def _office_before(
    text: str, name: Name, near: Sequence[Name], pieces: Sequence[Token], count: int
) -> Found:
    """Return the office that stands before a name: its first ``count`` words are the role."""
    start, role_end, end = pieces[0].start, pieces[count - 1].end, pieces[-1].end
    if count == len(pieces):
        where = _within(near, start, end)
        # A name that ends in the office's noun, “Office of the Mayor”, is no place of work.
        where = where if where and where[1] < end else None
        role_start = where[1] if where and where[0] <= start else start
        return _office(text, (start, end), (role_start, role_end), name, where)
    first = next(t for t in pieces[count + 1 :] if t.text[0].isupper() or t is pieces[-1])
    return _office(text, (start, end), (start, role_end), name, (first.start, end))


def _within(near: Sequence[Name], start: int, end: int) -> tuple[int, int] | None:
    """Return the organization or place among the words of an office."""
    return next(
        ((n.start, n.end) for n in near if _is_place_of_work(n) and start <= n.start < end), None
    )


def _pieces(text: str, start: int, end: int, words: RoleWords) -> list[Token]:
    """Return the words and marks of a stretch; a word with hyphens is one piece."""
    return [Token(m[0], m.start(), m.end()) for m in words.pieces.finditer(text, start, end)]


def _first_word(pieces: Sequence[Token], near: Sequence[Name], words: RoleWords) -> int:
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
            if plain > words.plain or not _is_plain(token, low, words):
                break
            if i > 1 and not _is_anchor(pieces[i - 2], near, words):
                break
        i -= 1
    while i < len(pieces) - 1 and pieces[i].text.lower() in (*_SMALL, *_POSSESSIVES, "-"):
        i += 1
    return i


def _belongs(token: Token, low: str, words: RoleWords) -> bool:
    """Tell whether a word is one of those that offices are made of."""
    if words.is_head(low) or low in words.before or low in _SMALL or token.text in _POSSESSIVES:
        return True
    return low == "-" or (token.text[0].isupper() and low not in words.determiners)


def _is_plain(token: Token, low: str, words: RoleWords) -> bool:
    """Tell whether a word could be a noun that explains the office: an oil analyst."""
    return token.text.isalpha() and len(low) > 2 and low not in words.determiners  # noqa: PLR2004 - of, to


def _is_anchor(token: Token, near: Sequence[Name], words: RoleWords) -> bool:
    """Tell whether a word shows that the next one is still a part of the office."""
    low = token.text.lower()
    if _is_inside(token, near) or token.text in _POSSESSIVES:
        return True
    return low in words.determiners or low in words.before


def _after(text: str, name: Name, near: Sequence[Name], words: RoleWords) -> Iterator[Found]:
    """Read “Zhou Hongyi, chairman and CEO of 360 Security Technology,”."""
    if not text.startswith(",", name.end):
        return
    hi = min(len(text), name.end + _AFTER)
    line = text.find("\n", name.end, hi)
    pieces = _pieces(text, name.end, line if line >= 0 else hi, words)
    i = _skip_age(pieces)
    if i is None:
        return
    head = _last_head(pieces, i, near, words)
    if head is None:
        return
    first = i + (pieces[i].text.lower() in words.determiners)
    head = _with_field(pieces, head, words)
    start, role_end = pieces[first].start, pieces[head].end
    where = _organization(pieces, head, near, words)
    end = max(role_end, where[1]) if where else role_end
    yield _office(
        text, (start, end), (start, role_end), name, where or _within(near, start, role_end)
    )


def _with_field(pieces: Sequence[Token], head: int, words: RoleWords) -> int:
    """Return the last word of an office with its field: head of trade and industry.

    The field is in small letters, and an office's end or its organization follows.
    """
    if head + 1 >= len(pieces) or pieces[head + 1].text.lower() != "of":
        return head
    end = head + 2
    while end < len(pieces) and end <= head + _LONGEST_FIELD and _is_of_field(pieces[end], words):
        end += 1
    if end == head + 2 or pieces[end - 1].text in _JOINERS:
        return head
    ends = end >= len(pieces) or pieces[end].text in _STOPS or pieces[end].text in words.of
    return end - 1 if ends else head


def _is_of_field(token: Token, words: RoleWords) -> bool:
    """Tell whether a word can name the field of an office: “corporate”, “and”, “trade”."""
    if not token.text.islower() or token.text in words.determiners:
        return False
    return token.text == "and" or token.text not in words.of


def _skip_age(pieces: Sequence[Token]) -> int | None:
    """Return the word after the comma, and after an age between commas; None without comma."""
    if len(pieces) < 2 or pieces[0].text != ",":  # noqa: PLR2004 - a comma and a word
        return None
    if pieces[1].text.isdigit() and len(pieces) > 3 and pieces[2].text == ",":  # noqa: PLR2004 - , 52, chief
        return 3
    return 1


def _last_head(
    pieces: Sequence[Token], first: int, near: Sequence[Name], words: RoleWords
) -> int | None:
    """Return the noun that the office after a name ends in: chairman and CEO."""
    head, plain = None, 0
    for i in range(first, min(len(pieces), first + 10)):
        token, low = pieces[i], pieces[i].text.lower()
        named = any(n.start <= token.start < n.end != token.end for n in near)
        if (words.is_head(low) and not named) or (head is not None and low in words.behind):
            head = i
        elif token.text in _STOPS or low in words.of:
            break
        elif not named and not _belongs(token, low, words) and low not in words.determiners:
            plain += 1
            if head is not None or plain > words.plain:
                break
    return head


def _organization(
    pieces: Sequence[Token], head: int, near: Sequence[Name], words: RoleWords
) -> tuple[int, int] | None:
    """Return the organization or place that follows the office, as in “CEO of Acme”.

    It is a name that was found, or else a run of words with capitals.
    """
    i = head + 1
    if i + 1 >= len(pieces) or pieces[i].text.lower() not in words.of:
        return None
    i += 1
    while i < len(pieces) - 1 and pieces[i].text.lower() in words.determiners:
        i += 1
    end = _end_of_capitals(pieces, i)
    if end == i:
        return None
    start, stop = pieces[i].start, pieces[end - 1].end
    named = next((n for n in near if n.start <= start < n.end), None)
    if named and named.type is FactType.PERSON:
        return None
    return start, max(stop, named.end) if named else stop


def _end_of_capitals(pieces: Sequence[Token], first: int) -> int:
    """Return the piece after a run of words with capitals or digits, joined by of, for, and."""
    end = i = first
    while i < len(pieces):
        word = pieces[i].text
        if word[0].isupper() or word[0].isdigit():
            end = i + 1
        elif word not in _JOINERS or i == first:
            break
        i += 1
    return end


def _is_place_of_work(name: Name) -> bool:
    """Tell whether an office can be held there."""
    return name.type in (FactType.ORGANIZATION, FactType.PLACE)


def _office(
    text: str,
    whole: tuple[int, int],
    role: tuple[int, int],
    person: Name,
    where: tuple[int, int] | None,
) -> Found:
    """Return the office with its parts; the role's span has no space or possessive at its edges."""
    start, end = role
    while start < end and not text[start].isalnum():
        start += 1
    if text[start : start + 2].lower() == "s " and start > whole[0]:
        start += 2
    parts = [Part("person", person.start, person.end), Part("role", start, end)]
    if where:
        parts.append(Part("organization", *where))
    return Found(FactType.ROLE, *whole, text[start:end], "", tuple(parts))


def _apart(found: list[Found]) -> list[Found]:
    """Sort, and keep one office for each span of words."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: (f.start, -f.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept
