"""Readers under load: what becomes of every file, of damaged ones, how fast, and what pages state.

python -m tests.bench.bench_readers                  # everything below, some minutes
python -m tests.bench.bench_readers corpus           # the shared corpus, hostile files, seeds
python -m tests.bench.bench_readers drop             # what could hurt and what is big, as an import
python -m tests.bench.bench_readers fuzz --files 10000 [--slice 1/4]
python -m tests.bench.bench_readers speed
python -m tests.bench.bench_readers metadata
"""

from __future__ import annotations

import argparse
import io
import json
import os
import re
import resource
import subprocess
import sys
import tarfile
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from digest_app.assets import seeds
from digest_app.readers.registry import read
from tests.bench import metadata_scorer
from tests.bench.dropping import imported, make_drop
from tests.bench.mutating import mutations
from tests.bench.outcomes import FATES, Outcome, apart, outcome

SHARED = Path(
    os.environ.get("DIGEST_SHARED") or Path(__file__).resolve().parents[2].parent / "shared"
)
BATCH = 50


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parts = {"corpus": corpus, "drop": drop, "fuzz": fuzz, "speed": speed, "metadata": metadata}
    parser.add_argument("part", nargs="?", choices=[*parts, "all"], default="all")
    parser.add_argument("--files", type=int, default=10_000, help="how many damaged files")
    parser.add_argument("--slice", default="1/1", help="which part of the sources, 2/4 say")
    options = parser.parse_args()
    for name, part in parts.items():
        if options.part in {name, "all"}:
            part(options)


def corpus(_: argparse.Namespace) -> None:
    """Read every file of the corpus, every hostile one and every sample, each on its own."""
    outcome(next(_seeds())[1], "loads everything before the processes part")
    for title, files in (("seeds", _seeds()), ("corpus", corpus_files()), ("hostile", _hostile())):
        outcomes = [
            one
            for name, data in files
            for one in apart(lambda d=data, n=name: [outcome(d, n)], [name])
        ]
        _tell(title, outcomes)


def drop(_: argparse.Namespace) -> None:
    """Import a folder of what could hurt and of what is only big; print each file's outcome."""
    with tempfile.TemporaryDirectory() as folder:
        print("drop: file · MB · fate · articles · what was said")
        for path, told in imported(make_drop(Path(folder) / "drop"), Path(folder) / "library"):
            size = path.stat().st_size / 1e6 if path.is_file() else 0.0
            said = str(told.problem or " ".join(told.notes[:1]))
            print(
                f"   {path.name} · {size:.1f} · {told.fate} · {len(told.articles)} · {said[:150]}"
            )
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"   largest process {spent.ru_maxrss / 1024:.0f} MB")


def fuzz(options: argparse.Namespace) -> None:
    """Damage the samples and small files of every format, and read what comes of it."""
    from tests.unit.readers import making
    from tests.unit.readers.test_formats import FILES

    rich = {"PDF": making.rich_pdf(), "rich RTF": making.rich_rtf()}
    every = [*_seeds(), *FILES.items(), *rich.items()]
    each = -(-options.files // len(every))
    first, slices = map(int, options.slice.split("/"))
    sources = every[first - 1 :: slices]
    for name, data in sources:  # what loads lazily is loaded before the processes part
        outcome(data, name)
    outcomes: list[Outcome] = []
    for name, data in sources:
        damaged = list(mutations(data, each, seed=name))
        for start in range(0, each, BATCH):
            outcomes += _batch(name, damaged[start : start + BATCH], start)
    _tell(f"damaged, {len(sources)} sources", outcomes)


def _batch(name: str, files: list[bytes], start: int) -> list[Outcome]:
    """Read a batch in one process, and where that fails each file in its own."""
    names = [f"{name} #{start + n}" for n in range(len(files))]

    def work() -> list[Outcome]:
        return [outcome(data, n) for data, n in zip(files, names, strict=True)]

    made = apart(work, names)
    if all(o.fate in {"crashed", "timed out"} for o in made):
        return [
            o
            for data, n in zip(files, names, strict=True)
            for o in apart(lambda d=data, m=n: [outcome(d, m)], [n])
        ]
    return made


def _tell(title: str, outcomes: list[Outcome]) -> None:
    counts = Counter(o.fate for o in outcomes)
    slowest = max(outcomes, key=lambda o: o.seconds, default=Outcome("", ""))
    largest = max(outcomes, key=lambda o: o.megabytes, default=Outcome("", ""))
    print(f"{title}: {len(outcomes)} files · " + " · ".join(f"{counts[f]} {f}" for f in FATES))
    print(
        f"   slowest {slowest.seconds:.2f} s ({slowest.name}), largest {largest.megabytes:.0f} MB ({largest.name})"
    )
    for o in outcomes:
        if o.fate in FATES[2:]:
            print(f"   {o.fate}: {o.name}: {o.said}")


def speed(_: argparse.Namespace) -> None:
    """Compare reading, and reading with cleaning, with the bare parser on the same bytes."""
    from digest_app.app.extracting import read_articles

    print("format: KB · reading MB/s · with cleaning MB/s · reading ÷ the parser alone")
    for kind, (data, parser) in _parsers().items():
        own = _seconds(lambda d=data: read(d))
        cleaned = _seconds(lambda d=data: read_articles(d))
        bare = _seconds(lambda d=data, p=parser: p(d))
        size = len(data) / 1e6
        print(
            f"   {kind}: {len(data) / 1e3:.0f} · {size / own:.2f} · {size / cleaned:.2f} · {own / bare:.1f}"
        )


def _seconds(work: Callable[[], object]) -> float:
    """Return the median processor time of some runs, after one that warms up."""
    work()
    times = []
    for _ in range(9):
        begin = time.process_time()
        work()
        times.append(time.process_time() - begin)
    return sorted(times)[4]


def _parsers() -> dict[str, tuple[bytes, Callable[[bytes], object]]]:
    """Return a file of each format with the bare parser that its reader stands on."""
    import email
    import zipfile
    from xml.etree import ElementTree as ET

    import feedparser
    import markdown
    import pypdfium2
    from bs4 import BeautifulSoup
    from selectolax.lexbor import LexborHTMLParser
    from striprtf.striprtf import rtf_to_text

    from tests.unit.readers import making

    story = making.STORY * 100
    html = making.page(story=story)
    entries = "".join(making.entry(f"Number {n}", f"<p>{making.STORY[0]}</p>") for n in range(60))
    pages = [
        [
            (50, 700 - 12 * n, 10, "a line of the story about the pier that goes on")
            for n in range(50)
        ]
    ] * 8

    def pdf_text(data: bytes) -> object:
        return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)]

    def office(part: str) -> Callable[[bytes], object]:
        return lambda data: ET.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(part))  # noqa: S314 - our own file

    text = "\n\n".join(story)
    return {
        "plain text": (text.encode(), lambda d: d.decode().split("\n")),
        "Markdown": (
            f"---\ntitle: A pier\n---\n\n# A pier\n\n{text}".encode(),
            lambda d: BeautifulSoup(markdown.markdown(d.decode()), "html.parser"),
        ),
        "saved page": ((seeds() / "harbour-tunnel-opens.html").read_bytes(), LexborHTMLParser),
        "e-mail": (
            making.newsletter(html),
            lambda d: BeautifulSoup(
                email.message_from_bytes(d).get_payload()[1].get_payload(decode=True), "html.parser"
            ),
        ),
        "MHTML": (
            making.mhtml(html),
            lambda d: LexborHTMLParser(
                email.message_from_bytes(d).get_payload()[0].get_payload(decode=True)
            ),
        ),
        "DOCX": (
            making.docx("".join(f"<w:p><w:r><w:t>{p}</w:t></w:r></w:p>" for p in story)),
            office("word/document.xml"),
        ),
        "EPUB": (
            making.epub({f"{n}.xhtml": making.page(story=making.STORY * 5) for n in range(8)}),
            lambda d: [
                LexborHTMLParser(zipfile.ZipFile(io.BytesIO(d)).read(f"OEBPS/{n}.xhtml"))
                for n in range(8)
            ],
        ),
        "RTF": (
            b"{\\rtf1 " + "\\par ".join(story).encode("ascii", "ignore") + b"}",
            lambda d: rtf_to_text(d.decode()),
        ),
        "feed": (making.rss(entries), lambda d: feedparser.parse(io.BytesIO(d))),
        "PDF": (making.pdf(pages), pdf_text),
    }


def metadata(_: argparse.Namespace) -> None:
    """Score what pages state against the sample that was read by eye."""
    archive = SHARED / "bench" / "clean_html"
    if not archive.is_dir():
        print("metadata: the pages are not on this machine")
        return
    metadata_scorer.tell(metadata_scorer.score(archive), ", the pages that were tuned on")
    new = metadata_scorer.score(archive, metadata_scorer.SECOND)
    metadata_scorer.tell(new, ", pages of other sites drawn later")


def _seeds() -> Iterator[tuple[str, bytes]]:
    for path in sorted(seeds().iterdir()):
        if path.is_file():
            yield path.name, path.read_bytes()


def corpus_files() -> Iterator[tuple[str, bytes]]:
    """Yield the files of the shared corpus with their names; none where it is not there."""
    packed = SHARED / "corpus" / "files.tar.xz"
    if not packed.is_file():
        print("corpus: not on this machine")
        return
    with tarfile.open(packed) as archive:
        for member in archive:
            if member.isfile() and "/dev/" in f"/{member.name}":
                file = archive.extractfile(member)
                yield member.name, file.read() if file else b""
    for path in sorted(packed.parent.glob("*html")):
        yield path.name, path.read_bytes()


def _hostile() -> Iterator[tuple[str, bytes]]:
    maker = SHARED / "corpus" / "make_hostile.py"
    if not maker.is_file():
        return
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, str(maker), folder], check=True)
        for path in sorted(Path(folder).iterdir()):
            yield path.name, path.read_bytes()


def found_strings() -> tuple[int, int]:
    """Return how many of the strings that the corpus' manifest promises are found, and of how many."""
    with tarfile.open(SHARED / "corpus" / "files.tar.xz") as archive:
        manifest = json.load(archive.extractfile("MANIFEST_dev.json"))  # type: ignore[arg-type] # it is there
    promised = {row["file"]: row["must_contain"] for row in manifest if row.get("must_contain")}
    found = 0
    for name, data in corpus_files():
        for string in promised.get(name, ()):
            found += " ".join(string.split()) in _all_text(data, name)
    return found, sum(map(len, promised.values()))


def _all_text(data: bytes, name: str) -> str:
    from digest_app.domain.problems import UnreadableFile

    try:
        documents = read(data, name).documents
    except UnreadableFile:
        return ""
    return re.sub(
        r"\s+", " ", " ".join(f"{d.text} {d.metadata.title} {d.metadata.byline}" for d in documents)
    )


if __name__ == "__main__":
    main()
