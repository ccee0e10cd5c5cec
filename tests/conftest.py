"""What all tests share: how they are asked for."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="redraw tests/golden/*/expected.txt; read the difference before you keep it",
    )
