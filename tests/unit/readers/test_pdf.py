"""PDF: lines become paragraphs, columns are read one after the other, furniture is marked."""

from __future__ import annotations

import zlib

import pytest

from digest_app.domain.block import BlockKind, InlineKind
from digest_app.domain.document import Document
from digest_app.domain.problems import UnreadableFile
from digest_app.readers.registry import read
from tests.unit.readers import making


def paragraphs(document: Document) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks]


def only(pages: list[list[tuple[float, float, int, str]]]) -> Document:
    (document,) = read(making.pdf(pages), "pier.pdf").documents
    return document


def test_lines_join_to_paragraphs_and_a_hyphen_at_a_line_end_goes() -> None:
    document = only(
        [
            [
                (60, 700, 20, "A pier at last"),
                (60, 660, 10, "The harbour town opened its new ferry pier on Monday, and the may-"),
                (
                    60,
                    648,
                    10,
                    "or cut a ribbon that had waited for the better part of two years in",
                ),
                (60, 636, 10, "a well-known drawer."),
                (
                    60,
                    600,
                    10,
                    "The next paragraph stands alone after a blank line, as they do here.",
                ),
            ]
        ]
    )

    assert paragraphs(document) == [
        "A pier at last",
        "The harbour town opened its new ferry pier on Monday, and the mayor cut a ribbon that had waited for the better part of two years in a well-known drawer.",
        "The next paragraph stands alone after a blank line, as they do here.",
    ]
    assert document.blocks[0].kind is BlockKind.HEADING
    assert document.metadata.title == "A pier at last"


def test_a_wider_gap_than_between_the_lines_of_a_paragraph_parts_paragraphs() -> None:
    """A page that a browser printed has no blank line between them, only more room."""
    long = "The harbour town opened its new ferry pier on Monday, and the mayor cut"
    document = only(
        [
            [
                (60, 700, 10, "By Ada Lindqvist"),
                (60, 681, 10, long),
                (60, 670, 10, "a ribbon, which the wind took at once"),
                (
                    60,
                    651,
                    10,
                    "Nobody else spoke for the better part of an hour, people said, and then",
                ),
                (60, 640, 10, "all of them did at once."),
            ]
        ]
    )

    assert paragraphs(document) == [
        "By Ada Lindqvist",
        f"{long} a ribbon, which the wind took at once",
        "Nobody else spoke for the better part of an hour, people said, and then all of them did at once.",
    ]


def test_links_and_bold_words_are_marked_and_a_bold_line_is_a_heading() -> None:
    link = (
        b"<</Type/Annot/Subtype/Link/Rect[50 640 600 655]/A<</S/URI/URI(https://pier.example/)>>>>"
    )
    bold, plain = making.BOLD, making.PLAIN
    lines = [
        (60, 700, 10, f"{bold}What it cost"),
        (60, 670, 10, f"The pier cost {bold}four million{plain}, says the harbour office."),
        (60, 645, 10, "See the pier."),
    ]

    (document,) = read(making.pdf([lines], link), "pier.pdf").documents

    marked = {(document.text[i.start : i.end], i.kind, i.target) for i in document.inlines}
    assert marked == {
        ("four million", InlineKind.STRONG, ""),
        ("See the pier.", InlineKind.LINK, "https://pier.example/"),
    }
    assert next(b.kind for b in document.blocks) is BlockKind.HEADING


def test_a_mark_stays_with_its_words_where_a_hyphen_goes() -> None:
    bold, plain = making.BOLD, making.PLAIN
    lines = [
        (60, 700, 10, "The harbour town opened its new ferry pier on Monday, and the may-"),
        (60, 688, 10, f"or cut a {bold}ribbon{plain} that had waited for years."),
    ]

    document = only([lines])

    (mark,) = document.inlines
    assert document.text[mark.start : mark.end] == "ribbon"


def test_a_sentence_goes_on_in_the_next_column() -> None:
    left = [
        (50, 700 - 12 * n, 10, f"left column line number {n} of the story goes on")
        for n in range(5)
    ]
    right = [
        (320, 700 - 12 * n, 10, f"right column line number {n} of the story too") for n in range(5)
    ]

    document = only([[*left, *right]])

    (text,) = paragraphs(document)
    assert text.index("left column line number 4") < text.index("right column line number 0")


def test_running_heads_and_page_numbers_are_marked_and_break_no_paragraph() -> None:
    def page(number: int, first: str, last: str) -> list[tuple[float, float, int, str]]:
        return [
            (60, 780, 8, "The Ellery Courier"),
            (60, 700, 10, first),
            (60, 688, 10, last),
            (290, 20, 8, str(number)),
        ]

    document = only(
        [
            page(
                1,
                "The pier opened on a Monday in fine weather and before a crowd of",
                "some four hundred people who had come by bus, by boat and even on",
            ),
            page(
                2,
                "foot along the causeway, which the tide uncovers twice a day and not",
                "for long.",
            ),
        ]
    )

    (story,) = [text for text in paragraphs(document) if text.startswith("The pier opened")]
    assert story.endswith("for long.")
    furniture = [paragraphs(document)[number] for number in document.furniture]
    assert furniture == ["The Ellery Courier", "1", "The Ellery Courier", "2"]


def test_a_scanned_file_is_recognised() -> None:
    with pytest.raises(UnreadableFile, match="scanned") as error:
        read(making.scanned_pdf(), "scan.pdf")

    assert "OCR" in error.value.problem.next_step


def test_a_file_with_a_password_is_named() -> None:
    with pytest.raises(UnreadableFile, match="password") as error:
        read(making.locked_pdf(), "locked.pdf")

    assert "without the password" in error.value.problem.next_step


def test_a_stream_that_expands_without_end_is_refused_before_it_is_drawn() -> None:
    packed = zlib.compress(zlib.compress(bytes(300_000_000), 9), 9)
    bomb = (
        b"%%PDF-1.4\n1 0 obj<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n%b\nendstream"
        % (
            len(packed),
            packed,
        )
    )

    with pytest.raises(UnreadableFile, match="unpack to far more"):
        read(bomb, "bomb.pdf")


@pytest.mark.parametrize("size", [40, 200, 400])
def test_a_file_that_is_cut_off_is_named(size: int) -> None:
    whole = making.pdf([[(60, 700, 10, "words")]])

    with pytest.raises(UnreadableFile, match=r"cut\.pdf"):
        read(whole[:size], "cut.pdf")
