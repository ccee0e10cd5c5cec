"""What pages state, against a sample of pages that a person read: title, authors, publisher, date.

The sample names pages of the shared data and gives what each states as a fingerprint of the plain
value, so that nothing of the pages is kept here. ``-`` means that the page states none; a field
without an entry is not scored (the reader of the sample was not sure).
"""

from __future__ import annotations

import hashlib
import json
import tarfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from digest_app.domain.document import Metadata
from digest_app.readers.registry import read

SAMPLE: Final = Path(__file__).with_name("metadata_sample.json")
FIELDS: Final = ("title", "authors", "publisher", "published")
SECOND: Final = "second"
Scores = dict[str, Counter[str]]


def fingerprint(value: str) -> str:
    """Return a short hash of the letters and digits of a value, whatever their case."""
    plain = "".join(c for c in value.casefold() if c.isalnum())
    return hashlib.sha256(plain.encode()).hexdigest()[:12]


def score(folder: Path, drawn: str = "") -> Scores:
    """Return for each field how many pages are right, wrong, missed, or given without being stated.

    ``drawn`` is :data:`SECOND` for the pages that were drawn after the readers were tuned on the
    first ones, and empty for those.
    """
    known = json.loads(SAMPLE.read_text("utf-8"))
    sample = {name: page for name, page in known.items() if page.get("drawn", "") == drawn}
    scores: Scores = {field: Counter() for field in FIELDS}
    for name, data in _pages(folder, set(sample)):
        stated = read(data, name).documents[0].metadata
        for field in FIELDS:
            if field in sample[name]:
                scores[field][_verdict(field, _value(stated, field), sample[name][field])] += 1
    return scores


def share(counts: Counter[str]) -> float:
    """Return the share of right answers among the pages that state the field."""
    return counts["right"] / max(counts["right"] + counts["wrong"] + counts["missed"], 1)


def tell(scores: Scores, title: str = "") -> None:
    """Print the table: of the pages that state a field, the share that is right."""
    print(
        f"metadata{title}: right of those that state it · wrong · missed · given where none is stated"
    )
    for field, counts in scores.items():
        total = counts["right"] + counts["wrong"] + counts["missed"]
        print(
            f"   {field}: {counts['right']}/{total} = {100 * share(counts):.1f} % · {counts['wrong']} · {counts['missed']} · {counts['invented']}"
        )


def _value(stated: Metadata, field: str) -> str:
    if field == "authors":
        return ", ".join(sorted(stated.authors))
    return stated.published[:10] if field == "published" else str(getattr(stated, field))


def _verdict(field: str, value: str, wanted: str | list[str]) -> str:
    """Compare one value; several fingerprints mean that each is right (two names of a publisher)."""
    if wanted == "-":
        return "invented" if value else "rightly none"
    if not value:
        return "missed"
    several = wanted if isinstance(wanted, list) else [wanted]
    return "right" if fingerprint(value) in several else "wrong"


def _pages(folder: Path, names: set[str]) -> Iterator[tuple[str, bytes]]:
    for packed in sorted(folder.glob("*.tar.xz")):
        with tarfile.open(packed) as archive:
            for member in archive:
                name = f"{packed.name.removesuffix('.tar.xz')}/{Path(member.name).name}"
                if name in names:
                    file = archive.extractfile(member)
                    yield name, file.read() if file else b""
