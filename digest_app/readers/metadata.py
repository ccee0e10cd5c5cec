"""What a saved page states about its article, from its parsed tree."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from digest_app.domain.document import Metadata
from digest_app.readers.claims import Claim, settle


def page_metadata(tree: LexborHTMLParser) -> Metadata:
    """Return what the page states, best source first."""
    title = tree.css_first("title")
    return settle([Claim("title", "the page's title", title.text(strip=True) if title else "")])
