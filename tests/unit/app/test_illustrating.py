"""Pictures leave with the digest: where they stand, with their words, and none from elsewhere."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_app.app import digests, reading
from digest_app.app.editions import make_edition, paragraphs
from digest_app.app.illustrating import as_it_is, made_small, with_pictures
from digest_app.app.pasting import paste
from digest_app.domain.article import Article
from digest_app.domain.block import Block, Inline, InlineKind
from digest_app.domain.boilerplate import BoilerplateKind, Removal
from digest_app.domain.digest import Digest, Entry, Section, Use
from digest_app.domain.document import Document
from digest_app.domain.edition import Picture
from digest_app.domain.span import Span
from digest_app.library.library import Library
from digest_app.readers.picture_sizes import size_of
from tests.unit.readers import making

IMAGE = InlineKind.IMAGE


def png(width: int = 200, height: int = 100) -> bytes:
    """Return the head of a picture: all that anyone but a decoder looks at."""
    head = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + width.to_bytes(4) + height.to_bytes(4)
    return head + bytes(20)


PIER, ICON = png(), png(16, 16)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


@pytest.fixture
def number(library: Library) -> int:
    src, icon = (f"data:image/png;base64,{base64.b64encode(p).decode()}" for p in (PIER, ICON))
    figure = (
        f'<figure><img src="{src}" alt="The pier &amp; the tide"><figcaption>The new ferry pier on'
        f' Monday.</figcaption></figure><p><img src="{icon}"><img src="https://x.example/a.png">'
        "Ferries leave at six, at eight and at ten, says the harbour office of Ellery.</p></article>"
    )
    page = making.page().replace(b"</article>", figure.encode()).decode()
    (added,) = paste(library, html=page).articles
    return added


def digest(number: int, use: Use = Use.FULL) -> Digest:
    return Digest("Morning", "", (Section("", (Entry(number, use),)),))


def test_a_page_holds_its_pictures_with_their_words(
    library: Library, number: int, tmp_path: Path
) -> None:
    path = tmp_path / "morning.html"

    report = digests.export_digest(library, digest(number), path, digests.Format.HTML)

    (image,) = re.findall(
        r'<img src="data:image/png;base64,([^"]+)" alt="([^"]*)">', path.read_text()
    )
    assert base64.b64decode(image[0]) == PIER
    assert image[1] == "The pier &amp; the tide"
    assert "<figcaption>The new ferry pier on Monday.</figcaption></figure>" in path.read_text()
    assert report.pictures == 1
    assert "x.example/a.png" not in path.read_text()


def test_markdown_calls_its_pictures_in_a_folder_beside_it(
    library: Library, number: int, tmp_path: Path
) -> None:
    path = tmp_path / "my morning.md"

    digests.export_digest(library, digest(number), path, digests.Format.MARKDOWN)

    assert "![The pier &#38; the tide](<my%20morning_files/1-1.png>)" in path.read_text()
    assert (tmp_path / "my morning_files" / "1-1.png").read_bytes() == PIER


def test_a_digest_without_pictures_makes_no_folder(library: Library, tmp_path: Path) -> None:
    (plain,) = paste(library, text="\n\n".join((making.TITLE, *making.STORY))).articles
    path = tmp_path / "morning.md"

    report = digests.export_digest(library, digest(plain), path, digests.Format.MARKDOWN)

    assert report.pictures == 0
    assert [p.name for p in tmp_path.iterdir() if p.name.endswith("_files")] == []


def test_where_there_is_no_folder_the_words_stand_for_the_picture(
    library: Library, number: int
) -> None:
    written, _ = digests.render(library, digest(number), digests.Format.MARKDOWN)

    assert "*Picture: The pier &#38; the tide*" in written.text
    assert written.files == ()


@pytest.mark.parametrize("use", [Use.FACTS, Use.LEAD])
def test_only_a_whole_article_brings_its_pictures(library: Library, number: int, use: Use) -> None:
    assert make_edition(library, digest(number, use), as_it_is).pictures == ()


def test_a_caption_that_was_folded_away_leaves_with_its_picture(
    library: Library, number: int
) -> None:
    text = reading.open_article(library, number).article.text
    start = text.index("The new ferry pier on Monday.")
    stored = library.articles.get(number)
    caption = Removal(
        start, start + len("The new ferry pier on Monday."), BoilerplateKind.CAPTION, "r", "w"
    )
    article = Article(stored.article.document, (caption,), "")
    held = made_small({i.target: PIER for i in article.document.inlines if i.kind is IMAGE}, 1)

    made = with_pictures(article, dict(enumerate(paragraphs(number, article))), held)

    (picture,) = (p for paragraph in made for p in paragraph.pictures if p.caption)
    assert picture.caption == "The new ferry pier on Monday."


def test_a_picture_of_what_is_hidden_by_hand_stays_here(library: Library, number: int) -> None:
    text = reading.open_article(library, number).article.text
    start = text.index("The new ferry pier on Monday.")
    reading.hide(library, number, Span(start, start + len("The new ferry pier on Monday.")))

    assert make_edition(library, digest(number), as_it_is).pictures == ()


def test_a_picture_that_cannot_be_decoded_is_left_out() -> None:
    assert made_small({"a": PIER}, 1, lambda _: b"") == {}


texts = st.lists(st.text("ab ", max_size=8).map(str.strip), max_size=6)


@given(texts, st.lists(st.tuples(st.integers(0, 50), st.sampled_from("abcd")), max_size=5))
def test_every_word_stays_in_its_order_and_every_picture_comes_once(
    lines: list[str], places: list[tuple[int, str]]
) -> None:
    text = "\n".join(lines)
    blocks, start = [], 0
    for line in lines:
        if line:
            blocks.append(Block(start, start + len(line)))
        start += len(line) + 1
    marks = tuple(Inline(min(p, len(text)), min(p, len(text)), IMAGE, t) for p, t in places)
    article = Article(Document(text, tuple(blocks), inlines=marks))
    words = dict(enumerate(paragraphs(1, article)))
    held = {t: Picture(f"{t}.png", "image/png", PIER) for t in "abc"}

    made = with_pictures(article, words, held)

    assert [p for p in made if p.passages] == list(words.values())
    names = [picture.name for paragraph in made for picture in paragraph.pictures]
    wanted = {f"{t}.png" for _, t in places if t in held} if blocks else set()
    assert sorted(names) == sorted(wanted)


@pytest.mark.parametrize(
    ("head", "size"),
    [
        (png(640, 480), (640, 480)),
        (b"GIF89a" + bytes([0x40, 1, 0xF0, 0]), (320, 240)),
        (
            b"\xff\xd8\xff\xe0\0\x04AB\xff\xff\xc0\0\x11\x08" + bytes([0, 240, 1, 64, 3]),
            (320, 240),
        ),
        (b"RIFF\0\0\0\0WEBPVP8X" + bytes(8) + bytes([63, 1, 0, 239, 0, 0]), (320, 240)),
        (b"\x89PNG\r\n", (0, 0)),
        (b"\xff\xd8\xff\xe0\xff\xff", (0, 0)),
        (b"words", (0, 0)),
    ],
)
def test_a_picture_s_head_tells_its_size(head: bytes, size: tuple[int, int]) -> None:
    assert size_of(head) == size


@given(
    st.sampled_from([b"\x89PNG\r\n\x1a\n", b"GIF89a", b"\xff\xd8", b"RIFF1234WEBP"]), st.binary()
)
def test_any_head_has_some_size(magic: bytes, rest: bytes) -> None:
    width, height = size_of(magic + rest)

    assert width >= 0 <= height
