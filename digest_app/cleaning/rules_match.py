"""Asking many rules about one line at once: a few look-ups instead of a long loop."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Generic, NamedTuple, Protocol, TypeVar

from digest_app.cleaning.rules_needs import may_match
from digest_app.cleaning.rules_words import Needles, Vocabulary, fold
from digest_app.domain.compiled import compiled as compiled_form
from digest_app.domain.rule import Rule, Where

T = TypeVar("T")

_LEAD: Final = " \t\u00a0\u200b\ufeff•·–—-*|>»«▶►→[(“”\"'‘’#✔✓●○■□◆★☆【「《〈"
# What somebody says is the article's: “Follow us,” she said.
_QUOTES: Final = "“\"‘'"
_TAIL: Final = " \t\u00a0.…:!?»>→›-–—|·•)]\"”’'*↓▼▾。：！？】」》〉、"
_GAPS: Final = "|·•/+:;.!–—-"  # between the words of a row; the dash last, as in a set of signs
_HEAD_LENGTH: Final = 72
_LONGEST_SEARCHED: Final = 600
_LONGEST_ROW: Final = 240
_SHORT_WORD: Final = 2
_KEY: Final = 4
_KEY_SIZES: Final = tuple(range(size, 0, -1) for size in range(_KEY + 1))
_LONG_KEYS: Final = (_KEY,)
_SHORT_LINE: Final = 24
_LONGEST_END: Final = 200
LETTERS_A_WORD: Final = 16
LETTERS_UNSPACED: Final = 3
_NO_LIMIT: Final = 1 << 60
_HEAD: Final = re.compile(r"(?:\\A)?\(\?=(\[(?:\\.|[^\]\\])+\]|\\[dsw])\)")
# What a pattern is made of, as far as it tells whether a bar in it stands inside brackets.
_PIECES: Final = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?#|[()|]", re.DOTALL)
# By how many words a line has more than: rules for shorter lines need not be looked at for it.
_LEASTS: Final = (0, 8, 24, 45)
_LEAST_OF: Final = (0, *(max(m for m in _LEASTS if m < n) for n in range(1, _LEASTS[-1] + 1)))


class Hit(NamedTuple):
    """A rule that catches a line, and the words of the line that it caught."""

    rule: Rule
    words: str


def word_count(text: str) -> int:
    """Return about how many words a line has, also where words stand without spaces."""
    spaced = text.count(" ") + 1
    if spaced * LETTERS_A_WORD > len(text) or text.isascii():
        return spaced
    return len(text) // LETTERS_UNSPACED


def bare(folded: str) -> str:
    """Return a folded line without the signs that stand around its words."""
    return folded.strip(_LEAD + _TAIL)


class Heads(Generic[T]):
    r"""What goes with patterns, told apart by the letter that they begin with.

    One says it by looking ahead for a letter first: ``(?=[af\d])…``. Any other is kept for all.
    """

    def __init__(self, patterns: Iterable[tuple[str, T]] = ()) -> None:
        self._all: list[tuple[re.Pattern[str] | None, T]] = []
        self._known: dict[str, tuple[T, ...]] = {}
        for pattern, what in patterns:
            self.add(pattern, what)

    def add(self, pattern: str, what: T) -> None:
        """Take in a pattern; all are taken in before the first line is asked about."""
        head = None if _has_choices(pattern) else _HEAD.match(pattern)
        self._all.append((re.compile(head[1], re.IGNORECASE) if head else None, what))

    def of(self, letter: str) -> tuple[T, ...]:
        """Return what goes with those that can match a line of this first letter, in order.

        The letter of an empty line is empty.
        """
        found = self._known.get(letter)
        if found is None:
            fitting = (what for head, what in self._all if not head or head.match(letter))
            found = self._known[letter] = tuple(fitting)
        return found


def _has_choices(pattern: str) -> bool:
    """Tell whether the pattern is one thing or another, and not one thing alone."""
    depth = 0
    for piece in _PIECES.findall(pattern):
        if piece == "(?#" or (piece == "|" and not depth):
            return True  # or nobody can tell
        depth += (piece == "(") - (piece == ")")
    return False


class _Shapes:
    """Patterns that a whole line must have; one is tried where the words are that it needs."""

    def __init__(self) -> None:
        self.rules: list[Rule] = []
        self.heads: Heads[int] = Heads()

    def add(self, rule: Rule) -> None:
        """Take in a rule; all are taken in before the first line is asked about."""
        self.heads.add(rule.pattern, len(self.rules))
        self.rules.append(rule)

    def of(self, line: str, words: int, folded: str) -> list[Hit]:
        """Return the rules whose pattern the line is."""
        fitting = [rule for i in self.heads.of(line[:1]) if _fits(rule := self.rules[i], words)]
        return [
            Hit(rule, line)
            for rule in fitting
            if may_match(rule.pattern, folded) and compiled(rule).fullmatch(line)
        ]


class _Row(NamedTuple):
    """A rule for rows of words: how they begin, and the words themselves by their first letter."""

    rule: Rule
    pattern: re.Pattern[str]
    starts: frozenset[str]
    words: dict[str, tuple[str, ...]]

    def is_told_by(self, opening: str) -> bool:
        """Tell whether a line is such a row, by how it is folded without the signs before it."""
        if opening[:2] not in self.starts or not opening.startswith(self.words[opening[:1]]):
            return False
        return self.pattern.fullmatch(opening.rstrip(_TAIL)) is not None


class _Filed(NamedTuple):
    """Rules by what a line must be, begin or end with: the same for every text.

    ``short`` are the first letters of the keys in ``begins`` that are shorter than others.
    """

    whole: dict[str, list[Rule]]
    long: dict[str, list[Rule]]
    shapes: _Shapes
    begins: dict[str, list[tuple[str, Rule]]]
    ends: dict[str, list[tuple[str, Rule]]]
    rows: list[_Row]
    row_starts: set[str]
    short: set[str]


@lru_cache(maxsize=2048)
def _folded(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words folded, as lines are; each language's matcher has the English ones too."""
    return tuple(fold(word) for word in words)


class Matcher:
    """Rules arranged for asking. Build it once for a set of rules; it never changes.

    ``compiled`` is the compiled form of it, where there is one.
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._filed = _Filed({}, {}, _Shapes(), {}, {}, [], set(), set())
        has: list[tuple[str, Rule]] = []
        tried: list[tuple[str, Rule]] = []
        for rule in rules:
            if rule.where is not Where.SPAN:
                self._add(rule, has, tried)
        self._searched = Needles(has + tried)
        needles = self._searched.compiled
        self.compiled = _form.Matcher(self._filed, needles) if _form and needles else None

    def _add(self, rule: Rule, has: list[tuple[str, Rule]], tried: list[tuple[str, Rule]]) -> None:
        words = _folded(rule.words)
        if rule.where is Where.ROW:
            by_letter: dict[str, tuple[str, ...]] = {}
            for word in words:
                by_letter[word[:1]] = (*by_letter.get(word[:1], ()), word)
            starts = frozenset(word[:2] for word in words)
            self._filed.rows.append(_Row(rule, _row(words), starts, by_letter))
            self._filed.row_starts.update(starts)
        elif rule.pattern and not words and _is_short(rule):
            self._filed.shapes.add(rule)
        elif rule.pattern:
            # A pattern without words is tried on every line: each has the empty word in it.
            tried += [(word, rule) for word in words or ("",)]
        elif rule.where is Where.HAS:
            has += [(word, rule) for word in words]
        else:
            for word in words:
                self._file(rule, word)

    def _file(self, rule: Rule, word: str) -> None:
        if rule.where is Where.WHOLE:
            # A taught line can be a paragraph; the shipped ones are all short.
            filed = self._filed.whole if len(word) <= _HEAD_LENGTH else self._filed.long
            filed.setdefault(bare(word) or word, []).append(rule)
        elif rule.where is Where.BEGINS:
            self._filed.begins.setdefault(word[:_KEY], []).append((word, rule))
            if len(word) < _KEY:
                self._filed.short.add(word[:1])
        else:
            self._filed.ends.setdefault(word[-2:], []).append((word, rule))

    def on(self, vocabulary: Vocabulary) -> Asking:
        """Return what answers for the lines of one text, whose words are given."""
        return self._on(vocabulary, None)

    def on_these(self, vocabulary: Vocabulary, lines: Iterable[str]) -> Asking:
        """Return what answers for a few lines alone of a text whose words are given."""
        return self._on(vocabulary, "\n".join([fold(line[:_LONGEST_SEARCHED]) for line in lines]))

    def _on(self, vocabulary: Vocabulary, folded: str | None) -> Asking:
        if self.compiled and vocabulary.compiled:
            return self.compiled.on(vocabulary.compiled, folded)
        return _Asking(self._filed, self._searched.of(vocabulary, folded))


class Asking(Protocol):
    """The rules that can catch a line of one text; see :meth:`Matcher.on`."""

    def hits(self, line: str, words: int, folded: str = "") -> list[Hit]:
        """Return the rules that catch a line of so many words; the surest places come first.

        ``folded`` is the line as :func:`~digest_app.cleaning.rules_words.fold` makes it, from
        who has it already.
        """


class _Asking:
    """What answers for the lines of one text, in Python."""

    def __init__(self, filed: _Filed, words: list[tuple[str, Rule]]) -> None:
        self._whole, self._long, self._shapes, self._begins, self._ends, self._rows = filed[:6]
        self._row_starts, self._short = filed.row_starts, filed.short
        searched = [(word, rule, rule.longest or _NO_LIMIT) for word, rule in words]
        self._searched = {least: [one for one in searched if one[2] > least] for least in _LEASTS}

    def hits(self, line: str, words: int, folded: str = "") -> list[Hit]:
        """Return the rules that catch the line; see :class:`Asking`."""
        found: list[Hit] = []
        length = len(line)
        searched = length <= _LONGEST_SEARCHED
        if not searched or not folded:
            folded = fold(line if searched else line[:_HEAD_LENGTH])
        opening = folded.lstrip(_LEAD)
        if length <= _HEAD_LENGTH:
            found += [Hit(rule, line) for rule in self._whole.get(opening.rstrip(_TAIL), ())]
        elif self._long:
            found += [Hit(rule, line) for rule in self._long.get(bare(fold(line)), ())]
        is_known = opening[:_KEY] in self._begins or opening[:1] in self._short
        if is_known and folded[:1] not in _QUOTES:
            self._ask_begins(opening, words, found)
        if opening is not folded:
            self._ask_begins(folded, words, found)
        if opening[:2] in self._row_starts and length <= _LONGEST_ROW:
            self._ask_rows(opening, line, found)
        if words <= _SHORT_LINE and length <= _LONGEST_ROW:
            found += self._shapes.of(line, words, folded)
        if searched:
            if folded[-2:] in self._ends:
                self._ask_ends(folded, words, found)
            self._search(line, folded, words, found)
        return found

    def _ask_begins(self, head: str, words: int, found: list[Hit]) -> None:
        begins = self._begins
        for size in _KEY_SIZES[len(head[:_KEY])] if head[:1] in self._short else _LONG_KEYS:
            key = head[:size]
            if key not in begins:
                continue
            for word, rule in begins[key]:
                if head.startswith(word) and _fits(rule, words) and _ends_word(head, word):
                    found.append(Hit(rule, word))

    def _ask_ends(self, folded: str, words: int, found: list[Hit]) -> None:
        for word, rule in self._ends.get(folded[-2:], ()):
            if folded.endswith(word) and _fits(rule, words) and _starts_word(folded, word):
                found.append(Hit(rule, word))

    def _ask_rows(self, opening: str, line: str, found: list[Hit]) -> None:
        found += [Hit(row.rule, line) for row in self._rows if row.is_told_by(opening)]

    def _search(self, line: str, folded: str, words: int, found: list[Hit]) -> None:
        """Look for words anywhere in the line, and try the patterns whose words are there."""
        least = _LEAST_OF[words] if words < len(_LEAST_OF) else _LEASTS[-1]
        tried: Rule | None = None
        for word, rule, longest in [one for one in self._searched[least] if one[0] in folded]:
            if words > longest or rule is tried:
                continue
            if not rule.pattern:
                found.append(Hit(rule, word))
                continue
            tried = rule  # its words follow each other: one is enough to try its pattern
            caught = _ask(compiled(rule), rule.where, line)
            if caught:
                found.append(Hit(rule, caught.group().strip()))


def compiled(rule: Rule) -> re.Pattern[str]:
    """Return the rule's pattern, ready for use; at the line's end for ``ENDS``.

    Raises:
        re.error: if the pattern is not a regular expression.
    """
    return _ready(rule.pattern, rule.where is Where.ENDS)


@lru_cache(maxsize=4096)
def _ready(pattern: str, at_end: bool) -> re.Pattern[str]:
    return re.compile(rf"(?:{pattern})\Z" if at_end else pattern, re.IGNORECASE)


def _ask(pattern: re.Pattern[str], where: Where, line: str) -> re.Match[str] | None:
    if where is Where.WHOLE:
        return pattern.fullmatch(line)
    if where is Where.BEGINS:
        return pattern.match(line.lstrip(_LEAD)) or pattern.match(line)
    if where is Where.ENDS:
        return pattern.search(line, max(0, len(line) - _LONGEST_END))
    return pattern.search(line)


def _is_short(rule: Rule) -> bool:
    """Tell whether the rule is about the whole of a short line."""
    return rule.where is Where.WHOLE and 0 < rule.longest <= _SHORT_LINE


def _fits(rule: Rule, words: int) -> bool:
    return not rule.longest or words <= rule.longest


def _ends_word(text: str, word: str) -> bool:
    """Tell whether the words that the text begins with end there, and not inside another."""
    if not word[-1].isalpha() or len(text) == len(word):
        return True
    return not text[len(word)].isalpha() or _unspaced(word[-1])


def _starts_word(text: str, word: str) -> bool:
    before = text[-len(word) - 1 : -len(word)]
    return not (before.isalnum() and word[0].isalnum()) or _unspaced(word[0])


def _unspaced(letter: str) -> bool:
    """Tell whether the letter belongs to a script that puts no spaces between words."""
    return letter >= "\u2e80" and not "\uac00" <= letter <= "\ud7af"


def _row(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for a line of at least two of these words; short ones stand apart.

    Each piece is atomic, so that no line, however odd, makes the search go back and forth.
    """
    ordered = sorted(words, key=len, reverse=True)
    glued = "|".join(re.escape(word) for word in ordered if len(word) > _SHORT_WORD)
    alone = "|".join(re.escape(word) for word in ordered if len(word) <= _SHORT_WORD)
    gap = rf"[\s{_GAPS}]"
    apart = rf"(?:{alone})(?={gap}|$)|" if alone else ""
    return re.compile(rf"(?>(?:{apart}{glued}){gap}*+){{2,}}+")


if TYPE_CHECKING:
    from digest_app.cleaning import compiled_rules_match as _form
else:  # asks for what stands above
    _form = compiled_form("digest_app.cleaning.compiled_rules_match")
