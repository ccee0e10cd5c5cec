"""Dates come out as precise as they are stated, and never guessed."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_app.readers.dates import from_seconds, iso_date


@pytest.mark.parametrize(
    ("stated", "iso"),
    [
        ("2024-03-12", "2024-03-12"),
        ("2024-03", "2024-03"),
        ("2024-03-12T09:30:00+08:00", "2024-03-12T09:30:00+08:00"),
        ("2024-03-12T09:30:00.123Z", "2024-03-12T09:30:00+00:00"),
        ("2024-03-12 09:30", "2024-03-12T09:30:00"),
        ("2024-03-12T09:30:00+0800", "2024-03-12T09:30:00+08:00"),
        ("20240312", "2024-03-12"),
        ("March 12, 2024", "2024-03-12"),
        ("Mar. 12, 2024 at 9:30 p.m. EST", "2024-03-12T21:30:00-05:00"),
        ("March 12, 2024 9 am", "2024-03-12T09:00:00"),
        ("12 March 2024, 12:05 AM GMT", "2024-03-12T00:05:00+00:00"),
        ("Tuesday 12th of March 2024", "2024-03-12"),
        ("12. März 2024, 18:20 Uhr", "2024-03-12T18:20:00"),
        ("12 de marzo de 2024", "2024-03-12"),
        ("le 12 février 2024 à 9h30", "2024-02-12T09:30:00"),
        ("12.03.2024", "2024-03-12"),
        ("25/03/2024", "2024-03-25"),
        ("03/25/2024", "2024-03-25"),
        ("2024年3月12日", "2024-03-12"),
        ("2024년 3월 12일", "2024-03-12"),
        ("12 марта 2024", "2024-03-12"),
        ("Tue, 12 Mar 2024 09:30:00 +0800", "2024-03-12T09:30:00+08:00"),
        ("March 2024", "2024-03"),
    ],
)
def test_a_stated_date_is_read(stated: str, iso: str) -> None:
    assert iso_date(stated) == iso


@pytest.mark.parametrize(
    "stated",
    ["", "yesterday", "03/04/2024", "2024-13-40", "31 February 2024", "room 2024", "12", "1.2.3"],
)
def test_what_is_no_date_or_not_clear_gives_none(stated: str) -> None:
    assert iso_date(stated) == ""


def test_a_month_is_known_in_every_form_that_its_pattern_finds() -> None:
    every = "".join(map(chr, (*range(0xD800), *range(0xE000, 0x30000))))
    written = {
        month.replace(letter, form)
        for month in ("mayıs", "kasım", "aralık", "sept", "окт", "mart", "décembre")
        for letter in month
        for form in re.findall(re.escape(letter), every, re.IGNORECASE)
    }

    assert {"mayis", "kasİm", "ſept"} <= written
    for month in written:
        assert iso_date(f"12 {month} 2024").startswith("2024-"), month
        assert iso_date(f"{month} 12, 2024").startswith("2024-"), month


def test_the_language_decides_which_number_is_the_month() -> None:
    assert iso_date("03/04/2024", "en-US") == "2024-03-04"
    assert iso_date("03/04/2024", "en-GB") == "2024-04-03"
    assert iso_date("03/04/2024", "fr") == "2024-04-03"
    assert iso_date("03/04/2024", "en") == ""


def test_seconds_and_milliseconds_are_the_same_moment() -> None:
    assert from_seconds(1710235800) == from_seconds(1710235800000) == "2024-03-12T09:30:00+00:00"
    assert from_seconds(0) == from_seconds(1e300) == ""


@given(st.text(max_size=80) | st.from_regex(r"[0-9/.:, -]{1,30}", fullmatch=True))
def test_any_words_are_answered(words: str) -> None:
    answer = iso_date(words)

    assert answer == "" or (answer[:4].isdigit() and answer[4] == "-")


@given(st.datetimes(min_value=datetime(1950, 1, 1), max_value=datetime(2090, 1, 1)))  # noqa: DTZ001 - without a zone, as stated
def test_iso_dates_come_out_as_they_went_in(moment: datetime) -> None:
    stated = moment.isoformat(timespec="seconds")

    assert iso_date(stated) == stated
