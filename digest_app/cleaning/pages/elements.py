"""The elements of a page: which hold prose, which are furniture, and how far from the article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from digest_app.cleaning.pages.words import FURNITURE, FURNITURE_TAGS, NEVER_ARTICLE, names
from digest_app.domain.block import HIDDEN, Block, BlockKind, Element

_PROSE_LETTERS: Final = 60
_PROSE_LINKS: Final = 0.4
_LEAST_PROSE: Final = 150
_LARGE_SHARE: Final = 0.35
_MOST_ONE_NAME_WEIGHS: Final = 3.0
_HEADING: Final = BlockKind.HEADING
_CJK_LETTERS: Final = 2.2  # words of one Chinese, Japanese or Korean sign, to letters of others


def weight(text: str) -> float:
    """Return the length of a text in letters, a Chinese, Japanese or Korean sign being several."""
    if text.isascii():
        return float(len(text))
    middle = text[len(text) // 2]
    return len(text) * (_CJK_LETTERS if "\u3040" <= middle <= "\ud7af" else 1.0)


class Elements:
    """What a page's elements are, in lists indexed by their numbers.

    ``mass`` is the prose directly in an element or in its children, ``own`` what its name
    weighs, ``above`` what the names around it weigh together, ``worst`` the worst of these;
    ``height`` and ``steps`` say how many elements up from the main one, and then down, it is;
    ``out`` tells furniture.
    """

    def __init__(
        self,
        elements: Sequence[Element],
        blocks: Sequence[Block],
        lengths: Sequence[float],
        weights: dict[str, float],
    ) -> None:
        self.all = elements
        self.prose = [_prose(b, n) for b, n in zip(blocks, lengths, strict=True)]
        self._name(weights)
        self._settle_furniture(blocks)
        self._fill(blocks, lengths)
        self._find_main()

    def _name(self, weights: dict[str, float]) -> None:
        known: dict[str, tuple[float, int]] = {"": (0.0, 0)}
        own: list[float] = []
        above: list[float] = []
        worst: list[float] = []
        roots: list[int] = []
        never: set[int] = set()
        for tag, words, parent in self.all:
            judged = known.get(words)
            if judged is None:
                found = set(names(words))
                most = sum([weights[name] for name in found if name in weights])
                judged = known[words] = most, _furniture(words, found)
            value, furniture = judged
            if parent < 0:
                sums, low = 0.0, 0.0
            else:
                capped = own[parent]
                if capped > _MOST_ONE_NAME_WEIGHS:
                    capped = _MOST_ONE_NAME_WEIGHS
                elif capped < -_MOST_ONE_NAME_WEIGHS:
                    capped = -_MOST_ONE_NAME_WEIGHS
                sums, low = above[parent] + capped, worst[parent]
            own.append(value)
            above.append(sums)
            worst.append(min(low, value))
            root = roots[parent] if parent >= 0 else -1
            if root < 0 <= parent and (furniture or tag in FURNITURE_TAGS):
                root = len(roots)
                if furniture > 1 or tag in FURNITURE_TAGS:
                    never.add(root)
            roots.append(root)
        self.own, self.above, self.worst = own, above, worst
        self._roots, self._never = roots, never

    def _settle_furniture(self, blocks: Sequence[Block]) -> None:
        """Believe the names only where they leave an article: some keep theirs in a "sidebar"."""
        roots = self._roots
        held: dict[int, float] = {}
        whole = 0.0
        for block, prose in zip(blocks, self.prose, strict=True):
            if prose:
                whole += prose
                root = roots[block.layout.element]
                held[root] = held.get(root, 0.0) + prose
        left = held.pop(-1, 0.0)
        spared = set()
        for root, prose in held.items():
            large = prose > _LARGE_SHARE * whole and left < prose / 2
            if left < _LEAST_PROSE or (large and root not in self._never):
                spared.add(root)
        self.out = [root >= 0 and root not in spared for root in roots]
        self.total = left + sum([held[root] for root in spared])

    def _fill(self, blocks: Sequence[Block], lengths: Sequence[float]) -> None:
        count = len(self.all)
        self.mass = mass = [0.0] * count
        self.linked = linked = [0.0] * count
        self.letters = letters = [0.0] * count
        self.inner = inner = [0] * count
        near = [0.0] * count
        for block, prose, length in zip(blocks, self.prose, lengths, strict=True):
            number, share, _ = block.layout
            parent = self.all[number][2]
            in_links = length * share
            believed = 0.0 if self.out[number] else prose
            mass[number] += believed
            linked[number] += in_links
            letters[number] += length
            inner[number] += 1
            if parent >= 0:
                mass[parent] += believed
                linked[parent] += in_links
                letters[parent] += length
                inner[parent] += 1
                if prose and self.all[parent][2] >= 0:
                    near[self.all[parent][2]] += believed / 2
        self._near = near

    def _find_main(self) -> None:
        """Find the main element, and how far all others are from it."""
        reach = [m + n for m, n in zip(self.mass, self._near, strict=True)]
        main = max(range(len(reach)), key=reach.__getitem__) if reach else 0
        chain: dict[int, int] = {}
        number = main
        while number >= 0:
            chain[number] = len(chain)
            number = self.all[number][2]
        height: list[int] = []
        steps: list[int] = []
        for number, element in enumerate(self.all):
            up = chain.get(number)
            if up is not None:
                height.append(up)
                steps.append(0)
            else:
                height.append(height[element[2]])
                steps.append(steps[element[2]] + 1)
        self.main, self.height, self.steps = main, height, steps


def _furniture(words: str, found: set[str]) -> int:
    """Return 0 where the names may be the article's, 1 for furniture, 2 for furniture for sure."""
    if not NEVER_ARTICLE.isdisjoint(found):
        return 2
    return int(words.endswith(HIDDEN) or not FURNITURE.isdisjoint(found))


def _prose(block: Block, length: float) -> float:
    if length < _PROSE_LETTERS or block.kind is _HEADING or block.layout is None:
        return 0.0
    share = block.layout.link_share
    return length * (1 - share) if share < _PROSE_LINKS else 0.0
