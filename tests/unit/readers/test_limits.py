"""No file can hurt: each attack is refused by name, quickly, and the rest is read."""

from __future__ import annotations

import gzip
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_app.domain.problems import UnreadableFile
from digest_app.readers import limits
from digest_app.readers.reading import Reading
from digest_app.readers.registry import read
from tests.bench.mutating import mutations
from tests.unit.readers import making
from tests.unit.readers.test_formats import FILES

LAUGHS = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'


def refusal(data: bytes, name: str = "trap.bin") -> str:
    with pytest.raises(UnreadableFile) as error:
        read(data, name)
    assert error.value.problem.name.endswith(name.rpartition(".")[0]) or name in str(error.value)
    assert error.value.problem.what.endswith((".", ")."))
    return error.value.problem.what


@pytest.mark.parametrize("data", [b"", b" \n\t ", b"\0" * 40])
def test_an_empty_file_is_said_to_be_empty(data: bytes) -> None:
    assert refusal(data) == "The file is empty."


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(99), "image"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "old binary format"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "__substg1.0_".encode("utf-16-le"),
            "Outlook (.msg), which only Outlook can save as .eml",
        ),
        (b"\0\0\0\x18ftypmp42" + bytes(99), "film"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(99), "7-Zip"),
        (b"SQLite format 3\0" + bytes(99), "database"),
        (b"\x7fELF" + bytes(99), "program"),
        (bytes(range(256)) * 8, "not a text"),
        (making.zipped({"[Content_Types].xml": "x", "xl/workbook.xml": "x"}), "spreadsheet"),
    ],
)
def test_what_is_no_article_is_called_by_its_kind(data: bytes, what: str) -> None:
    assert what in refusal(data)


@pytest.mark.parametrize(
    "data",
    [
        making.docx("<w:p/>", prologue=LAUGHS),
        making.epub({"a.xhtml": making.page()}, extra={"OEBPS/c.opf": LAUGHS + "<package/>"}),
        (LAUGHS + "<rss><channel><item><title>&b;</title></item></channel></rss>").encode(),
        (LAUGHS + "<nitf><p>&b;</p></nitf>").encode(),
    ],
)
def test_entities_are_never_expanded(data: bytes) -> None:
    assert "entities" in refusal(data)


def test_a_bomb_in_a_package_is_refused_before_it_expands() -> None:
    bomb = making.docx("<w:p><w:r><w:t>" + "A" * 30_000_000 + "</w:t></w:r></w:p>")

    assert "unpack to far more" in refusal(bomb)


def test_a_packed_file_that_expands_without_end_is_refused() -> None:
    assert "unpack to far more" in refusal(gzip.compress(bytes(limits.MAX_EXPANDED_BYTES + 2), 9))


def test_archives_in_archives_end_somewhere() -> None:
    data = b"words of an article"
    for _ in range(limits.MAX_NESTING + 2):
        data = making.zipped({"inner.zip" if data[:2] == b"PK" else "a.txt": data})

    assert "archives deep" in refusal(data)


def test_an_archive_of_too_many_files_is_refused_with_both_numbers() -> None:
    archive = making.zipped({f"{n}.txt": "" for n in range(limits.MAX_ENTRIES + 1)})

    assert "2,001 files; 2,000 are the most" in refusal(archive)


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 60_000 + "<p>The words at the bottom.</p>",
        "<b>" * 60_000 + "The words at the bottom.",
        "<p " + " ".join(f'a{n}="x"' for n in range(60_000)) + ">The words at the bottom.</p>",
        "<!--" * 60_000 + "<p>The words at the bottom.</p>",
    ],
)
def test_a_page_that_hangs_parsers_is_read_by_the_patient_one(html: str) -> None:
    (document,) = read(f"<html><body>{html}".encode(), "deep.html").documents

    assert "The words at the bottom." in document.text
    assert any("patient" in note for note in document.notes)


def test_a_picture_inside_a_page_is_no_attack() -> None:
    picture = "A" * (2 * limits.MAX_TAG_CHARS)
    html = making.page(head=f'<link rel=icon href="data:image/png;base64,{picture}">')

    (document,) = read(html, "single.html").documents

    assert document.notes == ()


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 100_000 + b"]" * 100_000,
        b'{"a": ' + b"9" * 10_000 + b"}",
        b"{\\rtf1 " + b"{" * 100_000 + b"text" + b"}" * 100_000 + b"}",
        making.docx("<w:p>" * 5_000 + "</w:p>" * 5_000),
        b"From: a@b\r\nTo: c@d\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
        + b"--b\r\nContent-Type: text/plain\r\n\r\nhi\r\n" * 20_000,
        b"word " * (limits.MAX_TEXT_CHARS // 4),
    ],
)
def test_what_nests_or_grows_beyond_reason_is_refused(data: bytes) -> None:
    refusal(data)


def test_a_lone_surrogate_in_json_does_not_reach_the_text() -> None:
    data = json.dumps({"title": "lone \ud800", "content": "words " * 9 + "\ud83d"}).encode()

    (document,) = read(data, "a.json").documents

    document.text.encode("utf-8")
    document.metadata.title.encode("utf-8")


def outcome(data: bytes, name: str) -> Reading | UnreadableFile:
    try:
        return read(data, name)
    except UnreadableFile as error:
        return error


def assert_grounded(reading: Reading) -> None:
    for document in reading.documents:
        position = 0
        for block in document.blocks:
            assert position <= block.start < block.end <= len(document.text)
            assert not document.text[position : block.start].strip()
            position = block.end
        assert not document.text[position:].strip()
        assert all(0 <= i.start <= i.end <= len(document.text) for i in document.inlines)
        document.text.encode("utf-8")


@pytest.mark.parametrize("data", [making.rich_rtf(), making.rich_pdf()])
def test_damaged_marks_and_groups_are_read_or_refused_and_never_ungrounded(data: bytes) -> None:
    for damaged in mutations(data, 25, seed="rich"):
        answer = outcome(damaged, "damaged.bin")

        if isinstance(answer, Reading):
            assert_grounded(answer)


@pytest.mark.parametrize("kind", FILES)
def test_a_damaged_file_is_read_or_refused_and_never_ungrounded(kind: str) -> None:
    for damaged in mutations(FILES[kind], 25, seed=kind):
        answer = outcome(damaged, "damaged.bin")

        if isinstance(answer, Reading):
            assert_grounded(answer)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    answer = outcome(data, "any.bin")

    if isinstance(answer, Reading):
        assert_grounded(answer)


@pytest.mark.parametrize(
    "broken", ["<![x[", "<![if !IE]", "<!DOCTYPE [<!x", "<![CDATA", "<!ENTITY % x"]
)
def test_a_broken_declaration_costs_no_words(broken: str) -> None:
    from digest_app.readers.fragment import read_fragment

    document = read_fragment(f"<p>The words before.</p>{broken}<p>The words behind.</p>")

    assert "The words before." in document.text


def test_every_limit_is_kept_by_some_reader_or_by_who_starts_them() -> None:
    from pathlib import Path

    readers = Path(limits.__file__).parent
    keepers = [*readers.rglob("*.py"), *readers.with_name("app").glob("import_*.py")]
    sources = "".join(p.read_text("utf-8") for p in keepers if p.name != "limits.py")
    names = [n for n in vars(limits) if n.isupper()]

    assert [n for n in names if f"limits.{n}" not in sources] == []
