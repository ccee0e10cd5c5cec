"""Pictures that a file holds stand in the article, move none of its words, and never come from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QBuffer, QByteArray, Qt
from PySide6.QtGui import QColor, QImage, QTextDocument
from pytestqt.qtbot import QtBot

from digest_app.domain.article import Article
from digest_app.domain.block import Block, BlockKind, Inline, InlineKind
from digest_app.domain.boilerplate import BoilerplateKind, Removal
from digest_app.domain.document import Document
from digest_app.ui.article import gallery
from digest_app.ui.article.composed import Composed, Setting
from digest_app.ui.article.composing import compose
from digest_app.ui.article.gallery import Held, decoded, measure, measured
from digest_app.ui.article.view import ArticleView
from digest_app.ui.theme.look import Look

IMAGE = InlineKind.IMAGE


def picture(width: int = 200, height: int = 100, kind: str = "PNG") -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, kind)
    return bytes(data.data())


def paragraphs(text: str) -> tuple[Block, ...]:
    blocks, start = [], 0
    for line in text.split("\n"):
        if line:
            blocks.append(Block(start, start + len(line)))
        start += len(line) + 1
    return tuple(blocks)


def article(text: str, *marks: Inline, removals: tuple[Removal, ...] = ()) -> Article:
    return Article(Document(text, paragraphs(text), inlines=marks), removals)


def removal(text: str, words: str, kind: BoilerplateKind) -> Removal:
    start = text.index(words)
    return Removal(start, start + len(words), kind, "r", "Because.")


def lines(made: Composed) -> list[str]:
    return [line for line in made.document.toPlainText().split("\n") if line][1:]


HELD = {name: Held(b"", 200, 100) for name in "abc"}
letters = st.sampled_from("aé中😀𝔘 \n")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.text(letters, max_size=60), st.lists(st.integers(0, 60), max_size=4), st.booleans())
def test_no_picture_moves_a_character(
    look: Look, text: str, places: list[int], is_removed: bool
) -> None:
    marks = [Inline(p, p, IMAGE, name) for p, name in zip(sorted(places), "abcd", strict=False)]
    marks = [mark for mark in marks if mark.start <= len(text)]
    blocks = paragraphs(text)
    removals = tuple(
        Removal(*blocks[0][:2], BoilerplateKind.CAPTION, "r", "w") for _ in blocks[:is_removed]
    )
    made = compose(article(text, *marks, removals=removals), removals, Setting(look, pictures=HELD))

    for block in blocks:
        for point in range(block.start, block.end):
            place = made.shown.place(point)
            if place is not None and text[point] in "aé中":
                assert made.document.characterAt(place) == text[point]
            if place is not None and text[point] in "aé中😀𝔘":
                assert made.shown.point(place) == point
    assert all(made.document.characterAt(p.place) == "\ufffc" for p in made.pictures)
    assert all(made.shown.point(p.place) is None for p in made.pictures)


def test_a_picture_stands_before_the_words_that_follow_it(look: Look) -> None:
    text = "One.\nTwo.\nThree."
    marks = (Inline(5, 5, IMAGE, "a"), Inline(9, 9, IMAGE, "b"), Inline(9, 9, IMAGE, "c"))

    made = compose(article(text, *marks), (), Setting(look, pictures=HELD))

    assert lines(made) == ["One.", "\ufffc", "Two.", "\ufffc", "\ufffc", "Three."]
    assert [p.target for p in made.pictures] == ["a", "b", "c"]


def test_a_folded_caption_is_shown_under_its_picture(look: Look) -> None:
    text = "One.\nThe pier. Photo: A\nBuy this.\nTwo."
    removals = (
        removal(text, "The pier. Photo: A", BoilerplateKind.CAPTION),
        removal(text, "Buy this.", BoilerplateKind.AD),
    )
    mark = Inline(5, 5, IMAGE, "a")

    made = compose(article(text, mark), removals, Setting(look, pictures=HELD))

    assert lines(made)[:3] == ["One.", "\ufffc", "The pier. Photo: A"]
    assert "1 line hidden · advertisement" in lines(made)[3]


def test_a_picture_of_an_advertisement_is_folded_with_it(look: Look) -> None:
    text = "One.\nBuy this.\nTwo."
    removals = (removal(text, "Buy this.", BoilerplateKind.AD),)

    made = compose(article(text, Inline(5, 5, IMAGE, "a")), removals, Setting(look, pictures=HELD))

    assert made.pictures == ()


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("word/media/map.emf", ["Picture: A map", "One."]),
        ("cid:map", ["Picture: A map", "One."]),
        ("https://elsewhere.example/map.png", ["One."]),
        ("data:,", ["One."]),
    ],
)
def test_a_picture_that_cannot_be_shown_leaves_its_words(
    look: Look, target: str, words: list[str]
) -> None:
    mark = Inline(0, 0, IMAGE, target, "A map")

    assert lines(compose(article("One.", mark), (), Setting(look, pictures={}))) == words


@pytest.fixture
def view(qtbot: QtBot, look: Look) -> Iterator[ArticleView]:
    made = ArticleView(look)
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show_article(article("One.\nTwo.", Inline(5, 5, IMAGE, "a", "The pier")), (), ())
    made.show()
    yield made
    made.gallery.close()


def resource(view: ArticleView) -> QImage:
    (placed,) = view._sheet._composed.pictures
    return view.document().resource(QTextDocument.ResourceType.ImageResource.value, placed.name)


def test_a_picture_is_scaled_to_the_column_and_drawn_when_it_is_in_sight(
    qtbot: QtBot, view: ArticleView
) -> None:
    with qtbot.waitSignal(view.gallery.came):
        view.show_pictures(measured({"a": picture(4000, 1000)}))

    form = view.document().rootFrame().frameFormat()
    column = view.viewport().width() - form.leftMargin() - form.rightMargin()
    drawn = resource(view)
    assert drawn.width() == round(column * view.devicePixelRatioF())
    assert abs(drawn.width() / drawn.height() - 4) < 0.05
    assert drawn.pixelColor(5, 5) == QColor("teal")


def test_a_narrower_window_has_narrower_pictures(qtbot: QtBot, view: ArticleView) -> None:
    view.show_pictures(measured({"a": picture(4000, 1000)}))
    qtbot.waitUntil(lambda: resource(view).width() > 400)

    view.resize(340, 500)

    qtbot.waitUntil(lambda: 1 < resource(view).width() < 340)


def test_pictures_keep_the_reader_s_place(qtbot: QtBot, view: ArticleView) -> None:
    text = "\n".join(f"Paragraph {n} has some words in it." for n in range(80))
    view.show_article(article(text, Inline(0, 0, IMAGE, "a")), (), (), text.index("Paragraph 50"))
    assert view.reading_position == text.index("Paragraph 50")

    view.show_pictures(measured({"a": picture(400, 300)}))

    assert view.reading_position == text.index("Paragraph 50")


def test_another_article_has_no_picture_of_the_one_before(view: ArticleView) -> None:
    view.show_pictures(measured({"a": picture()}))

    view.show_article(article("Other.", Inline(0, 0, IMAGE, "a")), (), ())

    assert view._sheet.pictures == ()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_is_measured_without_decoding_it(kind: str) -> None:
    assert measure(picture(300, 80, kind)) == (300, 80)
    assert decoded(picture(300, 80, kind), 150, 40).size().toTuple() == (150, 40)


def test_a_picture_bomb_is_not_decoded() -> None:
    header = bytes.fromhex("89504e470d0a1a0a0000000d49484452")
    rest = picture()[24:]
    bomb = header + (60_000).to_bytes(4) + (60_000).to_bytes(4) + rest

    assert measure(bomb) == (0, 0)
    assert decoded(bomb, 100, 100).isNull()


@pytest.mark.parametrize(
    "data", [b"", b"words", b"<svg xmlns='http://www.w3.org/2000/svg' width='99' height='99'/>"]
)
def test_what_is_no_picture_is_not_shown(data: bytes) -> None:
    assert measured({"a": data}) == {}


def test_signs_and_counters_are_not_shown() -> None:
    assert measured({"a": picture(40, 40), "b": picture(1, 1), "c": picture(64, 48)}).keys() == {
        "c"
    }


def test_a_damaged_picture_stays_an_empty_place(qtbot: QtBot, view: ArticleView) -> None:
    view.show_pictures({"a": Held(picture(300, 200)[:60], 300, 200)})
    view.gallery.want("a", 300, 200)
    view.gallery.close()

    assert view.gallery.image("a") is None
    assert resource(view).size().toTuple() == (1, 1)


def test_no_more_pictures_are_kept_than_there_is_room_for(
    qtbot: QtBot, view: ArticleView, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gallery, "_KEPT_BYTES", 200 * 100 * 4)
    view.gallery.hold({name: Held(picture(), 200, 100) for name in "ab"})
    with qtbot.waitSignal(view.gallery.came):
        view.gallery.want("a", 200, 100)

    with qtbot.waitSignals([view.gallery.went, view.gallery.came]):
        view.gallery.want("b", 200, 100)

    assert view.gallery.image("a") is None
    assert view.gallery.image("b") is not None


def test_the_block_kind_of_a_caption_stays(look: Look) -> None:
    text = "The pier at dawn"
    document = Document(
        text, (Block(0, len(text), BlockKind.FIGURE),), inlines=(Inline(0, 0, IMAGE, "a"),)
    )

    made = compose(Article(document), (), Setting(look, pictures=HELD))

    assert lines(made) == ["\ufffc", text]
    assert made.document.lastBlock().blockFormat().alignment() & Qt.AlignmentFlag.AlignLeft
