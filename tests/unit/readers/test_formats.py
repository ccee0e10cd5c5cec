"""Every format gives the article that was put into it: its text, its structure, what it states."""

from __future__ import annotations

import gzip
from email.message import EmailMessage

import pytest

from digest_app.domain.block import BlockKind, InlineKind
from digest_app.domain.document import Document
from digest_app.domain.problems import UnreadableFile
from digest_app.readers.registry import read
from tests.unit.readers import making
from tests.unit.readers.making import STORY, TITLE


def only(data: bytes, name: str = "") -> Document:
    (document,) = read(data, name).documents
    return document


def blocks(document: Document, kind: BlockKind) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if b.kind is kind]


def marked(document: Document, kind: InlineKind) -> list[tuple[str, str]]:
    return [(document.text[i.start : i.end], i.target) for i in document.inlines if i.kind is kind]


FILES = {
    "plain text": "\n\n".join((TITLE, *STORY)).encode(),
    "Markdown": f"---\ntitle: {TITLE}\n---\n\n".encode() + "\n\n".join(STORY).encode(),
    "saved page": making.page(),
    "web archive (MHTML)": making.mhtml(making.page()),
    "Safari web archive": making.webarchive(making.page()),
    "e-mail": making.mail(),
    "mailbox": b"From ada Sat Mar 14 09:30:00 2026\n" + making.mail().replace(b"\r\n", b"\n"),
    "Word document": making.docx_story(),
    "OpenDocument text": making.odt(),
    "EPUB": making.epub({"a.xhtml": making.page(story=STORY * 2)}),
    "RTF": making.rtf(),
    "feed": making.rss(making.entry(TITLE, "".join(f"<p>{p}</p>" for p in STORY))),
    "JSON": making.as_json(making.records(text=True)[:1]),
    "JSON lines": b"\n".join(making.as_json(r) for r in making.records(text=True)[:1] * 2),
    "WARC": making.warc(making.page()),
    "ZIP archive": making.zipped({"a/pier.html": making.page()}),
}


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize("name", ["pier.bin", "pier.pdf", ""])
def test_a_file_is_read_by_what_it_holds_whatever_it_is_called(kind: str, name: str) -> None:
    reading = read(FILES[kind], name)

    assert reading.format == kind
    text = reading.documents[0].text
    for paragraph in STORY:
        assert paragraph in " ".join(text.split())


@pytest.mark.parametrize("kind", FILES)
def test_every_format_states_the_title(kind: str) -> None:
    assert read(FILES[kind]).documents[0].metadata.title == TITLE


def test_a_packed_file_is_read_as_what_is_in_it() -> None:
    reading = read(gzip.compress(making.page()) + gzip.compress(b"<!-- more -->"), "pier.html.gz")

    assert reading.format == "saved page"


def test_a_word_document_keeps_its_structure() -> None:
    document = only(making.docx_story())

    assert blocks(document, BlockKind.HEADING) == [TITLE]
    assert blocks(document, BlockKind.LIST_ITEM) == ["One ferry"]
    assert blocks(document, BlockKind.TABLE) == ["Year\tTrips"]
    assert marked(document, InlineKind.LINK) == [("the pier", "https://pier.example/")]
    assert marked(document, InlineKind.STRONG) == [("the pier", "")]
    assert document.metadata.authors == ("Ada Lindqvist",)
    assert "never printed" not in document.text


def test_a_word_document_shows_what_its_last_editor_saw() -> None:
    """Given tracked changes, hidden words, fields and a box, each is what Word shows on paper."""
    run = "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>".format
    sign = "<w:r><w:fldChar w:fldCharType='{}'/></w:r>".format
    instruction = '<w:r><w:instrText>HYPERLINK "https://pier.example/f"</w:instrText></w:r>'
    box = f"<w:txbxContent><w:p>{run('In a box.')}</w:p></w:txbxContent>"
    twice = f'<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>'
    body = (
        f"<w:p><w:ins>{run('Put in, ')}</w:ins><w:del><w:r><w:delText>out</w:delText></w:r></w:del>{run('stays.')}</w:p>"
        f"<w:p><w:moveFrom>{run('before')}</w:moveFrom><w:moveTo>{run('Moved here.')}</w:moveTo></w:p>"
        f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>{run('Shown.')}<w:r>{twice}</w:r></w:p>"
        f"<w:p>{sign('begin')}{instruction}{sign('separate')}{run('The pier')}{sign('end')}{run(' opens.')}</w:p>"
        f"<w:p><w:fldSimple w:instr=' HYPERLINK \\l top '>{run('To the top')}</w:fldSimple></w:p>"
    )

    document = only(making.docx(body))

    assert blocks(document, BlockKind.PARAGRAPH) == [
        "Put in, stays.",
        "Moved here.",
        "Shown.",
        "In a box.",
        "The pier opens.",
        "To the top",
    ]
    assert marked(document, InlineKind.LINK) == [
        ("The pier", "https://pier.example/f"),
        ("To the top", "#top"),
    ]


def test_a_note_of_a_word_document_has_its_own_links_and_a_page_number_is_left_out() -> None:
    word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    parts = making.unzipped(making.docx_story())
    note = '<w:p><w:hyperlink r:id="rId9"><w:r><w:t>a note</w:t></w:r></w:hyperlink></w:p>'
    foot = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"

    document = only(
        making.zipped(
            parts
            | {
                "word/footnotes.xml": f"<w:footnotes {word}><w:footnote>{note}</w:footnote></w:footnotes>",
                "word/_rels/footnotes.xml.rels": '<Relationships><Relationship Id="rId9" Target="https://note.example/"/></Relationships>',
                "word/footer1.xml": f"<w:ftr {word}>{foot.format('Page 3 of 12')}</w:ftr>",
                "word/footer2.xml": f"<w:ftr {word}>{foot.format('The Ellery Courier')}</w:ftr>",
            }
        )
    )

    assert ("a note", "https://note.example/") in marked(document, InlineKind.LINK)
    assert document.text.endswith("a note\n\nThe Ellery Courier")


def test_an_opendocument_text_knows_the_styles_that_its_own_stand_for() -> None:
    parts = making.unzipped(making.odt())
    styles = (
        '<office:document-styles xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0">'
        '<style:style style:name="P1" style:parent-style-name="Quotations"/>'
        '<style:style style:name="Quotations"/></office:document-styles>'
    )
    content = (
        parts["content.xml"]
        .decode()
        .replace("<text:p>The pier cost", '<text:p text:style-name="Quotations">The pier cost')
    )

    document = only(making.zipped(parts | {"styles.xml": styles, "content.xml": content}))

    assert blocks(document, BlockKind.QUOTE) == [STORY[2]]


def test_an_opendocument_text_keeps_its_structure_and_its_notes() -> None:
    document = only(making.odt())

    assert blocks(document, BlockKind.HEADING) == [TITLE]
    assert blocks(document, BlockKind.LIST_ITEM) == ["One ferry"]
    assert marked(document, InlineKind.LINK) == [("the pier", "https://pier.example/")]
    assert document.text.endswith("A note.")


def test_rich_text_gives_its_signs_and_what_its_information_states() -> None:
    document = only(making.rtf())

    assert "“We waited for the tide" in document.text
    assert "€4.2 million" in document.text
    assert "0102030405" not in document.text
    assert document.metadata.published == "2026-03-14"


def test_rich_text_keeps_its_structure() -> None:
    """Given what word processors write: styles, lists, tables, fields, notes, marks of deletion."""
    document = only(making.rich_rtf(), "pier.rtf")

    assert blocks(document, BlockKind.HEADING) == ["Ellery opens its pier"]
    assert blocks(document, BlockKind.QUOTE) == ["A quotation."]
    assert blocks(document, BlockKind.LIST_ITEM) == ["One ferry"]
    assert [b.level for b in document.blocks if b.kind is BlockKind.LIST_ITEM] == [2]
    assert blocks(document, BlockKind.TABLE) == ["Year\tTrips"]
    assert blocks(document, BlockKind.PARAGRAPH) == [
        "It cost four million, see the pier.",
        "Москва 東京 🙂!",
        "The end.",
        "Ellery",
        "A note.",
    ]
    assert marked(document, InlineKind.LINK) == [("the pier", "https://pier.example/")]
    assert marked(document, InlineKind.STRONG) == [("four", "")]
    assert marked(document, InlineKind.EMPHASIS) == [("million", "")]


def test_half_a_character_in_rich_text_is_shown_as_unread() -> None:
    document = only(
        rb"{\rtf1\ansi\uc1 One \u-10179? two \u-8638? three \u-10179?\u-10179?\u-8638? four}"
    )

    assert document.text == "One � two � three �🙂 four"


def test_rich_text_without_styles_has_headings_by_their_size() -> None:
    body = r"\pard\fs24 " + r"\par ".join(["An ordinary line of the story."] * 4)

    document = only(rb"{\rtf1\ansi\pard\fs40 Ellery opens its pier\par" + body.encode() + b"}")

    assert blocks(document, BlockKind.HEADING) == ["Ellery opens its pier"]
    assert document.metadata.title == "Ellery opens its pier"


def test_each_chapter_of_a_book_is_an_article_and_a_short_page_joins_its_chapter() -> None:
    cover = b"<html><body><h1>Weekly</h1></body></html>"
    first = making.page("One pier", STORY * 2)
    second = making.page("Two piers", STORY * 2)

    documents = read(
        making.epub({"cover.xhtml": cover, "a.xhtml": first, "b.xhtml": second})
    ).documents

    assert [d.metadata.title for d in documents] == ["One pier", "Two piers"]
    assert documents[0].text.startswith("Weekly")
    assert {d.metadata.published for d in documents} == {"2026-03-14"}
    assert {d.metadata.publisher for d in documents} == {"The Ellery Courier, weekly"}


def test_a_chapter_without_heading_has_its_title_from_the_contents_and_no_note_signs() -> None:
    paragraphs = "".join(f"<p>{p}</p>" for p in STORY * 2)
    chapter = f'<html xmlns:epub="e"><body>{paragraphs}<p>It opened in 2019<a epub:type="noteref" href="#n">1</a>.</p></body></html>'
    contents = '<ncx><navMap><navPoint><navLabel><text>The pier</text></navLabel><content src="text/a.xhtml#x"/></navPoint></navMap></ncx>'
    parts = making.unzipped(
        making.epub({"text/a.xhtml": chapter.encode()}, extra={"OEBPS/toc.ncx": contents})
    )
    item = b'<manifest><item id="n" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
    parts["OEBPS/c.opf"] = parts["OEBPS/c.opf"].replace(b"<manifest>", item)

    document = only(making.zipped(dict(parts)))

    assert document.metadata.title == "The pier"
    assert document.text.endswith("It opened in 2019.")


def test_a_book_protected_against_copying_is_named() -> None:
    lock = '<e xmlns:enc="x"><enc:EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/></e>'
    book = making.epub({"a.xhtml": making.page()}, extra={"META-INF/encryption.xml": lock})

    with pytest.raises(UnreadableFile, match="protected against copying"):
        read(book, "book.epub")


def test_a_mail_states_its_sender_and_day_and_loses_the_reply_mark() -> None:
    metadata = only(making.mail()).metadata

    assert metadata.title == TITLE
    assert metadata.authors == ("Ada Lindqvist",)
    assert metadata.published == "2026-03-14T09:30:00+01:00"


def test_a_newsletter_shows_its_html_and_is_published_by_its_sender() -> None:
    hidden = b"<div style='display: none'>preview words</div>"
    body = (
        hidden
        + b"<table><tr><td><p>The tide is high.</p><p>It falls at noon.</p></td></tr></table>"
    )

    document = only(making.newsletter(body))

    assert document.text == "The tide is high.\n\nIt falls at noon."
    assert document.metadata.publisher == "The Tide Table"
    assert document.metadata.authors == ()


def test_each_message_of_a_mailbox_is_an_article() -> None:
    box = b"".join(
        b"From ada Sat Mar 14 09:30:00 2026\n"
        + making.mail(f"Number {n}").replace(b"\r\n", b"\n")
        + b"\n"
        for n in range(3)
    )

    documents = read(box, "news.mbox").documents

    assert [d.metadata.title for d in documents] == ["Number 0", "Number 1", "Number 2"]


def test_an_attached_article_is_an_article_and_an_attached_picture_is_not() -> None:
    parts = (
        b"From: a@b\r\nTo: c@d\r\nSubject: Two\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
        b"--b\r\nContent-Type: text/plain\r\n\r\nSee the attached page.\r\n"
        b"--b\r\nContent-Type: image/png\r\nContent-Disposition: attachment; filename=a.png\r\n\r\nxx\r\n"
        b"--b\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=p.html\r\n\r\n"
        + making.page()
        + b"\r\n--b--\r\n"
    )

    documents = read(parts, "two.eml").documents

    assert [d.metadata.title for d in documents] == ["Two", TITLE]


def test_lines_that_flow_are_one_paragraph_and_quoted_ones_one_quote() -> None:
    body = (
        "A long line that flows \r\nonto the next.\r\n> quoted words \r\n> that flow.\r\n-- \r\nAda"
    )
    flowed = making.mail(body=body).replace(b"charset=utf-8", b"charset=utf-8; format=flowed")

    document = only(flowed, "flowed.eml")

    assert document.text.split("\n") == [
        "A long line that flows onto the next.",
        "> quoted words that flow.",
        "-- ",
        "Ada",
        "",
    ]
    assert blocks(document, BlockKind.QUOTE) == ["> quoted words that flow."]


def test_a_forwarded_message_is_its_own_writers() -> None:
    body = (
        "Have a look.\n\n---------- Forwarded message ---------\nVon: The Tide Table <n@tide.example>\n"
        f"Datum: 13 March 2026 08:00\nBetreff: The pier\nAn: Ada\n\n{STORY[0]}"
    )

    metadata = only(making.mail(body=body), "fwd.eml").metadata

    assert metadata.title == "The pier"
    assert metadata.publisher == "The Tide Table"
    assert metadata.published.startswith("2026-03-13")
    assert next(o.source for o in metadata.origins if o.field == "title") == "the forwarded headers"


def test_a_name_in_a_header_is_decoded_after_it_is_cut_out() -> None:
    encoded = making.mail().replace(b"Ada Lindqvist <", b"=?utf-8?Q?Lindqvist=2C_=C3=85da?= <")

    assert only(encoded, "name.eml").metadata.authors == ("Åda Lindqvist",)


def test_an_attached_message_and_what_is_attached_to_it_are_articles() -> None:
    outer, inner = EmailMessage(), EmailMessage()
    for message, subject, text in ((outer, "Outer", "See below."), (inner, "Inner", STORY[0])):
        message["From"], message["To"], message["Subject"] = "a@b.example", "c@d.example", subject
        message.set_content(text)
    inner.add_attachment(
        making.page(), maintype="text", subtype="html", filename="Grüße, Pier.html"
    )
    outer.add_attachment(inner)

    reading = read(outer.as_bytes(), "outer.eml")

    assert [d.metadata.title for d in reading.documents] == ["Outer", "Inner", TITLE]
    assert reading.notes == ()


def test_a_line_that_begins_with_from_is_no_separator_of_a_mailbox() -> None:
    body = "They came\n\n>From here 09:30 to there.\n\nFrom now on it is open."
    box = b"From ada Sat Mar 14 09:30:00 2026\n" + making.mail(body=body).replace(b"\r\n", b"\n")

    document = only(box, "news.mbox")

    assert "From here 09:30 to there." in document.text.split("\n")
    assert "From now on it is open." in document.text


def test_a_mail_that_is_cut_off_is_read_and_says_so() -> None:
    whole = making.newsletter(making.page())
    cut = whole[: whole.rindex(b"--b--")]

    document = only(cut, "news.eml")

    assert TITLE in document.text
    assert any("cut off" in note for note in document.notes)


def test_an_encrypted_mail_is_named() -> None:
    sealed = making.mail().replace(b"text/plain; charset=utf-8", b"application/pkcs7-mime")

    with pytest.raises(UnreadableFile, match="encrypted"):
        read(sealed, "secret.eml")


def test_a_web_archive_knows_where_it_was_saved_from_without_the_tracking() -> None:
    metadata = only(making.mhtml(making.page())).metadata

    assert metadata.url == "https://pier.example/news"
    assert {o.source for o in metadata.origins if o.field == "url"} == {"where it was saved from"}


def test_each_entry_of_a_feed_with_text_is_an_article() -> None:
    feed = making.rss(
        making.entry("First", f"<p>{STORY[0]}</p>")
        + making.entry("Second", f"<p>{STORY[1]}</p>")
        + "<item><title>Empty</title></item>"
    )

    reading = read(feed, "courier.xml")

    assert [d.metadata.title for d in reading.documents] == ["First", "Second"]
    assert {d.metadata.publisher for d in reading.documents} == {"The Ellery Courier"}
    assert reading.documents[0].metadata.published == "2026-03-14T09:30:00+01:00"
    assert reading.notes == ("1 of 3 entries hold no text.",)


def test_a_json_feed_is_a_feed() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "The Ellery Courier",
        "items": [
            {
                "id": "1",
                "url": "https://pier.example/a",
                "title": TITLE,
                "content_html": f"<p>{STORY[0]}</p>",
                "authors": [{"name": "Ada Lindqvist"}],
                "date_published": "2026-03-14T09:30:00Z",
            }
        ],
    }

    document = only(making.as_json(feed))

    assert document.text == STORY[0]
    assert document.metadata.publisher == "The Ellery Courier"
    assert document.metadata.authors == ("Ada Lindqvist",)
    assert document.metadata.published == "2026-03-14T09:30:00+00:00"


def test_an_export_with_texts_gives_articles_and_counts_the_others() -> None:
    reading = read(making.as_json(making.records(text=True)), "export.json")

    assert [d.metadata.url for d in reading.documents] == ["https://pier.example/a"]
    assert reading.notes == ("1 of 2 entries hold no text.",)


def test_an_export_of_addresses_becomes_one_list_and_says_what_to_do() -> None:
    reading = read(making.as_json(making.records(text=False)), "pocket.json")

    (document,) = reading.documents
    assert document.text == f"{TITLE}\nAnother"
    assert marked(document, InlineKind.LINK) == [
        (TITLE, "https://pier.example/a"),
        ("Another", "https://pier.example/b"),
    ]
    assert "save the pages" in reading.notes[0]


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_a_table_is_read_by_the_names_of_its_columns(delimiter: str) -> None:
    rows = [("Title", "Body", "Published"), (TITLE, f'"{STORY[0]}"', "2026-03-14")]
    table = "\n".join(delimiter.join(row) for row in rows)

    document = only(table.encode(), "articles.csv")

    assert document.text == STORY[0]
    assert document.metadata.title == TITLE
    assert document.metadata.published == "2026-03-14"


def test_the_highlights_of_one_book_are_one_article() -> None:
    rows = [("Highlight", "Book Title", "Book Author"), (f'"{STORY[0]}"', TITLE, "Ada Lindqvist")]
    rows += [("A whole sentence from elsewhere.", "Another", "Bo"), (f'"{STORY[1]}"', *rows[1][1:])]

    reading = read("\n".join(map(",".join, rows)).encode(), "a name that tells nothing")

    one, other = reading.documents
    assert one.text == f"{STORY[0]}\n\n{STORY[1]}"
    assert (one.metadata.title, one.metadata.byline) == (TITLE, "Ada Lindqvist")
    assert other.metadata.title == "Another"


def test_an_export_of_wallabag_names_its_authors_and_its_words_tell_the_language() -> None:
    body = "".join(f"<p>{p}</p>" for p in STORY)
    record = {"title": TITLE, "content": body, "published_by": ["Ada Lindqvist"], "language": None}

    document = only(making.as_json([record]))

    assert document.metadata.authors == ("Ada Lindqvist",)
    assert document.metadata.language == "en"


def test_a_link_is_kept_as_a_link_and_nothing_is_fetched() -> None:
    windows = b"[InternetShortcut]\r\nURL=https://pier.example/a%20b\r\n"
    mac = b'<?xml version="1.0"?><plist version="1.0"><dict><key>URL</key><string>https://pier.example/a</string></dict></plist>'

    for data, name in ((windows, "The pier.url"), (mac, "The pier.webloc")):
        document = only(data, name)
        assert document.text.startswith("The pier\n\nhttps://pier.example/a")
        assert "not an article" in document.notes[0]


def test_a_web_crawl_gives_its_pages_whole_also_in_chunks() -> None:
    document = only(gzip.compress(making.warc(making.page(), chunked=True)), "crawl.warc.gz")

    assert STORY[0] in document.text
    assert document.metadata.url == "https://pier.example/w"


def test_news_xml_gives_its_paragraphs() -> None:
    nitf = (
        f"<?xml version='1.0'?><nitf><body><body.head><hedline><hl1>{TITLE}</hl1></hedline>"
        f"<byline>By Ada Lindqvist</byline></body.head><body.content><p>{STORY[0]}</p></body.content></body></nitf>"
    ).encode()

    document = only(nitf, "story.xml")

    assert blocks(document, BlockKind.PARAGRAPH) == [STORY[0]]
    assert document.metadata.title == TITLE
    assert document.metadata.authors == ("Ada Lindqvist",)


def test_an_archive_gives_every_article_in_it_and_names_what_it_leaves_out() -> None:
    archive = making.zipped(
        {
            "pier.html": making.page(),
            "pier_files/frame.html": making.page("An advertisement"),
            "inner.zip": making.zipped({"second.html": making.page("Second pier")}),
            "photo.bin": b"\x89PNG\r\n\x1a\n" + bytes(50),
            "../../x.txt": "outside",
        }
    )

    reading = read(archive, "news.zip")

    assert [d.metadata.title for d in reading.documents] == [TITLE, "Second pier"]
    assert any("photo.bin" in note and "image" in note for note in reading.notes)
    assert any("points out of the archive" in note for note in reading.notes)
    assert not any("outside" in d.text for d in reading.documents)


def test_a_book_of_one_article_is_not_its_own_publisher() -> None:
    book = {"a.xhtml": making.page(title="The Ellery Courier, weekly", story=STORY * 2)}

    document = only(making.epub(book))

    assert document.metadata.title == "The Ellery Courier, weekly"
    assert document.metadata.publisher == ""


@pytest.mark.parametrize(
    ("data", "what", "next_step"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(30), "an image", "text recognition"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(30), "a 7-Zip archive", "Unpack it"),
        (b"filedesc://a.arc 0.0.0.0", "an ARC web archive", "Convert it to WARC"),
        (b"ID3" + bytes(30), "a sound recording", "Add its words"),
        (making.zipped({"[Content_Types].xml": "", "xl/a": ""}), "a spreadsheet", "as CSV"),
        (b"%!PS-Adobe-3.0\n", "a PostScript file", "Save it as PDF"),
        (b"<?xml version='1.0'?><office:document xmlns:office='o'/>", "a flat Open", "Save it as"),
    ],
)
def test_what_is_not_read_is_named_with_what_can_be_done_about_it(
    data: bytes, what: str, next_step: str
) -> None:
    with pytest.raises(UnreadableFile) as error:
        read(data, "dropped")

    assert f"It is {what}" in error.value.problem.what
    assert next_step in error.value.problem.next_step
