"""The compiled form of dates gives the Python's answers, or none."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_app.domain.compiled import compiled
from digest_app.readers import dates

quick: Any = compiled("digest_app.readers.compiled_dates")
pytestmark = pytest.mark.skipif(quick is None, reason="the compiled form was not built")

DIGITS = st.text("0123456789-:T Z+.,/ May", max_size=28)
MOMENTS = st.builds(
    "".join,
    st.tuples(
        st.from_regex(re.compile(r"(19|20|21)\d\d-[01]\d-[0-3]\d", re.ASCII), fullmatch=True),
        st.from_regex(
            re.compile(
                r"([T ]\d\d:\d\d(:\d\d([.,]\d{0,4})?)?)? ?(Z|z|[+-]\d\d:?\d\d|.)?", re.ASCII
            ),
            fullmatch=True,
        ),
    ),
)
MONTHS = st.sampled_from([*dates.MONTHS, "Mayis", "ſept", "Märzz", "x", ""])
NUMBERS = st.sampled_from(["", "0", "1", "2", "9", "10", "12", "13", "29", "30", "31", "32", "012"])
YEARS = st.sampled_from(["2024", "1999", "2023", "1899", "2100", "24", "20240", "2024 ", "٢٠٢٤"])
SIGNS = st.sampled_from(
    ["", " ", ".", ". ", ", ", ",", "/", "-", "  ", "st ", " de ", " of ", "\n"]
)
AROUND = st.sampled_from(
    ["", "on ", "by us ", "May ", ", ", " @ ", "_", "a", " 7 am", " (2024-03)", "-"]
)
LONGER = st.builds(
    "{}{}{}".format, AROUND, st.builds("{} {}, {}".format, MONTHS, NUMBERS, YEARS), AROUND
)
WRITTEN = st.one_of(
    LONGER,
    st.builds("".join, st.tuples(MONTHS, SIGNS, NUMBERS, SIGNS, YEARS)),
    st.builds("".join, st.tuples(NUMBERS, SIGNS, MONTHS.map(str.title), SIGNS, YEARS)),
    st.builds("".join, st.tuples(NUMBERS, SIGNS, NUMBERS, SIGNS, YEARS)),
    st.builds("".join, st.tuples(NUMBERS, SIGNS, NUMBERS, SIGNS, MONTHS, SIGNS, YEARS)),
    st.lists(st.one_of(MONTHS, NUMBERS, SIGNS, YEARS), max_size=8).map("".join),
)


@given(st.one_of(st.text(), DIGITS, MOMENTS, WRITTEN), st.sampled_from(["", "en", "en-US", "de"]))
def test_dates_are_the_same(stated: str, language: str) -> None:
    assert quick.date(stated) in {None, dates._iso_date(stated, language)}


@pytest.mark.parametrize(
    ("stated", "date"),
    [
        ("2024-02-29T09:30:00.123Z", "2024-02-29T09:30:00+00:00"),
        ("March 12, 2024", "2024-03-12"),
        ("Sept. 3, 1999", "1999-09-03"),
        ("12 March 2024", "2024-03-12"),
        ("on Friday, March 12th, 2024 by us", "2024-03-12"),
        ("May we, on Mar. 3, 2024", "2024-03-03"),
        ("8. Dezember 2012", "2012-12-08"),
        ("31.01.2022", "2022-01-31"),
        ("The best ferries of the year, and 7 others", ""),
        ("0001-01-01T00:00:00Z", ""),
        ("2024-13-12", None),
        ("March 12, 2024 at 7", None),
        ("March 12, 20245", None),
        ("_March 12, 2024", None),
        ("31.02.2022", None),
        ("1.2 March 2024", None),
        ("03/04/2024", None),
    ],
)
def test_what_is_known_at_once(stated: str, date: str | None) -> None:
    assert quick.date(stated) == date


@pytest.mark.parametrize("value", [None, 7, b"2024-03-12"])
def test_what_is_no_string_is_left_to_the_python(value: object) -> None:
    assert quick.date(value) is None
