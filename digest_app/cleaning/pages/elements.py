"""The elements of a page: which hold prose, which are furniture, and how far from the article."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum
from typing import Final

from digest_app.cleaning.pages.words import FURNITURE, FURNITURE_TAGS, NEVER_ARTICLE, names
from digest_app.domain.block import HIDDEN, Element

_LEAST_PROSE: Final = 150
_LARGE_SHARE: Final = 0.35
_MOST_ONE_NAME_WEIGHS: Final = 3.0
_SURE: Final = 2
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


class Elements:
    """What a page's elements are, in lists indexed by their numbers.

    ``own`` is what an element's name weighs, ``above`` what the names around it weigh together,
    ``worst`` the worst of these; ``out`` tells furniture. ``mass``, ``letters``, ``linked`` and
    ``inner`` are the prose, the letters, the letters in links and the blocks directly in an
    element or in its children. ``height`` and ``steps`` say how many elements up from the main
    one, and then down, it is; ``inside`` what special elements it stands in.
    """

    def __init__(self, elements: Sequence[Element], weights: dict[str, float]) -> None:
        self.all = elements
        self._weights = weights
        self._known: dict[str, tuple[float, int]] = {"": (0.0, 0)}
        self._never: set[int] = set()
        self._name()

    def fill(
        self,
        numbers: Sequence[int],
        prose: Sequence[float],
        lengths: Sequence[float],
        shares: Sequence[float],
    ) -> None:
        """Put the blocks, each told by its element's number, into their elements."""
        self._settle_furniture(numbers, prose)
        self._sum(numbers, prose, lengths, shares)
        self._find_main()

    def _name(self) -> None:
        """Weigh the names, from the outermost element inwards."""
        known, most, special = self._known, _MOST_ONE_NAME_WEIGHS, _SPECIAL
        own: list[float] = []
        above: list[float] = []
        worst: list[float] = []
        inside: list[int] = []
        roots: list[int] = []
        for number, (tag, words, parent) in enumerate(self.all):
            value, furniture = known.get(words) or self._judge(words)
            own.append(value)
            if parent < 0:  # the body; its name speaks of the whole page
                above.append(0.0)
                worst.append(value if value < 0 else 0.0)
                inside.append(0)
                roots.append(-1)
                continue
            around = own[parent]
            around = -most if around < -most else min(around, most)
            above.append(above[parent] + around)
            low = worst[parent]
            worst.append(min(low, value))
            inside.append(inside[parent] | special.get(tag, 0))
            root = roots[parent]
            if root < 0 and (furniture or tag in FURNITURE_TAGS):
                root = number
                if furniture >= _SURE or tag in FURNITURE_TAGS:
                    self._never.add(root)
            roots.append(root)
        self.own, self.above, self.worst = own, above, worst
        self.inside, self._roots = inside, roots

    def _judge(self, words: str) -> tuple[float, int]:
        """Return what a name weighs, and whether it is furniture's: 1 if so, 2 if for sure."""
        found = set(names(words))
        weights = self._weights
        # A sum that no order changes: sets of words have another order in every process.
        value = fsum([weights[name] for name in found if name in weights])
        if not NEVER_ARTICLE.isdisjoint(found):
            furniture = _SURE
        else:
            furniture = int(words.endswith(HIDDEN) or not FURNITURE.isdisjoint(found))
        self._known[words] = value, furniture
        return value, furniture

    def _settle_furniture(self, numbers: Sequence[int], prose: Sequence[float]) -> None:
        """Believe the names only where they leave an article: some keep theirs in a "sidebar"."""
        roots = self._roots
        held: dict[int, float] = {}
        for number, letters in zip(numbers, prose, strict=True):
            if letters:
                root = roots[number]
                held[root] = held.get(root, 0.0) + letters
        whole = sum(held.values())
        left = held.pop(-1, 0.0)
        spared = set()
        for root, letters in held.items():
            large = letters > _LARGE_SHARE * whole and left < letters / 2
            if left < _LEAST_PROSE or (large and root not in self._never):
                spared.add(root)
        self.out = [root >= 0 and root not in spared for root in roots]
        self.total = left + sum([held[root] for root in spared]) or 1.0

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
        everything, out = self.all, self.out
        for number, words, length, share in zip(numbers, prose, lengths, shares, strict=True):
            believed = 0.0 if out[number] else words
            parent = everything[number][2]
            for each in (number, parent) if parent >= 0 else (number,):
                mass[each] += believed
                linked[each] += length * share
                letters[each] += length
                inner[each] += 1
            if believed and parent >= 0 and everything[parent][2] >= 0:
                near[everything[parent][2]] += believed / 2
        self.mass, self.linked, self.letters, self.inner, self._near = (
            mass, linked, letters, inner, near,
        )  # fmt: skip

    def _find_main(self) -> None:
        """Find the main element, and how far all others are from it."""
        reach = [held + near for held, near in zip(self.mass, self._near, strict=True)]
        number = reach.index(max(reach))
        chain: dict[int, int] = {}
        while number >= 0:
            chain[number] = len(chain)
            number = self.all[number][2]
        height: list[int] = []
        steps: list[int] = []
        for number, (_, _, parent) in enumerate(self.all):
            if number in chain:
                height.append(chain[number])
                steps.append(0)
            else:
                height.append(height[parent])
                steps.append(steps[parent] + 1)
        self.height, self.steps = height, steps
