"""A picture that a file holds is found again by the address that its document marks."""

from __future__ import annotations

import base64
import plistlib

import pytest

from digest_app.domain.block import InlineKind
from digest_app.readers import limits
from digest_app.readers.pictures import media_type, picture_of, pictures_of
from digest_app.readers.registry import read
from tests.unit.readers import making

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
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
