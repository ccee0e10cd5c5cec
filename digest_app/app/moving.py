"""Everything out into plain files, and in again elsewhere: the library is the user's.

The folder holds ``originals/`` byte for byte, ``articles.jsonl`` (one line an article),
``pictures/`` (what lay beside saved pages), ``library.json`` (labels, searches, settings, rules,
digests) and ``markdown/`` (one readable file an article). Shape version 1; ``as_read``,
``analysed`` and ``decided`` are the whole of what is kept, the other fields of a line repeat the
parts that people and other programs want.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any

from digest_app.app.digests import list_digests, load_digest, save_digest
from digest_app.app.files import write_whole
from digest_app.domain.article import Article, cleaned
from digest_app.domain.digest import Digest, Section
from digest_app.domain.document import Document
from digest_app.domain.listing import StoredArticle, View
from digest_app.domain.marks import Marks, Place, in_force
from digest_app.domain.problems import LibraryError
from digest_app.domain.steps import Step, Tell, silently
from digest_app.library.articles import Analysed, Arrival
from digest_app.library.library import Library
from digest_app.library.originals import Originals
from digest_app.library.packing import Analysis
from digest_app.library.pictures import FOLDER as PICTURES
from digest_app.library.pictures import Pictures
from digest_app.library.records import pack_text, unpack_text

_SHAPE = 1
_LINES = "articles.jsonl"
_REST = "library.json"
_UNSAFE = re.compile(r"[^\w\- ]+")
_LONGEST_NAME = 60


def export_everything(library: Library, folder: Path, tell: Tell = silently) -> int:
    """Write the whole library into a folder; return how many articles it holds.

    Raises:
        LibraryError: the folder is not empty, or an original is missing.
        OSError: the folder cannot be written to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise LibraryError(str(folder), "this folder is not empty.", "Choose an empty one.")
    (folder / "markdown").mkdir()
    ids = _Told(_all_ids(library), tell)
    with (folder / _LINES).open("w", encoding="utf-8", newline="\n") as lines:
        for number in ids:
            stored = library.articles.get(number)
            line = _line(stored) | {"pictures": library.pictures.of(stored.original)}
            lines.write(json.dumps(line, ensure_ascii=False) + "\n")
            _copy_original(library, stored.original, folder)
            _copy_pictures(library, stored.original, folder)
            (folder / "markdown" / _file_name(stored)).write_bytes(_markdown(stored).encode())
    if hasattr(os, "sync"):  # once for all files: what ends the export says that all is there
        os.sync()
    write_whole(folder / _REST, json.dumps(_rest(library), ensure_ascii=False, indent=1).encode())
    return len(ids)


class _Told(list[int]):
    """Articles that are told of, one by one, as they are gone through."""

    def __init__(self, ids: Iterable[int], tell: Tell) -> None:
        super().__init__(ids)
        self._tell = tell

    def __iter__(self) -> Iterator[int]:
        for done, number in enumerate(super().__iter__(), start=1):
            self._tell(Step("Writing articles", done, len(self)))
            yield number


def _all_ids(library: Library) -> list[int]:
    return sorted(n for place in Place for n in library.listing.ids(View(place=place)))


def _line(stored: StoredArticle) -> dict[str, Any]:
    article, marks = stored.article, stored.marks
    return {
        "version": _SHAPE,
        "number": stored.id,
        "original": stored.original,
        "part": stored.part,
        "name": stored.name,
        "added": stored.added,
        "analysed_by": stored.analysed_by,
        "title": article.title,
        "byline": article.byline,
        "publisher": article.publisher,
        "published": article.published,
        "url": article.url,
        "language": article.language,
        "cleaned": cleaned(article.text, in_force(article.removals, marks)),
        "read": marks.read,
        "starred": marks.starred,
        "place": marks.place,
        "labels": marks.labels,
        "as_read": _plain(replace(article.document, metadata=stored.stated)),
        "analysed": _plain(Analysis(article.removals, stored.facts)),
        "decided": _plain(replace(marks, read=False, starred=False, labels=())),
    }


def _plain(record: object) -> Any:
    return json.loads(pack_text(record))


def _copy_original(library: Library, sha256: str, folder: Path) -> None:
    target = folder / library.originals.path(sha256).relative_to(library.folder)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(library.originals.read(sha256))


def _copy_pictures(library: Library, original: str, folder: Path) -> None:
    """Copy what lay beside an original; a picture that went missing stops no export."""
    copies = Pictures(folder, library.database)
    copies.keep(library.pictures.read(original, library.pictures.of(original)).values())


def _file_name(stored: StoredArticle) -> str:
    words = _UNSAFE.sub("", stored.article.title or Path(stored.name).stem)
    return f"{stored.id:06d} {words[:_LONGEST_NAME].strip()}".strip() + ".md"


def _markdown(stored: StoredArticle) -> str:
    article = stored.article
    source = (article.byline, article.publisher, article.published, article.url)
    head = f"# {article.title or stored.name}\n\n{' · '.join(filter(None, source))}".rstrip()
    return f"{head}\n\n{cleaned(article.text, in_force(article.removals, stored.marks))}\n"


def _rest(library: Library) -> dict[str, Any]:
    return {
        "version": _SHAPE,
        "labels": library.labels.all(),
        "saved_searches": library.saved_searches.all(),
        "settings": library.settings.all(),
        "taught_rules": library.settings.all_taught_rules(),
        "digests": [_plain(load_digest(library, row.id)) for row in list_digests(library)],
    }


def import_everything(library: Library, folder: Path, tell: Tell = silently) -> tuple[int, ...]:
    """Add what :func:`export_everything` wrote; return the numbers of the articles added.

    Articles, settings and rules that the library has already are left as they are there. Into
    an empty library this makes an equal one. Called off, what was added so far stays, and
    importing again adds the rest.

    Raises:
        LibraryError: the folder holds no such export, or an original is not what it was.
    """
    rest = json.loads(_text(folder / _REST))
    if rest["version"] > _SHAPE:
        raise LibraryError(str(folder), "this export was made by a newer version of Digest.")
    for name, colour in rest["labels"]:
        library.labels.make(name, colour)
    numbers = _add_all(library, folder, tell)
    for name, query in rest["saved_searches"]:
        library.saved_searches.save(name, query)
    _add_settings(library, rest)
    here = [load_digest(library, row.id) for row in list_digests(library)]
    for plain in reversed(rest["digests"]):
        digest = unpack_text(Digest, json.dumps(plain))
        moved = _renumbered(digest, {old: new for old, (new, _) in numbers.items()})
        if moved not in here:
            save_digest(library, moved)
    return tuple(new for new, is_new in numbers.values() if is_new)


def _add_settings(library: Library, rest: dict[str, Any]) -> None:
    here, taught = library.settings.all(), library.settings.all_taught_rules()
    for name, value in rest["settings"].items():
        if name not in here:
            library.settings.set(name, value)
    for scope, toml in rest["taught_rules"].items():
        if not taught.get(scope):
            library.settings.teach(toml, scope)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        what = f"this folder holds no exported library ({path.name} is missing)."
        raise LibraryError(str(path.parent), what, "Choose the folder of an export.") from error


def _add_all(library: Library, folder: Path, tell: Tell) -> dict[int, tuple[int, bool]]:
    """Add the articles of every original; return their numbers here, and whether they are new."""
    numbers: dict[int, tuple[int, bool]] = {}
    with (folder / _LINES).open("rb") as file:
        total = sum(1 for _ in file)
    with (folder / _LINES).open(encoding="utf-8") as file:
        lines = map(json.loads, file)
        for sha256, group in groupby(lines, key=lambda line: line["original"]):
            tell(Step("Adding articles", len(numbers) + 1, total))
            numbers |= _add_original(library, folder, sha256, list(group))
    return numbers


def _add_original(
    library: Library, folder: Path, sha256: str, lines: list[dict[str, Any]]
) -> dict[int, tuple[int, bool]]:
    old = [line["number"] for line in lines]
    if known := library.articles.of_original(sha256):
        return {a: (b, False) for a, b in zip(old, known, strict=False)}
    data = _original(folder, sha256)
    first = lines[0]
    arrival = Arrival(
        library.originals.keep(data),
        len(data),
        [_analysed(line) for line in lines],
        first["name"],
        first["added"],
        first["analysed_by"],
    )
    pictures = _pictures(folder, first.get("pictures", {}))
    library.pictures.keep(pictures.values())
    with library.database.writing():
        new = library.articles.add(arrival)
        library.pictures.note(sha256, pictures)
        for number, line in zip(new, lines, strict=True):
            _mark(library, number, line)
    return {a: (b, True) for a, b in zip(old, new, strict=True)}


def _pictures(folder: Path, hashes: dict[str, str]) -> dict[str, bytes]:
    """Return the pictures beside an original that the export holds whole."""
    files = Originals(folder / PICTURES)
    return {name: files.read(h) for name, h in hashes.items() if files.is_whole(h)}


def _original(folder: Path, sha256: str) -> bytes:
    originals = Originals(folder / "originals")
    if not originals.is_whole(sha256):
        what = "an original of this export is missing or was changed."
        raise LibraryError(str(originals.path(sha256)), what, "Export the library again.")
    return originals.read(sha256)


def _analysed(line: dict[str, Any]) -> Analysed:
    document = unpack_text(Document, json.dumps(line["as_read"]))
    analysis = unpack_text(Analysis, json.dumps(line["analysed"]))
    return Article(document, analysis.removals, line["name"]), analysis.facts


def _mark(library: Library, number: int, line: dict[str, Any]) -> None:
    decided = unpack_text(Marks, json.dumps(line["decided"]))
    library.marks.decide(number, lambda _: decided)
    library.marks.set_read([number], read=line["read"])
    library.marks.set_starred([number], starred=line["starred"])
    library.marks.move([number], Place(line["place"]))
    for label in line["labels"]:
        library.marks.add_label([number], label)


def _renumbered(digest: Digest, numbers: dict[int, int]) -> Digest:
    """Return the digest with the numbers that its articles have here."""
    return replace(digest, sections=tuple(_section(s, numbers) for s in digest.sections))


def _section(section: Section, numbers: dict[int, int]) -> Section:
    known = (entry for entry in section.entries if entry.article in numbers)
    entries = tuple(replace(entry, article=numbers[entry.article]) for entry in known)
    return replace(section, entries=entries)


def differences(one: Library, other: Library) -> Iterator[str]:
    """Yield what differs between two libraries, article by article, by hash; nothing if equal."""
    here, there = _fingerprints(one), _fingerprints(other)
    for key in sorted(here.keys() | there.keys()):
        if here.get(key) != there.get(key):
            yield " ".join(map(str, key))
    if _comparable(one) != _comparable(other):
        yield "labels, searches, settings, rules or digests"


def _fingerprints(library: Library) -> dict[tuple[str, int], dict[str, Any]]:
    lines = (_line(library.articles.get(number)) for number in _all_ids(library))
    return {(line["original"], line["part"]): _without_number(line) for line in lines}


def _without_number(line: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in line.items() if name != "number"}


def _comparable(library: Library) -> dict[str, Any]:
    rest = _rest(library)
    known = {n: library.articles.get(n).original for n in _all_ids(library)}
    digests = (load_digest(library, row.id) for row in list_digests(library))
    rest["digests"] = [_named(digest, known) for digest in digests]
    return rest


def _named(digest: Digest, known: dict[int, str]) -> tuple[Any, ...]:
    return (digest.title, digest.intro, _entries(digest.sections, known))


def _entries(sections: Iterable[Section], known: dict[int, str]) -> list[Any]:
    return [
        (section.title, [(known.get(e.article), e.use, e.note) for e in section.entries])
        for section in sections
    ]
