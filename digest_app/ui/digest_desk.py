"""Making a digest: which one is open, keeping every change, letting it out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog

from digest_app.app import digests
from digest_app.domain.changes import Changes, Scope
from digest_app.domain.counting import counted
from digest_app.domain.digest import Digest
from digest_app.ui.decisions import Decisions, step
from digest_app.ui.digests.editor import DigestEditor
from digest_app.ui.digests.shrinking import for_export, for_preview
from digest_app.ui.jobs import Done, Jobs, Work
from digest_app.ui.wording import today

if TYPE_CHECKING:
    from digest_app.app.digests import ExportReport
    from digest_app.library.library import Library

_Opened = tuple[int, Digest, dict[int, str]]
_QUIET = 150
#: More articles than this in one go are a slip: the preview would take minutes.
MOST = 1_000
_FILTERS = {
    "Web page (*.html)": digests.Format.HTML,
    "Markdown (*.md)": digests.Format.MARKDOWN,
}


class DigestDesk(QObject):
    """Connects the editor with the library.

    ``opened`` says that a digest is shown, ``exported`` carries what left.
    """

    opened = Signal()
    exported = Signal(object)

    def __init__(self, jobs: Jobs, decisions: Decisions, editor: DigestEditor) -> None:
        super().__init__(editor)
        self._jobs, self._decisions = jobs, decisions
        self._editor = editor
        self._number: int | None = None
        self._kept = Digest()
        self._titles: dict[int, str] = {}
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_QUIET)
        self._quiet.timeout.connect(self._refresh_preview)
        editor.edited.connect(self._edited)
        decisions.swapped.connect(self._load_again)

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
        if self._fits(articles):
            digest = Digest(title=f"Digest of {today()}").with_articles(tuple(articles))
            self._keep("New Digest", partial(digests.save_digest, digest=digest))
            self._run(partial(_loaded, number=None), self._show)

    def use(self, articles: Sequence[int], digest: int | None = None) -> None:
        """Add articles to a digest: the one that was open last, or a new one, if none is named."""
        if articles and self._fits(articles):
            number = self._number if digest is None else digest
            name = f"Add {counted(len(articles), 'Article')} to Digest"
            self._keep(name, partial(_extend, articles=tuple(articles), number=number))
            self._run(partial(_loaded, number=number), partial(self._used, len(articles)))

    def _fits(self, articles: Sequence[int]) -> bool:
        """Tell whether a digest can take so many articles; say so where it cannot."""
        if len(articles) > MOST:
            self._decisions.say(f"A digest takes at most {MOST:,} articles at once. Choose fewer.")
        return len(articles) <= MOST

    def _keep(self, name: str, work: Work, said: str = "") -> None:
        """Do something to the digests of the library, as one step of undo."""

        def kept(library: Library) -> Changes:
            work(library)
            return Changes()

        self._decisions.take(step(name, Scope(tables=("digest",)), kept), said)

    def _used(self, count: int, made: _Opened) -> None:
        self._take_in(made)
        self._decisions.offer(f"{counted(count, 'article')} in “{self._kept.title}”")

    def _show(self, made: _Opened | None) -> None:
        self._take_in(made)
        self.opened.emit()

    def _take_in(self, made: _Opened | None) -> None:
        if made is None:
            return
        self._number, self._kept, self._titles = made
        self._editor.show_digest(self._kept, self._titles)
        self._refresh_preview()

    def _load_again(self) -> None:
        """Show the digest as it is after something was undone; close it where it is gone."""
        if self._number is not None:
            self._run(partial(_loaded, number=self._number), self._show_again)

    def _show_again(self, made: _Opened | None) -> None:
        if made is not None and made[0] == self._number:
            self._take_in(made)
        else:
            self._leave()

    def _leave(self) -> None:
        self._number = None
        if self._editor.isVisible():
            self._editor.closed.emit()

    # -- editing --------------------------------------------------------------------------

    def _edited(self, name: str, digest: Digest) -> None:
        if self._number is not None:
            self._kept = digest
            work = partial(digests.save_digest, digest=digest, number=self._number)
            self._keep(name, work)
            self._editor.show_digest(digest, self._titles)
            self._quiet.start()

    def _refresh_preview(self) -> None:
        work = partial(digests.preview, digest=self._kept, shrink=for_preview)
        self._jobs.run(
            work,
            done=self._editor.preview.show_page,
            failed=self._decisions.failed,
            topic="preview",
        )

    def delete(self, number: int | None = None) -> None:
        """Delete a digest; Undo brings it back."""
        number = self._number if number is None else number
        if number is not None:
            self._run(partial(_loaded, number=number), self._delete)

    def _delete(self, made: _Opened | None) -> None:
        if made is None:
            return
        number, digest, _ = made
        name = f"Delete “{digest.title}”"
        work = partial(digests.delete_digest, number=number)
        self._keep(name, work, f"“{digest.title}” deleted")
        if number == self._number:
            self._leave()

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
        work = partial(
            digests.export_digest, digest=self._kept, path=path, form=form, shrink=for_export
        )
        self._run(work, self._exported)

    def _exported(self, report: ExportReport) -> None:
        checked = f"{counted(report.sources, 'source')}, {counted(report.passages, 'passage')}"
        pictures = f", {counted(report.pictures, 'picture')}" if report.pictures else ""
        self._decisions.say(f"Exported “{report.path.name}”: {checked} checked{pictures}")
        self.exported.emit(report)

    def _run(self, work: Work, done: Done) -> None:
        self._jobs.run(work, done=done, failed=self._decisions.failed)


def _loaded(library: Library, number: int | None) -> _Opened | None:
    """Return a digest; the one saved last where that is not there, or None where none is."""
    chosen = _there(library, number)
    if chosen is None:
        return None
    digest = digests.load_digest(library, chosen)
    rows = library.listing.rows([entry.article for entry in digest.entries])
    return chosen, digest, {row.id: row.title for row in rows}


def _there(library: Library, number: int | None) -> int | None:
    known = [row.id for row in digests.list_digests(library)]
    return number if number in known else next(iter(known), None)


def _extend(library: Library, articles: tuple[int, ...], number: int | None) -> int:
    """Add articles to a digest, else to the one saved last, else to a new one."""
    chosen = _there(library, number)
    if chosen is None:
        digest = Digest(f"Digest of {today()}")
    else:
        digest = digests.load_digest(library, chosen)
    return digests.save_digest(library, digest.with_articles(articles), chosen)


def _file_name(title: str) -> str:
    """Return a file's name from a title, with nothing in it that a file system refuses."""
    kept = "".join(c if c.isalnum() or c in " -_" else " " for c in title)
    return " ".join(kept.split()) or "digest"
