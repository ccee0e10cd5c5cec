"""The pictures of an article, from its own file and from beside it; nothing is ever fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest_app.domain.block import InlineKind

if TYPE_CHECKING:
    from digest_app.domain.listing import StoredArticle
    from digest_app.library.library import Library


def pictures(library: Library, number: int) -> dict[str, bytes]:
    """Return the pictures that an article marks and that are here, by what marks them.

    The lead image is among them where the file holds it. Each is a PNG, JPEG, GIF or WebP by
    its first bytes; nobody has decoded it yet.

    Raises:
        LibraryError: the article is gone, or its original is missing.
    """
    return pictures_of_stored(library, library.articles.get(number))


def pictures_of_stored(library: Library, stored: StoredArticle) -> dict[str, bytes]:
    """Return the pictures of an article that was read from the library already."""
    document = stored.article.document
    targets = [i.target for i in document.inlines if i.kind is InlineKind.IMAGE and i.target]
    targets += [document.metadata.image] if document.metadata.image else []
    if not targets:
        return {}
    from digest_app.readers.pictures import pictures_of  # noqa: PLC0415 - few articles have any

    beside = library.pictures.read(stored.original, targets)
    held = pictures_of(library.originals.read(stored.original), targets)
    return beside | held
