"""RTF, by the ``striprtf`` package, guarded; its information group gives the metadata."""

from __future__ import annotations

import re
from typing import Final

from digest_app.domain.document import Document
from digest_app.domain.problems import UnreadableFile
from digest_app.readers import limits
from digest_app.readers.claims import Claim
from digest_app.readers.properties import property_claim, worded
from digest_app.readers.text import read_text

_PICTURE: Final = re.compile(
    rb"\{\\(?:\*\\)?(?:pict|blipuid|objdata|themedata|colorschememapping|"
    rb"datastore)\b[^{}]*\}?"
)
_HEX_RUN: Final = re.compile(rb"(?:[0-9a-fA-F]{40,}[\r\n ]*){2,}")
_INFO: Final = re.compile(rb"\{\\info\b")
_FIELD: Final = re.compile(
    r"\{\\(title|author|company|doccomm)\s((?:[^{}\\]|\\[^{}]|"
    r"\{[^{}]*\})*)\}"
)
_CREATED: Final = re.compile(r"\\creatim\\yr(\d{4})\\mo(\d+)\\dy(\d+)")
_ESCAPE: Final = re.compile(rb"\\(?:u-?\d+|'[0-9a-fA-F]{2})")
_FIELDS: Final = {
    "title": "title",
    "author": "authors",
    "company": "publisher",
    "doccomm": "description",
}
_INFO_CHARS: Final = 20_000


def read_rtf(data: bytes, name: str) -> Document:
    """Read an RTF file: its paragraphs, and what its information group states.

    Raises:
        UnreadableFile: if it is damaged, holds no text, or passes a limit.
    """
    source = _HEX_RUN.sub(b"", _PICTURE.sub(b"", data))
    _keep_limits(source, name)
    text = _stripped(source.decode("latin-1"), name)
    document = read_text(text, name)
    return Document(document.text, document.blocks, worded(document, _claims(source)))


def _keep_limits(source: bytes, name: str) -> None:
    depth = deepest = 0
    for brace in re.findall(rb"[{}]", source):
        depth += 1 if brace == b"{" else -1
        deepest = max(deepest, depth)
    if deepest > limits.MAX_RTF_DEPTH:
        what = f"It nests deeper than {limits.MAX_RTF_DEPTH} groups, as no document does."
        raise UnreadableFile(name, what)
    escapes = sum(1 for _ in _ESCAPE.finditer(source))
    if escapes > limits.MAX_RTF_ESCAPES or len(source) > limits.MAX_RTF_BYTES:
        raise UnreadableFile(name, "It is longer than any article.", "Save it as plain text.")


def _stripped(source: str, name: str) -> str:
    from striprtf.striprtf import rtf_to_text  # noqa: PLC0415 - a slow import for one format

    try:
        return str(rtf_to_text(source, errors="replace"))
    except (ValueError, LookupError, IndexError, TypeError, AttributeError, OverflowError) as error:
        what = "The RTF file is damaged."
        raise UnreadableFile(
            name, what, "Open it in a word processor and save it again."
        ) from error


def _claims(source: bytes) -> list[Claim]:
    found = _INFO.search(source)
    info = source[found.start() : found.start() + _INFO_CHARS].decode("latin-1") if found else ""
    claims = [
        property_claim(_FIELDS[field[1]], _plain(field[2])) for field in _FIELD.finditer(info)
    ]
    if created := _CREATED.search(info):
        year, month, day = created.groups()
        claims.append(property_claim("published", f"{year}-{month:0>2}-{day:0>2}"))
    return claims


def _plain(value: str) -> str:
    from striprtf.striprtf import rtf_to_text  # noqa: PLC0415 - see _stripped

    try:
        return " ".join(rtf_to_text("{\\rtf1 " + value + "}", errors="replace").split())
    except (ValueError, LookupError, IndexError, TypeError, AttributeError):
        return ""
