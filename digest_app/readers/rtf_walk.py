"""Going through an RTF file: which of its groups are text, and what each paragraph is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from digest_app.readers.fields import link_address
from digest_app.readers.rtf_parts import CHARSETS, SIGNS, Token, decoder, known, of_hex

# Groups whose text is no part of the story; those with a star are skipped unless known.
_SKIPPED: Final = frozenset({
    "colortbl", "pict", "objdata", "listtext", "pntext", "themedata", "datastore", "xmlnstbl",
    "listtable", "listoverridetable", "revtbl", "rsidtbl", "generator", "filetbl", "xe", "tc",
    "bkmkstart", "bkmkend", "nonshppict", "annotation", "atnid", "atnauthor", "template",
    "sp", "ftnsep", "ftnsepc", "aftnsep", "aftnsepc", "txe", "rxe", "stylerestrictions",
})  # fmt: skip
_KEPT_THOUGH_STARRED: Final = frozenset({
    "shpinst", "shptxt", "fldinst", "footnote", "shppict", "nesttableprops",
})  # fmt: skip
# What stands beside the story is read after it: notes, text boxes, running heads and feet.
_APART: Final = frozenset({
    "footnote", "shptxt", "header", "headerl", "headerr", "headerf", "footer", "footerl",
    "footerr", "footerf",
})  # fmt: skip
_TRANSPARENT: Final = frozenset({"field", "shp", "shpinst", "shppict", "nesttableprops"})
_INFO: Final = frozenset({"title", "author", "company", "doccomm", "creatim"})
_LONGEST: Final = 4000
_HIGH: Final = range(0xD800, 0xDC00)
_LOW: Final = range(0xDC00, 0xE000)
_UNREAD: Final = "\N{REPLACEMENT CHARACTER}"


class Run(NamedTuple):
    """Words of one look; ``link`` is the address they lead to; ``size`` is in half points."""

    text: str
    strong: bool
    emphasis: bool
    link: str
    size: int


@dataclass(slots=True)
class Paragraph:
    """A paragraph: its runs, the number of its style, its outline and list level (-1: none)."""

    runs: list[Run] = field(default_factory=list)
    style: int = 0
    outline: int = -1
    level: int = -1


#: A row of a table: the paragraphs of each cell.
Row = list[list[Paragraph]]


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds inside a pair of braces: where its text goes and how it looks."""

    goes: str = "body"
    strong: bool = False
    emphasis: bool = False
    hidden: bool = False
    size: int = 24
    font: int = -1
    skip: int = 1
    link: str = ""


@dataclass(slots=True)
class Story:
    """What was found: paragraphs and rows in order, notes, style names, the information."""

    body: list[Paragraph | Row] = field(default_factory=list)
    notes: list[Paragraph | Row] = field(default_factory=list)
    styles: dict[int, tuple[str, int]] = field(default_factory=dict)
    info: dict[str, str] = field(default_factory=dict)


class Walk:
    """Takes the pieces of a file one by one; :meth:`through` returns what they make."""

    def __init__(self) -> None:
        self._story = Story()
        self._group = _Group()
        self._groups: list[_Group] = []
        self._fonts: dict[int, str] = {}
        self._encoding = "cp1252"
        self._paragraph = Paragraph()
        self._cells: Row = []
        self._cell: list[Paragraph] = []
        self._outside: list[tuple[Paragraph, Row, list[Paragraph], bool]] = []
        self._in_table = False
        self._instruction = ""
        self._style, self._style_name, self._style_outline = 0, "", -1
        self._decoding, self._decoder = "cp1252", decoder("cp1252")
        self._to_skip = 0
        self._starred = False
        self._high = 0

    def through(self, pieces: Iterable[Token]) -> Story:
        """Go through all pieces."""
        for piece in pieces:
            self._take(piece)
        self._end_paragraph()
        self._end_row()
        return self._story

    def _take(self, piece: Token) -> None:
        if piece.kind == "{":
            self._groups.append(self._group)
            self._to_skip = 0
        elif piece.kind == "}":
            self._leave()
        elif piece.kind == "word":
            self._word(piece.value, piece.number)
        elif piece.kind == "hex":
            self._bytes(of_hex(piece.value))
        else:
            self._bytes(piece.value.encode("latin-1"))

    def _bytes(self, data: bytes) -> None:
        """Write bytes in the character set of their font, less those that stand for a sign."""
        skipped = min(self._to_skip, len(data))
        self._to_skip -= skipped
        if skipped == len(data):
            return
        encoding = self._fonts.get(self._group.font, self._encoding)
        if encoding != self._decoding:
            self._decoding, self._decoder = encoding, decoder(encoding)
        self._write(self._decoder.decode(data[skipped:]))

    def _leave(self) -> None:
        """End a group; a note goes to its place, a style gets its name."""
        inner, self._to_skip = self._group, 0
        if self._groups:
            self._group = self._groups.pop()
        if inner.goes == "style" != self._group.goes or inner.goes == self._group.goes == "style":
            self._end_style()
        if inner.goes == "note" != self._group.goes:
            self._end_paragraph()
            self._end_row()
            self._swap()
            self._paragraph, self._cells, self._cell, self._in_table = self._outside.pop()

    def _swap(self) -> None:
        """Let notes take the place of the story, and the other way round."""
        self._story.body, self._story.notes = self._story.notes, self._story.body

    def _end_style(self) -> None:
        if self._style_name.strip(" ;"):
            self._story.styles[self._style] = self._style_name.strip(" ;"), self._style_outline
        self._style, self._style_name, self._style_outline = 0, "", -1

    def _word(self, word: str, number: int | None) -> None:
        if word == "*":
            self._starred = True
            return
        starred, self._starred = self._starred, False
        if starred and word not in _KEPT_THOUGH_STARRED:
            self._group = replace(self._group, goes="nowhere")
        elif self._group.goes == "nowhere":
            return
        elif word == "u" and number is not None:
            self._unicode(number)
        elif word in SIGNS:
            self._to_skip = 0
            self._write(SIGNS[word])
        elif not self._destination(word) and not self._look(word, number):
            self._layout(word, number)

    def _unicode(self, number: int) -> None:
        """Write a character given by its number; halves of a pair are put together."""
        code = number % 65536
        self._to_skip = self._group.skip
        if code in _LOW and self._high:
            code = 0x10000 + ((self._high - _HIGH.start) << 10) + code - _LOW.start
            self._high = 0
        if code in _HIGH:
            self._write("")  # a half that waits is alone
            self._high = code
        else:
            self._write(_UNREAD if code in _LOW else chr(code))

    def _destination(self, word: str) -> bool:
        """Send what follows in the group to its place; False where the word is none."""
        if word in _SKIPPED:
            self._group = replace(self._group, goes="nowhere")
        elif word in {"fonttbl", "info"}:
            self._group = replace(self._group, goes=word)
        elif word == "stylesheet":
            self._group = replace(self._group, goes="style")
        elif word == "fldinst":
            self._instruction = ""
            self._group = replace(self._group, goes="instruction")
        elif word == "fldrslt":
            self._group = replace(self._group, link=link_address(self._instruction))
        elif word in _APART and self._group.goes == "body":
            self._begin_note()
        elif word in _INFO and self._group.goes == "info":
            self._group = replace(self._group, goes=f"info {word}")
        else:
            return word in _TRANSPARENT
        return True

    def _begin_note(self) -> None:
        self._outside.append((self._paragraph, self._cells, self._cell, self._in_table))
        self._paragraph, self._cells, self._cell, self._in_table = Paragraph(), [], [], False
        self._swap()
        self._group = replace(self._group, goes="note", link="")

    def _look(self, word: str, number: int | None) -> bool:
        """Change how the words that follow look; False where the word does not."""
        on = number != 0
        if word == "b":
            self._group = replace(self._group, strong=on)
        elif word == "i":
            self._group = replace(self._group, emphasis=on)
        elif word in {"v", "deleted"}:
            self._group = replace(self._group, hidden=on)
        elif word == "fs":
            self._group = replace(self._group, size=number or 24)
        elif word == "f":
            self._group = replace(self._group, font=number or 0)
        elif word == "uc":
            self._group = replace(self._group, skip=min(max(number or 0, 0), 16))
        elif word == "plain":
            plain = _Group(self._group.goes, skip=self._group.skip, link=self._group.link)
            self._group = plain
        else:
            return False
        return True

    def _layout(self, word: str, number: int | None) -> None:
        """Take what shapes paragraphs and tables, fonts and the information."""
        if word in {"par", "sect"}:
            self._end_paragraph()
        elif word == "line":
            self._write("\n")
        elif word in {"cell", "row"}:
            self._end_cell() if word == "cell" else self._end_row()
        elif word == "pard":
            self._paragraph.style, self._paragraph.outline, self._paragraph.level = 0, -1, -1
            self._in_table = False
        elif word == "intbl":
            self._in_table = True
        elif word == "nestcell":
            self._write(" ")
        elif word in {"s", "outlinelevel", "ilvl", "ls"}:
            self._numbered(word, number or 0)
        elif word in {"ansicpg", "fcharset", "mac", "pc", "pca"}:
            self._charset(word, number or 0)
        elif self._group.goes == "info creatim" and word in {"yr", "mo", "dy"}:
            self._note_info("creatim", f"-{number or 0:02}")

    def _numbered(self, word: str, number: int) -> None:
        if self._group.goes == "style":
            self._style = number if word == "s" else self._style
            self._style_outline = number if word == "outlinelevel" else self._style_outline
        elif word == "s":
            self._paragraph.style = number
        elif word == "outlinelevel":
            self._paragraph.outline = number
        elif word == "ilvl":
            self._paragraph.level = min(max(number, 0), 8)
        elif number:
            self._paragraph.level = max(self._paragraph.level, 0)

    def _charset(self, word: str, number: int) -> None:
        if word == "ansicpg":
            self._encoding = known(f"cp{number}")
        elif word == "fcharset" and number in CHARSETS:
            self._fonts[self._group.font] = known(CHARSETS[number])
        elif word != "fcharset":
            self._encoding = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}[word]

    def _write(self, words: str) -> None:
        if self._high:  # a half of a character that no other half followed
            self._high, words = 0, _UNREAD + words
        group = self._group
        if group.goes == "instruction":
            self._instruction = (self._instruction + words)[:_LONGEST]
        elif group.goes == "style":
            self._style_name = (self._style_name + words)[:_LONGEST]
        elif group.goes.startswith("info "):
            self._note_info(group.goes.removeprefix("info "), words)
        elif group.goes in {"body", "note"} and words and not group.hidden:
            run = Run(words, group.strong, group.emphasis, group.link, group.size)
            self._paragraph.runs.append(run)

    def _note_info(self, name: str, words: str) -> None:
        self._story.info[name] = (self._story.info.get(name, "") + words)[:_LONGEST]

    def _end_paragraph(self) -> None:
        done, self._paragraph = self._paragraph, Paragraph()
        self._paragraph.style, self._paragraph.outline = done.style, done.outline
        self._paragraph.level = done.level
        if any(run.text.strip() for run in done.runs):
            (self._cell if self._in_table else self._story.body).append(done)

    def _end_cell(self) -> None:
        self._in_table = True
        self._end_paragraph()
        self._cells.append(self._cell)
        self._cell = []

    def _end_row(self) -> None:
        if self._cell:
            self._cells.append(self._cell)
        if any(self._cells):
            self._story.body.append(self._cells)
        self._cells, self._cell = [], []
