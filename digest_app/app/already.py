"""What is said of a file that the library holds already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest_app.domain.changes import Fate, Outcome
from digest_app.domain.marks import Place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest_app.library.library import Library

_TRASHED = "It is in the Trash; move it to the Inbox from there."


def already_there(library: Library, path: str, known: Sequence[int]) -> Outcome:
    """Return the outcome of a file whose articles are known; those in the Trash would be missed."""
    places = {library.marks.of(number).place for number in known}
    notes = (_TRASHED,) if Place.TRASH in places else ()
    return Outcome(path, Fate.ALREADY_THERE, tuple(known), notes=notes)
