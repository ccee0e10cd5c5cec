"""The sample articles that a new user sees first."""

from __future__ import annotations

from pathlib import Path

from digest_app.assets import seeds

#: Added last, and so what stands first in a list of the newest first.
_FIRST_SEEN = "harbour-tunnel-opens.html"


def sample_files() -> tuple[Path, ...]:
    """Return the shipped sample files, the one to look at first at the end."""
    found = (path for path in seeds().iterdir() if path.is_file())
    return tuple(sorted(found, key=lambda path: (path.name == _FIRST_SEEN, path.name)))
