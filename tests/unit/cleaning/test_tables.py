"""Every rule that ships proves itself: the lines it must catch, and those it must leave."""

from __future__ import annotations

import pytest

from digest_app.cleaning import rules
from digest_app.cleaning.rules_match import Matcher, word_count
from digest_app.cleaning.rules_words import Vocabulary
from digest_app.cleaning.spans import Spotter
from digest_app.domain.rule import Rule, Where

ASKED = {"en", "de", "fr", "es", "it", "pt", "nl", "pl", "ru", "tr", "ar", "zh", "ja", "ko"}
ALL = [rule for language in rules.languages() for rule in rules.table(language).rules]

# What stalls a careless pattern: long runs of what it repeats.
STALLING = (
    " " * 500 + "x",
    "share " * 90,
    "Share this " * 45 + "!?",
    "A B " * 140,
    "(" * 550,
    "(photo " * 80,
    "1/2 " * 140,
    "12 March 2024 " * 40 + "x",
    "by " * 180 + "7",
    "> " * 280,
    "Read more: " * 50,
    "a" * 590,
    "12" * 290,
    "@" * 590,
    "・" * 580,
    "图：" * 280,
)


def catches(rule: Rule, line: str) -> bool:
    vocabulary = Vocabulary(line)
    if rule.where is Where.SPAN:
        return bool(Spotter([rule]).on(vocabulary).find(line, 0, len(line)))
    return bool(Matcher([rule]).on(vocabulary).hits(line, word_count(line)))


def named(rule: Rule) -> str:
    return rule.name


@pytest.mark.parametrize("rule", ALL, ids=named)
def test_a_rule_catches_what_it_names_and_leaves_the_look_alikes(rule: Rule) -> None:
    missed = [line for line in rule.hits if not catches(rule, line)]
    wrong = [line for line in rule.misses if catches(rule, line)]

    assert missed == []
    assert wrong == []


@pytest.mark.parametrize("rule", ALL, ids=named)
def test_a_rule_brings_examples_of_both_and_either_words_or_a_pattern(rule: Rule) -> None:
    assert rule.hits
    assert rule.misses
    assert rule.words or rule.pattern


def test_every_language_that_we_promise_has_a_table() -> None:
    assert set(rules.languages()) >= ASKED


def test_no_two_rules_have_one_name() -> None:
    names = [rule.name for rule in ALL]

    assert len(names) == len(set(names))


@pytest.mark.parametrize("language", rules.languages())
def test_the_look_alikes_of_a_language_stay_whichever_of_its_sure_rules_is_asked(
    language: str,
) -> None:
    """A look-alike of one rule may not fall to its neighbour: that would lose it all the same."""
    table = rules.table(language).rules
    sure = [rule for rule in table if rule.action == "hide" and rule.where is not Where.SPAN]

    lost = [
        (line, caught.name)
        for rule in table
        for line in rule.misses
        for caught in sure
        if catches(caught, line) and line not in caught.hits
    ]

    assert lost == []


@pytest.mark.parametrize("language", rules.languages())
def test_no_line_however_odd_makes_a_table_search_for_long(language: str) -> None:
    """A pattern that goes back and forth would not come back from these at all."""
    matcher, spotter = rules.asked_for(language)

    for line in STALLING:
        vocabulary = Vocabulary(line)
        matcher.on(vocabulary).hits(line, word_count(line))
        spotter.on(vocabulary).find(line, 0, len(line))


def test_an_unfinished_rule_is_told_by_its_name() -> None:
    with pytest.raises(ValueError, match="read-too"):
        rules.rule_from({"name": "read-too", "kind": "read_also", "where": "begins"})
