"""Pictures in an edition: where they stand among the paragraphs, and how small they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from digest_app.domain.article import Article
from digest_app.domain.block import BlockKind
from digest_app.domain.edition import Paragraph, Picture
from digest_app.domain.figures import Standing, says_something, standing, to_show

#: Makes a picture as small as it is to leave; what cannot be decoded comes back empty.
Shrink = Callable[[bytes], bytes]
_ENDINGS: Final = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/gif": ".gif",
    "image/webp": ".webp",
}


def as_it_is(picture: bytes) -> bytes:
    """Let a picture leave as its file holds it."""
    return picture


def made_small(
    held: Mapping[str, bytes], number: int, shrink: Shrink = as_it_is
) -> dict[str, Picture]:
    """Return the pictures of an article that are worth showing, by what marks them.

    They are named by the article's ``number`` in the edition and their own.
    """
    from digest_app.readers.picture_sizes import size_of  # noqa: PLC0415 - few exports need it
    from digest_app.readers.pictures import media_type  # noqa: PLC0415 - as above

    made: dict[str, Picture] = {}
    for target, data in held.items():
        small = shrink(data) if says_something(*size_of(data)) else b""
        if kind := media_type(small):
            name = f"{number}-{len(made) + 1}{_ENDINGS[kind]}"
            made[target] = Picture(name, kind, small)
    return made


def with_pictures(
    article: Article, words: Mapping[int, Paragraph], pictures: Mapping[str, Picture]
) -> tuple[Paragraph, ...]:
    """Put pictures among paragraphs that are named by the numbers of their blocks."""
    marks = [m for m in to_show(article.document.inlines, pictures) if m.target in pictures]
    before: dict[int, list[Picture]] = {}
    behind: dict[int, list[Picture]] = {}
    for place in standing(article, marks):
        side = behind if place.is_behind else before
        side.setdefault(place.block, []).append(_with_words(article, place, pictures))
    made: list[Paragraph] = []
    for number in range(len(article.blocks)):
        paragraph, above = words.get(number), tuple(before.get(number, ()))
        if paragraph and paragraph.kind is BlockKind.FIGURE:
            paragraph, above = paragraph._replace(pictures=above), ()
        made += [Paragraph((), BlockKind.FIGURE, 0, (picture,)) for picture in above]
        made += [paragraph] if paragraph else []
        made += [Paragraph((), BlockKind.FIGURE, 0, (p,)) for p in behind.get(number, ())]
    return tuple(made)


def _with_words(article: Article, place: Standing, pictures: Mapping[str, Picture]) -> Picture:
    """Return a picture with its words, and with the caption that was folded away."""
    blocks = (article.blocks[number] for number in place.caption)
    lines = (" ".join(article.text[b.start : b.end].split()) for b in blocks)
    picture = pictures[place.mark.target]
    return picture._replace(alt=place.mark.alt, caption=" ".join(lines))
