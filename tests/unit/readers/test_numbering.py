"""Numbered lists of office documents have their numbers, however their files keep them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from digest_app.domain.block import BlockKind
from digest_app.domain.document import Document
from digest_app.readers.numbering import Numbering
from digest_app.readers.registry import read
from tests.unit.readers import making

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def items(document: Document) -> list[tuple[str, int, int]]:
    listed = (b for b in document.blocks if b.kind is BlockKind.LIST_ITEM)
    return [(document.text[b.start : b.end], b.level, b.ordinal) for b in listed]


def word_item(words: str, number: int, level: int = 0) -> str:
    kept = f'<w:ilvl w:val="{level}"/><w:numId w:val="{number}"/>'
    return f"<w:p><w:pPr><w:numPr>{kept}</w:numPr></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"


def test_word_keeps_the_kind_of_a_list_in_another_part() -> None:
    body = "".join(
        word_item(*one)
        for one in (("a", 1), ("b", 1, 1), ("c", 1, 1), ("d", 1), ("e", 1, 1), ("f", 2), ("g", 9))
    )
    level = '<w:lvl w:ilvl="{}"><w:start w:val="{}"/><w:numFmt w:val="{}"/></w:lvl>'
    numbers = level.format(0, 3, "decimal") + level.format(1, 1, "lowerLetter")
    numbering = (
        f'<w:numbering xmlns:w="{_W}"><w:abstractNum w:abstractNumId="0">{numbers}</w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1">{level.format(0, 1, "bullet")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
    package = making.unzipped(making.docx(body)) | {"word/numbering.xml": numbering.encode()}

    (document,) = read(making.zipped(package)).documents

    assert items(document) == [
        *(
            ("a", 1, 3),
            ("b", 2, 1),
            ("c", 2, 2),
            ("d", 1, 4),
            ("e", 2, 1),
            ("f", 1, 0),
            ("g", 1, 0),
        ),
    ]


def test_open_document_keeps_the_kind_of_a_list_in_its_style() -> None:
    def listed(style: str, *inside: str) -> str:
        named = f' text:style-name="{style}"' if style else ""
        return f"<text:list{named}>{''.join(inside)}</text:list>"

    def one(words: str, inside: str = "") -> str:
        return f"<text:list-item><text:p>{words}</text:p>{inside}</text:list-item>"

    style = (
        '<text:list-style style:name="L1" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0">'
        '<text:list-level-style-number text:level="1" style:num-format="1" text:start-value="3"/>'
        '<text:list-level-style-bullet text:level="2"/></text:list-style>'
    )
    lists = listed("L1", one("a", listed("", one("b"))), one("c")) + listed("L1", one("d"))
    package = making.unzipped(making.odt())
    content = package["content.xml"].decode()
    content = content.replace("<office:body>", f"{style}<office:body>", 1)
    content = content.replace("</office:text>", f"{lists}</office:text>")

    (document,) = read(making.zipped(package | {"content.xml": content.encode()})).documents

    assert items(document)[1:] == [("a", 1, 3), ("b", 2, 0), ("c", 1, 4), ("d", 1, 3)]


steps = st.lists(st.tuples(st.sampled_from("xy"), st.integers(0, 3)), max_size=20)


@given(steps)
def test_items_of_a_level_count_up_until_a_higher_one_comes(steps: list[tuple[str, int]]) -> None:
    numbering = Numbering({name: {0: 1, 1: 1, 2: 1} for name in "xy"})
    last: dict[tuple[str, int], int] = {}

    for name, level in steps:
        number = numbering.next_item(name, level)
        last = {key: n for key, n in last.items() if key[0] != name or key[1] <= level}
        wanted = last.get((name, level), 0) + 1 if level < 3 else 0
        assert number == wanted
        last[name, level] = number
