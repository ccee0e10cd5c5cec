"""Names of products and works, which are nobody: the AI tool Sora, the Ernie AI chatbot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from digest_app.facts.names.words import Word
from digest_app.facts.tokens import listed

Sentence = Sequence[Word]
_BEFORE = listed(
    """tool app chatbot chatbots software browser console videogame smartphone generator engine
    programme program platform device drug vaccine spacecraft rover probe satellite rocket
    supercomputer robot film movie sitcom song album novel musical opera"""
)
_AFTER = listed("chatbot chatbots app apps software browser console smartphone generator robot")
_BETWEEN = frozenset({"ai"})


def products(sentences: Sequence[Sentence]) -> frozenset[str]:
    """Return the words, in lower case, that a text calls a tool, an app, a film and the like.

    Only single words count: who has a first name is somebody.
    """
    return frozenset(word for words in sentences for word in _in_sentence(words))


def _in_sentence(words: Sentence) -> Iterator[str]:
    """Yield the words of one sentence that stand beside such a noun."""
    for i, word in enumerate(words):
        opens_name = word.is_capital and not (i and words[i - 1].is_capital)
        if opens_name and (_is_called_so(words, i) or _is_followed(words, i)):
            yield word.lower


def _is_called_so(words: Sentence, i: int) -> bool:
    """Tell whether the noun stands before a word, and no other capital behind it."""
    alone = i + 1 == len(words) or not words[i + 1].is_capital
    return alone and i > 0 and words[i - 1].text in _BEFORE


def _is_followed(words: Sentence, i: int) -> bool:
    """Tell whether the noun stands behind a word: Ernie AI chatbot."""
    following = [w.lower for w in words[i + 1 : i + 3]]
    return bool(following) and (
        following[0] in _AFTER or (following[0] in _BETWEEN and following[-1] in _AFTER)
    )
