"""Where the library is, and opening it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digest_app.library.library import Library

_FOLDER_VARIABLE = "DIGEST_LIBRARY"


def default_folder() -> Path:
    """Return the library's folder: ``DIGEST_LIBRARY``, else the platform's place for user data."""
    if chosen := os.environ.get(_FOLDER_VARIABLE):
        return Path(chosen).expanduser()
    from platformdirs import user_data_path  # noqa: PLC0415 - a folder given needs none

    return user_data_path("digest-app", appauthor=False)


def open_library(folder: Path) -> Library:
    """Open the library in a folder, making both where they are not there yet.

    Raises:
        LibraryError: the folder cannot be written, the database is damaged, or a newer version
            of the program made it.
    """
    from digest_app.library.library import Library  # noqa: PLC0415 - the window paints first

    return Library.open(folder)
