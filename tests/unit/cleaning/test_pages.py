"""The article of a page is told from what stands around it, and each removal has its reason."""

from __future__ import annotations

import pytest

from digest_app.cleaning.pages import PageLabels, label
from digest_app.cleaning.pages.words import FURNITURE, FURNITURE_TAGS, NEVER_ARTICLE
from digest_app.domain.block import HIDDEN, BlockKind
from digest_app.domain.boilerplate import BoilerplateKind
from digest_app.domain.document import Document
from digest_app.readers.page import read_page

PROSE = (
    (
        "The harbour office said on Tuesday that the new quay would open in spring, two years later "
        "than the council had promised when it voted for the works."
    ),
    (
        "Fishermen, who have unloaded by hand since the storm, asked for a crane; the mayor said that "
        "there was money for one, but not before the autumn."
    ),
    (
        "“We have waited long enough,” said the chair of their cooperative, and added that some boats "
        "had already moved to the port across the bay."
    ),
    (
        "The works were begun in March, stopped in June when the ground gave way, and were taken up "
        "again after an inquiry that blamed nobody."
    ),
)
BODY = "".join(f"<p>{words}</p>" for words in PROSE)
MENU = "<nav><ul>" + "".join(f"<li><a href=/{n}>Section {n}</a>" for n in range(9)) + "</ul></nav>"


def page(body: str, title: str = "The quay opens late") -> Document:
    return read_page(f"<html><head><title>{title}</title></head><body>{body}</body></html>")


def kept(document: Document, labels: PageLabels) -> list[str]:
    return [document.text[document.blocks[i].start : document.blocks[i].end] for i in labels.inside]


def reasons(document: Document, labels: PageLabels) -> dict[str, tuple[BoilerplateKind, str]]:
    return {document.text[r.start : r.end]: (r.kind, r.reason) for r in labels.removals}


def test_the_paragraphs_are_kept_and_the_menu_is_a_list_of_links():
    document = page(f"{MENU}<main><article><h1>The quay opens late</h1>{BODY}</article></main>")

    labels = label(document)

    assert kept(document, labels) == list(PROSE)
    told = reasons(document, labels)
    assert told["The quay opens late"] == (BoilerplateKind.TITLE_REPEAT, "Repeats the title.")
    assert (BoilerplateKind.NAV, "A list of 9 links.") in told.values()


@pytest.mark.parametrize("body", [
    "<div>" + "<br><br>".join(PROSE) + "</div>",
    "".join(f"<div>{words}</div>" for words in PROSE),
    (f"<section><p>{PROSE[0]}</p><p>{PROSE[1]}</p></section>"
    f"<section><p>{PROSE[2]}</p><p>{PROSE[3]}</p></section>"),
    f"<div class=sidebar>{BODY}</div>",
    f"<table><tr><td>{BODY}</td></tr></table>",
], ids=["line breaks", "bare divs", "several containers", "named as furniture", "a table"])  # fmt: skip
def test_the_article_is_found_however_it_is_built(body: str):
    document = page(f"{MENU}<div class=content><h1>The quay opens late</h1>{body}</div>")

    assert set(kept(document, label(document))) >= set(PROSE)


def test_comments_stay_out_even_where_they_are_longer_than_the_article():
    long = "".join(f"<div class=comment><p>I think that this is wrong. {PROSE[1]}</p></div>" * 9)
    document = page(f"<article>{BODY}</article><div id=comments>{long}</div>")

    labels = label(document)

    assert kept(document, labels) == list(PROSE)
    kinds = {r.kind for r in labels.removals}
    assert kinds == {BoilerplateKind.COMMENT_PROMPT}


def test_comments_stay_out_of_an_article_that_is_named_as_furniture_itself():
    said = "<li class='comment'><p>I have said for years that the quay would never open.</p>"
    document = page(
        f"<div class='content-sidebar-wrap'><article><h1>The quay opens late</h1>{BODY}</article>"
        f"<div class='comments'><ol>{said * 20}</ol></div></div>"
    )

    assert kept(document, label(document)) == list(PROSE)


def test_headings_in_boxes_of_their_own_are_the_articles_where_prose_follows():
    parts = "".join(
        f"<section><div class='head'><div><h2>{head}</h2></div></div><div><p>{words}</p></div></section>"
        for head, words in zip(("The crane", "The wait", "The works"), PROSE[1:], strict=True)
    )
    document = page(f"<main><article><p>{PROSE[0]}</p>{parts}</article></main>{MENU}")

    assert kept(document, label(document)) == [
        PROSE[0],
        *("The crane", PROSE[1], "The wait", PROSE[2], "The works", PROSE[3]),
    ]


def test_the_headline_is_known_by_its_place_where_the_metadata_words_it_otherwise():
    document = page(
        f"<main><article><h1>Late, and over budget</h1>{BODY}</article></main>",
        title="Quay opening delayed, council says | The Coast",
    )

    labels = label(document)

    assert kept(document, labels) == list(PROSE)
    assert "Late, and over budget" in reasons(document, labels)


def test_every_block_is_either_kept_or_removed_with_a_reason():
    document = page(
        f"{MENU}<article>{BODY}</article><footer><p>© 2024 The Harbour Post</p></footer>"
    )

    labels = label(document)

    removed = {(r.start, r.end) for r in labels.removals}
    inside = {(document.blocks[i].start, document.blocks[i].end) for i in labels.inside}
    assert removed | inside == {(b.start, b.end) for b in document.blocks}
    assert not removed & inside
    assert all(r.reason.endswith(".") and r.rule.startswith("page/") for r in labels.removals)
    assert len(labels.odds) == len(labels.inside)


@pytest.mark.parametrize(
    ("title", "body", "said"),
    [
        ("404 Not Found", "<h1>404 Not Found</h1><p>We looked everywhere.</p>", "error"),
        ("Log in", "<h1>Log in</h1><p>E-mail</p><p>Forgot your password?</p>", "login"),
        ("The quay", f"<p>{PROSE[0]}</p><p>Already a subscriber? Log in.</p>", "paywall"),
        ("News", "<div>" + "".join(f"<h3><a href=/{n}>Story number {n}</a></h3>" for n in range(40))
         + "</div>", "list of links"),
    ],
)  # fmt: skip
def test_a_page_that_is_no_article_says_what_it_is(title: str, body: str, said: str):
    assert said in label(page(body, title)).no_article


def test_a_page_of_headlines_that_are_links_is_no_article():
    cards = "".join(
        f"<div class=card><h3><a href=/{i}>Council votes on plan number {i} for the quay</a></h3></div>"
        for i in range(40)
    )

    assert "list of links" in label(page(cards, "Coast Times - News")).no_article


def test_an_article_is_not_called_anything_else():
    assert label(page(f"<article>{BODY}</article>")).no_article == ""


def test_a_page_without_blocks_has_no_labels():
    assert label(page("")) == PageLabels((), ())


def test_an_article_in_signs_without_spaces_is_found():
    signs = "港湾事務所は火曜日、新しい岸壁が春に開くと発表した。議会が工事を決めたときの約束より二年遅れる。"
    paragraphs = f"<p>{signs}</p>" * 2 + f"<p>漁師たちはクレーンを求めている。{signs}</p>"
    document = page(f"{MENU}<article>{paragraphs}</article>", "岸壁の開業")

    labels = label(document)

    assert all(document.blocks[i].kind is BlockKind.PARAGRAPH for i in labels.inside)
    assert len(labels.inside) == 3


@pytest.mark.parametrize("name", sorted((FURNITURE | NEVER_ARTICLE) - {HIDDEN}))
def test_a_part_named_as_furniture_says_so_of_all_that_is_deep_in_it(name: str):
    deep = f"<div class='{name}'>" + "<div>" * 9 + "Apart from all that" + "</div>" * 10
    document = page(f"<h1>The quay opens late</h1>{BODY}{deep}")

    told = reasons(document, label(document))["Apart from all that"]

    assert name in told[1]


@pytest.mark.parametrize("tag", sorted(FURNITURE_TAGS))
def test_an_element_that_is_furniture_says_so_of_all_that_is_deep_in_it(tag: str):
    deep = f"<{tag}>" + "<div>" * 9 + "Apart from all that" + "</div>" * 9 + f"</{tag}>"
    document = page(f"<h1>The quay opens late</h1>{BODY}{deep}")

    assert reasons(document, label(document))["Apart from all that"][0] is BoilerplateKind.NAV
