"""Names by their shape alone: for languages that no model was trained on.

Capitalised words that stand together are a name. Its type is read from a few words that are
names of kinds ("GmbH", "Ministerio") and from titles before it; a name of two or three words
with nothing to tell is taken for a person, a single word for a place after a preposition of
place, and for an organization where it is all in capitals. Where every noun has a capital
(German), only what something tells is a name: a title, a legal form, a known first name or place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from digest_app.domain.fact import FactType
from digest_app.facts.names.found import Name
from digest_app.facts.names.lexicon import lexicon
from digest_app.facts.quotes.table import small_words
from digest_app.facts.role_words import RoleWords, role_words
from digest_app.facts.tokens import Token, listed, tokens

_COMPANY = listed(
    """inc inc. corp corp. co. ltd ltd. llc plc ag gmbh sa s.a. spa s.p.a. bv b.v. nv n.v. ab oy
    kk se sarl as a/s group groupe grupo gruppe holding holdings"""
)
_HEADS = listed(
    """ministry ministère ministerio ministério ministero ministerium bank banque banco banca
    university université universidad universidade università universität institute institut
    instituto istituto party partido parti partei partito committee comité comisión commission
    kommission commissione union unión união council conseil consejo conselho association verein
    federation fédération federación court cour corte tribunal gericht agency agence agencia
    company compagnie compañía parliament parlement parlamento parlament senate sénat senado
    club fc police policía polizei times post news zeitung"""
)
_TITLES = listed(
    """mr mr. mrs mrs. ms ms. dr dr. prof prof. president präsident présidente presidente herr frau
    m. mme monsieur madame señor señora sr. sra. don doña signor signora senhor senhora minister
    ministre ministro kanzler king queen rey reina pope"""
)
_IN = listed("in at from near à en au aux nach aus bei från i w z em a de dans vers")
_JOINERS = listed("de del della di da do dos das du des la le el van von der den zu zur y e bin")
_CAPITALISED = re.compile(r"[^\W\d_a-z]")
_LONGEST_JOIN = 2
_QUOTES = frozenset("\"'“”„«»‘‚‹¿¡—")
_NOUNS_HAVE_CAPITALS = {"de", "lb"}
# Letters of the gazetteer, see packaging/model/README.md.
_FIRST_NAMES, _PLACES, _TOWNS = frozenset("Ffi"), frozenset("NSRC"), frozenset("cd")
# How sure a guess from the shape is; a trained model's confidence starts above these.
_TOLD, _GUESSED = 0.5, 0.3


def find(text: str, sentences: Sequence[tuple[int, int]], *, language: str = "") -> list[Name]:
    """Return the names that their shape gives away, in order; ``sentences`` are ranges."""
    known = _words_inside_sentences(text, sentences)
    common = frozenset(word for word in text.split() if word.islower()) | small_words(language)
    offices = role_words(language)
    name_of = _told_name if language.partition("-")[0] in _NOUNS_HAVE_CAPITALS else _name
    names: list[Name] = []
    for start, end in sentences:
        words = tokens(text, start, end)
        for first, last in _runs(words):
            begin = _without_opening(words, first, last, common)
            for one in _around_office(words, begin, last, offices):
                name = name_of(words, *one, known)
                if name is not None:
                    names.append(name)
    return names


def _without_opening(words: list[Token], first: int, last: int, common: frozenset[str]) -> int:
    """Return where a run begins without the small words that only open a sentence."""
    while first < last and not any(map(_is_capitalised, words[:first])):
        if words[first].text.lower() not in common or words[first].text.isupper():
            break
        first += 1
    while first < last and not _is_capitalised(words[first]):
        first += 1
    return first


def _around_office(
    words: list[Token], first: int, last: int, offices: RoleWords | None
) -> Iterator[tuple[int, int]]:
    """Yield the names in a run: none is an office, nor an office's organization with its holder.

    Both run together in “Minister van Financiën Eelco Heinen” and “de Hacienda María Montero”.
    """
    begin = first
    if offices is not None and first < last and offices.is_head(words[first].text.lower()):
        begin = next((i for i in range(first + 1, last) if _is_capitalised(words[i])), first)
        begin = begin if begin > first + 1 else first
    behind_of = offices is not None and first > 0 and words[first - 1].text.lower() in offices.of
    holder = _first_name(words, begin + 1, last - 1) if behind_of or begin > first else None
    if holder is not None:
        yield begin, holder
        begin = holder
    if begin < last:
        yield begin, last


def _first_name(words: list[Token], first: int, last: int) -> int | None:
    """Return the first word of a stretch that is a known first name."""
    for i in range(first, last):
        if not _FIRST_NAMES.isdisjoint(lexicon().entry(words[i].text.lower()).kinds):
            return i
    return None


def _told_name(words: list[Token], first: int, last: int, known: frozenset[str]) -> Name | None:
    """Return the name in a run of nouns and names, or None where nothing tells one."""
    name = _name(words, first, last, known)
    if name is not None and name.confidence >= _TOLD and name.type is not FactType.PLACE:
        return name
    kinds = [lexicon().entry(word.text.lower()).kinds for word in words[first:last]]
    for i, of in enumerate(kinds, start=first):
        if not _FIRST_NAMES.isdisjoint(of) and i + 1 < last:
            return Name(words[i].start, words[min(last, i + 3) - 1].end, FactType.PERSON, _GUESSED)
    in_place = words[first - 1].text.lower() in _IN if first else False
    places = [
        i
        for i, of in enumerate(kinds, start=first)
        if words[i].text in known and _is_place(of, after_in=in_place)
    ]
    if places:
        return Name(words[places[0]].start, words[places[0]].end, FactType.PLACE, _GUESSED)
    short = words[first]
    if last - first == 1 and short.text.isupper() and short.text.isalpha():
        return Name(short.start, short.end, FactType.ORGANIZATION, _GUESSED)
    return None


def _is_place(kinds: str, *, after_in: bool) -> bool:
    """Tell known places; small towns, many of which are called like a thing, only after “in”."""
    return not _PLACES.isdisjoint(kinds) or (after_in and not _TOWNS.isdisjoint(kinds))


def _words_inside_sentences(text: str, sentences: Sequence[tuple[int, int]]) -> frozenset[str]:
    """Return capitalised words that open neither a sentence nor a quotation somewhere."""
    return frozenset(
        word.text
        for start, end in sentences
        for word in tokens(text, start, end)[1:]
        if _is_capitalised(word) and text[word.start - 1] not in _QUOTES
    )


def _is_capitalised(word: Token) -> bool:
    return word.text[0].isupper() and (len(word.text) > 1)


def _runs(words: list[Token]) -> Iterator[tuple[int, int]]:
    """Yield ``[first, last)`` of words that stand together as one name."""
    position = 0
    while position < len(words):
        if not _is_capitalised(words[position]):
            position += 1
            continue
        last = _end_of_run(words, position)
        yield position, last
        position = last


def _end_of_run(words: list[Token], first: int) -> int:
    last = first + 1
    while last < len(words):
        ahead = last
        while ahead < len(words) and words[ahead].text in _JOINERS and ahead - last < _LONGEST_JOIN:
            ahead += 1
        if ahead >= len(words) or not _is_capitalised(words[ahead]):
            break
        last = ahead + 1
    return last


def _name(words: list[Token], first: int, last: int, known: frozenset[str]) -> Name | None:
    """Return the run as a name, or None where it is only a sentence's first word."""
    titled = first < last - 1 and words[first].text.lower() in _TITLES
    begin = first + titled
    lowered = [word.text.lower() for word in words[begin:last]]
    before = words[first - 1].text.lower() if first else ""
    type_, confidence = _type(lowered, words[begin].text, before, titled=titled)
    if last - begin == 1 and confidence < _TOLD and words[begin].text not in known:
        return None
    return Name(words[begin].start, words[last - 1].end, type_, confidence)


def _type(lowered: list[str], word: str, before: str, *, titled: bool) -> tuple[FactType, float]:
    if titled or before in _TITLES:
        return FactType.PERSON, _TOLD
    if lowered[-1] in _COMPANY or not _HEADS.isdisjoint(lowered):
        return FactType.ORGANIZATION, _TOLD
    if before in _IN:
        return FactType.PLACE, _TOLD
    if len(lowered) == 1:
        kind = FactType.ORGANIZATION if word.isupper() else FactType.PLACE
        return kind, _GUESSED
    return FactType.PERSON, _GUESSED
