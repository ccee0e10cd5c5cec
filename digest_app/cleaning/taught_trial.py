"""A dry run: what a change of the taught rules would do to articles, before it is made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from digest_app.cleaning.engine import Seen, clean
from digest_app.cleaning.rules import Rules
from digest_app.domain.boilerplate import Removal
from digest_app.domain.document import Document


class Difference(NamedTuple):
    """What changes in one article: the removals that come, and those that go.

    ``article`` is the key that the article was given under.
    """

    article: str
    hidden: tuple[Removal, ...]
    shown: tuple[Removal, ...]


def dry_run(
    articles: Iterable[tuple[str, Document]], now: Rules, then: Rules, *, seen: Seen | None = None
) -> Iterator[Difference]:
    """Yield the articles that ``then`` would clean otherwise than ``now``, one by one.

    Nothing is written. ``articles`` are pairs of a key and a document; the key is what rules for
    one article name. The caller may stop at any article.
    """
    for key, document in articles:
        before = clean(document, rules=replace(now, article=key), seen=seen)
        after = clean(document, rules=replace(then, article=key), seen=seen)
        spans_before = {(r.start, r.end) for r in before}
        spans_after = {(r.start, r.end) for r in after}
        hidden = tuple(r for r in after if (r.start, r.end) not in spans_before)
        shown = tuple(r for r in before if (r.start, r.end) not in spans_after)
        if hidden or shown:
            yield Difference(key, hidden, shown)
