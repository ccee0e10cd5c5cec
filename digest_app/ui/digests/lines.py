"""A digest as the outline's lines, and back. Plain values without Qt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from digest_app.domain.digest import Digest, Entry, Section

Line = str | Entry
"""A section's title, or an entry of the section above it."""


def lines_of(digest: Digest) -> tuple[Line, ...]:
    """Return the outline: an untitled first section has no line of its own."""
    lines: list[Line] = []
    for at, section in enumerate(digest.sections):
        if at or section.title:
            lines.append(section.title)
        lines += section.entries
    return tuple(lines)


def from_lines(digest: Digest, lines: Iterable[Line]) -> Digest:
    """Return the digest in the order of other lines; entries before any title have none."""
    sections = [Section()]
    for line in lines:
        if isinstance(line, str):
            sections.append(Section(line))
        else:
            last = sections[-1]
            sections[-1] = replace(last, entries=(*last.entries, line))
    opens_untitled = sections[0].entries or len(sections) == 1
    return replace(digest, sections=tuple(sections if opens_untitled else sections[1:]))
