"""A dropped folder with everything that could hurt and what is only big, and its import."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path

from digest_app.app.importing import How, ImportJob
from digest_app.domain.changes import Outcome
from tests.bench.synthetic_news import vocabulary
from tests.unit.readers import making

_MB = 1_000_000


def make_drop(folder: Path) -> Path:
    """Fill a folder: attacks, what is no file, and honest files of a size that is rare."""
    from tests.unit.app.test_hostile_drop import FILES

    folder.mkdir()
    for name, (data, _) in FILES.items():
        (folder / name).write_bytes(data)
    (folder / "line-100.txt").write_bytes(b"word " * (20 * _MB))
    (folder / "deep.html").write_bytes(b"<div>" * 100_000 + b"<p>The words at the bottom.</p>")
    outside = {"../../x.txt": "outside", "pier.html": making.page()}
    (folder / "outside.zip").write_bytes(making.zipped(outside))
    (folder / "round").symlink_to(folder)
    (folder / "knot").symlink_to(folder / "knot")
    (folder / "zero").symlink_to("/dev/zero")
    os.mkfifo(folder / "pipe")
    _make_big(folder)
    return folder


def _make_big(folder: Path) -> None:
    """Write pages of 20 MB (of tags, of pictures), a mailbox of 100 MB, a PDF of 1,000 pages."""
    dice = random.Random("big files")  # noqa: S311 - words, not secrets
    words = vocabulary(dice)

    def paragraph(length: int) -> str:
        return " ".join(dice.choices(words, k=length)).capitalize() + "."

    story = [paragraph(60) for _ in range(2_000)]
    markup = "".join(f'<i class="icon-{n}"></i>' for n in range(200))
    paragraphs = [f"<p>{dice.choice(story)}{markup}</p>\n" for _ in range(4_000)]
    whole = making.page(story=(paragraph(20),)) + "".join(paragraphs).encode()
    (folder / "big.html").write_bytes(whole)
    picture = f'<img src="data:image/png;base64,{"QUJD" * (5 * _MB)}">'.encode()
    (folder / "pictures.html").write_bytes(making.page() + picture)
    with (folder / "big.mbox").open("wb") as box:
        for number in range(1_900):
            body = "".join(f"<p>{dice.choice(story)}</p>\n" for _ in range(8))
            padding = f"<!-- {'x' * 70} -->\n" * 600
            letter = making.newsletter(f"<p>{number}</p>{body}{padding}".encode())
            box.write(
                b"From ada Sat Mar 14 09:30:00 2026\n" + letter.replace(b"\r\n", b"\n") + b"\n"
            )
    lines = [" ".join(dice.choices(words, k=11)) for _ in range(2_000)]
    pages = [[(50, 750 - 14 * n, 10, dice.choice(lines)) for n in range(45)] for _ in range(1_000)]
    (folder / "big.pdf").write_bytes(making.pdf(pages))


def imported(folder: Path, library: Path) -> Iterator[tuple[Path, Outcome]]:
    """Import a folder with one worker; yield each outcome as it is told."""
    job = ImportJob.start(library, [folder], How(workers=1))
    while not job.is_over:
        job.wait(1)
        for progress in job.poll():
            yield from ((Path(outcome.path), outcome) for outcome in progress.outcomes)
    job.close()
