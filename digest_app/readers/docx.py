"""Word documents (DOCX): headings, lists, tables, links, emphasis, notes and text boxes."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element

from digest_app.domain.block import BlockKind, InlineKind
from digest_app.domain.document import Document
from digest_app.domain.problems import UnreadableFile
from digest_app.readers.building import Builder
from digest_app.readers.claims import Claim
from digest_app.readers.fields import link_address
from digest_app.readers.numbering import Numbering, word_numbering
from digest_app.readers.package import Package
from digest_app.readers.properties import is_page_number, property_claims, style_kind, worded
from digest_app.readers.xml_tree import parse_xml, words

_MAIN: Final = "word/document.xml"
_SKIPPED: Final = frozenset({
    "mc-Fallback", "w-del", "w-moveFrom", "w-delText", "w-rt", "w-pPr", "w-rPr",
    "w-sectPr", "w-tblPr", "w-tblGrid", "w-trPr", "w-tcPr", "w-delInstrText",
})  # fmt: skip
_WORDS: Final = {"w-tab": "\t", "w-noBreakHyphen": "\N{NON-BREAKING HYPHEN}", "w-softHyphen": ""}
_ENDS: Final = {"w-br", "w-cr"}
_WORDLESS: Final = {"w-fldChar", "w-instrText"}
_NOTES: Final = ("footnotes", "endnotes", "comments")
_FURNITURE: Final = re.compile(r"word/(?:header|footer)\d*\.xml$")
_OFF: Final = frozenset({"0", "false", "off", "none"})


def read_docx(package: Package) -> Document:
    """Read a Word document: its body, then notes and comments, then running heads and feet.

    Raises:
        UnreadableFile: if it is damaged or holds no text.
    """
    main = _main_part(package)
    links = _links(package, main)
    walk = _Walk(Builder(), _styles(package), links, package, numbering=_numbering(package))
    walk.story(parse_xml(package.read(main), package.name))
    comments = _after_body(package, walk)
    document = walk.builder.document()
    if not document.text:
        what = "The document holds no text."
        raise UnreadableFile(package.name, what, "If it holds pictures of pages, save their text.")
    notes = ("Its comments stand at the end of the text.",) if comments else ()
    stated = worded(document, _claims(package, walk.title))
    return Document(document.text, document.blocks, stated, document.inlines, notes)


def _main_part(package: Package) -> str:
    if _MAIN in package:
        return _MAIN
    for link in _relations(package, "_rels/.rels"):
        if link.get("Type", "").endswith("/officeDocument"):
            return link.get("Target", "").lstrip("/")
    return _MAIN


def _after_body(package: Package, walk: _Walk) -> bool:
    """Add the notes, the comments and each running head once; tell whether there are comments."""
    has_comments = False
    for part in _NOTES:
        if f"word/{part}.xml" in package:
            root = parse_xml(package.read(f"word/{part}.xml"), package.name)
            walk.links = _links(package, f"word/{part}.xml")
            for note in root:
                if note.get("w-type") not in {"separator", "continuationSeparator"}:
                    walk.story(note)
                    has_comments = has_comments or part == "comments"
    seen: set[str] = set()
    for name in package.names:
        if _FURNITURE.match(name):
            root = parse_xml(package.read(name), package.name)
            if (text := words(root)) not in seen and not is_page_number(text):
                seen.add(text)
                walk.links = _links(package, name)
                walk.story(root)
    return has_comments


def _relations(package: Package, part: str) -> Iterator[Element]:
    if part in package:
        yield from parse_xml(package.read(part), package.name)


def _links(package: Package, main: str) -> dict[str, str]:
    folder, _, file = main.rpartition("/")
    return {
        link.get("Id", ""): link.get("Target", "")
        for link in _relations(package, f"{folder}/_rels/{file}.rels")
    }


def _styles(package: Package) -> dict[str, tuple[BlockKind, int]]:
    """Return what the named paragraph styles are: headings, quotes, lists, the title."""
    if "word/styles.xml" not in package:
        return {}
    styles: dict[str, tuple[BlockKind, int]] = {}
    for style in parse_xml(package.read("word/styles.xml"), package.name).iter("w-style"):
        level = _value(style.find("w-pPr/w-outlineLvl"))
        outline = int(level) if level.isdigit() else -1
        if kind := style_kind(_value(style.find("w-name")), outline):
            styles[style.get("w-styleId", "")] = kind
    return styles


def _is_on(mark: Element | None) -> bool:
    """Tell whether a look that can be switched off is on."""
    return mark is not None and _value(mark) not in _OFF


def _numbering(package: Package) -> Numbering:
    part = "word/numbering.xml"
    return word_numbering(parse_xml(package.read(part), package.name) if part in package else None)


def _value(element: Element | None) -> str:
    return element.get("w-val", "") if element is not None else ""


class _Field(NamedTuple):
    """An open field: what its instruction says, and where its result begins (-1: not yet)."""

    says: str = ""
    start: int = -1


@dataclass(slots=True)
class _Walk:
    """Goes through the stories of a document; ``title`` is the first paragraph styled as one."""

    builder: Builder
    styles: dict[str, tuple[BlockKind, int]]
    links: dict[str, str]
    package: Package
    title: str = ""
    numbering: Numbering = field(default_factory=Numbering)
    alt: str = ""
    boxes: list[Element] = field(default_factory=list)
    fields: list[_Field] = field(default_factory=list)

    def story(self, root: Element) -> None:
        """Read the paragraphs and tables of the body, a note or a running head."""
        for element in root:
            if element.tag == "w-p":
                self._paragraph(element)
            elif element.tag == "w-tbl":
                self._table(element)
            elif element.tag == "w-altChunk":
                self._chunk(self.links.get(element.get("r-id", ""), ""))
            elif element.tag not in _SKIPPED:
                self.story(element)

    def _paragraph(self, paragraph: Element) -> None:
        properties = paragraph.find("w-pPr")
        kind, level = self._kind(properties)
        self.builder.open(kind, level, self._ordinal(properties, kind, level))
        self._runs(paragraph)
        if kind is BlockKind.HEADING and not self.title and level == 1:
            self.title = words(paragraph)
        self.builder.close()
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self.story(box)

    def _ordinal(self, properties: Element | None, kind: BlockKind, level: int) -> int:
        """Return the number of a list's item; 0 for anything else."""
        if kind is not BlockKind.LIST_ITEM or properties is None:
            return 0
        return self.numbering.next_item(_value(properties.find("w-numPr/w-numId")), level - 1)

    def _kind(self, properties: Element | None) -> tuple[BlockKind, int]:
        if properties is None:
            return BlockKind.PARAGRAPH, 0
        level = _value(properties.find("w-outlineLvl"))
        if level.isdigit() and int(level) < 6:  # noqa: PLR2004 - six levels of headings
            return BlockKind.HEADING, int(level) + 1
        style = _value(properties.find("w-pStyle"))
        if style in self.styles:
            return self.styles[style]
        numbered = properties.find("w-numPr")
        if numbered is not None or style.startswith("List"):
            depth = _value(numbered.find("w-ilvl")) if numbered is not None else ""
            return BlockKind.LIST_ITEM, int(depth) + 1 if depth.isdigit() else 1
        return BlockKind.PARAGRAPH, 0

    def _runs(self, element: Element) -> None:
        """Read what stands inside a paragraph; text boxes wait for its end."""
        for child in element:
            if child.tag == "w-txbxContent":
                self.boxes.append(child)
            elif child.tag in {"w-t", "m-t", "a-t"}:
                self.builder.write(child.text or "")
            elif child.tag == "a-blip":
                self._picture(child.get("r-embed", ""))
            elif child.tag not in _SKIPPED and not self._sign(child):
                self._marked(child)

    def _sign(self, child: Element) -> bool:
        """Take an element that has no words in it; False where it is none of those known."""
        tag = child.tag
        if tag in _WORDS:
            self.builder.write(_WORDS[tag])
        elif tag in _ENDS:
            self.builder.break_line()
        elif tag == "docPr":
            self.alt = child.get("descr", "")
        elif tag == "w-fldChar":
            self._field(child.get("w-fldCharType", ""))
        elif tag == "w-instrText":
            says = child.text or ""
            self.fields[-1:] = [one._replace(says=one.says + says) for one in self.fields[-1:]]
        return tag in _WORDS or tag in _ENDS or tag in _WORDLESS

    def _field(self, step: str) -> None:
        """Take one of the three signs of a field: its begin, its result's begin, its end."""
        if step == "begin":
            self.fields.append(_Field())
        elif step == "separate":
            place = self.builder.position
            self.fields[-1:] = [one._replace(start=place) for one in self.fields[-1:]]
        elif step == "end" and self.fields:
            says, start = self.fields.pop()
            if start >= 0 and (target := link_address(says)):
                self.builder.mark(start, InlineKind.LINK, target)

    def _picture(self, link: str) -> None:
        if target := self.links.get(link, ""):
            self.builder.image(posixpath.normpath(posixpath.join("word", target)), self.alt)
            self.alt = ""

    def _marked(self, element: Element) -> None:
        if element.tag == "w-r" and _is_on(element.find("w-rPr/w-vanish")):
            return
        start = self.builder.position
        self._runs(element)
        if element.tag == "w-fldSimple" and (target := link_address(element.get("w-instr", ""))):
            self.builder.mark(start, InlineKind.LINK, target)
        elif element.tag == "w-hyperlink":
            target = self.links.get(element.get("r-id", ""), "") or "#" + element.get(
                "w-anchor", ""
            )
            self.builder.mark(start, InlineKind.LINK, target)
        elif element.tag == "w-r":
            for kind, mark in ((InlineKind.STRONG, "w-b"), (InlineKind.EMPHASIS, "w-i")):
                if _is_on(element.find(f"w-rPr/{mark}")):
                    self.builder.mark(start, kind)

    def _table(self, table: Element) -> None:
        rows = table.findall(".//w-tr")
        if all(len(row.findall(".//w-tc")) == 1 for row in rows) or _nests(table):
            for cell in table.iter("w-tc"):  # a frame around text, not a table of data
                self.story(_without_tables(cell))
            return
        for row in rows:
            self.builder.open(BlockKind.TABLE)
            for cell in row.findall(".//w-tc"):
                for paragraph in cell.iter("w-p"):
                    self._runs(paragraph)
                    self.builder.write(" ")
                self.builder.next_cell()
            self.builder.close()
            boxes, self.boxes = self.boxes, []
            for box in boxes:
                self.story(box)

    def _chunk(self, target: str) -> None:
        """Add a part that is HTML or an MHTML archive inside the document."""
        from digest_app.readers.chunks import chunk_blocks  # noqa: PLC0415 - rare

        path = target.lstrip("/") if target.startswith("/") else f"word/{target}"
        if path in self.package:
            for kind, level, text in chunk_blocks(self.package.read(path)):
                self.builder.add(kind, text, level)


def _nests(table: Element) -> bool:
    return any(inner is not table for inner in table.iter("w-tbl"))


def _without_tables(cell: Element) -> Element:
    """Return the cell's own paragraphs; the cells of tables inside it are walked on their own."""
    own = Element("w-tc")
    own.extend(child for child in cell if child.tag != "w-tbl")
    return own


def _claims(package: Package, title: str) -> list[Claim]:
    core = next((n for n in package.names if n.endswith("core.xml") and "docProps" in n), "")
    root = parse_xml(package.read(core), package.name) if core else None
    return [Claim("title", "the document's heading", title), *property_claims(root)]
