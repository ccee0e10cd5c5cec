"""Cleaning with what the library knows: the rules the user taught, and the lines that recur."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from digest_app.app.extracting import (
    Analyse,
    Analysed,
    Cleaner,
    analyse,
    cleaned_article,
    facts_of,
)
from digest_app.domain.changes import Changes
from digest_app.domain.listing import StoredArticle, View
from digest_app.domain.marks import in_force
from digest_app.domain.rule import Rule

if TYPE_CHECKING:
    from digest_app.cleaning.engine import Cleaned
    from digest_app.cleaning.taught_trial import Difference
    from digest_app.domain.document import Document
    from digest_app.library.library import Library


def analyse_for(library: Library) -> Analyse:
    """Return the analysis of files that come into this library."""
    return partial(analyse, cleaner=_cleaner(library, taught_rules(library)))


def analyse_document(library: Library, document: Document, name: str) -> Analysed:
    """Clean a document that was read already, and find its facts."""
    cleaned = _cleaner(library, taught_rules(library))(document)
    article = cleaned_article(document, cleaned, name)
    return Analysed(article, facts_of(article))


def _cleaner(
    library: Library, rules: tuple[Rule, ...], *, article: str = "", beside: int = 0
) -> Cleaner:
    """Return cleaning by these rules and by what the library has seen of the publisher."""
    from digest_app.cleaning.engine import judge  # noqa: PLC0415 - loads the rule tables
    from digest_app.cleaning.rules import Rules  # noqa: PLC0415 - as above

    given = Rules(rules, article)

    def cleaner(document: Document) -> Cleaned:
        seen = library.common_lines.seen(document.metadata.publisher, beside=beside)
        return judge(document, rules=given, seen=seen)

    return cleaner


def taught_rules(library: Library) -> tuple[Rule, ...]:
    """Return the rules that the user taught, of every scope.

    Raises:
        DigestError: they were edited by hand into something that cannot be read.
    """
    text = library.settings.taught_rules()
    if not text:
        return ()
    from digest_app.cleaning.taught_store import load  # noqa: PLC0415 - few users taught any

    return load(text)


def teach(library: Library, rule: Rule) -> None:
    """Keep a rule; one with the same name is replaced. See :func:`clean_again` for its effect."""
    others = tuple(known for known in taught_rules(library) if known.name != rule.name)
    _keep(library, (*others, rule))


def forget(library: Library, name: str) -> None:
    """Take back a rule that was taught."""
    _keep(library, tuple(known for known in taught_rules(library) if known.name != name))


def _keep(library: Library, rules: tuple[Rule, ...]) -> None:
    from digest_app.cleaning.taught_store import dump  # noqa: PLC0415 - only teaching needs it

    library.settings.teach(dump(rules))


def try_rule(library: Library, rule: Rule) -> Iterator[tuple[int, Difference]]:
    """Yield the articles that a rule would clean otherwise, newest first; nothing is written.

    The caller may stop at any article: a library of any size answers at once with its first.
    """
    from digest_app.cleaning.rules import Rules  # noqa: PLC0415 - only teaching needs it
    from digest_app.cleaning.taught_trial import dry_run  # noqa: PLC0415 - as above

    now = taught_rules(library)
    then = (*(known for known in now if known.name != rule.name), rule)
    for number in library.listing.ids(View()):
        stored = library.articles.get(number)
        article = [(article_key(stored), stored.article.document)]
        seen = library.common_lines.seen(stored.article.publisher, beside=1)
        for difference in dry_run(article, Rules(now), Rules(then), seen=seen):
            yield number, difference


def clean_again(library: Library, ids: Iterable[int]) -> Changes:
    """Clean articles anew by what is known now; what the user decided about them stays."""
    rules = taught_rules(library)
    changed = [number for number in ids if _clean_one(library, number, rules)]
    return Changes(changed=tuple(changed))


def _clean_one(library: Library, number: int, rules: tuple[Rule, ...]) -> bool:
    stored = library.articles.get(number)
    cleaner = _cleaner(library, rules, article=article_key(stored), beside=1)
    removals = cleaner(stored.article.document).removals
    if removals == stored.article.removals:
        return False
    article = replace(stored.article, removals=removals)
    facts = facts_of(article, in_force(removals, stored.marks))
    library.articles.analyse_again(number, article, facts, stored.analysed_by)
    return True


def article_key(stored: StoredArticle) -> str:
    """Return what a rule for one article names it by: its file's hash and its part."""
    return f"{stored.original}#{stored.part}"
