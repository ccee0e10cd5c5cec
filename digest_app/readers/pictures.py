"""The pictures that a file holds itself, found again in the original when they are to be shown.

A document marks where a picture stands, with the address that its file gives it. What a file does
not hold is not there: nothing is fetched.
"""

from __future__ import annotations

import base64
import binascii
import posixpath
import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from email.message import Message
from typing import Final
from urllib.parse import unquote

from digest_app.domain.problems import UnreadableFile
from digest_app.readers import limits, mail, naming, warc
from digest_app.readers.archive import unpacked
from digest_app.readers.mhtml import property_list
from digest_app.readers.mime import content, header, leaves, parsed
from digest_app.readers.nested import place_at, place_of
from digest_app.readers.package import Package
from digest_app.readers.sniffing import Format, sniff

_DATA: Final = re.compile(r"data:image/[\w.+-]+((?:;[\w=.-]+)*),(.*)", re.DOTALL | re.IGNORECASE)
_BETWEEN_PARTS: Final = re.compile(r"^(?:\./)*(?:\.\./)*")
# SingleFile keeps a picture that stands more than once in the page's styles.
_IN_STYLES: Final = re.compile(r"var\((--sf-img-\d{1,6})\)")
_DEEPEST: Final = 2 * limits.MAX_NESTING  # a letter in a mailbox in an archive in an archive
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


def _held(original: bytes, targets: Iterable[str], depth: int = 0) -> dict[str, bytes]:
    """Find pictures in a file, and in the files inside it."""
    form = sniff(original)
    if form is Format.GZIP:
        return _held(unpacked(original, "original"), targets, depth + 1)
    return _held_as(form, original, targets, depth)


def _held_as(
    form: Format | str, original: bytes, targets: Iterable[str], depth: int
) -> dict[str, bytes]:
    """Find pictures in a file of this format; a part of it that cannot be read has none."""
    here: list[str] = []
    inside: dict[int, list[str]] = {}
    for target in targets:
        number, rest = place_of(target)
        (here if number is None else inside.setdefault(number, [])).append(rest)
    found = _HELD_IN[form](original, here) if here and form in _HELD_IN else {}
    if depth <= _DEEPEST:
        for number, marked in inside.items():
            with suppress(UnreadableFile, IndexError):
                there = _in_part(form, original, number, marked, depth + 1)
                found |= {place_at(number, target): data for target, data in there.items()}
    return found


def _in_part(
    form: Format | str, original: bytes, number: int, targets: list[str], depth: int
) -> dict[str, bytes]:
    """Find pictures in one part of a file; ``targets`` mark them in that part.

    Raises:
        UnreadableFile: the part cannot be read.
        IndexError: there is no such part.
    """
    if form is Format.ZIP:
        return _beside_entry(Package(original, "original"), number, targets, depth)
    if form is Format.MAILBOX:
        return _held_as(Format.MAIL, mail.messages_of(original)[number], targets, depth)
    if form is Format.MAIL:
        part, _ = list(mail.attached(parsed(original, "original")))[number]
        return _held(mail.held(part), targets, depth)
    if form is Format.WARC:
        return _fetched_with(list(warc.records(original)), number, targets)
    return {}


def _beside_entry(
    package: Package, number: int, targets: list[str], depth: int
) -> dict[str, bytes]:
    """Find pictures in a file of an archive, or in the archive by their path from that file."""
    entry = package.names[number]
    found = _held(package.read(entry), targets, depth)
    for target in targets:
        path = posixpath.join(posixpath.dirname(entry), unquote(target.partition("?")[0]))
        if target not in found and (name := posixpath.normpath(path)) in package:
            found[target] = _part(package, name)
    return found


def _fetched_with(records: list[warc.Record], number: int, targets: list[str]) -> dict[str, bytes]:
    """Find the pictures of a fetched page among what else was fetched."""
    base = records[number].address
    wanted = {naming.joined(base, target): target for target in targets}
    found: dict[str, bytes] = {}
    for record in records:
        if record.address in wanted and (data := warc.fetched(record)):
            found.setdefault(wanted[record.address], data)
    return found


def _in_styles(original: bytes, targets: list[str]) -> dict[str, bytes]:
    """Find pictures that a page's styles keep under the names its elements call them by."""
    found: dict[str, bytes] = {}
    for target in targets:
        if name := _IN_STYLES.fullmatch(target):
            kept = re.search(rb"%b\s*:\s*url\(\s*[\"']?([^\"')]+)" % name[1].encode(), original)
            data = _DATA.match(kept[1].decode("latin-1")) if kept else None
            found[target] = _decoded(data[1], data[2]) if data else b""
    return found


def _decoded(coding: str, data: str) -> bytes:
    if "base64" not in coding.lower():
        return unquote(data).encode("latin-1", "ignore")
    try:
        return base64.b64decode(unquote(data), validate=False)
    except (binascii.Error, ValueError):
        return b""


def _in_package(original: bytes, targets: list[str]) -> dict[str, bytes]:
    """Find pictures by their path, or by the end of it where that is relative to a part."""
    package = Package(original, "original")
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


_HELD_IN: Final[Mapping[Format | str, Callable[[bytes, list[str]], dict[str, bytes]]]] = {
    Format.PAGE: _in_styles,
    Format.ZIP: _in_package,
    Format.MHTML: _in_message,
    Format.MAIL: _in_message,
    Format.WEBARCHIVE: _in_webarchive,
}
