"""Asking many rules about one line at once: a few look-ups instead of a long loop."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from digest_app.domain.rule import Rule, Where

_LEAD: Final = " \t\u00a0\u200b\ufeff•·–—-*|>»«▶►→[(“”\"'‘’#✔✓●○■□◆★☆【「《〈"
_TAIL: Final = " \t\u00a0.…:!?»>→›-–—|·•)]\"”’'*↓▼▾。：！？】」》〉、"
_HEAD_LENGTH: Final = 72
_LONGEST_SEARCHED: Final = 600
_LONGEST_ROW: Final = 240
_SHORT_WORD: Final = 2
_LETTERS_A_WORD: Final = 16
_LETTERS_UNSPACED: Final = 3


class Hit(NamedTuple):
    """A rule that catches a line, and the words of the line that it caught."""

    rule: Rule
    words: str


class _Sought(NamedTuple):
    """A pattern, and the plain words of which a line must have one before it is tried."""

    rule: Rule
    pattern: re.Pattern[str]
    words: tuple[str, ...]


def fold(text: str) -> str:
    """Return the text as rules compare it: no case, plain apostrophes, single spaces."""
    return " ".join(text.casefold().replace("’", "'").split())


def word_count(text: str) -> int:
    """Return about how many words a line has, also where words stand without spaces."""
    spaced = text.count(" ") + 1
    return spaced if spaced * _LETTERS_A_WORD > len(text) else len(text) // _LETTERS_UNSPACED


def bare(folded: str) -> str:
    """Return a folded line without the signs that stand around its words."""
    return folded.strip(_LEAD + _TAIL)


class _Filed(NamedTuple):
    """Rules by what a line must be, begin or end with: the same for every text."""

    whole: dict[str, list[Rule]]
    begins: dict[str, list[tuple[str, Rule]]]
    ends: dict[str, list[tuple[str, Rule]]]
    rows: list[tuple[Rule, re.Pattern[str], frozenset[str]]]


class Matcher:
    """Rules arranged for asking. Build it once for a set of rules; it never changes."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._filed = _Filed({}, {}, {}, [])
        self._has: list[tuple[str, Rule]] = []
        self._sought: list[_Sought] = []
        for rule in rules:
            self._add(rule)

    def _add(self, rule: Rule) -> None:
        words = tuple(fold(word) for word in rule.words)
        if rule.where is Where.SPAN:
            return
        if rule.where is Where.ROW:
            starts = frozenset(word[:2] for word in words)
            self._filed.rows.append((rule, _row(words), starts))
        elif rule.pattern:
            self._sought.append(_Sought(rule, compiled(rule), words))
        else:
            for word in words:
                self._file(rule, word)

    def _file(self, rule: Rule, word: str) -> None:
        if rule.where is Where.WHOLE:
            self._filed.whole.setdefault(bare(word) or word, []).append(rule)
        elif rule.where is Where.BEGINS:
            opening = word.lstrip(_LEAD) or word
            self._filed.begins.setdefault(opening[:2], []).append((opening, rule))
        elif rule.where is Where.ENDS:
            self._filed.ends.setdefault(word[-2:], []).append((word, rule))
        else:
            self._has.append((word, rule))

    def on(self, text: str) -> Asking:
        """Return what answers for the lines of one text; ``text`` holds all of them."""
        folded = text.casefold().replace("’", "'")
        has = [(word, rule) for word, rule in self._has if word in folded]
        sought = []
        for rule, pattern, words in self._sought:
            there = tuple([word for word in words if word in folded])
            if there or not words:
                sought.append(_Sought(rule, pattern, there))
        return Asking(self._filed, has, sought)


class Asking:
    """The rules that can catch a line of one text; see :meth:`Matcher.on`."""

    def __init__(self, filed: _Filed, has: list[tuple[str, Rule]], sought: list[_Sought]) -> None:
        self._whole, self._begins, self._ends, self._rows = filed
        self._has, self._sought = has, sought

    def hits(self, line: str) -> list[Hit]:
        """Return the rules that catch the line; those about the whole of it come first."""
        found: list[Hit] = []
        words = word_count(line)
        short = len(line) <= _HEAD_LENGTH
        head = fold(line if short else line[:_HEAD_LENGTH])
        if short:
            found += [Hit(rule, line) for rule in self._whole.get(bare(head), ())]
        self._ask_begins(head.lstrip(_LEAD), words, found)
        if len(line) <= _LONGEST_SEARCHED:
            folded = head if short else fold(line)
            self._ask_ends(folded, words, found)
            if len(line) <= _LONGEST_ROW:
                self._ask_rows(folded, line, found)
            self._search(line, folded, words, found)
        return found

    def _ask_begins(self, head: str, words: int, found: list[Hit]) -> None:
        for word, rule in self._begins.get(head[:2], ()):
            if head.startswith(word) and _fits(rule, words) and _ends_word(head, word):
                found.append(Hit(rule, word))

    def _ask_ends(self, folded: str, words: int, found: list[Hit]) -> None:
        for word, rule in self._ends.get(folded[-2:], ()):
            if folded.endswith(word) and _fits(rule, words) and _starts_word(folded, word):
                found.append(Hit(rule, word))

    def _ask_rows(self, folded: str, line: str, found: list[Hit]) -> None:
        opening = folded.lstrip(_LEAD)
        for rule, pattern, starts in self._rows:
            if opening[:2] in starts and pattern.fullmatch(opening.rstrip(_TAIL)):
                found.append(Hit(rule, line))

    def _search(self, line: str, folded: str, words: int, found: list[Hit]) -> None:
        for word, rule in self._has:
            if word in folded and _fits(rule, words):
                found.append(Hit(rule, word))
        for rule, pattern, needed in self._sought:
            if not _fits(rule, words):
                continue
            if needed and not any(word in folded for word in needed):
                continue
            caught = _ask(pattern, rule.where, line)
            if caught:
                found.append(Hit(rule, caught.group().strip()))


def compiled(rule: Rule) -> re.Pattern[str]:
    """Return the rule's pattern, ready for use; at the line's end for ``ENDS``.

    Raises:
        re.error: if the pattern is not a regular expression.
    """
    pattern = rf"(?:{rule.pattern})\Z" if rule.where is Where.ENDS else rule.pattern
    return re.compile(pattern, re.IGNORECASE)


def _ask(pattern: re.Pattern[str], where: Where, line: str) -> re.Match[str] | None:
    if where is Where.WHOLE:
        return pattern.fullmatch(line)
    if where is Where.BEGINS:
        return pattern.match(line.lstrip(_LEAD)) or pattern.match(line)
    return pattern.search(line)


def _fits(rule: Rule, words: int) -> bool:
    return not rule.longest or words <= rule.longest


def _ends_word(text: str, word: str) -> bool:
    """Tell whether the words that the text begins with end there, and not inside another."""
    if not word[-1].isalnum() or len(text) == len(word):
        return True
    return not text[len(word)].isalnum() or _unspaced(word[-1])


def _starts_word(text: str, word: str) -> bool:
    before = text[-len(word) - 1 : -len(word)]
    return not (before.isalnum() and word[0].isalnum()) or _unspaced(word[0])


def _unspaced(letter: str) -> bool:
    """Tell whether the letter belongs to a script that puts no spaces between words."""
    return letter >= "\u2e80"


def _row(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for a line of at least two of these words; short ones stand apart.

    Each piece is atomic, so that no line, however odd, makes the search go back and forth.
    """
    ordered = sorted(words, key=len, reverse=True)
    glued = "|".join(re.escape(word) for word in ordered if len(word) > _SHORT_WORD)
    alone = "|".join(re.escape(word) for word in ordered if len(word) <= _SHORT_WORD)
    gap = r"[\s,|·•/+:;.!–—-]"
    apart = rf"(?:{alone})(?={gap}|$)|" if alone else ""
    return re.compile(rf"(?>(?:{apart}{glued}){gap}*+){{2,}}+")
