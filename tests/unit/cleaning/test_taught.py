"""Rules that the user teaches: what they catch, which wins, how they are kept."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_app.cleaning.engine import clean
from digest_app.cleaning.rules import Rules
from digest_app.cleaning.taught import teach
from digest_app.cleaning.taught_store import UnreadableRules, dump, load
from digest_app.cleaning.taught_trial import dry_run
from digest_app.domain.boilerplate import BoilerplateKind as Kind
from digest_app.domain.rule import Action, Reach, Rule, Scope, Where
from tests.unit.cleaning.texts import PROSE, among_prose, document, removed

LINE = "The tide table for Wednesday is on page six of the paper that you hold in your hands."
HIDE = Rule("tide-table", Kind.PROMO, Where.BEGINS, ("The tide table",))
KEEP = replace(HIDE, name="keep-tides", action=Action.KEEP)
HERE = Scope(Reach.ARTICLE, "abc")
COAST = Scope(Reach.PUBLISHER, "Coast Times")


def gone(*rules: Rule, line: str = LINE, article: str = "abc") -> list[str]:
    made = document(*among_prose(line), publisher="Coast Times")
    return removed(made, Rules(rules, article))


def test_a_taught_rule_hides_its_line_and_says_who_taught_it() -> None:
    made = document(*among_prose(LINE))

    (found,) = clean(made, rules=Rules((HIDE,)))

    assert made.text[found.start : found.end] == LINE
    assert found.reason == "You taught this: begins with “the tide table”."
    assert found.rule == "tide-table"
    assert found.kind is Kind.PROMO


def test_never_hide_beats_the_rules_that_ship() -> None:
    keep = Rule("keep-tags", Kind.TAGS, Where.BEGINS, ("Tags:",), action=Action.KEEP)

    assert gone(line="Tags: Bridge, Harbour") == ["Tags: Bridge, Harbour"]
    assert gone(keep, line="Tags: Bridge, Harbour") == []


def test_at_equal_scope_never_hide_beats_hide() -> None:
    assert gone(HIDE, KEEP) == []
    assert gone(KEEP, HIDE) == []


@pytest.mark.parametrize(
    ("near", "wide"), [(HERE, COAST), (HERE, Scope()), (COAST, Scope())], ids=str
)
def test_the_nearer_scope_wins_either_way(near: Scope, wide: Scope) -> None:
    assert gone(replace(HIDE, scope=near), replace(KEEP, scope=wide)) == [LINE]
    assert gone(replace(HIDE, scope=wide), replace(KEEP, scope=near)) == []


def test_a_rule_reaches_no_further_than_its_scope() -> None:
    assert gone(replace(HIDE, scope=HERE), article="another") == []
    assert gone(replace(HIDE, scope=Scope(Reach.PUBLISHER, "The Courier"))) == []
    assert gone(replace(HIDE, scope=Scope(Reach.PUBLISHER, "COAST times"))) == [LINE]


def test_words_marked_in_a_paragraph_are_hidden_alone() -> None:
    paragraph = f"{PROSE[0]} Tickets at the pier. {PROSE[1]}"

    rule = teach(paragraph, HIDE, words="Tickets at the pier.")

    assert rule.where is Where.SPAN
    assert gone(rule, line=paragraph) == ["Tickets at the pier."]


def test_pointing_at_a_line_teaches_the_line_or_the_place_of_the_marked_words() -> None:
    assert teach(LINE, HIDE).where is Where.WHOLE
    assert teach(LINE, HIDE, words="The tide table").where is Where.BEGINS
    assert teach(LINE, HIDE, words="in your hands.").where is Where.ENDS
    assert gone(teach(LINE, HIDE)) == [LINE]


def test_words_never_to_be_hidden_stay_inside_their_paragraph() -> None:
    paragraph = f"{' '.join(PROSE[1:])} (Photo : Nordfoto)"
    keep = Rule("keep-photo", Kind.OTHER, Where.SPAN, ("(Photo : Nordfoto)",), action=Action.KEEP)

    assert gone(line=paragraph) == ["(Photo : Nordfoto)"]
    assert gone(keep, line=paragraph) == []


def test_a_dry_run_tells_what_would_change_and_changes_nothing() -> None:
    articles = [
        ("one", document(*among_prose(LINE))),
        ("two", document(*PROSE)),
        ("three", document(*among_prose("Tags: Bridge"))),
    ]
    keep = Rule("keep-tags", Kind.TAGS, Where.BEGINS, ("Tags:",), action=Action.KEEP)

    found = list(dry_run(articles, Rules(), Rules((HIDE, keep))))

    assert [difference.article for difference in found] == ["one", "three"]
    assert [r.rule for r in found[0].hidden] == ["tide-table"]
    assert [r.rule for r in found[1].shown] == ["tags/en"]


texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
phrases = texts.filter(lambda text: bool(text.strip()))
scopes = st.one_of(
    st.just(Scope()),
    st.builds(Scope, st.sampled_from([Reach.ARTICLE, Reach.PUBLISHER]), phrases),
)
taught = st.builds(
    Rule,
    name=phrases,
    kind=st.sampled_from(Kind),
    where=st.sampled_from(Where),
    words=st.lists(phrases, min_size=1, max_size=3).map(tuple),
    action=st.sampled_from([Action.HIDE, Action.KEEP]),
    longest=st.integers(0, 200),
    scope=scopes,
    language=st.sampled_from(["", "en", "ja"]),
    note=texts,
    hits=st.lists(texts, max_size=2).map(tuple),
    misses=st.lists(texts, max_size=2).map(tuple),
)


@given(st.lists(taught, max_size=4))
def test_taught_rules_are_kept_as_text_and_come_back_equal(rules: list[Rule]) -> None:
    assert load(dump(rules)) == tuple(rules)


@given(st.lists(taught, max_size=3))
def test_no_taught_rule_breaks_cleaning(rules: list[Rule]) -> None:
    made = document(*among_prose(LINE, "Related"), publisher="Coast Times")

    found = clean(made, rules=Rules(tuple(rules), "abc"))

    assert all(r.start < r.end for r in found)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[rule", "not a file of rules"),
        ("format = 2", "later version"),
        ('[[rule]]\nname = "tides"\nkind = "promo"\nwhere = "begins"', "“tides”"),
        ('[[rule]]\nname = "tides"\nkind = "promo"\nwhere = "has"\npattern = "("', "unterminated"),
        (
            '[[rule]]\nname = "tides"\nkind = "promo"\nwhere = "has"\nwords = ["x"]\naction = "hint"',
            "neither hide nor keep",
        ),
        (
            '[[rule]]\nname = "tides"\nkind = "promo"\nwhere = "has"\nwords = ["x"]\nreach = "article"',
            "of which article",
        ),
    ],
)
def test_a_broken_file_of_rules_is_told_with_what_to_do(text: str, told: str) -> None:
    with pytest.raises(UnreadableRules) as caught:
        load(text)

    assert told in caught.value.problem.what
    assert caught.value.problem.next_step
