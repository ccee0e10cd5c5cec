"""The facts that answer a search where no word does: who says it, how much it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from operator import eq, ge, gt, le, lt
from typing import TYPE_CHECKING

from digest_app.domain.excerpts import Excerpt, excerpt
from digest_app.domain.fact import Fact
from digest_app.domain.marks import anchor
from digest_app.domain.query import All, Any, Field, HasFact, HasFigure, Phrase, Query, Sign
from digest_app.domain.span import Span
from digest_app.domain.words import folded_words

if TYPE_CHECKING:
    from digest_app.domain.listing import StoredArticle

_Leaf = Phrase | HasFact | HasFigure
_AMOUNT = re.compile(r"(?:(?P<unit>[A-Z]{3}) )?(?P<number>-?\d+(?:\.\d+)?)(?: %)?")
_COMPARED: dict[Sign, Callable[[float, float], bool]] = {
    Sign.OVER: gt,
    Sign.AT_LEAST: ge,
    Sign.UNDER: lt,
    Sign.AT_MOST: le,
    Sign.EQUAL: eq,
}


def asked_of_facts(query: Query) -> tuple[_Leaf, ...]:
    """Return what a query asks of facts; what is denied is left out."""
    match query:
        case HasFact() | HasFigure() | Phrase(field=Field.SPEAKERS):
            return (query,)
        case All(parts) | Any(parts):
            return tuple(leaf for part in parts for leaf in asked_of_facts(part))
        case _:
            return ()


def telling_sentences(
    stored: StoredArticle, asked: Iterable[_Leaf], limit: int
) -> tuple[Excerpt, ...]:
    """Return the sentences of the first facts that answer, each once, their words marked."""
    text = stored.article.text
    found: dict[Span, Excerpt] = {}
    for fact in _answers(stored, tuple(asked)):
        sentence = fact.sentence if fact.sentence_end > fact.sentence_start else fact.span
        if sentence not in found:
            found[sentence] = excerpt(text, sentence.start, sentence.end, [fact.span])
        if len(found) == limit:
            break
    return tuple(found.values())


def _answers(stored: StoredArticle, asked: tuple[_Leaf, ...]) -> Iterator[Fact]:
    hidden = stored.marks.hidden_facts
    facts = sorted(stored.facts, key=lambda fact: fact.start)
    return (f for f in facts if anchor(f) not in hidden and any(_is_it(f, a) for a in asked))


def _is_it(fact: Fact, asked: _Leaf) -> bool:
    match asked:
        case HasFact(kind):
            return fact.type is kind
        case HasFigure(kind, sign, amount, unit):
            value = _AMOUNT.fullmatch(fact.value) if fact.type is kind else None
            fits = value is not None and unit in {"", value["unit"]}
            return fits and value is not None and _COMPARED[sign](float(value["number"]), amount)
        case Phrase():
            return _stands_in(asked, folded_words(fact.speaker))


def _stands_in(phrase: Phrase, words: list[str]) -> bool:
    length = len(phrase.words)
    for first in range(len(words) - length + 1):
        *whole, last = words[first : first + length]
        ends = last.startswith(phrase.words[-1]) if phrase.grows else last == phrase.words[-1]
        if ends and tuple(whole) == phrase.words[:-1]:
            return True
    return False
