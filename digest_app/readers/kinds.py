"""What kind of file something is, by its content, in the words that users know."""

from __future__ import annotations

from digest_app.domain.problems import UnreadableFile
from digest_app.readers.package import Package
from digest_app.readers.sniffing import Format, sniff

_PACKAGES = (
    ("META-INF/container.xml", Format.EPUB),
    ("[Content_Types].xml", Format.DOCX),
    ("content.xml", Format.ODT),
)


def kind_of(data: bytes, name: str = "") -> str:
    """Return the kind of a file: “saved page”, “EPUB”; “file” where nobody knows."""
    found = sniff(data, name)
    if not isinstance(found, Format):
        return "file"
    if found is Format.ZIP:
        return _package(data, name)
    return found.value


def _package(data: bytes, name: str) -> str:
    try:
        package = Package(data, name)
    except UnreadableFile:
        return Format.ZIP.value
    found = (form for part, form in _PACKAGES if part in package)
    return next(found, Format.ZIP).value
