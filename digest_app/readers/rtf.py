"""RTF: headings, lists, tables, links and emphasis; its information group gives the metadata."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from digest_app.domain.block import BlockKind, InlineKind
from digest_app.domain.document import Document
from digest_app.domain.problems import UnreadableFile
from digest_app.readers import limits
from digest_app.readers.building import Builder
from digest_app.readers.claims import Claim
from digest_app.readers.mojibake import NOTE, looks_wrong
from digest_app.readers.properties import is_page_number, property_claim, style_kind, worded
from digest_app.readers.rtf_parts import tokens
from digest_app.readers.rtf_walk import Paragraph, Row, Run, Story, Walk

_PICTURE: Final = re.compile(
    rb"\{\\(?:\*\\)?(?:pict|blipuid|objdata|themedata|colorschememapping|"
    rb"datastore)\b[^{}]*\}?"
)
_HEX_RUN: Final = re.compile(rb"(?:[0-9a-fA-F]{40,}[\r\n ]*){2,}")
_FIELDS: Final = {
    "title": "title",
    "author": "authors",
    "company": "publisher",
    "doccomm": "description",
}
_BULLET: Final = re.compile(r"(?:[•◦▪‣●○■–]|\d{1,2}[.)])\s+\S")
_LARGER: Final = 1.15
_HEADING_CHARS: Final = 200
_LEVELS: Final = 3


def read_rtf(data: bytes, name: str) -> Document:
    """Read an RTF file: its story, then its notes, and what its information group states.

    Raises:
        UnreadableFile: if it is damaged, holds no text, or passes a limit.
    """
    source = _HEX_RUN.sub(b"", _PICTURE.sub(b"", data))
    _keep_limits(source, name)
    story = Walk().through(tokens(source.decode("latin-1")))
    document = _Writing(story).document()
    if not document.text:
        what = "There is no text in it."
        raise UnreadableFile(name, what, "Open it in a word processor and save it again.")
    notes = (NOTE,) if looks_wrong(document.text) else ()
    stated = worded(document, _claims(story, document))
    return Document(document.text, document.blocks, stated, document.inlines, notes)


def _keep_limits(source: bytes, name: str) -> None:
    depth = deepest = 0
    for brace in re.findall(rb"[{}]", source):
        depth += 1 if brace == b"{" else -1
        deepest = max(deepest, depth)
    if deepest > limits.MAX_RTF_DEPTH:
        what = f"It nests deeper than {limits.MAX_RTF_DEPTH} groups, as no document does."
        raise UnreadableFile(name, what)
    if len(source) > limits.MAX_RTF_BYTES:
        raise UnreadableFile(name, "It is longer than any article.", "Save it as plain text.")


class _Writing:
    """Writes the paragraphs and rows of a story as blocks."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._builder = Builder()
        self._sizes = _heading_sizes(story)

    def document(self) -> Document:
        apart = [part for part in self._story.notes if not is_page_number(_words(part))]
        for part in (*self._story.body, *apart):
            if isinstance(part, Paragraph):
                self._paragraph(part)
            elif len(part) == 1:  # a frame around text, not a table of data
                for paragraph in part[0]:
                    self._paragraph(paragraph)
            else:
                self._row(part)
        return self._builder.document()

    def _paragraph(self, paragraph: Paragraph) -> None:
        kind, level = self._kind(paragraph)
        self._builder.open(kind, level)
        self._runs(paragraph, with_emphasis=kind is not BlockKind.HEADING)
        self._builder.close()

    def _row(self, row: Row) -> None:
        self._builder.open(BlockKind.TABLE)
        for cell in row:
            for paragraph in cell:
                self._runs(paragraph, with_emphasis=True)
                self._builder.write(" ")
            self._builder.next_cell()
        self._builder.close()

    def _kind(self, paragraph: Paragraph) -> tuple[BlockKind, int]:
        if 0 <= paragraph.outline < 6:  # noqa: PLR2004 - six levels of headings
            return BlockKind.HEADING, paragraph.outline + 1
        if kind := style_kind(*self._story.styles.get(paragraph.style, ("", -1))):
            return kind
        if paragraph.level >= 0 or _BULLET.match(_words(paragraph)):
            return BlockKind.LIST_ITEM, max(paragraph.level, 0) + 1
        if level := self._sizes.get(_size(paragraph), 0):
            letters = sum(len(run.text) for run in paragraph.runs)
            return (
                (BlockKind.HEADING, level)
                if letters <= _HEADING_CHARS
                else (BlockKind.PARAGRAPH, 0)
            )
        return BlockKind.PARAGRAPH, 0

    def _runs(self, paragraph: Paragraph, *, with_emphasis: bool) -> None:
        for run in _joined(paragraph.runs):
            start = self._builder.position
            for number, line in enumerate(run.text.split("\n")):
                if number:
                    self._builder.break_line()
                self._builder.write(line)
            if run.link:
                self._builder.mark(start, InlineKind.LINK, run.link)
            if run.strong and with_emphasis:
                self._builder.mark(start, InlineKind.STRONG)
            if run.emphasis and with_emphasis:
                self._builder.mark(start, InlineKind.EMPHASIS)


def _joined(runs: list[Run]) -> list[Run]:
    """Put neighbours of one look together: programs cut a sentence into dozens of runs."""
    made: list[Run] = []
    for run in runs:
        if made and made[-1][1:] == run[1:]:
            made[-1] = made[-1]._replace(text=made[-1].text + run.text)
        else:
            made.append(run)
    return made


def _words(part: Paragraph | Row) -> str:
    if isinstance(part, Paragraph):
        return "".join(run.text for run in part.runs)
    return " ".join(_words(paragraph) for cell in part for paragraph in cell)


def _size(paragraph: Paragraph) -> int:
    return max((run.size for run in paragraph.runs if run.text.strip()), default=0)


def _heading_sizes(story: Story) -> dict[int, int]:
    """Return the heading level of each size that is larger than that of most of the text."""
    sizes: Counter[int] = Counter()
    for part in story.body:
        if isinstance(part, Paragraph):
            sizes[_size(part)] += sum(len(run.text) for run in part.runs)
    (body, _), *_ = sizes.most_common(1) or [(0, 0)]
    larger = sorted((s for s in sizes if s >= _LARGER * body), reverse=True)
    return {size: min(rank, _LEVELS) for rank, size in enumerate(larger, 1)} if body else {}


def _claims(story: Story, document: Document) -> list[Claim]:
    first = next((b for b in document.blocks if b.kind is BlockKind.HEADING and b.level == 1), None)
    heading = document.text[first.start : first.end] if first else ""
    claims = [Claim("title", "the document's heading", heading)]
    for name, field in _FIELDS.items():
        claims.append(property_claim(field, " ".join(story.info.get(name, "").split())))
    claims.append(property_claim("published", story.info.get("creatim", "").strip("-")))
    return claims
