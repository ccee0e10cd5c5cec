"""The article: its own words at their places, strips that unfold, facts that can be pointed at."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, QUrl
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from digest_app.domain.article import Article
from digest_app.domain.block import Block, BlockKind, Inline, InlineKind
from digest_app.domain.boilerplate import BoilerplateKind, Removal
from digest_app.domain.document import Document, Metadata
from digest_app.domain.fact import Fact, FactType
from digest_app.domain.span import Span
from digest_app.ui.article.composed import Setting
from digest_app.ui.article.composing import compose
from digest_app.ui.article.view import ArticleView
from digest_app.ui.theme.look import Look
from digest_app.ui.theme.palettes import NIGHT
from tests.library_making import make_article, make_facts

TEXT = "Opening words 😀 for $14.\nAd: Buy this.\nAd: And that.\nA long ending, told in $300.\n"


@pytest.fixture
def view(qtbot: QtBot, look: Look) -> ArticleView:
    made = ArticleView(look)
    qtbot.addWidget(made)
    made.resize(700, 500)
    article = make_article(TEXT, title="Bridge")
    made.show_article(article, article.removals, make_facts(article))
    made.show()
    return made


def document_text(view: ArticleView) -> str:
    return view.document().toPlainText()


letters = st.sampled_from("aé中😀𝔘\n\t \u00a0\u2028\u2029\ufdd0\ufffc\u200f\x0b\x0c")
kinds = st.sampled_from(list(BlockKind))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.tuples(st.text(letters, max_size=12), kinds, st.booleans()), max_size=6))
def test_every_kept_character_stands_where_the_map_says(look: Look, parts: list) -> None:
    text, blocks, removals = "", [], []
    for words, kind, is_removed in parts:
        start, text = len(text), text + words + "\n"
        if words.strip():
            blocks.append(Block(start, start + len(words), kind, 1))
            if is_removed:
                removals.append(Removal(start, start + len(words), BoilerplateKind.AD, "r", "w"))
    article = Article(Document(text, tuple(blocks)), tuple(removals))

    made = compose(article, article.removals, Setting(look))

    for block in blocks:
        for point in range(block.start, block.end):
            place = made.shown.place(point)
            is_hidden = any(r.start <= point < r.end for r in removals)
            assert place is None or not is_hidden
            if place is not None and text[point] in "aé中":
                assert made.document.characterAt(place) == text[point]
            if text[point] in "aé中😀𝔘" and not is_hidden:
                assert made.shown.point(place) == point


def test_a_strip_unfolds_with_its_reason_and_folds_again(view: ArticleView) -> None:
    folded = document_text(view)
    start = TEXT.index("Ad: Buy")

    view.anchorClicked.emit(QUrl(f"digest:fold/{start}"))
    unfolded = document_text(view)
    view.anchorClicked.emit(QUrl(f"digest:fold/{start}"))

    assert "2 lines hidden · advertisement" in folded
    assert "Buy this" not in folded
    assert "Ad: Buy this." in unfolded
    assert "Begins with “Ad:”." in unfolded
    assert document_text(view) == folded


def test_restore_is_told_with_the_removal(qtbot: QtBot, view: ArticleView) -> None:
    start = TEXT.index("Ad: Buy")
    view.unfold_all(True)

    with qtbot.waitSignal(view.restoreWished) as told:
        view.anchorClicked.emit(QUrl(f"digest:restore/{start}"))

    assert told.args[0].span == Span(start, start + len("Ad: Buy this."))


def test_the_original_shows_everything_and_strikes_what_is_removed(view: ArticleView) -> None:
    view.show_original(True)

    cursor = QTextCursor(view.document())
    cursor.setPosition(view._sheet.shown.place(TEXT.index("Buy")) + 1)
    assert "hidden" not in document_text(view)
    assert cursor.charFormat().fontStrikeOut()


def test_copied_words_are_the_article_s_own(view: ArticleView) -> None:
    view.selectAll()

    copied = view.createMimeDataFromSelection().text()

    assert copied == "Opening words 😀 for $14.\n\nA long ending, told in $300."


def test_a_selection_is_a_range_of_the_article(view: ArticleView) -> None:
    cursor = view.textCursor()
    cursor.setPosition(view._sheet.shown.place(TEXT.index("😀")))
    last = view._sheet.shown.place(TEXT.index("$14"))
    cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)

    assert view.selected() == Span(TEXT.index("😀"), TEXT.index("$14"))


def test_the_fact_under_the_pointer_is_found(view: ArticleView) -> None:
    rect = view._sheet.rect(TEXT.index("$14") + 1)

    fact = view.fact_at(rect.center() - QPointF(0, view.verticalScrollBar().value()))

    assert fact is not None
    assert fact.text == "$14"
    assert view.fact_at(QPointF(2, 2)) is None


def test_going_to_a_hidden_word_unfolds_what_hides_it(view: ArticleView) -> None:
    view.go_to(TEXT.index("And that"))

    assert "Ad: And that." in document_text(view)


def test_finding_counts_only_what_is_shown(view: ArticleView) -> None:
    assert len(view.find_in_article("ad:").matches) == 0
    assert len(view.find_in_article("OPENING   words").matches) == 1
    assert view.step_match(1).current == Span(0, len("Opening words"))

    view.unfold_all(True)

    assert len(view.find_in_article("ad:").matches) == 2


def test_refreshing_keeps_the_reader_s_place(qtbot: QtBot, look: Look) -> None:
    view = ArticleView(look)
    qtbot.addWidget(view)
    view.resize(600, 300)
    view.show()
    text = "\n".join(f"Paragraph {n} says what the one before it said." for n in range(60))
    article = make_article(text)
    view.show_article(article, (), (), at=text.index("Paragraph 30"))

    before = view.reading_position
    view.set_look(look.sized(22))
    after = view.reading_position

    assert before == after == text.index("Paragraph 30")


def test_nothing_is_ever_loaded(view: ArticleView) -> None:
    for address in ("https://example.org/a.png", "file:///etc/passwd", "qrc:/x"):
        assert view.loadResource(2, QUrl(address)) is None


def test_a_link_is_told_and_not_followed(qtbot: QtBot, view: ArticleView) -> None:
    text = "Read the report."
    link = Inline(9, 15, InlineKind.LINK, "https://example.org/report")
    article = Article(Document(text, (Block(0, 16),), Metadata(), (link,)))
    view.show_article(article, (), ())

    with qtbot.waitSignal(view.linkChosen) as told:
        view.anchorClicked.emit(QUrl("https://example.org/report"))

    assert told.args == ["https://example.org/report"]
    assert view.document().findBlock(view._sheet.shown.place(0)).text() == text


def test_every_kind_of_block_and_every_type_of_fact_is_drawn(qtbot: QtBot, look: Look) -> None:
    parts = [("Heading", BlockKind.HEADING), ("Item one", BlockKind.LIST_ITEM)]
    parts += [("Said so", BlockKind.QUOTE), ("A | B | C", BlockKind.TABLE)]
    parts += [("x = 1\ny = 2", BlockKind.PREFORMATTED), ("Caption", BlockKind.FIGURE)]
    text, blocks = "", []
    for words, kind in parts:
        blocks.append(Block(len(text), len(text) + len(words), kind, 1))
        text += words + "\n\n"
    facts = [Fact(kind, text[i : i + 1], i, i + 1) for i, kind in enumerate(FactType)]
    view = ArticleView(look)
    qtbot.addWidget(view)
    view.resize(700, 700)

    view.show_article(Article(Document(text, tuple(blocks))), (), facts)
    view.glow(facts[:2])
    picture = view.grab().toImage()
    view.set_look(Look(NIGHT, interface=look.interface))
    night = view.grab().toImage()

    assert "A" in document_text(view)
    assert not picture.isNull()
    assert picture != night
    assert view.anchorAt(QPoint(1, 1)) == ""


def test_lists_have_their_numbers_and_stand_in_lists(look: Look) -> None:
    parts = [("One", 1, 4), ("More of one", 1, 4), ("Inner", 2, 0), ("Two", 1, 5)]
    parts += [("Dot", 1, 0), ("Again", 1, 1)]
    text, blocks = "", []
    for words, level, ordinal in parts:
        block = Block(len(text), len(text) + len(words), BlockKind.LIST_ITEM, level)
        blocks.append(block._replace(ordinal=ordinal))
        text += f"{words}\n"

    made = compose(Article(Document(text, tuple(blocks))), (), Setting(look)).document

    shown, block = {}, made.begin()
    while block.isValid():
        listed = block.textList()
        shown[block.text()] = listed.itemText(block) if listed else ""
        block = block.next()
    assert (shown["One"], shown["More of one"], shown["Two"]) == ("4.", "", "5.")
    assert shown["Again"] == "1."
    levels = {
        made.findBlock(made.find(w).position()).textList().format().indent() for w in ("Two",)
    }
    assert levels == {1}
    assert made.find("Inner").block().textList().format().indent() == 2
    assert made.find("More of one").blockFormat().indent() == 1


def test_a_plain_text_s_own_signs_are_not_doubled(look: Look) -> None:
    text = "- this\n2. that"
    blocks = (
        Block(0, 6, BlockKind.LIST_ITEM, 1),
        Block(7, len(text), BlockKind.LIST_ITEM, 1),
    )
    article = Article(Document(text, blocks))

    made = compose(article, (), Setting(look))
    original = compose(article, (), Setting(look, original=True))

    assert made.document.toPlainText().split("\n")[-2:] == ["this", "that"]
    assert made.document.find("that").block().textList().itemText(made.document.lastBlock()) == "2."
    assert original.document.toPlainText().split("\n")[-2:] == ["- this", "2. that"]
    assert original.document.lastBlock().textList() is None


def test_every_line_of_a_table_is_a_row(look: Look) -> None:
    text = "Year\tCost\n2024\t$4\n2025\t$5"
    article = Article(Document(text, (Block(0, len(text), BlockKind.TABLE),)))

    made = compose(article, (), Setting(look))

    table = made.document.find("2025").currentTable()
    assert (table.rows(), table.columns()) == (3, 2)
    assert made.document.characterAt(made.shown.place(text.index("$5"))) == "$"
