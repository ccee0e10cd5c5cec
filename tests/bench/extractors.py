"""The program as the scorers of main text call it: a page's bytes in, its cleaned text out."""

from __future__ import annotations

from digest_app import extract


def digest(html: bytes) -> str:
    """Return the cleaned text of a saved page, through the public door."""
    return extract(html).cleaned_text


def digest_page(html: bytes) -> str:
    """Return the same from the two rooms at work alone: reading the page, and cleaning it."""
    from digest_app.cleaning.engine import clean
    from digest_app.domain.article import cleaned
    from digest_app.readers.page import read_page

    document = read_page(html, inlines=False)
    return cleaned(document.text, clean(document))


def digest_structure(html: bytes) -> str:
    """Return what the structure of the page alone keeps, before any line is judged."""
    from digest_app.cleaning.pages import label
    from digest_app.readers.page import read_page

    document = read_page(html, inlines=False)
    blocks = [document.blocks[i] for i in label(document).inside]
    return "\n".join(document.text[block.start : block.end] for block in blocks)
