"""The last look at an export: every word of every article is in it, every note resolves.

An export is read again as a stranger would read it, by a parser that had no part in writing it.
"""

from __future__ import annotations

from html.parser import HTMLParser

from digest_app.domain.edition import Edition
from digest_app.domain.problems import ExportError

_SILENT = {"style", "script", "title"}
_REPORT = "Please report this; the digest itself is unharmed."


class _Page(HTMLParser):
    """Collects a page's words, the targets inside it and the links that point at them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.targets: set[str] = set()
        self.references: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in _SILENT
        given = dict(attrs)
        if given.get("id"):
            self.targets.add(str(given["id"]))
        address = given.get("href") or ""
        if tag == "a" and address.startswith("#"):
            self.references.append(address[1:])

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in _SILENT

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words.append(data)


def prove(page: str, edition: Edition, *, note: str) -> None:
    """Check a written page against the edition that it was made of.

    Args:
        page: the export as HTML.
        edition: what it should hold.
        note: how the page names the target of a footnote, e.g. ``source-{}``.

    Raises:
        ExportError: a passage is not in the page word for word, or a footnote leads nowhere.
    """
    reader = _Page()
    reader.feed(page)
    reader.close()
    _prove_words("".join("".join(reader.words).split()), edition)
    _prove_notes(reader, edition, note)


def _prove_words(words: str, edition: Edition) -> None:
    """Look for the passages, each behind the one before it; white space does not count."""
    position = 0
    for item in edition.items:
        for passage in item.passages:
            wanted = "".join(passage.text.split())
            found = words.find(wanted, position)
            if found < 0:
                what = "a passage did not reach the exported file word for word."
                raise ExportError(item.title, what, _REPORT)
            position = found + len(wanted)


def _prove_notes(reader: _Page, edition: Edition, note: str) -> None:
    wanted = {note.format(source.number): source for source in edition.sources}
    for target, source in wanted.items():
        if target not in reader.targets or target not in reader.references:
            raise ExportError(
                source.title, "its footnote leads nowhere in the exported file.", _REPORT
            )
    lost = [r for r in reader.references if r not in reader.targets]
    if lost:
        raise ExportError(
            edition.title, f"a link inside the file leads nowhere (#{lost[0]}).", _REPORT
        )
