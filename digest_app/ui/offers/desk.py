"""Asks what may be offered for the open article, and does what the user takes up."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from digest_app.app import offers, repairing, splitting
from digest_app.app.offers import Offers
from digest_app.domain.changes import Changes
from digest_app.domain.marks import Offer
from digest_app.ui.decisions import Decisions
from digest_app.ui.jobs import Jobs
from digest_app.ui.offers.bar import OfferBar

#: Milliseconds after which an article that was opened has been drawn, and is stayed at. What
#: finds offers takes .1 s to load with the first of them: nobody waits for it.
SOON = 200


class OfferDesk(QObject):
    """Nothing happens by itself. ``split`` carries the numbers of the articles that were made."""

    split = Signal(object)

    def __init__(self, jobs: Jobs, decisions: Decisions, bar: OfferBar) -> None:
        super().__init__(bar)
        self._jobs, self._decisions, self._bar = jobs, decisions, bar
        self._number: int | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self._ask)
        bar.splitWished.connect(self._split)
        bar.repairWished.connect(self._repair)
        bar.dismissed.connect(self._dismiss)
        decisions.changed.connect(self._changed)

    def follow(self, number: int | None) -> None:
        """Another article is open now, or none."""
        if number != self._number:
            self._bar.hide()
        self._number = number
        if number is None:
            self._soon.stop()
            self._jobs.void("offers")
        else:
            self._soon.start()

    def _ask(self) -> None:
        if self._number is not None:
            work = partial(offers.offers, number=self._number)
            self._jobs.run(work, done=self._show, topic="offers")

    def _changed(self, changes: Changes) -> None:
        if self._number is not None and self._number in changes.changed:
            self._soon.start()

    def _show(self, made: Offers) -> None:
        if made.number == self._number:
            self._bar.show_offers(made)

    def _split(self, starts: tuple[int, ...]) -> None:
        if self._number is None:
            return
        action = partial(splitting.split, number=self._number, starts=starts)

        def said(changes: Changes) -> str:
            if changes.added:
                self.split.emit(changes.added)
            return f"Split into {len(changes.added)} articles; the text is in the Trash"

        self._decisions.take(action, said)

    def _repair(self) -> None:
        if self._number is not None:
            action = partial(repairing.repair, number=self._number)
            self._decisions.take(action, "Letters repaired; the file is as it was")

    def _dismiss(self, offer: Offer) -> None:
        if self._number is not None:
            work = partial(offers.dismiss, number=self._number, offer=offer)
            self._decisions.quietly(work)
