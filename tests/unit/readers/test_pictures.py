"""A picture that a file holds is found again by the address that its document marks."""

from __future__ import annotations

import base64

import pytest

from digest_app.domain.block import InlineKind
from digest_app.readers.pictures import media_type, picture_of
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


@pytest.mark.parametrize("make", [mhtml, docx])
def test_a_picture_in_the_file_is_marked_and_found(make: object) -> None:
    data = make()  # type: ignore[operator]

    (target,) = targets(data)

    assert picture_of(data, target) == PNG
    assert media_type(PNG) == "image/png"


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
