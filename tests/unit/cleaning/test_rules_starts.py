"""Patterns are left untried only on lines that begin as no match of theirs can."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_app.cleaning import rules
from digest_app.cleaning.rules_match import compiled
from digest_app.cleaning.rules_starts import may_start, starts
from digest_app.domain.rule import Rule

WITH_PATTERN = [
    rule for language in rules.languages() for rule in rules.table(language).rules if rule.pattern
]


@pytest.mark.parametrize(
    ("pattern", "begins", "does_not"),
    [
        ("photos? by", ["Photo by", "PHOTOS"], ["Phi", "x"]),
        (r"\d{1,2}[:.]\d\d", ["9:30", "12.45"], ["123", "9 30", "a"]),
        (r"(?-i:Share|TWEET)+", ["Share", "TWEET"], ["share", "Tweet"]),
        (r"(?:a|bc){2,}+d", ["aad", "abc", "bca", "bcb"], ["ad", "aba", "bcd"]),
        (r"[^a-c]x", ["Ax", "ex"], ["ax", "ey"]),
        (r"x?y$", ["xy", "y"], ["x", "xx"]),
        (r"(?=[ab])(?!ac).b", ["ab", "bb", "cb"], ["ac"]),
        (r"kits", ["\u212ait", "K\u0131t"], ["kat"]),
        ("ſo", ["so", "SO", "ſo"], ["to"]),
    ],
)
def test_a_pattern_tells_how_its_matches_begin(
    pattern: str, begins: list[str], does_not: list[str]
):
    assert [line for line in begins if not may_start(pattern, line)] == []
    assert [line for line in does_not if may_start(pattern, line)] == []


@pytest.mark.parametrize("pattern", ["", "a*", ".*x|", r"(a)?\1b", "(?:" + "[ab]c|d" * 90 + ")*e?"])
def test_nothing_is_said_of_a_pattern_that_can_begin_in_any_way(pattern: str):
    assert starts(pattern) == ()
    assert may_start(pattern, "anything")


@pytest.mark.parametrize("rule", WITH_PATTERN, ids=lambda rule: rule.name)
def test_what_the_shipped_patterns_match_begins_as_they_say(rule: Rule):
    lines = [*rule.hits, *rule.misses]
    lines += [each for line in lines for each in (line.upper(), line.lower(), f" {line}")]
    begun = [line for line in lines if compiled(rule).match(line)]
    assert [line for line in begun if not may_start(rule.pattern, line)] == []


pieces = st.sampled_from(
    ["a", "B", "k", "ſ", "İ", "é", r"\d", r"\s", r"\w", r"\W", ".", "[a-c]", "[^kB]", "[é-ſ]"]
)
patterns = st.recursive(
    pieces,
    lambda inner: (
        st.builds("{}{}".format, inner, inner)
        | st.builds("(?:{}|{})".format, inner, inner)
        | st.builds("(?:{}){}".format, inner, st.sampled_from(["?", "*", "+", "{2}", "{1,3}?"]))
        | st.builds("(?-i:{})".format, inner)
        | st.builds("(?>{})".format, inner)
        | st.builds("(?={}){}".format, inner, inner)
    ),
    max_leaves=6,
)


@given(patterns, st.text(alphabet="aAbBkKK sSſiIİı1é\n_-", max_size=5))
def test_no_match_begins_otherwise(pattern: str, line: str):
    if re.match(pattern, line, re.IGNORECASE):
        assert may_start(pattern, line)
