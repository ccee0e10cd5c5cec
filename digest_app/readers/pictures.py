"""The pictures that a file holds itself, found again in the original when they are to be shown.

A document marks where a picture stands, with the address that its file gives it. What a file does
not hold is not there: nothing is fetched.
"""

from __future__ import annotations

import base64
import binascii
import posixpath
import re
from typing import Final
from urllib.parse import unquote

from digest_app.domain.problems import UnreadableFile
from digest_app.readers.mhtml import property_list
from digest_app.readers.mime import content, header, leaves, parsed
from digest_app.readers.package import Package
from digest_app.readers.sniffing import Format, sniff

_DATA: Final = re.compile(r"data:image/[\w.+-]+((?:;[\w=.-]+)*),(.*)", re.DOTALL | re.IGNORECASE)
_KINDS: Final = (
    (b"\x89PNG\r\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"RIFF", "image/webp"),
)


def picture_of(original: bytes, target: str) -> bytes:
    """Return the bytes of the picture that a document marks with ``target``.

    Empty where the file does not hold it, or where it is no PNG, JPEG, GIF or WebP.
    """
    try:
        found = _held(original, target)
    except UnreadableFile:
        return b""
    return found if media_type(found) else b""


def media_type(picture: bytes) -> str:
    """Return the media type of a picture by its first bytes; empty for what is not shown."""
    return next((kind for magic, kind in _KINDS if picture.startswith(magic)), "")


def _held(original: bytes, target: str) -> bytes:
    if data := _DATA.match(target):
        return _decoded(data[1], data[2])
    found = sniff(original)
    if found is Format.ZIP:
        return _in_package(Package(original, "original"), target)
    if found in {Format.MHTML, Format.MAIL}:
        return _in_message(original, target)
    if found is Format.WEBARCHIVE:
        return _in_webarchive(original, target)
    return b""


def _decoded(coding: str, data: str) -> bytes:
    if "base64" not in coding.lower():
        return unquote(data).encode("latin-1", "ignore")
    try:
        return base64.b64decode(unquote(data), validate=False)
    except (binascii.Error, ValueError):
        return b""


def _in_package(package: Package, target: str) -> bytes:
    """Find a picture by its path, or by the end of it where the path is relative to a part."""
    path = posixpath.normpath(unquote(target)).lstrip("/")
    tail = re.sub(r"^(?:\.\./)+", "", path)
    for name in package.names:
        if name in {path, tail} or name.endswith(f"/{tail}"):
            return package.read(name)
    return b""


def _in_message(original: bytes, target: str) -> bytes:
    wanted = target.removeprefix("cid:")
    for part in leaves(parsed(original, "original")):
        names = {header(part, "Content-Location"), header(part, "Content-ID").strip("<>")}
        if wanted in names or target in names:
            return content(part)
    return b""


def _in_webarchive(original: bytes, target: str) -> bytes:
    for resource in property_list(original, "original").get("WebSubresources", []):
        if isinstance(resource, dict) and resource.get("WebResourceURL") == target:
            data = resource.get("WebResourceData")
            return data if isinstance(data, bytes) else b""
    return b""
