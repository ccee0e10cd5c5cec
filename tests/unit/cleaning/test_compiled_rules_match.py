"""The compiled form of asking rules gives the answers of the one in Python, taught rules too."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_app import extract
from digest_app.assets import seeds
from digest_app.cleaning import rules, rules_match, rules_words
from digest_app.cleaning.engine import Cleaned, judge
from digest_app.cleaning.rules import Rules
from digest_app.cleaning.rules_match import Matcher, word_count
from digest_app.cleaning.rules_words import Vocabulary, fold
from digest_app.domain.boilerplate import BoilerplateKind
from digest_app.domain.document import Document
from digest_app.domain.rule import Action, Rule, Where
from tests.unit.cleaning.texts import lines_of_tables

pytestmark = pytest.mark.skipif(rules_match._form is None, reason="the compiled form was not built")

LANGUAGES = rules.languages()
LINES = lines_of_tables()
odd = st.text(alphabet="AaİIi’'“–©|.,b: 12\t\n\u00a0\u0307\u2009漢字→#", max_size=40)
words = st.sampled_from(LINES)
lines = (
    words | st.builds("{}{}{}".format, odd, words, odd) | st.builds("{} {}".format, words, words)
)


@contextmanager
def in_python() -> Iterator[None]:
    """Make everything in its form in Python, for as long as this lasts."""
    with (
        patch.object(rules_match, "_form", None),
        patch.object(rules_words, "_compiled", None),
        patch.object(rules, "_arranged", cache(rules._arranged.__wrapped__)),
    ):
        yield


@cache
def matchers(language: str) -> tuple[Matcher, Matcher]:
    """Return the matcher of a language's table in both forms, the compiled one first."""
    own = rules.table(language).rules
    with in_python():
        return rules.asked_for(language)[0], Matcher(own)


@given(st.sampled_from(LANGUAGES), st.lists(lines, min_size=1, max_size=6))
def test_lines_are_caught_by_the_same_rules(language: str, asked: list[str]):
    text = "\n".join(asked)
    made = rules.asked_for(language)[0].on(Vocabulary(text))
    of_these = rules.asked_for(language)[0].on_these(Vocabulary(text), asked)
    with in_python():
        plain = matchers(language)[0].on(Vocabulary(text))
        plain_of_these = matchers(language)[0].on_these(Vocabulary(text), asked)
    for line in filter(None, asked):
        hits = plain.hits(line, word_count(line))
        assert made.hits(line, word_count(line)) == hits
        assert made.hits(line, word_count(line), fold(line)) == hits
        assert of_these.hits(line, word_count(line)) == hits
        assert plain_of_these.hits(line, word_count(line)) == hits


@given(st.integers(0, 1200), lines)
def test_long_lines_are_caught_by_the_same_rules(length: int, line: str):
    long = (line + " word" * (length // 5)).strip() or "x"
    made = rules.asked_for("en")[0].on(Vocabulary(long)).hits(long, word_count(long))
    with in_python():
        assert matchers("en")[0].on(Vocabulary(long)).hits(long, word_count(long)) == made


taught_words = st.text(alphabet="abIİ’ .é漢-", min_size=1, max_size=12).filter(
    lambda text: bool(text.strip()) and bool(fold(text).strip(rules_match._LEAD))
)
taught_rules = st.lists(
    st.builds(
        Rule,
        name=st.sampled_from(["one", "two", "three"]),
        kind=st.sampled_from(BoilerplateKind),
        where=st.sampled_from(Where),
        words=st.lists(taught_words | words.filter(str.strip), min_size=1, max_size=3).map(tuple),
        longest=st.sampled_from([0, 1, 5, 30]),
        action=st.sampled_from([Action.HIDE, Action.KEEP]),
    ),
    min_size=1,
    max_size=4,
)


@given(taught_rules, st.lists(odd | lines, min_size=1, max_size=4))
def test_taught_rules_catch_the_same_lines(taught: list[Rule], asked: list[str]):
    made = Matcher(taught)
    with in_python():
        plain = Matcher(taught)
    for line in filter(str.strip, asked):
        hits = made.on(Vocabulary(line)).hits(line, word_count(line))
        with in_python():
            assert plain.on(Vocabulary(line)).hits(line, word_count(line)) == hits


class EverySecondSeen:
    """A library in which every second line stands in five other articles."""

    def articles(self, line: str) -> int:
        return 5 if len(line) % 2 else 0


@cache
def documents() -> tuple[Document, ...]:
    """Return the articles that the program ships with."""
    kinds = {".txt", ".html"}
    paths = sorted(path for path in seeds().iterdir() if path.suffix in kinds)
    return tuple(extract(path.read_bytes()).document for path in paths)


@given(st.data(), taught_rules, st.booleans())
def test_articles_are_cleaned_alike_with_taught_rules_and_a_library(
    data: st.DataObject, taught: list[Rule], has_library: bool
):
    document = data.draw(st.sampled_from(documents()))
    blocks = st.sampled_from(document.blocks).map(lambda b: document.text[b.start : b.end].strip())
    line = data.draw(blocks.filter(bool))
    of_the_text = Rule(
        "own", BoilerplateKind.PROMO, data.draw(st.sampled_from(Where)), (line[:30],)
    )
    given_rules = Rules(taught=(*taught, of_the_text))

    def cleaned() -> Cleaned:
        seen = EverySecondSeen() if has_library else None
        return judge(document, rules=given_rules, seen=seen)

    made = cleaned()
    with in_python():
        assert cleaned() == made
