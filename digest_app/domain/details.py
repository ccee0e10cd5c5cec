"""The details of an article: what its file states about it, and what the user says instead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from digest_app.domain.document import Metadata
from digest_app.domain.marks import Detail

#: The fields of the metadata that a user can correct, in the order in which they are shown.
FIELDS: Final = (
    *("title", "authors", "publisher", "published", "modified"),
    *("url", "language", "image"),
)


def values_of(metadata: Metadata, field: str) -> tuple[str, ...]:
    """Return a field's values: the authors one by one, one of any other, none where it is empty."""
    value: str | tuple[str, ...] = getattr(metadata, field)
    if isinstance(value, tuple):
        return value
    return (value,) if value else ()


def as_told(metadata: Metadata, details: Iterable[Detail]) -> Metadata:
    """Return the metadata with the user's word in place of the file's.

    ``origins`` stay: they tell what the file states.
    """
    told = {d.field: _field(d) for d in details if d.field in FIELDS}
    return replace(metadata, **told) if told else metadata  # type: ignore[arg-type] # by field


def _field(detail: Detail) -> str | tuple[str, ...]:
    if detail.field == "authors":
        return detail.values
    return detail.values[0] if detail.values else ""
