"""Parts of a page that are read as a whole: lists of links, and tables of data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from digest_app.readers.page.numbers import numbers
from digest_app.readers.page.spacing import folded, folded_lines
from digest_app.readers.shown import shown

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

# What stands in the cells of a table that lays out a page, and not in one that holds data.
LAYOUT_TAGS: Final = ("h1", "h2", "h3", "h4", "form")
LAYOUT_PAIRS: Final = ("p", "div", "br")  # two of them, one after the other
_LAYOUT: Final = ", ".join(
    ("table table", *LAYOUT_TAGS, *(f"{tag} + {tag}" for tag in LAYOUT_PAIRS), "td > ul")
)
LONG_CELL: Final = 400  # characters; cells of data are shorter
# A menu's lines are links, or words beside links; none of them is as long as a sentence.
LONG_LINE: Final = 100
FEWEST_LINKS: Final = 3


class Lines(NamedTuple):
    """Several lines that are one block; ``share`` of their letters stand in ``links`` links."""

    text: str
    share: float
    links: int


def menu(node: LexborNode) -> Lines | None:
    """Return a list of short links as lines, one for each piece of text; None if it is more.

    The lines may be none at all: links that are icons.

    Half of a news page's words stand in such lists. Their links lead elsewhere on the site, so
    they are read at the parser's speed and without inlines.
    """
    known = numbers()
    inside = [each.tag_id for each in node.traverse()]
    links = inside.count(known.link)
    if links < FEWEST_LINKS or not known.no_links.isdisjoint(inside):
        return None
    if known.drawing in inside and any(icon.text(strip=True) for icon in node.css("svg")):
        return None  # its words would be taken for the list's
    lines = folded_lines(node.text(separator="\n", strip=True, skip_empty=True))
    if not lines:
        return Lines("", 0.0, 0)
    if len(lines) > 2 * links or len(max(lines, key=len)) > LONG_LINE:
        return None
    return Lines("\n".join(lines), min(1.0, links / len(lines)), links)


def data(table: LexborNode) -> Lines | None:
    """Return a table of data as lines, its cells separated by tabs; None if it lays out a page."""
    if table.css_first(_LAYOUT, None) is not None:
        return None
    rows = [_cells(row) for row in table.css("tr")]
    if len(rows) < 2 or max(map(len, rows)) < 2:  # noqa: PLR2004 - data has rows and columns
        return None
    if any(len(cell) > LONG_CELL for row in rows for cell in row):
        return None
    text = "\n".join("\t".join(row).rstrip("\t") for row in rows if any(row))
    links = [shown(link) for link in table.css("a")]
    share = sum(map(len, links)) / max(1, len(text))
    return Lines(text, min(1.0, share), len(links)) if text else None


def _cells(row: LexborNode) -> list[str]:
    cells = (cell for cell in row.iter() if cell.tag in {"td", "th"})
    return [folded(shown(cell, " ")) for cell in cells]
