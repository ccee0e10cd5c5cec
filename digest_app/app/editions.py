"""From a digest to an edition: the words of its articles, each passage with where it stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from digest_app.app.illustrating import Shrink, made_small, with_pictures
from digest_app.app.pictures import pictures
from digest_app.app.reading import OpenArticle, open_article
from digest_app.domain.article import Article
from digest_app.domain.block import Block, BlockKind, Inline, InlineKind
from digest_app.domain.digest import Digest, Entry, Section, Use
from digest_app.domain.edition import (
    Edition,
    Item,
    Paragraph,
    Part,
    Passage,
    Picture,
    Source,
    Statement,
    Value,
)
from digest_app.domain.fact import Fact
from digest_app.domain.lists import ListItem, list_item
from digest_app.domain.problems import ExportError
from digest_app.domain.span import Span

if TYPE_CHECKING:
    from digest_app.library.library import Library

_NONE: Mapping[str, Picture] = MappingProxyType({})
_PROSE = {BlockKind.PARAGRAPH, BlockKind.QUOTE}


def make_edition(library: Library, digest: Digest, shrink: Shrink | None = None) -> Edition:
    """Fill a digest with its articles' words, as the user sees them now.

    ``shrink`` makes a picture as small as it is to leave; without it none leaves.

    Raises:
        LibraryError: an article of the digest is not in the library any more.
    """
    numbers = {entry.article: place for place, entry in enumerate(digest.entries, start=1)}
    items = partial(_item, library, shrink)
    parts = (_part(items, section, numbers) for section in digest.sections if section.entries)
    return Edition(digest.title, digest.intro, tuple(parts))


def _part(make: Callable[[Entry, int], Item], section: Section, numbers: dict[int, int]) -> Part:
    items = (make(entry, numbers[entry.article]) for entry in section.entries)
    return Part(section.title, tuple(items))


def _item(library: Library, shrink: Shrink | None, entry: Entry, number: int) -> Item:
    opened = open_article(library, entry.article)
    if shrink is None or entry.use is not Use.FULL:
        return item_of(opened, entry, number)
    held = pictures(library, opened.id)
    return item_of(opened, entry, number, made_small(held, number, shrink))


def item_of(
    opened: OpenArticle, entry: Entry, number: int, pictures: Mapping[str, Picture] = _NONE
) -> Item:
    """Return one article of an edition: as much of its words as the entry asks for."""
    shown = opened.shown
    whole = dict(_paragraphs(opened.id, shown))
    illustrated = with_pictures(shown, whole, pictures)
    return Item(
        title=opened.title,
        source=_source(opened, number),
        paragraphs=_used(illustrated, entry.use),
        statements=tuple(_statements(opened)),
        note=entry.note,
        language=opened.article.language,
    )


def _source(opened: OpenArticle, number: int) -> Source:
    about = opened.article
    return Source(
        number=number,
        article=opened.id,
        title=opened.title,
        publisher=about.publisher,
        byline=about.byline,
        published=about.published,
        url=about.url,
        file=opened.name,
        sha256=opened.sha256,
    )


def _used(all_of_it: tuple[Paragraph, ...], use: Use) -> tuple[Paragraph, ...]:
    if use is Use.FULL:
        return all_of_it
    if use is Use.FACTS:
        return ()
    return next(((p,) for p in all_of_it if p.kind in _PROSE), all_of_it[:1])


def paragraphs(number: int, article: Article) -> tuple[Paragraph, ...]:
    """Return the kept passages of an article, block by block."""
    return tuple(dict(_paragraphs(number, article)).values())


def _paragraphs(number: int, article: Article) -> Iterator[tuple[int, Paragraph]]:
    """Yield the kept passages of an article, block by block, with the block's number."""
    kept = [Span(p.start, p.end) for p in article.pieces if p.removal is None]
    starts = [span.start for span in kept]
    for place, block in enumerate(article.blocks):
        paragraph = _paragraph(number, article, block, kept, starts)
        if paragraph.passages:
            yield place, paragraph


def _paragraph(
    number: int, article: Article, block: Block, kept: Sequence[Span], starts: Sequence[int]
) -> Paragraph:
    """Cut a block down to what is kept of it; most blocks lie in one kept span, or in none.

    The sign that a plain text gives an item becomes the list's own.
    """
    found = list_item(article.text, block) or ListItem(block.start, block.level, 0)
    block = block._replace(start=found.start)
    first = max(0, bisect_right(starts, block.start) - 1)
    passages = []
    for span in kept[first:]:
        if span.start >= block.end:
            break
        start, end = max(span.start, block.start), min(span.end, block.end)
        if start < end and (passage := _passage(number, article, start, end)):
            passages.append(passage)
    return Paragraph(tuple(passages), block.kind, block.level, ordinal=found.ordinal)


def _passage(number: int, article: Article, start: int, end: int) -> Passage | None:
    """Return the range's words without the white space around them; None where that is all."""
    words = article.text[start:end]
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    if start >= end:
        return None
    inside = _inside(article.document.inlines, start, end)
    return Passage(number, start, end, article.text[start:end], inside)


def _inside(inlines: Iterable[Inline], start: int, end: int) -> tuple[Inline, ...]:
    """Return the marks that lie in the range, counted from its start."""
    return tuple(
        mark._replace(start=max(mark.start, start) - start, end=min(mark.end, end) - start)
        for mark in inlines
        if mark.kind is not InlineKind.IMAGE
        if mark.start < end and (mark.end > start or start <= mark.start == mark.end)
    )


def _statements(opened: OpenArticle) -> Iterator[Statement]:
    """Yield the pinned facts, those of one sentence together, in the order of the text."""
    by_sentence: dict[tuple[int, int], list[Fact]] = {}
    for fact in opened.pinned:
        by_sentence.setdefault((fact.sentence_start, fact.sentence_end), []).append(fact)
    for facts in by_sentence.values():
        passage = _shown_sentence(opened, facts)
        values = (
            Value(f.start - passage.start, f.end - passage.start, f.type, f.speaker) for f in facts
        )
        yield Statement(passage, tuple(values))


def _shown_sentence(opened: OpenArticle, facts: Sequence[Fact]) -> Passage:
    """Return the facts' sentence, cut where something in it is hidden."""
    first, last = facts[0], facts[-1]
    start = min(first.sentence_start, first.start)
    end = max(last.sentence_end, *(fact.end for fact in facts))
    for removal in opened.removals:
        if removal.end <= first.start:
            start = max(start, removal.end)
        elif removal.start >= last.end:
            end = min(end, removal.start)
    words = opened.article.text[start:end]
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    return Passage(opened.id, start, end, opened.article.text[start:end])


def verify(edition: Edition, library: Library) -> None:
    """Check every passage against the library: the right words, at the right place, not hidden.

    Raises:
        ExportError: a passage is not what its article says at that place.
    """
    for item in edition.items:
        opened = open_article(library, item.source.article)
        hidden = [removal.span for removal in opened.removals]
        for passage in item.passages:
            span = Span(passage.start, passage.end)
            if span.of(opened.article.text) != passage.text or any(map(span.overlaps, hidden)):
                what = "a passage is not what the article says, so nothing was written."
                raise ExportError(item.title, what, "Open the article and export again.")
