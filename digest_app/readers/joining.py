"""Several documents made one: the parts of a mail, the pages of a chapter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from digest_app.domain.block import Block, Inline
from digest_app.domain.document import Document

_BETWEEN: Final = "\n\n"


def joined(documents: Sequence[Document]) -> Document:
    """Put the texts one below the other; the metadata is that of the first document.

    Layout is dropped, because its elements belong to one page each.
    """
    if len(documents) == 1:
        return documents[0]
    blocks: list[Block] = []
    inlines: list[Inline] = []
    notes: list[str] = []
    start = 0
    for document in documents:
        blocks += [
            b._replace(start=b.start + start, end=b.end + start, layout=None)
            for b in document.blocks
        ]
        inlines += [i._replace(start=i.start + start, end=i.end + start) for i in document.inlines]
        notes += document.notes
        start += len(document.text) + len(_BETWEEN)
    return replace(
        documents[0],
        text=_BETWEEN.join(d.text for d in documents),
        blocks=tuple(blocks),
        inlines=tuple(inlines),
        notes=tuple(dict.fromkeys(notes)),
        elements=(),
    )
