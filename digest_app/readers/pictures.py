"""The pictures that a file holds itself, found again in the original when they are to be shown.

A document marks where a picture stands, with the address that its file gives it. What a file does
not hold is not there: nothing is fetched.
"""

from __future__ import annotations

import base64
import binascii
import posixpath
import re
from collections.abc import Iterable, Mapping
from email.message import Message
from typing import Final
from urllib.parse import unquote

from digest_app.domain.problems import UnreadableFile
from digest_app.readers import limits, naming
from digest_app.readers.mhtml import property_list
from digest_app.readers.mime import content, header, leaves, parsed
from digest_app.readers.package import Package
from digest_app.readers.sniffing import Format, sniff

_DATA: Final = re.compile(r"data:image/[\w.+-]+((?:;[\w=.-]+)*),(.*)", re.DOTALL | re.IGNORECASE)
_BETWEEN_PARTS: Final = re.compile(r"^(?:\./)*(?:\.\./)*")
_KINDS: Final = (
    (b"\x89PNG\r\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
)


def picture_of(original: bytes, target: str) -> bytes:
    """Return the bytes of the picture that a document marks with ``target``.

    Empty where the file does not hold it, or where it is no PNG, JPEG, GIF or WebP.
    """
    return pictures_of(original, [target]).get(target, b"")


def pictures_of(original: bytes, targets: Iterable[str]) -> dict[str, bytes]:
    """Return those of the pictures that the file holds, by the address that marks them.

    The file is taken apart once. No picture is larger than
    :data:`~digest_app.readers.limits.MAX_PICTURE_BYTES`, all of them together not than
    :data:`~digest_app.readers.limits.MAX_PICTURES_BYTES`; what is beyond that is left out.
    """
    wanted = list(dict.fromkeys(target for target in targets if target))
    inside = [target for target in wanted if not _DATA.match(target)]
    try:
        held = _held(original, inside) if inside else {}
    except UnreadableFile:
        held = {}
    found: dict[str, bytes] = {}
    left = limits.MAX_PICTURES_BYTES
    for target in wanted:
        data = _DATA.match(target)
        picture = _decoded(data[1], data[2]) if data else held.get(target, b"")
        if media_type(picture) and len(picture) <= min(left, limits.MAX_PICTURE_BYTES):
            found[target] = picture
            left -= len(picture)
    return found


def media_type(picture: bytes) -> str:
    """Return the media type of a picture by its first bytes; empty for what is not shown."""
    if picture[:4] == b"RIFF" and picture[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for magic, kind in _KINDS if picture.startswith(magic)), "")


def _held(original: bytes, targets: list[str]) -> Mapping[str, bytes]:
    found = sniff(original)
    if found is Format.ZIP:
        return _in_package(Package(original, "original"), targets)
    if found in {Format.MHTML, Format.MAIL}:
        return _in_message(original, targets)
    if found is Format.WEBARCHIVE:
        return _in_webarchive(original, targets)
    return {}


def _decoded(coding: str, data: str) -> bytes:
    if "base64" not in coding.lower():
        return unquote(data).encode("latin-1", "ignore")
    try:
        return base64.b64decode(unquote(data), validate=False)
    except (binascii.Error, ValueError):
        return b""


def _in_package(package: Package, targets: list[str]) -> dict[str, bytes]:
    """Find pictures by their path, or by the end of it where that is relative to a part."""
    found: dict[str, bytes] = {}
    for target in targets:
        path = posixpath.normpath(unquote(target)).lstrip("/")
        tail = _BETWEEN_PARTS.sub("", path)
        names = (n for n in package.names if n in {path, tail} or n.endswith(f"/{tail}"))
        if name := next(names, ""):
            found[target] = _part(package, name)
    return found


def _part(package: Package, name: str) -> bytes:
    """Return one file of a package; nothing where it is damaged, for the others may not be."""
    try:
        return package.read(name)
    except UnreadableFile:
        return b""


def _in_message(original: bytes, targets: list[str]) -> dict[str, bytes]:
    """Find pictures by the name or the address of their part, relative ones by the page's."""
    message = parsed(original, "original")
    base = header(message, "Snapshot-Content-Location") or header(message, "Content-Location")
    parts: dict[str, Message] = {}
    for part in leaves(message):
        base = base or header(part, "Content-Location")
        for name in (header(part, "Content-Location"), header(part, "Content-ID").strip("<> ")):
            parts.setdefault(unquote(name), part)
    found: dict[str, bytes] = {}
    for target in targets:
        names = (target.removeprefix("cid:"), target, naming.joined(base, target))
        for name in filter(parts.__contains__, filter(None, map(unquote, names))):
            found.setdefault(target, content(parts[name]))
    return found


def _in_webarchive(original: bytes, targets: list[str]) -> dict[str, bytes]:
    archive = property_list(original, "original")
    main = archive.get("WebMainResource")
    base = str(main.get("WebResourceURL", "")) if isinstance(main, dict) else ""
    resources = archive.get("WebSubresources", [])
    held = {
        str(one.get("WebResourceURL")): one.get("WebResourceData")
        for one in (resources if isinstance(resources, list) else [])
        if isinstance(one, dict)
    }
    found: dict[str, bytes] = {}
    for target in targets:
        data = held.get(target) or held.get(naming.joined(base, target))
        if isinstance(data, bytes):
            found[target] = data
    return found
