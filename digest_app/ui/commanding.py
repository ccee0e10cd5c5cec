"""Which command does what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QMessageBox, QWidget

from digest_app import __version__
from digest_app.domain.fact import Fact
from digest_app.domain.marks import Place
from digest_app.ui.adding.offer import offer_of
from digest_app.ui.desk import Desk
from digest_app.ui.factpanel.rows import FactRow
from digest_app.ui.keysheet import KeySheet
from digest_app.ui.theme.dressing import chosen_palette
from digest_app.ui.theme.look import USUAL

_ON_FACT = ("fact-jump", "fact-pin", "fact-copy", "fact-correct", "fact-hide")
_ON_SELECTION = ("copy", "hide-selection", "add-fact")


class Commands(QObject):
    """Connects every command of the menu bar with the desk."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk, self._window = desk, desk.window
        self._actions = desk.window.actions_
        self._connect()
        self._articles()
        self._library()
        self._facts_and_digests()
        self._switches()
        self._menus()

    def _connect(self) -> None:
        desk, on, finder = self._desk, self._actions.on, self._window.pane.finder
        on("add-files", desk.adding.choose_files)
        on("add-folder", desk.adding.choose_folder)
        on("paste", self._paste)
        on("samples", desk.adding.samples)
        on("outcomes", desk.adding.show_outcomes)
        on("quit", self._window.close)
        on("watch-folders", desk.watching.show)
        on("check-library", desk.safety.check)
        on("back-up", desk.safety.back_up)
        on("restore-backup", desk.safety.choose_backup)
        on("export-library", desk.moving.choose_place)
        on("import-library", desk.moving.choose_export)
        on("open-library", desk.safety.choose_library)
        on("undo", desk.decisions.undo)
        on("redo", desk.decisions.redo)
        on("copy", self._copy)
        on("search", self._search)
        on("find", finder.open_bar)
        on("find-next", lambda: finder.stepped.emit(1))
        on("find-previous", lambda: finder.stepped.emit(-1))
        on("larger", lambda: self._set_size(desk.look.size + 1))
        on("smaller", lambda: self._set_size(desk.look.size - 1))
        on("usual-size", lambda: self._set_size(USUAL))
        on("next-pane", self._next_pane)
        on("back", self._back)
        on("keys", lambda: KeySheet(desk.look, self._window).show())
        on("about", self._about)
        welcome = self._window.welcome
        welcome.add.clicked.connect(desk.adding.choose_files)
        welcome.paste.clicked.connect(self._paste)
        welcome.samples.clicked.connect(desk.adding.samples)

    def _articles(self) -> None:
        desk, on, rows = self._desk, self._actions.on, self._window.list
        on("next", lambda: rows.step(1))
        on("previous", lambda: rows.step(-1))
        on("next-unread", lambda: rows.next_unread(desk.lists.rows.rows))
        on("page-on", lambda: self._page(1))
        on("page-back", lambda: self._page(-1))
        on("select-all", desk.lists.select_all)
        on("read", desk.sorting.toggle_read)
        on("star", desk.sorting.toggle_star)
        on("label", desk.labels.open)
        on("archive", lambda: desk.sorting.move(Place.ARCHIVE))
        on("inbox", lambda: desk.sorting.move(Place.INBOX))
        on("trash", lambda: desk.sorting.move(Place.TRASH))
        on("hide-selection", desk.reading.hide_selection)
        on("add-fact", desk.reading.add_fact)
        on("details", desk.about.details.open)
        for name in ("page-on", "page-back"):  # Space also presses buttons: only while reading
            action = self._actions[name]
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            for widget in (self._window.pane.view, rows):
                widget.addAction(action)

    def _library(self) -> None:
        desk, on = self._desk, self._actions.on
        on("save-search", desk.searches.save)
        on("new-label", desk.labels.new)
        on("rename-entry", desk.entries.rename)
        on("colour-entry", desk.entries.recolour)
        on("delete-entry", desk.entries.delete)
        on("empty-trash", desk.trash.ask)
        self._actions.on_switch("best-first", lambda on: desk.lists.sort(best_first=on))

    def _facts_and_digests(self) -> None:
        desk, on, editor = self._desk, self._actions.on, self._window.editor
        for name in ("jump", "pin", "copy", "hide"):
            on(f"fact-{name}", partial(desk.reading.with_current, name))
        on("fact-correct", desk.reading.correct_current)
        on("fact-filter", self._filter_facts)
        on("new-digest", lambda: desk.with_chosen(desk.digests.new))
        on("use", lambda: desk.with_chosen(desk.digests.use))
        on("export", desk.digests.export)
        on("digest-up", lambda: editor.outline.move_current(-1))
        on("digest-down", lambda: editor.outline.move_current(1))
        on("digest-section", editor.add_section)
        on("digest-remove", editor.outline.remove_current)
        on("digest-delete", desk.digests.delete)

    def _switches(self) -> None:
        actions, window, kept = self._actions, self._window, self._desk.preferences
        view = window.pane.view
        kept_switches = {
            "marks": (view.mark_facts, True),
            "compact": (window.list.set_compact, False),
            "serif": (self._set_serif, True),
            "letters": (actions.use_letters, True),
        }
        for name, (do, usual) in kept_switches.items():
            on = kept.flag(name, usual=usual)
            actions.check(name, on)
            if on is not usual:
                do(on)
            actions.on_switch(name, partial(self._keep, name, do))
        actions.on_switch("original", view.show_original)
        actions.on_switch("unfold", view.unfold_all)
        actions.on_switch("sidebar", window.sidebar_wished)
        actions.on_switch("facts", window.facts_wished)
        actions.on_switch("full-screen", self._full_screen)
        actions.on_palette(self._set_palette)
        actions.check_palette(kept.palette)
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(lambda: self._set_palette(kept.palette))

    def _keep(self, name: str, do: Callable[[bool], None], on: bool) -> None:
        self._desk.preferences.keep_flag(name, on)
        do(on)

    # -- looks ----------------------------------------------------------------------------

    def _set_palette(self, name: str) -> None:
        self._desk.preferences.palette = name
        self._actions.check_palette(name)
        self._desk.set_look(replace(self._desk.look, palette=chosen_palette(name)))

    def _set_size(self, size: float) -> None:
        look = self._desk.look.sized(size)
        self._desk.preferences.size = look.size
        self._desk.set_look(look)

    def _set_serif(self, serif: bool) -> None:
        self._desk.set_look(replace(self._desk.look, serif=serif))

    def _full_screen(self, full: bool) -> None:
        self._window.showFullScreen() if full else self._window.showNormal()

    # -- moving about ---------------------------------------------------------------------

    def _page(self, by: int) -> None:
        """Scroll a page; at the end of an article go on to the next unread one."""
        bar = self._window.pane.view.verticalScrollBar()
        if by > 0 and bar.value() >= bar.maximum():
            self._window.list.next_unread(self._desk.lists.rows.rows)
        else:
            bar.setValue(bar.value() + by * round(bar.pageStep() * 0.9))

    def _panes(self) -> list[QWidget]:
        window = self._window
        if self._desk.shows_digest:
            parts = [window.sidebar, window.editor.outline, window.editor.preview]
        else:
            parts = [window.sidebar, window.list, window.pane.view, window.panel.view]
        return [part for part in parts if part.isVisible()]

    def _next_pane(self) -> None:
        panes = self._panes()
        here = next((i for i, pane in enumerate(panes) if pane.hasFocus()), -1)
        if panes:
            panes[(here + 1) % len(panes)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _back(self) -> None:
        """Go one level out: whatever was opened last closes first."""
        window, actions = self._window, self._actions
        fields = (window.panel.filter, window.column.search)
        field = next((field for field in fields if field.hasFocus()), fields[0])
        if window.pane.finder.isVisible():
            window.pane.finder.close_bar()
        elif field.hasFocus() and field.text():
            field.clear()
        elif actions["full-screen"].isChecked():
            actions["full-screen"].setChecked(False)
        elif self._desk.shows_digest:
            self._desk.show_reading()
        elif actions["original"].isChecked():
            actions["original"].setChecked(False)
        elif not window.pane.isVisible() and window.panel.isVisible():
            actions["facts"].setChecked(False)
        else:
            window.list.setFocus()

    def _search(self) -> None:
        if self._desk.shows_digest:
            self._desk.show_reading()
        self._window.column.search.setFocus()
        self._window.column.search.selectAll()

    def _filter_facts(self) -> None:
        self._actions["facts"].setChecked(True)
        self._window.panel.filter.setFocus()

    # -- the rest -------------------------------------------------------------------------

    def _paste(self) -> None:
        self._desk.adding.take(offer_of(QGuiApplication.clipboard().mimeData()))

    def _copy(self) -> None:
        """Copy what has the focus: a fact with its citation, titles, or the selected words."""
        window = self._window
        if window.panel.view.hasFocus():
            self._desk.reading.with_current("copy")
        elif window.list.hasFocus():
            titles = "\n".join(row.title for row in window.list.chosen_rows())
            QGuiApplication.clipboard().setText(titles)
        else:
            window.pane.view.copy()

    def _menus(self) -> None:
        self._window.pane.view.menuWished.connect(self._article_menu)
        self._window.panel.view.menuWished.connect(self._fact_menu)

    def _article_menu(self, point: QPoint, fact: Fact | None) -> None:
        names: tuple[str, ...] = _ON_SELECTION
        if fact is not None:
            self._window.panel.view.choose(fact)
            names = (*_ON_SELECTION, "", *_ON_FACT[1:])
        self._popup(point, names)

    def _fact_menu(self, point: QPoint, row: FactRow) -> None:
        self._popup(point, _ON_FACT)

    def _popup(self, point: QPoint, names: tuple[str, ...]) -> None:
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in names:
            if name:
                menu.addAction(self._actions[name])
            else:
                menu.addSeparator()
        menu.popup(point)

    def _about(self) -> None:
        box = QMessageBox(self._window)
        box.setWindowTitle("About Digest")
        box.setText(f"Digest {__version__}")
        box.setInformativeText(
            "Reads news files, folds their boilerplate away, pins their key facts, and makes "
            "digests whose footnotes are checked. Everything stays on this computer."
        )
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()
