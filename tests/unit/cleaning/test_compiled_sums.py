"""Sums in the compiled form are those of ``math.fsum``, to the last digit."""

from __future__ import annotations

from math import fsum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_app.domain.compiled import compiled

_SUMS = compiled("digest_app.cleaning.pages.compiled_sums")
pytestmark = pytest.mark.skipif(_SUMS is None, reason="the compiled form was not built")

numbers = st.floats(-1e100, 1e100) | st.sampled_from((1e16, -1e16, 1.0, 2.0**-53, 0.1, -0.3))


@given(st.lists(numbers, max_size=64))
def test_a_sum_is_rounded_once(added: list[float]) -> None:
    assert _SUMS is not None
    assert _SUMS.summed(added) == fsum(added)
