"""Dates and sources are told in words, as precisely as the file states them."""

import pytest

from digest_app.writers.footnotes import credit, day, provenance
from tests.unit.writers.editions import source


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2024", "2024"),
        ("2024-03", "March 2024"),
        ("2024-03-12T09:30:00+08:00", "12 March 2024"),
        ("last Tuesday", "last Tuesday"),
        ("2024-17-90", "2024-17-90"),
        ("", ""),
    ],
)
def test_a_date_is_as_precise_as_it_was_stated(iso: str, words: str):
    assert day(iso) == words


def test_a_credit_line_leaves_out_what_the_file_does_not_state():
    assert credit(source(published="2024-03-12")) == "The Coast Courier · 12 March 2024"


def test_a_footnote_names_the_file_and_its_fingerprint():
    told = provenance(source(file="tunnel.html", sha256="ab" * 32))

    assert told == "file “tunnel.html”, SHA-256 abababababababab…"
