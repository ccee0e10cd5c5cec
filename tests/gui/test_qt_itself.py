"""What we must be able to rely on in Qt's bindings."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

CALLS = 10_000


@pytest.fixture
def no_garbage() -> Iterator[None]:
    """What other tests left is collected before, and nothing meanwhile: it refers to None too."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("no_garbage")
@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None cannot die there")
def test_a_call_that_returns_nothing_loses_no_reference_to_none(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)

    for _ in range(CALLS):
        label.setText("News")

    # PySide6 6.12.0 loses one a call on Python 3.11, and the program dies when none is left.
    assert sys.getrefcount(None) > before - CALLS / 10
