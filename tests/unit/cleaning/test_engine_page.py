"""Cleaning of a saved page: its structure speaks first, words where it is not sure."""

from __future__ import annotations

from digest_app.cleaning.engine import clean
from digest_app.cleaning.rules import Rules
from digest_app.domain.boilerplate import BoilerplateKind as Kind
from digest_app.domain.boilerplate import pieces
from digest_app.domain.document import Document
from digest_app.domain.rule import Action, Rule, Where
from digest_app.readers.page import read_page
from tests.unit.cleaning.texts import PROSE

PARAGRAPHS = "".join(f"<p>{one} {two}</p>" for one in PROSE for two in PROSE[:2])
PAGE = f"""<html><head><title>A bridge at last - Coast Times</title></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/n">News</a></li></ul></nav>
<article><h1>A bridge at last</h1>{PARAGRAPHS}
<p>Read Also: Why the ferry stays in the harbour</p>
{PARAGRAPHS}<p>{PROSE[2]} (Photo : Maria Lindqvist/Nordfoto)</p>{PARAGRAPHS}</article>
<footer>© 2024 Coast Times</footer></body></html>"""


def page() -> Document:
    return read_page(PAGE)


def gone(document: Document, *taught: Rule) -> dict[str, Kind]:
    found = clean(document, rules=Rules(taught))
    return {" ".join(document.text[r.start : r.end].split()): r.kind for r in found}


def test_a_page_loses_what_surrounds_the_article_and_the_lines_inside_it() -> None:
    removed = gone(page())

    assert removed["Read Also: Why the ferry stays in the harbour"] is Kind.READ_ALSO
    assert any("Home" in words for words in removed)
    assert not any(words in PROSE for words in removed)


def test_words_inside_a_paragraph_of_a_page_go_alone() -> None:
    assert gone(page())["(Photo : Maria Lindqvist/Nordfoto)"] is Kind.PHOTO_CREDIT


def test_what_the_user_taught_holds_on_pages_too() -> None:
    rule = Rule("engineers", Kind.OTHER, Where.BEGINS, ("Engineers expect",))
    keep = Rule("ferries", Kind.OTHER, Where.BEGINS, ("Read Also",), action=Action.KEEP)

    removed = gone(page(), rule, keep)

    assert any(words.startswith("Engineers expect") for words in removed)
    assert "Read Also: Why the ferry stays in the harbour" not in removed


def test_the_pieces_of_a_page_make_up_its_text() -> None:
    document = page()

    cut = pieces(document.text, clean(document))

    assert "".join(document.text[p.start : p.end] for p in cut) == document.text
