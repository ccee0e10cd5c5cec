"""Pages saved as one file by browsers: MHTML, and Safari's webarchive."""

from __future__ import annotations

import plistlib
from dataclasses import replace
from typing import Any, Final
from xml.parsers.expat import ExpatError

from digest_app.domain.document import Document
from digest_app.domain.problems import UnreadableFile
from digest_app.readers.claims import Claim, claims_of, settle
from digest_app.readers.encoding import decode
from digest_app.readers.mime import page_of
from digest_app.readers.naming import plain_address
from digest_app.readers.saved_page import read_saved_page

_AGAIN: Final = "Save the page again."


def read_mhtml(data: bytes, name: str) -> Document:
    """Read a page saved as MHTML.

    Raises:
        UnreadableFile: if there is no page in it, or no text in the page.
    """
    page = page_of(data, name)
    if page is None:
        raise UnreadableFile(name, "The web archive holds no page.", _AGAIN)
    return saved_from(read_saved_page(page.html, name), page.address)


def read_webarchive(data: bytes, name: str) -> Document:
    """Read a page saved by Safari.

    Raises:
        UnreadableFile: if it is damaged, or there is no text in it.
    """
    main = property_list(data, name).get("WebMainResource")
    if not isinstance(main, dict) or not isinstance(main.get("WebResourceData"), bytes):
        raise UnreadableFile(name, "The web archive holds no page.", _AGAIN)
    stated = str(main.get("WebResourceTextEncodingName", ""))
    html = decode(main["WebResourceData"], stated).text.encode("utf-8")
    return saved_from(read_saved_page(html, name), str(main.get("WebResourceURL", "")))


def saved_from(document: Document, address: str) -> Document:
    """Return the document with the address that its archive states, after what its page states."""
    claim = Claim("url", "where it was saved from", plain_address(address))
    return replace(document, metadata=settle([*claims_of(document.metadata), claim]))


def property_list(data: bytes, name: str) -> dict[str, Any]:
    """Parse an Apple property list.

    Raises:
        UnreadableFile: if it is damaged, or declares entities.
    """
    broken = UnreadableFile(name, "The file is damaged.", _AGAIN)
    try:
        found = plistlib.loads(data)
    except plistlib.InvalidFileException as error:
        raise broken from error
    except (
        ExpatError,
        ValueError,
        OverflowError,
        LookupError,
        RecursionError,
        TypeError,
        AttributeError,
        MemoryError,
    ) as error:
        raise broken from error
    if not isinstance(found, dict):
        raise broken
    return found
