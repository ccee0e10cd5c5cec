"""Bringing an article's pictures to its page: after the words, and off the window's thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from digest_app.domain.block import InlineKind
from digest_app.ui.article.gallery import Held, measured
from digest_app.ui.article.view import ArticleView
from digest_app.ui.jobs import Jobs

if TYPE_CHECKING:
    from digest_app.app.reading import OpenArticle
    from digest_app.library.library import Library

_Found = tuple[int, dict[str, Held]]


class Picturing(QObject):
    """Fetches the pictures of the article that was opened out of its own file, and nowhere else."""

    def __init__(self, jobs: Jobs, view: ArticleView) -> None:
        super().__init__(view)
        self._jobs, self._view = jobs, view
        self._number = 0

    def opened(self, article: OpenArticle) -> None:
        """Look for the pictures of an article that is shown."""
        self._number = article.id
        marks = article.article.document.inlines
        if any(mark.kind is InlineKind.IMAGE for mark in marks):
            number = article.id
            self._jobs.run(
                lambda library: _found(library, number), done=self._show, topic="pictures"
            )
        else:
            self._jobs.void("pictures")

    def _show(self, found: _Found) -> None:
        number, pictures = found
        if number == self._number:
            self._view.show_pictures(pictures)

    def close(self) -> None:
        """Wait for what is being decoded."""
        self._view.gallery.close()


def _found(library: Library, number: int) -> _Found:
    from digest_app.app.pictures import pictures  # noqa: PLC0415 - the readers come with it

    return number, measured(pictures(library, number))
