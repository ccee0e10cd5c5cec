"""What all tests share: how they are asked for, and that they say the same twice."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

# The same examples in every run, however slow the machine. To look for new ones:
# pytest --hypothesis-profile=explore
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("steady", PATIENT, derandomize=True, database=None)
settings.register_profile("explore", PATIENT, max_examples=1_000)
settings.load_profile("steady")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="redraw tests/golden/*/expected.txt; read the difference before you keep it",
    )
