"""Marks of pictures in files that lie inside another: which file it is, and what it calls them.

The third message of a mailbox marks its picture with ``part:2/cid:pier``; where files lie in
files, the outer one stands first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from digest_app.domain.block import Inline, InlineKind
from digest_app.domain.document import Document

_PLACED: Final = re.compile(r"part:(\d{1,6})/(.*)", re.DOTALL)
_HELD_ITSELF: Final = "data:"


def placed(documents: Iterable[Document], number: int) -> Iterator[Document]:
    """Yield the documents of a file's part, their pictures marked as that part's; from 0."""
    for document in documents:
        inlines = tuple(_placed(mark, number) for mark in document.inlines)
        yield replace(document, inlines=inlines) if inlines != document.inlines else document


def place_of(target: str) -> tuple[int | None, str]:
    """Return the number of a picture's part and what marks it there; None where it has none."""
    found = _PLACED.match(target)
    return (int(found[1]), found[2]) if found else (None, target)


def place_at(number: int, target: str) -> str:
    """Return what marks a picture that lies in a part."""
    return f"part:{number}/{target}"


def _placed(mark: Inline, number: int) -> Inline:
    is_inside = mark.kind is InlineKind.IMAGE and not mark.target.startswith(_HELD_ITSELF)
    return mark._replace(target=place_at(number, mark.target)) if is_inside else mark
