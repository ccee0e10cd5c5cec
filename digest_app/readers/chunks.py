"""HTML inside another document, as plain blocks."""

from __future__ import annotations

from digest_app.domain.block import BlockKind
from digest_app.readers.encoding import decode_page
from digest_app.readers.fragment import read_fragment
from digest_app.readers.mime import page_of


def chunk_blocks(data: bytes) -> list[tuple[BlockKind, int, str]]:
    """Return kind, level and words of each block of a piece of HTML or MHTML."""
    page = page_of(data) if b"MIME-Version" in data[:2000] else None
    document = read_fragment(decode_page(page.html if page else data))
    return [(b.kind, b.level, document.text[b.start : b.end]) for b in document.blocks]
