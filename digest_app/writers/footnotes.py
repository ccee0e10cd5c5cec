"""What a footnote says about its source, in words."""

from __future__ import annotations

from digest_app.domain.edition import Source

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def day(iso: str) -> str:
    """Return an ISO 8601 date in words, as precise as it is: ``12 March 2024``, ``March 2024``.

    What is not such a date comes back as it is.
    """
    parts = iso[:10].split("-")
    try:
        year, *rest = (int(part) for part in parts)
        words = [str(year), *(() if not rest else (_MONTHS[rest[0] - 1],)), *map(str, rest[1:2])]
    except (ValueError, IndexError):
        return iso
    return " ".join(reversed(words))


def credit(source: Source) -> str:
    """Return publisher, byline and date as one line, each only where the file states it."""
    return " · ".join(filter(None, (source.publisher, source.byline, day(source.published))))


def provenance(source: Source) -> str:
    """Return what proves the footnote: the original file's name and fingerprint."""
    fingerprint = f"SHA-256 {source.sha256[:16]}…" if source.sha256 else ""
    return ", ".join(filter(None, (f"file “{source.file}”" if source.file else "", fingerprint)))
