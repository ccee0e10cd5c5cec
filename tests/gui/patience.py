"""Waiting for the window: as long as the slowest machine needs, and never for the clock."""

# ruff: noqa: N802 - the spelling of what is overridden
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from digest_app.ui import errands, safety_desk, toast, watching_desk

#: Milliseconds. Only what never comes is waited for so long: a starved machine fails no test.
PATIENCE = 300_000
_NOT_IN_A_TEST = 24 * 60 * 60


class PatientBot(QtBot):
    """A bot that waits so long wherever it is not told otherwise."""

    def waitSignal(self, signal: SignalInstance, *, timeout: int = PATIENCE, **more: Any) -> Any:
        return super().waitSignal(signal, timeout=timeout, **more)

    def waitSignals(
        self, signals: list[SignalInstance], *, timeout: int = PATIENCE, **more: Any
    ) -> Any:
        return super().waitSignals(signals, timeout=timeout, **more)

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitActive(self, widget: QWidget, *, timeout: int = PATIENCE) -> Any:
        return super().waitActive(widget, timeout=timeout)


def still_the_clock(patch: pytest.MonkeyPatch) -> None:
    """Let nothing begin or end by itself because a test took long.

    The first check and backup, the looks at watched folders, the word that an opening is slow,
    and the end of a toast come when a test brings them about.
    """
    for name in ("_IN_PEACE", "_SLOW"):
        patch.setattr(safety_desk, name, _NOT_IN_A_TEST * 1000)
    patch.setattr(watching_desk, "_NOW_AND_THEN", _NOT_IN_A_TEST * 1000)
    patch.setattr(toast, "SECONDS", _NOT_IN_A_TEST)
    patch.setattr(errands, "_PATIENCE_AT_THE_END", PATIENCE / 1000)
