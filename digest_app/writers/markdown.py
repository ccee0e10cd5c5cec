"""A digest as Markdown (CommonMark with footnotes and pipe tables)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from digest_app.domain.block import BlockKind, Inline, InlineKind
from digest_app.domain.edition import (
    Edition,
    Item,
    Paragraph,
    Part,
    Passage,
    Picture,
    Source,
    Statement,
)
from digest_app.writers.addresses import link
from digest_app.writers.footnotes import credit, provenance
from digest_app.writers.lists import rows, table_text, together
from digest_app.writers.nesting import Marked, nest

# What Markdown dialects agree to escape with a backslash; the rest goes as a reference.
_BACKSLASHED = re.compile(r"[\\`*_\[\]{}]")
_REFERENCED = re.compile(r"[<>&|~]")
_LINE_START = re.compile(r"^(\s*)(?:([#+\-])|([=:])|(\d+)(?=[.)]))", re.MULTILINE)
_CLOSING_SIGN = re.compile(r"\\?#$")
_BACKTICKS = re.compile(r"`+")
_MARKS = {InlineKind.STRONG: "**", InlineKind.EMPHASIS: "*"}
_DEEPEST = 6


def write(edition: Edition, folder: str = "") -> str:
    """Return the edition as one Markdown text; every article's words carry its footnote.

    Pictures are called by their names in ``folder``; without one only their words are there.
    """
    blocks = [_heading(1, escape(edition.title)), edition.intro.strip()]
    for part in edition.parts:
        blocks.extend(_part(part, folder))
    blocks.extend(_footnote(source) for source in edition.sources)
    return "\n\n".join(block for block in blocks if block) + "\n"


def escape(text: str) -> str:
    """Return the text with everything that Markdown would read as markup escaped."""
    escaped = _REFERENCED.sub(_reference, text)
    return _LINE_START.sub(_escape_start, _BACKSLASHED.sub(r"\\\g<0>", escaped))


def _reference(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"


def _escape_start(match: re.Match[str]) -> str:
    """Escape a line's first sign; of a number it is the full stop behind it that counts."""
    indent, backslashed, referenced, number = match.groups()
    if number:
        return f"{indent}{number}\\"
    return f"{indent}\\{backslashed}" if backslashed else f"{indent}&#{ord(referenced)};"


def _part(part: Part, folder: str) -> Iterator[str]:
    if part.title:
        yield _heading(2, escape(part.title))
    for item in part.items:
        yield from _item(item, folder)


def _item(item: Item, folder: str) -> Iterator[str]:
    yield f"### {escape(_one_line(item.title))} [^{item.source.number}]"
    if line := credit(item.source):
        yield f"*{escape(_one_line(line))}*"
    yield item.note.strip()
    if item.statements:
        number = item.source.number
        yield "\n".join(f"- {_statement(s)}[^{number}]" for s in item.statements)
    yield from _paragraphs(item.paragraphs, folder)


def _paragraphs(paragraphs: tuple[Paragraph, ...], folder: str) -> Iterator[str]:
    """Yield blocks; list items that follow one another make one list, and rows one table."""
    for kind, run in together(paragraphs):
        if kind is BlockKind.LIST_ITEM:
            yield "\n".join(_list(run))
        elif kind is BlockKind.TABLE:
            yield _table(table_text(run))
        else:
            for paragraph in run:
                yield from _pictures(paragraph.pictures, folder)
                yield _paragraph(paragraph)


def _pictures(pictures: tuple[Picture, ...], folder: str) -> Iterator[str]:
    """Yield pictures with the captions that only they bring back."""
    for picture in pictures:
        words = escape(_one_line(picture.alt))
        if folder:
            yield f"![{words}](<{quote(folder)}/{picture.name}>)"
        elif words:
            yield f"*Picture: {words}*"
        if picture.caption:
            yield f"*{escape(_one_line(picture.caption))}*"


def _list(run: Iterable[Paragraph]) -> Iterator[str]:
    """Yield a list's lines; a further paragraph of an item stands under it, after an empty line."""
    for row in rows(run):
        words, indent = _one_line(_words(row.paragraph)), "    " * row.depth
        if row.goes_on:
            yield f"\n{indent}    {words}\n"
        else:
            yield f"{indent}{f'{row.ordinal}.' if row.ordinal else '-'} {words}"


def _paragraph(paragraph: Paragraph) -> str:
    words = _words(paragraph)
    match paragraph.kind:
        case BlockKind.HEADING:
            depth = min(_DEEPEST, max(1, paragraph.level) + 3)
            return _heading(depth, words)
        case BlockKind.QUOTE:
            return "\n".join(f"> {line}" for line in words.split("\n"))
        case BlockKind.PREFORMATTED:
            return _fenced("\n".join(p.text for p in paragraph.passages))
        case _:
            return words


def _fenced(text: str) -> str:
    """Return preformatted text between fences longer than any run of backticks in it."""
    longest = max(map(len, _BACKTICKS.findall(text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{text}\n{fence}"


def _heading(depth: int, words: str) -> str:
    """Return a heading; a number sign that ends it would be taken for markup."""
    return f"{'#' * depth} {_CLOSING_SIGN.sub('&#35;', _one_line(words))}"


def _table(text: str) -> str:
    """Return rows (lines) of cells (tabs) as a pipe table; the first row heads it."""
    rows = [[escape(cell.strip()) for cell in line.split("\t")] for line in text.split("\n")]
    width = max(len(row) for row in rows)
    rows = [row + [""] * (width - len(row)) for row in rows]
    rows.insert(1, ["---"] * width)
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _statement(statement: Statement) -> str:
    values = [Inline(v.start, v.end, InlineKind.STRONG) for v in statement.values]
    return _one_line(_marked(statement.passage._replace(inlines=tuple(values))))


def _words(paragraph: Paragraph) -> str:
    return " ".join(_marked(passage) for passage in paragraph.passages)


def _marked(passage: Passage) -> str:
    return "".join(_render(node) for node in nest(passage.text, passage.inlines))


def _render(node: Marked | str) -> str:
    if isinstance(node, str):
        return escape(node)
    if node.kind is InlineKind.CODE and (code := _code(node)):
        return code
    inner = "".join(_render(child) for child in node.children)
    if node.kind is InlineKind.LINK and inner.strip() and (target := link(node.target)):
        return f"[{inner}](<{target}>)"
    mark = _MARKS.get(node.kind, "")
    return _hug(inner, mark) if mark and inner.strip() else inner


def _code(node: Marked) -> str:
    """Return a code span; empty where the words themselves would end it."""
    words = "".join(child for child in node.children if isinstance(child, str))
    whole = len(node.children) == 1 and words.strip() == words and "`" not in words
    return f"`{words}`" if words and whole else ""


def _hug(inner: str, mark: str) -> str:
    """Put the mark right beside the words: Markdown ignores one that touches a space."""
    words = inner.strip()
    before, _, after = inner.partition(words)
    return f"{before}{mark}{words}{mark}{after}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _footnote(source: Source) -> str:
    title = escape(_one_line(source.title))
    line = escape(_one_line(credit(source)))
    address = f"<{source.url}>" if link(source.url) else ""
    said = ". ".join(filter(None, (title, line, address, escape(provenance(source)))))
    return f"[^{source.number}]: {said}."


def rendered(text: str) -> str:
    """Return the Markdown as a reader of Markdown shows it, in HTML."""
    import markdown  # noqa: PLC0415 - only the proof of an export needs it

    return markdown.markdown(
        text, extensions=["fenced_code", "footnotes", "tables"], output_format="html"
    )
