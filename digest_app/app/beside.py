"""The pictures that lie beside a page on disk, in the folder that a browser saved with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from digest_app.app.files import file_content
from digest_app.domain.block import InlineKind
from digest_app.domain.problems import UnreadableFile
from digest_app.readers import limits

if TYPE_CHECKING:
    from digest_app.domain.document import Document

_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|[/\\#]|$", re.IGNORECASE)


def pictures_beside(page: Path, documents: Iterable[Document]) -> dict[str, bytes]:
    """Return the pictures that a page marks and that lie beside it, by the name it calls them.

    Only what lies in the page's own folder or below it is looked at, links not followed out of
    it, and only what is a picture by its bytes is taken, within the limits of ``readers``.
    """
    from digest_app.readers.pictures import media_type  # noqa: PLC0415 - with the readers only

    found: dict[str, bytes] = {}
    left = limits.MAX_PICTURES_BYTES
    for name in _names(documents):
        data = _content(page.parent, name, min(left, limits.MAX_PICTURE_BYTES))
        if data and media_type(data):
            found[name] = data
            left -= len(data)
    return found


def _names(documents: Iterable[Document]) -> Iterator[str]:
    """Yield the relative addresses of pictures, each once."""
    marks = (mark for document in documents for mark in document.inlines)
    targets = (mark.target for mark in marks if mark.kind is InlineKind.IMAGE)
    return (name for name in dict.fromkeys(targets) if not _ELSEWHERE.match(name))


def _content(folder: Path, name: str, most: int) -> bytes:
    """Return a file's bytes; nothing where it is absent, too large, or lies elsewhere."""
    try:
        path = (folder / unquote(name.partition("?")[0])).resolve(strict=True)
        if not path.is_relative_to(folder.resolve()) or path.stat().st_size > most:
            return b""
        return file_content(path)
    except (OSError, ValueError, RuntimeError, UnreadableFile):
        return b""
