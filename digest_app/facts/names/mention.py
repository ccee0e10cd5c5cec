"""The door to the finders of names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache

from digest_app.facts.names import dateline, evidence, features, firms, shape
from digest_app.facts.names.agreement import agree
from digest_app.facts.names.edges import edged
from digest_app.facts.names.found import Name
from digest_app.facts.names.lexicon import lexicon
from digest_app.facts.names.model import Mention, Model, is_tuned, model
from digest_app.facts.names.runs import segments
from digest_app.facts.names.words import Word, WordBook
from digest_app.facts.tokens import Token, listed, tokens

__all__ = ["Name", "find_names", "is_tuned"]
_TWO = 2
_DAYS = listed("monday tuesday wednesday thursday friday saturday sunday")
# Days that have a name of their own, and “Fox News Sunday”.
_NAMED_DAYS = listed("black super bloody cyber good ash palm easter fat shrove holy blue news")


def find_names(
    text: str, sentences: Sequence[tuple[int, int]], *, language: str = "en"
) -> list[Name]:
    """Return the names of people, organizations and places in the sentences, in order.

    ``sentences`` are half-open ranges of ``text``, as :func:`digest_app.facts.sentences.split`
    gives them; positions of the names count in ``text`` too. ``language`` is a BCP 47 tag;
    where no model is shipped for it (:func:`is_tuned`), names are found by shape alone.
    """
    if not is_tuned(language):
        return shape.find(text, sentences, language=language)
    spelled = [tokens(text, start, end) for start, end in sentences]
    book = _book()
    worded = [[book.word(token.text) for token in sentence] for sentence in spelled]
    found = agree(worded, _mentions(worded, language))
    return [
        _name(sentence, mention)
        for sentence, mentions in zip(spelled, found, strict=True)
        for mention in mentions
    ]


def _mentions(worded: list[list[Word]], language: str) -> list[list[Mention]]:
    """Return the names of each sentence, positions counting its words."""
    tagger = model(language)
    known, people = evidence.gather(worded), firms.titled(worded)
    found: list[list[Mention]] = []
    for number, words in enumerate(worded):
        seen = features.of_sentence(words, known, lexicon(), is_first=number == 0)
        told = dateline.mentions(words) + dateline.constituencies(words)
        told += [*firms.houses(words), *firms.incorporated(words)]
        tagged = (m for m in _tagged(words, seen, tagger) if not _touches(m, told))
        found.append(firms.as_firms(words, sorted([*told, *edged(words, tagged)]), people))
    return found


def _touches(mention: Mention, others: list[Mention]) -> bool:
    return any(mention.start < other.end and other.start < mention.end for other in others)


def _tagged(
    words: list[Word], features_of: Callable[[int], list[str]], tagger: Model
) -> Iterator[Mention]:
    for start, end in segments(words):
        for mention in tagger.mentions(list(map(features_of, range(start, end)))):
            found = mention._replace(start=start + mention.start, end=start + mention.end)
            yield _without_day(words, found)


def _without_day(words: list[Word], mention: Mention) -> Mention:
    """Return a name without the day that only follows it: the Security Council on Friday."""
    end = mention.end
    if end - mention.start < _TWO or words[end - 1].lower not in _DAYS:
        return mention
    if words[end - 2].lower in _NAMED_DAYS:
        return mention
    end -= 2 if words[end - 2].lower == "on" else 1
    return mention._replace(end=end) if end > mention.start else mention


def _name(sentence: list[Token], mention: Mention) -> Name:
    start, end = sentence[mention.start].start, sentence[mention.end - 1].end
    return Name(start, end, mention.type, mention.confidence)


@cache
def _book() -> WordBook:
    return WordBook(lexicon())
