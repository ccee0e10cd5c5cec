"""A search for what somebody says, or for a sum, shows the sentence that says it."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest_app.app.opening import open_library
from digest_app.app.pasting import paste
from digest_app.app.reading import hide_fact, open_article
from digest_app.app.searching import find, found_sentences

TEXT = """The harbour town of Ellery opened its ferry pier on Monday, two years late.

“We waited for the tide, and then for the money,” said the harbour master, Ada Lindqvist. The
pier cost €4.2 million and replaces a wooden one. A ticket costs €3, which is 12% more than before.

“Nobody asked us,” said Bo Harlan, who sells herring on the quay and has done so for years.
"""


@pytest.fixture
def library(tmp_path: Path):
    with open_library(tmp_path / "library") as opened:
        paste(opened, text=TEXT)
        yield opened


def shown(library, query: str) -> list[tuple[str, list[str]]]:
    """The sentences that a search shows of its first article, and the words that it marks."""
    results = find(library, query)
    (found,) = found_sentences(library, (results.rows[0].id,), results.query)
    return [
        (found.text[e.start : e.end], [m.of(found.text) for m in e.matches]) for e in found.excerpts
    ]


def test_who_says_it_shows_what_is_said(library):
    ((sentence, marked),) = shown(library, "says:harlan")

    assert sentence.startswith("“Nobody asked us,” said Bo Harlan")
    assert "Nobody asked us" in marked[0]


@pytest.mark.parametrize(
    ("query", "words"),
    [("money:>1m", "€4.2 million"), ("money:<10", "€3"), ("percent:12", "12%")],
)
def test_how_much_it_is_shows_the_sum(library, query: str, words: str):
    assert words in [mark for _, marked in shown(library, query) for mark in marked]


def test_words_come_before_facts(library):
    assert shown(library, "herring has:money")[0][1] == ["herring"]


def test_a_fact_that_was_hidden_is_not_shown(library):
    (row,) = find(library, "has:money").rows
    (fact,) = (f for f in open_article(library, row.id).facts if f.text == "€4.2 million")

    hide_fact(library, row.id, fact)

    assert [mark for _, marked in shown(library, "has:money") for mark in marked] == ["€3"]


def test_what_is_denied_is_not_shown(library):
    assert shown(library, "-money:>9m") == []
