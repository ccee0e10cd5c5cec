"""The details of an article: where each came from, and every way in which a user corrects one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from digest_app.app.extracting import facts_of
from digest_app.app.files import write_whole
from digest_app.app.reading import open_article
from digest_app.app.repairing import is_repaired
from digest_app.app.teaching import clean_again
from digest_app.app.undoing import Scope, Undo
from digest_app.domain import deciding
from digest_app.domain.changes import Changes
from digest_app.domain.details import FIELDS, values_of
from digest_app.domain.marks import Detail, in_force
from digest_app.domain.problems import DigestError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from digest_app.app.reading import OpenArticle
    from digest_app.domain.block import Block
    from digest_app.domain.document import Document
    from digest_app.library.library import Library

NAMES = {
    "title": "Title",
    "authors": "Authors",
    "publisher": "Publisher",
    "published": "Published",
    "modified": "Updated",
    "url": "Address",
    "language": "Language",
    "image": "Lead image",
}
#: What readers call a line of the text that states something.
_LINES = frozenset({
    *("the byline", "the byline on the page", "the sign-off", "the dateline", "the date line"),
    *("the published line", "the updated line", "the copyright line", "the masthead line"),
    *("the first line", "the lines of the text", "an address line"),
})  # fmt: skip
_CLEANED_BY = frozenset({"title", "authors", "publisher", "language"})
_FOUND_BY = frozenset({"title", "published", "language"})
_HEAD, _TAIL, _LINE = 12, 14, 120
_MOST = 400


class WrongDetail(DigestError):
    """What was typed cannot be the value of its field."""


class Said(NamedTuple):
    """A value that some source states, and the source in words (“from JSON-LD”)."""

    value: str
    source: str


class DetailRow(NamedTuple):
    """One field as it is shown: its value, where that came from, and what others say.

    ``is_own`` says that the user corrected it; ``others`` then begin with what the file states.
    """

    field: str
    name: str
    value: str
    source: str
    is_own: bool
    others: tuple[Said, ...]


class FileAbout(NamedTuple):
    """The file that an article came from: ``size`` in bytes, ``added`` an instant in UTC."""

    name: str
    kind: str
    size: int
    added: str
    sha256: str
    path: Path
    articles: int


class About(NamedTuple):
    """Everything that is known of an article beside its words.

    ``is_repaired`` says that its damaged letters were repaired, so that it is not as its file;
    ``like`` names the earlier article that it is nearly the same as, and says why.
    """

    number: int
    title: str
    rows: tuple[DetailRow, ...]
    file: FileAbout
    is_repaired: bool = False
    like: str = ""


def about(library: Library, number: int) -> About:
    """Return the details of an article and of its file.

    Raises:
        LibraryError: the article is gone, or its original is missing.
    """
    from digest_app.readers.kinds import kind_of  # noqa: PLC0415 - only for details

    opened = open_article(library, number)
    data = library.originals.read(opened.sha256)
    file = FileAbout(
        name=opened.name,
        kind=kind_of(data, opened.name),
        size=len(data),
        added=opened.added,
        sha256=opened.sha256,
        path=library.originals.path(opened.sha256),
        articles=len(library.articles.of_original(opened.sha256)),
    )
    repaired = is_repaired(opened.article.document)
    like = _like(library, number)
    return About(number, opened.title, detail_rows(opened), file, repaired, like)


def _like(library: Library, number: int) -> str:
    """Return the title of the article that this one is nearly the same as, with the reason."""
    found = library.likenesses.of(number)
    rows = library.listing.rows([found.other]) if found else ()
    return f"“{rows[0].title}”: {found.reason}" if found and rows else ""


def save_original(library: Library, number: int, path: Path) -> Path:
    """Write a copy of the file an article came from, byte for byte.

    Raises:
        LibraryError: the article is gone, or its original is missing.
        ExportError: the copy cannot be written.
    """
    write_whole(path, library.articles.original(number))
    return path


def detail_rows(opened: OpenArticle) -> tuple[DetailRow, ...]:
    """Return every field of an article, in the order in which they are shown."""
    return tuple(_row(opened, field) for field in FIELDS)


def _row(opened: OpenArticle, field: str) -> DetailRow:
    """Put together what stands for a field, and what else its sources say."""
    own = any(d.field == field for d in opened.marks.details)
    value = shown(values_of(opened.article.metadata, field))
    said = list(_stated(opened, field))
    chosen = Said(value, "yours") if own else next(iter(said), Said(value, ""))
    others = [s for s in said if s.value and s.value != value]
    return DetailRow(field, NAMES[field], value, chosen.source, own, tuple(dict.fromkeys(others)))


def _stated(opened: OpenArticle, field: str) -> Iterator[Said]:
    """Yield what the sources of the file state, the one that was chosen first."""
    document = opened.article.document
    for origin in opened.stated.origins:
        if origin.field == field:
            value = shown(values_of(opened.stated, field))
            yield Said(value, in_words(document, field, origin.source, value))
            for source, other in origin.others:
                yield Said(other, in_words(document, field, source, other))


def shown(values: tuple[str, ...]) -> str:
    """Return a field's values as one line."""
    return ", ".join(values)


def in_words(document: Document, field: str, source: str, value: str) -> str:
    """Say where a value came from: its source, or the very line of the text that states it."""
    is_line = source in _LINES or source.startswith("the line ")
    line = _line(document, field, value) if is_line else ""
    plain = source.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}")
    return f"from the line “{line}”" if line else f"from {plain}"


def _line(document: Document, field: str, value: str) -> str:
    """Return the line near either end that states this value of this field; empty without one."""
    from digest_app.readers.statements import stated_in_lines  # noqa: PLC0415 - only for details

    blocks = document.blocks
    ends = dict.fromkeys((*blocks[:_HEAD], *blocks[-_TAIL:]))
    for block in ends:
        words = _words(document, block)
        if len(words) > _MOST:
            continue
        for claim in stated_in_lines(document.text, (block,)):
            values = (claim.value,) if isinstance(claim.value, str) else claim.value
            if claim.field == field and shown(values) == value:
                return words if len(words) <= _LINE else f"{words[:_LINE].rstrip()}…"
    return ""


def _words(document: Document, block: Block) -> str:
    return " ".join(document.text[block.start : block.end].split())


# -- correcting -------------------------------------------------------------------------------


def read_value(field: str, typed: str, language: str = "") -> tuple[str, ...]:
    """Return the values that typed words mean; nothing typed means that there is none.

    Raises:
        WrongDetail: they cannot be a value of this field; the sentence says what can.
    """
    from digest_app.readers import naming  # noqa: PLC0415 - the readers come with a correction
    from digest_app.readers.dates import iso_date  # noqa: PLC0415 - as above

    words = " ".join(typed.split())
    if len(words) > _MOST:
        raise WrongDetail(NAMES[field], f"this is longer than {_MOST} characters.", "Shorten it.")
    if not words:
        return ()
    if field == "authors":
        return _people(words)
    if field in {"published", "modified"}:
        return (_sure(iso_date(words, language), field, *_DATE),)
    if field in {"url", "image"}:
        is_file = field == "image" and "://" not in words
        return (words if is_file else _sure(naming.plain_address(words), field, *_ADDRESS),)
    if field == "language":
        return (_sure(naming.language_tag(words), field, *_LANGUAGE),)
    return (words,)


_DATE = ("this is no date.", "Write it as 2026-11-23, “23 November 2026” or “November 2026”.")
_ADDRESS = ("this is no address of a page.", "It begins with https:// or http://.")
_LANGUAGE = ("this is no language.", "Write its short name, such as en, de or zh-TW.")


def _people(words: str) -> tuple[str, ...]:
    """Return the names between commas and “and”; what the user types is not doubted."""
    from digest_app.readers import naming  # noqa: PLC0415 - the readers come with a correction

    return naming.authors(words) or (words,)


def _sure(value: str, field: str, what: str, next_step: str) -> str:
    if not value:
        raise WrongDetail(NAMES[field], what, next_step)
    return value


def correct(undo: Undo, library: Library, number: int, detail: Detail) -> Changes:
    """Keep what the user says a field is; it holds through every new analysis."""
    name = f"Correct {NAMES[detail.field]}"
    work = partial(state, library, number, detail)
    return undo.do(name, Scope((number,), texts=True), work)


def take_back(undo: Undo, library: Library, number: int, field: str) -> Changes:
    """Let a field be what the file states."""
    name = f"Take Back {NAMES[field]}"
    work = partial(unstate, library, number, field)
    return undo.do(name, Scope((number,), texts=True), work)


def state(library: Library, number: int, detail: Detail) -> Changes:
    """Keep a detail, and make anew what follows from it: what is folded away, and the facts."""
    changes = library.marks.decide(number, lambda marks: deciding.state(marks, detail))
    return _follow(library, number, detail.field, changes)


def unstate(library: Library, number: int, field: str) -> Changes:
    """Take a detail back, and make anew what followed from it."""
    changes = library.marks.decide(number, lambda marks: deciding.take_back_detail(marks, field))
    return _follow(library, number, field, changes)


def _follow(library: Library, number: int, field: str, changes: Changes) -> Changes:
    """Clean and find facts again where a detail had a say in them."""
    if not changes.changed:
        return changes
    is_new = field in _CLEANED_BY and clean_again(library, [number]).changed
    if field in _FOUND_BY and not is_new:
        stored = library.articles.get(number)
        removals = in_force(stored.article.removals, stored.marks)
        facts = facts_of(stored.article, removals)
        library.articles.analyse_again(number, stored.article, facts, stored.analysed_by)
    return changes
