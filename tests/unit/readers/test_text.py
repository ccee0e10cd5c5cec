"""Plain text: the words stay, the lines are the blocks, and the lines say what they state."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_app.domain.block import BlockKind
from digest_app.domain.problems import UnreadableFile
from digest_app.readers.encoding import scrub
from digest_app.readers.text import read_text
from tests.shared_data import shared
from tests.unit.readers.making import STORY, TITLE

BODY = "\n\n".join(STORY * 2)


def stated(head: str, tail: str = "") -> dict[str, object]:
    metadata = read_text(f"{head}\n\n{BODY}\n\n{tail}").metadata
    return {o.field: getattr(metadata, o.field) for o in metadata.origins}


@given(
    st.text(alphabet=st.characters(codec="utf-8"), min_size=1).filter(lambda t: scrub(t).strip())
)
def test_the_text_stays_and_every_line_with_words_is_in_one_block(text: str) -> None:
    document = read_text(text)

    assert document.text == scrub(text)
    position = 0
    for block in document.blocks:
        assert not document.text[position : block.start].strip()
        words = document.text[block.start : block.end]
        assert words
        assert words == words.strip()
        position = block.end
    assert not document.text[position:].strip()


def test_lists_headings_and_quotes_are_blocks_of_their_kind_where_the_text_marks_them() -> None:
    text = "## What it costs\n- 4.2 million\n2. two years\n> said once\n#not a heading\n-nor a list\nplain"

    kinds = [(b.kind, b.level) for b in read_text(text).blocks]

    paragraph = (BlockKind.PARAGRAPH, 0)
    assert kinds == [
        (BlockKind.HEADING, 2),
        (BlockKind.LIST_ITEM, 1),
        (BlockKind.LIST_ITEM, 1),
        (BlockKind.QUOTE, 0),
        paragraph,
        paragraph,
        paragraph,
    ]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    wrapped = (
        "The harbour town of Ellery opened its new ferry pier on Monday, two\n"
        "years late and a little over the sum that its council had voted for\n"
        "in the spring of the year before last.\n"
        "\n"
        "Nobody complained, for the old pier had burned down and the way over\n"
        "the causeway is open only twice a day.\n"
    )

    texts = [wrapped[b.start : b.end] for b in read_text(wrapped).blocks]

    assert [t.split()[0] for t in texts] == ["The", "Nobody"]


def test_short_lines_of_their_own_stay_apart() -> None:
    lines = "Tags: China AI\nJoin the discussion\nShare\nPrint\nOne more line\n"

    assert len(read_text(lines).blocks) == 5


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        (TITLE, "title", TITLE),
        (f"Title: {TITLE}", "title", TITLE),
        (f"# {TITLE}", "title", TITLE),
        (f"{TITLE}\nBy Ada Lindqvist and Ben Osei", "authors", ("Ada Lindqvist", "Ben Osei")),
        ("By Ada Lindqvist, Harbour Correspondent", "authors", ("Ada Lindqvist",)),
        ("Von Jana Wittkopp", "authors", ("Jana Wittkopp",)),
        ("Published August 7, 2023 by Nicole Burke", "authors", ("Nicole Burke",)),
        ("Published August 7, 2023 by Nicole Burke", "published", "2023-08-07"),
        ("Ada Lindqvist - 12 March 2026", "authors", ("Ada Lindqvist",)),
        ("Essay - Published: 2025.12.17 | lean", "published", "2025-12-17"),
        ("Author: ADA LINDQVIST", "authors", ("ADA LINDQVIST",)),
        ("Published: 9 March 2026, 07:40 CET", "published", "2026-03-09T07:40:00+01:00"),
        ("March 9, 2026", "published", "2026-03-09"),
        ("Published March 9, 2026 | Updated March 10, 2026", "modified", "2026-03-10"),
        ("Stand: 15.03.2026, 18:20 Uhr", "modified", "2026-03-15T18:20:00"),
        ("BEIJING, March 12, 2024 (Xinhua) -- The pier opened.", "publisher", "Xinhua"),
        ("BEIJING, March 12, 2024 (Xinhua) -- The pier opened.", "published", "2024-03-12"),
        ("The Ellery Courier", "publisher", "The Ellery Courier"),
        ("Publisher: Ellery Courier", "publisher", "Ellery Courier"),
        ("URL: https://pier.example/a?utm_source=x&id=3#top", "url", "https://pier.example/a?id=3"),
        ("Source: https://pier.example/a", "url", "https://pier.example/a"),
    ],
)
def test_a_line_at_the_head_states_a_field(head: str, field: str, value: object) -> None:
    assert stated(head)[field] == value


@pytest.mark.parametrize(
    ("tail", "value"),
    [
        ("© 2024 Ellery Courier Ltd. All rights reserved.", "Ellery Courier Ltd"),
        ("Copyright 2024 The Associated Press", "The Associated Press"),
        ("(c) 2023-2024 by Tide & Sons", "Tide & Sons"),
        (
            "ⓒ 2024 ELLERYCOURIER.com All rights reserved.\nStay with the Ellery Courier.",
            "Ellery Courier",
        ),
        ("ⓒ 2024 TIDETABLE.com All rights reserved.", "tidetable.com"),
        ("© 2005–2019 Tide Table. Designed by Nobody", "Tide Table"),
        ("This article originally appeared in The Tide Table.", "The Tide Table"),
    ],
)
def test_a_line_at_the_end_states_the_publisher(tail: str, value: str) -> None:
    assert stated("", tail)["publisher"] == value


@pytest.mark.parametrize(
    "line",
    [
        "By the river, the pier opened on a fine day",
        "Share this article on the networks",
        "The pier opened on Monday.",
        "Home | News | Sport | Weather",
        "Photo: the pier in the evening light",
        "Two words",
        "View this email in your browser",
        "FOR IMMEDIATE RELEASE",
        "Startseite » Reisen » Hafen",
        "首页 > 财经 > 港口新闻正文内容页",
    ],
)
def test_a_line_that_is_no_headline_states_no_title(line: str) -> None:
    assert "title" not in stated(line)


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (f"View this email in your browser\n{TITLE}", TITLE),
        (f"Start » Hafen » Fähren\n{TITLE}", TITLE),
        ("首页 > 财经 > 正文\n新能源渡轮下月开航 票价维持不变", "新能源渡轮下月开航 票价维持不变"),
    ],
)
def test_the_headline_is_found_below_what_stands_over_it(head: str, title: str) -> None:
    assert stated(head)["title"] == title


def test_a_headline_is_known_above_short_sentences_too() -> None:
    text = "Pear and ginger crumble\nThis is what I make when the pears all ripen on one day."

    assert read_text(text).metadata.title == "Pear and ginger crumble"


def test_the_first_entry_of_a_live_blog_is_not_its_headline() -> None:
    entry = (
        "Ferries run again\nThe harbour master says that ferries will run again from noon today.\n"
    )

    assert read_text(f"14.32\n{entry}14.20\n{entry}").metadata.title == ""


def test_no_headline_stands_below_the_first_sentence() -> None:
    text = (
        "This is what I make when the pears ripen on one day.\nSix ripe pears\n" + "Bake it. " * 12
    )

    assert read_text(text).metadata.title == ""


@pytest.mark.parametrize(
    "line", ["By Monday, the pier was full", "Posted in the harbour", "© Ada Lindqvist"]
)
def test_a_line_that_only_begins_like_one_states_nothing(line: str) -> None:
    assert not {"authors", "published", "publisher"} & stated(line).keys()


def test_each_field_says_where_it_was_found_and_what_else_was_stated() -> None:
    head = f"{TITLE}\nPublisher: The Tide Table"

    metadata = read_text(f"{head}\n\n{BODY}\n\n© 2024 Ellery Courier").metadata

    origin = next(o for o in metadata.origins if o.field == "publisher")
    assert origin.source == "the line “Publisher:”"
    assert origin.others == (("the copyright line", "Ellery Courier"),)


def test_the_given_sample_states_its_publisher_and_no_title() -> None:
    text = shared("seeds", "000_3a02282e3539df46.txt").read_text("utf-8")

    metadata = read_text(text).metadata

    assert metadata.publisher == "Tech Times"
    assert metadata.title == ""
    assert metadata.authors == ()
    assert metadata.language == "en"


@pytest.mark.parametrize("empty", ["", " \n\t\n", "\0\0"])
def test_a_text_without_words_is_refused(empty: str) -> None:
    with pytest.raises(UnreadableFile, match="no text"):
        read_text(empty)


def test_wrongly_decoded_characters_are_told_and_left_alone() -> None:
    document = read_text("We donâ€™t know, said the cafÃ© owner.")

    assert "donâ€™t" in document.text
    assert any("wrongly decoded" in note for note in document.notes)


def test_a_text_of_millions_of_letters_is_read_to_its_end() -> None:
    paragraph = "word " * 400 + "\n\n"

    document = read_text(paragraph * 1_000)

    assert len(document.blocks) == 1_000
    assert document.blocks[-1].end == len(document.text.rstrip())
