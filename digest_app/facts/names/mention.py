"""The door to the finders of names."""

from __future__ import annotations

from collections.abc import Sequence

from digest_app.facts.names import shape
from digest_app.facts.names.found import Name

__all__ = ["Name", "find_names"]


def find_names(
    text: str, sentences: Sequence[tuple[int, int]], *, language: str = "en"
) -> list[Name]:
    """Return the names of people, organizations and places in the sentences, in order.

    ``sentences`` are half-open ranges of ``text``, as :func:`digest_app.facts.sentences.split`
    gives them; positions of the names count in ``text`` too. ``language`` is a BCP 47 tag.
    """
    return shape.find(text, sentences)
