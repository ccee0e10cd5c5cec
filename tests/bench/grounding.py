"""Count facts that are not exactly their words: over every file of the measuring data.

``python -m tests.bench.bench_facts --grounded [--slice 1/8]`` reads, cleans and searches each
page, text and file as the program does, and looks at every fact: its span must be its words and
touch no removal, and the spans of its parts and of its speaker the same. Texts are never printed.
"""

from __future__ import annotations

import json
import lzma
import tarfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from digest_app.app.extracting import facts_of, read_articles
from digest_app.domain.article import Article
from digest_app.domain.fact import Fact
from digest_app.domain.problems import DigestError
from digest_app.facts.finding import find


@dataclass(slots=True)
class Count:
    """What was looked at: ``refused`` are files that no reader makes an article of."""

    files: int = 0
    articles: int = 0
    facts: int = 0
    ungrounded: int = 0
    refused: int = 0


def files(shared: Path) -> Iterator[tuple[str, bytes]]:
    """Yield every file with its name: the pages, the texts, the corpus and the sample article."""
    for pack in sorted((shared / "bench" / "clean_html").glob("*.tar.xz")):
        yield from _packed(pack, only=".html")
    for lines in sorted(shared.glob("bench/*/*.jsonl*")):
        yield from _texts(lines)
    corpus = shared / "corpus"
    for pack in sorted(corpus.glob("*.tar.xz")):
        yield from _packed(pack)
    for folder in (corpus, shared / "seeds"):
        for path in sorted(p for p in folder.glob("*") if p.is_file() and _is_text(p.name)):
            yield path.name, path.read_bytes()


def _is_text(name: str) -> bool:
    """Tell what is data from packs and scripts that lie beside it."""
    return not name.endswith((".xz", ".py"))


def _packed(pack: Path, only: str = "") -> Iterator[tuple[str, bytes]]:
    """Yield the files of an archive."""
    with tarfile.open(pack) as archive:
        for member in archive:
            opened = archive.extractfile(member) if member.name.endswith(only) else None
            if opened is not None:
                yield member.name, opened.read()


def _texts(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the texts of a file that has one record a line."""
    with (lzma.open if path.suffix == ".xz" else open)(path, "rb") as lines:
        for number, line in enumerate(lines):
            text = json.loads(line).get("text")
            if text:
                yield f"{path.stem}-{number}.txt", text.encode("utf-8", "replace")


def counted(chosen: Iterable[tuple[str, bytes]]) -> Count:
    """Read, clean and search the files, and count the facts that are not their words."""
    count = Count()
    for name, data in chosen:
        count.files += 1
        try:
            articles = read_articles(data, name)
        except DigestError:
            count.refused += 1
            continue
        for article in articles:
            count.articles += 1
            _look_at(article, count)
    return count


def _look_at(article: Article, count: Count) -> None:
    """Count an article's facts, as the program finds them and in its bare text."""
    removed = sorted((r.start, r.end) for r in article.removals)
    for fact in facts_of(article):
        count.facts += 1
        count.ungrounded += not _is_grounded(article.text, fact, removed)
    for fact in find(article.text, language=article.language):
        count.facts += 1
        count.ungrounded += not _is_grounded(article.text, fact, [])


def _is_grounded(text: str, fact: Fact, removed: list[tuple[int, int]]) -> bool:
    """Tell whether a fact is its words, with all its spans inside the text and in no removal."""
    spans = [(fact.start, fact.end), *((part.start, part.end) for part in fact.parts)]
    if fact.speaker_start is not None and fact.speaker_end is not None:
        spans.append((fact.speaker_start, fact.speaker_end))
    inside = all(0 <= start < end <= len(text) for start, end in spans)
    kept = not any(a < end and start < b for a, b in removed for start, end in spans)
    return inside and kept and bool(fact.text) and text[fact.start : fact.end] == fact.text


def sliced(shared: Path, which: str) -> Iterator[tuple[str, bytes]]:
    """Return the files of one slice: ``1/8`` is every eighth from the first."""
    part, _, parts = which.partition("/")
    return islice(files(shared), int(part) - 1, None, int(parts or 1))
