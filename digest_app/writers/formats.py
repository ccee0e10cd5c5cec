"""The formats a digest can leave in: how each is written, and how each is proved."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from digest_app.domain.edition import Edition, Picture
from digest_app.writers.proof import prove


class Format(StrEnum):
    """An export format; its value names it on the command line."""

    MARKDOWN = "markdown"
    HTML = "html"

    @property
    def suffix(self) -> str:
        """The usual file ending."""
        return {Format.MARKDOWN: ".md", Format.HTML: ".html"}[self]


class Written(NamedTuple):
    """An edition in a format: its text, and the files that it calls by ``folder`` and name."""

    text: str
    folder: str = ""
    files: tuple[Picture, ...] = ()


def write(edition: Edition, form: Format, folder: str = "") -> Written:
    """Return the edition in the format asked for, proved word for word.

    Formats that hold pictures themselves hold them; the others call them in ``folder``, and
    where there is none only the pictures' words are there.

    Raises:
        ExportError: the written text does not hold what the edition holds.
    """
    if form is Format.HTML:
        from digest_app.writers import html  # noqa: PLC0415 - one format at a time

        page = html.write(edition)
        prove(page, edition, note="source-{}")
        return Written(page)
    from digest_app.writers import markdown  # noqa: PLC0415 - one format at a time

    text = markdown.write(edition, folder)
    prove(markdown.rendered(text), edition, note="fn:{}")
    return Written(text, folder, edition.pictures if folder else ())
