"""Making a digest: which one is open, keeping every change, letting it out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog

from digest_app.app import digests
from digest_app.domain.counting import counted
from digest_app.domain.digest import Digest
from digest_app.ui.decisions import Decisions
from digest_app.ui.digests.editor import DigestEditor
from digest_app.ui.history import History, Step
from digest_app.ui.jobs import Done, Jobs, Work
from digest_app.ui.wording import today

if TYPE_CHECKING:
    from digest_app.app.digests import ExportReport
    from digest_app.library.library import Library

_Opened = tuple[int, Digest, dict[int, str]]
_QUIET = 150
_FILTERS = {
    "Web page (*.html)": digests.Format.HTML,
    "Markdown (*.md)": digests.Format.MARKDOWN,
}


class DigestDesk(QObject):
    """Connects the editor with the library.

    ``opened`` says that a digest is shown, ``listed`` that the names of the digests changed.
    """

    opened = Signal()
    listed = Signal()
    exported = Signal(object)

    def __init__(
        self, jobs: Jobs, decisions: Decisions, history: History, editor: DigestEditor
    ) -> None:
        super().__init__(editor)
        self._jobs, self._decisions, self._history = jobs, decisions, history
        self._editor = editor
        self._number: int | None = None
        self._kept = Digest()
        self._titles: dict[int, str] = {}
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_QUIET)
        self._quiet.timeout.connect(self._refresh_preview)
        editor.edited.connect(self._edited)

    @property
    def number(self) -> int | None:
        """The number of the digest that is open or was open last."""
        return self._number

    @property
    def title(self) -> str:
        """The title of that digest."""
        return self._kept.title or "Digest"

    # -- opening --------------------------------------------------------------------------

    def open(self, number: int) -> None:
        """Open a digest."""
        self._run(partial(_loaded, number=number), self._show)

    def new(self, articles: Sequence[int]) -> None:
        """Make a digest of some articles and open it."""
        digest = Digest(title=f"Digest of {today()}").with_articles(tuple(articles))
        self._run(partial(_saved, digest=digest, number=None), self._show)
        self.listed.emit()

    def use(self, articles: Sequence[int]) -> None:
        """Add articles to the digest that was open last, or to a new one."""
        if articles:
            work = partial(_extended, articles=tuple(articles), number=self._number)
            self._run(work, partial(self._used, tuple(articles)))

    def _used(self, articles: tuple[int, ...], made: _Opened) -> None:
        self._number, self._kept, self._titles = made
        self._editor.show_digest(self._kept, self._titles)
        self._refresh_preview()
        self._decisions.say(f"{counted(len(articles), 'article')} in “{self._kept.title}”")
        self.listed.emit()

    def _show(self, made: _Opened) -> None:
        self._number, self._kept, self._titles = made
        self._editor.show_digest(self._kept, self._titles)
        self._refresh_preview()
        self.opened.emit()
        self.listed.emit()

    # -- editing --------------------------------------------------------------------------

    def _edited(self, name: str, digest: Digest) -> None:
        if self._number is None:
            return
        before, number = self._kept, self._number
        step = Step(name, partial(self._put, number, before), partial(self._put, number, digest))
        self._history.add(step)
        self._put(number, digest)

    def _put(self, number: int, digest: Digest) -> None:
        """Keep a digest and show it."""
        renamed = digest.title != self._kept.title
        self._kept = digest
        work = partial(digests.save_digest, digest=digest, number=number)
        self._jobs.run(work, failed=self._decisions.failed)
        if number != self._number:
            return
        self._editor.show_digest(digest, self._titles)
        self._quiet.start()
        if renamed:
            self.listed.emit()

    def _refresh_preview(self) -> None:
        work = partial(digests.preview, digest=self._kept)
        self._jobs.run(
            work,
            done=self._editor.preview.show_page,
            failed=self._decisions.failed,
            topic="preview",
        )

    def delete(self, number: int | None = None) -> None:
        """Delete a digest; Undo makes it again."""
        number = self._number if number is None else number
        if number is not None:
            self._run(partial(_loaded, number=number), self._delete)

    def _delete(self, made: _Opened) -> None:
        number, digest, _ = made

        def gone(_: object) -> None:
            self._number = None
            self.listed.emit()
            self._editor.closed.emit()

        back = partial(self._run, partial(_saved, digest=digest, number=None), self._show)
        forth = partial(self._run, partial(digests.delete_digest, number=number), gone)
        forth()
        self._history.add(Step(f"Delete “{digest.title}”", back, forth))
        self._decisions.offer(f"“{digest.title}” deleted")

    # -- export ---------------------------------------------------------------------------

    def export(self) -> None:
        """Ask where to, and let the digest out once every passage was checked."""
        if self._number is None:
            self._decisions.say("Add an article to a digest first (D).")
            return
        dialog = QFileDialog(self._editor.window(), "Export Digest")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(list(_FILTERS))
        dialog.selectFile(_file_name(self._kept.title))
        dialog.accepted.connect(partial(self._export_chosen, dialog))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _export_chosen(self, dialog: QFileDialog) -> None:
        form = _FILTERS[dialog.selectedNameFilter()]
        path = Path(dialog.selectedFiles()[0])
        known = {f.suffix: f for f in digests.Format}
        form = known.get(path.suffix.lower(), form)
        self.export_to(path if path.suffix else path.with_suffix(form.suffix), form)

    def export_to(self, path: Path, form: digests.Format) -> None:
        """Write the digest to a file, whole or not at all."""
        work = partial(digests.export_digest, digest=self._kept, path=path, form=form)
        self._run(work, self._exported)

    def _exported(self, report: ExportReport) -> None:
        checked = f"{counted(report.sources, 'source')}, {counted(report.passages, 'passage')}"
        self._decisions.say(f"Exported “{report.path.name}”: {checked} checked")
        self.exported.emit(report)

    def _run(self, work: Work, done: Done) -> None:
        self._jobs.run(work, done=done, failed=self._decisions.failed)


def _opened(library: Library, number: int, digest: Digest) -> _Opened:
    rows = library.listing.rows([entry.article for entry in digest.entries])
    return number, digest, {row.id: row.title for row in rows}


def _loaded(library: Library, number: int) -> _Opened:
    return _opened(library, number, digests.load_digest(library, number))


def _saved(library: Library, digest: Digest, number: int | None) -> _Opened:
    return _opened(library, digests.save_digest(library, digest, number), digest)


def _extended(library: Library, articles: tuple[int, ...], number: int | None) -> _Opened:
    """Add articles to a digest, else to the one saved last, else to a new one."""
    known = [row.id for row in digests.list_digests(library)]
    chosen = number if number in known else next(iter(known), None)
    if chosen is None:
        digest = Digest(f"Digest of {today()}")
    else:
        digest = digests.load_digest(library, chosen)
    return _saved(library, digest.with_articles(articles), chosen)


def _file_name(title: str) -> str:
    """Return a file's name from a title, with nothing in it that a file system refuses."""
    kept = "".join(c if c.isalnum() or c in " -_" else " " for c in title)
    return " ".join(kept.split()) or "digest"
