"""The commands as Qt actions: one menu bar, one look-up by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from digest_app.ui.commands import COMMANDS, Command
from digest_app.ui.theme.palettes import PALETTES, SYSTEM


class Actions(QObject):
    """One action for each command; nothing happens until a part says what it does."""

    def __init__(self, bar: QMenuBar, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._actions: dict[str, QAction] = {}
        menus: dict[str, QMenu] = {}
        for command in COMMANDS:
            if command.menu not in menus:
                menus[command.menu] = bar.addMenu(command.menu)
            if command.name:
                self._actions[command.name] = self._made(command)
                menus[command.menu].addAction(self._actions[command.name])
            else:
                menus[command.menu].addSeparator()
        self._palettes = self._palette_menu(menus["&View"])

    def _made(self, command: Command) -> QAction:
        action = QAction(command.text, self)
        action.setShortcuts([QKeySequence(keys) for keys in command.keys])
        action.setCheckable(command.checkable)
        action.setObjectName(command.name)
        return action

    def _palette_menu(self, menu: QMenu) -> QActionGroup:
        menu.addSeparator()
        palettes = menu.addMenu("Co&lours")
        group = QActionGroup(self)
        for name in (SYSTEM, *PALETTES):
            action = QAction(name, group)
            action.setCheckable(True)
            action.setData(name)
            palettes.addAction(action)
        return group

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def on(self, name: str, do: Callable[[], object]) -> None:
        """Say what a command does."""
        self._actions[name].triggered.connect(lambda _checked=False: do())

    def on_switch(self, name: str, do: Callable[[bool], object]) -> None:
        """Say what switching a command on or off does."""
        self._actions[name].toggled.connect(do)

    def on_palette(self, do: Callable[[str], object]) -> None:
        """Say what choosing a palette does."""
        self._palettes.triggered.connect(lambda action: do(str(action.data())))

    def check_palette(self, name: str) -> None:
        """Check the palette that is shown."""
        for action in self._palettes.actions():
            action.setChecked(action.data() == name)

    def use_letters(self, use: bool) -> None:
        """Let single letters be keys of commands, or leave them out."""
        for command in COMMANDS:
            keys = [k for k in command.keys if use or len(k) > 1]
            if command.name:
                self._actions[command.name].setShortcuts([QKeySequence(key) for key in keys])

    def enable(self, names: Iterable[str], enabled: bool) -> None:
        """Make commands sensitive or not."""
        for name in names:
            self._actions[name].setEnabled(enabled)

    def check(self, name: str, checked: bool) -> None:
        """Show a switch as on or off without doing what it does."""
        action = self._actions[name]
        was = action.blockSignals(True)
        action.setChecked(checked)
        action.blockSignals(was)
        action.changed.emit()
