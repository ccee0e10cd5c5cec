"""What is known of the open article beside its words: its pictures, its details, offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from digest_app.ui.article.pane import ArticlePane
from digest_app.ui.decisions import Decisions
from digest_app.ui.details.desk import DetailsDesk
from digest_app.ui.details.picturing import Picturing
from digest_app.ui.jobs import Jobs
from digest_app.ui.offers.desk import OfferDesk
from digest_app.ui.reading_desk import ReadingDesk

if TYPE_CHECKING:
    from digest_app.app.reading import OpenArticle


class AboutDesk(QObject):
    """Follows the article that is open."""

    def __init__(
        self, jobs: Jobs, decisions: Decisions, reading: ReadingDesk, pane: ArticlePane
    ) -> None:
        super().__init__(pane)
        self._decisions = decisions
        self._picturing = Picturing(jobs, pane.view)
        self.details = DetailsDesk(jobs, decisions, pane)
        self.offers = OfferDesk(jobs, decisions, pane.offers)
        reading.opened.connect(self._opened)
        reading.closed.connect(self._closed)

    def _opened(self, article: OpenArticle) -> None:
        self._picturing.opened(article)
        self.details.follow(article.id)
        self.offers.follow(article.id)

    def _closed(self) -> None:
        self.details.follow(None)
        self.offers.follow(None)

    def close(self) -> None:
        """Finish what is under way."""
        self._picturing.close()
