"""Spans cover, join and leave gaps as their docstrings say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_app.domain.span import Span, gaps, union


def test_an_empty_span_is_refused():
    with pytest.raises(ValueError, match="start < end"):
        Span(3, 3)


spans = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda p: Span(p[0], p[0] + p[1]))
)


@given(spans)
def test_spans_and_their_gaps_are_the_whole_range(found: list[Span]):
    length = 80

    whole = sorted([*union(found), *gaps(length, found)])

    assert [s.start for s in whole][1:] == [s.end for s in whole][:-1]
    assert (whole[0].start, whole[-1].end) == (0, length)
