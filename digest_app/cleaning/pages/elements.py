"""The elements of a page: which hold prose, which are furniture, and how far from the article."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from math import fsum
from operator import add
from typing import Final

from digest_app.cleaning.pages.words import (
    FURNITURE,
    FURNITURE_TAGS,
    NEVER_ARTICLE,
    split,
    stems,
)
from digest_app.domain.block import HIDDEN, Element

_LEAST_PROSE: Final = 150
_LARGE_SHARE: Final = 0.35
_MOST_SPARINGS: Final = 5
# A footer with nearly all prose of a page is an article in the wrong element.
_NEARLY_ALL: Final = 0.9
_WHOLE_ARTICLE: Final = 3000.0  # letters; notices of the law are shorter
_BELOW: Final = NEVER_ARTICLE - {"footer", "colophon", "contentinfo"}
# Pages that are sent in pieces hold them hidden, numbered so, until a script puts them in place.
_ANY_FURNITURE: Final = FURNITURE | NEVER_ARTICLE
_STREAMED: Final = re.compile(r"(?:^|\s)s:[0-9a-f]+\s")
_MOST_ONE_NAME_WEIGHS: Final = 3.0
_SPECIAL: Final = {
    **dict.fromkeys(("figure", "figcaption"), 1),
    "aside": 2,
    "header": 4,
    "article": 8,
    "main": 16,
    "blockquote": 32,
    **dict.fromkeys(("form", "button"), 64),
    "table": 128,
}


Told = tuple[float, float, float, int]
"""What an element's name weighs, what the names around it weigh together, the worst of all these
(at most zero), and the special elements it stands in, as bits."""


class Elements:
    """What a page's elements are, in lists indexed by their numbers.

    ``out`` tells furniture. ``mass``, ``letters``, ``linked`` and ``inner`` are the prose, the
    letters, the letters in links and the blocks directly in an element or in its children.
    ``height`` and ``steps`` say how many elements up from the main one, and then down, it is.
    ``names`` are the words of each name, one by one.
    """

    def __init__(self, elements: Sequence[Element], weights: dict[str, float]) -> None:
        self.all = elements
        self._weights = weights
        self.names = {words: split(words) for words in {element[1] for element in elements}}
        self._told: dict[int, Told] = {}
        self._weights_of: dict[str, float] = {"": 0.0}
        self._never: set[int] = set()
        self._furniture = self._furniture_names()
        self._find_furniture()

    def fill(
        self,
        numbers: Sequence[int],
        prose: Sequence[float],
        lengths: Sequence[float],
        shares: Sequence[float],
    ) -> None:
        """Put the blocks, each told by its element's number, into their elements."""
        self._put_pieces_in_place(numbers, prose)
        self._settle_furniture(numbers, prose)
        self._sum(numbers, prose, lengths, shares)
        self._find_main()

    def _put_pieces_in_place(self, numbers: Sequence[int], prose: Sequence[float]) -> None:
        """Put streamed pieces into what holds most prose before them, as the page's script does."""
        named = {words for words in self.names if is_piece(words)}
        if not named:
            return
        pieces = [i for i, (_, words, _) in enumerate(self.all) if words in named]
        held: dict[int, float] = {}
        for number, letters in zip(numbers, prose, strict=True):
            parent = self.all[number][2]
            if letters and 0 <= parent < pieces[0]:
                held[parent] = held.get(parent, 0.0) + letters
        if held:
            place = max(held, key=held.__getitem__)
            self.all = [
                element._replace(parent=place) if i in pieces else element
                for i, element in enumerate(self.all)
            ]
            self._find_furniture()

    def told(self, number: int) -> Told:
        """Return what the names say of an element; few are ever asked about."""
        known, everything = self._told, self.all
        waiting = []
        while number >= 0 and number not in known:
            waiting.append(number)
            number = everything[number][2]
        around = known.get(number)
        for inner in reversed(waiting):
            around = known[inner] = self._weighed(everything[inner], around)
        return known[waiting[0]] if waiting else known[number]

    def _weighed(self, element: Element, around: Told | None) -> Told:
        tag, words, _ = element
        value = self._weights_of.get(words)
        if value is None:  # many elements have the same name
            value = self._weights_of[words] = name_weight(self.names[words], self._weights)
        if around is None:  # the body; its name speaks of the whole page
            return value, 0.0, min(value, 0.0), 0
        own, above, worst, inside = around
        if own:
            most = _MOST_ONE_NAME_WEIGHS
            above += -most if own < -most else most if own > most else own  # noqa: FURB136 - quicker
        if tag in _SPECIAL:
            inside |= _SPECIAL[tag]
        return value, above, value if value < worst else worst, inside  # noqa: FURB136 - quicker

    def _find_furniture(self, spared: Collection[int] = ()) -> None:
        """Find the outermost furniture that each element stands in; -1 where it stands in none.

        Elements that are ``spared`` are none.
        """
        furniture = self._furniture
        roots: list[int] = []
        for number, (tag, words, parent) in enumerate(self.all):
            root = roots[parent] if parent >= 0 else -1
            if (
                root < 0 <= parent
                and (tag in FURNITURE_TAGS or words in furniture)
                and number not in spared
            ):
                root = number
                if tag in FURNITURE_TAGS or furniture[words]:
                    self._never.add(root)
            roots.append(root)
        self._roots = roots

    def _furniture_names(self) -> dict[str, bool]:
        """Return the names of furniture, and whether each is sure to be one."""
        found = {}
        for words, names in self.names.items():
            if HIDDEN not in words and _ANY_FURNITURE.isdisjoint(names):
                continue  # as nearly all are
            sure = names_furniture(words, names)
            if sure is not None:
                found[words] = sure
        return found

    def _settle_furniture(self, numbers: Sequence[int], prose: Sequence[float]) -> None:
        """Believe the names only where they leave an article: some keep theirs in a "sidebar".

        Furniture inside what is spared, comments say, is then asked about for itself.
        """
        spared: set[int] = set()
        left = 0.0
        for _ in range(_MOST_SPARINGS):
            held: dict[int, float] = {}
            roots = self._roots
            for number, letters in zip(numbers, prose, strict=True):
                if letters:
                    root = roots[number]
                    held[root] = held.get(root, 0.0) + letters
            left = held.pop(-1, 0.0)
            more = to_spare(held, left, self._never, self.all)
            if not more:
                break
            spared |= more
            self._find_furniture(spared)
        self.out = [root >= 0 for root in self._roots]
        self.total = left or 1.0

    def _sum(
        self,
        numbers: Sequence[int],
        prose: Sequence[float],
        lengths: Sequence[float],
        shares: Sequence[float],
    ) -> None:
        count = len(self.all)
        mass, near, linked, letters = ([0.0] * count for _ in range(4))
        inner = [0] * count
        parents = [element[2] for element in self.all]
        out = self.out
        for number, words, length, share in zip(numbers, prose, lengths, shares, strict=True):
            parent = parents[number]
            letters[number] += length
            inner[number] += 1
            if parent >= 0:
                letters[parent] += length
                inner[parent] += 1
            if share:
                linked[number] += length * share
                if parent >= 0:
                    linked[parent] += length * share
            if words and not out[number]:
                mass[number] += words
                if parent >= 0:
                    mass[parent] += words
                    if parents[parent] >= 0:
                        near[parents[parent]] += words / 2
        self.mass, self.linked, self.letters, self.inner, self._near = (
            mass, linked, letters, inner, near,
        )  # fmt: skip

    def _find_main(self) -> None:
        """Find the main element, and how far all others are from it."""
        reach = list(map(add, self.mass, self._near))
        number = reach.index(max(reach))
        height, steps = [-1] * len(reach), [0] * len(reach)
        above = 0
        while number >= 0:
            height[number] = above
            above += 1
            number = self.all[number][2]
        for number, (_, _, parent) in enumerate(self.all):
            if height[number] < 0:
                height[number] = height[parent]
                steps[number] = steps[parent] + 1
        self.height, self.steps = height, steps


def name_weight(names: Sequence[str], weights: dict[str, float]) -> float:
    """Return what an element's name weighs, given in its words."""
    told = [stem for name in names for stem in stems(name)]
    found = [weights[name] for name in {*names, *told} if name in weights]
    # A sum that no order changes: sets of words have another order in every process.
    return fsum(found) if len(found) > 1 else found[0] if found else 0.0


def names_furniture(words: str, names: Sequence[str]) -> bool | None:
    """Tell whether a name, given whole and in its words, is furniture's; True where it must be."""
    if not NEVER_ARTICLE.isdisjoint(names):
        return True
    if words.endswith(HIDDEN):
        return None if is_piece(words) else False
    return None if FURNITURE.isdisjoint(names) else False


def is_piece(words: str) -> bool:
    """Tell the name of a piece of a page that is sent in pieces."""
    return HIDDEN in words and words.endswith(HIDDEN) and _STREAMED.search(words) is not None


def to_spare(
    held: dict[int, float], left: float, never: set[int], everything: Sequence[Element]
) -> set[int]:
    """Return which furniture must be the article.

    ``held`` is the prose in each by its number, ``left`` what is in none, and ``never`` are those
    that are furniture whatever they hold.
    """
    believed = set(held) - never
    if left < _LEAST_PROSE:
        return believed or set(held)
    whole = left + sum(held.values())
    large = _LARGE_SHARE * whole
    hidden = {root for root in believed if everything[root][1].endswith(HIDDEN)}
    together = sum([held[root] for root in hidden])
    if together > large and left < together / 2:
        return hidden  # parts that open at a click
    named_below = {
        root
        for root in set(held) - believed
        if held[root] > max(_WHOLE_ARTICLE, _NEARLY_ALL * whole)
        and _BELOW.isdisjoint(split(everything[root][1]))
    }
    return named_below | {root for root in believed if held[root] > large and left < held[root] / 2}
