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
        if not word.is_capital or (i and words[i - 1].is_capital):
            continue
        if _is_called_so(words, i) or _is_followed(words, i):
            yield word.lower


def _is_called_so(words: Sentence, i: int) -> bool:
    """Tell whether the noun stands before a word, and no other capital behind it."""
    if not i or words[i - 1].text not in _BEFORE:
        return False
    return i + 1 == len(words) or not words[i + 1].is_capital


def _is_followed(words: Sentence, i: int) -> bool:
    """Tell whether the noun stands behind a word: Ernie AI chatbot."""
    following = words[i + 1].lower if i + 1 < len(words) else ""
    if following not in _BETWEEN:
        return following in _AFTER
    return i + 2 < len(words) and words[i + 2].lower in _AFTER
