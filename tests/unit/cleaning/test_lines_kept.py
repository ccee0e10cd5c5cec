"""What a page keeps is asked in one go, and that says what asking each line by itself says."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from digest_app.cleaning import engine, lines_kept, rules
from digest_app.cleaning.engine import Cleaned, judge
from digest_app.cleaning.lines_kept import caught
from digest_app.cleaning.pages import PageLabels
from digest_app.domain.block import Block, BlockKind, Layout
from digest_app.domain.boilerplate import BoilerplateKind, Removal
from digest_app.domain.document import Document, Metadata
from tests.unit.cleaning.texts import PROSE, lines_of_tables

pytestmark = pytest.mark.skipif(lines_kept._QUICK is None, reason="the compiled form was not built")

LANGUAGES = rules.languages()
LINES = lines_of_tables()
SPANS = [line for rule in rules.table("en").rules if rule.where == "span" for line in rule.hits]
signs = "AaİIiſsKk’'“–©|/.,b: 12\t\n\u00a0\u0307\u2009\u0085漢字→#(ß"
odd = st.text(alphabet=signs, max_size=40)
words = st.sampled_from(LINES) | st.sampled_from(PROSE)
lines = (
    words
    | st.sampled_from(SPANS)
    | st.builds("{}{}{}".format, odd, words, odd)
    | st.builds("{} {}".format, words, words)
    | st.builds(str.upper, words)
    | st.builds("{0} {1}".format, words, st.sampled_from([PROSE[0] * 6, "word " * 130]))
)
surely = st.sampled_from([0.0, 2.5, 3.0, 9.0])


def page_of(texts: list[str], language: str = "en") -> Document:
    """Return a page with these blocks, not one of them empty."""
    blocks, start = [], 0
    for text in texts:
        blocks.append(Block(start, start + len(text), BlockKind.PARAGRAPH, layout=Layout()))
        start += len(text) + 2
    return Document("\n\n".join(texts), tuple(blocks), Metadata(language=language))


@contextmanager
def kept(odds: tuple[float, ...]) -> Iterator[None]:
    """Have the structure of any page keep all of its blocks, as surely as said."""
    labels = PageLabels((), tuple(range(len(odds))), odds)
    with patch("digest_app.cleaning.pages.label", lambda _: labels):
        yield


def one_by_one(document: Document) -> Cleaned:
    """Return what is said of a page whose lines are asked one by one."""
    with patch.object(lines_kept, "_QUICK", None), patch.object(engine, "_QUICK", None):
        return judge(document)


@given(
    st.sampled_from(LANGUAGES),
    st.lists(st.tuples(lines.filter(bool), surely), min_size=1, max_size=8),
)
@example("en", [("Read more\u2009:", 0.0), ("bread more", 0.0), ("Read\u00a0more: this", 0.0)])
@example("en", [("Photo by A. Hand", 0.0), ("  Photo by A. Hand  ", 0.0), ("\n", 0.0)])
@example("en", [("Share Tweet Pin A fire broke out at the old mill.", 9.0), ("share", 9.0)])
@example("tr", [("İ\u0307lgili haberler", 0.0), ("IŞIK ı", 0.0)])
def test_a_page_is_cleaned_alike_in_one_go_and_line_by_line(
    language: str, asked: list[tuple[str, float]]
):
    document = page_of([text for text, _ in asked], language)
    with kept(tuple(odds for _, odds in asked)):
        assert judge(document) == one_by_one(document)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_of_the_tables_is_caught_in_one_go(language: str):
    own = [line for line in LINES if "\n" not in line and line == line.strip()]
    document = page_of(own, language)
    with kept((0.0,) * len(own)):
        assert judge(document) == one_by_one(document)


def test_lines_that_rules_catch_are_told_without_looking_at_the_others():
    texts = ["Read also: The ferry that never came", PROSE[0], "Photo by Ada Brandt/Reuters"]
    found = caught(page_of(texts), (0, 1, 2), (0.0, 0.0, 0.0), 3.0)
    assert found is not None
    assert [removal.kind for removal in found] == [
        BoilerplateKind.READ_ALSO,
        BoilerplateKind.PHOTO_CREDIT,
    ]


def test_blocks_that_structure_is_sure_of_are_not_asked_about():
    texts = ["Read also: The ferry that never came", "Read also: The ferry that came"]
    found = caught(page_of(texts), (0, 1), (9.0, 0.0), 3.0)
    assert found is not None
    assert [removal.start for removal in found] == [len(texts[0]) + 2]


@pytest.mark.parametrize("text", SPANS)
def test_a_block_with_words_to_cut_out_is_left_to_who_can(text: str):
    assert caught(page_of([text, PROSE[0]]), (0, 1), (), 3.0) is None


def test_a_page_with_nothing_kept_has_nothing_caught():
    assert caught(page_of([PROSE[0]]), (), (), 3.0) == []


@pytest.mark.parametrize(
    ("inside", "odds"), [((1,), ()), ((-1,), ()), ((0,), (1.0, 2.0)), ((0, 7), ())]
)
def test_labels_that_do_not_fit_the_page_are_not_taken(
    inside: tuple[int, ...], odds: tuple[float, ...]
):
    assert caught(page_of([PROSE[0]]), inside, odds, 3.0) is None


places = st.integers(0, 12)
removals = st.builds(
    lambda start, size, rule: Removal(start, start + size, BoilerplateKind.NAV, rule, ""),
    places,
    places,
    st.sampled_from("abc"),
)


@given(st.lists(removals, max_size=8))
def test_removals_are_settled_alike_in_both_forms(made: list[Removal]):
    with patch.object(engine, "_QUICK", None):
        plainly = engine._settled(list(made))
    assert engine._settled(list(made)) == plainly
