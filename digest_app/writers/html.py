"""A digest as one self-contained HTML file: no script, no remote content, no dependency."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from html import escape

from digest_app.assets import resource
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
from digest_app.writers.addresses import image, link
from digest_app.writers.footnotes import credit, day, provenance
from digest_app.writers.lists import rows, table_text, together
from digest_app.writers.nesting import Marked, nest
from digest_app.writers.sanitising import from_markdown, sanitised

_TAGS = {InlineKind.STRONG: "strong", InlineKind.EMPHASIS: "em", InlineKind.CODE: "code"}
_DEEPEST = 6
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def write(edition: Edition) -> str:
    """Return the edition as one HTML page that opens anywhere and contacts nobody."""
    style = resource("templates/digest.css").read_text(encoding="utf-8")
    return (
        "<!DOCTYPE html>\n"
        '<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(edition.title)}</title>\n<style>\n{style}</style>\n</head>\n"
        f"<body>\n{body(edition)}\n</body>\n</html>\n"
    )


def body(edition: Edition) -> str:
    """Return what stands inside ``<body>``: the digest, and its footnotes."""
    blocks = [
        f"<header><h1>{escape(edition.title)}</h1>",
        from_markdown(edition.intro),
        "</header>",
    ]
    if len(edition.sources) > 1:
        blocks.append(_contents(edition))
    blocks.extend(_part(part) for part in edition.parts)
    if edition.sources:
        notes = "\n".join(_footnote(source) for source in edition.sources)
        blocks.append(f'<footer><h2>Sources</h2>\n<ol class="sources">\n{notes}\n</ol></footer>')
    return "\n".join(block for block in blocks if block)


def _contents(edition: Edition) -> str:
    rows = "\n".join(
        f'<li><a href="#article-{i.source.number}">{escape(i.title)}</a></li>'
        for i in edition.items
    )
    return f'<nav aria-label="Contents"><ol>\n{rows}\n</ol></nav>'


def _part(part: Part) -> str:
    heading = f"<h2>{escape(part.title)}</h2>\n" if part.title else ""
    items = "\n".join(_item(item) for item in part.items)
    return f"<section>\n{heading}{items}\n</section>"


def _item(item: Item) -> str:
    number = item.source.number
    blocks = [
        f'<article id="article-{number}" lang="{escape(item.language)}">'
        if item.language
        else f'<article id="article-{number}">',
        f"<h3>{escape(item.title)} {_reference(number)}</h3>",
        f'<p class="credit">{escape(credit(item.source))}</p>' if credit(item.source) else "",
        f'<div class="note">{from_markdown(item.note)}</div>' if item.note.strip() else "",
        _statements(item),
        sanitised("\n".join(_paragraphs(item.paragraphs))),
        "</article>",
    ]
    return "\n".join(block for block in blocks if block)


def _reference(number: int) -> str:
    return f'<sup><a href="#source-{number}" aria-label="Source {number}">{number}</a></sup>'


def _statements(item: Item) -> str:
    if not item.statements:
        return ""
    reference = _reference(item.source.number)
    rows = "\n".join(f"<li>{_statement(s)} {reference}</li>" for s in item.statements)
    return f'<ul class="facts" aria-label="Key facts">\n{rows}\n</ul>'


def _statement(statement: Statement) -> str:
    values = tuple(Inline(v.start, v.end, InlineKind.STRONG) for v in statement.values)
    return _marked(statement.passage._replace(inlines=values))


def _paragraphs(paragraphs: tuple[Paragraph, ...]) -> Iterator[str]:
    for kind, run in together(paragraphs):
        if kind is BlockKind.LIST_ITEM:
            yield "".join(_list(run))
        elif kind is BlockKind.TABLE:
            yield _table(table_text(run))
        else:
            yield from map(_paragraph, run)


def _list(run: Iterable[Paragraph]) -> Iterator[str]:
    """Yield lists in lists, each closed where an item is less deep or of the other kind."""
    tags: list[str] = []
    for row in rows(run):
        tag, words = "ol" if row.ordinal else "ul", _words(row.paragraph)
        if row.goes_on:
            yield from _closed(tags, row.depth + 1)
            yield f"<p>{words}</p>"
            continue
        keep = row.depth + (tags[row.depth : row.depth + 1] == [tag])
        yield from _closed(tags, max(keep, row.depth))
        if len(tags) > row.depth:
            yield "</li>"
        else:
            tags.append(tag)
            yield f'<ol start="{row.ordinal}">' if row.ordinal > 1 else f"<{tag}>"
        yield f"<li>{words}"
    yield from _closed(tags, 0)


def _closed(tags: list[str], depth: int) -> Iterator[str]:
    """Close the lists that are deeper."""
    while len(tags) > depth:
        yield f"</li></{tags.pop()}>"


def _paragraph(paragraph: Paragraph) -> str:
    match paragraph.kind:
        case BlockKind.HEADING:
            depth = min(_DEEPEST, max(1, paragraph.level) + 3)
            return f"<h{depth}>{_words(paragraph)}</h{depth}>"
        case BlockKind.QUOTE:
            return f"<blockquote><p>{_words(paragraph)}</p></blockquote>"
        case BlockKind.PREFORMATTED:
            return f"<pre>{_words(paragraph)}</pre>"
        case BlockKind.FIGURE:
            return _figure(paragraph)
        case _:
            return f"<p>{_words(paragraph)}</p>"


def _figure(paragraph: Paragraph) -> str:
    """Return pictures with their caption: one that was kept, or else the one folded away."""
    images = "".join(_image(picture) for picture in paragraph.pictures)
    folded = " ".join(escape(p.caption, quote=False) for p in paragraph.pictures if p.caption)
    caption = _words(paragraph) or folded
    said = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f"<figure>{images}{said}</figure>"


def _image(picture: Picture) -> str:
    data = base64.b64encode(picture.data).decode("ascii")
    return f'<img src="data:{picture.kind};base64,{data}" alt="{escape(picture.alt)}">'


def _table(text: str) -> str:
    """Return rows (lines) of cells (tabs) as a table."""
    rows = (
        "<tr>" + "".join(f"<td>{escape(cell.strip())}</td>" for cell in line.split("\t")) + "</tr>"
        for line in text.split("\n")
    )
    return f"<table><tbody>{''.join(rows)}</tbody></table>"


def _words(paragraph: Paragraph) -> str:
    return " ".join(_marked(passage) for passage in paragraph.passages)


def _marked(passage: Passage) -> str:
    return "".join(_render(node) for node in nest(passage.text, passage.inlines))


def _render(node: Marked | str) -> str:
    if isinstance(node, str):
        return escape(node, quote=False)
    inner = "".join(_render(child) for child in node.children)
    if node.kind is InlineKind.IMAGE:
        held = image(node.target)
        return f'<img src="{held}" alt="{escape(inner)}">' if held else inner
    if node.kind is InlineKind.LINK:
        target = link(node.target)
        return f'<a href="{escape(target)}">{inner}</a>' if target else inner
    tag = _TAGS[node.kind]
    return f"<{tag}>{inner}</{tag}>"


def _footnote(source: Source) -> str:
    address = link(source.url)
    linked = f'<a href="{escape(address)}">{escape(source.url)}</a>' if address else ""
    said = (escape(source.title), _published(source), linked, escape(provenance(source)))
    back = f'<a href="#article-{source.number}" aria-label="Back to the article">↩</a>'
    return f'<li id="source-{source.number}">{". ".join(filter(None, said))}. {back}</li>'


def _published(source: Source) -> str:
    """Return publisher and byline, and the date marked up as a date where it is one."""
    words = day(source.published)
    marked = f'<time datetime="{escape(source.published)}">{escape(words)}</time>' if words else ""
    return ", ".join(filter(None, (escape(source.publisher), escape(source.byline), marked)))
