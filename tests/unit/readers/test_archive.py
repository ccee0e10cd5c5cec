"""An archive says of each file in it what became of it, under that file's own name."""

from __future__ import annotations

import json

import pytest

from digest_app.domain.problems import UnreadableFile
from digest_app.readers.registry import read
from tests.unit.readers import making

SAVED = {"author": "Ada Lindqvist", "url": "https://pier.example/1?utm_source=x"}


def told_in_heads(archive: bytes, at: int, value: int) -> bytes:
    """Write a number of two bytes into the heads of all files; ``at`` is for the local ones."""
    data = bytearray(archive)
    for mark, place in ((b"PK\x03\x04", at), (b"PK\x01\x02", at + 2)):
        head = -1
        while (head := data.find(mark, head + 1)) >= 0:
            data[head + place : head + place + 2] = value.to_bytes(2, "little")
    return bytes(data)


def locked(*names: str) -> bytes:
    """Make an archive whose files all say that they need a password."""
    return told_in_heads(making.zipped(dict.fromkeys(names, "\n\n".join(making.STORY))), 6, 1)


def omnivore(*slugs: str, pages: tuple[str, ...]) -> bytes:
    rows = [{"slug": slug, "title": f"About {slug}", "labels": ["x"], **SAVED} for slug in slugs]
    paragraphs = "".join(f"<p>{p}</p>" for p in making.STORY)
    return making.zipped(
        {f"content/{page}.html": f"<body>{paragraphs}</body>" for page in pages}
        | {"metadata_0_to_20.json": json.dumps(rows)}
    )


def test_a_locked_file_is_named_and_not_its_archive_twice() -> None:
    with pytest.raises(UnreadableFile) as error:
        read(locked("words.txt"), "news.zip")

    assert str(error.value) == (
        "“news.zip”: Nothing in the archive can be read. “words.txt”: It is protected by a"
        " password. Unpack the archive with it and add the files."
    )


def test_a_file_packed_in_an_unknown_way_is_not_called_damaged() -> None:
    """Downloading it again, as is said of what is damaged, would bring the same file."""
    wavpack = 97
    data = told_in_heads(making.zipped({"a.txt": "A story."}), 8, wavpack)

    with pytest.raises(UnreadableFile) as refused:
        read(data, "news.zip")

    assert "packed in a way that cannot be read here. Unpack it" in str(refused.value.problem)
    assert "damaged" not in str(refused.value.problem)


def test_what_a_file_in_an_archive_has_to_say_is_said() -> None:
    table = "title,text\nOne," + making.STORY[0].replace(",", "") + "\nTwo,\n"

    reading = read(making.zipped({"list.csv": table}), "news.zip")

    assert reading.notes == ("“list.csv”: 1 of 2 entries hold no text.",)


def test_an_article_without_a_title_is_called_like_its_file() -> None:
    words = "it has no title, this text, and it goes on for a while before it ends.\n" * 3

    (document,) = read(making.zipped({"notes/pier.txt": words}), "news.zip").documents

    sources = {origin.field: origin.source for origin in document.metadata.origins}
    assert document.metadata.title == "pier"
    assert sources["title"] == "its name in the archive"


def test_a_page_of_omnivore_has_what_its_table_says() -> None:
    reading = read(omnivore("pier", "gone", pages=("pier",)), "omnivore.zip")

    (document,) = reading.documents
    about = document.metadata
    assert (about.title, about.byline) == ("About pier", "Ada Lindqvist")
    assert about.url == "https://pier.example/1"
    assert reading.notes == ("1 entry of it has no page.",)


def test_tables_of_omnivore_without_pages_are_lists_of_addresses() -> None:
    (document,) = read(omnivore("pier", "quay", pages=()), "omnivore.zip").documents

    assert document.text.split("\n") == ["About pier", "About quay"]
