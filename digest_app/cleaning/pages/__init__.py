"""Saved pages: which blocks are the article, which are not, and why; by structure first.

The door is :func:`label`. What the page's own words and structure say of a block becomes numbers
(:mod:`~digest_app.cleaning.pages.evidence`), small trees weigh them
(:mod:`~digest_app.cleaning.pages.model`), and what is not the article is told why
(:mod:`~digest_app.cleaning.pages.reasons`). It needs no language, and so works in all.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from digest_app.cleaning.pages.again import said_again
from digest_app.cleaning.pages.alike import together
from digest_app.cleaning.pages.held import held
from digest_app.cleaning.pages.model import model
from digest_app.cleaning.pages.page import Page
from digest_app.cleaning.pages.reasons import AGAIN, UNSTATED, Reasons
from digest_app.cleaning.pages.verdict import no_article
from digest_app.cleaning.pages.witness import Heard, hear
from digest_app.domain.boilerplate import Removal
from digest_app.domain.compiled import compiled
from digest_app.domain.document import Document

# Named tuples are made here by the hundred; this is the quick way to make one.
_new = tuple.__new__


class PageLabels(NamedTuple):
    """What a page's structure says about its blocks.

    ``removals`` are the blocks that are not the article, ``inside`` the indexes of those that
    are, in reading order, and ``odds`` how sure that is of each (natural log-odds, at least
    zero: 3 is twenty to one); ``no_article`` says in a sentence what the page is where it is
    none.
    """

    removals: tuple[Removal, ...]
    inside: tuple[int, ...]
    odds: tuple[float, ...] = ()
    no_article: str = ""


def label(document: Document) -> PageLabels:
    """Tell the article's blocks from those around it.

    Every block needs its layout. A page on which nothing looks like an article keeps its
    longest prose inside, and says in ``no_article`` what it is.
    """
    quickly = _QUICK.label(document) if _QUICK else None
    return plainly(document) if quickly is None else quickly


def plainly(document: Document) -> PageLabels:
    """Return what :func:`label` returns, in Python: what its compiled form is measured by."""
    if not document.blocks:
        return PageLabels((), ())
    page = Page(document)
    judged, heard = _judged(page)
    odds = _inside(page, judged)
    again = said_again(page.texts, tuple(odds))
    odds = {i: sure for i, sure in odds.items() if i not in again}
    inside = tuple(odds)
    reasons = Reasons(page)
    told = dict.fromkeys(heard.passed | heard.after, UNSTATED) | dict.fromkeys(again, AGAIN)
    removals = [
        _new(Removal, (block[0], block[1], *reasons.of(i, told.get(i))))
        for i, block in enumerate(document.blocks)
        if i not in odds
    ]
    return PageLabels(tuple(removals), inside, tuple(odds.values()), no_article(page, inside))


def _judged(page: Page) -> tuple[dict[int, float], Heard]:
    """Return how likely blocks are the article, and what the page's own data says of them."""
    trees = model()
    judged = together(page, {i: trees.odds(page, i) for i in page.candidates()})
    heard = hear(page, judged)
    if heard.has:
        judged = {i: heard.weighed(i, odds) for i, odds in judged.items()}
    return held(page, judged), heard


def _inside(page: Page, judged: dict[int, float]) -> dict[int, float]:
    """Return the blocks that are the article, and how sure that is of each."""
    inside = {
        i: odds
        for i, odds in judged.items()
        if odds > 0 and not _is_title(page, i) and not page.names_publisher(i)
    }
    if inside or not judged:
        return inside
    return {max(judged, key=judged.__getitem__): 0.0}  # one may be, where nothing looks like it


def _is_title(page: Page, i: int) -> bool:
    """Tell the headline above the article, which the metadata states already.

    It may be worded otherwise there, for search engines.
    """
    if i > page.first or page.prose[i]:
        return False
    return page.elements.all[page.numbers[i]].tag == "h1" or page.likeness(i).same == 1


# It is made of what stands above. None where it was not built.
_QUICK: Final = compiled("digest_app.cleaning.pages.compiled_label")
