"""What is known about words before a text is read: the packed gazetteer.

Two files under ``resources/gazetteer/``, made by ``packaging/model/gazetteer.py``. ``words`` is
a dictionary in pages: sixty-four entries a page in alphabetical order, a page found by its
first word. So nothing is unpacked into objects at start, and 140,000 words cost what their
text weighs. ``phrases`` has one name a line, with its kind.
"""

from __future__ import annotations

import gzip
from bisect import bisect_right
from functools import cache
from typing import NamedTuple

from digest_app.assets import resource

PAGE_END = "\n\n"


class Entry(NamedTuple):
    """What is known about a lower-cased word.

    ``kinds`` has one letter for each list that holds it, see ``packaging/model/README.md``.
    ``hints`` are nine digits from 0 (hardly) to 4 (mostly): how likely a capitalised use of the
    word is in a person, an organization, a place; a name of these types follows it; precedes
    it. ``cluster`` numbers a group of words of like use. Each is empty where nothing is known.
    """

    kinds: str = ""
    hints: str = ""
    cluster: str = ""


_UNKNOWN = Entry()


class Lexicon:
    """The gazetteer, ready to be asked."""

    def __init__(self, words: str, phrases: str) -> None:
        self._pages = words.split(PAGE_END)
        self._guides = [page[1 : page.index("\t")] for page in self._pages]
        self._phrases: dict[str, str] = {}
        self._longest: dict[str, int] = {}
        self._exact: set[str] = set()
        for line in phrases.splitlines():
            self._learn(*line.split("\t"))

    def entry(self, word: str) -> Entry:
        """Return what is known about a lower-cased word."""
        number = bisect_right(self._guides, word) - 1
        page = self._pages[max(0, number)]
        at = page.find(f"\n{word}\t")
        if at < 0:
            return _UNKNOWN
        start = at + len(word) + 2
        stop = page.find("\n", start)
        return Entry(*page[start : None if stop < 0 else stop].split("\t"))

    def longest(self, word: str) -> int:
        """Return how many words the longest name has that begins with this lower-cased one."""
        return self._longest.get(word, 0)

    def phrase(self, words: str) -> str:
        """Return the kind of the name with these lower-cased words, parted by blanks, or ""."""
        return self._phrases.get(words, "")

    def is_exact(self, word: str) -> bool:
        """Tell whether a name of one word is written with just these capitals."""
        return word in self._exact

    def _learn(self, name: str, kind: str) -> None:
        lowered = name.lower()
        first, *others = lowered.split(" ")
        self._phrases[lowered] = kind
        self._longest[first] = max(self._longest.get(first, 0), 1 + len(others))
        if not others:
            self._exact.add(name)


@cache
def lexicon() -> Lexicon:
    """Return the shipped gazetteer; it is read at the first call and kept."""
    return Lexicon(_text("words.gz"), _text("phrases.gz"))


def _text(name: str) -> str:
    return gzip.decompress(resource("gazetteer").joinpath(name).read_bytes()).decode()
