"""Lines are left unasked only where no rule could catch them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_app.cleaning import rules
from digest_app.cleaning.rules_match import Heads, Hit, Matcher, compiled
from digest_app.cleaning.rules_needs import may_match, needs
from digest_app.cleaning.rules_words import Vocabulary, fold
from digest_app.domain.boilerplate import BoilerplateKind
from digest_app.domain.rule import Rule, Where

WITH_PATTERN = [
    rule for language in rules.languages() for rule in rules.table(language).rules if rule.pattern
]


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("(?:photo|image)s? by", ("image", "photo")),
        (r"\d+\s+ago", ("ago",)),
        (r"\d+(?:\s+ago)?", ()),
        (r"(?:by|von)\s+[A-Z]+|@\w+", ("@", "by", "von")),
        (r"[:.]\d\d", (".", ":")),
        (r"(?=[ab])Überblick", ("berblick",)),
        (r"x’y  z", ("x'y",)),
        (r"(?:ab){0,3}", ()),
    ],
)
def test_a_pattern_needs_its_most_telling_words(pattern: str, words: tuple[str, ...]):
    assert needs(pattern) == words


@pytest.mark.parametrize("rule", WITH_PATTERN, ids=lambda rule: rule.name)
def test_what_the_shipped_patterns_match_has_what_they_need(rule: Rule):
    lines = [line for line in (*rule.hits, *rule.misses) if compiled(rule).search(line)]
    lines += [line.upper() for line in lines if compiled(rule).search(line.upper())]
    assert [line for line in lines if not may_match(rule.pattern, fold(line))] == []


letters = st.text(alphabet="aAbBiIİıkKKsSſßé’' .:", max_size=6)


@given(st.lists(letters, min_size=1, max_size=3), letters, letters, st.integers(0, 3))
def test_odd_letters_are_no_way_round(words: list[str], before: str, after: str, which: int):
    pattern = "(?:" + "|".join(re.escape(word) for word in words) + ")"
    word = words[which % len(words)]
    for said in (word, word.upper(), word.lower(), word.swapcase()):
        line = f"{before}{said}{after}"
        if re.search(pattern, line, re.IGNORECASE):
            assert may_match(pattern, fold(line))


@pytest.mark.parametrize("rule", WITH_PATTERN, ids=lambda rule: rule.name)
def test_patterns_told_apart_by_their_first_letter_match_nothing_else(rule: Rule):
    heads = Heads([(rule.pattern, rule)])
    lines = [line for line in (*rule.hits, *rule.misses) if compiled(rule).match(line)]
    assert [line for line in lines if not heads.of(line[:1])] == []


@pytest.mark.parametrize(
    ("pattern", "letter", "can"),
    [
        ("(?=[ab])abc", "c", False),
        ("(?=[ab])abc", "A", True),
        ("(?=[ab])abc|def", "d", True),
        (r"(?=[ab])(?:abc|[|)]\|def)", "d", False),
        (r"\A(?=\d)x", "d", False),
        (r"\A(?=\d)x", "", False),
        ("abc", "d", True),
    ],
)
def test_only_a_pattern_that_says_so_begins_with_certain_letters(
    pattern: str, letter: str, can: bool
):
    assert bool(Heads([(pattern, 1)]).of(letter)) == can


def test_a_row_may_begin_with_a_word_of_one_letter():
    row = Rule("row", BoilerplateKind.SHARE, Where.ROW, ("x", "x (twitter", "twitter", "email"))
    line = "X - Twitter"
    assert Matcher([row]).on(Vocabulary(line)).hits(line, 3) == [Hit(row, line)]
