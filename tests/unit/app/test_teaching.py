"""What the user teaches, and what recurs in a publisher's articles, decides about the next ones."""

from __future__ import annotations

import pytest

from digest_app.app import teaching
from digest_app.app.opening import open_library
from digest_app.app.pasting import paste
from digest_app.app.reading import open_article
from digest_app.domain.boilerplate import BoilerplateKind
from digest_app.domain.rule import Action, Reach, Rule, Scope, Where

PAGE = """<html><head><meta property="og:site_name" content="The Coast Courier"></head><body><article>
<h1>{title}</h1><p>The {thing} under the harbour opened on Monday, after nine years of digging and
much shouting by people who had hoped for a bridge instead, as the mayor told the council.</p>
<p>{line}</p><p>Nobody on the island had asked for the {thing}, said the harbour master, who has kept
count of the ships since before there were lights on the quay, and who will go on counting.</p>
</article></body></html>"""
HOUSE_LINE = "Every tide tells a story, and we are there when it turns, the first and the last"


@pytest.fixture
def library(tmp_path):
    with open_library(tmp_path / "library") as opened:
        yield opened


def add(library, thing: str, line: str = HOUSE_LINE) -> int:
    html = PAGE.format(title=f"{thing.title()} opens", thing=thing, line=line)
    return paste(library, html=html).articles[0]


REPORTS = (
    "The tunnel under the harbour opened on Monday, after nine years of digging and much shouting.",
    "Bakers in the old town will sell their bread by weight again, a court in the capital ruled.",
    "A storm took the roof off the school at Marram, where forty children had left an hour before.",
    "Two brothers who grow saffron on the north shore have won a prize that they did not enter for.",
    "The ferry to the islands sails at night from March on, said the company that had ended that.",
    "Astronomers on the headland counted more meteors in one evening than in the whole of last year.",
)


def page_of(report: str) -> str:
    return (
        '<html><head><meta property="og:site_name" content="The Coast Courier"></head><body>'
        f"<article><h1>{report[:30]}</h1><p>{report}</p><p>{HOUSE_LINE}</p><p>{report[::-1]}</p>"
        "</article></body></html>"
    )


def removed(library, number: int) -> dict[str, str]:
    """The words and reasons of what is removed of an article."""
    article = open_article(library, number).article
    return {article.text[r.start : r.end]: r.reason for r in article.removals}


def rule(line: str, **told) -> Rule:
    given = {"name": "taught/1", "kind": BoilerplateKind.PROMO, "where": Where.WHOLE}
    return Rule(**(given | {"words": (line,), "hits": (line,)} | told))


def test_a_line_that_recurs_in_a_publishers_articles_is_told_with_the_count(library):
    *others, last_one = map(page_of, REPORTS)
    numbers = [paste(library, html=html).articles[0] for html in others]

    assert HOUSE_LINE not in removed(library, numbers[0])
    last = removed(library, paste(library, html=last_one).articles[0])
    assert last[HOUSE_LINE] == "Seen in 5 articles of The Coast Courier."


def test_a_taught_rule_holds_for_the_next_article_and_says_so(library):
    teaching.teach(library, rule("Every tide tells a story"))

    number = add(library, "tunnel", line="Every tide tells a story")

    assert "You taught this" in removed(library, number)["Every tide tells a story"]


def test_a_rule_is_tried_on_the_whole_library_before_it_is_made(library):
    number = add(library, "tunnel")
    add(
        library, "bridge", line="Another sentence altogether, which the rule has nothing to say on."
    )

    tried = list(teaching.try_rule(library, rule(HOUSE_LINE)))

    assert [found for found, _ in tried] == [number]
    assert HOUSE_LINE not in removed(library, number)


def test_what_a_trial_foretells_is_what_cleaning_again_does(library):
    number = add(library, "tunnel")
    foretold = [n for n, _ in teaching.try_rule(library, rule(HOUSE_LINE))]

    teaching.teach(library, rule(HOUSE_LINE))
    changes = teaching.clean_again(library, [number])

    assert list(changes.changed) == foretold
    assert HOUSE_LINE in removed(library, number)
    assert teaching.clean_again(library, [number]).changed == ()


def test_a_rule_for_one_article_leaves_the_others_alone(library):
    first, second = add(library, "tunnel"), add(library, "bridge")
    own = Scope(Reach.ARTICLE, teaching.article_key(library.articles.get(first)))

    teaching.teach(library, rule(HOUSE_LINE, scope=own))

    assert teaching.clean_again(library, [first, second]).changed == (first,)


def test_never_hide_beats_hide_and_a_forgotten_rule_is_gone(library):
    number = add(library, "tunnel")
    teaching.teach(library, rule(HOUSE_LINE))
    teaching.teach(library, rule(HOUSE_LINE, name="taught/2", action=Action.KEEP))
    assert teaching.clean_again(library, [number]).changed == ()

    teaching.forget(library, "taught/2")

    assert teaching.clean_again(library, [number]).changed == (number,)
