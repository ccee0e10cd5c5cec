"""Which blocks of a page are the article: containers, and the prose in them."""

from __future__ import annotations

from typing import NamedTuple

from digest_app.domain.boilerplate import BoilerplateKind, Removal
from digest_app.domain.document import Document


class PageLabels(NamedTuple):
    """What a page's own structure says about its blocks.

    ``removals`` are the blocks that are not the article, ``inside`` the indexes of those that
    are, in reading order; ``no_article`` says in words what the page is where it is none.
    """

    removals: tuple[Removal, ...]
    inside: tuple[int, ...]
    no_article: str = ""


def label(document: Document) -> PageLabels:
    """Tell the article's blocks from those around it, by the page's structure alone."""
    removals, inside = [], []
    for number, block in enumerate(document.blocks):
        if block.layout and block.layout.link_share > 0.5:  # noqa: PLR2004 - more link than text
            reason = f"A list of {block.layout.links} links."
            nav = BoilerplateKind.NAV
            removals.append(Removal(block.start, block.end, nav, "page/links", reason))
        else:
            inside.append(number)
    return PageLabels(tuple(removals), tuple(inside))
