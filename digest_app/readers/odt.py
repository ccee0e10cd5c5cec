"""OpenDocument texts (ODT): headings, lists, tables, links, emphasis, notes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element

from digest_app.domain.block import BlockKind, InlineKind
from digest_app.domain.document import Document
from digest_app.domain.problems import UnreadableFile
from digest_app.readers.building import Builder
from digest_app.readers.numbering import Numbering, document_numbering
from digest_app.readers.package import Package
from digest_app.readers.properties import is_page_number, property_claims, style_kind, worded
from digest_app.readers.xml_tree import parse_xml, words

_PREFORMATTED: Final = (BlockKind.PREFORMATTED, 0)
_SKIPPED: Final = frozenset({
    "text-tracked-changes", "office-annotation", "office-annotation-end", "text-note-citation",
    "text-sequence-decls", "office-forms", "svg-title", "svg-desc", "text-index-title-template",
    "text-table-of-content-source", "table-table-column", "table-shapes",
})  # fmt: skip


def read_odt(package: Package) -> Document:
    """Read an OpenDocument text: its body, then its notes, then running heads and feet.

    Raises:
        UnreadableFile: if it is damaged, encrypted or holds no text.
    """
    _refuse_encrypted(package)
    content = parse_xml(package.read("content.xml"), package.name)
    walk = _Walk(Builder(), _emphasis(content), _kinds(content, package))
    walk.numbering = document_numbering(_styles(package), content)
    body = content.find("office-body")
    walk.children(body if body is not None else content)
    walk.notes_at_end()
    _running_heads(package, walk)
    document = walk.builder.document()
    if not document.text:
        what = "The document holds no text."
        raise UnreadableFile(package.name, what, "If it holds pictures of pages, save their text.")
    root = parse_xml(package.read("meta.xml"), package.name) if "meta.xml" in package else None
    return Document(
        document.text, document.blocks, worded(document, property_claims(root)), document.inlines
    )


def _refuse_encrypted(package: Package) -> None:
    if "META-INF/manifest.xml" in package and b"encryption-data" in package.read(
        "META-INF/manifest.xml"
    ):
        what = "It is protected by a password."
        raise UnreadableFile(package.name, what, "Save it without the password.")


def _running_heads(package: Package, walk: _Walk) -> None:
    if "styles.xml" not in package:
        return
    for page in parse_xml(package.read("styles.xml"), package.name).iter("style-master-page"):
        for story in page:
            if not is_page_number(words(story)):
                walk.children(story)


def _styles(package: Package) -> Element | None:
    return parse_xml(package.read("styles.xml"), package.name) if "styles.xml" in package else None


def _emphasis(content: Element) -> dict[str, tuple[InlineKind, ...]]:
    """Return what the automatic character styles mean: bold is strong, italic is emphasis."""
    styles: dict[str, tuple[InlineKind, ...]] = {}
    for style in content.iter("style-style"):
        look = style.find("style-text-properties")
        if look is not None and style.get("style-family") == "text":
            bold = look.get("fo-font-weight") == "bold"
            italic = look.get("fo-font-style") == "italic"
            kinds = (InlineKind.STRONG,) * bold + (InlineKind.EMPHASIS,) * italic
            styles[style.get("style-name", "")] = kinds
    return styles


def _kinds(content: Element, package: Package) -> dict[str, tuple[BlockKind, int]]:
    """Return what the styles of paragraphs are: titles, quotes, preformatted text.

    The styles that a program makes on its own stand for the named one that is their parent.
    """
    kinds: dict[str, tuple[BlockKind, int]] = {}
    named = parse_xml(package.read("styles.xml"), package.name) if "styles.xml" in package else None
    for root in (named, content):
        for style in root.iter("style-style") if root is not None else ():
            name, parent = style.get("style-name", ""), style.get("style-parent-style-name", "")
            shown = style.get("style-display-name", name).replace("_20_", " ")
            kind = _PREFORMATTED if shown == "Preformatted Text" else style_kind(shown, -1)
            if found := kind or kinds.get(parent):
                kinds[name] = found
    return kinds


@dataclass(slots=True)
class _Walk:
    """Goes through the stories of a document."""

    builder: Builder
    styles: dict[str, tuple[InlineKind, ...]]
    kinds: dict[str, tuple[BlockKind, int]]
    lists: int = 0
    alt: str = ""
    numbering: Numbering = field(default_factory=Numbering)
    names: list[str] = field(default_factory=list)
    ordinals: list[int] = field(default_factory=list)
    notes: list[Element] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)

    def children(self, root: Element) -> None:
        """Read the headings, paragraphs, lists and tables in an element."""
        if root.tag == "draw-frame":
            self.alt = _alt(root)
        for element in root:
            self._element(element)

    def notes_at_end(self) -> None:
        """Read the foot and end notes that were met on the way."""
        while self.notes:
            notes, self.notes = self.notes, []
            for note in notes:
                self.children(note)

    def _element(self, element: Element) -> None:
        tag = element.tag
        if tag == "text-h":
            level = element.get("text-outline-level", "1")
            self._block(element, BlockKind.HEADING, min(int(level), 6) if level.isdigit() else 1)
        elif tag == "text-p":
            kind = BlockKind.LIST_ITEM if self.lists else BlockKind.PARAGRAPH
            styled = self.kinds.get(element.get("text-style-name", ""))
            self._block(element, *(styled or (kind, self.lists)))
        elif tag == "text-list":
            self._list(element)
        elif tag == "text-list-item" and self.names:
            self.ordinals[-1] = self.numbering.next_item(self.names[-1], self.lists - 1)
            self.children(element)
        elif tag == "table-table":
            self._table(element)
        elif tag == "draw-image":
            self.builder.image(element.get("xlink-href", ""), self.alt)
        elif tag not in _SKIPPED:
            self.children(element)

    def _list(self, element: Element) -> None:
        """Read a list; one inside another has the other's style unless it names its own."""
        self.names.append(element.get("text-style-name") or (self.names[-1] if self.names else ""))
        self.ordinals.append(0)
        if not element.get("text-continue-numbering"):
            self.numbering.begin(self.names[-1], self.lists)
        self.lists += 1
        self.children(element)
        self.lists -= 1
        self.names.pop()
        self.ordinals.pop()

    def _block(self, element: Element, kind: BlockKind, level: int) -> None:
        listed = kind is BlockKind.LIST_ITEM and self.ordinals
        self.builder.open(kind, level, self.ordinals[-1] if listed else 0)
        self._words(element)
        self.builder.close()
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self.children(box)

    def _words(self, element: Element) -> None:
        """Read the text of a paragraph, with what is marked in it; frames wait for its end."""
        self.builder.write(element.text or "")
        for child in element:
            self._inline(child)
            self.builder.write(child.tail or "")

    def _inline(self, child: Element) -> None:
        if child.tag in {"text-s", "text-tab"}:
            self.builder.write(" ")
        elif child.tag == "text-line-break":
            self.builder.break_line()
        elif child.tag == "text-note":
            self.notes += [e for e in child if e.tag == "text-note-body"]
        elif child.tag == "draw-image":
            self.builder.image(child.get("xlink-href", ""))
        elif child.tag in {"draw-frame", "draw-custom-shape", "draw-text-box", "draw-g"}:
            self.boxes.append(child)
        elif child.tag not in _SKIPPED:
            start = self.builder.position
            self._words(child)
            if child.tag == "text-a":
                self.builder.mark(start, InlineKind.LINK, child.get("xlink-href", ""))
            for kind in self.styles.get(child.get("text-style-name", ""), ()):
                self.builder.mark(start, kind)

    def _table(self, table: Element) -> None:
        if _is_frame(table):
            self.children(table)
            return
        for row in table.iter("table-table-row"):
            self.builder.open(BlockKind.TABLE)
            for cell in row:
                for paragraph in cell.iter():
                    if paragraph.tag in {"text-p", "text-h"}:
                        self._words(paragraph)
                        self.builder.write(" ")
                self.builder.next_cell()
            self.builder.close()


def _alt(frame: Element) -> str:
    """Return the words of a picture's frame for those who do not see it."""
    said = (frame.findtext(tag) for tag in ("svg-desc", "svg-title"))
    return next(filter(None, said), "")


def _is_frame(table: Element) -> bool:
    """Tell whether a table only puts a frame around text: it has nested tables, or one column."""
    nested = sum(1 for _ in table.iter("table-table")) > 1
    return nested or all(len(row) == 1 for row in table.iter("table-table-row"))
