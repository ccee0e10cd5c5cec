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
from itertools import pairwise

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
_ALONE = listed(
    """parliament parlement parlamento parlament senate sénat senado police policía polizei"""
)
_TITLES = listed(
    """mr mr. mrs mrs. ms ms. dr dr. prof prof. president präsident présidente presidente herr frau
    m. mme monsieur madame señor señora sr. sra. don doña signor signora senhor senhora minister
    ministre ministro kanzler президент министр мэр губернатор глава king queen rey reina pope"""
)
_IN = listed("in at from near à en au aux nach aus bei från i w z em a de dans vers")
_JOINERS = listed(
    """de del della di da do dos das du des la le el van von der den zu zur y e bin
    d' d’ dell' dell’ l' l’"""
)
_ARTICLES = listed("der den")
_AND = frozenset("ey")
_ELIDES = frozenset({"fr", "it", "ca"})
_ELIDED = re.compile(
    r"(?:[dlnsmtcj]|qu|jusqu|lorsqu|puisqu|dell|nell|all|dall|sull|un)['’](?=\w)", re.IGNORECASE
)
_ELIDED_ARTICLES = frozenset({"l'", "l’"})
_CAPITALISED = re.compile(r"[^\W\d_a-z]")
_LONGEST_JOIN = 2
_QUOTES = frozenset("\"'“”„«»‘‚‹¿¡—•·|")
_MARK_REACHES = 3
# Ille-et-Vilaine, Frankfurt-am-Main: a hyphen, a small word, a hyphen, a capital.
_HYPHENED = 4
_NOUNS_HAVE_CAPITALS = {"de", "lb"}
# Letters of the gazetteer, see packaging/model/README.md.
_FIRST_NAMES, _PLACES, _TOWNS = frozenset("Ffi"), frozenset("NSRC"), frozenset("cd")
_LISTED = {"O": FactType.ORGANIZATION, "P": FactType.ORGANIZATION}
# How sure a guess from the shape is; a trained model's confidence starts above these.
_TOLD, _GUESSED = 0.5, 0.3


def find(text: str, sentences: Sequence[tuple[int, int]], *, language: str = "") -> list[Name]:
    """Return the names that their shape gives away, in order; ``sentences`` are ranges."""
    known = _words_inside_sentences(text, sentences)
    common = frozenset(word for word in text.split() if word.islower()) | small_words(language)
    offices = role_words(language)
    common |= offices.determiners if offices else frozenset()
    is_told = language.partition("-")[0] in _NOUNS_HAVE_CAPITALS
    name_of, joiners = (_told_name, _JOINERS - _ARTICLES) if is_told else (_name, _JOINERS)
    names: list[Name] = []
    for start, end in sentences:
        words = _spelled(text, start, end, language)
        for first, last in _runs(words, joiners):
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
    behind_of = offices is not None and _stands_behind(words, first, offices.of)
    holder = _first_name(words, begin + 1, last - 1) if behind_of or begin > first else None
    if holder is not None:
        yield begin, holder
        begin = holder
    if begin < last:
        yield begin, last


def _stands_behind(words: list[Token], first: int, these: frozenset[str]) -> bool:
    """Tell whether one of these words stands before a place, an elided article apart."""
    before = first - 1 if first and words[first - 1].text not in _ELIDED_ARTICLES else first - 2
    return before >= 0 and words[before].text.lower() in these


def _first_name(words: list[Token], first: int, last: int) -> int | None:
    """Return the first word of a stretch that is a known first name."""
    for i in range(first, last):
        known = lexicon().entry(words[i].text.lower()).kinds
        if _is_capitalised(words[i]) and not _FIRST_NAMES.isdisjoint(known):
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
        if _is_capitalised(word) and not _opens(text, word.start)
    )


def _opens(text: str, position: int) -> bool:
    """Tell whether an opening mark or a bullet stands before a place, a blank or two apart."""
    return text[max(0, position - _MARK_REACHES) : position].rstrip()[-1:] in _QUOTES


def _is_capitalised(word: Token) -> bool:
    return word.text[0].isupper() and (len(word.text) > 1)


def _spelled(text: str, start: int, end: int, language: str) -> list[Token]:
    """Return the words, what is elided before one apart: d'Italia is d' and Italia."""
    words = tokens(text, start, end)
    if language.partition("-")[0] not in _ELIDES:
        return words
    made: list[Token] = []
    for word in words:
        found = _ELIDED.match(word.text)
        if found and (found[0].islower() or not made):
            cut = word.start + found.end()
            made.append(Token(found[0].lower(), word.start, cut))
            made.append(Token(word.text[found.end() :], cut, word.end))
        else:
            made.append(word)
    return made


def _runs(words: list[Token], joiners: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield ``[first, last)`` of words that stand together as one name."""
    position = 0
    while position < len(words):
        if not _is_capitalised(words[position]):
            position += 1
            continue
        last = _end_of_run(words, position, joiners)
        yield position, last
        position = last


def _end_of_run(words: list[Token], first: int, joiners: frozenset[str]) -> int:
    last = first + 1
    while last < len(words):
        hyphened = _hyphened(words, last)
        if hyphened:
            last += hyphened
            continue
        ahead = last
        while ahead < len(words) and words[ahead].text in joiners and ahead - last < _LONGEST_JOIN:
            ahead += 1
        if ahead >= len(words) or not _is_capitalised(words[ahead]):
            break
        if ahead - last > 1 and words[last].text in _AND:
            break  # two names: Poste Italiane e della Banca d'Italia
        last = ahead + 1
    return last


def _hyphened(words: list[Token], i: int) -> int:
    """Return how many pieces go on here after a hyphen without a blank: États-Unis, sur-Mer."""
    for count in (2, _HYPHENED):
        rest = words[i : i + count]
        joined = all(a.end == b.start for a, b in pairwise(words[i - 1 : i + count]))
        hyphens = [token.text == "-" for token in rest]
        if joined and hyphens == [True, False] * (count // 2) and _is_capitalised(rest[-1]):
            return count
    return 0


def _name(words: list[Token], first: int, last: int, known: frozenset[str]) -> Name | None:
    """Return the run as a name, or None where it is only a sentence's first word."""
    titled = first < last - 1 and words[first].text.lower() in _TITLES
    begin = first + titled
    lowered = [word.text.lower() for word in words[begin:last]]
    before = words[first - 1].text.lower() if first else ""
    type_, confidence = _type(lowered, words[begin].text, before, titled=titled)
    if last - begin == 1 and confidence < _TOLD and words[begin].text not in known:
        return None
    if last - begin == 1 and lowered[0] in _HEADS - _ALONE and not words[begin].text.isupper():
        return None  # “Agence”, of the Agence régionale de santé
    return Name(words[begin].start, words[last - 1].end, type_, confidence)


def _is_national(lowered: list[str]) -> bool:
    """Tell a house that is called by its country first: France Bleu."""
    return len(lowered) > 1 and "N" in lexicon().entry(lowered[0]).kinds


def _type(lowered: list[str], word: str, before: str, *, titled: bool) -> tuple[FactType, float]:
    if titled or before in _TITLES:
        return FactType.PERSON, _TOLD
    listed_as = lexicon().phrase(" ".join(lowered)) if len(lowered) > 1 else ""
    if listed_as:
        return _LISTED.get(listed_as, FactType.PLACE), _TOLD
    if lowered[-1] in _COMPANY or not _HEADS.isdisjoint(lowered):
        return FactType.ORGANIZATION, _TOLD
    if before in _IN and not _is_national(lowered):
        return FactType.PLACE, _TOLD
    return _guessed(lowered, word), _GUESSED


def _guessed(lowered: list[str], word: str) -> FactType:
    """Return what a name most likely is that nothing tells."""
    if _is_national(lowered):
        return FactType.ORGANIZATION
    if len(lowered) == 1:
        return FactType.ORGANIZATION if word.isupper() else FactType.PLACE
    return FactType.PLACE if "-" in lowered else FactType.PERSON
