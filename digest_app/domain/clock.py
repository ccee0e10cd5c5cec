"""Instants as the library writes them: ISO 8601 in UTC, to the second, so that text sorts."""

from __future__ import annotations

from datetime import UTC, datetime


def instant(moment: datetime) -> str:
    """Return an aware moment as the library writes it: ``2026-11-22T09:30:00Z``."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def now() -> str:
    """Return the present instant as the library writes it."""
    return instant(datetime.now(UTC))
