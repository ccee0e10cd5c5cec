"""The sample articles that a new user sees first."""

from __future__ import annotations

from pathlib import Path

from digest_app.assets import seeds


def sample_files() -> tuple[Path, ...]:
    """Return the shipped sample files, by name."""
    return tuple(sorted(p for p in seeds().iterdir() if p.is_file()))
