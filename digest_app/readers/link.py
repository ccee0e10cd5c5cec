"""Links kept as files (.url, .webloc): shown as what they are; nothing is fetched."""

from __future__ import annotations

import re
from typing import Final

from digest_app.domain.block import Block, Inline, InlineKind
from digest_app.domain.document import Document
from digest_app.domain.problems import UnreadableFile
from digest_app.readers.claims import Claim, settle
from digest_app.readers.encoding import decode
from digest_app.readers.mhtml import property_list
from digest_app.readers.naming import plain_address

_URL: Final = re.compile(r"^URL=(.+)$", re.MULTILINE | re.IGNORECASE)
_NOTE: Final = (
    "This is a link and not an article. Open it in a browser, save the page, and add the saved "
    "file."
)


def read_link(data: bytes, name: str) -> Document:
    """Read a link file of Windows or macOS into a document that holds its address.

    Raises:
        UnreadableFile: if it holds no web address.
    """
    address = _address(data, name)
    if not plain_address(address):
        raise UnreadableFile(name, "The link holds no web address.", "Make the link again.")
    return link_document(address, _title(name), _NOTE)


def link_document(address: str, title: str, note: str) -> Document:
    """Return a document that shows a title and an address."""
    start = len(title) + 2 if title else 0
    text = f"{title}\n\n{address}" if title else address
    blocks = (*((Block(0, len(title)),) if title else ()), Block(start, len(text)))
    claims = [
        Claim("title", "the file's name", title),
        Claim("url", "the link", plain_address(address)),
    ]
    inlines = (Inline(start, len(text), InlineKind.LINK, address),)
    return Document(text, blocks, settle(claims), inlines, (note,))


def _address(data: bytes, name: str) -> str:
    if data.startswith(b"bplist00") or b"<plist" in data[:1000]:
        return str(property_list(data, name).get("URL", "")).strip()
    found = _URL.search(decode(data).text)
    return found[1].strip() if found else ""


def _title(name: str) -> str:
    file = re.split(r"[/\\]", name)[-1]
    return " ".join(re.sub(r"\.(?:url|webloc|website)$", "", file, flags=re.IGNORECASE).split())
