"""Omnivore's export: a ZIP that holds a page for each article and tables of what they are."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from digest_app.domain.problems import UnreadableFile
from digest_app.readers.claims import Claim
from digest_app.readers.encoding import decode
from digest_app.readers.package import Package
from digest_app.readers.records import record_claims

_TABLE: Final = re.compile(r"(?:^|/)metadata_\d+_to_\d+\.json$")


class Catalogue(NamedTuple):
    """What the tables of an archive say of its pages.

    ``pages`` holds the claims by the pages' names in the archive, ``tables`` are the names of
    the tables, ``without`` counts the articles that have no page.
    """

    pages: Mapping[str, list[Claim]]
    tables: frozenset[str]
    without: int


def catalogue(package: Package) -> Catalogue:
    """Read the tables of an archive; one that is no export of Omnivore has none."""
    pages: dict[str, list[Claim]] = {}
    tables: list[str] = []
    without = 0
    for table in filter(_TABLE.search, package.names):
        for record in _records(package, table):
            page = posixpath.join(posixpath.dirname(table), "content", f"{record['slug']}.html")
            if page in package:
                pages[page] = record_claims({str(k).lower(): v for k, v in record.items()})
            else:
                without += 1
        tables.append(table)
    # Where no page is there, the addresses are all that there is to read.
    return Catalogue(pages, frozenset(tables), without) if pages else Catalogue({}, frozenset(), 0)


def _records(package: Package, table: str) -> Iterator[Mapping[str, Any]]:
    """Yield the rows of a table that name a page; none where it is damaged."""
    try:
        rows = json.loads(decode(package.read(table)).text)
    except (UnreadableFile, ValueError, RecursionError):
        return
    if isinstance(rows, list):
        yield from (row for row in rows if isinstance(row, dict) and row.get("slug"))
