"""A picture that a file holds is found again by the address that its document marks."""

from __future__ import annotations

import base64
import gzip
import plistlib

import pytest

from digest_app.domain.block import InlineKind
from digest_app.readers import limits
from digest_app.readers.pictures import media_type, picture_of, pictures_of
from digest_app.readers.registry import read
from tests.unit.readers import making

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
OTHER = PNG + b"another"
TAG = b'<img src="https://pier.example/pier.png">'


def targets(data: bytes) -> list[str]:
    (document,) = read(data).documents
    return [i.target for i in document.inlines if i.kind is InlineKind.IMAGE]


def mhtml() -> bytes:
    picture = b"--b\r\nContent-Type: image/png\r\nContent-Location: https://pier.example/pier.png\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    whole = making.mhtml(
        making.page().replace(b"</article>", b"<p>Look " + TAG + b" here</p></article>")
    )
    return whole.replace(b"--b--", picture + base64.b64encode(PNG) + b"\r\n--b--")


def docx() -> bytes:
    drawing = '<w:p><w:r><w:t>Look</w:t></w:r><w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:embed="rId9"/></w:drawing></w:r></w:p>'
    package = making.unzipped(making.docx(drawing))
    links = package["word/_rels/document.xml.rels"].replace(
        b"https://pier.example/", b"media/pier.png"
    )
    return making.zipped(
        {**package, "word/_rels/document.xml.rels": links, "word/media/pier.png": PNG}
    )


def odt() -> bytes:
    package = making.unzipped(making.odt())
    frame = (
        '<text:p><draw:frame xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
        ' xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0">'
        '<draw:image xlink:href="Pictures/pier.png"/><svg:desc>The pier at dawn</svg:desc>'
        "</draw:frame></text:p></office:text>"
    )
    content = package["content.xml"].replace(b"</office:text>", frame.encode())
    return making.zipped({**package, "content.xml": content, "Pictures/pier.png": PNG})


def epub() -> bytes:
    tag = b'<p>Look <img src="../pictures/pier.png" alt="The pier"/> here.</p></article>'
    story = making.page(story=making.STORY * 2).replace(b"</article>", tag)
    wrong = PNG[:-1] + b"x"
    extra = {"OEBPS/pictures/pier.png": PNG, "AAA/pictures/pier.png": wrong}
    return making.epub({"text/one.xhtml": story}, extra=extra)


def mail() -> bytes:
    body = making.page().replace(b"</article>", b'<img src="cid:pier@x">After it.</article>')
    return (
        b"From: Ada <ada@pier.example>\r\nSubject: Pier\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: multipart/related; boundary=b\r\n\r\n--b\r\n"
        b"Content-Type: text/html; charset=utf-8\r\n\r\n" + body + b"\r\n--b\r\n"
        b"Content-Type: image/png\r\nContent-ID: <pier@x>\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\n" + base64.b64encode(PNG) + b"\r\n--b--\r\n"
    )


def webarchive() -> bytes:
    html = making.page().replace(b"</article>", b'<p>Look <img src="/pier.png"> here</p></article>')
    archive = plistlib.loads(making.webarchive(html))
    picture = {"WebResourceURL": "https://pier.example/pier.png", "WebResourceData": PNG}
    return plistlib.dumps(archive | {"WebSubresources": [picture]}, fmt=plistlib.FMT_BINARY)


def mailbox() -> bytes:
    """Another picture under the same name is in the message before."""
    other = mail().replace(base64.b64encode(PNG), base64.b64encode(OTHER))
    line = b"From - Mon Nov  2 08:00:00 2026\r\n"
    return line + other + b"\r\n\r\n" + line + mail()


def attached() -> bytes:
    return (
        b"From: Ada <ada@pier.example>\r\nSubject: Pier\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\n"
        b"Content-Type: application/octet-stream\r\n"
        b"Content-Disposition: attachment; filename=pier.docx\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\n" + base64.b64encode(docx()) + b"\r\n--m--\r\n"
    )


def page_with(address: str) -> bytes:
    tag = f'<p>Look <img src="{address}"> here</p></article>'.encode()
    return making.page().replace(b"</article>", tag)


def zipped_pages() -> bytes:
    """Two saved pages whose pictures have the same name, in folders of their own."""
    files = {"b/p.html": page_with("p_files/1.png"), "b/p_files/1.png": PNG}
    return making.zipped({"a/p_files/1.png": OTHER, **files})


def zip_in_zip() -> bytes:
    return making.zipped({"words.txt": "", "inner.zip": zipped_pages()})


def record(kind: str, address: str, body: bytes) -> bytes:
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: " + kind.encode() + b"\r\n\r\n" + body
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\n"
    return f"{head}Content-Length: {len(answer)}\r\n\r\n".encode() + answer + b"\r\n\r\n"


def warc() -> bytes:
    return record("image/png", "https://pier.example/news/1.png", PNG) + record(
        "text/html", "https://pier.example/news/one.html", page_with("1.png")
    )


def packed_warc() -> bytes:
    return gzip.compress(warc())


def last_target(data: bytes) -> str:
    document = read(data).documents[-1]
    return next(i.target for i in document.inlines if i.kind is InlineKind.IMAGE)


@pytest.mark.parametrize("make", [mailbox, attached, zipped_pages, zip_in_zip, warc, packed_warc])
def test_a_picture_of_a_file_in_the_file_is_found(make: object) -> None:
    data = make()  # type: ignore[operator]

    assert picture_of(data, last_target(data)) == PNG


def test_pictures_of_the_same_name_stay_with_their_messages() -> None:
    found = [
        picture_of(mailbox(), i.target)
        for document in read(mailbox()).documents
        for i in document.inlines
        if i.kind is InlineKind.IMAGE
    ]

    assert found == [OTHER, PNG]


@pytest.mark.parametrize("target", ["part:9/1.png", "part:0/" * 50 + "1.png", "part:x/1.png"])
def test_a_part_that_is_not_there_has_no_pictures(target: str) -> None:
    for data in (mailbox(), attached(), zip_in_zip(), warc()):
        assert picture_of(data, target) == b""


@pytest.mark.parametrize("make", [mhtml, docx, odt, epub, mail, webarchive])
def test_a_picture_in_the_file_is_marked_and_found(make: object) -> None:
    data = make()  # type: ignore[operator]

    (target,) = targets(data)

    assert picture_of(data, target) == PNG
    assert media_type(PNG) == "image/png"


@pytest.mark.parametrize(
    ("make", "words"), [(odt, "The pier at dawn"), (epub, "The pier"), (mail, "")]
)
def test_a_picture_has_its_words(make: object, words: str) -> None:
    (document,) = read(make()).documents  # type: ignore[operator]

    assert [i.alt for i in document.inlines if i.kind is InlineKind.IMAGE] == [words]


def test_pictures_beyond_the_limits_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_PICTURES_BYTES", 60)
    one, two, three = (
        "data:image/png;base64," + base64.b64encode(PNG + sign).decode()
        for sign in (b"1", b"2", b"3")
    )

    assert list(pictures_of(b"<html>", [one, two, three])) == [one, two]


def test_a_picture_in_an_address_is_found() -> None:
    address = "data:image/png;base64," + base64.b64encode(PNG).decode()

    assert picture_of(b"<html>", address) == PNG


@pytest.mark.parametrize(
    "target",
    [
        "https://elsewhere.example/a.png",
        "file:///etc/passwd",
        "../../etc/passwd",
        "data:image/svg+xml,<svg/>",
        "",
    ],
)
def test_what_the_file_does_not_hold_is_not_there(target: str) -> None:
    assert picture_of(mhtml(), target) == b""
    assert picture_of(docx(), target) == b""
    assert picture_of(b"plain words", target) == b""


def test_a_picture_that_a_page_keeps_in_its_styles_is_found() -> None:
    kept = base64.b64encode(PNG).decode()
    head = f'<style>:root{{--sf-img-1:url("data:image/png;base64,{kept}")}}</style>'
    tag = (
        "<p>Look <img src='data:image/svg+xml,<svg/>' style='width:9px;"
        "background-image: var(--sf-img-1) !important'> here</p></article>"
    )
    data = making.page(head=head).replace(b"</article>", tag.encode())

    (target,) = targets(data)

    assert picture_of(data, target) == PNG
