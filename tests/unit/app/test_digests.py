"""A digest is kept, checked against the library, and leaves whole or not at all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from digest_app.app import digests, reading
from digest_app.app.editions import make_edition, verify
from digest_app.app.opening import open_library
from digest_app.app.pasting import paste
from digest_app.domain.digest import Digest, Entry, Section, Use
from digest_app.domain.problems import ExportError, LibraryError
from digest_app.domain.span import Span

FIRST = "The tunnel opened on Monday at a cost of $5 million.\n\nNobody asked why.\n"
SECOND = "The bridge closed on Tuesday.\n\nThe mayor walked home.\n"


@pytest.fixture
def library(tmp_path):
    with open_library(tmp_path / "library") as opened:
        yield opened


@pytest.fixture
def digest(library):
    numbers = [paste(library, text=text).articles[0] for text in (FIRST, SECOND)]
    return Digest("Morning", "Two **short** ones.").with_articles(tuple(numbers))


def test_a_saved_digest_comes_back_equal(library, digest):
    first, second = (entry.article for entry in digest.entries)
    arranged = replace(
        digest,
        sections=(Section("A", (Entry(second, Use.LEAD, "Why?"),)), Section("B", (Entry(first),))),
    )

    number = digests.save_digest(library, arranged)

    assert digests.load_digest(library, number) == arranged
    assert [row.title for row in digests.list_digests(library)] == ["Morning"]


def test_saving_again_replaces_and_deleting_takes_it_away(library, digest):
    number = digests.save_digest(library, digest)
    digests.save_digest(library, replace(digest, title="Evening"), number)
    assert digests.load_digest(library, number).title == "Evening"

    digests.delete_digest(library, number)

    with pytest.raises(LibraryError):
        digests.load_digest(library, number)


@pytest.mark.parametrize("form", digests.Format)
def test_an_export_names_every_source_and_tells_what_was_checked(library, digest, form, tmp_path):
    path = tmp_path / f"digest{form.suffix}"

    report = digests.export_digest(library, digest, path, form)

    text = path.read_text(encoding="utf-8")
    assert report.sources == 2
    assert report.passages >= 4
    assert "The bridge closed on Tuesday." in text
    assert "Pasted text.txt" in text


def test_an_empty_digest_is_not_written(library, tmp_path):
    with pytest.raises(ExportError, match="no article in it yet"):
        digests.export_digest(library, Digest(), tmp_path / "d.md", digests.Format.MARKDOWN)

    assert not (tmp_path / "d.md").exists()


def test_a_passage_that_the_article_does_not_say_is_refused(library, digest):
    edition = make_edition(library, digest)
    item = edition.items[0]
    passage = item.paragraphs[0].passages[0]
    lied = passage._replace(text=passage.text.replace("Monday", "Sunday"))
    paragraph = item.paragraphs[0]._replace(passages=(lied,))
    forged = replace(item, paragraphs=(paragraph,))
    part = replace(edition.parts[0], items=(forged, *edition.parts[0].items[1:]))

    with pytest.raises(ExportError, match="not what the article says"):
        verify(replace(edition, parts=(part,)), library)


def test_what_is_hidden_meanwhile_is_refused(library, digest):
    edition = make_edition(library, digest)
    reading.hide(library, digest.entries[0].article, Span(0, 10))

    with pytest.raises(ExportError, match="not what the article says"):
        verify(edition, library)


def test_the_preview_is_the_page_that_an_export_writes(library, digest, tmp_path):
    path = tmp_path / "digest.html"
    digests.export_digest(library, digest, path, digests.Format.HTML)

    assert digests.preview(library, digest) == path.read_text(encoding="utf-8")
