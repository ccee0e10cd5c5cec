"""What the library keeps of an article beside its packed form: list columns, common lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from digest_app.domain.article import Article
from digest_app.library.common_lines import CommonLines, keys_of
from digest_app.library.database import Database
from digest_app.library.loading import load


class Details:
    """Keeps lists and common lines true to what articles are called and say."""

    def __init__(self, database: Database, lines: CommonLines) -> None:
        self._db = database
        self.lines = lines

    @contextmanager
    def following(self, ids: Iterable[int]) -> Iterator[None]:
        """Follow articles whose details or words change inside; call it inside ``writing``."""
        before = {number: self._article(number) for number in ids}
        yield
        for number, old in before.items():
            new = self._article(number)
            if old and new and (old.metadata, old.text) != (new.metadata, new.text):
                self._exchange(number, old, new)

    def _article(self, number: int) -> Article | None:
        stored = load(self._db, number)
        return stored.article if stored else None

    def _exchange(self, number: int, old: Article, new: Article) -> None:
        self._db.write(
            "UPDATE article SET title = ?, byline = ?, publisher = ?, published = ?, url = ?,"
            " language = ? WHERE id = ?",
            (*columns(new), number),
        )
        if (old.publisher, old.text) != (new.publisher, new.text):
            self.lines.exchange(number, keys_of(old), keys_of(new))


def columns(article: Article) -> tuple[str, ...]:
    """Return what lists show of an article: title, byline, publisher, date, address, language."""
    about = article.metadata
    return (
        *(about.title, about.byline, about.publisher),
        *(about.published, about.url, about.language),
    )
